//! The changelogs of the crates, which stand with the models: a new entry goes above the newest version.
//!
//! Never here: what an entry says ([`crate::diff::view::changelog`]).

use crate::load::vendored::changelog_of;
use crate::problem::Problem;

/// The changelog with one more entry, which begins with its heading.
pub(super) fn with_entry(
    old: Option<&str>,
    crate_name: &str,
    version: &str,
    entry: &str,
) -> Result<String, Problem> {
    let Some(old) = old else {
        return Ok(format!("{}\n{entry}", head(crate_name)));
    };
    let heading = format!("## [{version}]");
    if old.lines().any(|line| line.starts_with(&heading)) {
        let what = format!("there is an entry for {version} already");
        let fix = "raise `version` in services.toml to it, or give the entry another version";
        return Err(Problem::new(changelog_of(crate_name), "", what, fix));
    }
    let mut at = old.len();
    let mut offset = 0;
    for line in old.split_inclusive('\n') {
        // What people have written for a version to come stays on top.
        if line.starts_with("## ") && !line.to_lowercase().contains("unreleased") {
            at = offset;
            break;
        }
        offset += line.len();
    }
    let (above, below) = (old[..at].trim_end(), &old[at..]);
    let gap = if below.is_empty() { "" } else { "\n" };
    Ok(format!("{above}\n\n{entry}{gap}{below}"))
}

fn head(crate_name: &str) -> String {
    format!(
        "# Changelog\n\nWhat changed for callers of `{crate_name}`, the newest first. Below 1.0, a version that breaks \
         something\nmoves the second number.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, expected: &str) {
        let new = with_entry(Some(old), "a", "0.2.0", "## [0.2.0]\n\nNew.\n");
        assert_eq!(new.as_deref(), Ok(expected));
    }

    #[test]
    fn the_newest_version_comes_first() {
        check(
            "# Changelog\n\nWhat.\n\n## [0.1.0]\n\nFirst.\n",
            "# Changelog\n\nWhat.\n\n## [0.2.0]\n\nNew.\n\n## [0.1.0]\n\nFirst.\n",
        );
        check(
            "# Changelog\n\n## [Unreleased]\n\nMine.\n\n## [0.1.0]\n",
            "# Changelog\n\n## [Unreleased]\n\nMine.\n\n## [0.2.0]\n\nNew.\n\n## [0.1.0]\n",
        );
        check("# Changelog\n", "# Changelog\n\n## [0.2.0]\n\nNew.\n");
        let new = with_entry(None, "a", "0.1.0", "## [0.1.0]\n").unwrap_or_default();
        assert!(new.starts_with("# Changelog\n\n") && new.ends_with("number.\n\n## [0.1.0]\n"));
    }

    #[test]
    fn a_version_has_one_entry() {
        let twice = with_entry(
            Some("## [0.2.0] - 2026-11-17\n"),
            "a",
            "0.2.0",
            "## [0.2.0]\n",
        );
        assert!(twice.is_err());
    }
}

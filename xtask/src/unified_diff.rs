//! Differences between what is on the disk and what was generated, as a unified diff.
//!
//! Never here: finding the differences, and deciding what they mean for the exit code.

use std::path::Path;
use std::time::Duration;

use similar::TextDiff;
use smithwright_codegen::files::{Difference, What};

/// How long to look for the shortest diff of one file; after that, a longer one will do.
const PATIENCE: Duration = Duration::from_secs(5);

const NOTHING: &str = "/dev/null";

/// The diff of one file in `folder`, such that applying it brings the disk up to date. A file that
/// was not generated has none, and is named.
pub(crate) fn render(folder: &Path, difference: &Difference) -> String {
    let path = slashes(&folder.join(&difference.path));
    let (old, new) = (format!("a/{path}"), format!("b/{path}"));
    match &difference.what {
        What::Missing { new: content } => unified((NOTHING, ""), (&new, content)),
        What::Changed {
            old: before,
            new: after,
        } => unified((&old, before), (&new, after)),
        What::LeftOver { old: content } => unified((&old, content), (NOTHING, "")),
        What::Foreign => format!("{path}: was not generated; move it out of the folder\n"),
    }
}

fn unified(old: (&str, &str), new: (&str, &str)) -> String {
    TextDiff::configure()
        .timeout(PATIENCE)
        .diff_lines(old.1, new.1)
        .unified_diff()
        .header(old.0, new.0)
        .to_string()
}

/// A path as diffs write it on every system, without the root of an absolute one.
fn slashes(path: &Path) -> String {
    let path = path.display().to_string().replace('\\', "/");
    path.trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(what: What, expected: &str) {
        let difference = Difference {
            path: "src/lib.rs".into(),
            what,
        };
        let folder = Path::new("generated/gamelift");
        assert_eq!(render(folder, &difference), expected);
    }

    #[test]
    fn a_missing_file_is_added() {
        let new = "// header\none\n".into();
        check(
            What::Missing { new },
            "--- /dev/null\n+++ b/generated/gamelift/src/lib.rs\n@@ -0,0 +1,2 @@\n+// header\n+one\n",
        );
    }

    #[test]
    fn a_left_over_file_is_deleted() {
        let old = "// header\n".into();
        check(
            What::LeftOver { old },
            "--- a/generated/gamelift/src/lib.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-// header\n",
        );
    }

    #[test]
    fn a_changed_file_shows_the_lines_around_the_change() {
        let old = "// header\n1\n2\n3\n4\nold\n".into();
        let new = "// header\n1\n2\n3\n4\nnew\n".into();
        check(
            What::Changed { old, new },
            "--- a/generated/gamelift/src/lib.rs\n+++ b/generated/gamelift/src/lib.rs\n\
             @@ -3,4 +3,4 @@\n 2\n 3\n 4\n-old\n+new\n",
        );
    }

    #[test]
    fn a_missing_last_newline_is_told() {
        let (old, new) = ("// header".into(), "// header\n".into());
        check(
            What::Changed { old, new },
            "--- a/generated/gamelift/src/lib.rs\n+++ b/generated/gamelift/src/lib.rs\n\
             @@ -1 +1 @@\n-// header\n\\ No newline at end of file\n+// header\n",
        );
    }

    #[test]
    fn a_foreign_file_is_named_with_the_fix() {
        check(
            What::Foreign,
            "generated/gamelift/src/lib.rs: was not generated; move it out of the folder\n",
        );
    }

    #[test]
    fn an_absolute_path_becomes_one_that_patch_accepts() {
        assert_eq!(slashes(Path::new("/tmp/out/lib.rs")), "tmp/out/lib.rs");
    }
}

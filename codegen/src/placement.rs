//! Where a crate is going to stand, as far as its files say so: the way to the runtime, and the way that a program's
//! manifest names.
//!
//! Never here: writing anything there.

use std::path::{Component, Path, PathBuf};

use crate::problem::Problem;

/// Where a crate is going to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The way from the folder of the crate to that of the runtime, with `/`.
    pub runtime: String,
    /// The way from a program's manifest to the folder that the crate stands in, with `/`, as the documentation shows
    /// it.
    pub folder: String,
    /// The features that only who asks for them gets, such as `rustls`; all of them where this is `None`.
    pub features: Option<Vec<String>>,
}

impl Default for Placement {
    /// In this repository: `generated/` beside `runtime/`. The documentation shows what `vendor` makes.
    fn default() -> Self {
        Self {
            runtime: "../../runtime".to_owned(),
            folder: "vendor".to_owned(),
            features: None,
        }
    }
}

impl Placement {
    /// Of crates in the folder `output`, which need not exist, with the runtime in the folder `runtime`.
    ///
    /// # Errors
    /// There is no runtime, or no relative way to it.
    pub fn between(output: &Path, runtime: &Path) -> Result<Self, Problem> {
        let problem = |what: String, fix: &str| Problem::new(runtime, "", what, fix);
        if !runtime.join("Cargo.toml").is_file() {
            let what = "there is no runtime, and the crates depend on it".to_owned();
            return Err(problem(what, "run the command in a whole checkout"));
        }
        let whole = |path: &Path| {
            whole(path).map_err(|error| {
                let what = format!(
                    "the way to it from {} is not known: {error}",
                    output.display()
                );
                problem(what, "name a folder that can be reached")
            })
        };
        let (from, to) = (whole(output)?.join("crate"), whole(runtime)?);
        let way = pathdiff::diff_paths(&to, &from).filter(|way| way.is_relative());
        let runtime_from = way.as_deref().and_then(slashed).ok_or_else(|| {
            let what = format!("there is no relative way to it from {}", output.display());
            problem(
                what,
                "name a folder on the same drive, with a name that is text",
            )
        })?;
        Ok(Self {
            runtime: runtime_from,
            ..Self::default()
        })
    }
}

/// A path with `/` between its parts; `None` where it is no text.
pub fn slashed(path: &Path) -> Option<String> {
    let parts = path.components().map(|part| match part {
        Component::ParentDir => Some(".."),
        Component::Normal(part) => part.to_str(),
        _ => None,
    });
    let parts = parts.collect::<Option<Vec<_>>>()?;
    Some(parts.join("/"))
}

/// The absolute path of something that need not exist: links are followed as far as it does.
pub fn whole(path: &Path) -> std::io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut rest = Vec::new();
    let mut known = absolute.as_path();
    loop {
        if let Ok(found) = std::fs::canonicalize(known) {
            let rest = rest.into_iter().rev();
            return Ok(rest.fold(found, |path: PathBuf, part| match part {
                Component::ParentDir => path.parent().unwrap_or(&path).to_owned(),
                part => path.join(part),
            }));
        }
        match (known.components().next_back(), known.parent()) {
            (Some(part), Some(parent)) => {
                rest.push(part);
                known = parent;
            }
            _ => return Ok(absolute),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_runtime_is_computed() {
        let folder = tempfile::tempdir().expect("a folder");
        let runtime = folder.path().join("smith/runtime");
        std::fs::create_dir_all(&runtime).expect("a folder");
        let of = |output: &str| Placement::between(&folder.path().join(output), &runtime);
        let problem = of("smith/generated")
            .expect_err("no runtime yet")
            .to_string();
        assert!(problem.contains("there is no runtime"), "{problem}");
        std::fs::write(runtime.join("Cargo.toml"), "").expect("a file");
        let of = |output| of(output).expect("a way").runtime;
        assert_eq!(of("smith/generated"), "../../runtime");
        assert_eq!(of("else/where/new"), "../../../../smith/runtime");
        assert_eq!(of("else/../new"), "../../smith/runtime");
    }

    #[test]
    #[cfg(unix)]
    fn the_way_starts_where_a_link_leads_to() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["runtime", "deep/er"] {
            std::fs::create_dir_all(folder.path().join(name)).expect("a folder");
        }
        std::fs::write(folder.path().join("runtime/Cargo.toml"), "").expect("a file");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("deep/er"), &link).expect("a link");
        let placement = Placement::between(&link, &folder.path().join("runtime"));
        assert_eq!(placement.expect("a way").runtime, "../../../runtime");
    }
}

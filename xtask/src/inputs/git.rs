//! The vendored models as they were at a revision of the repository.
//!
//! Never here: anything that changes the repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use smithwright_codegen::problem::{Problem, Problems};

use super::{Models, document_name, text};
use crate::workspace;

/// The folder of models at `revision`.
pub(super) fn read(label: &str, revision: &str) -> Result<Models, Problems> {
    let list = git(
        label,
        &[
            "ls-tree",
            "-r",
            "-z",
            "--name-only",
            "--end-of-options",
            revision,
            "--",
            ".",
        ],
    )?;
    let list = String::from_utf8_lossy(&list);
    let paths = list.split('\0').map(PathBuf::from);
    let mut problems = Problems::default();
    let mut files = BTreeMap::new();
    for path in paths.filter(|path| document_name(path).is_some()) {
        let object = format!("{revision}:./{}", path.display());
        let bytes = git(label, &["cat-file", "blob", &object]);
        let text = bytes.and_then(|bytes| text(&path, bytes));
        files.extend(problems.keep(text).map(|text| (path, text)));
    }
    problems.finish(Models {
        label: label.to_owned(),
        files,
        is_alone: false,
    })
}

/// What git prints, run in the folder of models.
fn git(label: &str, arguments: &[&str]) -> Result<Vec<u8>, Problem> {
    let folder = workspace::folder("models");
    let problem = |what: String| {
        let fix = "name a revision that `git rev-parse` knows, such as `git:HEAD~1`";
        Problem::new(Path::new(label), "", what, fix)
    };
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|error| problem(format!("git cannot be run: {error}")))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let message = message.lines().next().unwrap_or_default().to_owned();
        return Err(problem(format!("git says: {message}")));
    }
    Ok(output.stdout)
}

//! Checks that an update can be told apart from other changes, and undone.
//!
//! Never here: anything that changes the repository.

use std::path::Path;
use std::process::Command;

use smithwright_codegen::problem::{Problem, Problems};

/// How many files are named.
const NAMED: usize = 5;

/// What may be, as `cargo fix` has it.
#[derive(clap::Args)]
pub(super) struct Allow {
    /// Go on where the models or the crates have changes that are not committed
    #[arg(long)]
    allow_dirty: bool,

    /// Go on where the models or the crates are in no git repository
    #[arg(long)]
    allow_no_vcs: bool,
}

/// A problem for every folder that is not as it was committed, or in no repository.
pub(super) fn check(folders: &[&Path], allow: &Allow) -> Result<(), Problems> {
    if let (Err(error), false) = (
        Command::new("git").arg("--version").output(),
        allow.allow_no_vcs,
    ) {
        let what =
            format!("git cannot be run, which says whether an update could be undone: {error}");
        let fix = "install it, or pass --allow-no-vcs to go on";
        return Err(Problem::new("git", "", what, fix).into());
    }
    let mut problems = Vec::new();
    for folder in folders.iter().filter(|folder| folder.exists()) {
        match changed(folder) {
            None if !allow.allow_no_vcs => {
                let what = "it is in no git repository, so that an update could not be undone";
                problems.push(Problem::new(
                    *folder,
                    "",
                    what,
                    "pass --allow-no-vcs to go on",
                ));
            }
            Some(files) if !files.is_empty() && !allow.allow_dirty => {
                let more = files.len().saturating_sub(NAMED);
                let mut named = files[..files.len() - more].join(", ");
                if more > 0 {
                    named.push_str(&format!(" and {more} more"));
                }
                let what = format!("it has changes that are not committed: {named}");
                let fix = "commit or stash them, or pass --allow-dirty to go on";
                problems.push(Problem::new(*folder, "", what, fix));
            }
            _ => {}
        }
    }
    Problems(problems).finish(())
}

/// The files of a folder that are not as they were committed; `None` where git does not know the folder.
fn changed(folder: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .args(["status", "--porcelain", "-z", "--no-renames", "--", "."])
        .current_dir(folder)
        .output();
    let output = output.ok().filter(|output| output.status.success())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let files = text.split('\0').filter_map(|line| line.get(3..));
    Some(files.map(str::to_owned).collect())
}

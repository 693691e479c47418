//! A folder that holds files of ours among those of others: all of ours change in one step.
//!
//! The whole folder is built anew beside it, with links to the files that stay, and exchanged in one system call; so
//! whoever looks sees the old folder or the new one. What cargo left in it moves over afterwards.
//! Never here: which files are ours.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk::{Abilities, Disk, Step};
use super::edits::{Edits, changed_meanwhile};
use super::set::CARGOS_OWN;
use crate::problem::{Problem, Problems};

/// What the files of a folder are to contain, by their paths in it; `None` for those that go.
pub type FolderEdits = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// Changes files of the folder `path`, which need not exist: all of them, or none where anything fails. The folder
/// above it holds the work as long as that lasts. `progress` hears of every change before it is made.
///
/// # Errors
/// Everything for which nothing was changed.
pub fn edit_folder(
    path: &Path,
    files: FolderEdits,
    progress: &mut dyn FnMut(Step<'_>),
) -> Result<(), Problems> {
    edit_folder_with(path, files, Abilities::ALL, progress)
}

pub(super) fn edit_folder_with(
    path: &Path,
    files: FolderEdits,
    abilities: Abilities,
    progress: &mut dyn FnMut(Step<'_>),
) -> Result<(), Problems> {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        let what = "it has no folder above it, where the new one could be built";
        return Err(Problem::new(path, "", what, "name another folder").into());
    };
    let edits = Edits {
        source: parent.join(name),
        files,
        beside: Vec::new(),
    };
    let mut disk = Disk::new(parent, abilities, progress);
    let _lock = disk.lock()?;
    disk.recover()?;
    let result = exchange(&mut disk, &edits);
    // What is left of the work is hidden, and the next run clears it.
    let tidied = disk.leave();
    result.and_then(|()| tidied.map_err(Problems::from))
}

fn exchange(disk: &mut Disk<'_>, edits: &Edits) -> Result<(), Problems> {
    let before = edits.survey_without(is_cargos_own)?;
    let staged = disk.stage_without(edits, is_cargos_own)?;
    if edits.survey_without(is_cargos_own)? != before {
        return Err(changed_meanwhile(&edits.source).into());
    }
    let cargos = cargos_own(&edits.source);
    disk.put(edits.source.clone(), staged.clone(), edits.paths())?;
    for path in cargos {
        // A crate that is gone needs nothing of it.
        let (old, new) = (staged.join(&path), edits.source.join(&path));
        let is_wanted = new.parent().is_some_and(Path::is_dir);
        if is_wanted && old.exists() && fs::symlink_metadata(&new).is_err() {
            disk.rename(&old, &new)?;
        }
    }
    Ok(())
}

/// Whether cargo left this in the folder, or in that of a crate in it.
fn is_cargos_own(path: &Path) -> bool {
    let is_near = path.components().count() <= 2;
    is_near && CARGOS_OWN.iter().any(|name| path.ends_with(name))
}

/// What cargo left in the folder, and in those of the crates in it.
fn cargos_own(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten();
    let inside = inside.map(|entry| PathBuf::from(entry.file_name()));
    let folders = [PathBuf::new()].into_iter().chain(inside);
    let paths = folders.flat_map(|inside| CARGOS_OWN.map(|name| inside.join(name)));
    paths.filter(|path| folder.join(path).exists()).collect()
}

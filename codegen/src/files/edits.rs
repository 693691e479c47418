//! What changes together with the crates: the folder that they are made from, and files beside it.
//!
//! Never here: putting any of it in its place ([`super::disk`]), and knowing what the files say.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::compare::{Paths, entries, unreadable};
use super::disk::failed;
use crate::problem::Problem;

/// What a run changes besides the crates: all of it or nothing, together with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// The folder that the crates are made from.
    pub source: PathBuf,
    /// The files to change in it, by their paths in it: what they are to contain, or `None` for those that go.
    pub files: BTreeMap<PathBuf, Option<Vec<u8>>>,
    /// Files elsewhere.
    pub beside: Vec<FileEdit>,
}

/// A file that is to be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// The file.
    pub path: PathBuf,
    /// What it contains, so that nothing else is replaced.
    pub old: String,
    /// What it is to contain.
    pub new: String,
}

impl Edits {
    /// Builds the folder as it will be in `to`, which need not exist. What does not change is linked, or
    /// copied where it cannot be.
    ///
    /// # Errors
    /// A file cannot be read or written, or is a link.
    pub fn stage(&self, to: &Path) -> Result<(), Problem> {
        self.stage_without(to, |_| false)
    }

    /// The same, without what is left out.
    pub(super) fn stage_without(
        &self,
        to: &Path,
        is_left_out: fn(&Path) -> bool,
    ) -> Result<(), Problem> {
        for path in self.survey_without(is_left_out)?.into_keys() {
            if !self.files.contains_key(&path) {
                let (from, to) = (self.source.join(&path), to.join(&path));
                create_folder_of(&to)?;
                link(&from, &to).map_err(|error| failed(&from, "copied", &error))?;
            }
        }
        for (path, content) in &self.files {
            if let Some(content) = content {
                let to = to.join(path);
                create_folder_of(&to)?;
                create(&to, content).map_err(|error| failed(&to, "written", &error))?;
            }
        }
        Ok(())
    }

    /// The files of the folder, each with its size and when it was last changed.
    pub(super) fn survey(&self) -> Result<Survey, Problem> {
        self.survey_without(|_| false)
    }

    /// The same, without what is left out.
    pub(super) fn survey_without(&self, is_left_out: fn(&Path) -> bool) -> Result<Survey, Problem> {
        let mut found = Survey::new();
        if fs::symlink_metadata(&self.source).is_err() {
            // A folder that does not exist yet holds nothing.
            return Ok(found);
        }
        let mut folders = vec![PathBuf::new()];
        while let Some(inside) = folders.pop() {
            for entry in entries(&self.source.join(&inside))? {
                let path = inside.join(entry.file_name());
                if is_left_out(&path) {
                    continue;
                }
                let metadata = entry
                    .metadata()
                    .map_err(|error| unreadable(&entry.path(), &error))?;
                if metadata.is_dir() {
                    folders.push(path);
                } else if metadata.is_file() {
                    found.insert(path, (metadata.len(), metadata.modified().ok()));
                } else {
                    let what = "is a link, and would be lost when the folder is replaced";
                    let fix = "put the file itself in its place";
                    return Err(Problem::new(entry.path(), "", what, fix));
                }
            }
        }
        Ok(found)
    }

    /// The files of the folder that change.
    pub(super) fn paths(&self) -> Paths {
        let mut paths = Paths::default();
        for (path, content) in &self.files {
            match content {
                Some(_) => paths.written.push(path.clone()),
                None => paths.removed.push(path.clone()),
            }
        }
        paths
    }
}

/// What is in a folder, well enough to notice that somebody changed it.
pub(super) type Survey = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

impl FileEdit {
    /// A problem, when the file is no longer the one to be replaced.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let found = fs::read(&self.path).map_err(|error| unreadable(&self.path, &error))?;
        if found == self.old.as_bytes() {
            return Ok(());
        }
        Err(changed_meanwhile(&self.path))
    }
}

pub(super) fn changed_meanwhile(path: &Path) -> Problem {
    let what = "was changed by somebody else while this ran";
    Problem::new(path, "", what, "run again when nothing else writes it")
}

fn create_folder_of(file: &Path) -> Result<(), Problem> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(|error| failed(folder, "created", &error))
}

fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(content)?;
    file.sync_all()
}

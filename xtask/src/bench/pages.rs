//! Measures how much rustdoc writes.
//!
//! Never here: how long it takes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::cargo::{Error, target_folder};

/// A folder that rustdoc wrote: search index, styles and all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pages {
    /// How many files of HTML there are.
    pub(super) pages: u64,
    /// How many bytes all files have.
    pub(super) bytes: u64,
}

/// Where rustdoc writes to.
pub(super) fn folder() -> PathBuf {
    target_folder().join("doc")
}

/// Removes the folder, so that it holds one crate afterwards.
pub(super) fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::new(folder.display(), error))
        }
        _ => Ok(()),
    }
}

/// Counts a folder.
pub(super) fn count(folder: &Path) -> Result<Pages, Error> {
    of(folder).map_err(|error| Error::new(folder.display(), error))
}

fn of(folder: &Path) -> io::Result<Pages> {
    let mut pages = Pages::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, metadata) = (entry.path(), entry.metadata()?);
        let more = if metadata.is_dir() {
            of(&path)?
        } else {
            Pages {
                pages: u64::from(path.extension().is_some_and(|it| it == "html")),
                bytes: metadata.len(),
            }
        };
        pages.pages += more.pages;
        pages.bytes += more.bytes;
    }
    Ok(pages)
}

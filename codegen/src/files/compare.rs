//! What is on the disk, and how it differs from what was generated.
//!
//! Never here: anything that changes a file, and anything that decides whether it should.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::set::{CARGOS_OWN, Files, HEADER_BYTES, has_header};
use crate::problem::Problem;

/// One file that differs between what was generated and what is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file, relative to the folder of its crate.
    pub path: PathBuf,
    /// How it differs.
    pub what: What,
}

/// How a file differs. Contents are text; bytes that are not UTF-8 are shown as `U+FFFD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Generated, and not on the disk.
    Missing {
        /// What was generated.
        new: String,
    },
    /// Generated, and on the disk with another content: out of date, or edited by hand.
    Changed {
        /// What is on the disk.
        old: String,
        /// What was generated.
        new: String,
    },
    /// On the disk with our header, and no longer generated.
    LeftOver {
        /// What is on the disk.
        old: String,
    },
    /// On the disk without our header: not ours to overwrite or delete, and not theirs to be here.
    /// Links and other special files count as foreign whatever they point to.
    Foreign,
}

/// What was found about one crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The crate, which is also the name of its folder.
    pub name: String,
    /// How many files were generated; none when the crate is no longer generated.
    pub files: usize,
    /// What differs, in the order of the paths.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// How many files a write creates or rewrites.
    pub fn changed(&self) -> usize {
        self.count(|what| matches!(what, What::Missing { .. } | What::Changed { .. }))
    }

    /// How many files a write removes.
    pub fn removed(&self) -> usize {
        self.count(|what| matches!(what, What::LeftOver { .. }))
    }

    /// How many files keep a write from happening.
    pub fn foreign(&self) -> usize {
        self.count(|what| matches!(what, What::Foreign))
    }

    fn count(&self, like: impl Fn(&What) -> bool) -> usize {
        self.differences
            .iter()
            .filter(|difference| like(&difference.what))
            .count()
    }
}

impl Files {
    /// What differs between this set and the folder of the crate; reads only.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn compare(&self, folder: &Path) -> Result<Vec<Difference>, Problem> {
        Ok(differences(self, survey(folder)?))
    }
}

/// The files of a folder that change.
#[derive(Debug, Clone, Default)]
pub(super) struct Paths {
    /// Those that go.
    pub(super) removed: Vec<PathBuf>,
    /// Those that come, or get another content.
    pub(super) written: Vec<PathBuf>,
}

impl Paths {
    pub(super) fn of(differences: &[Difference]) -> Self {
        let mut paths = Self::default();
        for Difference { path, what } in differences {
            match what {
                What::LeftOver { .. } => paths.removed.push(path.clone()),
                _ => paths.written.push(path.clone()),
            }
        }
        paths
    }
}

/// The files in the folder of one crate, by their path in it.
#[derive(Debug, Default)]
pub(super) struct OnDisk {
    /// Those with our header, and what they contain.
    pub(super) ours: BTreeMap<PathBuf, Vec<u8>>,
    /// All others.
    pub(super) foreign: Vec<PathBuf>,
}

/// Reads the folder of one crate; a folder that does not exist is empty.
pub(super) fn survey(folder: &Path) -> Result<OnDisk, Problem> {
    let mut found = OnDisk::default();
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_dir() => visit(folder, Path::new(""), &mut found)?,
        Ok(_) => return Err(not_a_folder(folder)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(unreadable(folder, &error)),
    }
    Ok(found)
}

/// Reads the folder `inside` of `folder`.
fn visit(folder: &Path, inside: &Path, found: &mut OnDisk) -> Result<(), Problem> {
    for entry in entries(&folder.join(inside))? {
        let path = inside.join(entry.file_name());
        if CARGOS_OWN.iter().any(|name| path == Path::new(name)) {
            continue;
        }
        let kind = entry
            .file_type()
            .map_err(|error| unreadable(&entry.path(), &error))?;
        if kind.is_dir() {
            visit(folder, &path, found)?;
        } else if !kind.is_file() {
            found.foreign.push(path);
        } else if let Some(content) = read_ours(&entry.path())? {
            found.ours.insert(path, content);
        } else {
            found.foreign.push(path);
        }
    }
    Ok(())
}

/// The entries of a folder.
pub(super) fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>, Problem> {
    fs::read_dir(folder)
        .and_then(Iterator::collect)
        .map_err(|error| unreadable(folder, &error))
}

/// The content of a file that has our header. Of a foreign file no more than the head is read.
fn read_ours(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    let read = || -> io::Result<Option<Vec<u8>>> {
        let mut file = File::open(path)?;
        let mut content = Vec::new();
        file.by_ref()
            .take(HEADER_BYTES as u64)
            .read_to_end(&mut content)?;
        if !has_header(&content) {
            return Ok(None);
        }
        file.read_to_end(&mut content)?;
        Ok(Some(content))
    };
    read().map_err(|error| unreadable(path, &error))
}

/// What differs between the generated files and the folder of their crate, in order of the paths.
pub(super) fn differences(files: &Files, disk: OnDisk) -> Vec<Difference> {
    let OnDisk { mut ours, foreign } = disk;
    let mut found = Vec::new();
    let others: BTreeSet<&Path> = foreign.iter().map(PathBuf::as_path).collect();
    for (path, new) in files.iter() {
        let in_the_way = others.contains(path);
        match ours.remove(path) {
            Some(old) if old == new.as_bytes() => {}
            Some(old) => found.push(changed(path, &old, new)),
            None if in_the_way => {}
            None => found.push(missing(path, new)),
        }
    }
    found.extend(ours.into_iter().map(left_over));
    found.extend(foreign.into_iter().map(|path| Difference {
        path,
        what: What::Foreign,
    }));
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn missing(path: &Path, new: &str) -> Difference {
    let what = What::Missing { new: new.into() };
    Difference {
        path: path.into(),
        what,
    }
}

fn changed(path: &Path, old: &[u8], new: &str) -> Difference {
    let what = What::Changed {
        old: text(old),
        new: new.into(),
    };
    Difference {
        path: path.into(),
        what,
    }
}

fn left_over((path, old): (PathBuf, Vec<u8>)) -> Difference {
    let what = What::LeftOver { old: text(&old) };
    Difference { path, what }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn not_a_folder(path: &Path) -> Problem {
    Problem::new(
        path,
        "",
        "is a file or a link, and the folder of a generated crate belongs here",
        "move it away",
    )
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    Problem::new(
        path,
        "",
        format!("cannot be read: {error}"),
        "mend its permissions, or move it away",
    )
}

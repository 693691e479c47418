//! A vendored folder on disk.
//!
//! Never here: what it should hold, and changing anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::Document;
use super::provenance::{PROVENANCE, Record};
use super::request::MANIFEST;
use crate::files::CARGOS_OWN;
use crate::placement::slashed;
use crate::problem::{Problem, Problems};

/// What is in a folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    root: PathBuf,
    /// `smithwright.toml`, if there is one.
    pub(super) document: Option<Document>,
    /// What the crates say that they were made of, by the names of their folders.
    pub(super) records: BTreeMap<String, Record>,
    /// Every file by its path in the folder, with `/`, but for what cargo leaves there.
    pub(super) entries: BTreeMap<String, Entry>,
}

/// Something in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// A file, and whether it may be executed.
    File { is_executable: bool },
    /// A link, a special file, or one whose name is no text.
    Other,
}

impl Found {
    /// Reads the folder; one that does not exist is empty.
    pub(super) fn read(root: &Path) -> Result<Self, Problems> {
        let mut found = Self {
            root: root.to_owned(),
            ..Self::default()
        };
        match fs::symlink_metadata(root) {
            Ok(metadata) if metadata.is_dir() => found.list()?,
            Ok(_) => {
                let what = "it is a file or a link, and the vendored crates need a folder";
                return Err(Problem::new(root, "", what, "name another folder").into());
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
            Err(error) => return Err(unreadable(root, &error).into()),
        }
        if let Some(text) = found.text(MANIFEST)? {
            found.document = Some(Document::parse(&root.join(MANIFEST), &text)?);
        }
        Ok(found)
    }

    /// Reads what the crates say of themselves; what cannot be read is the result.
    pub(super) fn read_records(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let paths = self.entries.keys().filter_map(|path| {
            let (name, file) = path.split_once('/')?;
            (file == PROVENANCE).then(|| (name.to_owned(), path.clone()))
        });
        for (name, path) in paths.collect::<Vec<_>>() {
            let record = self
                .text(&path)
                .and_then(|text| Record::parse(&self.root.join(&path), &text.unwrap_or_default()));
            match record {
                Ok(record) => drop(self.records.insert(name, record)),
                Err(problem) => problems.push(problem),
            }
        }
        problems
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The bytes of a file; `None` where there is none, or something else.
    pub(super) fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        match self.entries.get(path) {
            Some(Entry::File { .. }) => {
                let path = self.root.join(path);
                fs::read(&path)
                    .map(Some)
                    .map_err(|error| unreadable(&path, &error))
            }
            _ => Ok(None),
        }
    }

    fn text(&self, path: &str) -> Result<Option<String>, Problem> {
        let Some(bytes) = self.bytes(path)? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes).map_err(|_| {
            let fix = "restore it from your version control";
            Problem::new(self.root.join(path), "", "the file is not UTF-8", fix)
        });
        text.map(Some)
    }

    fn list(&mut self) -> Result<(), Problem> {
        let mut open = vec![PathBuf::new()];
        while let Some(inside) = open.pop() {
            let here = self.root.join(&inside);
            let entries = fs::read_dir(&here).map_err(|error| unreadable(&here, &error))?;
            for entry in entries {
                let entry = entry.map_err(|error| unreadable(&here, &error))?;
                let path = inside.join(entry.file_name());
                let is_cargos = CARGOS_OWN.iter().any(|name| path.ends_with(name));
                if is_cargos && path.components().count() <= 2 {
                    continue;
                }
                let metadata = entry
                    .metadata()
                    .map_err(|error| unreadable(&entry.path(), &error))?;
                if metadata.is_dir() {
                    open.push(path);
                } else if let Some(path) = slashed(&path) {
                    self.entries.insert(path, Entry::of(&metadata));
                } else {
                    // No file of ours has a name that is no text.
                    let path = path.to_string_lossy().replace('\\', "/");
                    self.entries.insert(path, Entry::Other);
                }
            }
        }
        Ok(())
    }
}

impl Entry {
    fn of(metadata: &fs::Metadata) -> Self {
        if metadata.is_file() {
            Self::File {
                is_executable: is_executable(metadata),
            }
        } else {
            Self::Other
        }
    }
}

#[cfg(unix)]
fn is_executable(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    // Who runs it, and as whom: what may be written is a matter of each user's own setting.
    metadata.permissions().mode() & 0o6111 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &fs::Metadata) -> bool {
    false
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let what = format!("it cannot be read: {error}");
    Problem::new(path, "", what, "make it readable, or name another folder")
}

//! The folders that cargo checks: for each pair and side the crate, and a package of programs beside it.
//!
//! Files that are as they should be are left alone, so that a second run compiles what changed and no more.
//! Never here: what is in the files of a crate or program.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use smithwright_codegen::diff::Evidence;
use smithwright_codegen::files::Files;
use smithwright_codegen::problem::Problem;

use crate::workspace;

/// The package of programs.
pub(super) const PROGRAMS: &str = "programs";

/// How generated manifests refer to the runtime.
const RUNTIME: &str = "\"../../runtime\"";

/// The folder of all pairs, in cargo's own.
pub(super) fn root() -> Result<PathBuf, Problem> {
    let root = workspace::target()?.join("verify-verdicts");
    std::path::absolute(&root).map_err(|error| unwritable(&root, &error))
}

/// A name for a folder that says what is in it.
pub(super) fn name(text: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || character == '.';
    let parts = text.split(|character| !is_plain(character));
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// The name of a program, by the place of its item in the list.
pub(super) fn program(place: usize) -> String {
    format!("item-{:04}", place + 1)
}

/// Writes the crate and the programs of one side.
pub(super) fn write(folder: &Path, files: &Files, evidence: &Evidence) -> Result<(), Problem> {
    let runtime = quoted(&absolute(&workspace::folder("runtime")?)?);
    let mut folder = Folder::new(folder);
    let lock = workspace::folder("Cargo.lock")?;
    let lock = fs::read_to_string(&lock).map_err(|error| unwritable(&lock, &error))?;
    folder.put("programs/Cargo.lock", &lock)?;
    for (path, text) in files.iter() {
        let path = Path::new("crate").join(path);
        folder.put(&path, &text.replace(RUNTIME, &runtime))?;
    }
    let package = &evidence.package;
    folder.put(
        "programs/Cargo.toml",
        &format!(
            "[package]\nname = \"{PROGRAMS}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{package} = {{ path = \"../crate\", default-features = false }}\n\n\
             # Cargo tells crates outside of it apart by their whole paths.\n[workspace]\n"
        ),
    )?;
    for (place, witness) in evidence.witnesses.iter().enumerate() {
        let path = format!("programs/src/bin/{}.rs", program(place));
        folder.put(path, &witness.program)?;
    }
    // A package needs a target.
    folder.put("programs/src/lib.rs", "")?;
    folder.remove_others("crate")?;
    folder.remove_others(PROGRAMS)
}

fn absolute(path: &Path) -> Result<PathBuf, Problem> {
    fs::canonicalize(path).map_err(|error| unwritable(path, &error))
}

/// A path as TOML has it.
fn quoted(path: &Path) -> String {
    toml::Value::from(path.display().to_string()).to_string()
}

/// A folder, and what was put there.
struct Folder {
    path: PathBuf,
    wanted: BTreeSet<PathBuf>,
}

impl Folder {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            wanted: BTreeSet::new(),
        }
    }

    fn put(&mut self, path: impl AsRef<Path>, text: &str) -> Result<(), Problem> {
        let path = self.path.join(path);
        let is_same = fs::read(&path).is_ok_and(|old| old == text.as_bytes());
        if !is_same {
            let folder = path.parent().unwrap_or(&path);
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&path, text))
                .map_err(|error| unwritable(&path, &error))?;
        }
        self.wanted.insert(path);
        Ok(())
    }

    /// Removes the files of an earlier run.
    fn remove_others(&self, inside: &str) -> Result<(), Problem> {
        let mut open = vec![self.path.join(inside)];
        while let Some(folder) = open.pop() {
            let error = |error| unwritable(&folder, &error);
            for entry in fs::read_dir(&folder).map_err(error)? {
                let path = entry.map_err(error)?.path();
                if path.is_dir() {
                    open.push(path);
                } else if !self.wanted.contains(&path) {
                    fs::remove_file(&path).map_err(|error| unwritable(&path, &error))?;
                }
            }
        }
        Ok(())
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Problem {
    let what = format!("it cannot be read or written: {error}");
    Problem::new(path, "", what, "make room, and see to who owns the folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_called_after_its_pair() {
        let name = name("gamelift botocore:1.35.13 ../new/service-2.json.gz");
        assert_eq!(name, "gamelift-botocore-1.35.13-..-new-service-2.json.gz");
    }

    #[test]
    fn what_another_run_left_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = || {
            let names = fs::read_dir(folder.path().join("a")).expect("a folder");
            let names = names.map(|entry| entry.expect("an entry").file_name());
            names.collect::<Vec<_>>()
        };
        let mut first = Folder::new(folder.path());
        first.put("a/one", "1").expect("a file");
        first.put("a/two", "2").expect("a file");
        assert_eq!(files().len(), 2);
        let mut second = Folder::new(folder.path());
        second.put("a/two", "2").expect("a file");
        second.remove_others("a").expect("fewer files");
        assert_eq!(files(), ["two"]);
    }
}

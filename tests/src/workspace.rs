//! Where the project's files are, for tests that look at the files themselves.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The folder of the workspace.
///
/// # Panics
/// When the package of the tests does not stand in it.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .parent()
        .expect("the tests stand in the workspace")
        .to_owned()
}

/// The text of a file, whose path is relative to the workspace.
///
/// # Panics
/// When it cannot be read.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file in a folder and in those below it, relative to that folder and sorted.
///
/// # Panics
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inside) = open.pop() {
        let entries = fs::read_dir(folder.join(&inside));
        for entry in entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let entry = entry.expect("an entry of the folder");
            let path = inside.join(entry.file_name());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Copies a folder and what is in it.
///
/// # Panics
/// When a file cannot be read or written.
pub fn copy_folder(from: &Path, to: &Path) {
    for path in files_below(from) {
        let copy = to.join(&path);
        fs::create_dir_all(copy.parent().expect("a file stands in a folder")).expect("a folder");
        fs::copy(from.join(&path), copy).expect("a file that can be copied");
    }
}

/// Makes `models.lock` of a folder of models say what the files in it are.
///
/// # Panics
/// When a locked file cannot be read, or the lock cannot be written.
pub fn lock_models(models: &Path) {
    let path = models.join("models.lock");
    let lock = fs::read_to_string(&path).expect("a lock");
    let lines = lock.lines().map(|line| {
        let locked = line
            .strip_prefix('"')
            .and_then(|line| line.split_once("\" = \""));
        let Some((name, _)) = locked else {
            return format!("{line}\n");
        };
        format!("\"{name}\" = \"{}\"\n", sha256(&models.join(name)))
    });
    fs::write(path, lines.collect::<String>()).expect("a lock that can be written");
}

/// The SHA-256 of a file, in hexadecimal.
///
/// # Panics
/// When the file cannot be read.
pub fn sha256(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    format!("{:x}", Sha256::digest(bytes))
}

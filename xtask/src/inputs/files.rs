//! Models in files and folders.
//!
//! Never here: archives of packages, and revisions of the repository.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use smithwright_codegen::problem::{Problem, Problems};

use super::packages::{self, Package};
use super::{LARGEST, Models, document_name, text};

/// One service document, or a package of botocore.
pub(super) fn file(label: &str, path: &Path, wanted: &[String]) -> Result<Models, Problems> {
    if let Some(package) = Package::of(path) {
        return packages::read(label, path, package, &bytes(path)?, wanted);
    }
    let text = text(path, bytes(path)?)?;
    Ok(Models {
        label: label.to_owned(),
        files: BTreeMap::from([(path.to_owned(), text)]),
        is_alone: true,
    })
}

/// Every model in a folder and in those below it.
pub(super) fn folder(label: &str, folder: &Path) -> Result<Models, Problems> {
    let mut problems = Problems::default();
    let mut files = BTreeMap::new();
    for path in below(folder, &mut problems) {
        if document_name(&path).is_some() {
            let read = bytes(&path).and_then(|bytes| text(&path, bytes));
            files.extend(problems.keep(read).map(|text| (path, text)));
        }
    }
    problems.finish(Models {
        label: label.to_owned(),
        files,
        is_alone: false,
    })
}

fn below(folder: &Path, problems: &mut Problems) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error));
        for entry in problems.keep(entries).into_iter().flatten().flatten() {
            // A link to a folder may lead back to it.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push(entry.path());
            } else {
                paths.push(entry.path());
            }
        }
    }
    paths.sort();
    paths
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    fs::read(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let what = format!("it cannot be read: {error}");
    let fix = "name a model, a folder, a package, `vendored`, `git:REV` or `botocore:VERSION`";
    Problem::new(path, "", what, fix)
}

/// What a gzip file holds.
pub(super) fn unpacked(path: &Path, packed: &[u8]) -> Result<Vec<u8>, Problem> {
    let problem = |what: String| {
        let fix = "restore the file from its source";
        Problem::new(path, "", what, fix)
    };
    let mut bytes = Vec::new();
    let mut reader = MultiGzDecoder::new(packed).take(LARGEST + 1);
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| problem(format!("it cannot be unpacked: {error}")))?;
    if bytes.len() as u64 > LARGEST {
        return Err(problem("it holds more than any model".to_owned()));
    }
    Ok(bytes)
}

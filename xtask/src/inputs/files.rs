//! Models in files and folders.
//!
//! Never here: archives of packages, and revisions of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use smithwright_codegen::manifest::SERVICES;
use smithwright_codegen::problem::{Problem, Problems};

use super::models::{LARGEST, Models, document_name, overlay_path, text};
use super::packages::{self, Package};

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
        overlays: None,
    })
}

/// Every model in a folder and in those below it.
pub(super) fn folder(label: &str, folder: &Path) -> Result<Models, Problems> {
    let mut problems = Problems::default();
    let mut files = BTreeMap::new();
    let mut overlays = BTreeMap::new();
    for path in below(folder, &mut problems) {
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        if let Some(inside) = overlay_path(inside) {
            let read = bytes(&path).and_then(|bytes| text(&path, bytes));
            overlays.extend(problems.keep(read).map(|text| (inside, text)));
        } else if document_name(&path).is_some() {
            let read = bytes(&path).and_then(|bytes| text(&path, bytes));
            files.extend(problems.keep(read).map(|text| (path, text)));
        }
    }
    let is_ours = folder.join(SERVICES).is_file();
    problems.finish(Models {
        label: label.to_owned(),
        files,
        is_alone: false,
        overlays: is_ours.then_some(overlays),
    })
}

/// The files in a folder and in those below it, linked ones too; a folder that several links lead to is read once.
fn below(folder: &Path, problems: &mut Problems) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let mut open = vec![folder.to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(folder) = open.pop() {
        if fs::canonicalize(&folder).is_ok_and(|real| !seen.insert(real)) {
            continue;
        }
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error));
        for entry in problems.keep(entries).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths
}

/// What a file holds that is not larger than any model.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        fs::File::open(path)?
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > LARGEST {
        let fix = "name a model or a package of botocore";
        return Err(Problem::new(path, "", "it is larger than any model", fix));
    }
    Ok(bytes)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let what = format!("it cannot be read: {error}");
    Problem::new(
        path,
        "",
        what,
        "name a file or folder that exists and can be read",
    )
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn linked_folders_and_files_are_read_once() {
        let outer = tempfile::tempdir().expect("a folder");
        let (models, elsewhere) = (outer.path().join("models"), outer.path().join("elsewhere"));
        fs::create_dir_all(models.join("farm/1")).expect("a folder");
        fs::create_dir_all(elsewhere.join("1")).expect("a folder");
        fs::write(elsewhere.join("1/service-2.json"), "{}").expect("a file");
        symlink(&elsewhere, models.join("zoo")).expect("a link");
        symlink(&models, elsewhere.join("again")).expect("a link");
        let file = elsewhere.join("1/service-2.json");
        symlink(file, models.join("farm/1/service-2.json")).expect("a link");
        let read = folder("x", &models).map(|models| models.files.into_keys().collect::<Vec<_>>());
        let expected = ["farm/1/service-2.json", "zoo/1/service-2.json"];
        assert_eq!(read, Ok(expected.map(|path| models.join(path)).to_vec()));
    }
}

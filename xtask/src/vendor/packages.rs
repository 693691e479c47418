//! Packages of models for vendoring: files that were handed over first, then the cache and the index.
//!
//! Never here: what is done with them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::update;
use smithwright_codegen::vendor::{Package, Packages};

use crate::inputs;

/// Where packages are had from.
pub(super) struct FromIndex<'f> {
    files: &'f [PathBuf],
    is_offline: bool,
}

impl<'f> FromIndex<'f> {
    pub(super) fn new(files: &'f [PathBuf], is_offline: bool) -> Self {
        Self { files, is_offline }
    }
}

impl Packages for FromIndex<'_> {
    fn package(&mut self, version: &str, wanted: &[String]) -> Result<Package, Problems> {
        let wanted: BTreeSet<String> = wanted.iter().cloned().collect();
        for path in self.files {
            let package = inputs::package_in_file(path, &wanted)?;
            if package.version == version {
                return taken(package);
            }
        }
        taken(inputs::package_of_version(
            version,
            &wanted,
            self.is_offline,
        )?)
    }
}

fn taken(package: update::Package) -> Result<Package, Problems> {
    let origin = package.origin();
    let Some(file) = package.file else {
        let what = "nobody knows which file it was";
        return Err(Problem::new(origin, "", what, "hand over the file with --from").into());
    };
    Ok(Package {
        file: file.name,
        sha256: file.sha256,
        files: package.models,
    })
}

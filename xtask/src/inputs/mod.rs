//! Reads the models to compare, from any source: files, folders, packages of botocore, the vendored models, revisions of
//! the repository.
//!
//! Each kind of input ends in the same: files of service folders, by path. [`Models`] groups them.
//! Never here: what the files say, which is `codegen`'s.

mod botocore;
mod contents;
mod files;
mod git;
mod index;
mod models;
mod packages;
mod pairs;
pub(crate) mod versions;

use std::collections::BTreeSet;
use std::path::Path;

use smithwright_codegen::manifest;
use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::update::Package;

use self::versions::Version;
use crate::workspace;
pub(crate) use models::Models;
pub(crate) use pairs::{pairs, settings};

/// Reads an input as the command line names it: a path, `git:REV`, `botocore:VERSION`, or `vendored`. Of
/// packages, which hold hundreds of services, only those in the folders that are `wanted`.
pub(crate) fn read(input: &str, wanted: &[String], is_offline: bool) -> Result<Models, Problems> {
    if let Some(version) = input.strip_prefix("botocore:") {
        return botocore::read(input, version, wanted, is_offline);
    }
    if let Some(revision) = input.strip_prefix("git:") {
        return git::read(input, revision);
    }
    if input == "vendored" {
        return files::folder(input, &workspace::folder("models")?);
    }
    let path = Path::new(input);
    if path.is_dir() {
        files::folder(input, path)
    } else {
        files::file(input, path, wanted)
    }
}

/// Reads every service of a version of botocore.
pub(crate) fn read_all(version: &str, is_offline: bool) -> Result<Models, Problems> {
    botocore::read_all(version, is_offline)
}

/// Every version of botocore, the oldest first: of the package index, or of the cache alone.
pub(crate) fn versions_of_botocore(is_offline: bool) -> Result<Vec<Version>, Problem> {
    botocore::versions(is_offline)
}

/// The newest version of botocore: of the package index, or of the cache alone.
pub(crate) fn newest_version(is_offline: bool) -> Result<String, Problem> {
    botocore::newest(is_offline)
}

/// The newer of two versions of botocore, the first where one of them is no version.
pub(crate) fn newer<'v>(one: &'v str, other: &'v str) -> &'v str {
    botocore::newer(one, other)
}

/// What a version of botocore holds of the files that are `wanted`, by their paths in `botocore/data`.
pub(crate) fn package_of_version(
    version: &str,
    wanted: &BTreeSet<String>,
    is_offline: bool,
) -> Result<Package, Problems> {
    let (name, bytes) = botocore::fetch(version, is_offline)?;
    let package = contents::package(Path::new(&name), &bytes, wanted)?;
    if package.version == version {
        return Ok(package);
    }
    let what = format!("it is called {version}, and is {}", package.version);
    let fix = "remove it from the cache, and ask whoever published it";
    Err(Problem::new(name, "", what, fix).into())
}

/// The same of a package in a file.
pub(crate) fn package_in_file(path: &Path, wanted: &BTreeSet<String>) -> Result<Package, Problems> {
    contents::package(path, &files::bytes(path)?, wanted)
}

/// The folder that a service has in botocore.
pub(crate) fn folder_of(name: &str, services: &[manifest::Service]) -> String {
    let service = services.iter().find(|service| service.key == name);
    let folder = service.map_or(name, |service| &service.folder);
    folder.split('/').next().unwrap_or_default().to_owned()
}

//! Repositories that the crates may come to: they build there, whatever the repository looks like.
//!
//! One operation is vendored where that will do, and no HTTPS client is built; `loopback` builds a whole program.

mod forgotten;
mod layouts;
mod lean;
mod locks;

use std::collections::BTreeSet;
use std::path::PathBuf;

use tests::host::{Host, Texts};

/// The service of which crates are vendored here.
const SERVICE: &str = "gameliftstreams";

/// A repository with these files.
fn host(name: &str, files: &[(&str, &str)]) -> Host {
    let files = files.iter();
    let files: Texts = files
        .map(|(path, text)| (PathBuf::from(path), (*text).to_owned()))
        .collect();
    Host::new(env!("CARGO_TARGET_TMPDIR"), name, &files)
}

/// A program that names what it was given.
const PROGRAM: &str = "//! Calls an operation.\n\npub use gameliftstreams::Client;\n";

/// Asks cargo for what it knows of all packages, as far as this platform has them.
const METADATA: [&str; 5] = [
    "metadata",
    "--format-version",
    "1",
    "--filter-platform",
    "host-tuple",
];

/// Asks cargo for the packages that would be built, unlike `metadata`, which also knows some that nothing turns on.
const TREE: [&str; 7] = [
    "tree",
    "--edges",
    "normal,build",
    "--prefix",
    "none",
    "--format",
    "{p}",
];

/// The names and versions in what [`TREE`] prints.
fn packages(tree: &str) -> BTreeSet<(&str, &str)> {
    let packages = tree.lines().filter_map(|line| {
        let mut words = line.split(' ');
        // A package that was shown already is marked behind that.
        Some((words.next()?, words.next()?))
    });
    packages.collect()
}

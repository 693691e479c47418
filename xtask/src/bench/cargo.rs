//! Cargo, as benchmarks start it: for which package, where it builds, and why nothing could be measured.
//!
//! Never here: what is measured.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use crate::workspace;

/// Why nothing could be measured.
#[derive(Debug)]
pub(super) struct Error(String);

impl Error {
    pub(super) fn new(what: impl fmt::Display, why: impl fmt::Display) -> Self {
        Self(format!("{what}: {why}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A folder of the checkout, which [`super::run`] has made sure of.
fn folder(name: &str) -> PathBuf {
    workspace::folder(name).unwrap_or_else(|_| name.into())
}

/// Cargo, for the package in a folder of the project: `bench`, which is a workspace of its own, or another.
pub(super) fn cargo(subcommand: &str, package: &str) -> Command {
    let mut command = workspace::cargo();
    command
        .arg(subcommand)
        .arg("--manifest-path")
        .arg(folder(package).join("Cargo.toml"));
    command
}

/// Runs a benchmark, whose output is printed as it comes.
pub(super) fn run_to_end(benchmark: &mut Command) -> Result<(), Error> {
    let status = benchmark
        .status()
        .map_err(|error| Error::new("cannot start cargo", error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::new("the benchmark did not end well", status))
    }
}

/// Where both sides are built: never where the project is, whose builds must not be cleaned.
pub(super) fn target_folder() -> PathBuf {
    let target = workspace::target().unwrap_or_else(|_| "target".into());
    target.join("bench")
}

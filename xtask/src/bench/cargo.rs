//! Cargo, as benchmarks start it: for which package, where it builds, and why nothing could be measured.
//!
//! Never here: what is measured.

use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

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

/// Runs the command to its end; its errors are the caller's.
pub(super) fn output_of(command: &mut Command) -> Result<Output, Error> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Error::new("cannot start cargo", error))?;
    if output.status.success() {
        return Ok(output);
    }
    let printed = String::from_utf8_lossy(&output.stderr);
    Err(Error::new(
        format!("cargo failed, {}", output.status),
        printed.trim(),
    ))
}

/// What cargo compiled, a message for each artifact.
pub(super) fn artifacts(output: &Output) -> Vec<Value> {
    let messages = String::from_utf8_lossy(&output.stdout);
    let messages = messages.lines();
    messages
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|message: &Value| message["reason"] == "compiler-artifact")
        .collect()
}

/// Builds a program; the path to it.
pub(super) fn built(build: &mut Command, program: &str) -> Result<PathBuf, Error> {
    build.args(["--message-format", "json-render-diagnostics"]);
    let artifacts = artifacts(&output_of(build)?);
    let mut found = artifacts
        .iter()
        .filter(|artifact| artifact["target"]["name"] == program)
        .filter_map(|artifact| artifact["executable"].as_str());
    let path = found.next().map(PathBuf::from);
    path.ok_or_else(|| Error::new(program, "cargo did not say where it is"))
}

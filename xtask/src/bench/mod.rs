//! `cargo xtask bench`: measures the generated crates against the official ones, in one run, and what the project
//! does itself.
//!
//! What is compared with the official crates is built in the package `bench/`, which is a workspace of its own so
//! that those crates are never part of a normal build. A benchmark does not judge: it prints whether a target is
//! met, and fails only if it cannot measure. Never here: what is called and timed at run time.

mod compile;
mod cpu;
mod diff;
mod pages;
mod runtime;

use std::env;
use std::fmt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use clap::Subcommand;

use crate::{print, workspace};

/// Compare the generated crates with the official ones, time a diff
///
/// For "compile" and "runtime", the official crates (aws-sdk-gamelift and aws-sdk-gameliftstreams, at the
/// versions that bench/Cargo.lock pins) are built in a folder of their own, the first time from the registry.
/// Both sides have the same features, the same dependencies and the same profiles. Nothing that is
/// measured makes the command fail.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Compile(compile::Args),
    Diff(diff::Args),
    Runtime(runtime::Args),
}

/// Runs the benchmark; the exit code says whether it could measure.
pub(crate) fn run(args: &Args) -> ExitCode {
    if let Err(problem) = workspace::folder("bench") {
        print::tell_lines(&problem.to_string());
        return ExitCode::FAILURE;
    }
    let result = match &args.what {
        What::Compile(args) => compile::run(args),
        What::Diff(args) => diff::run(args),
        What::Runtime(args) => runtime::run(args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print::tell_lines(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Why nothing could be measured.
#[derive(Debug)]
struct Error(String);

impl Error {
    fn new(what: impl fmt::Display, why: impl fmt::Display) -> Self {
        Self(format!("{what}: {why}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A folder of the checkout, which [`run`] has made sure of.
fn folder(name: &str) -> PathBuf {
    workspace::folder(name).unwrap_or_else(|_| name.into())
}

/// Cargo, for the package in a folder of the project: `bench`, which is a workspace of its own, or another.
fn cargo(subcommand: &str, package: &str) -> Command {
    let mut command = workspace::cargo();
    command
        .arg(subcommand)
        .arg("--manifest-path")
        .arg(folder(package).join("Cargo.toml"));
    command
}

/// Runs a benchmark, whose output is printed as it comes.
fn run_to_end(benchmark: &mut Command) -> Result<(), Error> {
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
fn target_folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| folder("target"), PathBuf::from);
    target.join("bench")
}

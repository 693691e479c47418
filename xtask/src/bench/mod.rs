//! `cargo xtask bench`: measures the generated crates against the official ones, in one run, and what the project
//! does itself.
//!
//! What is compared with the official crates is built in the package `bench/`, which is a workspace of its own so
//! that those crates are never part of a normal build. A benchmark does not judge: it prints whether a target is
//! met, and fails only if it cannot measure. Never here: what is called and timed at run time.

mod cargo;
mod compile;
pub(crate) mod counts;
mod cpu;
mod diff;
mod generate;
mod pages;
mod program;
mod runtime;

use std::process::ExitCode;

use clap::Subcommand;

use crate::{print, workspace};

/// Measure compile times, calls, generating and diffs, against the official crates
///
/// For "compile" and "runtime", the official crates (aws-sdk-gamelift and aws-sdk-gameliftstreams, at the
/// versions that bench/Cargo.lock pins) are built in a folder of their own, the first time from the registry.
/// Both sides have the same features, the same dependencies and the same profiles. Nothing that is
/// measured makes the command fail, except for "counts".
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Compile(compile::Args),
    Counts(counts::Args),
    Diff(diff::Args),
    Generate(generate::Args),
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
        What::Counts(args) => counts::run(args),
        What::Diff(args) => diff::run(args),
        What::Generate(args) => generate::run(args),
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

//! `cargo xtask bench diff`: starts the benchmark of `codegen`, which compares models.
//!
//! Never here: measuring.

use std::env;
use std::process::Command;

use clap::Args as Arguments;

use super::Error;
use crate::workspace;

/// Measure how long comparing two models takes
///
/// Compares every model in model-history/ of the folder that `SMITHWRIGHT_DATA` names with every other of its
/// service, in both directions, and shows the slowest pairs: time on the clock for reading both models,
/// finding all facts, judging them, and the form for the terminal. Optimised, and without the official crates.
#[derive(Arguments)]
pub(crate) struct Args {
    /// How many times each pair is compared
    #[arg(long, value_name = "NUMBER", default_value_t = 5,
          value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

/// Runs the benchmark, whose output is printed as it comes.
pub(super) fn run(args: &Args) -> Result<(), Error> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["bench", "--quiet", "--locked", "--manifest-path"])
        .arg(workspace::folder("codegen").join("Cargo.toml"))
        .args(["--bench", "diff", "--", &args.rounds.to_string()])
        .status()
        .map_err(|error| Error::new("cannot start cargo", error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::new("the benchmark did not end well", status))
    }
}

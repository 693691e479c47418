//! `cargo xtask bench diff`: starts the benchmark of `codegen`, which compares models.
//!
//! Never here: measuring.

use clap::Args as Arguments;

use super::cargo::{Error, cargo, run_to_end};

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
    let mut benchmark = cargo("bench", "codegen");
    benchmark.args([
        "--quiet",
        "--locked",
        "--bench",
        "diff",
        "--",
        &args.rounds.to_string(),
    ]);
    run_to_end(&mut benchmark)
}

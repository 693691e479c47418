//! `cargo xtask parity`: starts the package `bench/parity`, which holds the generated crates against the official ones.
//!
//! Never here: what is compared.

use std::process::ExitCode;

use clap::{Args as Arguments, ValueEnum};

use crate::{print, workspace};

/// Compare the generated crates with the official ones: items, programs, requests, and calls of our fake
///
/// programs: compiles and runs the programs of bench/programs, and those of parity-programs/ in the folder that
/// `SMITHWRIGHT_DATA` names, with both sides, and compares what they print.
///
/// wire: sends the inputs of the wire cases and 20 random ones of each operation through both clients, with one clock,
/// one credentials and one token provider, lets both read the same answers, and compares requests, outputs and errors.
///
/// fake: calls every operation of what `cargo xtask serve` serves, valid and invalid, with the official crates: there has to
/// be the output that ours reads, and the modelled error.
///
/// items: compiles a use of every public item of the official crates, by its signature there, with ours; and
/// lists what ours show beyond.
///
/// Differences are expected where a rule in bench/parity/rules says so, with a reason and who is right; a rule that accounts
/// for none is a failure. The official crates (at the versions that bench/Cargo.lock pins) are built in target/parity, the
/// first time from the registry, which takes minutes.
#[derive(Arguments)]
#[command(after_help = "\
Examples:
  cargo xtask parity
  cargo xtask parity --only wire
  cargo xtask parity --only programs --record")]
pub(crate) struct Args {
    /// Compare one thing [default: all of them]
    #[arg(long, value_name = "WHAT", value_enum)]
    only: Option<Only>,

    /// Keep what programs print with the official crates, for the tests
    #[arg(long)]
    record: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Only {
    Fake,
    Items,
    Programs,
    Wire,
}

/// Runs the comparison, whose output is printed as it comes; the exit code says whether all is as expected.
pub(crate) fn run(args: &Args) -> ExitCode {
    let bench = match workspace::folder("bench") {
        Ok(bench) => bench,
        Err(problem) => return print::fail(&problem.into()),
    };
    let target = match workspace::target() {
        Ok(target) => target.join("parity"),
        Err(problem) => return print::fail(&problem.into()),
    };
    let mut comparison = workspace::cargo();
    comparison
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "parity",
            "--manifest-path",
        ])
        .arg(bench.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target.join("target"))
        .arg("--")
        .arg(target);
    let only = args.only.as_ref().and_then(ValueEnum::to_possible_value);
    comparison.args(only.map(|only| only.get_name().to_owned()));
    comparison.args(args.record.then_some("--record"));
    workspace::run_to_end(&mut comparison)
}

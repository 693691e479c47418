//! `cargo xtask bench runtime`: starts the package `bench/`, which measures calls.
//!
//! Never here: measuring.

use clap::Args as Arguments;

use super::cargo::{Error, cargo, run_to_end, target_folder};

/// Compare calls: time and allocations
///
/// Makes the same calls with the generated and the official crates, through the public API that
/// they share, in one program. An HTTP client answers at once with canned bytes; credentials are
/// static. Before a case is measured, both sides must send the same request and read the same
/// answer.
///
/// Cases: `CreateGameSession` with all members and ten properties, and `CreatePlayerSession`;
/// answers of 100 game sessions (CBOR) and of 100 stream sessions (JSON), with members in the
/// model's order and, as "sorted", in that of the alphabet. "call" is everything from the client's
/// method to the drop of the output. "serialise" and "parse" are phases of it, taken by an
/// interceptor right before and after.
///
/// "validate" compares ours with ours: checking the input of `CreateGameSession`, at each level,
/// against writing its request, nothing around either.
///
/// Each round lets one side make calls for about two milliseconds and the other side right after,
/// in turns. Times are medians of the rounds; the ratio is the median of the rounds' ratios, with
/// the interval that holds it with a confidence of 95 %. A target is met (missed) if that whole
/// interval is. Allocations are counted per call, apart from the times.
#[derive(Arguments)]
#[command(after_help = "\
Examples:
  cargo xtask bench runtime
  cargo xtask bench runtime parse --rounds 1000
  cargo xtask bench runtime validate")]
pub(crate) struct Args {
    /// Run the cases whose name contains this [default: all of them]
    #[arg(value_name = "CASE", default_value = "", hide_default_value = true)]
    case: String,

    /// How many times each side is measured
    #[arg(long, value_name = "NUMBER", default_value_t = 300,
          value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

/// Runs the benchmark, whose output is printed as it comes.
pub(super) fn run(args: &Args) -> Result<(), Error> {
    let mut benchmark = cargo("run", "bench");
    benchmark
        .args(["--release", "--locked", "--quiet", "--target-dir"])
        .arg(target_folder())
        .args(["--", &args.rounds.to_string(), &args.case]);
    run_to_end(&mut benchmark)
}

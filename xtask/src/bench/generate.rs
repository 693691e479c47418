//! `cargo xtask bench generate`: what it costs to generate all crates and compare them with the disk.
//!
//! Never here: how CPU time is read.

use std::process::{Command, Stdio};
use std::time::Instant;

use clap::Args as Arguments;

use super::cargo::{Error, built, cargo, target_folder};
use super::compile::median;
use super::cpu;
use crate::print;

/// Measure how long generating takes
///
/// Runs `regenerate --check`, optimised: it reads the models of all services, generates and formats their crates, and
/// compares every file with the disk. Time on the clock, and user CPU of the process.
///
/// Needs Linux.
#[derive(Arguments)]
pub(crate) struct Args {
    /// How many times it is run
    #[arg(long, value_name = "NUMBER", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

/// Runs the benchmark and prints its line.
pub(super) fn run(args: &Args) -> Result<(), Error> {
    let mut build = cargo("build", "xtask");
    build
        .args(["--locked", "--release", "--bin", "xtask", "--target-dir"])
        .arg(target_folder());
    let program = built(&mut build, "xtask")?;
    let mut runs = Vec::new();
    for _ in 0..args.runs {
        let before = cpu::of_children()?;
        let start = Instant::now();
        let mut regenerate = Command::new(&program);
        regenerate.args(["regenerate", "--check"]);
        regenerate.stdout(Stdio::null()).stderr(Stdio::null());
        let status = regenerate.status();
        let wall = start.elapsed();
        match status {
            Ok(status) if status.success() => {}
            Ok(_) => {
                return Err(Error::new(
                    "the crates are not up to date",
                    "run `cargo xtask regenerate`",
                ));
            }
            Err(error) => return Err(Error::new(program.display(), error)),
        }
        runs.push((wall, cpu::of_children()?.saturating_sub(before)));
    }
    let wall = median(runs.iter().map(|run| run.0));
    let user = median(runs.iter().map(|run| run.1));
    print::line(&format!(
        "regenerate --check: {:.2} s, user CPU {:.2} s (medians of {})",
        wall.as_secs_f64(),
        user.as_secs_f64(),
        runs.len()
    ));
    Ok(())
}

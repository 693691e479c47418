//! The project's commands. A command is one variant here and one module beside this file.
//!
//! Only the command line lives here: arguments, progress, what is printed, exit codes. Never here:
//! anything that knows a model or a line of Rust, which is `codegen`'s.

mod bench;
mod colours;
mod corpus;
mod diff;
mod history;
mod inputs;
mod parity;
mod print;
mod regenerate;
mod serve;
mod status;
mod unified_diff;
mod update;
mod usage;
mod vendor;
mod verify_verdicts;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "xtask",
    bin_name = "cargo xtask",
    about,
    max_term_width = 100,
    infer_subcommands = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Bench(bench::Args),
    Corpus(corpus::Args),
    Diff(diff::Args),
    History(history::Args),
    Parity(parity::Args),
    Regenerate(regenerate::Args),
    Serve(serve::Args),
    Update(update::Args),
    Vendor(vendor::Args),
    VerifyVerdicts(verify_verdicts::Args),
}

fn main() -> ExitCode {
    if let Some(code) = bench::counts::as_rustc() {
        return code;
    }
    match Cli::parse().command {
        Command::Bench(args) => bench::run(&args),
        Command::Corpus(args) => corpus::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::History(args) => history::run(&args),
        Command::Parity(args) => parity::run(&args),
        Command::Regenerate(args) => regenerate::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Update(args) => update::run(&args),
        Command::Vendor(args) => vendor::run(&args),
        Command::VerifyVerdicts(args) => verify_verdicts::run(&args),
    }
}

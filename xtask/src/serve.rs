//! `cargo xtask serve`: serves a fake of a service, for clients in any language.
//!
//! The program is the package `fake`, which cargo builds when it is asked for, so that this one need not. Never here:
//! what it does.

use std::process::{Command, ExitCode};

use crate::{print, workspace};

/// Serve a fake of a service on this machine, for programs in any language
///
/// It prints its address, for `endpoint_url` of a client or `--endpoint-url` of the AWS CLI, and a line for each call. It
/// answers as the service would, as far as the model says how. Any credentials do. It stops on SIGTERM and SIGINT.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The service, by the name of its crate
    service: String,

    /// The port; 0 for one that is free
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// What decides the values of answers: the same seed gives the same answers
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

/// Becomes the program, so that signals reach it; comes back only if it cannot.
pub(crate) fn run(args: &Args) -> ExitCode {
    let root = match workspace::root() {
        Ok(root) => root,
        Err(problem) => return print::fail(&problem.into()),
    };
    let mut command = workspace::cargo();
    command
        .args(["run", "--quiet", "--package", "fake", "--manifest-path"])
        .arg(root.join("Cargo.toml"))
        .args(["--", &args.service])
        .args(["--port", &args.port.to_string()])
        .args(["--seed", &args.seed.to_string()]);
    become_or_run(command)
}

#[cfg(unix)]
fn become_or_run(mut command: Command) -> ExitCode {
    use std::os::unix::process::CommandExt as _;
    workspace::not_started(&command.exec())
}

#[cfg(not(unix))]
fn become_or_run(mut command: Command) -> ExitCode {
    workspace::run_to_end(&mut command)
}

//! Runs wire cases against the generated clients: `cargo run -p tests --bin wire-cases -- FILE..`.
//!
//! Never here: what a case is and how it is run ([`tests::wire_cases`]).

use std::path::PathBuf;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        eprintln!("usage: wire-cases FILE..");
        return ExitCode::from(2);
    }
    let report = tests::wire_cases::run(&files).await;
    println!("{report}");
    if report.failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

//! Exit codes for wrong command lines.
//!
//! Never here: what clap finds wrong by itself, which ends with the same code.

use std::path::Path;
use std::process::ExitCode;

use smithwright_codegen::problem::Problems;

/// The arguments whose values are names that a command knows.
const ARGUMENTS: [&str; 4] = ["SERVICE", "--service", "--explain", "--botocore"];

/// The exit code of a command line that is wrong, as clap has it.
const WRONG: u8 = 2;

/// The exit code of these problems.
pub(crate) fn exit_code(problems: &Problems) -> ExitCode {
    let is_argument = |file: &Path| ARGUMENTS.iter().any(|argument| file == Path::new(argument));
    if problems.0.iter().any(|problem| is_argument(&problem.file)) {
        ExitCode::from(WRONG)
    } else {
        ExitCode::FAILURE
    }
}

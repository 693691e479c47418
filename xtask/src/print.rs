//! What a command prints on standard output when it is over.
//!
//! Never here: problems and progress, which are for standard error.

use std::io::{self, Write as _};
use std::process::ExitCode;

/// Prints the result of a command that ends with `code`, or with failure where it cannot be printed. A reader who
/// has seen enough is no failure.
pub(crate) fn print(text: &str, code: ExitCode) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("error: cannot print: {error}");
            ExitCode::FAILURE
        }
        _ => code,
    }
}

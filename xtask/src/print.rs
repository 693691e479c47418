//! What a command prints on standard output when it is over.
//!
//! Never here: problems and progress, which are for standard error.

use std::io::{self, Write as _};
use std::process::ExitCode;

/// Prints the result of a command that ends with `code`, or with failure where it cannot be printed. A reader who
/// has seen enough is no failure.
pub(crate) fn print(text: &str, code: ExitCode) -> ExitCode {
    match told(io::stdout().lock().write_all(text.as_bytes())) {
        Ok(()) => code,
        Err(failure) => failure,
    }
}

/// Tells what kept a command from printing. A reader who has seen enough did not.
///
/// # Errors
/// The exit code of the command.
pub(crate) fn told(printed: io::Result<()>) -> Result<(), ExitCode> {
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("error: cannot print: {error}");
            Err(ExitCode::FAILURE)
        }
        _ => Ok(()),
    }
}

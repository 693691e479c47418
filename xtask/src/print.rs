//! Where commands print: the result on standard output, what there is to say besides on standard error.
//!
//! The only module that does, so that no text of a model or package gets to a terminal or log as anything but text.
//! Never here: the line that says what is being done ([`crate::status`]).

use std::io::{self, Write as _};
use std::process::ExitCode;

use anstream::stream::RawStream;
use smithwright_codegen::diff::view::Terminal;
use smithwright_codegen::medium::terminal::shown;
use smithwright_codegen::problem::Problems;
use terminal_size::{Height, Width};

use crate::colours;
use crate::usage::exit_code;

/// How long lines may become on a terminal that is wider than people read.
const WIDEST: usize = 120;

/// What a stream is shown on. Where it is no terminal, lines are whole, so that they can be searched.
pub(crate) fn terminal(stream: &impl RawStream, size: Option<(Width, Height)>) -> Terminal {
    let width = size.map_or(80, |(Width(columns), _)| usize::from(columns));
    Terminal {
        colours: colours::of(stream),
        width: stream.is_terminal().then_some(width.min(WIDEST)),
    }
}

/// What standard output is shown on.
pub(crate) fn stdout() -> Terminal {
    terminal(&io::stdout(), terminal_size::terminal_size_of(io::stdout()))
}

/// What standard error is shown on.
pub(crate) fn stderr() -> Terminal {
    terminal(&io::stderr(), terminal_size::terminal_size_of(io::stderr()))
}

/// Prints the result of a command that ends with `code`, or with failure where it cannot be printed. A reader who
/// has seen enough is no failure. The text is what a view made of it, which is safe wherever it lands.
pub(crate) fn print(text: &str, code: ExitCode) -> ExitCode {
    match told(io::stdout().lock().write_all(text.as_bytes())) {
        Ok(()) => code,
        Err(failure) => failure,
    }
}

/// Prints one more line of a result that takes long to be whole.
pub(crate) fn line(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{}", shown(text));
}

/// Tells what kept a command from printing. A reader who has seen enough did not.
///
/// # Errors
/// The exit code of the command.
pub(crate) fn told(printed: io::Result<()>) -> Result<(), ExitCode> {
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            tell(&format!("error: cannot print: {error}"));
            Err(ExitCode::FAILURE)
        }
        _ => Ok(()),
    }
}

/// Says something on standard error, in one line. Who cannot hear it misses no result.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", shown(line));
}

/// The same with the lines that a view made, or of which each was taken care of by itself.
pub(crate) fn tell_lines(lines: &str) {
    let _ = writeln!(io::stderr().lock(), "{lines}");
}

/// Says what is wrong, and fails with the code for that.
pub(crate) fn fail(problems: &Problems) -> ExitCode {
    tell_lines(&problems.to_string());
    exit_code(problems)
}

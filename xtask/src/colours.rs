//! Whether what is printed has colours, and whether a line can be overwritten: as in other programs of the command
//! line, <https://no-color.org>, <https://bixense.com/clicolors> and `TERM=dumb`.
//!
//! Never here: what is coloured.

use std::io::{IsTerminal as _, stderr};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use smithwright_codegen::diff::view::Colours;

/// Whether a stream is shown in colours.
pub(crate) fn of(stream: &impl RawStream) -> Colours {
    match AutoStream::choice(stream) {
        ColorChoice::Never => Colours::Off,
        _ => Colours::On,
    }
}

/// Whether standard error is a terminal that can move its cursor.
pub(crate) fn moves_cursor() -> bool {
    stderr().is_terminal() && anstyle_query::term_supports_ansi_color()
}

//! The status line: what is being done now. Nothing is shown in a pipe.
//!
//! Never here: anything that should still be read when the command is over.

use std::io::{Write as _, stderr};

use crate::colours;

use smithwright_codegen::medium::terminal::shown;

/// How much of a line is used; a line that wraps could not be overwritten.
const WIDTH: usize = 78;

/// The line, which is gone when this is.
pub(crate) struct Status {
    shown: bool,
    shows: bool,
}

impl Status {
    /// A line on standard error, when that is a terminal that can move its cursor.
    pub(crate) fn new() -> Self {
        Self {
            shown: false,
            shows: colours::moves_cursor(),
        }
    }

    /// Shows `text` in the place of what was shown before.
    pub(crate) fn show(&mut self, text: &str) {
        if self.shows {
            let text: String = shown(text).chars().take(WIDTH).collect();
            print(&format!("\r\x1b[K{text}"));
            self.shown = true;
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&mut self) {
        if self.shown {
            print("\r\x1b[K");
            self.shown = false;
        }
    }
}

impl Drop for Status {
    fn drop(&mut self) {
        self.clear();
    }
}

/// A status that cannot be shown is no reason to stop.
fn print(text: &str) {
    let mut stderr = stderr().lock();
    let _ = stderr.write_all(text.as_bytes());
    let _ = stderr.flush();
}

//! Words into lines: fills lines up to a width, and keeps a word at the start of a line from
//! starting something else than a line of text.
//!
//! Never here: what is inside a word (`inline`), or what stands before a line (`render`).

use crate::text::guarded;

/// The number of columns a line of Markdown fills at most. Only what cannot be broken is longer:
/// code spans, URLs, tables.
pub const WIDTH: usize = 96;

/// A part of a line that is never broken, already in Markdown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Whether the line ends after this word, whatever its width.
    pub(super) is_last: bool,
}

/// The words as lines of at most `width` columns, except where one word is longer.
pub(super) fn lines(words: &[Word], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in words {
        let length = word.text.chars().count();
        if !line.is_empty() && columns + 1 + length > width {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            line = guarded(&word.text);
            columns = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(&word.text);
            columns += 1 + length;
        }
        if word.is_last {
            line.push('\\');
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

//! Code in Markdown.
//!
//! Never here: any other Markdown.

use crate::text::line;

/// A code span around any text, on one line: its fence is longer than any run of backticks in the text. Code
/// has no escapes, so what cannot be seen is spelled as Rust would spell it.
pub fn code_span(text: &str) -> String {
    let text = line(text);
    if text.is_empty() {
        return "` `".to_owned();
    }
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    let touches = text.starts_with('`') || text.ends_with('`');
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let space = if touches || is_padded { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

//! Code in Markdown.
//!
//! Never here: any other Markdown.

/// A code span around any text: its fence is longer than any run of backticks in the text.
pub(crate) fn code_span(text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    let touches = text.starts_with('`') || text.ends_with('`');
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let space = if touches || is_padded { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

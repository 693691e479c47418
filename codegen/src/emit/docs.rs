//! Documentation as attributes, and `#[deprecated]`.
//!
//! Never here: what the documentation says; that is decided in [`crate::lower`].

use proc_macro2::TokenStream;
use quote::quote;

use super::source::tokens;
use crate::api::{Deprecated, Member};
use crate::text;

/// `///` lines for this Markdown.
pub(super) fn docs(markdown: &str) -> TokenStream {
    text::lines(markdown)
        .lines()
        .map(|line| {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            quote!(#[doc = #line])
        })
        .collect()
}

/// The documentation of a member's field: what it is, then its constraints.
pub(super) fn field_docs(member: &Member) -> String {
    let constraints: String = member
        .constraints
        .iter()
        .map(|line| format!("- {line}\n"))
        .collect();
    let docs = &member.docs;
    match constraints.as_str() {
        "" if docs.is_empty() => undescribed(&member.model_name),
        "" => docs.clone(),
        _ if docs.is_empty() => constraints,
        _ if ends_in_list(docs) => format!("{docs}\n\n**Constraints:**\n\n{constraints}"),
        _ => format!("{docs}\n\n{constraints}"),
    }
}

/// What stands where the model says nothing, of the thing itself or of what it is made of.
pub(super) fn undescribed(model_name: &str) -> String {
    format!("The model does not say what `{model_name}` is.")
}

/// Whether a list after it would be taken for more of its own.
fn ends_in_list(markdown: &str) -> bool {
    let last = markdown.rsplit("\n\n").next().unwrap_or_default();
    last.starts_with([' ', '-']) || last.starts_with(|c: char| c.is_ascii_digit())
}

/// A sentence with its full stop.
pub(super) fn closed(sentence: &str) -> String {
    let is_whole = sentence.is_empty() || is_closed(sentence);
    let stop = if is_whole { "" } else { "." };
    format!("{sentence}{stop}")
}

/// Whether a sentence has its full stop, be it in emphasis.
fn is_closed(sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches(['_', '*']);
    sentence.ends_with(['.', '!', '?', ')'])
}

/// `#[deprecated(...)]`, if it is, as tokens.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> TokenStream {
    tokens(&deprecated_text(deprecated))
}

/// The line with `#[deprecated(...)]`, if it is, on a level of indentation.
pub(super) fn deprecated_line(deprecated: Option<&Deprecated>, level: usize) -> String {
    match deprecated_text(deprecated).as_str() {
        "" => String::new(),
        attribute => format!("{}{attribute}\n", "    ".repeat(level)),
    }
}

/// `#[deprecated(...)]`, if it is, as text.
pub(super) fn deprecated_text(deprecated: Option<&Deprecated>) -> String {
    let Some(Deprecated { since, note }) = deprecated else {
        return String::new();
    };
    let since = since
        .iter()
        .map(|since| format!("since = {}", since.note()));
    let note = note.iter().map(|note| format!("note = {}", note.note()));
    match since.chain(note).collect::<Vec<_>>().join(", ") {
        arguments if arguments.is_empty() => "#[deprecated]".to_owned(),
        arguments => format!("#[deprecated({arguments})]"),
    }
}

/// An identifier as links have it: rustdoc does not find `r#type`, and finds `type`.
pub(super) fn in_link(identifier: &str) -> &str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

#[cfg(test)]
mod tests {
    use super::is_closed;

    #[test]
    fn a_full_stop_in_emphasis_is_one() {
        for closed in [
            "A name.",
            "_Use `B` instead._",
            "**No longer used.**",
            "A unit (of two)",
        ] {
            assert!(is_closed(closed), "{closed}");
        }
        for open in ["A name", "**A name**", ""] {
            assert!(!is_closed(open), "{open}");
        }
    }
}

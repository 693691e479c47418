//! Documentation as attributes, and `#[deprecated]`.
//!
//! Never here: what the documentation says; that is decided in [`crate::lower`].

use proc_macro2::TokenStream;
use quote::quote;

use super::source::tokens;
use crate::api::{Deprecated, Member};

/// `///` lines for this Markdown.
pub(super) fn docs(markdown: &str) -> TokenStream {
    markdown
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
    let docs = if member.docs.is_empty() && member.constraints.is_empty() {
        format!("The member `{}`.", member.model_name)
    } else {
        member.docs.clone()
    };
    match (docs.is_empty(), constraints.is_empty()) {
        (_, true) => docs,
        (true, false) => constraints,
        (false, false) => format!("{docs}\n\n{constraints}"),
    }
}

/// The one line that stands where the field's documentation need not stand again.
pub(super) fn summary(member: &Member) -> String {
    if member.summary.is_empty() {
        format!("The member `{}`.", member.model_name)
    } else {
        member.summary.clone()
    }
}

/// `#[deprecated(...)]`, if it is, as tokens.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> TokenStream {
    tokens(&deprecated_text(deprecated))
}

/// `#[deprecated(...)]`, if it is, as text.
pub(super) fn deprecated_text(deprecated: Option<&Deprecated>) -> String {
    let Some(Deprecated { since, note }) = deprecated else {
        return String::new();
    };
    let since = since.iter().map(|since| format!("since = {since:?}"));
    let note = note.iter().map(|note| format!("note = {note:?}"));
    match since.chain(note).collect::<Vec<_>>().join(", ") {
        arguments if arguments.is_empty() => "#[deprecated]".to_owned(),
        arguments => format!("#[deprecated({arguments})]"),
    }
}

/// An identifier as links have it: rustdoc does not find `r#type`, and finds `type`.
pub(super) fn in_link(identifier: &str) -> &str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

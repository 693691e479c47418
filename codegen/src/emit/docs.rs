//! Documentation as attributes, and `#[deprecated]`.
//!
//! Never here: what the documentation says; that is decided in [`crate::lower`].

use proc_macro2::TokenStream;
use quote::quote;

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

/// `#[deprecated(...)]`, if it is.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> TokenStream {
    let Some(Deprecated { since, note }) = deprecated else {
        return TokenStream::new();
    };
    let since = since.iter().map(|since| quote!(since = #since));
    let note = note.iter().map(|note| quote!(note = #note));
    let arguments: Vec<_> = since.chain(note).collect();
    if arguments.is_empty() {
        quote!(#[deprecated])
    } else {
        quote!(#[deprecated(#(#arguments),*)])
    }
}

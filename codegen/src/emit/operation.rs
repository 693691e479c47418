//! An operation's file: its type, input, output, errors, builders and paginator.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{deprecated, deprecated_line, docs};
use super::operation_docs;
use super::rust_type::Spelling;
use super::source::{Source, comment};
use super::structure::{self, Role};
use crate::api::{Api, Operation, Paginator};
use crate::text::literal;

/// `operation/_<module>.rs`.
pub(super) fn emit(api: &Api, operation: &Operation) -> String {
    let Operation { input, output, .. } = operation;
    let spelling = Spelling::beside([
        operation.name.as_str(),
        &operation.error,
        &operation.fluent_builder,
        &input.name,
        &input.builder,
        &output.name,
        &output.builder,
    ]);
    let mut source = Source::new();
    source.uses(&structure::uses(&[input, output], &spelling));
    structure::add(&mut source, input, Role::Input(operation), &spelling);
    structure::add(&mut source, output, Role::Output(operation), &spelling);
    source.tokens(error(operation));
    source.text(table(api, operation));
    if let Some(paginator) = &operation.paginator {
        source.text(pages(operation, paginator, &spelling));
    }
    source.finish()
}

fn error(operation: &Operation) -> TokenStream {
    let docs = docs(&format!(
        "What can go wrong in `{}`: see [`{}`].",
        operation.model_name, operation.fluent_builder
    ));
    let deprecated = deprecated(operation.deprecated.as_ref());
    let error = format_ident!("{}", operation.error);
    let name = format_ident!("{}", operation.name);
    quote! {
        #docs
        #deprecated
        #[cfg_attr(doc, doc(hidden))]
        pub type #error = crate::failure::OperationError<#name>;
    }
}

/// The macro call that makes the client's method, the fluent builder and the descriptor.
fn table(api: &Api, operation: &Operation) -> String {
    let Operation {
        name,
        model_name,
        fluent_builder,
        http_code,
        is_signed,
        ..
    } = operation;
    let summary = comment(&operation_docs::summary(operation), "///", 1);
    let page = comment(&operation.docs, "///", 1);
    let wire_name = literal(model_name);
    let (http_method, uri) = (operation.http_method.literal(), operation.uri.literal());
    let host = operation.host_prefix.iter();
    let host: String = host
        .map(|prefix| format!(" host {}", prefix.literal()))
        .collect();
    let unsigned = if *is_signed { "" } else { " (unsigned)" };
    let facts = comment(&operation_docs::facts(api, operation), "///", 1);
    let (error, input) = (literal(&operation.error), literal(&operation.input.builder));
    let deprecated = deprecated_line(operation.deprecated.as_ref(), 1);
    format!(
        "smithwright_runtime::operation! {{
{summary}{deprecated}    fn {};
{page}    struct {fluent_builder} alias {error} alias {input};
{facts}    operation {name} of crate::{} = {wire_name} {http_method} {uri} {http_code}{host}{unsigned},
    {}{} -> {} or {}, {}, {}
}}
",
        operation.method,
        api.service.marker,
        operation.input.name,
        if operation.has_input {
            ""
        } else {
            " (no_input)"
        },
        operation.output.name,
        operation.error,
        operation.input.builder,
        operation.output.builder,
    )
}

fn pages(operation: &Operation, paginator: &Paginator, spelling: &Spelling<'_>) -> String {
    let mut text = format!(
        "smithwright_runtime::paginator! {{
    {} by {} as {}, {} {{
        {}, {}, {}.{}",
        operation.name,
        operation.fluent_builder,
        paginator.name,
        paginator.items_name,
        operation.input.name,
        paginator.input_token,
        operation.output.name,
        paginator.output_token.join("."),
    );
    if let Some(more) = &paginator.more {
        let _ = write!(text, ", more {}", more.join("."));
    }
    if let Some(limit) = &paginator.limit {
        let _ = write!(text, ", limit {limit}");
    }
    if let Some((path, item)) = &paginator.items {
        let _ = write!(
            text,
            ", items [{}] {}",
            spelling.value(item),
            path.join(".")
        );
    }
    text + "\n    }\n}\n"
}

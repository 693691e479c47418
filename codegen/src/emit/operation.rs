//! An operation's file: its type, input, output, errors, builders and paginator.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{deprecated, docs, in_link};
use super::rust_type::Spelling;
use super::source::{Source, tokens};
use super::structure::{self, Role};
use crate::api::{Api, Operation, Paginator};

/// `operation/<module>.rs`.
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
    source.module_docs(&format!(
        "The operation `{}` and what belongs to it.",
        operation.model_name
    ));
    source.uses(&structure::uses(&[input, output], &spelling));
    source.tokens(marker(operation));
    source.tokens(client_method(operation));
    structure::add(&mut source, input, Role::Input(operation), &spelling);
    structure::add(&mut source, output, Role::Output(operation), &spelling);
    source.tokens(error(operation));
    source.text(table(api, operation));
    source.text(builders(operation));
    if let Some(paginator) = &operation.paginator {
        source.text(pages(operation, paginator, &spelling));
    }
    source.finish()
}

fn marker(operation: &Operation) -> TokenStream {
    let name = format_ident!("{}", operation.name);
    let docs = docs(&format!(
        "The operation `{}`: see [`Client::{}`](crate::Client::{}).",
        operation.model_name,
        in_link(&operation.method),
        in_link(&operation.method)
    ));
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        #[non_exhaustive]
        #[derive(Clone, Debug, Default)]
        pub struct #name;
    }
}

/// The method of the client; it stands here so that an operation is one file.
fn client_method(operation: &Operation) -> TokenStream {
    let method = tokens(&operation.method);
    let fluent = format_ident!("{}", operation.fluent_builder);
    let text = if operation.docs.is_empty() {
        format!("Calls `{}`.", operation.model_name)
    } else {
        operation.docs.clone()
    };
    let docs = docs(&format!("{text}\n\n{}", method_facts(operation)));
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote! {
        impl crate::Client {
            #docs
            #deprecated
            pub fn #method(&self) -> #fluent {
                #fluent::with(crate::client::request(self))
            }
        }
    }
}

/// What the method's documentation says after the model's own text.
fn method_facts(operation: &Operation) -> String {
    let mut facts = String::new();
    let required: Vec<_> = operation
        .input
        .members
        .iter()
        .filter(|member| member.required)
        .map(|member| {
            format!(
                "[`{}`]({}::{})",
                member.model_name,
                operation.fluent_builder,
                in_link(&member.field)
            )
        })
        .collect();
    if !required.is_empty() {
        let _ = writeln!(facts, "Required: {}.\n", required.join(", "));
    }
    if operation.paginator.is_some() {
        let _ = writeln!(
            facts,
            "Comes in pages: see [`into_paginator`]({}::into_paginator).\n",
            operation.fluent_builder
        );
    }
    let _ = writeln!(facts, "# Errors\n[`{}`]", operation.error);
    let _ = write!(facts, "\nSee the [AWS reference]({}).", operation.reference);
    facts
}

fn error(operation: &Operation) -> TokenStream {
    let mut text = format!(
        "What can go wrong in [`{}`](crate::Client::{}).",
        operation.name,
        in_link(&operation.method)
    );
    if !operation.errors.is_empty() {
        text.push_str(" The model lists these errors:\n");
    }
    for error in &operation.errors {
        let _ = write!(text, "\n- [`{0}`](crate::types::error::{0})", error.name);
    }
    let docs = docs(&text);
    let deprecated = deprecated(operation.deprecated.as_ref());
    let error = format_ident!("{}", operation.error);
    let name = format_ident!("{}", operation.name);
    quote! {
        #docs
        #deprecated
        pub type #error = crate::error::OperationError<#name>;
    }
}

fn table(api: &Api, operation: &Operation) -> String {
    let Operation {
        name,
        model_name,
        http_method,
        uri,
        http_code,
        ..
    } = operation;
    format!(
        "smithwright_runtime::operation! {{
    {name} of crate::{} = {model_name:?} {http_method:?} {uri:?} {http_code},
    {}{} -> {} or {},
    {}, {}
}}
",
        api.service.marker,
        operation.input.name,
        if operation.has_input {
            ""
        } else {
            " (no_input)"
        },
        operation.output.name,
        operation.error,
        operation.fluent_builder,
        operation.input.builder,
    )
}

fn builders(operation: &Operation) -> String {
    format!(
        "/// The builders of the operation.
pub mod builders {{
    pub use super::{{{}, {}, {}}};
}}
",
        operation.fluent_builder, operation.input.builder, operation.output.builder
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

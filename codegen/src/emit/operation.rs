//! An operation's file: its type, input, output, errors, builders and paginator.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{deprecated, docs};
use super::operation_docs;
use super::rust_type::Spelling;
use super::source::{Source, comment, tokens};
use super::structure::{self, Role};
use crate::api::{Api, Operation, Paginator};

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
    source.tokens(client_method(operation));
    structure::add(&mut source, input, Role::Input(operation), &spelling);
    structure::add(&mut source, output, Role::Output(operation), &spelling);
    source.tokens(error(operation));
    source.text(table(api, operation));
    if let Some(paginator) = &operation.paginator {
        source.text(pages(operation, paginator, &spelling));
    }
    source.finish()
}

/// The method of the client; it stands here so that an operation is one file.
fn client_method(operation: &Operation) -> TokenStream {
    let method = tokens(&operation.method);
    let fluent = format_ident!("{}", operation.fluent_builder);
    let docs = docs(&operation_docs::method(operation));
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
    let docs = comment(&operation_docs::page(api, operation), "///", 1);
    format!(
        "smithwright_runtime::operation! {{
{docs}    #[doc(alias = \"{}\")]
    {name} of crate::{} = {model_name:?} {http_method:?} {uri:?} {http_code},
    {}{} -> {} or {},
    {}, {}, {}
}}
",
        operation.error,
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

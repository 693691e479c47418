//! The example of an operation: one call, as a documentation test.
//!
//! Never here: which values it has; those are decided in [`crate::lower`].

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::source::tokens;
use crate::api::{
    Api, ExampleCall, ExampleValue, Expressions, Operand, OperandKind, Operation, Waiter,
};

/// The example as fenced Markdown.
pub(super) fn emit(api: &Api, operation: &Operation) -> String {
    let krate = &api.package.crate_name;
    format!(
        "```no_run
# async fn example(client: {krate}::Client) -> Result<(), {krate}::Error> {{
{}
# Ok(()) }}
```",
        statements(api, operation)
    )
}

/// How errors look, with the first operation that has any; as fenced Markdown.
pub(super) fn emit_errors(api: &Api) -> Option<String> {
    let name = &api.package.crate_name;
    let krate = format_ident!("{name}");
    let mut operations = api.operations.iter();
    let (operation, error) =
        operations.find_map(|operation| Some((operation, operation.errors.last()?)))?;
    let (method, setters) = (
        tokens(&operation.method),
        setters(&krate, &operation.example),
    );
    let imports = imports(&krate, &operation.example);
    let call = laid_out(&quote! {
        #imports
        let answer = client.#method() #setters .send().await;
    });
    let predicate = &error.predicate;
    // No formatter lays out a guard as people do.
    Some(format!(
        "```no_run
# async fn example(client: {name}::Client) -> Result<(), {name}::Error> {{
use {name}::error::DisplayErrorContext;
{call}
if let Err(error) = &answer {{
    match error.as_service_error() {{
        Some(refusal) if refusal.{predicate}() => println!(\"{{refusal}}\"),
        _ => eprintln!(\"{{}}\", DisplayErrorContext(error)),
    }}
}}
# Ok(()) }}
```"
    ))
}

/// How to wait with a waiter; as fenced Markdown.
pub(super) fn emit_wait(api: &Api, waiter: &Waiter) -> String {
    let name = &api.package.crate_name;
    let krate = format_ident!("{name}");
    let method = tokens(&waiter.method);
    let (setters, imports) = (
        setters(&krate, &waiter.example),
        imports(&krate, &waiter.example),
    );
    let seconds = Literal::u32_unsuffixed(waiter.max_delay.saturating_mul(5));
    let wait = laid_out(&quote! {
        use #krate::client::Waiters;
        #imports
        use std::time::Duration;
        let last = client.#method() #setters .wait(Duration::from_secs(#seconds)).await?;
    });
    format!(
        "```no_run
# async fn example(client: {name}::Client) -> Result<(), Box<dyn std::error::Error>> {{
{wait}
# Ok(()) }}
```"
    )
}

/// How to filter with an operand of each kind, and sort by the first of them; as fenced Markdown.
pub(super) fn emit_expressions(api: &Api, expressions: &Expressions) -> String {
    let name = &api.package.crate_name;
    let krate = format_ident!("{name}");
    let [module, method, filter, sort] = [
        &expressions.module,
        &expressions.operation_method,
        &expressions.filter,
        &expressions.sort,
    ]
    .map(|name| tokens(name));
    let (setters, imports) = (
        setters(&krate, &expressions.example),
        imports(&krate, &expressions.example),
    );
    let operands = expressions.operands.iter().rev();
    let operands: BTreeMap<OperandKind, &Operand> = operands.map(|one| (one.kind, one)).collect();
    let mut chosen = operands.values().map(|operand| {
        let function = tokens(&operand.function);
        match operand.kind {
            OperandKind::Map => (quote!(#module::#function("key")), quote!(eq("value"))),
            OperandKind::String => (quote!(#module::#function()), quote!(eq("text"))),
            OperandKind::Number => (quote!(#module::#function()), quote!(ge(10))),
            OperandKind::Boolean => (quote!(#module::#function()), quote!(eq(true))),
        }
    });
    let order = chosen.clone().next().map(|(operand, _)| operand);
    let conditions = chosen.next().map(|(operand, is)| {
        let others = chosen.map(|(operand, is)| quote!(.and(#operand.#is)));
        quote!(#operand.#is #(#others)*)
    });
    let search = laid_out(&quote! {
        use #krate::expression::#module;
        #imports
        let filter = #conditions;
        let order = #order.asc();
        let output = client
            .#method() #setters
            .#filter(filter.build()?)
            .#sort(order.build()?)
            .send()
            .await?;
    });
    format!(
        "```no_run
# async fn example(client: {name}::Client) -> Result<(), Box<dyn std::error::Error>> {{
{search}
# Ok(()) }}
```"
    )
}

/// The statements, laid out.
fn statements(api: &Api, operation: &Operation) -> String {
    let krate = format_ident!("{}", api.package.crate_name);
    let method = tokens(&operation.method);
    let setters = setters(&krate, &operation.example);
    let imports = imports(&krate, &operation.example);
    let Some(paginator) = &operation.paginator else {
        let call = quote!(let output = client.#method() #setters .send().await?;);
        return laid_out(&quote!(#imports #call));
    };
    let (items, each, all) = match &paginator.items {
        Some(_) => (
            quote!(.items()),
            format_ident!("item"),
            format_ident!("items"),
        ),
        None => (
            TokenStream::new(),
            format_ident!("page"),
            format_ident!("pages"),
        ),
    };
    let show = format!("{{{each}:?}}");
    laid_out(&quote! {
        #imports
        let mut #all = client.#method() #setters .into_paginator() #items .send();
        while let Some(#each) = #all.try_next().await? {
            println!(#show);
        }
    })
}

/// The types that an example names.
fn imports(krate: &Ident, calls: &[ExampleCall]) -> TokenStream {
    let mut types = BTreeSet::new();
    for call in calls {
        collect(call, &mut types);
    }
    let types: Vec<_> = types.iter().map(|name| format_ident!("{name}")).collect();
    match types.as_slice() {
        [] => TokenStream::new(),
        [only] => quote!(use #krate::types::#only;),
        types => quote!(use #krate::types::{#(#types),*};),
    }
}

/// Statements as text.
fn laid_out(statements: &TokenStream) -> String {
    let body = syn::parse2(quote!(fn example() { #statements }));
    let Ok(function) = body else {
        // Only a bug in this file leads here; the documentation test shows it.
        return statements.to_string();
    };
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![syn::Item::Fn(function)],
    });
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    lines.collect::<Vec<_>>().join("\n")
}

fn setters(krate: &Ident, calls: &[ExampleCall]) -> TokenStream {
    let calls = calls.iter().map(|ExampleCall { method, arguments }| {
        let method = tokens(method);
        let arguments = arguments.iter().map(|value| expression(krate, value));
        quote!(.#method(#(#arguments),*))
    });
    calls.collect()
}

fn expression(krate: &Ident, value: &ExampleValue) -> TokenStream {
    match value {
        ExampleValue::Literal(literal) => tokens(literal),
        ExampleValue::Text(text) => quote!(#text),
        ExampleValue::Blob(bytes) => quote!(#krate::primitives::Blob::new(#bytes)),
        ExampleValue::DateTime(seconds) => {
            let seconds = Literal::i64_unsuffixed(*seconds);
            quote!(#krate::primitives::DateTime::from_secs(#seconds))
        }
        ExampleValue::Variant { name, variant } => {
            let (name, variant) = (format_ident!("{name}"), tokens(variant));
            quote!(#name::#variant)
        }
        ExampleValue::Union {
            name,
            variant,
            value,
        } => {
            let (name, variant) = (format_ident!("{name}"), tokens(variant));
            match value.as_deref() {
                None => quote!(#name::#variant),
                Some(ExampleValue::Text(text)) => quote!(#name::#variant(#text.to_owned())),
                Some(value) => {
                    let value = expression(krate, value);
                    quote!(#name::#variant(#value))
                }
            }
        }
        ExampleValue::Document(text) => {
            quote!(#krate::primitives::Document::String(#text.to_owned()))
        }
        ExampleValue::List(items) => {
            let items = items.iter().map(|item| match item {
                ExampleValue::Text(text) => quote!(#text.to_owned()),
                item => expression(krate, item),
            });
            quote!(vec![#(#items),*])
        }
        ExampleValue::Structure {
            name,
            fallible,
            calls,
        } => {
            let (name, setters) = (format_ident!("{name}"), setters(krate, calls));
            let built = if *fallible {
                quote!(?)
            } else {
                TokenStream::new()
            };
            quote!(#name::builder() #setters .build() #built)
        }
    }
}

/// The types that a call names.
fn collect<'a>(call: &'a ExampleCall, types: &mut BTreeSet<&'a str>) {
    call.arguments
        .iter()
        .for_each(|value| collect_value(value, types));
}

fn collect_value<'a>(value: &'a ExampleValue, types: &mut BTreeSet<&'a str>) {
    match value {
        ExampleValue::Variant { name, .. } => {
            types.insert(name);
        }
        ExampleValue::Structure { name, calls, .. } => {
            types.insert(name);
            for call in calls {
                collect(call, types);
            }
        }
        ExampleValue::Union { name, value, .. } => {
            types.insert(name);
            if let Some(value) = value {
                collect_value(value, types);
            }
        }
        ExampleValue::List(items) => items.iter().for_each(|item| collect_value(item, types)),
        _ => {}
    }
}

//! What the documentation of an operation says beside the model's own text: its members, an example, its
//! errors, its response, and where it leads.
//!
//! The operation's page is that of its fluent builder. The client's method has a few lines of it, because
//! it is what an editor shows where the operation is called.
//! Never here: the documentation of structures and members.

use super::docs::in_link;
use super::example_call;
use crate::api::{Api, ErrorVariant, Member, Operation, RustType};

/// The documentation of the fluent builder: everything about the operation.
pub(super) fn page(api: &Api, operation: &Operation) -> String {
    let docs = match operation.docs.as_str() {
        "" => format!("Calls `{}`.", operation.model_name),
        docs => docs.to_owned(),
    };
    let reference = format!(
        "See also [`{}` in the AWS reference]({}).",
        operation.model_name, operation.reference
    );
    let facts = joined([required(operation, "Self"), optional(operation), reference]);
    // Headings need no empty lines around them.
    let mut page = format!(
        "{docs}\n\n{facts}\n# Examples\n{}\n# Response\n{}\n# Errors\n[`{}`](crate::error::OperationError): ",
        example_call::emit(api, operation),
        joined([response(operation), more(operation)]),
        operation.error,
    );
    if operation.errors.is_empty() {
        return page + "the model lists none.";
    }
    page += "the model lists";
    for error in &operation.errors {
        page += "\n";
        page += &error_line(error);
    }
    page
}

fn error_line(error: &ErrorVariant) -> String {
    let ErrorVariant {
        name,
        summary,
        retry_advice,
        ..
    } = error;
    let mut line = format!("- [`{name}`](crate::types::error::{name}): ");
    if !summary.is_empty() && !retry_advice.contains(summary) {
        line += &format!("{summary} ");
    }
    line + retry_advice
}

/// The documentation of the client's method.
pub(super) fn method(operation: &Operation) -> String {
    let builder = &operation.fluent_builder;
    let summary = match operation.summary.as_str() {
        "" => format!("Calls `{}`.", operation.model_name),
        summary => summary.to_owned(),
    };
    let rest = format!("In full, with an example and the errors: [`{builder}`].");
    format!(
        "{summary}\n\n{}",
        joined([required(operation, builder), rest])
    )
}

/// The parts that say anything, as one paragraph.
fn joined<const N: usize>(parts: [String; N]) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn optional(operation: &Operation) -> String {
    let members = operation.input.members.iter();
    match links(members.filter(|member| !is_asked(member)), "Self").as_str() {
        "" => String::new(),
        optional => format!("Optional: {optional}."),
    }
}

fn required(operation: &Operation, builder: &str) -> String {
    let required = operation
        .input
        .members
        .iter()
        .filter(|member| is_asked(member));
    match links(required, builder).as_str() {
        "" => String::new(),
        required => format!("Required: {required}."),
    }
}

/// Whether a caller has to give a value.
fn is_asked(member: &Member) -> bool {
    member.required && !member.idempotency_token
}

fn links<'m>(members: impl Iterator<Item = &'m Member>, builder: &str) -> String {
    let links = members.map(|member| {
        let name = in_link(&member.field);
        format!("[`{name}`]({builder}::{name})")
    });
    links.collect::<Vec<_>>().join(", ")
}

/// The response at a glance: its members and their types.
fn response(operation: &Operation) -> String {
    let output = &operation.output.name;
    let members = operation.output.members.iter().map(|member| {
        let name = in_link(&member.field);
        let of = type_link(&member.value).map_or(String::new(), |of| format!(" ({of})"));
        format!("[`{name}`](field@{output}::{name}){of}")
    });
    match members.collect::<Vec<_>>().join(", ").as_str() {
        "" => format!("[`{output}`], which is empty."),
        members => format!("[`{output}`]: {members}."),
    }
}

/// What a value is, where that has a page of its own.
fn type_link(value: &RustType) -> Option<String> {
    match value {
        RustType::Enum(name) | RustType::Structure(name) => {
            Some(format!("[`{name}`](crate::types::{name})"))
        }
        RustType::List { item, .. } => Some(format!("list of {}", type_link(item)?)),
        RustType::Map { value, .. } => Some(format!("map to {}", type_link(value)?)),
        _ => None,
    }
}

/// Paginator and waiters.
fn more(operation: &Operation) -> String {
    let pages = operation.paginator.iter().map(|_| {
        "It comes in pages: [`into_paginator`](Self::into_paginator) asks for all of them."
            .to_owned()
    });
    let waits = operation
        .waiters
        .iter()
        .map(|waiter| format!("[`{waiter}`](crate::waiters::Waiters::{waiter}) waits with it."));
    pages.chain(waits).collect::<Vec<_>>().join(" ")
}

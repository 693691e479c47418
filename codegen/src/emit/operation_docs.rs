//! What the documentation of an operation says beside the model's own text: its members, an example, its
//! errors, its response, and where it leads.
//!
//! Two items show an operation: the client's method, which is what an editor shows where it is called, and
//! the fluent builder, whose page has all there is to say. [`facts`] stand at both, and once in the source.
//! Never here: the documentation of structures and members.

use super::docs::in_link;
use super::example_call;
use crate::api::{Api, ErrorVariant, Member, Operation};

/// What opens the documentation of the client's method and of the fluent builder.
pub(super) fn summary(operation: &Operation) -> String {
    match operation.summary.as_str() {
        "" => format!("Calls `{}`.", operation.model_name),
        summary => summary.to_owned(),
    }
}

/// What closes either: members, an example, the response, the errors.
pub(super) fn facts(api: &Api, operation: &Operation) -> String {
    let reference = format!(
        "See also [`{}` in the AWS reference]({}).",
        operation.model_name, operation.reference
    );
    let request = [
        required(operation),
        optional(operation),
        expressions(api, operation),
    ];
    let request = match joined(request, "\n\n") {
        request if request.is_empty() => "No members.".to_owned(),
        request => request,
    };
    // Headings need no empty lines around them.
    let mut facts = format!(
        "{reference}\n# Request\n{request}\n# Examples\n{}\n# Response\n{}\n# Errors\nA call that fails gives a [`{}`](crate::failure::OperationError). ",
        example_call::emit(api, operation),
        joined([response(operation), more(operation)], " "),
        operation.error,
    );
    if operation.errors.is_empty() {
        return facts + "The model lists no errors of the service for it.";
    }
    facts += "The model lists these errors of the service for it:";
    for error in &operation.errors {
        facts += "\n";
        facts += &error_line(error);
    }
    facts
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

/// The parts that say anything.
fn joined<const N: usize>(parts: [String; N], between: &str) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

/// What builds the texts that it filters and sorts by.
fn expressions(api: &Api, operation: &Operation) -> String {
    let mut expressions = api.expressions.iter();
    let own = expressions.find(|one| one.operation == operation.model_name);
    own.map_or_else(String::new, |own| {
        let (module, filter, sort) = (&own.module, in_link(&own.filter), in_link(&own.sort));
        format!(
            "[`expression::{module}`](crate::expression::{module}) builds `{filter}` and `{sort}`."
        )
    })
}

/// Not by name: the builder lists its methods, and a new member would be stated at a second place.
fn optional(operation: &Operation) -> String {
    let builder = &operation.fluent_builder;
    let mut members = operation.input.members.iter();
    if members.all(is_asked) {
        return String::new();
    }
    format!("Optional: all else that [`{builder}`] sets.")
}

fn required(operation: &Operation) -> String {
    let members = operation.input.members.iter();
    match links(operation, members.filter(|member| is_asked(member))).as_str() {
        "" => String::new(),
        required => format!("Required: {required}."),
    }
}

/// Whether a caller has to give a value.
fn is_asked(member: &Member) -> bool {
    member.required && !member.idempotency_token
}

fn links<'m>(operation: &Operation, members: impl Iterator<Item = &'m Member>) -> String {
    let builder = &operation.fluent_builder;
    let links = members.map(|member| {
        let name = in_link(&member.field);
        format!("[`{name}`]({builder}::{name})")
    });
    links.collect::<Vec<_>>().join(", ")
}

/// The response, whose members stand at its own page alone.
fn response(operation: &Operation) -> String {
    let output = &operation.output;
    let is_empty = if output.members.is_empty() {
        ", which is empty"
    } else {
        ""
    };
    format!("[`{}`]{is_empty}.", output.name)
}

/// Paginator and waiters.
fn more(operation: &Operation) -> String {
    let builder = &operation.fluent_builder;
    let pages = operation.paginator.iter().map(|_| {
        format!(
            "It comes in pages: [`into_paginator`]({builder}::into_paginator) asks for all of them."
        )
    });
    let waits = operation
        .waiters
        .iter()
        .map(|waiter| format!("[`{waiter}`](crate::waiters::Waiters::{waiter}) waits with it."));
    pages.chain(waits).collect::<Vec<_>>().join(" ")
}

//! Waiters.
//!
//! Never here: the operations they call.

use super::docs::summary_first;
use super::names;
use super::operations::opening;
use crate::api::{self, ErrorVariant};
use crate::code_span::code_span;
use crate::model::{
    Acceptor, AcceptorState, Matcher, Model, OutputPath, OutputTest, PathStep, ShapeId, ShapeKind,
    Waiter,
};

/// Every waiter of the model; `operations` are those that it was lowered to.
pub(super) fn all(model: &Model, operations: &[api::Operation]) -> Vec<api::Waiter> {
    let waiters = operations.iter().flat_map(|operation| {
        let facts = model.operations.get(&operation.model_name);
        let waiters = facts.into_iter().flat_map(|facts| {
            let waiters = facts.waiters.iter();
            waiters.map(|(name, waiter)| (facts.output.as_ref(), name, waiter))
        });
        waiters.map(move |(output, name, waiter)| lower(model, operation, output, name, waiter))
    });
    let mut waiters: Vec<_> = waiters.collect();
    waiters.sort_by(|a, b| a.name.cmp(&b.name));
    waiters
}

fn lower(
    model: &Model,
    operation: &api::Operation,
    output: Option<&ShapeId>,
    name: &str,
    waiter: &Waiter,
) -> api::Waiter {
    let type_name = names::type_name(name);
    let acceptors = waiter.acceptors.iter();
    let acceptors =
        acceptors.map(|acceptor| (acceptor.state, matcher(model, output, &acceptor.matcher)));
    let docs = waiter.documentation.as_deref().unwrap_or_default();
    let (summary, mut docs) = opening(&summary_first(docs));
    if let Some(overlay) = &waiter.overlay {
        let between = if docs.is_empty() { "" } else { "\n\n" };
        // The loader takes nothing but plain addresses.
        docs = format!(
            "{docs}{between}Not part of the service's model, but made after [its documentation]({}).",
            overlay.source
        );
    }
    api::Waiter {
        model_name: name.to_owned(),
        module: names::module(name),
        method: names::wait_method(name),
        fluent_builder: names::companion(&type_name, "FluentBuilder"),
        final_poll: names::companion(&type_name, "FinalPoll"),
        error: names::wait_error(name),
        operation_module: operation.module.clone(),
        operation_builder: operation.fluent_builder.clone(),
        operation_method: operation.method.clone(),
        operation: operation.name.clone(),
        summary,
        docs,
        ends: ends(operation, waiter),
        example: operation.example.clone(),
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        acceptors: acceptors.collect(),
        name: type_name,
    }
}

/// What each answer means, in words, and what an error means that no acceptor speaks of.
fn ends(operation: &api::Operation, waiter: &Waiter) -> Vec<String> {
    let acceptors = waiter.acceptors.iter().map(|acceptor| {
        let state = match acceptor.state {
            AcceptorState::Success => "Success",
            AcceptorState::Failure => "Failure",
            AcceptorState::Retry => "Asks again",
        };
        format!("{state}: {}.", condition(operation, &acceptor.matcher))
    });
    // What the official orchestrator makes of an answer that no acceptor matches.
    let decides = |success| {
        let decides = |acceptor: &Acceptor| acceptor.matcher == Matcher::Success(success);
        waiter.acceptors.iter().any(decides)
    };
    let errors =
        (!decides(false)).then(|| "Failure: the call fails with any other error.".to_owned());
    let outputs = (!decides(true)).then(|| "Asks again: any other answer.".to_owned());
    acceptors.chain(errors).chain(outputs).collect()
}

/// When a matcher matches.
fn condition(operation: &api::Operation, matcher: &Matcher) -> String {
    match matcher {
        Matcher::Success(true) => "the call succeeds".to_owned(),
        Matcher::Success(false) => "the call fails".to_owned(),
        Matcher::ErrorType(code) => {
            let mut errors = operation.errors.iter();
            let error = match errors.find(|error| error.model_name == *code) {
                Some(ErrorVariant { name, .. }) => {
                    format!("[`{name}`](crate::types::error::{name})")
                }
                None => code_span(code),
            };
            format!("the call fails with {error}")
        }
        Matcher::Output { path, test } => {
            let place = place(operation, path);
            match test {
                OutputTest::Equals(expected) => format!("{place} is {}", code_span(expected)),
                OutputTest::AllEqual(expected) => {
                    format!("there is a {place}, and each is {}", code_span(expected))
                }
                OutputTest::AnyEquals(expected) => {
                    format!("any {place} is {}", code_span(expected))
                }
                OutputTest::IsEmpty => format!("{place} is an empty list"),
            }
        }
    }
}

/// A place in an output by the names of its fields, as a link to the first of them.
fn place(operation: &api::Operation, path: &OutputPath) -> String {
    let fields = path.0.iter().map(|step| match step {
        PathStep::Member(name) => PathStep::Member(names::field(name)),
        PathStep::Items => PathStep::Items,
    });
    let fields = OutputPath(fields.collect());
    let first = match fields.0.first() {
        Some(PathStep::Member(field)) => field.trim_start_matches("r#"),
        _ => "",
    };
    let (output, module) = (&operation.output.name, &operation.module);
    format!("[`{fields}`](field@crate::operation::{module}::{output}::{first})")
}

/// A matcher, its path by the names on the wire.
fn matcher(model: &Model, output: Option<&ShapeId>, matcher: &Matcher) -> Matcher {
    let Matcher::Output { path, test } = matcher else {
        return matcher.clone();
    };
    let mut here = output;
    let steps = path.0.iter().map(|step| match step {
        PathStep::Member(name) => {
            let member = here.and_then(|id| model.member(id, name));
            here = member.map(|member| &member.target);
            let wire_name = member.and_then(|member| member.wire_name.as_ref());
            PathStep::Member(wire_name.unwrap_or(name).clone())
        }
        PathStep::Items => {
            here = here.and_then(|id| match &model.shapes.get(id)?.kind {
                ShapeKind::List(member) => Some(&member.target),
                _ => None,
            });
            PathStep::Items
        }
    });
    Matcher::Output {
        path: OutputPath(steps.collect()),
        test: test.clone(),
    }
}

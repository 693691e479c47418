//! Waiters.
//!
//! Never here: the operations they call.

use super::names;
use crate::api;
use crate::model::{Matcher, Model, ShapeId, Waiter};

/// Every waiter of the model.
pub(super) fn all(model: &Model) -> Vec<api::Waiter> {
    let waiters = model.operations.iter().flat_map(|(operation, facts)| {
        let output = facts.output.as_ref();
        let waiters = facts.waiters.iter();
        waiters.map(move |(name, waiter)| lower(model, operation, output, name, waiter))
    });
    let mut waiters: Vec<_> = waiters.collect();
    waiters.sort_by(|a, b| a.name.cmp(&b.name));
    waiters
}

fn lower(
    model: &Model,
    operation: &str,
    output: Option<&ShapeId>,
    name: &str,
    waiter: &Waiter,
) -> api::Waiter {
    let type_name = names::type_name(name);
    let operation_type = names::operation_type(operation);
    let acceptors = waiter.acceptors.iter();
    let acceptors =
        acceptors.map(|acceptor| (acceptor.state, matcher(model, output, &acceptor.matcher)));
    api::Waiter {
        model_name: name.to_owned(),
        module: names::module(name),
        method: names::wait_method(name),
        fluent_builder: names::companion(&type_name, "FluentBuilder"),
        final_poll: names::companion(&type_name, "FinalPoll"),
        error: names::wait_error(name),
        operation_module: names::module(operation),
        operation_builder: names::companion(&operation_type, "FluentBuilder"),
        operation: operation_type,
        docs: waiter.documentation.clone().unwrap_or_default(),
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        acceptors: acceptors.collect(),
        name: type_name,
    }
}

/// A matcher, its path by the names on the wire.
fn matcher(model: &Model, output: Option<&ShapeId>, matcher: &Matcher) -> Matcher {
    let Matcher::OutputEquals { path, expected } = matcher else {
        return matcher.clone();
    };
    let mut structure = output;
    let wire_names = path.iter().map(|name| {
        let member = structure.and_then(|id| model.member(id, name));
        structure = member.map(|member| &member.target);
        member
            .and_then(|member| member.wire_name.as_ref())
            .unwrap_or(name)
            .clone()
    });
    Matcher::OutputEquals {
        path: wire_names.collect(),
        expected: expected.clone(),
    }
}

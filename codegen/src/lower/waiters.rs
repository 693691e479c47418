//! Waiters.
//!
//! Never here: the operations they call.

use super::names;
use crate::api;
use crate::model::{Model, Waiter};

/// Every waiter of the model.
pub(super) fn waiters(model: &Model) -> Vec<api::Waiter> {
    let waiters = model.operations.iter().flat_map(|(operation, facts)| {
        facts.waiters.iter().map(move |(name, waiter)| lower(operation, name, waiter))
    });
    let mut waiters: Vec<_> = waiters.collect();
    waiters.sort_by(|a, b| a.name.cmp(&b.name));
    waiters
}

fn lower(operation: &str, name: &str, waiter: &Waiter) -> api::Waiter {
    let type_name = names::type_name(name);
    let acceptors = waiter.acceptors.iter();
    api::Waiter {
        module: names::module(name),
        method: names::wait_method(name),
        fluent_builder: names::companion(&type_name, "FluentBuilder"),
        final_poll: names::companion(&type_name, "FinalPoll"),
        error: names::wait_error(name),
        operation: names::operation_type(operation),
        operation_module: names::module(operation),
        docs: waiter.documentation.clone().unwrap_or_default(),
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        acceptors: acceptors.map(|acceptor| (acceptor.state, acceptor.matcher.clone())).collect(),
        name: type_name,
    }
}

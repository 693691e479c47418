//! Operations with their inputs, outputs, errors and paginators.
//!
//! Never here: the members of structures ([`super::structures`]).

use super::deprecated::deprecated;
use super::docs::summary;
use super::structures::{Decisions, Role, empty};
use super::{examples, names, retries, types};
use crate::api::{self, ErrorVariant, Paginator, RustType};
use crate::model::{AuthScheme, Model, Operation, Service, ShapeId, ShapeKind};
use crate::text::{Text, url_segment};

/// Every operation of the model.
pub(super) fn all(decisions: &Decisions<'_>) -> Vec<api::Operation> {
    let mut operations: Vec<_> = decisions
        .model
        .operations
        .iter()
        .map(|(name, operation)| lower(decisions, name, operation))
        .collect();
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    operations
}

fn lower(decisions: &Decisions<'_>, name: &str, operation: &Operation) -> api::Operation {
    let model = decisions.model;
    let type_name = names::operation_type(name);
    let structure = |id: &Option<ShapeId>, name: String, role: Role| match id {
        Some(id) => decisions.structure(id, name, role),
        None => empty(name, role),
    };
    let docs = operation.documentation.clone().unwrap_or_default();
    let (summary, docs) = opening(&docs);
    api::Operation {
        module: names::module(name),
        method: names::method(name),
        model_name: name.to_owned(),
        http_method: operation.http.method.as_str().into(),
        uri: operation.http.uri.as_str().into(),
        http_code: operation.http.code,
        host_prefix: host_prefix(model, operation),
        is_signed: !is_unsigned(operation),
        has_input: operation.input.is_some(),
        input: structure(&operation.input, names::input(name), Role::Input),
        output: structure(&operation.output, names::output(name), Role::Output),
        error: names::companion(&type_name, "Error"),
        fluent_builder: names::companion(&type_name, "FluentBuilder"),
        errors: errors(model, operation),
        paginator: paginator(model, &type_name, operation),
        deprecated: deprecated(operation.deprecated.as_ref()),
        summary,
        docs,
        reference: reference(&model.service, name),
        waiters: operation
            .waiters
            .keys()
            .map(|waiter| names::wait_method(waiter))
            .collect(),
        example: examples::of_input(
            decisions,
            operation.input.as_ref().filter(|_| decisions.has_examples),
        ),
        name: type_name,
    }
}

/// Whether the model says that an operation has no way to sign. Where it may be signed or not, it is not: callers
/// have no credentials yet when they sign in.
pub(super) fn is_unsigned(operation: &Operation) -> bool {
    let auth = operation.auth.as_deref();
    auth.is_some_and(|schemes| schemes.contains(&AuthScheme::None))
}

/// The prefix of the host, with the names that its labels have on the wire.
fn host_prefix(model: &Model, operation: &Operation) -> Option<Text> {
    let mut prefix = operation.host_prefix.clone()?;
    let input = operation.input.as_ref().map(|id| &model[id].kind);
    let members = input.and_then(ShapeKind::named_members);
    for (name, member) in members.into_iter().flat_map(|owner| &owner.members) {
        if let (true, Some(wire)) = (member.host_label, &member.wire_name) {
            prefix = prefix.replace(&format!("{{{name}}}"), &format!("{{{wire}}}"));
        }
    }
    Some(Text::from(prefix))
}

/// The summary of some Markdown, and what follows it.
pub(super) fn opening(docs: &str) -> (String, String) {
    let summary = summary(docs);
    let (first, rest) = docs.split_once("\n\n").unwrap_or((docs, ""));
    let rest = if first.replace('\n', " ") == summary {
        rest
    } else {
        docs
    };
    (summary, rest.to_owned())
}

fn errors(model: &Model, operation: &Operation) -> Vec<ErrorVariant> {
    let errors = operation.errors.iter().map(|id| ErrorVariant {
        name: names::type_name(&id.0),
        model_name: id.0.clone(),
        predicate: names::predicate(&id.0),
        summary: summary(model[id].documentation.as_deref().unwrap_or_default()),
        retry_advice: retries::advice(id, &model[id]),
    });
    let mut errors: Vec<_> = errors.collect();
    errors.sort_by(|a, b| a.name.cmp(&b.name));
    errors.dedup_by(|a, b| a.name == b.name);
    errors
}

fn paginator(model: &Model, type_name: &str, operation: &Operation) -> Option<Paginator> {
    let pagination = operation.pagination.as_ref()?;
    let fields = |path: &[String]| {
        path.iter()
            .map(|name| names::field(name))
            .collect::<Vec<_>>()
    };
    let items = pagination.result_key.as_deref().and_then(|path| {
        let target = target(model, operation.output.as_ref()?, path)?;
        match types::rust_type(model, target) {
            RustType::List {
                item,
                sparse: false,
            } => Some((fields(path), *item)),
            // Entries of maps and items that may be null have no type in the IR; their pages come as
            // they are.
            _ => None,
        }
    });
    Some(Paginator {
        name: names::companion(type_name, "Paginator"),
        items_name: names::companion(type_name, "PaginatorItems"),
        input_token: names::field(&pagination.input_token),
        output_token: fields(&pagination.output_token),
        more: pagination.more_results.as_deref().map(fields),
        limit: pagination.limit_key.as_deref().map(names::field),
        items,
    })
}

/// The shape that a path of member names leads to.
fn target<'m>(model: &'m Model, from: &'m ShapeId, path: &[String]) -> Option<&'m ShapeId> {
    path.iter()
        .try_fold(from, |id, name| Some(&model.member(id, name)?.target))
}

/// The page of an operation in the AWS reference.
fn reference(service: &Service, operation: &str) -> String {
    let service = format!("{}-{}", service.endpoint_prefix, service.api_version);
    let [service, operation] = [&service, operation].map(url_segment);
    format!("https://docs.aws.amazon.com/goto/WebAPI/{service}/{operation}")
}

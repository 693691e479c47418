//! Differences between operations, their paginators and waiters.
//!
//! Never here: the shapes that they refer to.

use std::collections::{BTreeMap, HashSet};

use super::found::{Found, in_order, is_reordered};
use super::service::auth_schemes;
use super::traits;
use crate::diff::changes::{DocumentName, Subject};
use crate::diff::kind::Kind;
use crate::json::Pointer;
use crate::model::{
    AcceptorState, ContextValue, Matcher, Operation, OutputTest, Pagination, ShapeId, Waiter,
};

type Operations = BTreeMap<String, Operation>;

pub(super) fn compare(old: &Operations, new: &Operations, found: &mut Found<'_>) {
    for (name, was) in old {
        match new.get(name) {
            Some(is) if was == is => {}
            Some(is) => changed(name, was, is, found),
            None => found.add(
                Kind::OperationRemoved,
                Subject::Operation(name.clone()),
                place(name),
                Some(signature(was)),
                None,
            ),
        }
    }
    for (name, is) in new {
        if !old.contains_key(name) {
            let (subject, at) = (Subject::Operation(name.clone()), place(name));
            found.add(Kind::OperationAdded, subject, at, None, Some(signature(is)));
        }
    }
    waiters(old, new, found);
}

fn place(name: &str) -> Pointer {
    Pointer::root().key("operations").key(name)
}

/// `DescribeFleetInput -> DescribeFleetOutput`
fn signature(operation: &Operation) -> String {
    let name = |id: &Option<ShapeId>| id.as_ref().map_or("()", |id| id.0.as_str()).to_owned();
    format!("{} -> {}", name(&operation.input), name(&operation.output))
}

fn changed(name: &str, old: &Operation, new: &Operation, found: &mut Found<'_>) {
    let subject = Subject::Operation(name.to_owned());
    let at = |key: &'static str| move || place(name).key(key);
    let http = |key: &'static str| move || place(name).key("http").key(key);
    found.change(
        Kind::HttpMethodChanged,
        &subject,
        &http("method"),
        (&old.http.method, &new.http.method),
        String::clone,
    );
    found.change(
        Kind::HttpUriChanged,
        &subject,
        &http("requestUri"),
        (&old.http.uri, &new.http.uri),
        String::clone,
    );
    found.change(
        Kind::HttpStatusChanged,
        &subject,
        &http("responseCode"),
        (&old.http.code, &new.http.code),
        u16::to_string,
    );
    let ids = (old.input.as_ref(), new.input.as_ref());
    found.change_option(Kind::InputChanged, &subject, &at("input"), ids, |id| {
        id.0.clone()
    });
    let ids = (old.output.as_ref(), new.output.as_ref());
    found.change_option(Kind::OutputChanged, &subject, &at("output"), ids, |id| {
        id.0.clone()
    });
    let flags = (old.idempotent, new.idempotent);
    found.change_flag(Kind::IdempotencyChanged, &subject, &at("idempotent"), flags);
    let flags = (old.readonly, new.readonly);
    found.change_flag(Kind::ReadonlyChanged, &subject, &at("readonly"), flags);
    endpoint_and_auth(name, old, new, found);
    let deprecated = (old.deprecated.as_ref(), new.deprecated.as_ref());
    traits::deprecation(&subject, &|| place(name), deprecated, found);
    let texts = (old.documentation.as_ref(), new.documentation.as_ref());
    found.documentation(&subject, &at("documentation"), texts);
    errors(name, &old.errors, &new.errors, found);
    paginator(
        name,
        old.pagination.as_ref(),
        new.pagination.as_ref(),
        found,
    );
}

/// What decides where requests go, and how they are signed and sent.
fn endpoint_and_auth(name: &str, old: &Operation, new: &Operation, found: &mut Found<'_>) {
    let subject = Subject::Operation(name.to_owned());
    let at = |key: &'static str| move || place(name).key(key);
    found.change_option(
        Kind::AuthChanged,
        &subject,
        &at("auth"),
        (old.auth.as_ref(), new.auth.as_ref()),
        |schemes| auth_schemes(schemes),
    );
    let flags = (old.unsigned_payload, new.unsigned_payload);
    let kind = Kind::UnsignedPayloadChanged;
    found.change_flag(kind, &subject, &at("unsignedPayload"), flags);
    let prefixes = (old.host_prefix.as_ref(), new.host_prefix.as_ref());
    let kind = Kind::HostPrefixChanged;
    found.change_option(kind, &subject, &at("endpoint"), prefixes, String::clone);
    let flags = (old.checksum_required, new.checksum_required);
    let kind = Kind::ChecksumRequiredChanged;
    found.change_flag(kind, &subject, &at("httpChecksumRequired"), flags);
    found.change(
        Kind::CompressionChanged,
        &subject,
        &at("requestcompression"),
        (&old.compression, &new.compression),
        |encodings| encodings.join(", "),
    );
    found.change(
        Kind::ContextParameterChanged,
        &subject,
        &at("staticContextParams"),
        (&old.static_context_params, &new.static_context_params),
        |params| {
            let params = params.iter().map(|(name, value)| match value {
                ContextValue::String(text) => format!("{name}: {text:?}"),
                ContextValue::Boolean(flag) => format!("{name}: {flag}"),
                ContextValue::StringArray(texts) => format!("{name}: {texts:?}"),
            });
            params.collect::<Vec<_>>().join(", ")
        },
    );
    let paths = (&old.operation_context_params, &new.operation_context_params);
    let at_paths = at("operationContextParams");
    found.change(
        Kind::ContextParameterChanged,
        &subject,
        &at_paths,
        paths,
        |params| {
            let params = params.iter().map(|(name, path)| format!("{name}: {path}"));
            params.collect::<Vec<_>>().join(", ")
        },
    );
    found.change_option(
        Kind::EndpointDiscoveryChanged,
        &subject,
        &at("endpointdiscovery"),
        (
            old.endpoint_discovery.as_ref(),
            new.endpoint_discovery.as_ref(),
        ),
        |required| if *required { "required" } else { "optional" }.to_owned(),
    );
}

fn errors(operation: &str, old: &[ShapeId], new: &[ShapeId], found: &mut Found<'_>) {
    if old == new {
        return;
    }
    let at = place(operation).key("errors");
    let subject = |id: &ShapeId| Subject::OperationError {
        operation: operation.to_owned(),
        error: id.0.clone(),
    };
    let (before, after): (HashSet<_>, HashSet<_>) = (old.iter().collect(), new.iter().collect());
    for (index, id) in old.iter().enumerate() {
        if !after.contains(id) {
            let name = Some(id.0.clone());
            found.add(Kind::ErrorRemoved, subject(id), at.index(index), name, None);
        }
    }
    for (index, id) in new.iter().enumerate() {
        if !before.contains(id) {
            let name = Some(id.0.clone());
            found.add(Kind::ErrorAdded, subject(id), at.index(index), None, name);
        }
    }
    let (was, is) = (old.iter(), new.iter());
    let (was, is) = (was.map(|id| id.0.as_str()), is.map(|id| id.0.as_str()));
    if is_reordered(&was, &is) {
        let subject = Subject::Operation(operation.to_owned());
        let (was, is) = (Some(in_order(was)), Some(in_order(is)));
        found.add(Kind::ErrorsReordered, subject, at, was, is);
    }
}

fn paginator(
    operation: &str,
    old: Option<&Pagination>,
    new: Option<&Pagination>,
    found: &mut Found<'_>,
) {
    let kind = match (old, new) {
        _ if old == new => return,
        (Some(_), None) => Kind::PaginatorRemoved,
        (None, _) => Kind::PaginatorAdded,
        (Some(_), Some(_)) => Kind::PaginatorChanged,
    };
    found.add_in(
        DocumentName::Paginators,
        kind,
        Subject::Operation(operation.to_owned()),
        Pointer::root().key("pagination").key(operation),
        (old.map(pages), new.map(pages)),
    );
}

/// `NextToken from NextToken, limit Limit, items Fleets`
fn pages(pagination: &Pagination) -> String {
    let Pagination {
        input_token,
        output_token,
        more_results,
        limit_key,
        result_key,
    } = pagination;
    let mut text = format!("{input_token} from {}", output_token.join("."));
    if let Some(more) = more_results {
        text.push_str(&format!(", as long as {}", more.join(".")));
    }
    if let Some(limit) = limit_key {
        text.push_str(&format!(", limit {limit}"));
    }
    if let Some(items) = result_key {
        text.push_str(&format!(", items {}", items.join(".")));
    }
    text
}

/// Waiters have names of their own: one may ask another operation than it did. What comes or goes with its
/// operation is no difference of its own.
fn waiters(old: &Operations, new: &Operations, found: &mut Found<'_>) {
    let (was, is) = (all_waiters(old), all_waiters(new));
    for (name, (operation, waiter)) in &was {
        match is.get(name) {
            Some(now) => waiter_changed(name, (operation, waiter), *now, found),
            None if new.contains_key(*operation) => {
                let text = Some(waits(waiter));
                let (kind, subject) = (Kind::WaiterRemoved, waiter_of(operation, name));
                let at = Pointer::root().key("waiters").key(name);
                found.add_in(document(waiter), kind, subject, at, (text, None));
            }
            None => {}
        }
    }
    for (name, (operation, waiter)) in &is {
        if !was.contains_key(name) && old.contains_key(*operation) {
            let text = Some(waits(waiter));
            let (kind, subject) = (Kind::WaiterAdded, waiter_of(operation, name));
            let at = Pointer::root().key("waiters").key(name);
            found.add_in(document(waiter), kind, subject, at, (None, text));
        }
    }
}

/// Every waiter of a service, with the operation that it asks.
fn all_waiters(operations: &Operations) -> BTreeMap<&str, (&str, &Waiter)> {
    let all = operations.iter().flat_map(|(operation, facts)| {
        let waiters = facts.waiters.iter();
        waiters.map(|(name, waiter)| (name.as_str(), (operation.as_str(), waiter)))
    });
    all.collect()
}

/// Where a waiter is stated.
pub(super) fn document(waiter: &Waiter) -> DocumentName {
    match waiter.overlay {
        None => DocumentName::Waiters,
        Some(_) => DocumentName::Overlay,
    }
}

fn waiter_of(operation: &str, waiter: &str) -> Subject {
    Subject::Waiter {
        operation: operation.to_owned(),
        waiter: waiter.to_owned(),
    }
}

fn waiter_changed(
    name: &str,
    (asked, old): (&str, &Waiter),
    (asks, new): (&str, &Waiter),
    found: &mut Found<'_>,
) {
    let subject = waiter_of(asks, name);
    let at = Pointer::root().key("waiters").key(name);
    if old.documentation != new.documentation {
        found.add_in(
            document(new),
            Kind::DocumentationChanged,
            subject.clone(),
            at.key("description"),
            (old.documentation.clone(), new.documentation.clone()),
        );
    }
    let (mut was, mut is) = (waits(old), waits(new));
    if asked != asks {
        (was, is) = (format!("asks {asked} {was}"), format!("asks {asks} {is}"));
    }
    if was != is {
        let texts = (Some(was), Some(is));
        found.add_in(document(new), Kind::WaiterChanged, subject, at, texts);
    }
}

/// `every 2 to 120 s; success if Status is "READY"; ...`
fn waits(waiter: &Waiter) -> String {
    let mut text = format!("every {} to {} s", waiter.min_delay, waiter.max_delay);
    for acceptor in &waiter.acceptors {
        let state = match acceptor.state {
            AcceptorState::Success => "success",
            AcceptorState::Failure => "failure",
            AcceptorState::Retry => "retry",
        };
        let matches = match &acceptor.matcher {
            Matcher::Success(true) => "it succeeds".to_owned(),
            Matcher::Success(false) => "it fails".to_owned(),
            Matcher::ErrorType(code) => format!("it fails with {code}"),
            Matcher::Output { path, test } => match test {
                OutputTest::Equals(expected) => format!("{path} is {expected:?}"),
                OutputTest::AllEqual(expected) => format!("all {path} are {expected:?}"),
                OutputTest::AnyEquals(expected) => format!("any {path} is {expected:?}"),
                OutputTest::IsEmpty => format!("{path} is empty"),
            },
        };
        text.push_str(&format!("; {state} if {matches}"));
    }
    text
}

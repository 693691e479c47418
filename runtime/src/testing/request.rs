//! Reads requests by the schemas that clients write them by: the operation, the protocol and the input.
//!
//! Requests are untrusted. They are read within the limits of [`crate::codec`], and errors do not show their values.
//! Never here: what is answered.

use std::collections::HashMap;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use percent_encoding::percent_decode_str;

use super::Shown;
use crate::codec::{Format, Reader};
use crate::http_binding::{self, header, payload, text};
use crate::operation::Descriptor;
use crate::protocol::{self, Protocol};
use crate::schema::{Kind, Location, Member, TimestampFormat};
use crate::service::ServiceMetadata;
use crate::value::{Structure, Value, View};

/// The operation and the protocol of a request.
#[derive(Clone)]
pub(super) struct Route {
    pub(super) descriptor: &'static Descriptor,
    pub(super) protocol: Protocol,
    /// The decoded values of the labels, by name.
    labels: HashMap<String, String>,
}

/// Finds the operation of a request, in any protocol that the service supports.
pub(super) fn route(
    service: &ServiceMetadata,
    operations: &[&'static Descriptor],
    request: &HttpRequest,
) -> Option<Route> {
    let protocols = service.protocols.iter();
    protocols
        .copied()
        .find_map(|protocol| route_by(protocol, service, operations, request))
}

fn route_by(
    protocol: Protocol,
    service: &ServiceMetadata,
    operations: &[&'static Descriptor],
    request: &HttpRequest,
) -> Option<Route> {
    let path = request.uri().split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| {
        rest.find('/').map_or("/", |at| &rest[at..])
    });
    let name = match protocol {
        Protocol::RestJson1 => return route_by_path(operations, request, path),
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => {
            let target = request.headers().get("x-amz-target")?;
            target
                .strip_prefix(service.target_prefix)?
                .strip_prefix('.')?
        }
        Protocol::RpcV2Cbor => {
            let (before, name) = path.rsplit_once("/operation/")?;
            let (_, named) = before.rsplit_once("/service/")?;
            (named == service.target_prefix).then_some(name)?
        }
    };
    let is_post = request.method() == "POST";
    let mut named = operations.iter().filter(|operation| operation.name == name);
    let descriptor = named.next().filter(|_| is_post)?;
    Some(Route {
        descriptor,
        protocol,
        labels: HashMap::new(),
    })
}

/// The operation whose template matches best: with the most literal segments.
fn route_by_path(
    operations: &[&'static Descriptor],
    request: &HttpRequest,
    path: &str,
) -> Option<Route> {
    let query = query(request);
    let fitting = operations.iter().filter_map(|descriptor| {
        let http = &descriptor.http;
        let (template, constant) = http.uri.split_once('?').unwrap_or((http.uri, ""));
        let constant = form_urlencoded::parse(constant.as_bytes());
        let mut constant = constant.into_owned();
        let has_constants = constant.all(|pair| query.contains(&pair));
        if http.method != request.method() || !has_constants {
            return None;
        }
        let (literals, labels) = fit(template, path)?;
        Some((literals, *descriptor, labels))
    });
    let (_, descriptor, labels) = fitting.max_by_key(|(literals, _, _)| *literals)?;
    Some(Route {
        descriptor,
        protocol: Protocol::RestJson1,
        labels,
    })
}

/// The number of literal segments of `template` in `path`, and the values of its labels.
fn fit(template: &str, path: &str) -> Option<(usize, HashMap<String, String>)> {
    let mut labels = HashMap::new();
    let mut literals = 0;
    let templates: Vec<_> = template.split('/').collect();
    let segments: Vec<_> = path.split('/').collect();
    let mut at = 0;
    for (index, template) in templates.iter().enumerate() {
        let label = template
            .strip_prefix('{')
            .and_then(|label| label.strip_suffix('}'));
        match label {
            None if segments.get(at) == Some(template) => {
                literals += 1;
                at += 1;
            }
            None => return None,
            Some(label) => {
                let (name, end) = match label.strip_suffix('+') {
                    None => (label, at + 1),
                    // What a greedy label leaves to the segments behind it.
                    Some(name) => (
                        name,
                        (segments.len() + index + 1).checked_sub(templates.len())?,
                    ),
                };
                let value = segments.get(at..end)?.join("/");
                let value = percent_decode_str(&value).decode_utf8().ok()?;
                if value.is_empty() {
                    return None;
                }
                labels.insert(name.to_owned(), value.into_owned());
                at = end;
            }
        }
    }
    (at == segments.len()).then_some((literals, labels))
}

/// The decoded parameters of the query.
fn query(request: &HttpRequest) -> Vec<(String, String)> {
    let query = request.uri().split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

/// Reads the input of a request.
///
/// # Errors
/// Which part cannot be read, and why. The error does not show its value.
pub(super) fn input(route: &Route, request: &HttpRequest) -> Result<Box<dyn Structure>, String> {
    let mut input = route.descriptor.blank_input();
    if route.protocol == Protocol::RestJson1 {
        bound(route, request, &mut *input)?;
    }
    body(route, request, &mut *input)
        .map_err(|error| format!("the body cannot be read: {error}"))?;
    Ok(input)
}

/// Reads the members of the structure in the body.
fn body(route: &Route, request: &HttpRequest, into: &mut dyn Structure) -> Result<(), BoxError> {
    let body = loaded(request)?;
    let is_structure = protocol::has_body_members(into)
        || (route.protocol != Protocol::RestJson1 && route.descriptor.has_input);
    if body.is_empty() || !is_structure {
        return Ok(());
    }
    let mut reader = Reader::new(route.protocol.format(), body);
    reader.structure(into)?;
    Ok(reader.end()?)
}

fn loaded(request: &HttpRequest) -> Result<&[u8], BoxError> {
    let body = request.body().bytes();
    body.ok_or_else(|| "it is a stream that was not loaded".into())
}

/// Reads the members that are bound outside the structure in the body.
fn bound(route: &Route, request: &HttpRequest, into: &mut dyn Structure) -> Result<(), String> {
    let members = into.schema().members;
    let query = query(request);
    let mut result = Ok(());
    into.members_mut(&mut |values| {
        result = members.iter().zip(values).try_for_each(|(member, value)| {
            member_of(route, request, &query, members, member, &mut **value)
                .map_err(|error| format!("{} cannot be read: {error}", member.name))
        });
    });
    result
}

fn member_of(
    route: &Route,
    request: &HttpRequest,
    query: &[(String, String)],
    members: &'static [Member],
    member: &'static Member,
    value: &mut dyn Value,
) -> Result<(), BoxError> {
    match member.location {
        Location::Body | Location::StatusCode => Ok(()),
        Location::Payload => {
            let body = loaded(request)?;
            payload::read(body, Reader::new(Format::Json, body), member.shape, value)
        }
        Location::Header(name) => header::read(request.headers(), name, member.shape, value),
        Location::PrefixHeaders(prefix) => {
            header::read_prefixed(request.headers(), prefix, member.shape, value)
        }
        Location::Label => match route.labels.get(member.name) {
            Some(label) => single(label, member, value),
            None => Ok(()),
        },
        Location::Query(key) => {
            let values = query.iter().filter(|(name, _)| name == key);
            let values: Vec<_> = values.map(|(_, text)| text.as_str()).collect();
            match (member.shape.kind, values.last()) {
                (_, None) => Ok(()),
                (Kind::List, _) => list(&values, member, value),
                (_, Some(text)) => single(text, member, value),
            }
        }
        Location::QueryParams => params(query, members, member, value),
    }
}

/// The default format of timestamps in labels and queries.
const TIMESTAMPS: TimestampFormat = TimestampFormat::DateTime;

fn single(text: &str, member: &'static Member, value: &mut dyn Value) -> Result<(), BoxError> {
    let single = text::read(text, member.shape, TIMESTAMPS)?;
    Ok(http_binding::assign(value, single.view(), member.shape)?)
}

fn list(texts: &[&str], member: &'static Member, value: &mut dyn Value) -> Result<(), BoxError> {
    let items = member.shape.items.unwrap_or(member.shape);
    let items = texts.iter().map(|text| text::read(text, items, TIMESTAMPS));
    let items = text::Singles(items.collect::<Result<_, _>>()?);
    Ok(http_binding::assign(
        value,
        View::List(&items),
        member.shape,
    )?)
}

/// All parameters that no other member is bound to.
fn params(
    query: &[(String, String)],
    members: &'static [Member],
    member: &'static Member,
    value: &mut dyn Value,
) -> Result<(), BoxError> {
    let is_taken = |key: &str| {
        let mut members = members.iter();
        members.any(|member| matches!(member.location, Location::Query(own) if own == key))
    };
    let free = query.iter().filter(|(key, _)| !is_taken(key));
    let holds_lists = member
        .shape
        .items
        .is_some_and(|items| items.kind == Kind::List);
    if holds_lists {
        let mut map: HashMap<String, Vec<String>> = HashMap::new();
        for (key, text) in free.cloned() {
            map.entry(key).or_default().push(text);
        }
        return Ok(http_binding::assign(value, View::Map(&map), member.shape)?);
    }
    let map: HashMap<String, String> = free.cloned().collect();
    Ok(http_binding::assign(value, View::Map(&map), member.shape)?)
}

/// The message for a request that is not of any operation.
pub(super) fn unknown(service: &ServiceMetadata, request: &HttpRequest) -> String {
    let target = request.headers().get("x-amz-target");
    let target = target.map(|target| format!(", target {}", Shown(target)));
    format!(
        "no operation of {} is called by {} {}{}",
        service.id,
        Shown(request.method()),
        Shown(request.uri()),
        target.unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[track_caller]
    fn check(template: &str, path: &str, expected: Option<(usize, &[(&str, &str)])>) {
        let expected = expected.map(|(literals, labels)| {
            let labels = labels.iter();
            let labels = labels.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            (literals, labels.collect())
        });
        assert_eq!(fit(template, path), expected, "{template} {path}");
    }

    #[test]
    fn labels_are_segments() {
        check("/a/{X}", "/a/b", Some((2, &[("X", "b")])));
        check("/a/{X}", "/a/b%2Fc%20d", Some((2, &[("X", "b/c d")])));
        check("/a/{X}/c", "/a/b/c", Some((3, &[("X", "b")])));
        for other in ["/a", "/a/", "/a/b/c", "/b/b", "/a/%FF"] {
            check("/a/{X}", other, None);
        }
    }

    #[test]
    fn greedy_labels_are_many() {
        check("/{X+}", "/a/b", Some((1, &[("X", "a/b")])));
        check("/{X+}/c", "/a/b/c", Some((2, &[("X", "a/b")])));
        check("/{X+}/c", "/c", None);
    }
}

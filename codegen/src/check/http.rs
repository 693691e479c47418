//! Checks HTTP bindings: every operation must make a valid request, and every response must be readable.

use std::collections::BTreeSet;

use super::checker::{Checker, is_text, kind_name, member_at, operation_at, shape_at};
use crate::json::Pointer;
use crate::model::{HttpBinding, Location, Member, Operation, ShapeId, ShapeKind, Structure};
use crate::nearest::did_you_mean;

const METHODS: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

const SIMPLE: &str = "a string, a number, a boolean or a timestamp";
const SIMPLE_OR_LIST: &str = "a string, a number, a boolean, a timestamp or a list of such";

pub(super) fn check(checker: &mut Checker<'_>) {
    for (name, operation) in &checker.model.operations {
        let at = operation_at(name).key("http");
        request(&operation.http, &at, checker);
        labels(operation, &at.key("requestUri"), checker);
        host_labels(operation, &operation_at(name).key("endpoint"), checker);
    }
    for (id, shape) in &checker.model.shapes {
        if let ShapeKind::Structure(structure) = &shape.kind {
            payload(id, structure, checker);
            for (name, member) in &structure.members {
                header(member, &member_at(id, name).key("locationName"), checker);
                target(member, &member_at(id, name).key("shape"), checker);
            }
        }
    }
}

fn request(http: &HttpBinding, at: &Pointer, checker: &mut Checker<'_>) {
    if !METHODS.contains(&http.method.as_str()) {
        let what = format!("`{}` is not a known HTTP method", http.method);
        let otherwise = format!("use one of {}", METHODS.join(", "));
        let fix = did_you_mean(&http.method, METHODS, &otherwise);
        checker.add(&at.key("method"), what, fix);
    }
    if !http.uri.starts_with('/') {
        let what = format!("the path `{}` does not begin with `/`", http.uri);
        checker.add(
            &at.key("requestUri"),
            what,
            "write the path from the root of the host",
        );
    }
    if !(100..=599).contains(&http.code) {
        let what = format!("{} is not an HTTP status", http.code);
        checker.add(
            &at.key("responseCode"),
            what,
            "write a status from 100 to 599",
        );
    }
}

/// Holds the labels of the path and the members that fill them against each other.
fn labels(operation: &Operation, at: &Pointer, checker: &mut Checker<'_>) {
    let labels = match split_labels(&operation.http.uri) {
        Ok(labels) => labels,
        Err(what) => {
            checker.add(
                at,
                what,
                "write labels as `{Name}` or `{Name+}`, each of them once",
            );
            return;
        }
    };
    let input = operation
        .input
        .as_ref()
        .and_then(|id| Some((id, checker.structure(id)?)));
    let mut members = BTreeSet::new();
    for (id, (name, member)) in input
        .iter()
        .flat_map(|(id, s)| s.members.iter().map(move |m| (id, m)))
    {
        if member.location != Location::Label {
            continue;
        }
        let label = member.wire_name.as_deref().unwrap_or(name);
        members.insert(label);
        if !labels.contains(label) {
            let what = format!(
                "the label `{label}` is not in the path `{}`",
                operation.http.uri
            );
            let known = labels.iter().copied();
            let fix = checker
                .guesses
                .did_you_mean(label, known, "add it to the path");
            checker.add(&member_at(id, name), what, fix);
        }
        if !member.required {
            let what = format!("`{name}` is part of the path, and not required");
            checker.add(&member_at(id, name), what, "list it under `required`");
        }
    }
    for label in labels.difference(&members) {
        let what = format!("no input member fills the label `{label}`");
        let otherwise = "give the input a required member of `location` `uri`";
        let known = members.iter().copied();
        let fix = checker.guesses.did_you_mean(label, known, otherwise);
        checker.add(at, what, fix);
    }
}

/// Holds the labels of the host prefix and the members that fill them against each other.
fn host_labels(operation: &Operation, at: &Pointer, checker: &mut Checker<'_>) {
    let template = operation.host_prefix.as_deref().unwrap_or_default();
    let labels = match split_labels(template) {
        Ok(labels) => labels,
        Err(what) => return checker.add(at, what, "write labels as `{Name}`, each of them once"),
    };
    let fixed = template.split(['{', '}']).step_by(2);
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    if operation.host_prefix.is_some() && !fixed.clone().all(|part| part.chars().all(is_host)) {
        let what = format!("`{template}` is no prefix of a host");
        checker.add(at, what, "use letters, digits, `.`, `-` and labels");
    }
    let input = operation.input.as_ref();
    let input = input.and_then(|id| checker.structure(id));
    let members = input.into_iter().flat_map(|input| &input.members);
    let filled: BTreeSet<&str> = members
        .filter(|(_, member)| member.host_label && member.required)
        .map(|(name, _)| name.as_str())
        .collect();
    for label in labels.difference(&filled) {
        let what = format!("no required input member fills the host label `{label}`");
        let otherwise = "give the input a required member of that name with `hostLabel`";
        let fix = checker
            .guesses
            .did_you_mean(label, filled.iter().copied(), otherwise);
        checker.add(at, what, fix);
    }
}

/// The names between braces in the path, without the `+` of greedy ones; an error says what is wrong.
fn split_labels(uri: &str) -> Result<BTreeSet<&str>, String> {
    let path = uri.split('?').next().unwrap_or_default();
    let mut labels = BTreeSet::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((label, after)) = after.split_once('}') else {
            return Err(format!("`{uri}` has a `{{` without its `}}`"));
        };
        let name = label.strip_suffix('+').unwrap_or(label);
        if before.contains('}') || name.is_empty() || name.contains(['{', '+']) {
            return Err(format!("`{uri}` has a label that is not a name"));
        }
        if !labels.insert(name) {
            return Err(format!("`{uri}` has the label `{name}` twice"));
        }
        rest = after;
    }
    if rest.contains('}') {
        return Err(format!("`{uri}` has a `}}` without its `{{`"));
    }
    Ok(labels)
}

/// Reports what cannot stand in a body beside a payload, because the payload is the body.
fn payload(id: &ShapeId, structure: &Structure, checker: &mut Checker<'_>) {
    let of = |location: Location| {
        let members = structure
            .members
            .iter()
            .filter(move |(_, m)| m.location == location);
        members.map(|(name, _)| name.as_str())
    };
    let payloads: Vec<&str> = of(Location::Payload).collect();
    if payloads.len() > 1 {
        let what = format!(
            "several members are the payload: `{}`",
            payloads.join("`, `")
        );
        checker.add(&shape_at(id).key("payload"), what, "keep one of them");
    }
    if let Some(payload) = payloads.first() {
        for name in of(Location::Body) {
            let what = format!("`{name}` has no place, because `{payload}` is the whole body");
            checker.add(
                &member_at(id, name),
                what,
                "give it a `location`, or remove `payload`",
            );
        }
    }
}

fn header(member: &Member, at: &Pointer, checker: &mut Checker<'_>) {
    let (name, whole) = match &member.location {
        Location::Header(name) => (name, true),
        Location::PrefixHeaders(name) => (name, false),
        _ => return,
    };
    // RFC 9110 calls these letters a token.
    let letter = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if (whole && name.is_empty()) || !name.chars().all(letter) {
        let what = format!("`{name}` is not the name of a header");
        checker.add(at, what, "use letters, digits and `-`");
    }
}

/// Reports a member whose type cannot be written at its place.
fn target(member: &Member, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(kind) = checker.kind(&member.target) else {
        return;
    };
    let simple_or_list = |kind| is_simple(kind) || is_list(kind, is_simple, checker);
    let (fits, place, wanted) = match &member.location {
        Location::Body => return,
        Location::Payload => (
            is_body(kind),
            "the payload",
            "a structure, a string or a blob",
        ),
        Location::Label => (is_simple(kind), "part of the path", SIMPLE),
        Location::Query(_) => (simple_or_list(kind), "a query parameter", SIMPLE_OR_LIST),
        Location::Header(_) => (simple_or_list(kind), "a header", SIMPLE_OR_LIST),
        Location::QueryParams => {
            let text_or_list = |value: &_| is_text(value) || is_list(value, is_text, checker);
            let fits = is_map(kind, text_or_list, checker);
            (
                fits,
                "query parameters",
                "a map to strings or lists of strings",
            )
        }
        Location::PrefixHeaders(_) => (
            is_map(kind, is_text, checker),
            "headers",
            "a map to strings",
        ),
        Location::StatusCode => {
            let fits = matches!(kind, ShapeKind::Integer);
            (fits, "the response's status", "an integer")
        }
    };
    if !fits {
        let what = format!(
            "`{}`, {}, cannot be {place}",
            member.target,
            kind_name(kind)
        );
        checker.add(
            at,
            what,
            format!("refer to {wanted}, or change the `location`"),
        );
    }
}

fn is_body(kind: &ShapeKind) -> bool {
    is_text(kind)
        || matches!(
            kind,
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Document | ShapeKind::Blob
        )
}

fn is_simple(kind: &ShapeKind) -> bool {
    match kind {
        ShapeKind::Blob
        | ShapeKind::List(_)
        | ShapeKind::Map { .. }
        | ShapeKind::Structure(_)
        | ShapeKind::Union(_)
        | ShapeKind::Document => false,
        ShapeKind::Boolean
        | ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double
        | ShapeKind::String
        | ShapeKind::Enum(_)
        | ShapeKind::Timestamp => true,
    }
}

/// A list of something that fits. What does not exist fits: it is reported as such.
fn is_list(kind: &ShapeKind, fits: impl Fn(&ShapeKind) -> bool, checker: &Checker<'_>) -> bool {
    matches!(kind, ShapeKind::List(member) if checker.kind(&member.target).is_none_or(fits))
}

/// A map to something that fits.
fn is_map(kind: &ShapeKind, fits: impl Fn(&ShapeKind) -> bool, checker: &Checker<'_>) -> bool {
    matches!(kind, ShapeKind::Map { value, .. } if checker.kind(&value.target).is_none_or(fits))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;
    use crate::model::{AuthScheme, Model, Service, Shape, Traits};

    #[test]
    fn finds_labels_in_the_path_only() {
        let labels = split_labels("/a/{B}/c/{D+}?e={F}").expect("well-formed");
        assert_eq!(labels.into_iter().collect::<Vec<_>>(), ["B", "D"]);
        for wrong in [
            "/{", "/}", "/{}", "/{+}", "/{a{b}}", "/{a}/{a}", "/}{a}", "/{a+b}",
        ] {
            assert!(split_labels(wrong).is_err(), "{wrong}");
        }
    }

    /// A model with one structure, and the string that its members hold.
    fn model(structure: Structure) -> Model {
        let shape = |kind| Shape {
            kind,
            traits: Traits::default(),
            documentation: None,
        };
        Model {
            service: Service {
                id: "Arcade".into(),
                full_name: "Arcade".into(),
                api_version: "2020-01-01".into(),
                endpoint_prefix: "arcade".into(),
                signing_name: "arcade".into(),
                protocols: Vec::new(),
                target_prefix: None,
                auth: vec![AuthScheme::SigV4],
                client_context_params: BTreeMap::new(),
                query_compatible: false,
                documentation: None,
            },
            operations: BTreeMap::new(),
            shapes: BTreeMap::from([
                ("Game".into(), shape(ShapeKind::Structure(structure))),
                ("String".into(), shape(ShapeKind::String)),
            ]),
            endpoint_rules: None,
        }
    }

    /// Botocore's form cannot say this; other forms of a model can.
    #[test]
    fn reports_several_payloads() {
        let payload = |name: &str| {
            let member = Member {
                location: Location::Payload,
                ..Member::new("String".into())
            };
            (name.to_owned(), member)
        };
        let model = model(Structure {
            members: vec![payload("A"), payload("B")],
            error: None,
        });
        let problems = crate::check::check(Path::new("model.json"), &model);
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let expected = "model.json: /shapes/Game/payload: several members are the payload: `A`, `B`\n    \
                        fix: keep one of them";
        assert_eq!(texts, [expected]);
    }
}

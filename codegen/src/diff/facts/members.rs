//! Differences between members: of structures, and the items, keys and values of lists and maps.
//!
//! Never here: members that are on one side only ([`super::shapes`]).

use super::found::Found;
use super::{constraints, traits};
use crate::diff::changes::Subject;
use crate::diff::kind::Kind;
use crate::json::Pointer;
use crate::model::{DefaultValue, Location, Member, ShapeId};

/// Compares a member with itself at another time. `at` is its place.
pub(super) fn compare(
    shape: &str,
    name: &str,
    at: &dyn Fn() -> Pointer,
    (old, new): (&Member, &Member),
    found: &mut Found<'_>,
) {
    if old == new {
        return;
    }
    let subject = Subject::member(shape, name);
    let key = |key: &'static str| move || at().key(key);
    if old.target != new.target {
        target(&subject, key("shape")(), (&old.target, &new.target), found);
    }
    let required = || of_shape(shape, "required");
    if old.required != new.required {
        let kind = if new.required {
            Kind::RequiredAdded
        } else {
            Kind::RequiredRemoved
        };
        let flags = (old.required, new.required);
        found.change_flag(kind, &subject, &required, flags);
    }
    let flags = (old.client_optional, new.client_optional);
    found.change_flag(Kind::ClientOptionalChanged, &subject, at, flags);
    found.change_flag(
        Kind::IdempotencyTokenChanged,
        &subject,
        &key("idempotencyToken"),
        (old.idempotency_token, new.idempotency_token),
    );
    let flags = (old.host_label, new.host_label);
    found.change_flag(Kind::HostLabelChanged, &subject, &key("hostLabel"), flags);
    found.change_option(
        Kind::ContextParameterChanged,
        &subject,
        &key("contextParam"),
        (old.context_param.as_ref(), new.context_param.as_ref()),
        String::clone,
    );
    found.change_option(
        Kind::DefaultChanged,
        &subject,
        &key("default"),
        (old.default.as_ref(), new.default.as_ref()),
        default,
    );
    place_and_name(&subject, shape, name, at, (old, new), found);
    traits::compare(&subject, at, (&old.traits, &new.traits), found);
    let texts = (old.documentation.as_ref(), new.documentation.as_ref());
    found.documentation(&subject, &key("documentation"), texts);
}

fn default(value: &DefaultValue) -> String {
    match value {
        DefaultValue::Boolean(flag) => flag.to_string(),
        DefaultValue::Number(number) => number.to_string(),
        DefaultValue::String(text) => format!("{text:?}"),
        DefaultValue::EmptyList => "[]".to_owned(),
        DefaultValue::EmptyMap => "{}".to_owned(),
    }
}

/// Another shape. What it is called matters only where that is all that differs.
fn target(subject: &Subject, at: Pointer, (old, new): (&ShapeId, &ShapeId), found: &mut Found<'_>) {
    let (was, is) = found.models;
    let (kind, old, new) = if let Some((old, new)) = constraints::differing((was, old), (is, new)) {
        (Kind::MemberConstraintsChanged, old, new)
    } else {
        let types = constraints::types((was, old), (is, new));
        let (old, new) = types.unwrap_or_else(|| (old.0.clone(), new.0.clone()));
        (Kind::MemberTargetChanged, Some(old), Some(new))
    };
    found.add(kind, subject.clone(), at, old, new);
}

fn of_shape(shape: &str, key: &str) -> Pointer {
    Pointer::root().key("shapes").key(shape).key(key)
}

/// The place in the message and the name there. A name that changes because the place does is part of
/// that change.
fn place_and_name(
    subject: &Subject,
    shape: &str,
    name: &str,
    at: &dyn Fn() -> Pointer,
    (old, new): (&Member, &Member),
    found: &mut Found<'_>,
) {
    if place(&old.location) == place(&new.location) {
        let wire = |member| wire_name(member, name);
        let names = (wire(old), wire(new));
        found.change(
            Kind::WireNameChanged,
            subject,
            &|| at().key("locationName"),
            (&names.0, &names.1),
            |name| (*name).to_owned(),
        );
        return;
    }
    let is_payload = |member: &Member| member.location == Location::Payload;
    let text = |member: &Member| {
        let (place, wire) = (place(&member.location), wire_name(member, name));
        Some(match member.location {
            Location::Query(_) | Location::Header(_) | Location::PrefixHeaders(_) => {
                format!("{place} {wire}")
            }
            _ => place.to_owned(),
        })
    };
    let pointer = if is_payload(old) || is_payload(new) {
        of_shape(shape, "payload")
    } else {
        at().key("location")
    };
    found.add(
        Kind::LocationChanged,
        subject.clone(),
        pointer,
        text(old),
        text(new),
    );
}

fn place(location: &Location) -> &'static str {
    match location {
        Location::Body => "body",
        Location::Payload => "the whole body",
        Location::Label => "path",
        Location::Query(_) => "query",
        Location::QueryParams => "all of the query",
        Location::Header(_) => "header",
        Location::PrefixHeaders(_) => "headers",
        Location::StatusCode => "status",
    }
}

fn wire_name<'m>(member: &'m Member, name: &'m str) -> &'m str {
    match &member.location {
        Location::Query(name) | Location::Header(name) | Location::PrefixHeaders(name) => name,
        _ => member.wire_name.as_deref().unwrap_or(name),
    }
}

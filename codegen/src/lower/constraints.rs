//! What a member's value has to satisfy, in the words of the AWS API references.
//!
//! Never here: how it is checked, which is the runtime's, and which of it is checked by default.

use super::names;
use super::shapes::merged;
use crate::model::{Bounds, EnumValue, Member, Model, ShapeKind};
use crate::text::code_span;

/// The type of points in time in every generated crate.
const DATE_TIME: &str = "crate::primitives::DateTime";

/// How many values of an enum are listed.
const LISTED_VALUES: usize = 12;

/// The constraints of a member, a line of Markdown each. Only what a caller provides can be
/// required: `is_sent` says whether callers do.
pub(super) fn of_member(model: &Model, member: &Member, is_sent: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if member.idempotency_token {
        lines.push("Idempotency token: filled in when absent.".to_owned());
    } else if member.required && is_sent {
        lines.push("Required.".to_owned());
    }
    let docs = member.documentation.as_deref().unwrap_or_default();
    if matches!(model[&member.target].kind, ShapeKind::Timestamp) && speaks_of_format(docs) {
        lines.push(format!(
            "In Rust a [`DateTime`]({DATE_TIME}), whatever its format on the wire."
        ));
    }
    of_value(model, member, &Place::default(), &mut lines);
    lines
}

/// Whether a text says how a point in time is written.
fn speaks_of_format(docs: &str) -> bool {
    let docs = docs.replace('\n', " ").to_ascii_lowercase();
    let formats = ["unix time", "epoch", "iso 8601", "iso-8601", "rfc 3339"];
    formats.iter().any(|format| docs.contains(format))
}

/// Where in a member a value stands, and what need not be said of it again.
#[derive(Default)]
struct Place<'m> {
    /// `Items: `
    prefix: String,
    /// What holds it is sensitive.
    is_sensitive: bool,
    /// The text of what holds it.
    docs: Option<&'m str>,
}

/// The constraints of a value and of what is in it.
fn of_value<'m>(model: &'m Model, member: &'m Member, at: &Place<'m>, lines: &mut Vec<String>) {
    let shape = &model[&member.target];
    let traits = merged(&shape.traits, &member.traits);
    let is_sensitive = shape.traits.sensitive || member.traits.sensitive;
    let docs = at.docs.or(member.documentation.as_deref());
    let mut add = |line: String| lines.push(format!("{}{line}", at.prefix));
    if let Some(length) = &traits.length {
        add(length_in_words(&shape.kind, length));
    }
    if let Some(range) = &traits.range {
        add(format!(
            "Valid Range: {}",
            limits("value of", range, |_| "")
        ));
    }
    if let Some(pattern) = &traits.pattern {
        add(format!("Pattern: {}.", code_span(pattern)));
    }
    if traits.unique_items {
        add("Unique items.".to_owned());
    }
    if is_sensitive && !at.is_sensitive {
        add("Sensitive.".to_owned());
    }
    let inside = |part: &str| Place {
        prefix: format!("{}{part}: ", at.prefix),
        is_sensitive: is_sensitive || at.is_sensitive,
        docs,
    };
    match &shape.kind {
        ShapeKind::Enum(values) if !docs.is_some_and(|docs| lists_all(docs, values)) => {
            add(valid_values(&names::type_name(&member.target.0), values));
        }
        ShapeKind::List(item) => of_value(model, item, &inside("Items"), lines),
        ShapeKind::Map { key, value } => {
            of_value(model, key, &inside("Keys"), lines);
            of_value(model, value, &inside("Values"), lines);
        }
        _ => {}
    }
}

/// Whether a text names every value, so that another list of them says nothing new.
fn lists_all(docs: &str, values: &[EnumValue]) -> bool {
    let is_boundary = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_');
    let names = |value: &str| {
        docs.match_indices(value).any(|(at, _)| {
            is_boundary(docs[..at].chars().next_back())
                && is_boundary(docs[at + value.len()..].chars().next())
        })
    };
    values.iter().all(|value| names(&value.value))
}

fn length_in_words(kind: &ShapeKind, length: &Bounds<u64>) -> String {
    let items = |count: &u64| if *count == 1 { " item" } else { " items" };
    match kind {
        ShapeKind::List(_) => format!("Array Members: {}", limits("number of", length, items)),
        ShapeKind::Map { .. } => format!("Map Entries: {}", limits("number of", length, items)),
        _ => format!(
            "Length Constraints: {}",
            limits("length of", length, |_| "")
        ),
    }
}

/// `Minimum length of 1. Maximum length of 1024.`
fn limits<T: PartialEq + std::fmt::Display>(
    noun: &str,
    bounds: &Bounds<T>,
    unit: fn(&T) -> &'static str,
) -> String {
    let limit = |kind: &str, value: &T| format!("{kind} {noun} {value}{}.", unit(value));
    match (&bounds.min, &bounds.max) {
        (Some(min), Some(max)) if min == max => limit("Fixed", min),
        (min, max) => {
            let min = min.as_ref().map(|min| limit("Minimum", min));
            let max = max.as_ref().map(|max| limit("Maximum", max));
            min.into_iter().chain(max).collect::<Vec<_>>().join(" ")
        }
    }
}

fn valid_values(type_name: &str, values: &[EnumValue]) -> String {
    let listed = values
        .iter()
        .take(LISTED_VALUES)
        .map(|value| code_span(&value.value));
    let listed = listed.collect::<Vec<_>>().join(" | ");
    match values.len().saturating_sub(LISTED_VALUES) {
        0 => format!("Valid Values: {listed}."),
        more => format!(
            "Valid Values: {listed} and {more} more of [`{type_name}`](crate::types::{type_name})."
        ),
    }
}

//! The values of the example that documents an operation: its required members, each with a value that
//! satisfies the constraints of the model.
//!
//! Never here: how an example is written ([`crate::emit`]).

mod pattern;
mod text;

use std::cell::Cell;

use super::enums::Variants;
use super::shapes::merged;
use super::structures::Decisions;
use super::{names, types, units};
use crate::api::{ExampleCall, ExampleValue, RustType};
use crate::manifest::Nullability;
use crate::model::{Bounds, Decimal, Member, Model, ShapeId, ShapeKind};

/// What the documentation says of members of which one has to be there.
const ALTERNATIVE: &str = "must reference either";

/// A number that few ranges leave out.
const NUMBER: i64 = 10;

/// How many values an example has. Past them it is cut short: nobody reads more, and a model can require as many as
/// it likes of a list, and of structures in structures.
const MOST_VALUES: usize = 200;

/// How deep structures stand in each other in an example.
const DEEPEST: usize = 12;

/// The setters to call for a valid input: those of the required members.
pub(super) fn of_input(decisions: &Decisions<'_>, input: Option<&ShapeId>) -> Vec<ExampleCall> {
    let writer = Writer {
        model: decisions.model,
        nullability: decisions.nullability,
        variants: decisions.variants,
        at: Cell::new(0),
        left: Cell::new(MOST_VALUES),
    };
    input.map_or_else(Vec::new, |id| writer.calls(id, &mut Vec::new()))
}

/// What the values are taken from.
struct Writer<'m> {
    model: &'m Model,
    nullability: Nullability,
    variants: &'m Variants<'m>,
    /// The place in the list around a value: the items of a list differ.
    at: Cell<usize>,
    /// How many values more there may be.
    left: Cell<usize>,
}

impl Writer<'_> {
    /// The calls for the required members of a structure; `inside` are the structures around it.
    fn calls(&self, id: &ShapeId, inside: &mut Vec<ShapeId>) -> Vec<ExampleCall> {
        let ShapeKind::Structure(structure) = &self.model[id].kind else {
            return Vec::new();
        };
        let members = &structure.members;
        let required = |member: &Member| member.required && !member.idempotency_token;
        let alternative = members
            .iter()
            .position(|(_, member)| is_alternative(member));
        let is_part = !inside.is_empty();
        inside.push(id.clone());
        let mut calls = Vec::new();
        for (at, (name, member)) in members.iter().enumerate() {
            if required(member) || Some(at) == alternative {
                calls.extend(self.member_calls(name, member, inside));
            }
        }
        if calls.is_empty() && is_part {
            // A part of an input that is empty shows nothing.
            let mut any = members
                .iter()
                .map(|(name, member)| self.member_calls(name, member, inside));
            calls.extend(any.find(|calls| !calls.is_empty()).unwrap_or_default());
        }
        inside.pop();
        calls
    }

    /// One call, or one for each item that a list has to have.
    fn member_calls(
        &self,
        name: &str,
        member: &Member,
        inside: &mut Vec<ShapeId>,
    ) -> Vec<ExampleCall> {
        let shape = &self.model[&member.target];
        let method = names::field(name);
        let call = |arguments| ExampleCall {
            method: method.clone(),
            arguments,
        };
        let count = |length: &Option<Bounds<u64>>| {
            let least = length.as_ref().and_then(|length| length.min);
            least.unwrap_or(1).max(1)
        };
        let traits = merged(&shape.traits, &member.traits);
        match &shape.kind {
            ShapeKind::List(item) => {
                let mut item = item.clone();
                // What a list says is said of its items.
                item.documentation = item.documentation.or(member.documentation.clone());
                let most = count(&traits.length).min(MOST_VALUES as u64);
                let items = (0..most).filter_map(|at| {
                    let at = usize::try_from(at).ok()?;
                    self.at.set(at);
                    self.value(name, &item, inside)
                });
                let calls = items.map(|item| call(vec![item])).collect();
                self.at.set(0);
                calls
            }
            ShapeKind::Map { key, value } => {
                let key = self.value("Key", key, inside);
                let value = self.value("Value", value, inside);
                key.zip(value)
                    .map(|(key, value)| call(vec![key, value]))
                    .into_iter()
                    .collect()
            }
            _ => self
                .value(name, member, inside)
                .map(|value| call(vec![value]))
                .into_iter()
                .collect(),
        }
    }

    /// A value of a member, an item, a key or a value; none where no good one is found.
    fn value(
        &self,
        name: &str,
        member: &Member,
        inside: &mut Vec<ShapeId>,
    ) -> Option<ExampleValue> {
        self.left.set(self.left.get().checked_sub(1)?);
        let shape = &self.model[&member.target];
        let traits = merged(&shape.traits, &member.traits);
        let docs = [&member.documentation, &shape.documentation];
        Some(match &shape.kind {
            ShapeKind::Boolean => ExampleValue::Literal("true".to_owned()),
            ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long => {
                ExampleValue::Literal(number(traits.range.as_ref()))
            }
            ShapeKind::Float | ShapeKind::Double => {
                ExampleValue::Literal(with_fraction(number(traits.range.as_ref())))
            }
            ShapeKind::String => {
                let text = text::example(&text::Wanted {
                    name,
                    docs: docs.into_iter().flatten().map(String::as_str).collect(),
                    pattern: traits.pattern.as_deref(),
                    min: traits.length.as_ref().and_then(|length| length.min),
                    max: traits.length.as_ref().and_then(|length| length.max),
                    service: &self.model.service.signing_name,
                });
                ExampleValue::Text(text?.into())
            }
            ShapeKind::Enum(values) => ExampleValue::Variant {
                name: names::type_name(&member.target.0),
                variant: self.variants.nth(&member.target, values, self.at.get())?,
            },
            ShapeKind::Blob => ExampleValue::Blob("example".into()),
            ShapeKind::Timestamp => ExampleValue::DateTime(1_767_225_600),
            ShapeKind::List(item) => {
                let item = self.value(name, item, inside)?;
                ExampleValue::List(vec![item])
            }
            ShapeKind::Structure(structure) => {
                if inside.len() == DEEPEST || inside.contains(&member.target) {
                    return None;
                }
                let RustType::Structure(name) = types::rust_type(self.model, &member.target) else {
                    return None;
                };
                let is_plain =
                    |member: &Member| !types::is_optional(self.model, member, self.nullability);
                ExampleValue::Structure {
                    name,
                    fallible: structure.members.iter().any(|(_, member)| is_plain(member)),
                    calls: self.calls(&member.target, inside),
                }
            }
            ShapeKind::Union(union) => {
                if inside.len() == DEEPEST || inside.contains(&member.target) {
                    return None;
                }
                inside.push(member.target.clone());
                let mut members = union.members.iter();
                let found = members.find_map(|(name, member)| {
                    let is_unit = units::is_unit(self.model, member);
                    let value = (!is_unit).then(|| self.value(name, member, inside));
                    // None: without data. Some(None): no value is found.
                    match value {
                        Some(None) => None,
                        value => Some((name, value.flatten())),
                    }
                });
                inside.pop();
                let (variant, value) = found?;
                ExampleValue::Union {
                    name: names::type_name(&member.target.0),
                    variant: names::union_variant(variant),
                    value: value.map(Box::new),
                }
            }
            ShapeKind::Document => ExampleValue::Document("example".into()),
            ShapeKind::Map { .. } => return None,
        })
    }
}

fn is_alternative(member: &Member) -> bool {
    let docs = member.documentation.as_deref().unwrap_or_default();
    docs.replace('\n', " ").contains(ALTERNATIVE)
}

/// A whole number in a range.
fn number(range: Option<&Bounds<Decimal>>) -> String {
    let limit = |limit: Option<&Decimal>| limit.and_then(|limit| limit.0.parse::<i64>().ok());
    let min = limit(range.and_then(|range| range.min.as_ref()));
    let max = limit(range.and_then(|range| range.max.as_ref()));
    let number = max.map_or(NUMBER, |max| max.min(NUMBER));
    min.map_or(number, |min| min.max(number)).to_string()
}

fn with_fraction(number: String) -> String {
    number + ".0"
}

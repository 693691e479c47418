//! Structures as JSON that meet every constraint and have nothing that need not be there.

use serde_json::{Map, Value as Json, json};
use smithwright_runtime::schema::{Kind, Schema, Shape};
use smithwright_runtime::validation::{Validation, Violation};
use smithwright_runtime::value::{Structure, View};
use tests::structures::Generated;
use tests::wire_cases::input;

use super::texts::Language;

/// A way from a value to one inside of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Member(&'static str, &'static Shape),
    Item(&'static Shape),
    Key(&'static Shape),
    Entry(&'static Shape),
}

/// A structure of a generated crate.
#[derive(Clone, Copy)]
pub(super) struct Root(pub(super) &'static Generated);

impl Root {
    /// The typed structure that has these members.
    pub(super) fn filled(self, params: &Json) -> Box<dyn Structure> {
        self.try_filled(params)
            .unwrap_or_else(|reasons| panic!("{}: {params}: {reasons:?}", self.0.path))
    }

    /// The typed structure that has these members, or why it cannot have them.
    fn try_filled(self, params: &Json) -> Result<Box<dyn Structure>, Vec<String>> {
        let mut filled = (self.0.blank)();
        let reasons = input::set(&mut *filled, params.as_object().expect("an object"));
        if reasons.is_empty() {
            Ok(filled)
        } else {
            Err(reasons)
        }
    }

    /// Whether the fields can hold these values at all.
    pub(super) fn holds(self, params: &Json) -> bool {
        self.try_filled(params).is_ok()
    }

    /// What its `validate` finds.
    pub(super) fn violations(self, params: &Json, level: Validation) -> Vec<Violation> {
        match (self.0.validate)(&*self.filled(params), level) {
            Ok(()) => Vec::new(),
            Err(errors) => errors.violations().to_vec(),
        }
    }

    /// The table of the structure that `steps` lead to.
    pub(super) fn schema(self, steps: &[Step]) -> &'static Schema {
        let probe = steps
            .iter()
            .rev()
            .fold(json!({}), |inner, step| match step {
                Step::Member(name, _) => json!({*name: inner}),
                Step::Item(_) => json!([inner]),
                Step::Key(_) | Step::Entry(_) => json!({"key": inner}),
            });
        let filled = self.filled(&probe);
        let mut found = None;
        follow(View::Structure(&*filled), steps, &mut |view| {
            if let View::Structure(structure) = view {
                found = Some(structure.schema());
            }
        });
        found.unwrap_or_else(|| panic!("{}: no structure at {steps:?}", self.0.path))
    }

    /// Whether a member of the structure that `steps` lead to can be left out at all: a plain value cannot.
    pub(super) fn can_lack(self, steps: &[Step], without: &Json, name: &str) -> bool {
        let filled = self.filled(&self.with(steps, without.clone()));
        let mut lacks = true;
        follow(View::Structure(&*filled), steps, &mut |view| {
            if let View::Structure(structure) = view {
                let members = structure.schema().members.iter();
                structure.members(&mut |values| {
                    let mut members = members.clone().zip(values);
                    let member = members.find(|(member, _)| member.name == name);
                    lacks = member.is_some_and(|(_, value)| value.view().is_unset());
                });
            }
        });
        lacks
    }

    /// The structure that `steps` lead to, with what is required.
    pub(super) fn structure(self, steps: &[Step]) -> Json {
        let members = self.schema(steps).members.iter();
        let members = members.filter(|member| member.required && !member.idempotency_token);
        let members = members.map(|member| {
            let steps = [steps, &[Step::Member(member.name, member.shape)]].concat();
            (member.name.to_owned(), self.value(member.shape, &steps))
        });
        Json::Object(members.collect())
    }

    /// The value that `steps` lead to.
    pub(super) fn value(self, shape: &'static Shape, steps: &[Step]) -> Json {
        match shape.kind {
            Kind::Boolean => json!(true),
            Kind::Integer => json!(number(shape.min).or(number(shape.max)).unwrap_or(1.0) as i64),
            Kind::Float => json!(number(shape.min).or(number(shape.max)).unwrap_or(1.0)),
            Kind::Timestamp => json!(1),
            Kind::Blob => blob(shape.min_length.unwrap_or(0)),
            Kind::Enum(values) => json!(values[0]),
            Kind::String => json!(texts(shape, 1)[0]),
            Kind::List => self.list(shape, steps, shape.min_length.unwrap_or(0)),
            Kind::Map => self.map(shape, steps, shape.min_length.unwrap_or(0)),
            Kind::Structure => self.structure(steps),
            Kind::Document => json!(null),
            Kind::Union => panic!("{}: the first union needs a case", shape.name),
        }
    }

    pub(super) fn list(self, shape: &'static Shape, steps: &[Step], length: u64) -> Json {
        let items = shape.items.expect("a list has items");
        let item = self.value(items, &[steps, &[Step::Item(items)]].concat());
        Json::Array(vec![item; usize::try_from(length).expect("a length")])
    }

    pub(super) fn map(self, shape: &'static Shape, steps: &[Step], length: u64) -> Json {
        let values = shape.items.expect("a map has values");
        let value = self.value(values, &[steps, &[Step::Entry(values)]].concat());
        let length = usize::try_from(length).expect("a length");
        let keys = texts(shape.keys.expect("a map has keys"), length);
        Json::Object(keys.into_iter().map(|key| (key, value.clone())).collect())
    }

    /// The structure with `value` where `steps` lead, and around it what is required.
    pub(super) fn with(self, steps: &[Step], value: Json) -> Json {
        let mut value = value;
        for (index, step) in steps.iter().enumerate().rev() {
            let outer = &steps[..index];
            let shape = outer.last().map(|step| match step {
                Step::Member(_, shape)
                | Step::Item(shape)
                | Step::Key(shape)
                | Step::Entry(shape) => *shape,
            });
            let least = shape.and_then(|shape| shape.min_length).unwrap_or(0).max(1);
            value = match (step, shape) {
                (Step::Member(name, _), _) => {
                    let mut around = self.structure(outer);
                    around[*name] = value;
                    around
                }
                (Step::Item(_), Some(shape)) => {
                    let mut around = self.list(shape, outer, least);
                    around[0] = value;
                    around
                }
                (Step::Key(_) | Step::Entry(_), Some(shape)) => {
                    let Json::Object(around) = self.map(shape, outer, least) else {
                        unreachable!("a map is an object")
                    };
                    let mut entries: Vec<_> = around.into_iter().collect();
                    match (step, value) {
                        (Step::Key(_), Json::String(key)) => entries[0].0 = key,
                        (_, value) => entries[0].1 = value,
                    }
                    Json::Object(entries.into_iter().collect::<Map<_, _>>())
                }
                _ => unreachable!("an item is in a list"),
            };
        }
        value
    }
}

fn follow(view: View<'_>, steps: &[Step], found: &mut dyn FnMut(View<'_>)) {
    let Some((step, rest)) = steps.split_first() else {
        return found(view);
    };
    match (step, view) {
        (Step::Member(name, _), View::Structure(structure)) => {
            let members = structure.schema().members;
            let index = members.iter().position(|member| member.name == *name);
            let index = index.expect("a member of the structure");
            structure.members(&mut |values| follow(values[index].view(), rest, found));
        }
        (Step::Item(_), View::List(list)) => follow(list.item(0), rest, found),
        (Step::Key(_) | Step::Entry(_), View::Map(map)) => {
            map.each(&mut |_, value| follow(value, rest, found));
        }
        _ => {}
    }
}

pub(super) fn number(bound: Option<&str>) -> Option<f64> {
    bound.map(|bound| bound.parse().expect("a number"))
}

/// So many bytes, as base64.
pub(super) fn blob(length: u64) -> Json {
    let length = usize::try_from(length).expect("a length");
    let text = "AAAA".repeat(length / 3);
    Json::String(text + ["", "AA==", "AAA="][length % 3])
}

/// A text of this length that meets the shape's other constraints, if there is one.
pub(super) fn text(shape: &Shape, length: u64) -> Option<String> {
    let length = usize::try_from(length).expect("a length");
    match shape.pattern.and_then(|pattern| pattern.regex) {
        Some(regex) => Language::of(regex).texts(length, 1, true).pop(),
        None => Some("a".repeat(length)),
    }
}

/// So many different texts that meet the shape's constraints, the shortest that there are but for the empty.
fn texts(shape: &Shape, count: usize) -> Vec<String> {
    if let Kind::Enum(values) = shape.kind {
        return values[..count]
            .iter()
            .map(|value| (*value).to_owned())
            .collect();
    }
    let regex = shape.pattern.and_then(|pattern| pattern.regex);
    let texts = Language::of(regex.unwrap_or_default()).up_to(lengths(shape), count, true);
    assert_eq!(texts.len(), count, "too few texts for {shape:?}");
    texts
}

/// A text of a length that the shape allows which its pattern does not match, if there is one. It could stand
/// in a path.
pub(super) fn mismatch(shape: &Shape) -> Option<String> {
    let language = Language::of(shape.pattern?.regex?);
    let mut texts = language.up_to(lengths(shape), 8, false).into_iter();
    texts.find(|text| !text.trim_matches(['.', '/']).is_empty())
}

/// The lengths that a shape allows, but for nothing at all.
fn lengths(shape: &Shape) -> std::ops::RangeInclusive<usize> {
    let bound = |length: u64| usize::try_from(length).expect("a length");
    let least = shape.min_length.map_or(1, bound).max(1);
    least..=shape.max_length.map_or(usize::MAX, bound)
}

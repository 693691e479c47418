//! Inputs as JSON that meet every constraint and have nothing that need not be there.

use regex_lite::Regex;
use serde_json::{Map, Value as Json, json};
use smithwright_runtime::operation::Descriptor;
use smithwright_runtime::schema::{Kind, Schema, Shape};
use smithwright_runtime::value::{Structure, View};
use tests::wire_cases::input;

/// A way from a value to one inside of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Member(&'static str, &'static Shape),
    Item(&'static Shape),
    Entry(&'static Shape),
}

/// The input of an operation.
#[derive(Clone, Copy)]
pub(super) struct Input(pub(super) &'static Descriptor);

impl Input {
    /// The typed input that has these members.
    pub(super) fn filled(self, params: &Json) -> Box<dyn Structure> {
        let mut filled = self.0.blank_input();
        let params = params.as_object().expect("an object");
        let reasons = input::set(&mut *filled, params);
        assert!(reasons.is_empty(), "{}: {reasons:?}", self.0.name);
        filled
    }

    /// The table of the structure that `steps` lead to.
    pub(super) fn schema(self, steps: &[Step]) -> &'static Schema {
        let probe = steps
            .iter()
            .rev()
            .fold(json!({}), |inner, step| match step {
                Step::Member(name, _) => json!({*name: inner}),
                Step::Item(_) => json!([inner]),
                Step::Entry(_) => json!({"key": inner}),
            });
        let filled = self.filled(&probe);
        let mut found = None;
        follow(View::Structure(&*filled), steps, &mut |view| {
            if let View::Structure(structure) = view {
                found = Some(structure.schema());
            }
        });
        found.unwrap_or_else(|| panic!("{}: no structure at {steps:?}", self.0.name))
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
            Kind::String => json!(
                texts(shape, None, 1)
                    .pop()
                    .unwrap_or_else(|| panic!("{shape:?}"))
            ),
            Kind::List => self.list(shape, steps, shape.min_length.unwrap_or(0)),
            Kind::Map => self.map(shape, steps, shape.min_length.unwrap_or(0)),
            Kind::Structure => self.structure(steps),
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
        let keys = texts(shape.keys.expect("a map has keys"), None, length);
        assert_eq!(keys.len(), length, "too few keys for {shape:?}");
        Json::Object(keys.into_iter().map(|key| (key, value.clone())).collect())
    }

    /// The input with `value` where `steps` lead, and around it what is required.
    pub(super) fn with(self, steps: &[Step], value: Json) -> Json {
        let mut value = value;
        for (index, step) in steps.iter().enumerate().rev() {
            let outer = &steps[..index];
            let shape = outer.last().map(|step| match step {
                Step::Member(_, shape) | Step::Item(shape) | Step::Entry(shape) => *shape,
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
                (Step::Entry(_), Some(shape)) => {
                    let Json::Object(around) = self.map(shape, outer, least) else {
                        unreachable!("a map is an object")
                    };
                    let mut values: Vec<_> = around.into_iter().collect();
                    values[0].1 = value;
                    Json::Object(values.into_iter().collect::<Map<_, _>>())
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
        (Step::Entry(_), View::Map(map)) => map.each(&mut |_, value| follow(value, rest, found)),
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

/// Beginnings that one or another pattern asks for.
const BEGINNINGS: &[&str] = &[
    "",
    "1.",
    "1.1.",
    "i-",
    "/",
    "fleet-",
    "alias-",
    "build-",
    "script-",
    "custom-",
    "psess-",
    "subnet-",
    "sha256:",
    "s3://bucket/",
    "arn:aws:iam::123456789012:role/a",
    "arn:aws:x:::a",
    "arn:a:fleet/fleet-",
    "arn:a:alias/alias-",
    "arn:a:build/build-",
    "arn:a:script/script-",
    "arn:a:location/custom-",
    "arn:a:compute/",
    "arn:a:containergroupdefinition/",
    "arn:a:gameservergroup/",
    "arn:a:gamesessionqueue/",
    "arn:a:matchmakingconfiguration/",
    "arn:a:matchmakingruleset/",
    "arn:aws:gameliftstreams:us-west-2:123456789012:",
    "1.1.1.1/1",
];

/// Up to `count` different texts that meet the shape's constraints, all of this length if one is given.
pub(super) fn texts(shape: &Shape, length: Option<u64>, count: usize) -> Vec<String> {
    let regex = shape.pattern.and_then(|pattern| pattern.regex);
    let regex = regex.map(|regex| Regex::new(regex).expect("a regular expression"));
    let matches = |text: &str| regex.as_ref().is_none_or(|regex| regex.is_match(text));
    let least = length.or(shape.min_length).unwrap_or(1);
    let most = length
        .or(shape.max_length)
        .unwrap_or(least + 100)
        .min(least + 100);
    let mut found = Vec::new();
    if count == 0 {
        return found;
    }
    for length in least.max(u64::from(length.is_none()))..=most {
        let length = usize::try_from(length).expect("a length");
        for (beginning, filling) in BEGINNINGS
            .iter()
            .flat_map(|b| [(b, "a"), (b, "1"), (b, "/")])
        {
            let Some(rest) = length.checked_sub(beginning.len()) else {
                continue;
            };
            let text = format!("{beginning}{}", filling.repeat(rest));
            if matches(&text) && !found.contains(&text) {
                found.push(text);
            }
            if found.len() >= count {
                return found;
            }
        }
    }
    found
}

/// A text of a length that the shape allows which its pattern does not match.
pub(super) fn mismatch(shape: &Shape) -> Option<String> {
    let regex = Regex::new(shape.pattern?.regex?).expect("a regular expression");
    let least = shape.min_length.unwrap_or(1).max(1);
    let length = usize::try_from(least).expect("a length");
    let wrong = ["\u{7}", " ", "\n", "!", "a"].map(|text| text.repeat(length));
    wrong.into_iter().find(|text| !regex.is_match(text))
}

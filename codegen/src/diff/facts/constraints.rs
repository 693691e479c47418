//! Describes shapes, and how the values that two of one type accept differ.
//!
//! Never here: differences of one shape with itself ([`super::traits`]).

use std::collections::BTreeSet;

use crate::model::{Model, ShapeId, ShapeKind, TimestampFormat, Traits};

/// How many lists and maps in each other are compared; deeper ones count as other types.
const DEEPEST: usize = 64;

/// What each of two shapes says that the other does not: `at most 10 characters` and `at most 20 characters`.
/// `None` where they are of different types, as far as it takes no Rust to know, or say the same.
pub(super) fn differing(
    old: (&Model, &ShapeId),
    new: (&Model, &ShapeId),
) -> Option<(Option<String>, Option<String>)> {
    let mut said = Said::default();
    said.compare(old, new, "", &mut BTreeSet::new())?;
    let text = |clauses: Vec<String>| (!clauses.is_empty()).then(|| clauses.join(", "));
    let (old, new) = (text(said.old), text(said.new));
    (old != new).then_some((old, new))
}

/// What only one side says.
#[derive(Default)]
struct Said {
    old: Vec<String>,
    new: Vec<String>,
}

impl Said {
    /// Collects what differs; `None` where the types do. `prefix` says where in the value it is.
    fn compare<'m>(
        &mut self,
        (old, was): (&'m Model, &'m ShapeId),
        (new, is): (&'m Model, &'m ShapeId),
        prefix: &str,
        seen: &mut BTreeSet<(&'m ShapeId, &'m ShapeId)>,
    ) -> Option<()> {
        // What differs in one and the same shape is its own difference. A list may lead back to itself.
        if was == is || !seen.insert((was, is)) {
            return Some(());
        }
        if seen.len() > DEEPEST {
            return None;
        }
        let (a, b) = (old.shapes.get(was)?, new.shapes.get(is)?);
        if a.traits.sparse != b.traits.sparse {
            return None;
        }
        self.traits(&a.kind, (&a.traits, &b.traits), prefix);
        let mut inside = |part: &str, was: &'m ShapeId, is: &'m ShapeId| {
            let prefix = format!("{prefix}{part}");
            self.compare((old, was), (new, is), &prefix, seen)
        };
        match (&a.kind, &b.kind) {
            (ShapeKind::List(was), ShapeKind::List(is)) => {
                inside("items: ", &was.target, &is.target)
            }
            (
                ShapeKind::Map { key, value },
                ShapeKind::Map {
                    key: new_key,
                    value: new_value,
                },
            ) => {
                inside("keys: ", &key.target, &new_key.target)?;
                inside("values: ", &value.target, &new_value.target)
            }
            // Structures and enums are types of their own.
            (ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_), _) => None,
            (a, b) => (a == b).then_some(()),
        }
    }

    fn traits(&mut self, kind: &ShapeKind, (old, new): (&Traits, &Traits), prefix: &str) {
        let (was, is) = (clauses(kind, old), clauses(kind, new));
        let only = |clauses: &[String], others: &[String]| {
            let clauses = clauses.iter().filter(|clause| !others.contains(clause));
            let clauses = clauses.map(|clause| format!("{prefix}{clause}"));
            clauses.collect::<Vec<_>>()
        };
        self.old.extend(only(&was, &is));
        self.new.extend(only(&is, &was));
    }
}

/// What a shape is, in a few words.
pub(super) fn kind(kind: &ShapeKind) -> String {
    let name = match kind {
        ShapeKind::Boolean => "boolean",
        ShapeKind::Byte => "byte",
        ShapeKind::Short => "short",
        ShapeKind::Integer => "integer",
        ShapeKind::Long => "long",
        ShapeKind::Float => "float",
        ShapeKind::Double => "double",
        ShapeKind::String => "string",
        ShapeKind::Blob => "blob",
        ShapeKind::Timestamp => "timestamp",
        ShapeKind::Document => "document",
        ShapeKind::Enum(values) => {
            let values = values.iter().map(|value| value.value.as_str());
            return format!("enum of {}", values.collect::<Vec<_>>().join(", "));
        }
        ShapeKind::List(item) => return format!("list of {}", item.target),
        ShapeKind::Map { key, value } => {
            return format!("map of {} to {}", key.target, value.target);
        }
        ShapeKind::Structure(structure) | ShapeKind::Union(structure) => {
            let name = match structure.error {
                Some(_) => "error",
                None if matches!(kind, ShapeKind::Union(_)) => "union",
                None => "structure",
            };
            let members = structure.members.iter().map(|(name, _)| name.as_str());
            let members = members.collect::<Vec<_>>().join(", ");
            return match members.as_str() {
                "" => name.to_owned(),
                members => format!("{name} of {members}"),
            };
        }
    };
    name.to_owned()
}

/// What each of two shapes is, where they are of different types as far as models tell: `integer` and `long`.
pub(super) fn types(old: (&Model, &ShapeId), new: (&Model, &ShapeId)) -> Option<(String, String)> {
    let (old, new) = (type_of(old), type_of(new));
    (old != new).then_some((old, new))
}

/// The type of a shape, spelled out as far as it takes no other name; structures and enums are types of their own.
fn type_of((model, id): (&Model, &ShapeId)) -> String {
    let (mut text, mut id) = (String::new(), id);
    for _ in 0..DEEPEST {
        let Some(shape) = model.shapes.get(id) else {
            break;
        };
        let sparse = if shape.traits.sparse { "sparse " } else { "" };
        match &shape.kind {
            ShapeKind::List(item) => {
                text += &format!("{sparse}list of ");
                id = &item.target;
            }
            ShapeKind::Map { value, .. } => {
                text += &format!("{sparse}map to ");
                id = &value.target;
            }
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) => break,
            plain => return text + &kind(plain),
        }
    }
    text + &id.0
}

/// What the traits of a shape say of its values, a clause each.
fn clauses(kind: &ShapeKind, traits: &Traits) -> Vec<String> {
    let unit = match kind {
        ShapeKind::List(_) => " items",
        ShapeKind::Map { .. } => " entries",
        ShapeKind::Blob => " bytes",
        _ => " characters",
    };
    let mut clauses = Vec::new();
    if let Some(length) = &traits.length {
        // No length is below 0.
        let least = length.min.filter(|min| *min > 0);
        clauses.extend(least.map(|min| format!("at least {min}{unit}")));
        clauses.extend(length.max.map(|max| format!("at most {max}{unit}")));
    }
    if let Some(range) = &traits.range {
        clauses.extend(range.min.as_ref().map(|min| format!("at least {min}")));
        clauses.extend(range.max.as_ref().map(|max| format!("at most {max}")));
    }
    clauses.extend(
        traits
            .pattern
            .as_ref()
            .map(|text| format!("pattern {text}")),
    );
    let flags = [
        (traits.unique_items, "unique items"),
        (traits.sensitive, "sensitive"),
    ];
    let flags = flags.into_iter().filter(|(is_set, _)| *is_set);
    clauses.extend(flags.map(|(_, name)| name.to_owned()));
    clauses.extend(traits.timestamp_format.map(|format| {
        let format = timestamp_format(format);
        format!("written as {format}")
    }));
    let media_type = traits.media_type.as_ref();
    clauses.extend(media_type.map(|name| format!("media type {name}")));
    clauses
}

/// What Smithy calls a form of timestamps.
pub(super) fn timestamp_format(format: TimestampFormat) -> &'static str {
    match format {
        TimestampFormat::DateTime => "date-time",
        TimestampFormat::HttpDate => "http-date",
        TimestampFormat::EpochSeconds => "epoch-seconds",
    }
}

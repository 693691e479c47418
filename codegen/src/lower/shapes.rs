//! The tables of simple shapes, lists and maps, and which table belongs to a member.
//!
//! A member that overrides a trait of its shape gets a table of its own, named as Smithy names members:
//! `PlayerSession$CreationTime`. Its traits of presentation (sensitive, deprecated) stay with the member.
//!
//! Never here: structures, which state their own tables.

use std::collections::BTreeMap;
use std::iter::once;

use super::{names, patterns};
use crate::api::{self, ShapeRef};
use crate::model::{Member, Model, Shape, ShapeId, ShapeKind, Traits};
use crate::text::Text;

/// The runtime's static that stands for every structure.
const STRUCTURE: &str = "STRUCTURE";

/// The names of the tables' statics, by the names of the shapes and of the members that override one.
pub(super) struct Statics(BTreeMap<String, String>);

impl Statics {
    /// The table of a member: of `owner`'s member `name`.
    pub(super) fn of(
        &self,
        model: &Model,
        owner: &ShapeId,
        name: &str,
        member: &Member,
    ) -> ShapeRef {
        match model[&member.target].kind {
            ShapeKind::Structure(_) => return ShapeRef::Structure,
            ShapeKind::Union(_) => return ShapeRef::Union,
            _ => {}
        }
        // Every member was there when the statics were named.
        let name = self.0.get(&table_name(owner, name, member));
        ShapeRef::Static(name.cloned().unwrap_or_default())
    }
}

/// The tables that members refer to, in the order of their names, and what their statics are called.
pub(super) fn tables(model: &Model) -> (Vec<api::Shape>, Statics) {
    let entries = entries(model);
    let statics = entries.keys().map(|name| names::constant(name));
    let statics = names::distinct(once(STRUCTURE.to_owned()).chain(statics));
    let statics = entries
        .keys()
        .cloned()
        .zip(statics.into_iter().skip(1))
        .collect();
    let statics = Statics(statics);
    let tables = entries
        .iter()
        .map(|(name, entry)| table(model, &statics, name, entry));
    (tables.collect(), statics)
}

/// A table to be: the shape, and its traits with what a member overrides.
struct Entry<'m> {
    id: &'m ShapeId,
    shape: &'m Shape,
    traits: Traits,
}

fn entries(model: &Model) -> BTreeMap<String, Entry<'_>> {
    let mut entries = BTreeMap::new();
    for (owner, shape) in &model.shapes {
        for (name, member) in shape.kind.members() {
            let target = &model[&member.target];
            if target.kind.named_members().is_none() {
                let traits = merged(&target.traits, &member.traits);
                let entry = Entry {
                    id: &member.target,
                    shape: target,
                    traits,
                };
                entries.insert(table_name(owner, name, member), entry);
            }
        }
    }
    entries
}

fn table_name(owner: &ShapeId, name: &str, member: &Member) -> String {
    let Traits {
        length,
        range,
        pattern,
        unique_items,
        timestamp_format,
        ..
    } = &member.traits;
    let overrides = length.is_some()
        || range.is_some()
        || pattern.is_some()
        || *unique_items
        || timestamp_format.is_some();
    if overrides {
        format!("{owner}${name}")
    } else {
        member.target.0.clone()
    }
}

/// The traits of a shape as a member overrides them.
pub(super) fn merged(shape: &Traits, member: &Traits) -> Traits {
    Traits {
        length: member.length.clone().or_else(|| shape.length.clone()),
        range: member.range.clone().or_else(|| shape.range.clone()),
        pattern: member.pattern.clone().or_else(|| shape.pattern.clone()),
        unique_items: member.unique_items || shape.unique_items,
        timestamp_format: member.timestamp_format.or(shape.timestamp_format),
        ..shape.clone()
    }
}

fn table(model: &Model, statics: &Statics, name: &str, entry: &Entry<'_>) -> api::Shape {
    let Entry { id, shape, traits } = entry;
    let length = traits.length.as_ref();
    let range = traits.range.as_ref();
    api::Shape {
        static_name: statics.0.get(name).cloned().unwrap_or_default(),
        name: name.to_owned(),
        kind: kind(model, statics, id, &shape.kind),
        sensitive: traits.sensitive,
        min_length: length.and_then(|length| length.min),
        max_length: length.and_then(|length| length.max),
        min: range.and_then(|range| range.min.clone()),
        max: range.and_then(|range| range.max.clone()),
        pattern: traits.pattern.as_ref().map(|model| api::Pattern {
            model: model.as_str().into(),
            regex: patterns::translate(model).map(Text::from),
        }),
        unique_items: traits.unique_items,
        timestamp_format: traits.timestamp_format,
    }
}

fn kind(model: &Model, statics: &Statics, id: &ShapeId, kind: &ShapeKind) -> api::ShapeKind {
    match kind {
        ShapeKind::Boolean => api::ShapeKind::Boolean,
        ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long => {
            api::ShapeKind::Integer
        }
        ShapeKind::Float | ShapeKind::Double => api::ShapeKind::Float,
        ShapeKind::Enum(_) => api::ShapeKind::Enum(names::type_name(&id.0)),
        ShapeKind::Blob => api::ShapeKind::Blob,
        ShapeKind::Timestamp => api::ShapeKind::Timestamp,
        ShapeKind::Document => api::ShapeKind::Document,
        ShapeKind::List(item) => api::ShapeKind::List(statics.of(model, id, "member", item)),
        ShapeKind::Map { key, value } => api::ShapeKind::Map {
            keys: statics.of(model, id, "key", key),
            values: statics.of(model, id, "value", value),
        },
        // Structures and unions have no entry.
        ShapeKind::String | ShapeKind::Structure(_) | ShapeKind::Union(_) => api::ShapeKind::String,
    }
}

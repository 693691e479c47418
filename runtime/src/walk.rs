//! The walks over values that need no format: equality and `Debug`.
//!
//! Each is written once here, so that a structure states its table and nothing else.
//! Never here: reading, writing, checking rules.

use std::any::Any;
use std::fmt;

use crate::schema::{Schema, Shape};
use crate::value::{List, Map, Structure, Value, View};

/// Whether two structures are of the same type and all their members are equal.
pub fn equal(left: &dyn Structure, right: &dyn Structure) -> bool {
    if (left as &dyn Any).type_id() != (right as &dyn Any).type_id() {
        return false;
    }
    let mut equal = false;
    left.members(&mut |left| {
        right.members(&mut |right| {
            equal = left
                .iter()
                .zip(right)
                .all(|(left, right)| equal_views(left.view(), right.view()));
        });
    });
    equal
}

#[allow(
    clippy::float_cmp,
    reason = "equality of values is equality of their floats"
)]
pub(crate) fn equal_views(left: View<'_>, right: View<'_>) -> bool {
    match (left, right) {
        (View::Unset, View::Unset) => true,
        (View::Boolean(left), View::Boolean(right)) => left == right,
        (View::Integer(left), View::Integer(right)) => left == right,
        (View::Float(left), View::Float(right)) => left == right,
        (View::Double(left), View::Double(right)) => left == right,
        (View::String(left), View::String(right)) => left == right,
        (View::Blob(left), View::Blob(right)) => left == right,
        (View::Timestamp(left), View::Timestamp(right)) => left == right,
        (View::List(left), View::List(right)) => {
            left.len() == right.len()
                && (0..left.len()).all(|index| equal_views(left.item(index), right.item(index)))
        }
        (View::Map(left), View::Map(right)) => equal_maps(left, right),
        (View::Structure(left), View::Structure(right)) => equal(left, right),
        _ => false,
    }
}

fn equal_maps(left: &dyn Map, right: &dyn Map) -> bool {
    let mut equal = left.len() == right.len();
    left.each(&mut |key, value| {
        equal = equal
            && right
                .get(key)
                .is_some_and(|other| equal_views(value, other));
    });
    equal
}

/// What stands in the place of a value that must not be shown.
pub const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// Writes a structure much as `#[derive(Debug)]` would, with `None` for what is unset, the bare value for
/// what is set, and a fixed text for what must not be shown.
///
/// `name` is the type's name.
pub fn debug(f: &mut fmt::Formatter<'_>, name: &str, structure: &dyn Structure) -> fmt::Result {
    debug_structure(f, name, structure, None)
}

/// Writes a structure as [`debug`] does, with `more`: a field that is no member of the model.
pub fn debug_with(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    structure: &dyn Structure,
    more: (&str, &dyn fmt::Debug),
) -> fmt::Result {
    debug_structure(f, name, structure, Some(more))
}

fn debug_structure(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    structure: &dyn Structure,
    more: Option<(&str, &dyn fmt::Debug)>,
) -> fmt::Result {
    let mut result = Ok(());
    structure.members(&mut |values| {
        result = debug_members(f, name, structure.schema(), values, more);
    });
    result
}

/// Writes values that stand for the members of a structure, as [`debug`] does.
pub fn debug_members(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    schema: &'static Schema,
    values: &[&dyn Value],
    more: Option<(&str, &dyn fmt::Debug)>,
) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for ((member, field), value) in schema.members.iter().zip(schema.fields).zip(values) {
        let hidden = schema.sensitive || member.is_sensitive();
        let shown = Shown {
            view: value.view(),
            shape: member.shape,
            hidden,
        };
        out.field(field_name(field), &shown);
    }
    if let Some((name, value)) = more {
        out.field(name, value);
    }
    out.finish()
}

/// The name of a field, without the mark of a raw identifier.
fn field_name(identifier: &str) -> &str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

/// A value, as `Debug` shows it.
struct Shown<'a> {
    view: View<'a>,
    shape: &'static Shape,
    hidden: bool,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.hidden {
            return fmt::Debug::fmt(REDACTED, f);
        }
        match self.view {
            View::Unset => f.write_str("None"),
            View::Boolean(value) => fmt::Debug::fmt(&value, f),
            View::Integer(value) => fmt::Debug::fmt(&value, f),
            View::Float(value) => fmt::Debug::fmt(&value, f),
            View::Double(value) => fmt::Debug::fmt(&value, f),
            View::String(value) => fmt::Debug::fmt(value, f),
            View::Blob(value) => f.debug_tuple("Blob").field(&value).finish(),
            View::Timestamp(value) => fmt::Debug::fmt(value, f),
            View::List(list) => f.debug_list().entries(self.items(list)).finish(),
            View::Map(map) => self.map(map, f),
            View::Structure(structure) => debug(f, structure.schema().name, structure),
        }
    }
}

impl<'a> Shown<'a> {
    fn items(&self, list: &'a dyn List) -> impl Iterator<Item = Shown<'a>> {
        let shape = self.shape.items.unwrap_or(self.shape);
        (0..list.len()).map(move |index| Shown {
            view: list.item(index),
            shape,
            hidden: shape.sensitive,
        })
    }

    fn map(&self, map: &'a dyn Map, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shape = self.shape.items.unwrap_or(self.shape);
        let hidden_keys = self.shape.keys.is_some_and(|keys| keys.sensitive);
        let mut out = f.debug_map();
        map.each(&mut |key, view| {
            let key = if hidden_keys { REDACTED } else { key };
            out.entry(
                &key,
                &Shown {
                    view,
                    shape,
                    hidden: shape.sensitive,
                },
            );
        });
        out.finish()
    }
}

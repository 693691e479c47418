//! Equality and `Debug` of structures, as walks over their members.
//!
//! Never here: reading, writing, validation.

use std::any::Any;
use std::fmt;

use aws_smithy_types::Blob;

use super::{List, Map, Structure, Value, View, enumeration};
use crate::schema::{Kind, Member, Schema, Shape};

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
        (View::Document(left), View::Document(right)) => left == right,
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

/// The text that is shown in place of a sensitive value.
pub const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// Writes a structure as `#[derive(Debug)]` would, with [`REDACTED`] for sensitive values. `name` is the name of
/// the type.
pub fn debug(f: &mut fmt::Formatter<'_>, name: &str, structure: &dyn Structure) -> fmt::Result {
    debug_builder(f, name, structure, None)
}

/// The name and value of a field that is not a member.
pub type More<'a> = (&'a str, &'a dyn fmt::Debug);

/// The request id that builders of outputs show: they cannot set one.
pub const NO_REQUEST_ID: More<'static> = ("_request_id", &None::<String>);

/// Writes the structure in a builder as [`debug`] does.
pub fn debug_builder(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    structure: &dyn Structure,
    more: Option<More<'_>>,
) -> fmt::Result {
    let mut result = Ok(());
    structure.members(&mut |values| {
        result = debug_members(f, name, structure.schema(), values, more);
    });
    result
}

/// Writes the values of a structure's members as [`debug`] does.
pub fn debug_members(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    schema: &'static Schema,
    values: &[&dyn Value],
    more: Option<More<'_>>,
) -> fmt::Result {
    let hides = |member: &Member| schema.sensitive || member.is_sensitive();
    // Where the official crates hide a member they write `Debug` by hand, and leave the mark of raw identifiers on.
    let by_hand = schema.members.iter().any(hides);
    let mut out = f.debug_struct(name);
    for ((member, field), value) in schema.members.iter().zip(schema.fields).zip(values) {
        let shown = Shown {
            view: value.view(),
            shape: member.shape,
            is_option: value.is_option(),
        };
        let shown: &dyn fmt::Debug = if hides(member) { &REDACTED } else { &shown };
        let plain = field.strip_prefix("r#").filter(|_| !by_hand);
        out.field(plain.unwrap_or(field), shown);
    }
    if let Some((name, value)) = more {
        out.field(name, value);
    }
    out.finish()
}

/// Hands the value of a member to `show`, or [`REDACTED`] if it is sensitive.
pub(super) fn debug_field(
    member: &'static Member,
    view: View<'_>,
    show: &mut dyn FnMut(&dyn fmt::Debug),
) {
    if member.is_sensitive() {
        show(&REDACTED);
    } else {
        show(&Shown {
            view,
            shape: member.shape,
            is_option: false,
        });
    }
}

/// A structure that is shown under the name of its builder.
pub(crate) struct Named<'a>(pub(crate) &'a str, pub(crate) &'a dyn Structure);

impl fmt::Debug for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(f, self.0, self.1)
    }
}

/// A value with what `Debug` needs of it.
struct Shown<'a> {
    view: View<'a>,
    shape: &'static Shape,
    /// Whether a value that is set is shown in `Some`.
    is_option: bool,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_option && !self.view.is_unset() {
            let set = Shown {
                is_option: false,
                ..*self
            };
            return f.debug_tuple("Some").field(&set).finish();
        }
        match self.view {
            View::Unset => f.write_str("None"),
            View::Boolean(value) => fmt::Debug::fmt(&value, f),
            View::Integer(value) => fmt::Debug::fmt(&value, f),
            View::Float(value) => fmt::Debug::fmt(&value, f),
            View::Double(value) => fmt::Debug::fmt(&value, f),
            View::String(value) => match self.shape.kind {
                Kind::Enum(values) => enumeration::debug(f, value, values, self.shape.variants),
                _ => fmt::Debug::fmt(value, f),
            },
            View::Blob(value) => fmt::Debug::fmt(&Blob::new(value), f),
            View::Timestamp(value) => fmt::Debug::fmt(value, f),
            View::List(list) => f.debug_list().entries(self.items(list)).finish(),
            View::Map(map) => self.map(map, f),
            View::Structure(structure) => fmt::Debug::fmt(structure, f),
            View::Document(document) => fmt::Debug::fmt(document, f),
        }
    }
}

impl<'a> Shown<'a> {
    fn items(&self, list: &'a dyn List) -> impl Iterator<Item = Shown<'a>> {
        let shape = self.shape.items.unwrap_or(self.shape);
        (0..list.len()).map(move |index| Shown {
            view: list.item(index),
            shape,
            is_option: list.is_sparse(),
        })
    }

    fn map(&self, map: &'a dyn Map, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shape = self.shape.items.unwrap_or(self.shape);
        let mut out = f.debug_map();
        map.each(&mut |key, view| {
            let is_option = map.is_sparse();
            let key = Shown {
                view: View::String(key),
                shape: self.shape.keys.unwrap_or(self.shape),
                is_option: false,
            };
            out.entry(
                &key,
                &Shown {
                    view,
                    shape,
                    is_option,
                },
            );
        });
        out.finish()
    }
}

//! Values: [`Value`], [`View`] and [`Structure`].
//!
//! Every type of a member is a [`Value`]. It shows itself as a [`View`], which is all that writing, comparing,
//! printing and validation need, and is read from a [`Reader`]. Code that walks values is compiled once, in the
//! runtime, and not once per structure.
//! Never here: formats, protocols, rules.

pub mod enumeration;
pub mod extra;
pub(crate) mod nearest;
mod types;
pub mod union;
pub mod walk;

use std::any::Any;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

use aws_smithy_types::{DateTime, Document};

use crate::codec::{ReadError, Reader};
use crate::schema::{Schema, Shape};

/// A value of a request or a response.
pub trait Value: Any + Send + Sync {
    /// A view of the value.
    fn view(&self) -> View<'_>;

    /// Replaces the value with the next one of `from`.
    fn read(&mut self, from: &mut Reader<'_>, shape: &'static Shape) -> Result<(), ReadError>;

    /// The value that reading starts from. A required member that a response leaves out has it, too.
    fn blank() -> Self
    where
        Self: Sized;

    /// Fills in a required member of this type that a response left out, and the required members below it. Plain
    /// values are blank already.
    fn correct(&mut self, _from: &mut Reader<'_>) -> Result<(), ReadError> {
        Ok(())
    }

    /// Whether it is an `Option`: `Debug` shows that.
    fn is_option(&self) -> bool {
        false
    }

    /// Whether null is a value of this type.
    ///
    /// If it is not, a list or map skips items or entries that are null. The model promises that there are none, and
    /// Smithy's protocol tests ask clients to tolerate them (`DeserializesDenseSetMapAndSkipsNull`). The official
    /// crates reject the whole response; here a caller gets the items that there are.
    fn accepts_null() -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// What a [`Value`] holds.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing.
    Unset,
    /// A Boolean.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A 32-bit floating-point number.
    Float(f32),
    /// A 64-bit floating-point number.
    Double(f64),
    /// A string, or the string of an enum value.
    String(&'a str),
    /// A blob.
    Blob(&'a [u8]),
    /// A timestamp.
    Timestamp(&'a DateTime),
    /// A list.
    List(&'a dyn List),
    /// A map.
    Map(&'a dyn Map),
    /// A structure, or a union.
    Structure(&'a dyn Structure),
    /// A value of any form.
    Document(&'a Document),
}

impl View<'_> {
    /// Whether the value is not set.
    pub fn is_unset(&self) -> bool {
        matches!(self, Self::Unset)
    }
}

/// A view of a list.
pub trait List {
    /// The number of items.
    fn len(&self) -> usize;

    /// Whether the list is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index`; [`View::Unset`] past the end.
    fn item(&self, index: usize) -> View<'_>;

    /// Whether every item is an `Option`.
    fn is_sparse(&self) -> bool {
        false
    }
}

/// A view of a map with texts as keys.
pub trait Map {
    /// The number of entries.
    fn len(&self) -> usize;

    /// Whether the map is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value under `key`.
    fn get(&self, key: &str) -> Option<View<'_>>;

    /// Whether every entry's value is an `Option`.
    fn is_sparse(&self) -> bool {
        false
    }

    /// Calls `visit` with every entry, in no particular order.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, View<'a>));
}

/// The key of a map: a string or an enum.
pub trait Key: Any + Eq + Hash + Send + Sync + Sized {
    /// The key on the wire.
    fn text(&self) -> &str;

    /// The key with this text.
    fn from_text(text: Cow<'_, str>) -> Self;

    /// The value under the key with this text.
    fn find<'m, T>(map: &'m HashMap<Self, T>, key: &str) -> Option<&'m T>;
}

/// A structure: its schema, and its members in the order of the schema.
pub trait Structure: Any + fmt::Debug + Send + Sync {
    /// The schema.
    fn schema(&self) -> &'static Schema;

    /// Shows all members to `visitor`.
    fn visit_members(&self, visitor: MemberVisitor<'_>);

    /// Lends all members to `visitor`.
    fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>);
}

impl dyn Structure {
    /// Calls `visit` once, with all members.
    pub fn members(&self, visit: &mut dyn FnMut(&[&dyn Value])) {
        self.visit_members(MemberVisitor(visit));
    }

    /// Calls `visit` once, with all members, to change them.
    pub fn members_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Value])) {
        self.visit_members_mut(MemberVisitorMut(visit));
    }
}

/// A visitor of a structure's members.
///
/// A type of its own rather than the closure that it holds: calling a method of a known type costs the
/// compiler a tenth less, in every generated structure, than calling a `dyn FnMut` over references.
pub struct MemberVisitor<'a>(&'a mut dyn FnMut(&[&dyn Value]));

impl MemberVisitor<'_> {
    /// Visits the members.
    pub fn visit(self, members: &[&dyn Value]) {
        (self.0)(members);
    }
}

/// A visitor that may change a structure's members; see [`MemberVisitor`].
pub struct MemberVisitorMut<'a>(&'a mut dyn FnMut(&mut [&mut dyn Value]));

impl MemberVisitorMut<'_> {
    /// Visits the members.
    pub fn visit(self, members: &mut [&mut dyn Value]) {
        (self.0)(members);
    }
}

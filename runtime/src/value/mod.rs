//! Values as walks see them: [`Value`], [`View`] and [`Structure`].
//!
//! Every type that can stand in a request or a response is a [`Value`]. It can show itself as a [`View`],
//! which is all that writing, comparing, printing and checking need, and it can be read from a
//! [`Reader`]. Whatever walks values is compiled once, here in the runtime, not once per structure.
//! Never here: formats, protocols, rules.

pub mod enumeration;
pub(crate) mod nearest;
mod types;
pub mod walk;

use std::any::Any;
use std::fmt;

use aws_smithy_types::DateTime;

use crate::codec::{ReadError, Reader};
use crate::schema::{Schema, Shape};

/// Anything that can stand in a request or a response.
pub trait Value: Any + Send + Sync {
    /// What it holds, for reading only.
    fn view(&self) -> View<'_>;

    /// Replaces it with the next value of `from`.
    fn read(&mut self, from: &mut Reader<'_>, shape: &'static Shape) -> Result<(), ReadError>;

    /// The value that reading starts from, and that a required member has which a response leaves out.
    fn blank() -> Self
    where
        Self: Sized;

    /// Fills in what a response had to hold and did not: a value of this type that stands at a required member, and
    /// the required members below it. Plain values are there already.
    fn correct(&mut self, _from: &mut Reader<'_>) -> Result<(), ReadError> {
        Ok(())
    }

    /// Whether it is an `Option`, which `Debug` shows.
    fn is_option(&self) -> bool {
        false
    }

    /// Whether a null is a value of this type rather than the absence of one.
    ///
    /// Where it is none, a list or map leaves an item or entry out that is null. The model promises that there
    /// are none, and Smithy's protocol tests ask clients to bear it (`DeserializesDenseSetMapAndSkipsNull`).
    /// The official crates refuse the whole response: here a caller gets the items that there are.
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
    /// A truth value.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A 32-bit floating-point number.
    Float(f32),
    /// A 64-bit floating-point number.
    Double(f64),
    /// Text, or the text of an enum value.
    String(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
    /// A point in time.
    Timestamp(&'a DateTime),
    /// A list.
    List(&'a dyn List),
    /// A map from text.
    Map(&'a dyn Map),
    /// A structure.
    Structure(&'a dyn Structure),
}

impl View<'_> {
    /// Whether there is nothing.
    pub fn is_unset(&self) -> bool {
        matches!(self, Self::Unset)
    }
}

/// A list, for reading only.
pub trait List {
    /// The number of items.
    fn len(&self) -> usize;

    /// Whether there is no item.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index`, [`View::Unset`] past the end.
    fn item(&self, index: usize) -> View<'_>;

    /// Whether every item is an `Option`.
    fn is_sparse(&self) -> bool {
        false
    }
}

/// A map from text, for reading only.
pub trait Map {
    /// The number of entries.
    fn len(&self) -> usize;

    /// Whether there is no entry.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value under `key`, if there is an entry.
    fn get(&self, key: &str) -> Option<View<'_>>;

    /// Whether every entry's value is an `Option`.
    fn is_sparse(&self) -> bool {
        false
    }

    /// Shows every entry to `visit`, in no order.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, View<'a>));
}

/// A structure: its schema, and its members in the schema's order.
pub trait Structure: Any + fmt::Debug + Send + Sync {
    /// The table.
    fn schema(&self) -> &'static Schema;

    /// Shows all members to `visitor`.
    fn visit_members(&self, visitor: MemberVisitor<'_>);

    /// Lends all members to `visitor`.
    fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>);
}

impl dyn Structure {
    /// Shows all members to `visit`, which is called once.
    pub fn members(&self, visit: &mut dyn FnMut(&[&dyn Value])) {
        self.visit_members(MemberVisitor(visit));
    }

    /// Lends all members to `visit`, which is called once.
    pub fn members_mut(&mut self, visit: &mut dyn FnMut(&mut [&mut dyn Value])) {
        self.visit_members_mut(MemberVisitorMut(visit));
    }
}

/// What a structure shows its members to.
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

/// What a structure lends its members to; see [`MemberVisitor`].
pub struct MemberVisitorMut<'a>(&'a mut dyn FnMut(&mut [&mut dyn Value]));

impl MemberVisitorMut<'_> {
    /// Visits the members.
    pub fn visit(self, members: &mut [&mut dyn Value]) {
        (self.0)(members);
    }
}

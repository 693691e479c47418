//! Unions: values of one of several members.
//!
//! A union shows itself as a structure of which one member is set, or none where the variant is unknown, so whatever
//! walks structures walks unions, too.
//! Never here: which members a union has, which the macro `union!` states.

use std::any::Any;
use std::fmt;

use super::{MemberVisitor, MemberVisitorMut, Structure, Value, View};
use crate::codec::{ReadError, Reader};
use crate::schema::{Schema, Shape};

/// The greatest number of members that are shown without allocating.
const ON_STACK: usize = 32;

/// A member that is not set.
struct Unset;

impl Value for Unset {
    fn view(&self) -> View<'_> {
        View::Unset
    }

    fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
        from.skip()
    }

    fn blank() -> Self {
        Self
    }
}

impl MemberVisitor<'_> {
    /// Visits the members of a union, of which this one is set; none where the variant is unknown.
    pub fn visit_union(self, schema: &'static Schema, set: Option<(usize, &dyn Value)>) {
        let count = schema.members.len();
        let mut on_stack: [&dyn Value; ON_STACK] = [&Unset; ON_STACK];
        let mut on_heap: Vec<&dyn Value> = Vec::new();
        let members = if let Some(members) = on_stack.get_mut(..count) {
            members
        } else {
            on_heap.resize(count, &Unset);
            on_heap.as_mut_slice()
        };
        if let Some((index, value)) = set
            && let Some(member) = members.get_mut(index)
        {
            *member = value;
        }
        self.visit(members);
    }
}

impl MemberVisitorMut<'_> {
    /// Visits the members of a union, of which this one is set; none where the variant is unknown.
    pub fn visit_union(self, schema: &'static Schema, set: Option<(usize, &mut dyn Value)>) {
        let mut blanks: Vec<Unset> = schema.members.iter().map(|_| Unset).collect();
        let mut members: Vec<&mut dyn Value> = Vec::with_capacity(blanks.len());
        members.extend(blanks.iter_mut().map(|blank| blank as &mut dyn Value));
        if let Some((index, value)) = set
            && let Some(member) = members.get_mut(index)
        {
            *member = value;
        }
        self.visit(&mut members);
    }
}

/// Reads a new value.
pub fn read_new<T: Value>(from: &mut Reader<'_>, shape: &'static Shape) -> Result<T, ReadError> {
    let mut value = T::blank();
    value.read(from, shape)?;
    Ok(value)
}

/// The value of a variant without data: a structure without members.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unit;

impl Structure for Unit {
    fn schema(&self) -> &'static Schema {
        const {
            &Schema {
                name: "Unit",
                members: &[],
                fields: &[],
                sensitive: false,
                union: false,
            }
        }
    }

    fn visit_members(&self, visitor: MemberVisitor<'_>) {
        visitor.visit(&[]);
    }

    fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>) {
        visitor.visit(&mut []);
    }
}

/// Writes a union as `#[derive(Debug)]` would, with [`REDACTED`](super::walk::REDACTED) for sensitive values.
pub fn debug(f: &mut fmt::Formatter<'_>, union: &dyn Structure) -> fmt::Result {
    let schema = union.schema();
    if schema.sensitive {
        return f.write_str(super::walk::REDACTED);
    }
    let mut result = Ok(());
    union.members(&mut |values| {
        let rows = schema.members.iter().zip(schema.fields).zip(values);
        let mut set = rows.filter(|(_, value)| !value.view().is_unset());
        result = match set.next() {
            None => f.write_str("Unknown"),
            Some(((_, variant), value)) if is_unit(value.view()) => f.write_str(variant),
            Some(((member, variant), value)) => {
                let mut out = f.debug_tuple(variant);
                super::walk::debug_field(member, value.view(), &mut |shown| {
                    out.field(shown);
                });
                out.finish()
            }
        };
    });
    result
}

fn is_unit(view: View<'_>) -> bool {
    match view {
        View::Structure(structure) => (structure as &dyn Any).is::<Unit>(),
        _ => false,
    }
}

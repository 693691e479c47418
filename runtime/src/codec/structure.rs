//! Reads structures by their schemas, from either format.
//!
//! Never here: what differs between formats.

use super::error::ReadError;
use super::reader::{Next, Reader};
use crate::schema::{Location, Member, Shape};
use crate::value::{Structure, Value};

impl Reader<'_> {
    /// Reads a structure into `into`.
    ///
    /// Members that the schema does not know, or binds outside the body, are skipped. A member that is left out or
    /// null keeps its value; of one that comes twice, the last counts.
    pub fn structure(&mut self, into: &mut dyn Structure) -> Result<(), ReadError> {
        let members = into.schema().members;
        let mut result = Ok(());
        into.members_mut(&mut |values| result = self.members(members, values));
        result
    }

    fn members(
        &mut self,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
    ) -> Result<(), ReadError> {
        let mut entries = self.begin_map()?;
        let mut place = self.orders.begin(members);
        loop {
            let index = match self.next_member(&mut entries, members, place)? {
                Next::Member(index) => index,
                Next::Unknown => {
                    self.skip()?;
                    continue;
                }
                Next::End if self.corrects => return self.correct_members(members, values),
                Next::End => return Ok(()),
            };
            place.pass(index);
            match (members.get(index), values.get_mut(index)) {
                (Some(member), Some(value))
                    if matches!(member.location, Location::Body) || self.every_member =>
                {
                    self.member(member, *value)
                        .map_err(|error| error.in_member(member.name))?;
                }
                _ => self.skip()?,
            }
        }
    }

    /// Fills in the required members of `into` that are not set, and the required members below them.
    pub fn correct(&mut self, into: &mut dyn Structure) -> Result<(), ReadError> {
        let members = into.schema().members;
        let mut result = Ok(());
        into.members_mut(&mut |values| result = self.correct_members(members, values));
        result
    }

    /// The recursion ends: a structure that requires itself has no value, and the generator rejects it.
    fn correct_members(
        &mut self,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
    ) -> Result<(), ReadError> {
        let pairs = members.iter().zip(values);
        pairs
            .filter(|(member, value)| member.required && value.view().is_unset())
            .try_for_each(|(_, value)| value.correct(self))
    }

    /// Reads a union of these members: calls `set` for the one that came, whose value `set` reads.
    ///
    /// As in the official crates, nulls and `__type` are passed over, a member that is not known leaves the variant
    /// unknown, and a union without a member or with a second one is an error.
    pub fn union(
        &mut self,
        members: &'static [Member],
        set: &mut dyn FnMut(&mut Self, usize, &'static Shape) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut entries = self.begin_map()?;
        let mut is_set = false;
        while let Some(key) = self.next_key(&mut entries)? {
            if self.null()? {
                continue;
            }
            if key == "__type" {
                self.skip()?;
                continue;
            }
            if is_set {
                return Err(self.error("one member of a union", "a second one"));
            }
            is_set = true;
            let mut known = members.iter().enumerate();
            match known.find(|(_, member)| member.name == key) {
                Some((index, member)) => {
                    set(self, index, member.shape).map_err(|error| error.in_member(member.name))?;
                }
                None => self.skip()?,
            }
        }
        if is_set {
            Ok(())
        } else {
            Err(self.error("a member of a union", "none"))
        }
    }

    #[inline]
    fn member(&mut self, member: &'static Member, value: &mut dyn Value) -> Result<(), ReadError> {
        if self.null()? {
            return Ok(());
        }
        value.read(self, member.shape)
    }
}

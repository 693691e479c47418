//! Reads structures by their schemas, from either format.
//!
//! Never here: what differs between formats.

use super::error::ReadError;
use super::reader::{Next, Reader};
use crate::schema::{Location, Member};
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

    #[inline]
    fn member(&mut self, member: &'static Member, value: &mut dyn Value) -> Result<(), ReadError> {
        if self.null()? {
            return Ok(());
        }
        value.read(self, member.shape)
    }
}

//! Fills structures from a [`Reader`], by their tables.
//!
//! Never here: formats.

use super::error::ReadError;
use super::reader::{Next, Reader};
use crate::schema::{Location, Member};
use crate::value::{Structure, Value};

impl Reader<'_> {
    /// Fills `into` with the structure that is next.
    ///
    /// Members that its table does not know, or keeps outside the body, are skipped. A member that is left
    /// out or null stays as it is; one that comes twice is read twice.
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
        let mut expected = 0;
        loop {
            let index = match self.next_member(&mut entries, members, expected)? {
                Next::Member(index) => index,
                Next::Unknown => {
                    self.skip()?;
                    continue;
                }
                Next::End if self.corrects => return self.correct_members(members, values),
                Next::End => return Ok(()),
            };
            expected = index + 1;
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

    /// Fills in the required members of `into` that are not set, and theirs.
    pub fn correct(&mut self, into: &mut dyn Structure) -> Result<(), ReadError> {
        let members = into.schema().members;
        let mut result = Ok(());
        into.members_mut(&mut |values| result = self.correct_members(members, values));
        result
    }

    /// This ends: a structure that requires itself has no value, and no crate.
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

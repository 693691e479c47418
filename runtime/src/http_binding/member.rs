//! What every place of a message does with a member: giving it a value, and refusing one.
//!
//! Never here: which places there are.

use aws_smithy_types::error::operation::BuildError;

use crate::codec::{Format, ReadError, Reader, Writer};
use crate::schema::{Member, Shape};
use crate::value::{Value, View};

/// Gives `value` what `view` shows.
///
/// A [`Value`] can only be read from a [`Reader`]. Members outside of a body are few and small, so they
/// take the way over bytes rather than burden every type with a second way of being read.
pub(crate) fn assign(
    value: &mut dyn Value,
    view: View<'_>,
    shape: &'static Shape,
) -> Result<(), ReadError> {
    let mut writer = Writer::new(Format::Cbor);
    writer.value(view, shape);
    let bytes = writer.finish();
    value.read(&mut Reader::new(Format::Cbor, &bytes), shape)
}

/// The error of a member that cannot stand where it is bound to. `why` must not show its value.
pub(super) fn invalid(member: &Member, why: &'static str) -> BuildError {
    BuildError::invalid_field(member.name, why)
}

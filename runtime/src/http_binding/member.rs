//! What all bindings need: [`assign`] a value to a member, and the error of an [`invalid`] one.
//!
//! Never here: one kind of binding.

use aws_smithy_types::error::operation::BuildError;

use crate::codec::{Format, ReadError, Reader, Writer};
use crate::schema::{Member, Shape};
use crate::value::{Value, View};

/// Sets `value` to what `view` shows.
///
/// A [`Value`] can only be read from a [`Reader`]. Members outside the body are few and small, so they are written
/// to bytes and read back, rather than every type having a second way of being read.
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

/// The error of a member whose value cannot be written where it is bound. `why` must not show the value.
pub(super) fn invalid(member: &Member, why: &'static str) -> BuildError {
    BuildError::invalid_field(member.name, why)
}

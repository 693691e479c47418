//! [`Writer`]: writes values to a body, in either format.
//!
//! Never here: what the bytes of a format look like ([`super::json`], [`super::cbor`]).

use super::format::Format;
use crate::schema::{Location, Member, Shape};
use crate::value::{Structure, View};

/// Writes values to a body. It cannot fail.
pub struct Writer {
    format: Format,
    pub(super) bytes: Vec<u8>,
}

impl Writer {
    /// Starts with an empty body.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            bytes: Vec::with_capacity(512),
        }
    }

    /// Writes a structure: the members that are set and bound to the body.
    pub fn structure(&mut self, value: &dyn Structure) {
        let members = value.schema().members;
        value.members(&mut |values| match self.format {
            Format::Json => self.json_members(members.iter().zip(values)),
            Format::Cbor => self.cbor_members(members, values),
        });
    }

    /// Writes any value; one that is not set as null.
    ///
    /// A timestamp that its format cannot express (before the year 1 or after 9999) is written in seconds since 1970,
    /// which the service rejects with the member's name.
    pub fn value(&mut self, view: View<'_>, shape: &'static Shape) {
        match self.format {
            Format::Json => self.json_value(&view, shape),
            Format::Cbor => self.cbor_value(&view, shape),
        }
    }

    /// Writes the text as it is.
    #[cfg(feature = "serde")]
    pub(crate) fn verbatim(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// The body.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Whether a member with this value belongs in a body: it is set, and bound to the body.
#[inline]
pub(super) fn is_in_body(member: &Member, view: &View<'_>) -> bool {
    matches!(member.location, Location::Body) && !view.is_unset()
}

//! [`Exception`]: a modelled error, with its message and metadata.
//!
//! Never here: enums of errors ([`super::parts`]).

use std::fmt;

use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_types::request_id::RequestId;

use super::parts::ErrorParts;
use super::unhandled::Unhandled;
use crate::protocol::Answer;
use crate::value::Structure;

/// A modelled error: a structure with a code.
pub trait Exception: Structure + ErrorParts + Default {
    /// The code on the wire.
    const CODE: &'static str;

    /// Sets the metadata, and the message if the structure has none yet.
    fn set_meta(&mut self, meta: ErrorMetadata);
}

/// The member that holds the message of a modelled error. The service may send the message under another name.
pub trait Message {
    /// The message.
    fn stated(&self) -> Option<&str>;

    /// The message, unless it is blank.
    fn text(&self) -> Option<&str>;

    /// Sets the message to that of `meta`, if it is blank.
    fn fill(&mut self, meta: &ErrorMetadata);
}

impl Message for Option<String> {
    fn stated(&self) -> Option<&str> {
        self.as_deref()
    }

    fn text(&self) -> Option<&str> {
        self.as_deref().filter(|text| !text.trim().is_empty())
    }

    fn fill(&mut self, meta: &ErrorMetadata) {
        if let (None, Some(message)) = (self.text(), meta.message()) {
            *self = Some(message.to_owned());
        }
    }
}

impl Message for String {
    fn stated(&self) -> Option<&str> {
        Some(self)
    }

    fn text(&self) -> Option<&str> {
        (!self.trim().is_empty()).then_some(self)
    }

    fn fill(&mut self, meta: &ErrorMetadata) {
        if let (None, Some(message)) = (self.text(), meta.message()) {
            message.clone_into(self);
        }
    }
}

/// Writes a modelled error as the official crates do: its name, and the message if there is one.
pub fn display(f: &mut fmt::Formatter<'_>, name: &str, message: Option<&str>) -> fmt::Result {
    f.write_str(name)?;
    match message {
        Some(message) => write!(f, ": {message}"),
        None => Ok(()),
    }
}

/// Whether the value of this field must not be shown.
pub fn hides(structure: &dyn Structure, field: &str) -> bool {
    let schema = structure.schema();
    let mut members = schema.fields.iter().zip(schema.members);
    let named = members.find(|(name, _)| **name == field);
    schema.sensitive || named.is_some_and(|(_, member)| member.is_sensitive())
}

/// The metadata of an error that has `message` in this field. It gets that message if the service sent it under another
/// name, and none if the field is sensitive.
pub fn meta_of(
    structure: &dyn Structure,
    field: &str,
    message: Option<&str>,
    meta: ErrorMetadata,
) -> ErrorMetadata {
    if !hides(structure, field) {
        let is_blank = |text: &str| text.trim().is_empty();
        return match message {
            Some(message) if meta.message().is_none_or(is_blank) => {
                meta.into_builder().message(message).build()
            }
            _ => meta,
        };
    }
    let mut shown = ErrorMetadata::builder();
    if let Some(code) = meta.code() {
        shown = shown.code(code);
    }
    if let Some(request_id) = meta.request_id() {
        // The name under which `aws_types::request_id` keeps it.
        shown = shown.custom("aws_request_id", request_id);
    }
    shown.build()
}

/// Reads the modelled error `E` as a variant, if this is its code. It is unhandled if it cannot be read.
pub fn read_variant<E: Exception, V, O>(
    variant: fn(E) -> V,
    unhandled: fn(Unhandled<O>) -> V,
    meta: &ErrorMetadata,
    answer: &Answer<'_>,
) -> Option<V> {
    if meta.code() != Some(E::CODE) {
        return None;
    }
    let mut exception = E::default();
    Some(match answer.read(&mut exception) {
        Ok(()) => {
            exception.set_meta(meta.clone());
            variant(exception)
        }
        Err(source) => unhandled(Unhandled::new(source, meta.clone())),
    })
}

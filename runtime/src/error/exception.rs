//! [`Exception`]: an error that the model describes, its message and its metadata.
//!
//! Never here: the enums that hold them ([`super::parts`]).

use std::fmt;

use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_types::request_id::RequestId;

use super::parts::ErrorParts;
use super::unhandled::Unhandled;
use crate::protocol::Answer;
use crate::value::Structure;

/// An error that the model describes: a structure with a code.
pub trait Exception: Structure + ErrorParts + Default {
    /// The code on the wire.
    const CODE: &'static str;

    /// Keeps the error's metadata; the message too, where the structure has none yet.
    fn set_meta(&mut self, meta: ErrorMetadata);
}

/// The message of a modelled error, which the service may have sent under another name.
pub trait Message {
    /// The text as it stands.
    fn stated(&self) -> Option<&str>;

    /// The text, unless it is blank.
    fn text(&self) -> Option<&str>;

    /// Takes the message of `meta` where there is no text yet.
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

/// Writes a modelled error as the official crates do: its name, and the message where there is one.
pub fn display(f: &mut fmt::Formatter<'_>, name: &str, message: Option<&str>) -> fmt::Result {
    f.write_str(name)?;
    match message {
        Some(message) => write!(f, ": {message}"),
        None => Ok(()),
    }
}

/// Whether what a structure holds in this field must not be shown.
pub fn hides(structure: &dyn Structure, field: &str) -> bool {
    let schema = structure.schema();
    let mut members = schema.fields.iter().zip(schema.members);
    let named = members.find(|(name, _)| **name == field);
    schema.sensitive || named.is_some_and(|(_, member)| member.is_sensitive())
}

/// The metadata of an error that has `message` in this field: with that message, where the service sent it under
/// a name of its own, and without any where the field must not be shown.
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

/// The modelled error `E` as a variant, if this is its code; unhandled if it cannot be read.
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

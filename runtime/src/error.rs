//! What can go wrong in a call, as the caller sees it.
//!
//! A service has an enum of all its errors, and a generic one that is the error of each operation. What
//! they do is written here once, over [`ErrorParts`].
//! Never here: how an error is read off the wire ([`crate::protocol`]).

mod conceal;
mod statement;
mod unhandled;
mod unknown_variant;

use std::fmt;

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
pub use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError as RawSdkError};
pub use aws_smithy_runtime_api::{box_error::BoxError, client::orchestrator::HttpResponse};
pub use aws_smithy_types::error::display::DisplayErrorContext;
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use aws_types::request_id::RequestId;

pub(crate) use self::conceal::{Attempts, ConcealResponse};
pub use self::unhandled::Unhandled;
pub use self::unknown_variant::UnknownVariantError;
use crate::protocol::Answer;
use crate::value::Structure;

/// Error type returned by the client.
pub type SdkError<E, R = HttpResponse> = RawSdkError<E, R>;

/// An error that the model describes: a structure with a code.
pub trait Exception: Structure + ErrorParts + Default {
    /// The code on the wire.
    const CODE: &'static str;

    /// Keeps the error's metadata; the message too, where the structure has none yet.
    fn set_meta(&mut self, meta: ErrorMetadata);
}

/// What every variant of an error enum can do.
pub trait ErrorParts: std::error::Error + Send + Sync + 'static {
    /// Code, message and request id.
    fn meta(&self) -> &ErrorMetadata;

    /// How a retry is to be tried, where the model says that it may succeed.
    fn retry_kind(&self) -> Option<ErrorKind> {
        None
    }

    /// The structure that the model describes the error by, if it does.
    fn structure(&self) -> Option<&dyn Structure> {
        None
    }
}

/// An enum of modelled errors.
pub trait Modeled {
    /// What the model says about trying again; `None` of what is not modelled.
    fn advice(&self) -> Option<&'static str>;

    /// What the variant holds.
    fn parts(&self) -> &(dyn ErrorParts + 'static);
}

/// The errors of one operation.
pub trait OperationError:
    std::error::Error
    + Modeled
    + ProvideErrorMetadata
    + ProvideErrorKind
    + CreateUnhandledError
    + Send
    + Sync
    + 'static
{
    /// The error with this metadata, its members read from `answer`; unhandled if the model has no such code.
    fn from_code(meta: ErrorMetadata, answer: &Answer<'_>) -> Self;
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

/// What an operation's error names as its cause, as in the official crates: the modelled error that a variant
/// holds, so that a walk along the causes finds it by its type; of an error that is not modelled, what it came from.
pub fn source<'a>(
    parts: &'a (dyn ErrorParts + 'static),
) -> Option<&'a (dyn std::error::Error + 'static)> {
    match parts.structure() {
        Some(_) => Some(parts),
        None => parts.source(),
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

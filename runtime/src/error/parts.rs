//! The traits of errors: [`ErrorParts`] for one error; [`Modeled`] and [`OperationError`] for enums of errors.
//!
//! Never here: modelled errors as structures ([`super::exception`]).

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use crate::protocol::Answer;
use crate::value::Structure;

/// An error in a variant of an error enum.
pub trait ErrorParts: std::error::Error + Send + Sync + 'static {
    /// Code, message and request id.
    fn meta(&self) -> &ErrorMetadata;

    /// The kind of retry, if the model says that a retry may succeed.
    fn retry_kind(&self) -> Option<ErrorKind> {
        None
    }

    /// The structure of a modelled error.
    fn structure(&self) -> Option<&dyn Structure> {
        None
    }
}

/// An enum of modelled errors.
pub trait Modeled {
    /// The model's advice on retrying; `None` for an error that is not modelled.
    fn advice(&self) -> Option<&'static str>;

    /// The error in the variant.
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
    /// Reads the error with this metadata from `answer`. It is unhandled if the model does not have its code.
    fn from_code(meta: ErrorMetadata, answer: &Answer<'_>) -> Self;
}

/// The source of an operation's error, as in the official crates: the modelled error in the variant, so that code that
/// walks the sources finds it by type; for an error that is not modelled, its cause.
pub fn source<'a>(
    parts: &'a (dyn ErrorParts + 'static),
) -> Option<&'a (dyn std::error::Error + 'static)> {
    match parts.structure() {
        Some(_) => Some(parts),
        None => parts.source(),
    }
}

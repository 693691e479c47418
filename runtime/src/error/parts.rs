//! What the errors of every service can do: of one, [`ErrorParts`]; of an enum of them, [`Modeled`] and
//! [`OperationError`].
//!
//! Never here: modelled errors as structures ([`super::exception`]).

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use crate::protocol::Answer;
use crate::value::Structure;

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

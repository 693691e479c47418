//! The errors of calls.
//!
//! A generated crate has an enum of all errors of the service, and a generic one that is the error of each operation.
//! Their behaviour is written here once, over [`ErrorParts`].
//! Never here: reading errors from responses ([`crate::protocol`]).

mod conceal;
mod exception;
pub mod failure;
mod parts;
mod unhandled;
mod unknown_variant;

pub use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError as RawSdkError};
pub use aws_smithy_runtime_api::{box_error::BoxError, client::orchestrator::HttpResponse};
pub use aws_smithy_types::error::display::DisplayErrorContext;
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;

pub(crate) use self::conceal::ConcealResponse;
pub use self::exception::{Exception, Message, display, hides, meta_of, read_variant};
pub use self::parts::{ErrorParts, Modeled, OperationError, source};
pub use self::unhandled::Unhandled;
pub use self::unknown_variant::UnknownVariantError;

/// The error of a call.
pub type SdkError<E, R = HttpResponse> = RawSdkError<E, R>;

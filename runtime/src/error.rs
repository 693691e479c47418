//! What can go wrong in a call, as the caller sees it.
//!
//! An operation has an enum of its errors, a service has one of all its errors. Both are generated as
//! plain enums; what they do is written here once, over [`ErrorParts`].
//! Never here: how an error is read off the wire ([`crate::protocol`]).

use std::fmt;

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
pub use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError as RawSdkError};
pub use aws_smithy_runtime_api::{box_error::BoxError, client::orchestrator::HttpResponse};
pub use aws_smithy_types::error::display::DisplayErrorContext;
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use aws_types::request_id::RequestId;

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

/// The errors of one operation.
pub trait OperationError:
    std::error::Error
    + ProvideErrorMetadata
    + ProvideErrorKind
    + CreateUnhandledError
    + Send
    + Sync
    + 'static
{
    /// The error with this metadata, its members read by `read`; unhandled if the model has no such code.
    fn from_code(meta: ErrorMetadata, read: &ReadException<'_>) -> Self;

    /// The error's variant.
    fn parts(&self) -> &dyn ErrorParts;
}

/// The message of a modelled error, which the service may have sent under another name.
pub trait Message {
    /// The text, if there is any.
    fn text(&self) -> Option<&str>;

    /// Takes the message of `meta` where there is no text yet.
    fn fill(&mut self, meta: &ErrorMetadata);
}

impl Message for Option<String> {
    fn text(&self) -> Option<&str> {
        self.as_deref()
    }

    fn fill(&mut self, meta: &ErrorMetadata) {
        if self.is_none() {
            *self = meta.message().map(str::to_owned);
        }
    }
}

impl Message for String {
    fn text(&self) -> Option<&str> {
        (!self.is_empty()).then_some(self)
    }

    fn fill(&mut self, meta: &ErrorMetadata) {
        if self.is_empty() {
            meta.message().unwrap_or_default().clone_into(self);
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

/// The metadata without its message, where that is what the error holds in a field that must not be shown.
pub fn without_secret(
    structure: &dyn Structure,
    field: &str,
    meta: ErrorMetadata,
) -> ErrorMetadata {
    if !hides(structure, field) {
        return meta;
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

/// Reads the members of a modelled error from a response.
pub type ReadException<'a> = dyn Fn(&mut dyn Structure) -> Result<(), BoxError> + 'a;

/// The modelled error `E` as a variant, if this is its code; unhandled if it cannot be read.
pub fn read_variant<E: Exception, V>(
    variant: fn(E) -> V,
    unhandled: fn(Unhandled) -> V,
    meta: &ErrorMetadata,
    read: &ReadException<'_>,
) -> Option<V> {
    if meta.code() != Some(E::CODE) {
        return None;
    }
    let mut exception = E::default();
    Some(match read(&mut exception) {
        Ok(()) => {
            exception.set_meta(meta.clone());
            variant(exception)
        }
        Err(source) => unhandled(Unhandled {
            source,
            meta: meta.clone(),
        }),
    })
}

/// An error that the model does not describe. Its code and message are in its metadata
/// ([`ProvideErrorMetadata`]).
#[derive(Debug)]
pub struct Unhandled {
    pub(crate) source: BoxError,
    pub(crate) meta: ErrorMetadata,
}

impl Unhandled {
    /// An error from below, with what is known of it.
    pub fn new(source: impl Into<BoxError>, meta: ErrorMetadata) -> Self {
        Self {
            source: source.into(),
            meta,
        }
    }
}

impl fmt::Display for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meta.code() {
            Some(code) => write!(f, "unhandled error ({code})"),
            None => f.write_str("unhandled error"),
        }
    }
}

impl std::error::Error for Unhandled {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

impl ErrorParts for Unhandled {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}

/// The text of an enum value that the model does not list.
#[derive(Debug)]
pub struct UnknownVariantError {
    value: String,
}

impl UnknownVariantError {
    /// `value` is not one of the enum's values.
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
        }
    }
}

impl fmt::Display for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown enum variant: '{}'", self.value)
    }
}

impl std::error::Error for UnknownVariantError {}

/// Says what makes a structure an error: its code, its message, and whether a retry may succeed.
#[macro_export]
#[doc(hidden)]
macro_rules! exception {
    ($name:ident = $code:literal, message $($message:ident)? $(, retry $retry:ident)?) => {
        impl $crate::error::Exception for $name {
            const CODE: &'static str = $code;

            #[inline]
            fn set_meta(&mut self, meta: $crate::error::ErrorMetadata) {
                $($crate::error::Message::fill(&mut self.$message, &meta);)?
                $(let meta = $crate::error::without_secret(self, stringify!($message), meta);)?
                self.meta = meta;
            }
        }

        impl $crate::error::ErrorParts for $name {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self.meta
            }

            $(
                #[inline]
                fn retry_kind(&self) -> ::std::option::Option<$crate::__private::ErrorKind> {
                    ::std::option::Option::Some($crate::__private::ErrorKind::$retry)
                }
            )?

            #[inline]
            fn structure(&self) -> ::std::option::Option<&dyn $crate::value::Structure> {
                ::std::option::Option::Some(self)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let message = $crate::error::ProvideErrorMetadata::message(&self.meta);
                $(
                    let message = $crate::error::Message::text(&self.$message).or(message);
                    let hidden = $crate::error::hides(self, stringify!($message));
                    let message = message.filter(|_| !hidden);
                )?
                $crate::error::display(f, stringify!($name), message)
            }
        }

        impl ::std::error::Error for $name {}
    };
}

/// States the errors of an operation: one line each. The variants hold the generated crate's own
/// `types::error` and go into its own `Error`, which `crate` means where the macro is called.
#[macro_export]
#[doc(hidden)]
#[allow(
    clippy::crate_in_macro_def,
    reason = "the layout of the generated crate is the contract"
)]
macro_rules! operation_error {
    (
        $(#[$meta:meta])*
        pub enum $error:ident { $($variant:ident $is:ident,)* }
    ) => {
        $(#[$meta])*
        #[non_exhaustive]
        pub enum $error {
            $(
                #[doc = concat!("See [`", stringify!($variant), "`](crate::types::error::", stringify!($variant), ").")]
                $variant(crate::types::error::$variant),
            )*
            /// An error that the model does not describe.
            #[deprecated(
                note = "an error may get a variant of its own: match `_` and ask for `code()`"
            )]
            Unhandled($crate::error::Unhandled),
        }

        impl $error {
            /// An error that the model does not describe, around its cause.
            #[inline]
            pub fn unhandled(cause: impl ::std::convert::Into<$crate::error::BoxError>) -> Self {
                #[allow(deprecated)]
                Self::Unhandled($crate::error::Unhandled::new(cause, ::std::default::Default::default()))
            }

            /// An error that the model does not describe, from its code and message.
            #[inline]
            pub fn generic(meta: $crate::error::ErrorMetadata) -> Self {
                #[allow(deprecated)]
                Self::Unhandled($crate::error::Unhandled::new(meta.clone(), meta))
            }

            /// Code, message and request id of the error.
            #[inline]
            pub fn meta(&self) -> &$crate::error::ErrorMetadata {
                self.parts().meta()
            }

            $(
                #[doc = concat!("Whether the error is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
                #[inline]
                pub fn $is(&self) -> bool {
                    matches!(self, Self::$variant(_))
                }
            )*
        }

        impl $crate::error::OperationError for $error {
            // The service's errors are read once; an operation picks its own.
            #[inline]
            #[allow(deprecated, unreachable_patterns)]
            fn from_code(
                meta: $crate::error::ErrorMetadata,
                read: &$crate::error::ReadException<'_>,
            ) -> Self {
                match crate::Error::from_code(meta, read) {
                    $(crate::Error::$variant(exception) => Self::$variant(exception),)*
                    crate::Error::Unhandled(unhandled) => Self::Unhandled(unhandled),
                    other => Self::generic(other.parts().meta().clone()),
                }
            }

            #[inline]
            fn parts(&self) -> &dyn $crate::error::ErrorParts {
                // The enum's own method.
                self.parts()
            }
        }

        impl ::std::convert::From<$error> for crate::Error {
            #[inline]
            #[allow(deprecated)]
            fn from(error: $error) -> Self {
                match error {
                    $($error::$variant(exception) => Self::$variant(exception),)*
                    $error::Unhandled(unhandled) => Self::Unhandled(unhandled),
                }
            }
        }

        impl $crate::__private::CreateUnhandledError for $error {
            #[inline]
            #[allow(deprecated)]
            fn create_unhandled_error(
                source: $crate::error::BoxError,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(source, meta.unwrap_or_default()))
            }
        }

        $crate::error_enum! { $error { $($variant,)* } }
    };
}

/// Says what a service's errors do, besides what they have in common with those of its operations.
#[macro_export]
#[doc(hidden)]
macro_rules! service_error {
    ($error:ident { $($variant:ident,)* }) => {
        impl $error {
            #[allow(deprecated, dead_code)]
            pub(crate) fn from_code(
                meta: $crate::error::ErrorMetadata,
                _read: &$crate::error::ReadException<'_>,
            ) -> Self {
                $(
                    if let ::std::option::Option::Some(error) =
                        $crate::error::read_variant(Self::$variant, Self::Unhandled, &meta, _read)
                    {
                        return error;
                    }
                )*
                Self::Unhandled($crate::error::Unhandled::new(meta.clone(), meta))
            }
        }

        impl<E, R> ::std::convert::From<$crate::error::SdkError<E, R>> for $error
        where
            E: $crate::error::OperationError + ::std::convert::Into<$error>,
            R: ::std::fmt::Debug + ::std::marker::Send + ::std::marker::Sync + 'static,
        {
            #[allow(deprecated)]
            fn from(error: $crate::error::SdkError<E, R>) -> Self {
                match error {
                    $crate::error::SdkError::ServiceError(context) => context.into_err().into(),
                    other => {
                        let meta = $crate::error::ProvideErrorMetadata::meta(&other).clone();
                        Self::Unhandled($crate::error::Unhandled::new(other, meta))
                    }
                }
            }
        }

        impl ::std::convert::From<$crate::error::BuildError> for $error {
            #[allow(deprecated)]
            fn from(error: $crate::error::BuildError) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(error, ::std::default::Default::default()))
            }
        }

        $crate::error_enum! { $error { $($variant,)* } }
    };
}

/// What the errors of an operation and those of a service have in common.
#[macro_export]
#[doc(hidden)]
macro_rules! error_enum {
    ($error:ident { $($variant:ident,)* }) => {
        impl $error {
            #[inline]
            #[allow(deprecated, dead_code)]
            pub(crate) fn parts(&self) -> &dyn $crate::error::ErrorParts {
                match self {
                    $(Self::$variant(exception) => exception,)*
                    Self::Unhandled(unhandled) => unhandled,
                }
            }
        }

        impl ::std::fmt::Debug for $error {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.parts(), f)
            }
        }

        impl ::std::fmt::Display for $error {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self.parts(), f)
            }
        }

        impl ::std::error::Error for $error {
            #[inline]
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                self.parts().source()
            }
        }

        impl $crate::error::ProvideErrorMetadata for $error {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                self.parts().meta()
            }
        }

        impl $crate::__private::ProvideErrorKind for $error {
            #[inline]
            fn retryable_error_kind(&self) -> ::std::option::Option<$crate::__private::ErrorKind> {
                self.parts().retry_kind()
            }

            #[inline]
            fn code(&self) -> ::std::option::Option<&str> {
                $crate::error::ProvideErrorMetadata::code(self.parts().meta())
            }
        }

        impl $crate::RequestId for $error {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::RequestId::request_id(self.parts().meta())
            }
        }
    };
}

//! What can go wrong in a call, as the caller sees it.
//!
//! A service has an enum of all its errors, and a generic one that is the error of each operation. What
//! they do is written here once, over [`ErrorParts`].
//! Never here: how an error is read off the wire ([`crate::protocol`]).

mod conceal;
mod display;
mod unhandled;

use std::fmt;

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
pub use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError as RawSdkError};
pub use aws_smithy_runtime_api::{box_error::BoxError, client::orchestrator::HttpResponse};
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use aws_types::request_id::RequestId;

pub(crate) use self::conceal::ConcealResponse;
pub use self::display::DisplayErrorContext;
pub use self::unhandled::Unhandled;
use crate::enumeration::DidYouMean;
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
    /// What the variant holds.
    fn parts(&self) -> &dyn ErrorParts;
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

    /// The error that an answer was no output for this reason.
    fn unreadable(source: BoxError, meta: ErrorMetadata, answer: &Answer<'_>) -> Self;
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
        self.as_deref().filter(|text| !text.trim().is_empty())
    }

    fn fill(&mut self, meta: &ErrorMetadata) {
        if let (None, Some(message)) = (self.text(), meta.message()) {
            *self = Some(message.to_owned());
        }
    }
}

impl Message for String {
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
    match message.filter(|message| !message.trim().is_empty()) {
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
        Err(source) => unhandled(Unhandled::answered(source, meta.clone(), answer)),
    })
}

/// A text that is no value of an enum, as far as the model knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownVariantError {
    /// `None` if it must not be shown.
    value: Option<String>,
    name: &'static str,
    nearest: Vec<&'static str>,
}

impl UnknownVariantError {
    /// `value` is not one of the `values` of the enum `name`.
    #[doc(hidden)]
    pub fn new(
        value: &str,
        name: &'static str,
        values: &[&'static str],
        is_sensitive: bool,
    ) -> Self {
        let nearest = if is_sensitive {
            Vec::new()
        } else {
            crate::enumeration::nearest(value, values)
        };
        Self {
            value: (!is_sensitive).then(|| value.to_owned()),
            name,
            nearest,
        }
    }

    /// The text; `None` if the model calls the enum's values sensitive.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// The enum's name.
    pub fn enum_name(&self) -> &'static str {
        self.name
    }

    /// The values that it may have been meant to be.
    pub fn nearest(&self) -> &[&'static str] {
        &self.nearest
    }
}

impl fmt::Display for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => write!(f, "unknown {}: {value:?}", self.name)?,
            None => write!(f, "unknown {}", self.name)?,
        }
        write!(f, "{}", DidYouMean::from(self.nearest.as_slice()))
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
                $(
                    let message = $crate::error::Message::text(&self.$message);
                    let meta = $crate::error::meta_of(self, stringify!($message), message, meta);
                )?
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

/// States the errors of a service, one line each: the enum of all of them, and the generic one that is the
/// error of every operation.
///
/// One enum for all operations, because one for each is a fifth of what checking a generated crate costs.
/// The variants hold the generated crate's own `types::error`, which `crate` means where the macro is called.
#[macro_export]
#[doc(hidden)]
#[allow(
    clippy::crate_in_macro_def,
    reason = "the layout of the generated crate is the contract"
)]
macro_rules! service_error {
    (
        $(#[$meta:meta])*
        pub enum $error:ident, $operation_error:ident {
            $($(#[$variant_meta:meta])* $variant:ident $is:ident,)*
        }
    ) => {
        $(#[$meta])*
        #[non_exhaustive]
        pub enum $error {
            $(
                $(#[$variant_meta])*
                $variant(crate::types::error::$variant),
            )*
            /// An error that the model does not describe.
            #[deprecated(
                note = "an error may get a variant of its own: match `_` and ask for `code()`"
            )]
            Unhandled($crate::error::Unhandled),
        }

        /// What can go wrong in a call of the operation `O`.
        ///
        /// A service may answer with any of its errors, whichever the model lists for the operation; those that
        /// it lists stand on the operation's own page.
        #[non_exhaustive]
        pub enum $operation_error<O> {
            $(
                $(#[$variant_meta])*
                $variant(crate::types::error::$variant),
            )*
            /// An error that the model does not describe.
            #[deprecated(
                note = "an error may get a variant of its own: match `_` and ask for `code()`"
            )]
            Unhandled($crate::error::Unhandled<O>),
        }

        impl<O> $operation_error<O> {
            /// An error that the model does not describe, around its cause.
            pub fn unhandled(cause: impl ::std::convert::Into<$crate::error::BoxError>) -> Self {
                #[allow(deprecated)]
                Self::Unhandled($crate::error::Unhandled::new(cause, ::std::default::Default::default()))
            }

            /// An error that the model does not describe, from its code and message.
            pub fn generic(meta: $crate::error::ErrorMetadata) -> Self {
                #[allow(deprecated)]
                Self::Unhandled($crate::error::Unhandled::new(meta.clone(), meta))
            }

            /// Code, message and request id of the error.
            pub fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::error::Modeled::parts(self).meta()
            }

            $(
                #[doc = concat!("Whether the error is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
                pub fn $is(&self) -> bool {
                    matches!(self, Self::$variant(_))
                }
            )*
        }

        impl<O: 'static> $crate::error::OperationError for $operation_error<O> {
            #[allow(deprecated)]
            fn from_code(
                meta: $crate::error::ErrorMetadata,
                answer: &$crate::protocol::Answer<'_>,
            ) -> Self {
                $(
                    if let ::std::option::Option::Some(error) =
                        $crate::error::read_variant(Self::$variant, Self::Unhandled, &meta, answer)
                    {
                        return error;
                    }
                )*
                Self::Unhandled($crate::error::Unhandled::answered(meta.clone(), meta, answer))
            }

            #[allow(deprecated)]
            fn unreadable(
                source: $crate::error::BoxError,
                meta: $crate::error::ErrorMetadata,
                answer: &$crate::protocol::Answer<'_>,
            ) -> Self {
                Self::Unhandled($crate::error::Unhandled::answered(source, meta, answer))
            }
        }

        impl<O> $crate::__private::CreateUnhandledError for $operation_error<O> {
            #[allow(deprecated)]
            fn create_unhandled_error(
                source: $crate::error::BoxError,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(source, meta.unwrap_or_default()))
            }
        }

        impl<O> ::std::convert::From<$operation_error<O>> for $error {
            #[allow(deprecated)]
            fn from(error: $operation_error<O>) -> Self {
                match error {
                    $($operation_error::$variant(exception) => Self::$variant(exception),)*
                    $operation_error::Unhandled(unhandled) => Self::Unhandled(unhandled.of_any()),
                }
            }
        }

        impl<O, R> ::std::convert::From<$crate::error::SdkError<$operation_error<O>, R>> for $error
        where
            O: 'static,
            R: ::std::fmt::Debug + ::std::marker::Send + ::std::marker::Sync + 'static,
        {
            #[allow(deprecated)]
            fn from(error: $crate::error::SdkError<$operation_error<O>, R>) -> Self {
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

        $crate::error_enum! { [] $error { $($variant,)* } }
        $crate::error_enum! { [<O>] $operation_error { $($variant,)* } }
    };
}

/// What the error of an operation and those of a service have in common.
#[macro_export]
#[doc(hidden)]
macro_rules! error_enum {
    ([$($generic:tt)*] $error:ident { $($variant:ident,)* }) => {
        impl $($generic)* $crate::error::Modeled for $error $($generic)* {
            #[allow(deprecated)]
            fn parts(&self) -> &dyn $crate::error::ErrorParts {
                match self {
                    $(Self::$variant(exception) => exception,)*
                    Self::Unhandled(unhandled) => unhandled.parts(),
                }
            }
        }

        impl $($generic)* ::std::fmt::Debug for $error $($generic)* {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt($crate::error::Modeled::parts(self), f)
            }
        }

        impl $($generic)* ::std::fmt::Display for $error $($generic)* {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt($crate::error::Modeled::parts(self), f)
            }
        }

        impl $($generic)* ::std::error::Error for $error $($generic)* {
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                $crate::error::Modeled::parts(self).source()
            }
        }

        impl $($generic)* $crate::error::ProvideErrorMetadata for $error $($generic)* {
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::error::Modeled::parts(self).meta()
            }
        }

        impl $($generic)* $crate::__private::ProvideErrorKind for $error $($generic)* {
            fn retryable_error_kind(&self) -> ::std::option::Option<$crate::__private::ErrorKind> {
                $crate::error::Modeled::parts(self).retry_kind()
            }

            fn code(&self) -> ::std::option::Option<&str> {
                $crate::error::ProvideErrorMetadata::code(self)
            }
        }

        impl $($generic)* $crate::RequestId for $error $($generic)* {
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::RequestId::request_id($crate::error::Modeled::parts(self).meta())
            }
        }
    };
}

//! The macros for errors: `exception!` and `service_error!`.
//!
//! Never here: anything that can be a function.

/// Makes a structure an error: its code, its message, and whether a retry may succeed.
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
                self._extra.meta = meta;
            }
        }

        impl $crate::error::ErrorParts for $name {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self._extra.meta
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

        $(
            impl $name {
                /// The kind of retry for calls that fail with this error.
                #[inline]
                pub fn retryable_error_kind(&self) -> $crate::__private::ErrorKind {
                    $crate::__private::ErrorKind::$retry
                }
            }
        )?

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                // Without a member for the message, the service's may still have come.
                let message = $crate::error::ProvideErrorMetadata::message(&self._extra.meta);
                $(
                    let message = $crate::error::Message::stated(&self.$message);
                    let hidden = $crate::error::hides(self, stringify!($message));
                    let message = message.filter(|_| !hidden);
                )?
                $crate::error::display(f, stringify!($name), message)
            }
        }

        impl ::std::error::Error for $name {}
    };
}

/// Defines the errors of a service, with one line each: the enum of all errors, and the generic one for operations.
///
/// All operations share one generic enum, because one enum for each would be a fifth of the cost of checking a
/// generated crate. The variants hold types of `crate::types::error`, where `crate` is the generated crate.
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
            $($(#[$variant_meta:meta])* $variant:ident $is:ident $advice:literal,)*
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

        /// The error of a call of the operation `O`.
        ///
        /// A service may return any of its errors, even one that the model does not list for the operation. The page
        /// of the operation has those that it lists.
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
            /// An error that the model does not describe, with this cause.
            pub fn unhandled(cause: impl ::std::convert::Into<$crate::error::BoxError>) -> Self {
                #[allow(deprecated)]
                Self::Unhandled($crate::error::Unhandled::new(cause, ::std::default::Default::default()))
            }

            /// An error that the model does not describe, with this code and message.
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
                Self::Unhandled($crate::error::Unhandled::answered(meta, answer))
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
                        let unhandled = match other {
                            $crate::error::SdkError::ResponseError(_) => {
                                $crate::error::Unhandled::with_response(other, meta)
                            }
                            _ => $crate::error::Unhandled::new(other, meta),
                        };
                        Self::Unhandled(unhandled)
                    }
                }
            }
        }

        impl<T, E> ::std::convert::From<$crate::waiter::WaiterError<T, E>> for $error
        where
            T: ::std::fmt::Debug + ::std::marker::Send + ::std::marker::Sync + 'static,
            E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
        {
            #[allow(deprecated)]
            fn from(error: $crate::waiter::WaiterError<T, E>) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(error, ::std::default::Default::default()))
            }
        }

        impl ::std::convert::From<$crate::error::BuildError> for $error {
            #[allow(deprecated)]
            fn from(error: $crate::error::BuildError) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(error, ::std::default::Default::default()))
            }
        }

        impl $crate::failure::Failure for $error {
            fn explain(&self) -> $crate::failure::Explanation {
                $crate::failure::Explanation::of(self, ::std::option::Option::None)
            }
        }

        impl<O: $crate::operation::Operation> $crate::failure::Failure for $operation_error<O> {
            fn explain(&self) -> $crate::failure::Explanation {
                $crate::failure::Explanation::of(self, Self::operation())
            }

            fn operation() -> ::std::option::Option<&'static str> {
                ::std::option::Option::Some(O::DESCRIPTOR.name)
            }
        }

        $crate::error_enum! { [] $error { $($variant $advice,)* } }
        $crate::error_enum! { [<O>] $operation_error { $($variant $advice,)* } }
    };
}

/// Implements what the error of an operation and that of a service have in common.
#[macro_export]
#[doc(hidden)]
macro_rules! error_enum {
    ([$($generic:tt)*] $error:ident { $($variant:ident $advice:literal,)* }) => {
        impl $($generic)* $crate::error::Modeled for $error $($generic)* {
            #[allow(deprecated)]
            fn advice(&self) -> ::std::option::Option<&'static str> {
                match self {
                    $(Self::$variant(_) => ::std::option::Option::Some($advice),)*
                    Self::Unhandled(_) => ::std::option::Option::None,
                }
            }

            #[allow(deprecated)]
            fn parts(&self) -> &(dyn $crate::error::ErrorParts + 'static) {
                match self {
                    $(Self::$variant(exception) => exception,)*
                    Self::Unhandled(unhandled) => unhandled.parts(),
                }
            }
        }

        impl $($generic)* ::std::fmt::Debug for $error $($generic)* {
            #[allow(deprecated)]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let name = match self {
                    $(Self::$variant(_) => stringify!($variant),)*
                    Self::Unhandled(_) => "Unhandled",
                };
                f.debug_tuple(name).field(&$crate::error::Modeled::parts(self)).finish()
            }
        }

        impl $($generic)* ::std::fmt::Display for $error $($generic)* {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt($crate::error::Modeled::parts(self), f)
            }
        }

        impl $($generic)* ::std::error::Error for $error $($generic)* {
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                $crate::error_source!([$($generic)*] $crate::error::Modeled::parts(self))
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

/// The source of an operation's error, which is generic, or of the service's error, which is not.
#[macro_export]
#[doc(hidden)]
macro_rules! error_source {
    ([<$operation:ident>] $parts:expr) => {
        $crate::error::source($parts)
    };
    ([] $parts:expr) => {
        // The service's error stands in the place of the modelled one, as in the official crates.
        $parts.source()
    };
}

//! The macro for operations: `operation!`.
//!
//! Never here: anything that can be a function.

/// The way from the client's method to all that the model says; nothing where the summary is all.
#[macro_export]
#[doc(hidden)]
macro_rules! in_full {
    ($fluent:ident) => {
        ""
    };
    ($fluent:ident $($page:literal)+) => {
        concat!("In full: [`", stringify!($fluent), "`].")
    };
}

/// States an operation: the client's method, the fluent builder (of which the input's builder is one state),
/// and the descriptor. The summary opens the documentation of the method and of the builder, and what documents
/// the operation itself closes both; the rest of the model's text stands on the builder's page. The other names
/// that the builder's page is looked for by are `alias`. `crate::Client` is the client of the generated crate
/// that calls the macro.
#[macro_export]
#[doc(hidden)]
#[allow(
    clippy::crate_in_macro_def,
    reason = "the layout of the generated crate is the contract"
)]
macro_rules! operation {
    (
        $(#[doc = $summary:literal])*
        $(#[deprecated $($deprecated:tt)*])?
        fn $method:ident;
        $(#[doc = $page:literal])*
        struct $fluent:ident $(alias $alias:literal)*;
        $(#[$docs:meta])*
        operation $operation:ident of $service:path = $name:literal $verb:literal $uri:literal $code:literal
        $(host $host:literal)? $(($unsigned:ident))?,
        $input:ident $(($no_input:ident))? -> $output:ident or $error:ident, $builder:ident, $output_builder:ident
    ) => {
        impl crate::Client {
            $(#[doc = $summary])*
            ///
            #[doc = $crate::in_full!($fluent $($page)*)]
            ///
            $(#[$docs])*
            $(#[deprecated $($deprecated)*])?
            pub fn $method(&self) -> $fluent {
                $fluent {
                    value: ::std::default::Default::default(),
                    state: crate::client::request(self),
                }
            }
        }

        #[doc = concat!("The operation `", $name, "`: see [`", stringify!($fluent), "`].")]
        #[cfg_attr(doc, doc(hidden))]
        #[non_exhaustive]
        #[derive(Clone, Debug, Default)]
        pub struct $operation;

        impl $operation {
            /// The operation.
            #[inline]
            pub fn new() -> Self {
                Self
            }
        }

        impl $crate::config::RuntimePlugin for $operation {
            #[inline]
            fn config(&self) -> ::std::option::Option<$crate::config::FrozenLayer> {
                $crate::operation::settings(<Self as $crate::operation::Operation>::DESCRIPTOR)
            }

            #[inline]
            fn runtime_components(
                &self,
                _: &$crate::config::RuntimeComponentsBuilder,
            ) -> ::std::borrow::Cow<'_, $crate::config::RuntimeComponentsBuilder> {
                $crate::operation::components(<Self as $crate::operation::Operation>::DESCRIPTOR)
            }
        }

        /// The builders of the operation.
        pub mod builders {
            // An alias on the item itself is dropped, because its module is private.
            #[doc(inline)]
            $(#[doc(alias = $alias)])*
            pub use super::$fluent;
            pub use super::$builder;
            #[doc(inline)]
            pub use super::$output_builder;
        }

        impl $crate::operation::Operation for $operation {
            type Service = $service;
            type Input = $input;
            type Output = $output;
            type Error = $error;
            const DESCRIPTOR: &'static $crate::operation::Descriptor =
                &$crate::operation::Descriptor::new::<Self>(
                    $name,
                    $crate::operation::Http { method: $verb, uri: $uri, code: $code },
                    !$crate::flag!($($no_input)?),
                )$(.host_prefix($host))?$(.$unsigned())?;
        }

        impl $input {
            #[doc = concat!("A builder for [`", stringify!($input), "`].")]
            #[inline]
            pub fn builder() -> $builder {
                $builder::default()
            }

            /// Checks the input against the constraints of the model, as a call does before it is sent.
            ///
            /// # Errors
            /// Every violation.
            #[inline]
            pub fn validate(
                &self,
                level: $crate::validation::Validation,
            ) -> $crate::validation::Result {
                $crate::validation::request_of::<$operation>(self, level)
            }
        }

        #[doc = concat!("A builder for [`", stringify!($input), "`], without a client to send it with.")]
        #[cfg_attr(doc, doc(hidden))]
        pub type $builder = $fluent<$crate::operation::Detached>;

        $(#[doc = $summary])*
        ///
        $(#[doc = $page])*
        ///
        $(#[$docs])*
        #[cfg_attr(doc, doc(hidden))]
        #[must_use = "a request does nothing unless it is sent"]
        pub struct $fluent<S = $crate::operation::Request<$service>> {
            pub(crate) value: $input,
            pub(crate) state: S,
        }

        impl $fluent {
            /// Sends the request and waits for the answer.
            #[inline]
            pub fn send(
                self,
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<$output, $crate::error::SdkError<$error>>,
            > {
                $crate::operation::call::<$operation>(self.state, self.value)
            }

            /// Lets this one call differ from the client's settings before it is sent.
            #[inline]
            pub fn customize(
                self,
            ) -> $crate::customize::CustomizableOperation<$output, $error, Self, $service> {
                $crate::customize::CustomizableOperation::new(self)
            }

            /// The input as it stands, as a builder of its own.
            #[inline]
            pub fn as_input(&self) -> $builder {
                $fluent {
                    value: ::std::clone::Clone::clone(&self.value),
                    state: $crate::operation::Detached,
                }
            }
        }

        impl $fluent<$crate::operation::Detached> {
            /// The input with what was set. Nothing is checked before it is sent.
            ///
            /// # Errors
            /// None; the official crates return a `Result` here.
            #[inline]
            pub fn build(self) -> ::std::result::Result<$input, $crate::error::BuildError> {
                ::std::result::Result::Ok(self.value)
            }

            /// Sends the request with `client` and waits for the answer.
            #[inline]
            pub fn send_with(
                self,
                client: &crate::Client,
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<$output, $crate::error::SdkError<$error>>,
            > + use<> {
                $crate::operation::call::<$operation>(
                    $crate::operation::Request::new($crate::client::ServiceClient::handle(client)),
                    self.value,
                )
            }
        }

        $crate::serde_input! { $input $builder }

        impl ::std::default::Default for $builder {
            #[inline]
            fn default() -> Self {
                Self {
                    value: ::std::default::Default::default(),
                    state: $crate::operation::Detached,
                }
            }
        }

        impl<S: ::std::clone::Clone> ::std::clone::Clone for $fluent<S> {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    value: ::std::clone::Clone::clone(&self.value),
                    state: ::std::clone::Clone::clone(&self.state),
                }
            }
        }

        impl ::std::cmp::PartialEq for $builder {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.value == other.value
            }
        }

        impl<S: $crate::operation::BuilderState> ::std::fmt::Debug for $fluent<S> {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.state.debug(f, [stringify!($fluent), stringify!($builder)], &self.value)
            }
        }

        impl $crate::customize::FluentBuilder for $fluent {
            type Operation = $operation;

            #[inline]
            fn into_request(self) -> ($crate::operation::Request<$service>, $input) {
                (self.state, self.value)
            }
        }
    };
}

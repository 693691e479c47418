//! The macros for what outputs and errors have besides their members: `role!`. See [`crate::value::extra`].
//!
//! Never here: what all structures have.

/// Implements the traits of an output or an error.
#[macro_export]
#[doc(hidden)]
macro_rules! role {
    (Output $name:ident) => {
        impl $crate::operation::Output for $name {
            #[inline]
            fn set_request_id(&mut self, request_id: ::std::option::Option<&str>) {
                self._extra.request_id = request_id.map(::std::convert::Into::into);
            }
        }

        impl $crate::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._extra.request_id.as_deref()
            }
        }
    };
    (Error $name:ident) => {
        impl $crate::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::RequestId::request_id(&self._extra.meta)
            }
        }

        impl $crate::error::ProvideErrorMetadata for $name {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self._extra.meta
            }
        }
    };
}

/// What `Debug` shows besides the members.
#[macro_export]
#[doc(hidden)]
macro_rules! show {
    ($show:ident $self:ident) => {
        ::std::option::Option::None
    };
    ($show:ident $self:ident $role:ident) => {
        ::std::option::Option::Some(
            <$crate::value::extra::$role as $crate::value::extra::Extra>::$show(&$self._extra),
        )
    };
}

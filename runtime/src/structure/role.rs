//! What an output and an error have beyond their members.
//!
//! Never here: what structures have in common.

use aws_smithy_types::error::ErrorMetadata;

use crate::walk::{More, NO_REQUEST_ID};

/// The part of a structure that is no member of the model.
pub trait Extra: Clone + Default + PartialEq {
    /// What the builder has for it.
    type Builder: Clone + Default + PartialEq;

    /// What the builder was given.
    fn build(builder: Self::Builder) -> Self;

    /// What `Debug` shows of it.
    fn show(&self) -> More<'_>;

    /// What `Debug` of the builder shows of it.
    fn show_builder(builder: &Self::Builder) -> More<'_>;
}

/// What an operation gives: the id of the request.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// As the service sent it.
    pub request_id: Option<String>,
}

impl Extra for Output {
    type Builder = ();

    #[inline]
    fn build((): ()) -> Self {
        Self::default()
    }

    #[inline]
    fn show(&self) -> More<'_> {
        ("_request_id", &self.request_id)
    }

    #[inline]
    fn show_builder((): &()) -> More<'_> {
        NO_REQUEST_ID
    }
}

/// What an operation fails with: code, message and the id of the request.
#[derive(Clone, Default, PartialEq)]
pub struct Error {
    /// As the service sent them.
    pub meta: ErrorMetadata,
}

impl Extra for Error {
    type Builder = Option<ErrorMetadata>;

    #[inline]
    fn build(meta: Self::Builder) -> Self {
        Self {
            meta: meta.unwrap_or_default(),
        }
    }

    #[inline]
    fn show(&self) -> More<'_> {
        ("meta", &self.meta)
    }

    #[inline]
    fn show_builder(meta: &Self::Builder) -> More<'_> {
        ("meta", meta)
    }
}

/// The traits of an output or an error.
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

/// What `Debug` shows beyond the members.
#[macro_export]
#[doc(hidden)]
macro_rules! show {
    ($show:ident $self:ident) => {
        ::std::option::Option::None
    };
    ($show:ident $self:ident $role:ident) => {
        ::std::option::Option::Some(
            <$crate::structure::$role as $crate::structure::Extra>::$show(&$self._extra),
        )
    };
}

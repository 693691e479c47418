//! What outputs and errors have besides their members.
//!
//! Never here: what all structures have.

use aws_smithy_types::error::ErrorMetadata;

use super::walk::{More, NO_REQUEST_ID};

/// The part of a structure that is not a member.
pub trait Extra: Clone + Default + PartialEq {
    /// The type of the builder's field for it.
    type Builder: Clone + Default + PartialEq;

    /// The value from the builder's field.
    fn build(builder: Self::Builder) -> Self;

    /// What `Debug` shows of it.
    fn show(&self) -> More<'_>;

    /// What `Debug` of the builder shows of it.
    fn show_builder(builder: &Self::Builder) -> More<'_>;
}

/// The extra of an output: the request id.
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

/// The extra of an error: code, message and request id.
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

//! The hand-written half of every client that Smithwright generates.
//!
//! A generated crate states its shapes, structures, operations and errors as tables. This crate walks the tables:
//! it reads and writes JSON and CBOR, binds members to HTTP, validates, compares and prints values, paginates,
//! waits, and sends requests on the official AWS runtime crates.
//! Never here: anything that only one service needs.
#![allow(
    clippy::result_large_err,
    reason = "`SdkError` is the official runtime's, and so is its size; other repositories have other lints"
)]

pub mod auth;
pub mod client;
pub mod codec;
pub mod config;
pub mod endpoint;
pub mod error;
pub mod expression;
mod http_binding;
mod macros;
pub mod operation;
pub mod protocol;
mod regex;
pub mod schema;
pub mod serde;
pub mod service;
#[cfg(feature = "testing")]
pub mod testing;
pub mod validation;
pub mod value;

pub use aws_types::request_id::RequestId;

pub use self::client::{customize, paginator, waiter};
pub use self::config::{feature_tracker, idempotency_token};
pub use self::error::failure;
#[doc(hidden)]
pub use self::macros::access;
pub use self::value::{enumeration, union, walk};

/// Blobs, timestamps and documents.
pub mod primitives {
    pub use aws_smithy_types::date_time::Format as DateTimeFormat;
    pub use aws_smithy_types::{Blob, DateTime, Document, Number};
}

/// What the macros of this crate need. Not part of the API.
#[doc(hidden)]
pub mod __private {
    pub use aws_smithy_runtime_api::client::auth::{
        AuthSchemeOptionsFuture, SharedAuthSchemeOptionResolver,
    };
    pub use aws_smithy_runtime_api::client::result::CreateUnhandledError;
    pub use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
    pub use tracing::debug;
}

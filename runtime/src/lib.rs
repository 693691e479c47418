//! The hand-written half of every client that Smithwright generates.
//!
//! A generated crate states tables: what its shapes, structures, operations and errors are. This crate
//! walks them: it reads and writes JSON and CBOR, binds members to HTTP, compares, prints, pages, waits,
//! and sends requests on the official AWS runtime crates. Never here: anything that one service needs and
//! another does not.
#![allow(
    clippy::result_large_err,
    reason = "`SdkError` is the official runtime's, and so is its size; other repositories have other lints"
)]

#[doc(hidden)]
pub mod access;
pub mod client;
pub mod codec;
pub mod config;
pub mod customize;
pub mod endpoint;
pub mod enumeration;
pub mod error;
pub mod expression;
pub mod failure;
pub mod feature_tracker;
mod http_binding;
pub mod idempotency_token;
pub mod operation;
pub mod paginator;
pub mod protocol;
mod regex;
pub mod schema;
pub mod serde;
pub mod service;
pub mod structure;
#[cfg(feature = "testing")]
pub mod testing;
pub mod validation;
pub mod value;
pub mod waiter;
pub mod walk;

pub use aws_types::request_id::RequestId;

/// Bytes and points in time.
pub mod primitives {
    pub use aws_smithy_types::date_time::Format as DateTimeFormat;
    pub use aws_smithy_types::{Blob, DateTime};
}

/// What the macros of this crate name. No part of the API.
#[doc(hidden)]
pub mod __private {
    pub use aws_smithy_runtime_api::client::result::CreateUnhandledError;
    pub use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
    pub use tracing::debug;
}

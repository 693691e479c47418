//! JSON and CBOR, read by one [`Reader`] and written by one [`Writer`].
//!
//! The JSON is that of the AWS JSON protocols, the CBOR that of Smithy RPC v2. Input is untrusted: reading any bytes
//! ends in a value or a [`ReadError`], within [`MAX_DEPTH`] levels of recursion and within the memory that [`MEMORY`]
//! and [`MEMORY_A_BYTE`] allow. Strings and blobs are not counted: they take no more than their bytes in the body.
//! Never here: HTTP, error codes, what a protocol does with a body.

mod cbor;
mod document;
mod entries;
mod error;
mod format;
mod json;
mod order;
mod reader;
mod structure;
mod writer;

pub use entries::{Entries, MAX_DEPTH};
pub use error::ReadError;
pub use format::Format;
#[cfg(feature = "serde")]
pub(crate) use json::{date_text, float_name};
pub use reader::{MEMORY, MEMORY_A_BYTE, Reader};
pub use writer::Writer;

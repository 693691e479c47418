//! Values to bytes and back: JSON and CBOR behind one [`Reader`] and one [`Writer`].
//!
//! The JSON is that of the AWS JSON protocols, the CBOR that of Smithy RPC v2. Bytes are a stranger's:
//! whatever they are, reading ends in a value or in a [`ReadError`], within [`MAX_DEPTH`] levels of
//! recursion and within [`MEMORY`] and [`MEMORY_A_BYTE`], besides the texts and blobs themselves, which take no
//! more than the bytes that are really there.
//! Never here: HTTP, error codes, what a protocol does with a body.

mod cbor;
mod entries;
mod error;
mod format;
mod json;
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

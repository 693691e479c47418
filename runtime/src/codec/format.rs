//! [`Format`]: how values are put into bytes.
//!
//! Never here: the bytes themselves.

/// How values are put into bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON, as in AWS JSON 1.0 and 1.1 and in REST JSON.
    Json,
    /// CBOR, as in Smithy RPC v2.
    Cbor,
}

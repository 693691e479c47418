//! [`Format`]: the formats of bodies.
//!
//! Never here: reading or writing one.

/// The format of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON, as in AWS JSON 1.0 and 1.1 and in REST JSON.
    Json,
    /// CBOR, as in Smithy RPC v2.
    Cbor,
}

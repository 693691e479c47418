//! [`Protocol`]: the protocols that a client can speak.
//!
//! Never here: what one of them does.

use crate::codec::Format;

/// A protocol: how requests and responses are written as HTTP messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// JSON bodies; a header names the operation:
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>.
    AwsJson1_0,
    /// Like [`AwsJson1_0`](Self::AwsJson1_0), with another media type:
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>.
    AwsJson1_1,
    /// JSON bodies; HTTP bindings for the operation and its members:
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>.
    RestJson1,
    /// CBOR bodies; the path names the operation:
    /// <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>.
    RpcV2Cbor,
}

impl Protocol {
    pub(crate) const fn format(self) -> Format {
        match self {
            Self::AwsJson1_0 | Self::AwsJson1_1 | Self::RestJson1 => Format::Json,
            Self::RpcV2Cbor => Format::Cbor,
        }
    }
}

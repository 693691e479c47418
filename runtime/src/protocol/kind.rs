//! [`Protocol`]: which protocols there are.
//!
//! Never here: what one of them does.

use crate::codec::Format;

/// How requests and responses stand in HTTP messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// JSON in bodies, the operation in a header:
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>.
    AwsJson1_0,
    /// The same with another media type:
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>.
    AwsJson1_1,
    /// JSON in bodies, the operation and some of its members in the rest of the message:
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>.
    RestJson1,
    /// CBOR in bodies, the operation in the path:
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

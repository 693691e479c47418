//! [`InvalidConfig`]: the settings of a client or request are invalid.
//!
//! Never here: what is wrong with an input.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;

use crate::endpoint::InvalidUrl;
use crate::protocol::Protocol;
use crate::service::ServiceMetadata;

/// The settings of a client or a request are invalid.
///
/// Nothing panics: every call of such a client fails with this as the source of an
/// [`SdkError::ConstructionFailure`](crate::error::SdkError).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum InvalidConfig {
    /// No [`BehaviorVersion`](crate::config::BehaviorVersion) is set.
    NoBehaviorVersion,
    /// The service does not support the protocol that is set.
    ProtocolNotOffered {
        /// The service id.
        service: &'static str,
        /// The protocol that is set.
        protocol: Protocol,
        /// The protocols that the service supports.
        offered: &'static [Protocol],
    },
    /// The endpoint URL that is set is invalid.
    EndpointUrl(InvalidUrl),
    /// A runtime component rejects the settings: retries without a sleep implementation, for example.
    Rejected(Arc<dyn Error + Send + Sync>),
}

impl InvalidConfig {
    pub(crate) fn protocol(protocol: Protocol, metadata: &'static ServiceMetadata) -> Self {
        Self::ProtocolNotOffered {
            service: metadata.id,
            protocol,
            offered: metadata.protocols,
        }
    }

    pub(crate) fn rejected(cause: impl Into<BoxError>) -> Self {
        Self::Rejected(cause.into().into())
    }
}

impl fmt::Display for InvalidConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Invalid client configuration: ")?;
        match self {
            Self::NoBehaviorVersion => f.write_str(
                "A behavior major version must be set when sending a request or constructing a client. \
                 You must set it during client construction or by enabling the \
                 `behavior-version-latest` cargo feature.",
            ),
            Self::ProtocolNotOffered { service, protocol, offered } => {
                write!(f, "{service} does not speak {protocol:?}; it speaks {offered:?}.")
            }
            Self::EndpointUrl(invalid) => fmt::Display::fmt(invalid, f),
            Self::Rejected(cause) => fmt::Display::fmt(cause, f),
        }
    }
}

impl Error for InvalidConfig {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Its text is part of this one's: what lies below it comes next.
            Self::Rejected(cause) => cause.source(),
            Self::NoBehaviorVersion | Self::ProtocolNotOffered { .. } | Self::EndpointUrl(_) => {
                None
            }
        }
    }
}

//! Chooses the protocol of a request.
//!
//! Never here: what a protocol does ([`crate::protocol`]).

use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use super::error::InvalidConfig;
use crate::protocol::Protocol;
use crate::service::{Service, ServiceMetadata};

impl Storable for Protocol {
    type Storer = StoreReplace<Self>;
}

/// The protocol of a request with these settings.
///
/// # Errors
/// The service does not support it.
pub fn protocol(
    settings: &ConfigBag,
    metadata: &'static ServiceMetadata,
) -> Result<Protocol, InvalidConfig> {
    offered(settings.load::<Protocol>().copied(), metadata)
}

/// `protocol` if the service supports it; the service's default if none is set.
pub(crate) fn offered(
    protocol: Option<Protocol>,
    metadata: &'static ServiceMetadata,
) -> Result<Protocol, InvalidConfig> {
    match (protocol, metadata.protocols) {
        (None, [default, ..]) => Ok(*default),
        (Some(protocol), offered) if offered.contains(&protocol) => Ok(protocol),
        (Some(protocol), _) => Err(InvalidConfig::protocol(protocol, metadata)),
        (None, []) => Err(InvalidConfig::rejected("the service speaks no protocol")),
    }
}

/// The default protocol of a service.
pub(super) fn default_protocol<S: Service>() -> Protocol {
    const {
        assert!(
            !S::METADATA.protocols.is_empty(),
            "a service speaks at least one protocol"
        );
        S::METADATA.protocols[0]
    }
}

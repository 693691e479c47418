//! Which protocol a request is written in.
//!
//! Never here: what a protocol does ([`crate::protocol`]).

use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use super::error::InvalidConfig;
use crate::protocol::Protocol;
use crate::service::{Service, ServiceMetadata};

impl Storable for Protocol {
    type Storer = StoreReplace<Self>;
}

/// The protocol of the request whose settings these are. Fails if the service does not speak it.
pub fn protocol(
    settings: &ConfigBag,
    metadata: &'static ServiceMetadata,
) -> Result<Protocol, InvalidConfig> {
    offered(settings.load::<Protocol>().copied(), metadata)
}

/// `protocol` if the service speaks it; if none is set, the service's default.
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

/// The protocol that requests to a service are written in unless another is set.
pub(super) fn default_protocol<S: Service>() -> Protocol {
    const {
        assert!(
            !S::METADATA.protocols.is_empty(),
            "a service speaks at least one protocol"
        );
        S::METADATA.protocols[0]
    }
}

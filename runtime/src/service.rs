//! The facts about a service: [`Service`] and [`ServiceMetadata`].
//!
//! Never here: operations ([`crate::operation`]), the settings of a client ([`crate::config`]).

use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;

use crate::auth;
use crate::endpoint::partition::Partition;
use crate::endpoint::rules::RuleSet;
use crate::endpoint::{ErasedParams, Resolver, Rules, SharedEndpointResolver};
use crate::protocol::Protocol;

/// A service. A generated crate has one type that implements it.
pub trait Service: Send + Sync + 'static {
    /// The facts.
    const METADATA: &'static ServiceMetadata;

    /// Logs a response, as an event of the generated crate.
    fn answered(_request_id: Option<&str>) {}
}

/// The facts about a service that every call needs.
#[derive(Debug)]
pub struct ServiceMetadata {
    /// The service id, such as `GameLift`.
    pub id: &'static str,
    /// The name of the generated crate, which is the target of spans and events.
    pub crate_name: &'static str,
    /// The name that requests are signed for.
    pub signing_name: &'static str,
    /// The service's name in the user agent, such as `gamelift`.
    pub user_agent_name: &'static str,
    /// The version of the generated crate.
    pub package_version: &'static str,
    /// The date of the model (`YYYY-MM-DD`), if known.
    pub model_date: Option<&'static str>,
    /// The scope of metrics, and the name of the configuration layer.
    pub scope: &'static str,
    /// The service's name in `X-Amz-Target` and in RPC paths.
    pub target_prefix: &'static str,
    /// The protocols that the service supports, the default first.
    pub protocols: &'static [Protocol],
    /// The rules that choose an endpoint.
    pub endpoint_rules: &'static RuleSet,
    /// The partitions that the rules refer to.
    pub partitions: &'static [Partition],
    /// The parameters of its resolvers.
    pub params: ResolverParams,
}

impl ServiceMetadata {
    /// The default endpoint resolver, by the rules.
    pub(crate) fn endpoint_resolver(&self) -> SharedEndpointResolver {
        SharedEndpointResolver::new(Rules {
            resolver: Resolver::new(self.endpoint_rules, self.partitions),
            params: self.params.endpoint,
        })
    }
}

/// The parameters of the resolvers of a service, whose types are its own, for code that does not know it.
#[derive(Debug, Clone, Copy)]
pub struct ResolverParams {
    /// Those of endpoint resolvers.
    pub(crate) endpoint: ErasedParams,
    /// Those of auth scheme resolvers, from the name of the operation.
    pub(crate) auth: fn(&'static str) -> AuthSchemeOptionResolverParams,
}

impl ResolverParams {
    /// Those of the service `S`.
    pub const fn of<S: 'static>() -> Self {
        Self {
            endpoint: ErasedParams::of::<S>(),
            auth: auth::erase::<S>,
        }
    }
}

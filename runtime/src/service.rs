//! What a generated crate says about its service, once.
//!
//! Never here: anything about one operation ([`crate::operation`]) or about one client's settings
//! ([`crate::config`]).

use crate::endpoint::partition::Partition;
use crate::endpoint::rules::RuleSet;
use crate::protocol::Protocol;

/// The type that stands for a service; a generated crate has one.
pub trait Service: Send + Sync + 'static {
    /// The facts.
    const METADATA: &'static ServiceMetadata;

    /// Logs that the service answered, as an event of the generated crate.
    fn answered(_request_id: Option<&str>) {}
}

/// The facts about a service that every call needs.
#[derive(Debug)]
pub struct ServiceMetadata {
    /// The service id, such as `GameLift`.
    pub id: &'static str,
    /// The generated crate, under whose name its spans and events are.
    pub crate_name: &'static str,
    /// The name requests are signed for.
    pub signing_name: &'static str,
    /// The name the service goes by in the user agent, such as `gamelift`.
    pub user_agent_name: &'static str,
    /// The version of the generated crate.
    pub package_version: &'static str,
    /// When the model was published (`YYYY-MM-DD`), where that is known.
    pub model_date: Option<&'static str>,
    /// The scope that metrics are recorded under, and the name of the configuration layer.
    pub scope: &'static str,
    /// The service's name in `X-Amz-Target` and in RPC paths.
    pub target_prefix: &'static str,
    /// The protocols the service speaks, the one used by default first.
    pub protocols: &'static [Protocol],
    /// The rules that choose an endpoint.
    pub endpoint_rules: &'static RuleSet,
    /// The partitions the rules refer to.
    pub partitions: &'static [Partition],
}

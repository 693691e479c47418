//! The public names of the official crates' `config::endpoint`, and the default resolver of a service.
//!
//! Never here: rules, and evaluating them ([`crate::endpoint`]).

use std::fmt;
use std::marker::PhantomData;

use crate::endpoint::Resolver;
pub use crate::endpoint::{
    Endpoint, EndpointFuture, InvalidParams, Params, ParamsBuilder, ResolveEndpoint,
    SharedEndpointResolver,
};
use crate::service::Service;

/// The default endpoint resolver: the rules of the service `S`.
pub struct DefaultResolver<S> {
    rules: Resolver,
    service: PhantomData<fn() -> S>,
}

impl<S: Service> DefaultResolver<S> {
    /// The default resolver, for your own resolver to call.
    pub fn new() -> Self {
        let rules = Resolver::new(S::METADATA.endpoint_rules, S::METADATA.partitions);
        Self {
            rules,
            service: PhantomData,
        }
    }
}

impl<S: Service> Default for DefaultResolver<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for DefaultResolver<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DefaultResolver").field(&self.rules).finish()
    }
}

impl<S> ResolveEndpoint for DefaultResolver<S> {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        self.rules.resolve_endpoint(params)
    }
}

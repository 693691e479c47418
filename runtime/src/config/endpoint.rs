//! The public names of the official crates' `config::endpoint`, and the default resolver of a service.
//!
//! Never here: rules, and evaluating them ([`crate::endpoint`]).

use std::fmt;
use std::marker::PhantomData;

pub use crate::endpoint::{Endpoint, EndpointFuture, SharedEndpointResolver};
use crate::endpoint::{Params, Resolver};
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

impl<S> DefaultResolver<S> {
    /// What the trait `ResolveEndpoint` of the service does.
    #[doc(hidden)]
    pub fn resolve<'a>(&'a self, params: &'a Params<S>) -> EndpointFuture<'a> {
        EndpointFuture::ready(self.rules.resolve(params).map_err(Into::into))
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

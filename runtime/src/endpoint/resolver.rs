//! [`Resolver`], which interprets a rule set, and the resolvers of callers, whose trait each service has its own of.
//!
//! Never here: rules, or evaluating them.

use std::fmt;
use std::sync::{PoisonError, RwLock};

use aws_smithy_http::endpoint::ResolveEndpointError;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_types::endpoint::Endpoint;

use super::evaluate::evaluate;
use super::params::{ErasedParams, Params, RuleParams};
use super::partition::{Partition, Partitions};
use super::rules::RuleSet;
use super::url;

/// A service whose trait `ResolveEndpoint` a resolver implements.
#[diagnostic::on_unimplemented(
    message = "`{R}` is no endpoint resolver of this service",
    note = "implement `ResolveEndpoint` of the crate's `config::endpoint` for it"
)]
pub trait AcceptsEndpointResolver<R> {
    /// The resolver for the official runtime.
    fn share(resolver: R) -> SharedEndpointResolver;
}

/// A resolver for the official runtime, which calls `resolve` with the parameters of the service `S`.
pub fn shared<R, S>(
    resolver: R,
    resolve: for<'a> fn(&'a R, &'a Params<S>) -> EndpointFuture<'a>,
) -> SharedEndpointResolver
where
    R: Send + Sync + fmt::Debug + 'static,
    S: 'static,
{
    SharedEndpointResolver::new(DowncastParams { resolver, resolve })
}

/// A resolver with the method that it has for the parameters of a service.
struct DowncastParams<R, S> {
    resolver: R,
    resolve: for<'a> fn(&'a R, &'a Params<S>) -> EndpointFuture<'a>,
}

impl<R: fmt::Debug, S> fmt::Debug for DowncastParams<R, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DowncastParams")
            .field(&self.resolver)
            .finish()
    }
}

impl<R, S> ResolveEndpoint for DowncastParams<R, S>
where
    R: Send + Sync + fmt::Debug,
    S: 'static,
{
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<Params<S>>() {
            Some(params) => (self.resolve)(&self.resolver, params),
            None => not_present(),
        }
    }
}

fn not_present<'a>() -> EndpointFuture<'a> {
    EndpointFuture::ready(Err("params of expected type was not present".into()))
}

/// The rules of a service, for the official runtime.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) resolver: Resolver,
    pub(crate) params: ErasedParams,
}

impl ResolveEndpoint for Rules {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match (self.params.find)(params) {
            Some(values) => EndpointFuture::ready(self.resolver.find(values).map_err(Into::into)),
            None => not_present(),
        }
    }
}

/// The endpoint resolver that interprets a rule set.
///
/// It caches the last endpoint: a client asks on every call, nearly always with the same parameters.
pub struct Resolver {
    rules: &'static RuleSet,
    partitions: Partitions,
    last: RwLock<Option<(RuleParams, Endpoint)>>,
}

impl Resolver {
    /// A resolver for these rules and partitions.
    pub const fn new(rules: &'static RuleSet, partitions: &'static [Partition]) -> Self {
        Self {
            rules,
            partitions: Partitions::new(partitions),
            last: RwLock::new(None),
        }
    }

    /// Resolves the endpoint for these parameters.
    ///
    /// # Errors
    /// The error of the rules, or their result is not a URL.
    pub fn resolve<S>(&self, params: &Params<S>) -> Result<Endpoint, ResolveEndpointError> {
        self.find(&params.values)
    }

    fn find(&self, params: &RuleParams) -> Result<Endpoint, ResolveEndpointError> {
        if let Some(endpoint) = self.recall(params) {
            return Ok(endpoint);
        }
        let endpoint = url::checked(evaluate(self.rules, &self.partitions, params)?)?;
        self.remember(params, &endpoint);
        Ok(endpoint)
    }

    fn recall(&self, params: &RuleParams) -> Option<Endpoint> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        match last.as_ref() {
            Some((known, endpoint)) if known == params => Some(endpoint.clone()),
            _ => None,
        }
    }

    fn remember(&self, params: &RuleParams, endpoint: &Endpoint) {
        let latest = Some((params.clone(), endpoint.clone()));
        *self.last.write().unwrap_or_else(PoisonError::into_inner) = latest;
    }
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver")
            .field("partitions", &self.partitions)
            .finish_non_exhaustive()
    }
}

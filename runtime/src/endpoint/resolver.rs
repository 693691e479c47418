//! [`ResolveEndpoint`], the trait of endpoint resolvers, with the official crates' API; and [`Resolver`], which
//! interprets a rule set.
//!
//! Never here: rules, or evaluating them.

use std::fmt;
use std::sync::{PoisonError, RwLock};

use aws_smithy_http::endpoint::ResolveEndpointError;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint as ResolveAnyEndpoint,
    SharedEndpointResolver,
};
use aws_smithy_types::endpoint::Endpoint;

use super::evaluate::evaluate;
use super::params::Params;
use super::partition::{Partition, Partitions};
use super::rules::RuleSet;
use super::url;

/// Endpoint resolver trait of a generated client.
pub trait ResolveEndpoint: Send + Sync + fmt::Debug {
    /// Resolve an endpoint with the given parameters.
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

    /// Convert this resolver into a [`SharedEndpointResolver`].
    ///
    /// The resulting resolver will downcast [`EndpointResolverParams`] into [`Params`].
    fn into_shared_resolver(self) -> SharedEndpointResolver
    where
        Self: Sized + 'static,
    {
        SharedEndpointResolver::new(DowncastParams(self))
    }
}

#[derive(Debug)]
struct DowncastParams<T>(T);

impl<T: ResolveEndpoint> ResolveAnyEndpoint for DowncastParams<T> {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_endpoint(params),
            None => EndpointFuture::ready(Err("params of expected type was not present".into())),
        }
    }
}

/// The endpoint resolver that interprets a rule set.
///
/// It caches the last endpoint: a client asks on every call, nearly always with the same parameters.
pub struct Resolver {
    rules: &'static RuleSet,
    partitions: Partitions,
    last: RwLock<Option<(Params, Endpoint)>>,
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
    pub fn resolve(&self, params: &Params) -> Result<Endpoint, ResolveEndpointError> {
        if let Some(endpoint) = self.recall(params) {
            return Ok(endpoint);
        }
        let endpoint = url::checked(evaluate(self.rules, &self.partitions, params)?)?;
        self.remember(params, &endpoint);
        Ok(endpoint)
    }

    fn recall(&self, params: &Params) -> Option<Endpoint> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        match last.as_ref() {
            Some((known, endpoint)) if known == params => Some(endpoint.clone()),
            _ => None,
        }
    }

    fn remember(&self, params: &Params, endpoint: &Endpoint) {
        let latest = Some((params.clone(), endpoint.clone()));
        *self.last.write().unwrap_or_else(PoisonError::into_inner) = latest;
    }
}

impl ResolveEndpoint for Resolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(self.resolve(params).map_err(Into::into))
    }
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver")
            .field("partitions", &self.partitions)
            .finish_non_exhaustive()
    }
}

//! Checks the URLs of endpoints: [`check`].
//!
//! The official orchestrator would notice an invalid URL only when the request is complete, and show the request with
//! its body in the error. So URLs are checked here first.
//! Never here: requests.

use std::borrow::Cow;
use std::fmt;

use aws_smithy_http::endpoint::ResolveEndpointError;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{Order, RuntimePlugin};
use aws_smithy_types::endpoint::Endpoint;

/// A string that cannot be the URL of an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidUrl {
    /// The string, as far as it may be shown.
    url: String,
    why: String,
}

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, why } = self;
        write!(f, "the endpoint URL {url:?} {why}")
    }
}

impl std::error::Error for InvalidUrl {}

/// Fails if `url` cannot precede the path of a request.
pub(crate) fn check(url: &str) -> Result<(), InvalidUrl> {
    let why = match url.split_once("://") {
        None | Some(("", _)) => "needs a scheme: `https://` or `http://` before it".to_owned(),
        Some(_) => match HttpRequest::empty().uri_mut().set_endpoint(url) {
            Ok(()) => return Ok(()),
            Err(error) => match std::error::Error::source(&error) {
                Some(source) => format!("is no URL: {source}"),
                None => format!("is no URL: {error}"),
            },
        },
    };
    // A name and a password may stand before the host.
    let url = url
        .rsplit_once('@')
        .map_or_else(|| url.to_owned(), |(_, host)| format!("...@{host}"));
    Err(InvalidUrl { url, why })
}

/// Checks the URL of an endpoint.
pub(crate) fn checked(endpoint: Endpoint) -> Result<Endpoint, ResolveEndpointError> {
    match check(endpoint.url()) {
        Ok(()) => Ok(endpoint),
        Err(invalid) => Err(ResolveEndpointError::message(invalid.to_string())),
    }
}

/// Checks the URLs of the endpoint resolver that other plugins of the same level set.
///
/// [`Resolver`](super::Resolver) checks its URLs itself, and only those that are not cached.
#[derive(Debug)]
pub(crate) struct CheckEndpoints;

impl RuntimePlugin for CheckEndpoints {
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn runtime_components(
        &self,
        current: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        let checked = current.endpoint_resolver().map(Checked);
        let mut components = RuntimeComponentsBuilder::new("CheckEndpoints");
        components.set_endpoint_resolver(checked.map(SharedEndpointResolver::new));
        Cow::Owned(components)
    }
}

/// A resolver that checks the URLs of another one.
#[derive(Debug)]
struct Checked(SharedEndpointResolver);

impl ResolveEndpoint for Checked {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        let endpoint = self.0.resolve_endpoint(params);
        EndpointFuture::new(async move { Ok(checked(endpoint.await?)?) })
    }

    fn finalize_params<'a>(
        &'a self,
        params: &'a mut EndpointResolverParams,
    ) -> Result<(), BoxError> {
        self.0.finalize_params(params)
    }
}

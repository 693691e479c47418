//! One type that stands for both services: every trait and type that each crate has of its own.

use std::error::Error;

use aws_sdk_gamelift as gamelift;
use aws_sdk_gameliftstreams as streams;
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemeOptionsFuture};
use aws_smithy_types::body::SdkBody;
use gamelift::config::{ConfigBag, Credentials, RuntimeComponents};

/// A resolver for both.
#[derive(Debug, Clone)]
struct Local;

impl gamelift::config::endpoint::ResolveEndpoint for Local {
    fn resolve_endpoint<'a>(
        &'a self,
        params: &'a gamelift::config::endpoint::Params,
    ) -> gamelift::config::endpoint::EndpointFuture<'a> {
        let url = format!("http://gamelift.{}", params.region().unwrap_or("nowhere"));
        let endpoint = gamelift::config::endpoint::Endpoint::builder().url(url);
        gamelift::config::endpoint::EndpointFuture::ready(Ok(endpoint.build()))
    }
}

impl streams::config::endpoint::ResolveEndpoint for Local {
    fn resolve_endpoint<'a>(
        &'a self,
        params: &'a streams::config::endpoint::Params,
    ) -> streams::config::endpoint::EndpointFuture<'a> {
        let url = format!("http://streams.{}", params.region().unwrap_or("nowhere"));
        let endpoint = streams::config::endpoint::Endpoint::builder().url(url);
        streams::config::endpoint::EndpointFuture::ready(Ok(endpoint.build()))
    }
}

impl gamelift::config::auth::ResolveAuthScheme for Local {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a gamelift::config::auth::Params,
        cfg: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        println!("gamelift asks about {}", params.operation_name());
        let _ = (cfg, components);
        AuthSchemeOptionsFuture::ready(Ok(vec![AuthSchemeId::new("sigv4").into()]))
    }
}

impl streams::config::auth::ResolveAuthScheme for Local {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a streams::config::auth::Params,
        cfg: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        println!("streams asks about {}", params.operation_name());
        let _ = (cfg, components);
        AuthSchemeOptionsFuture::ready(Ok(vec![AuthSchemeId::new("sigv4").into()]))
    }
}

/// The rules of the service, for what they are asked.
#[derive(Debug)]
struct Wrapped(gamelift::config::endpoint::DefaultResolver);

impl gamelift::config::endpoint::ResolveEndpoint for Wrapped {
    fn resolve_endpoint<'a>(
        &'a self,
        params: &'a gamelift::config::endpoint::Params,
    ) -> gamelift::config::endpoint::EndpointFuture<'a> {
        println!("wrapped: {:?}", params.region());
        gamelift::config::endpoint::ResolveEndpoint::resolve_endpoint(&self.0, params)
    }
}

/// Takes any resolver of the service.
fn resolved_by(
    resolver: impl gamelift::config::endpoint::ResolveEndpoint + 'static,
) -> gamelift::config::Builder {
    gamelift::Config::builder()
        .behavior_version(gamelift::config::BehaviorVersion::latest())
        .region(gamelift::config::Region::new("eu-west-1"))
        .endpoint_resolver(resolver)
}

/// What can go wrong with either.
#[derive(Debug)]
#[allow(dead_code, reason = "it is printed")]
enum Failure {
    GameLift(gamelift::Error),
    Streams(streams::Error),
    GameLiftVariant(gamelift::error::UnknownVariantError),
    StreamsVariant(streams::error::UnknownVariantError),
    GameLiftParams(gamelift::config::endpoint::InvalidParams),
    StreamsParams(streams::config::endpoint::InvalidParams),
    GameLiftAuth(gamelift::config::auth::BuildError),
    StreamsAuth(streams::config::auth::BuildError),
    GameLiftCall(
        Box<
            gamelift::error::SdkError<
                gamelift::operation::list_tags_for_resource::ListTagsForResourceError,
            >,
        >,
    ),
    StreamsCall(
        Box<
            streams::error::SdkError<
                streams::operation::list_tags_for_resource::ListTagsForResourceError,
            >,
        >,
    ),
}

macro_rules! from {
    ($($variant:ident: $from:ty;)*) => {
        $(
            impl From<$from> for Failure {
                fn from(error: $from) -> Self {
                    Self::$variant(error)
                }
            }
        )*
    };
}

from! {
    GameLift: gamelift::Error;
    Streams: streams::Error;
    GameLiftVariant: gamelift::error::UnknownVariantError;
    StreamsVariant: streams::error::UnknownVariantError;
    GameLiftParams: gamelift::config::endpoint::InvalidParams;
    StreamsParams: streams::config::endpoint::InvalidParams;
    GameLiftAuth: gamelift::config::auth::BuildError;
    StreamsAuth: streams::config::auth::BuildError;
}

impl
    From<
        gamelift::error::SdkError<
            gamelift::operation::list_tags_for_resource::ListTagsForResourceError,
        >,
    > for Failure
{
    fn from(
        error: gamelift::error::SdkError<
            gamelift::operation::list_tags_for_resource::ListTagsForResourceError,
        >,
    ) -> Self {
        Self::GameLiftCall(Box::new(error))
    }
}

impl
    From<
        streams::error::SdkError<
            streams::operation::list_tags_for_resource::ListTagsForResourceError,
        >,
    > for Failure
{
    fn from(
        error: streams::error::SdkError<
            streams::operation::list_tags_for_resource::ListTagsForResourceError,
        >,
    ) -> Self {
        Self::StreamsCall(Box::new(error))
    }
}

/// What each crate has of its own is a type of its own.
trait Of {
    fn of(&self) -> &'static str;
}

macro_rules! of {
    ($($service:ident: $($of:ty),*;)*) => {
        $($(
            impl Of for $of {
                fn of(&self) -> &'static str {
                    stringify!($service)
                }
            }
        )*)*
    };
}

of! {
    gamelift:
        gamelift::Client,
        gamelift::Config,
        gamelift::config::Builder,
        gamelift::config::endpoint::Params,
        gamelift::config::endpoint::ParamsBuilder,
        gamelift::config::endpoint::InvalidParams,
        gamelift::config::endpoint::DefaultResolver,
        gamelift::config::auth::Params,
        gamelift::config::auth::ParamsBuilder,
        gamelift::config::auth::BuildError,
        gamelift::config::auth::DefaultAuthSchemeResolver,
        gamelift::operation::list_tags_for_resource::ListTagsForResourceError,
        gamelift::operation::list_tags_for_resource::builders::ListTagsForResourceFluentBuilder,
        gamelift::operation::list_fleets::paginator::ListFleetsPaginator,
        gamelift::client::customize::CustomizableOperation<(), (), ()>;
    streams:
        streams::Client,
        streams::Config,
        streams::config::Builder,
        streams::config::endpoint::Params,
        streams::config::endpoint::ParamsBuilder,
        streams::config::endpoint::InvalidParams,
        streams::config::endpoint::DefaultResolver,
        streams::config::auth::Params,
        streams::config::auth::ParamsBuilder,
        streams::config::auth::BuildError,
        streams::config::auth::DefaultAuthSchemeResolver,
        streams::operation::list_tags_for_resource::ListTagsForResourceError,
        streams::operation::list_tags_for_resource::builders::ListTagsForResourceFluentBuilder,
        streams::operation::list_applications::paginator::ListApplicationsPaginator,
        streams::client::customize::CustomizableOperation<(), (), ()>;
}

fn params() -> Result<(), Failure> {
    let params = gamelift::config::endpoint::Params::builder().region("eu-west-1");
    println!("{}: {params:?}", params.of());
    let params = params.build()?;
    println!("{}: {params:?}", params.of());
    let params = streams::config::endpoint::Params::builder().region("eu-west-1");
    println!("{}", params.build()?.of());
    let params = gamelift::config::auth::Params::builder().operation_name("ListFleets");
    println!("{params:?}");
    println!("{:?}", params.build()?);
    streams::config::auth::Params::builder().build()?;
    Ok(())
}

/// Calls both: each resolver gets what its service asks.
async fn calls() -> Result<(), Failure> {
    let answer = |request: http::Request<SdkBody>| {
        println!("{} {}", request.method(), request.uri());
        http::Response::builder()
            .status(200)
            .header("smithy-protocol", "rpc-v2-cbor")
            .body(SdkBody::from(match request.uri().host() {
                Some(host) if host.starts_with("streams") => &b"{}"[..],
                _ => &b"\xa0"[..],
            }))
            .expect("a response")
    };
    let credentials = || Credentials::new("a", "b", None, None, "test");
    let builders = [
        resolved_by(Local),
        resolved_by(Wrapped(gamelift::config::endpoint::DefaultResolver::new())),
    ];
    for builder in builders {
        let config = builder
            .credentials_provider(credentials())
            .auth_scheme_resolver(Local)
            .http_client(infallible_client_fn(answer))
            .build();
        let call = gamelift::Client::from_conf(config).list_tags_for_resource();
        println!(
            "{:?}",
            call.resource_arn("arn:aws:gamelift:::fleet/a")
                .send()
                .await?
        );
    }
    let mut builder = streams::Config::builder()
        .behavior_version(streams::config::BehaviorVersion::latest())
        .region(streams::config::Region::new("eu-west-1"))
        .endpoint_resolver(Local)
        .credentials_provider(credentials())
        .http_client(infallible_client_fn(answer));
    builder.set_auth_scheme_resolver(Local);
    let client = streams::Client::from_conf(builder.build());
    let arn = "arn:aws:gameliftstreams:us-west-2:123456789012:application/a-9ZY8X7Wv6";
    println!(
        "{:?}",
        client
            .list_tags_for_resource()
            .resource_arn(arn)
            .send()
            .await?
    );
    // The rules of another service do not fit.
    let resolver = gamelift::config::endpoint::ResolveEndpoint::into_shared_resolver(Local);
    let call = client
        .list_tags_for_resource()
        .resource_arn(arn)
        .customize();
    let mut other = streams::Config::builder();
    other.set_endpoint_resolver(Some(resolver));
    let error = call.config_override(other).send().await;
    println!(
        "{:?}",
        error.map_err(|error| error.into_source().map(|error| error.to_string()))
    );
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let gamelift = gamelift::Config::builder()
        .behavior_version(gamelift::config::BehaviorVersion::latest())
        .region(gamelift::config::Region::new("eu-west-1"))
        .endpoint_resolver(Local)
        .build();
    println!("{}: {:?}", gamelift.of(), gamelift.endpoint_resolver());
    let streams = streams::Config::builder()
        .behavior_version(streams::config::BehaviorVersion::latest())
        .endpoint_resolver(Local)
        .build();
    println!("{}: {:?}", streams.of(), streams.endpoint_resolver());

    // A resolver gets the parameters of its service.
    let resolver = streams::config::endpoint::ResolveEndpoint::into_shared_resolver(Local);
    println!("{resolver:?}");
    println!("{:?}", params());
    let invalid = gamelift::config::endpoint::Params::builder().region("-");
    println!("{}", invalid.build().map_err(Failure::from).is_err());
    println!("{:?}", calls().await);
    Ok(())
}

//! One type that stands for both services: every trait and type that each crate has of its own.

use std::error::Error;

use aws_sdk_gamelift as gamelift;
use aws_sdk_gameliftstreams as streams;

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
        gamelift::operation::list_tags_for_resource::builders::ListTagsForResourceFluentBuilder;
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
        streams::operation::list_tags_for_resource::builders::ListTagsForResourceFluentBuilder;
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
    Ok(())
}

//! Endpoint URLs that are none, however they come in: the error says what is missing, and shows nothing of the request.

use std::error::Error;

use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture as AnyEndpointFuture, EndpointResolverParams,
    ResolveEndpoint as ResolveAnyEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_types::sdk_config::SdkConfig;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use gamelift::GameLift;
use gamelift::config::SharedCredentialsProvider;
use gamelift::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use gamelift::error::{DisplayErrorContext, SdkError};
use gamelift::operation::create_game_session::CreateGameSessionError;
use gamelift::operation::create_game_session::builders::CreateGameSessionFluentBuilder;
use smithwright_runtime::config::{Builder, InvalidConfig};

use super::server::{SECRET_ACCESS_KEY, Server};
use super::{credentials, game_session, gamelift, settings};

const NO_URL: &str = "localhost:9080";

fn call(settings: Builder<GameLift>) -> CreateGameSessionFluentBuilder {
    gamelift(settings)
        .create_game_session()
        .fleet_id("fleet-1")
        .name("hunter2")
        .maximum_player_session_count(8)
}

/// The call has failed for want of a scheme, and shows nothing of the request.
#[track_caller]
fn check<T>(
    result: Result<T, SdkError<CreateGameSessionError>>,
) -> SdkError<CreateGameSessionError> {
    let error = result.err().expect("it cannot be sent");
    let shown = format!(
        "{} {error:?} {}",
        DisplayErrorContext(&error),
        aws_smithy_types::error::display::DisplayErrorContext(&error)
    );
    assert!(
        shown.contains("the endpoint URL \"localhost:9080\" needs a scheme"),
        "{shown}"
    );
    assert!(!shown.contains("hunter2"), "{shown}");
    error
}

/// The same, of a setting: the request was not even built.
#[track_caller]
fn check_setting<T>(result: Result<T, SdkError<CreateGameSessionError>>) {
    let error = check(result);
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
    let source = error
        .source()
        .and_then(|source| source.downcast_ref::<InvalidConfig>());
    assert!(
        matches!(source, Some(InvalidConfig::EndpointUrl(_))),
        "{error:?}"
    );
}

fn shared() -> aws_types::sdk_config::Builder {
    let credentials = credentials(SECRET_ACCESS_KEY, None);
    SdkConfig::builder()
        .behavior_version(gamelift::config::BehaviorVersion::latest())
        .region(gamelift::config::Region::new(super::server::REGION))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
}

/// The environment and the profile.
#[derive(Debug)]
struct Environment;

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        (key.service_id() == "GameLift").then(|| NO_URL.to_owned())
    }
}

#[tokio::test]
async fn of_the_settings() {
    check_setting(call(settings(NO_URL)).send().await);
    let of_all = shared().endpoint_url(NO_URL).build();
    check_setting(call(Builder::from(&of_all)).send().await);
    let of_the_service = shared().service_config(Environment).build();
    check_setting(call(Builder::from(&of_the_service)).send().await);

    let pages = gamelift(settings(NO_URL)).list_aliases().into_paginator();
    let error = pages
        .send()
        .next()
        .await
        .expect("a page")
        .expect_err("no URL");
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
}

#[tokio::test]
async fn of_one_request() {
    let server = Server::start("gamelift", [game_session(), game_session()]).await;
    let with = |url: Option<&str>| {
        let mut settings = gamelift::config::Config::builder();
        settings.set_endpoint_url(url.map(str::to_owned));
        settings
    };
    let good = || call(settings(&server.url)).customize();
    check_setting(good().config_override(with(Some(NO_URL))).send().await);

    // What a request has of its own counts, whatever the client has.
    let bad = || call(settings(NO_URL)).customize();
    let sent = bad().config_override(with(Some(&server.url))).send().await;
    sent.expect("an output");
    let other = bad().config_override(gamelift::config::Config::builder());
    check_setting(other.send().await);
    let mut rules = with(None);
    rules.set_region(None);
    let error = bad().config_override(rules).send().await;
    let error = error.expect_err("there is no region");
    let shown = DisplayErrorContext(&error).to_string();
    assert!(!shown.contains("scheme"), "{shown}");
    assert_eq!(server.connections(), 1);
}

/// Resolves to its text, or to what the settings say, with the scheme that they lack.
#[derive(Debug, Clone)]
struct To(Option<&'static str>);

impl ResolveEndpoint for To {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        let host = params.endpoint().unwrap_or_default();
        let url = self
            .0
            .map_or_else(|| format!("http://{host}"), str::to_owned);
        EndpointFuture::ready(Ok(Endpoint::builder().url(url).build()))
    }
}

impl ResolveAnyEndpoint for To {
    fn resolve_endpoint<'a>(&'a self, _: &'a EndpointResolverParams) -> AnyEndpointFuture<'a> {
        let url = self.0.unwrap_or_default();
        AnyEndpointFuture::ready(Ok(Endpoint::builder().url(url).build()))
    }
}

#[tokio::test]
async fn of_a_resolver() {
    let url = "https://localhost:1";
    let bad = To(Some(NO_URL));
    check(
        call(settings(url).endpoint_resolver(bad.clone()))
            .send()
            .await,
    );

    let any = || Some(SharedEndpointResolver::new(bad.clone()));
    let mut of_any = settings(url);
    of_any.set_endpoint_resolver(any());
    check(call(of_any).send().await);

    let components = RuntimeComponentsBuilder::new("To").with_endpoint_resolver(any());
    let plugin = StaticRuntimePlugin::new().with_runtime_components(components);
    let plugin = SharedRuntimePlugin::new(plugin);
    check(
        call(settings(url).runtime_plugin(plugin.clone()))
            .send()
            .await,
    );

    let own = gamelift::config::Config::builder().endpoint_resolver(bad.clone());
    let customized = call(settings(url)).customize();
    check(customized.config_override(own).send().await);
    let customized = call(settings(url)).customize().runtime_plugin(plugin);
    check(customized.send().await);
}

#[tokio::test]
async fn to_a_resolver_a_url_may_be_anything() {
    let server = Server::start("gamelift", [game_session(), game_session()]).await;
    let host = server.url.strip_prefix("http://").expect("plain HTTP");

    let sent = call(settings(host).endpoint_resolver(To(None)))
        .send()
        .await;
    sent.expect("an output");
    let own = gamelift::config::Config::builder().endpoint_resolver(To(None));
    let sent = call(settings(host)).customize().config_override(own);
    sent.send().await.expect("an output");
}

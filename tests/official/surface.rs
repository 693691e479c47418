// A program against the official crates' API, as people have written it. It is included twice: in
// `tests/official_api.rs` with our crates, in `bench/surface/` with the official ones. Both must compile, which is
// what "change one `use`" means.

use std::time::Duration;

use gamelift::client::customize::CustomizableOperation;
use gamelift::config::endpoint::{Params, ResolveEndpoint};
use gamelift::config::interceptors::BeforeTransmitInterceptorContextMut;
use gamelift::config::retry::RetryConfig;
use gamelift::config::timeout::TimeoutConfig;
use gamelift::config::{
    BehaviorVersion, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
    SharedCredentialsProvider, StalledStreamProtectionConfig,
};
use gamelift::error::{
    BoxError, BuildError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata, SdkError,
};
use gamelift::operation::RequestId;
use gamelift::operation::create_game_session::builders::{
    CreateGameSessionFluentBuilder, CreateGameSessionInputBuilder, CreateGameSessionOutputBuilder,
};
use gamelift::operation::create_game_session::{
    CreateGameSession, CreateGameSessionError, CreateGameSessionInput, CreateGameSessionOutput,
};
use gamelift::operation::list_fleets::paginator::{ListFleetsPaginator, ListFleetsPaginatorItems};
use gamelift::primitives::{Blob, DateTime, DateTimeFormat};
use gamelift::types::builders::{GamePropertyBuilder, GameSessionBuilder};
use gamelift::types::error::builders::ConflictExceptionBuilder;
use gamelift::types::error::{ConflictException, NotFoundException};
use gamelift::types::{
    ComputeType, Ec2InstanceType, GameProperty, GameSession, GameSessionStatus,
    PlayerSessionCreationPolicy,
};
use gamelift::{Client, Config};
use gameliftstreams::client::Waiters;

/// Every option people set.
pub fn configure(shared: &aws_types::SdkConfig) -> Config {
    let mut builder = gamelift::config::Builder::from(shared);
    builder.set_region(Some(Region::new("eu-west-1")));
    builder.set_use_fips(Some(false));
    builder
        .endpoint_url("http://localhost:1")
        .use_dual_stack(false)
        .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
            "id", "secret", None, None, "surface",
        )))
        .retry_config(RetryConfig::standard().with_max_attempts(2))
        .timeout_config(TimeoutConfig::builder().operation_timeout(Duration::from_secs(1)).build())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .behavior_version(BehaviorVersion::latest())
        .interceptor(Header)
        .endpoint_resolver(Fixed)
        .build()
}

#[derive(Debug)]
struct Header;

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Header {
    fn name(&self) -> &'static str {
        "Header"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.request_mut().headers_mut().insert("x-surface", "1");
        Ok(())
    }
}

#[derive(Debug)]
struct Fixed;

impl ResolveEndpoint for Fixed {
    fn resolve_endpoint<'a>(
        &'a self,
        params: &'a Params,
    ) -> gamelift::config::endpoint::EndpointFuture<'a> {
        let url = format!("https://{}.invalid", params.region().unwrap_or("none"));
        gamelift::config::endpoint::EndpointFuture::ready(Ok(
            gamelift::config::endpoint::Endpoint::builder().url(url).build(),
        ))
    }
}

/// A call with everything a fluent builder offers.
pub async fn create(client: &Client) -> Result<GameSession, gamelift::Error> {
    let properties = vec![GameProperty::builder().key("map").value("desert").build()];
    let request: CreateGameSessionFluentBuilder = client
        .create_game_session()
        .fleet_id("fleet-1")
        .set_alias_id(None)
        .maximum_player_session_count(10)
        .game_properties(GameProperty::builder().key("mode").value("ranked").build())
        .set_game_properties(Some(properties));
    let _: &Option<String> = request.get_fleet_id();
    let _: &Option<Vec<GameProperty>> = request.get_game_properties();
    let _: &Option<i32> = request.get_maximum_player_session_count();
    let input = request.as_input().clone().build()?;
    let _: Option<&str> = input.fleet_id();
    let _: &[GameProperty] = input.game_properties();
    let customized: CustomizableOperation<_, _, _> = request.customize();
    let output = customized
        .config_override(gamelift::config::Config::builder().region(Region::new("us-west-2")))
        .mutate_request(|request| {
            request.headers_mut().insert("x-mutated", "1");
        })
        .interceptor(Header)
        .send()
        .await?;
    let _: Option<&str> = output.request_id();
    let session: Option<&GameSession> = output.game_session();
    match session {
        Some(session) => Ok(session.clone()),
        None => Err(BuildError::other("no session").into()),
    }
}

/// The ways people look at an error.
pub fn explain(error: SdkError<CreateGameSessionError>) -> String {
    if let SdkError::ServiceError(context) = &error {
        let _ = context.raw().status();
        if context.err().is_conflict_exception() {
            return "conflict".to_owned();
        }
    }
    let _ = format!("{}", DisplayErrorContext(&error));
    let _: (Option<&str>, Option<&str>) = (error.code(), error.message());
    let _: Option<&str> = error.request_id();
    match error.into_service_error() {
        CreateGameSessionError::ConflictException(ConflictException { message, .. }) => {
            message.unwrap_or_default()
        }
        CreateGameSessionError::NotFoundException(error) => error.to_string(),
        other if other.code() == Some("ThrottlingException") => "slow down".to_owned(),
        other => format!("{other:?} {}", other.meta()),
    }
}

/// Errors made by hand, as tests do.
pub fn errors() -> Vec<CreateGameSessionError> {
    let meta = ErrorMetadata::builder().code("ConflictException").message("no").build();
    let builder: ConflictExceptionBuilder = ConflictException::builder().message("no").meta(meta.clone());
    vec![
        CreateGameSessionError::ConflictException(builder.build()),
        CreateGameSessionError::NotFoundException(NotFoundException::builder().build()),
        CreateGameSessionError::generic(meta),
        CreateGameSessionError::unhandled("broken"),
    ]
}

/// The service-wide error, from any operation.
pub async fn service_wide(client: &Client) -> Result<(), gamelift::Error> {
    client.list_fleets().send().await?;
    match client.delete_fleet().fleet_id("fleet-1").send().await.map_err(gamelift::Error::from) {
        Err(gamelift::Error::NotFoundException(_)) => Ok(()),
        Err(other) => Err(other),
        Ok(_) => Ok(()),
    }
}

/// Structures and enums without a client.
pub fn data() -> GameSession {
    let status = GameSessionStatus::from("ACTIVE");
    assert_eq!((status.as_str(), GameSessionStatus::values().is_empty()), ("ACTIVE", false));
    assert!(GameSessionStatus::try_parse("no such").is_err());
    let _: Ec2InstanceType = "c5.large".parse().unwrap_or(Ec2InstanceType::C5Large);
    let _: &str = ComputeType::Ec2.as_ref();
    let builder: GameSessionBuilder = GameSession::builder();
    let session = builder
        .status(status)
        .port(7777)
        .creation_time(DateTime::from_secs(1))
        .player_session_creation_policy(PlayerSessionCreationPolicy::AcceptAll)
        .build();
    let _: (Option<i32>, Option<&DateTime>) = (session.port(), session.creation_time());
    let _: Option<&GameSessionStatus> = session.status();
    let _ = session.creation_time.and_then(|time| time.fmt(DateTimeFormat::DateTime).ok());
    let _: GamePropertyBuilder = GameProperty::builder().set_key(Some("k".to_owned()));
    let _ = (session == session.clone(), format!("{session:?}"), Blob::new("zip"));
    session
}

/// Inputs and outputs without a client, as tests make them.
pub fn messages() -> Result<(CreateGameSessionInput, CreateGameSessionOutput), BuildError> {
    let input: CreateGameSessionInputBuilder = CreateGameSessionInput::builder().name("n");
    let output: CreateGameSessionOutputBuilder = CreateGameSessionOutput::builder();
    let _ = CreateGameSession::default();
    Ok((input.build()?, output.game_session(data()).build()))
}

/// An input built first and sent later.
pub async fn send_later(client: &Client) -> bool {
    CreateGameSessionInput::builder().fleet_id("f").send_with(client).await.is_ok()
}

/// Pages and items.
pub async fn pages(client: &Client) -> Result<Vec<String>, gamelift::Error> {
    let mut pages: ListFleetsPaginator = client.list_fleets().into_paginator().page_size(5);
    pages = pages.stop_on_duplicate_token(true);
    let mut stream = pages.send();
    while let Some(page) = stream.next().await {
        let _: &[String] = page?.fleet_ids();
    }
    let items: ListFleetsPaginatorItems = client.list_fleets().into_paginator().items();
    let fleets = items.send().collect::<Result<Vec<String>, _>>().await?;
    Ok(fleets)
}

/// Waiters, and the plain required members of the other service.
pub async fn wait(client: &gameliftstreams::Client) -> Result<String, gameliftstreams::error::BoxError> {
    let ready = client
        .wait_until_application_ready()
        .identifier("a-1")
        .wait(Duration::from_secs(1))
        .await?
        .into_result()?;
    let environment = gameliftstreams::types::RuntimeEnvironment::builder()
        .r#type(gameliftstreams::types::RuntimeEnvironmentType::Windows)
        .version("2022")
        .build()?;
    let _: (&str, &gameliftstreams::types::RuntimeEnvironmentType) =
        (environment.version(), environment.r#type());
    Ok(ready.arn().to_owned())
}

/// The client's own settings.
pub fn settings(client: &Client) -> Option<String> {
    let config: &Config = client.config();
    let _ = config.to_builder().build();
    config.region().map(|region| region.as_ref().to_owned())
}

//! Settings, from where they are set to the request that is sent.

use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime::client::orchestrator::{self, StopPoint};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemeOptionResolverParams};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, Input, Output,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{
    HttpRequest, HttpResponse, Metadata, OrchestratorError,
};
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, SharedRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;
use aws_types::origin::Origin;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use endpoint::{DefaultResolver, Endpoint, EndpointFuture, Params, ResolveEndpoint};
use smithwright_runtime::client::Handle;
use smithwright_runtime::config::retry::{RetryConfig, RetryPartition};
use smithwright_runtime::config::timeout::TimeoutConfig;
use smithwright_runtime::config::{
    self, AppName, BehaviorVersion, Builder, ConfigBag, Credentials, FrameworkMetadata,
    FrozenLayer, HttpClient, IdentityCache, InvalidConfig, Layer, Protocol, Region,
    RuntimeComponents, RuntimePlugin, SdkConfig, SharedCredentialsProvider,
    StalledStreamProtectionConfig,
};
use smithwright_runtime::endpoint::prelude::*;
use smithwright_runtime::error::SdkError;
use smithwright_runtime::feature_tracker::{self, ShowInput};
use smithwright_runtime::idempotency_token::{self, IdempotencyTokenProvider};
use smithwright_runtime::schema::{Kind, Member, Schema, Shape};
use smithwright_runtime::service::{ResolverParams, Service, ServiceMetadata};
use smithwright_runtime::value::{MemberVisitor, MemberVisitorMut, Structure};

/// A service that is a test.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Arcade;

mod endpoint {
    smithwright_runtime::endpoint!(super::Arcade);
}

mod auth {
    smithwright_runtime::auth!(super::Arcade);
}

impl Service for Arcade {
    const METADATA: &'static ServiceMetadata = &ServiceMetadata {
        crate_name: "config",
        id: "Arcade Games",
        signing_name: "arcade",
        user_agent_name: "arcadegames",
        package_version: "1.2.3",
        model_date: None,
        scope: "smithwright-arcade",
        target_prefix: "Arcade",
        protocols: &[Protocol::RpcV2Cbor, Protocol::AwsJson1_1],
        endpoint_rules: &RULE_SET,
        partitions: &[],
        params: ResolverParams::of::<Self>(),
    };
}

static RULE_SET: RuleSet = RuleSet {
    parameters: &[
        Parameter::string("Region").built_in(BuiltIn::Region),
        Parameter::boolean_or("UseFIPS", false).built_in(BuiltIn::UseFips),
        Parameter::string("Endpoint").built_in(BuiltIn::Endpoint),
    ],
    rules: &[
        Rule::endpoint(
            &[when(IsSet, &[Reference("Endpoint")])],
            Reference("Endpoint"),
        ),
        Rule::endpoint(
            &[when(IsSet, &[Reference("Region")])],
            Template("https://arcade.{Region}.example.com"),
        ),
        Rule::error(&[], Template("Invalid Configuration: Missing Region")),
    ],
};

type Config = smithwright_runtime::config::Config<Arcade>;

/// An HTTP client that answers every request with an empty success and keeps it.
#[derive(Debug, Clone, Default)]
struct Recorder(Arc<Mutex<Vec<HttpRequest>>>);

impl Recorder {
    /// The only request that was sent.
    #[track_caller]
    fn only(&self) -> HttpRequest {
        let mut requests = self.0.lock().unwrap();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }
}

impl HttpConnector for Recorder {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.0.lock().unwrap().push(request);
        let status = StatusCode::try_from(200).unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::empty())))
    }
}

impl HttpClient for Recorder {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

/// Never wakes up.
#[derive(Debug)]
struct Coma;

impl AsyncSleep for Coma {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(std::future::pending())
    }
}

/// An operation that is a test: its request has no body, its response is not looked at.
#[derive(Debug)]
struct Play;

impl RuntimePlugin for Play {
    fn config(&self) -> Option<FrozenLayer> {
        let mut layer = Layer::new("Play");
        layer.store_put(SharedRequestSerializer::new(Self));
        layer.store_put(SharedResponseDeserializer::new(Self));
        let params = auth::Params::builder().operation_name("Play");
        layer.store_put(AuthSchemeOptionResolverParams::new(params.build().unwrap()));
        layer.store_put(Metadata::new("Play", "Arcade Games"));
        layer.store_put(ShowInput(|input| {
            input
                .downcast_ref::<PlayInput>()
                .map(|input| input as &dyn Structure)
        }));
        Some(layer.freeze())
    }
}

impl SerializeRequest for Play {
    fn serialize_input(
        &self,
        mut input: Input,
        cfg: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let input = input.downcast_mut::<PlayInput>().ok_or("not a PlayInput")?;
        idempotency_token::fill(input, cfg)?;
        let token = input.token.clone().ok_or("no token")?;
        let mut request = HttpRequest::new(SdkBody::empty());
        request.set_uri("/play")?;
        request.headers_mut().insert("token", token);
        request.headers_mut().insert(
            "protocol",
            format!("{:?}", config::protocol(cfg, Arcade::METADATA)?),
        );
        Ok(request)
    }
}

impl DeserializeResponse for Play {
    fn deserialize_nonstreaming(
        &self,
        _: &HttpResponse,
    ) -> Result<
        Output,
        OrchestratorError<aws_smithy_runtime_api::client::interceptors::context::Error>,
    > {
        Ok(Output::erase(()))
    }
}

#[derive(Debug, Default)]
struct PlayInput {
    game: Option<String>,
    coin: Option<String>,
    token: Option<String>,
}

static TEXT: Shape = Shape::new("Text", Kind::String);
static PLAY_INPUT: Schema = Schema {
    name: "PlayInput",
    members: &[
        Member::new("Game", &TEXT),
        Member::new("Coin", &TEXT).sensitive(),
        Member::new("Token", &TEXT).idempotency_token(),
    ],
    fields: &["game", "coin", "token"],
    sensitive: false,
    union: false,
};

impl Structure for PlayInput {
    fn schema(&self) -> &'static Schema {
        &PLAY_INPUT
    }

    fn visit_members(&self, visitor: MemberVisitor<'_>) {
        visitor.visit(&[&self.game, &self.coin, &self.token]);
    }

    fn visit_members_mut(&mut self, visitor: MemberVisitorMut<'_>) {
        visitor.visit(&mut [&mut self.game, &mut self.coin, &mut self.token]);
    }
}

type PlayError = ErrorMetadata;

/// A request that is a test.
struct PlayBuilder {
    handle: Arc<Handle<Arcade>>,
    input: PlayInput,
}

impl PlayBuilder {
    fn of(config: Config) -> Self {
        Self {
            handle: Arc::new(Handle::new(config)),
            input: PlayInput::default(),
        }
    }

    async fn send(self) -> Result<(), SdkError<PlayError>> {
        self.send_with(Builder::new(), None).await
    }

    /// Sends the request with settings and a plugin of its own.
    async fn send_with(
        self,
        settings: Builder<Arcade>,
        plugin: Option<SharedRuntimePlugin>,
    ) -> Result<(), SdkError<PlayError>> {
        let mut plugins = self
            .handle
            .operation_plugins(Play, Some(settings))
            .map_err(SdkError::construction_failure)?;
        if let Some(plugin) = plugin {
            plugins = plugins.with_operation_plugin(plugin);
        }
        play(self.input, &plugins).await
    }
}

async fn play(input: PlayInput, plugins: &RuntimePlugins) -> Result<(), SdkError<PlayError>> {
    let unexpected = |_| ErrorMetadata::builder().code("unexpected").build();
    let input = Input::erase(input);
    orchestrator::invoke_with_stop_point("Arcade Games", "Play", input, plugins, StopPoint::None)
        .await
        .map(|_| ())
        .map_err(|error| error.map_service_error(unexpected))
}

fn credentials() -> SharedCredentialsProvider {
    let credentials = Credentials::new("AKID", "very secret", Some("token".into()), None, "test");
    SharedCredentialsProvider::new(credentials)
}

fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_234_567_890)
}

/// Settings with which a request works.
fn working(recorder: &Recorder) -> Builder<Arcade> {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(credentials())
        .http_client(recorder.clone())
        .sleep_impl(Coma)
        .time_source(StaticTimeSource::new(time()))
}

#[track_caller]
fn header<'a>(request: &'a HttpRequest, name: &str) -> &'a str {
    request
        .headers()
        .get(name)
        .unwrap_or_else(|| panic!("no header {name}"))
}

#[test]
fn sdk_config_carries_over() {
    let recorder = Recorder::default();
    let retries = RetryConfig::adaptive().with_max_attempts(7);
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(Duration::from_secs(9))
        .build();
    let sdk = SdkConfig::builder()
        .region(Region::new("eu-west-1"))
        .retry_config(retries.clone())
        .timeout_config(timeouts.clone())
        .sleep_impl(Coma)
        .http_client(recorder)
        .time_source(StaticTimeSource::new(time()))
        .behavior_version(BehaviorVersion::latest())
        .auth_scheme_preference([AuthSchemeId::from("sigv4a")])
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .identity_cache(IdentityCache::no_cache())
        .disable_clock_skew_correction(true)
        .app_name(AppName::new("cabinet").unwrap())
        .framework_metadata(FrameworkMetadata::new("joystick", Some("1")).unwrap())
        .framework_metadata(FrameworkMetadata::new("button", None::<&str>).unwrap())
        .build();

    let config = Config::new(&sdk);

    assert_eq!(config.region(), sdk.region());
    assert_eq!(config.retry_config(), Some(&retries));
    assert_eq!(config.timeout_config(), Some(&timeouts));
    assert!(config.sleep_impl().is_some());
    assert!(format!("{:?}", config.http_client()).contains("Recorder"));
    assert_eq!(config.time_source().unwrap().now(), time());
    assert_eq!(config.behavior_version(), Some(BehaviorVersion::latest()));
    assert_eq!(
        config.auth_scheme_preference(),
        sdk.auth_scheme_preference()
    );
    let protection = config.stalled_stream_protection().unwrap();
    assert!(!protection.is_enabled());
    assert!(config.identity_cache().is_some());
    assert_eq!(config.disable_clock_skew_correction(), Some(true));
    assert_eq!(config.app_name(), sdk.app_name());
    let expected: Vec<_> = sdk.framework_metadata().iter().collect();
    assert_eq!(config.framework_metadata(), expected);
    assert_eq!(expected.len(), 2);

    let converted: Config = (&sdk).into();
    assert_eq!(converted.region(), sdk.region());
}

#[test]
fn nothing_is_set_that_sdk_config_leaves_open() {
    let config = Config::new(&SdkConfig::builder().build());
    assert!(config.region().is_none());
    assert!(config.retry_config().is_none());
    assert!(config.timeout_config().is_none());
    assert!(config.sleep_impl().is_none());
    assert!(config.http_client().is_none());
    assert!(config.behavior_version().is_none());
    assert!(config.stalled_stream_protection().is_none());
    assert!(config.identity_cache().is_none());
    assert!(config.app_name().is_none());
    assert!(config.framework_metadata().is_empty());
    assert!(config.idempotency_token_provider().is_none());
    assert!(config.invocation_id_generator().is_none());
    assert!(config.time_source().is_some());
    assert_eq!(config.protocol(), Protocol::RpcV2Cbor);
    assert_eq!(config.signing_name(), "arcade");
}

/// Keeps what it is asked.
#[derive(Debug, Clone, Default)]
struct Asked(Arc<Mutex<Option<Params>>>);

impl ResolveEndpoint for Asked {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        *self.0.lock().unwrap() = Some(params.clone());
        EndpointFuture::ready(Ok(Endpoint::builder()
            .url("https://asked.example.com")
            .build()))
    }
}

/// What the endpoint resolver of a client with these settings is asked.
async fn asked(builder: Builder<Arcade>) -> Params {
    let asked = Asked::default();
    let config = builder.endpoint_resolver(asked.clone()).build();
    PlayBuilder::of(config).send().await.unwrap();
    asked.0.lock().unwrap().take().unwrap()
}

/// Shared settings with which a request works.
fn working_sdk() -> aws_types::sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(credentials())
        .http_client(Recorder::default())
        .sleep_impl(Coma)
}

#[tokio::test]
async fn sdk_config_says_what_the_endpoint_is() {
    let sdk = working_sdk()
        .use_fips(true)
        .use_dual_stack(true)
        .endpoint_url("https://mine")
        .build();
    let params = asked(Builder::from(&sdk)).await;
    assert_eq!(params.region(), Some("eu-west-1"));
    assert_eq!(params.use_fips(), Some(true));
    assert_eq!(params.use_dual_stack(), Some(true));
    assert_eq!(params.endpoint(), Some("https://mine"));
}

/// The environment and the profile.
#[derive(Debug)]
struct Environment;

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let key = (key.service_id(), key.env(), key.profile());
        (key == ("Arcade Games", "AWS_ENDPOINT_URL", "endpoint_url"))
            .then(|| "https://for-arcade".to_owned())
    }
}

/// The endpoint URL in effect when one is set for all services at `origin`, and one for the service in the environment.
async fn endpoint_url(origin: Origin) -> String {
    let mut sdk = working_sdk()
        .service_config(Environment)
        .endpoint_url("https://for-all");
    sdk.insert_origin("endpoint_url", origin);
    let params = asked(Builder::from(&sdk.build())).await;
    params.endpoint().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_nearest_endpoint_url_wins() {
    let in_environment = Origin::shared_environment_variable();
    assert_eq!(endpoint_url(in_environment).await, "https://for-arcade");
    assert_eq!(endpoint_url(Origin::unknown()).await, "https://for-arcade");
    let in_code = Origin::shared_config();
    assert_eq!(endpoint_url(in_code).await, "https://for-all");
}

#[test]
fn a_config_can_be_changed() {
    let recorder = Recorder::default();
    let before = working(&recorder)
        .protocol(Protocol::AwsJson1_1)
        .retry_partition(RetryPartition::new("mine"))
        .idempotency_token_provider("fixed")
        .app_name(AppName::new("cabinet").unwrap())
        .interceptor(SeeCaptured::default())
        .build();
    let after = before.to_builder().region(Region::new("us-east-1")).build();

    assert_eq!(before.region(), Some(&Region::new("eu-west-1")));
    assert_eq!(after.region(), Some(&Region::new("us-east-1")));
    assert_eq!(after.protocol(), Protocol::AwsJson1_1);
    assert_eq!(after.retry_partition(), before.retry_partition());
    assert_eq!(after.app_name(), before.app_name());
    assert_eq!(after.behavior_version(), before.behavior_version());
    assert_eq!(after.interceptors().count(), 1);
    assert!(after.http_client().is_some() && after.sleep_impl().is_some());
    let tokens = after.idempotency_token_provider().unwrap();
    assert_eq!(tokens.make_idempotency_token(), "fixed");

    let open = after.to_builder().protocol(Protocol::AwsJson1_1);
    let mut open = open.clone();
    open.set_protocol(None).set_app_name(None);
    let open = open.build();
    assert_eq!(open.protocol(), Protocol::RpcV2Cbor);
    assert!(open.app_name().is_none());
}

#[test]
fn timeouts_add_up() {
    let attempt = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_secs(1))
        .build();
    let whole = TimeoutConfig::builder()
        .operation_timeout(Duration::from_secs(5))
        .build();
    let config = Config::builder()
        .timeout_config(attempt)
        .timeout_config(whole)
        .build();
    let timeouts = config.timeout_config().unwrap();
    assert_eq!(
        timeouts.operation_attempt_timeout(),
        Some(Duration::from_secs(1))
    );
    assert_eq!(timeouts.operation_timeout(), Some(Duration::from_secs(5)));
}

#[tokio::test]
async fn a_request_says_who_sent_it() {
    let recorder = Recorder::default();
    let config = working(&recorder)
        .app_name(AppName::new("cabinet").unwrap())
        .build();
    PlayBuilder::of(config).send().await.unwrap();

    let request = recorder.only();
    assert_eq!(request.uri(), "https://arcade.eu-west-1.example.com/play");
    let authorization = header(&request, "authorization");
    assert!(
        authorization.starts_with("AWS4-HMAC-SHA256 Credential=AKID/20090213/eu-west-1/arcade/")
    );
    let user_agent = header(&request, "x-amz-user-agent");
    assert!(user_agent.contains("api/arcadegames/1.2.3"), "{user_agent}");
    assert!(user_agent.contains("app/cabinet"), "{user_agent}");
    assert!(header(&request, "amz-sdk-request").contains("attempt=1"));
    assert_eq!(header(&request, "amz-sdk-invocation-id").len(), 36);
    assert_eq!(header(&request, "protocol"), "RpcV2Cbor");
    assert_eq!(header(&request, "token").len(), 36);
}

/// The features that the user agent of a request lists.
fn features(request: &HttpRequest) -> Vec<&str> {
    let user_agent = header(request, "x-amz-user-agent");
    let listed = user_agent
        .split(' ')
        .find_map(|part| part.strip_prefix("m/"));
    listed.map_or_else(Vec::new, |listed| listed.split(',').collect())
}

#[tokio::test]
async fn a_request_says_how_it_was_sent() {
    // The codes are those of `aws_runtime::user_agent::BusinessMetric`.
    let recorder = Recorder::default();
    PlayBuilder::of(working(&recorder).build())
        .send()
        .await
        .unwrap();
    let request = recorder.only();
    let cbor_and_standard_retries = ["M", "E"];
    assert!(
        cbor_and_standard_retries
            .iter()
            .all(|code| features(&request).contains(code)),
        "{:?}",
        features(&request)
    );

    let builder = working(&recorder)
        .protocol(Protocol::AwsJson1_1)
        .endpoint_url("https://mine.example.com")
        .retry_config(RetryConfig::adaptive());
    PlayBuilder::of(builder.build()).send().await.unwrap();
    let request = recorder.only();
    assert_eq!(header(&request, "protocol"), "AwsJson1_1");
    assert!(
        !features(&request).contains(&"M"),
        "{:?}",
        features(&request)
    );
    let adaptive_retries_and_endpoint = ["F", "N"];
    assert!(
        adaptive_retries_and_endpoint
            .iter()
            .all(|code| features(&request).contains(code)),
        "{:?}",
        features(&request)
    );

    for (plugin, code) in [
        (feature_tracker::waiter_plugin(), "B"),
        (feature_tracker::paginator_plugin(), "C"),
    ] {
        let request = PlayBuilder::of(working(&recorder).build());
        request
            .send_with(Builder::new(), Some(plugin))
            .await
            .unwrap();
        let request = recorder.only();
        assert!(
            features(&request).contains(&code),
            "{:?}",
            features(&request)
        );
    }
}

#[tokio::test]
async fn a_request_has_settings_of_its_own() {
    let recorder = Recorder::default();
    let client = Arc::new(Handle::new(working(&recorder).build()));
    let request = || PlayBuilder {
        handle: Arc::clone(&client),
        input: PlayInput::default(),
    };
    let other = Credentials::new("OTHER", "very secret", None, None, "test");
    let settings = Config::builder()
        .region(Region::new("us-east-1"))
        .protocol(Protocol::AwsJson1_1)
        .credentials_provider(other)
        .idempotency_token_provider("mine");

    request().send_with(settings, None).await.unwrap();

    let sent = recorder.only();
    assert_eq!(sent.uri(), "https://arcade.us-east-1.example.com/play");
    let authorization = header(&sent, "authorization");
    assert!(authorization.contains("Credential=OTHER/20090213/us-east-1/arcade/"));
    assert_eq!(header(&sent, "protocol"), "AwsJson1_1");
    assert_eq!(header(&sent, "token"), "mine");

    request().send().await.unwrap();
    let sent = recorder.only();
    assert_eq!(sent.uri(), "https://arcade.eu-west-1.example.com/play");
    assert!(header(&sent, "authorization").contains("Credential=AKID/"));
}

#[tokio::test]
async fn a_token_is_made_only_where_there_is_none() {
    let recorder = Recorder::default();
    let config = working(&recorder)
        .idempotency_token_provider("mine")
        .build();
    let mut request = PlayBuilder::of(config.clone());
    request.input.token = Some("the caller's".into());
    request.send().await.unwrap();
    assert_eq!(header(&recorder.only(), "token"), "the caller's");

    PlayBuilder::of(config.clone()).send().await.unwrap();
    assert_eq!(header(&recorder.only(), "token"), "mine");

    let mut settings = config.to_builder();
    settings.set_idempotency_token_provider(None);
    PlayBuilder::of(settings.build()).send().await.unwrap();
    assert_eq!(header(&recorder.only(), "token").len(), 36);
}

#[tokio::test]
async fn a_protocol_that_is_taken_back_is_the_default() {
    let recorder = Recorder::default();
    let config = working(&recorder).protocol(Protocol::AwsJson1_1).build();
    let mut settings = Builder::new();
    settings.set_protocol(None);
    let request = PlayBuilder::of(config);
    request.send_with(settings, None).await.unwrap();
    let request = recorder.only();
    assert_eq!(header(&request, "protocol"), "RpcV2Cbor");
    assert!(features(&request).contains(&"M"));
}

/// Keeps the attributes that were captured.
#[derive(Debug, Clone, Default)]
struct SeeCaptured(Arc<Mutex<Option<CapturedTelemetryAttributes>>>);

#[dyn_dispatch_hint]
impl Intercept for SeeCaptured {
    fn name(&self) -> &'static str {
        "SeeCaptured"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        *self.0.lock().unwrap() = cfg.load::<CapturedTelemetryAttributes>().cloned();
        Ok(())
    }
}

#[tokio::test]
async fn members_of_an_input_are_captured_on_request() {
    let seen = SeeCaptured::default();
    let input = || PlayInput {
        game: Some("snake".into()),
        coin: Some("secret".into()),
        token: None,
    };

    let builder = working(&Recorder::default()).interceptor(seen.clone());
    let request = PlayBuilder {
        input: input(),
        ..PlayBuilder::of(builder.clone().build())
    };
    request.send().await.unwrap();
    assert!(seen.0.lock().unwrap().take().is_none());

    let config = builder
        .emit_input_attributes(["Game"])
        .capture_input_attributes(["Coin"])
        .build();
    let request = PlayBuilder {
        input: input(),
        ..PlayBuilder::of(config)
    };
    request.send().await.unwrap();
    let captured = seen.0.lock().unwrap().take().unwrap();
    assert_eq!(captured.iter().collect::<Vec<_>>(), [("Game", "snake")]);
}

/// Each call of a client with these settings fails before anything is sent, and says why.
#[track_caller]
fn check_invalid(handle: &Handle<Arcade>, settings: Option<&Builder<Arcade>>, why: &str) {
    for _ in 0..2 {
        let error = handle
            .operation_plugins(Play, settings.cloned())
            .unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
        assert!(
            error
                .to_string()
                .starts_with("Invalid client configuration: "),
            "{error}"
        );
    }
}

#[test]
fn a_protocol_that_the_service_does_not_speak_is_kept_as_an_error() {
    let why = "Arcade Games does not speak RestJson1; it speaks [RpcV2Cbor, AwsJson1_1].";
    let builder = working(&Recorder::default());
    let handle = Handle::new(builder.clone().protocol(Protocol::RestJson1).build());
    assert_eq!(handle.config().protocol(), Protocol::RestJson1);
    check_invalid(&handle, None, why);

    let handle = Handle::new(builder.build());
    check_invalid(
        &handle,
        Some(&Builder::new().protocol(Protocol::RestJson1)),
        why,
    );
    assert!(handle.operation_plugins(Play, None).is_ok());
}

#[cfg(not(feature = "behavior-version-latest"))]
#[test]
fn a_missing_behavior_version_is_kept_as_an_error() {
    let mut builder = working(&Recorder::default());
    builder.set_behavior_version(None);
    let handle = Handle::new(builder.build());
    check_invalid(&handle, None, "A behavior major version must be set");
    check_invalid(
        &handle,
        Some(&Builder::new()),
        "`behavior-version-latest` cargo feature",
    );
}

#[cfg(not(feature = "rt-tokio"))]
#[test]
fn settings_that_do_not_go_together_are_kept_as_an_error() {
    let mut builder = working(&Recorder::default());
    builder.set_sleep_impl(None);
    let handle = Handle::new(builder.build());
    check_invalid(&handle, None, "An async sleep implementation is required");
}

#[tokio::test]
async fn an_error_that_is_kept_reaches_the_caller() {
    let config = working(&Recorder::default())
        .protocol(Protocol::RestJson1)
        .build();
    let error = PlayBuilder::of(config).send().await.unwrap_err();
    assert!(matches!(error, SdkError::ConstructionFailure(_)));
    let cause = error
        .source()
        .unwrap()
        .downcast_ref::<InvalidConfig>()
        .unwrap();
    assert!(matches!(cause, InvalidConfig::ProtocolNotOffered { .. }));
}

#[tokio::test]
async fn without_credentials_a_call_fails_unless_that_is_allowed() {
    let recorder = Recorder::default();
    let builder = || {
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .http_client(recorder.clone())
            .sleep_impl(Coma)
    };
    PlayBuilder::of(builder().build()).send().await.unwrap_err();
    PlayBuilder::of(builder().allow_no_auth().build())
        .send()
        .await
        .unwrap();
    assert!(recorder.only().headers().get("authorization").is_none());
}

#[test]
fn the_default_endpoint_resolver_is_to_be_had() {
    let config = Config::builder().build();
    assert!(format!("{:?}", config.endpoint_resolver()).contains("Resolver"));
    let config = Config::builder()
        .endpoint_resolver(DefaultResolver::new())
        .build();
    assert!(format!("{:?}", config.endpoint_resolver()).contains("DefaultResolver"));
}

#[test]
fn settings_can_be_shown_and_keep_secrets() {
    let builder = working(&Recorder::default());
    let handle = Handle::new(builder.clone().build());
    let shown = format!("{builder:?} {:?} {handle:?}", handle.config().clone());
    assert!(shown.contains("eu-west-1"));
    assert!(!shown.contains("very secret"));
}

#[test]
fn settings_can_cross_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Config>();
    check::<Builder<Arcade>>();
    check::<Handle<Arcade>>();
}

#[test]
fn auth_params_name_the_operation() {
    let params = auth::Params::builder()
        .operation_name("Play")
        .build()
        .unwrap();
    assert_eq!(params.operation_name(), "Play");
    let error = auth::Params::builder().build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a required field was missing: `operation_name`"
    );
}

#[test]
fn random_tokens_are_uuids() {
    let token = IdempotencyTokenProvider::random().make_idempotency_token();
    let hyphens: Vec<_> = token.match_indices('-').map(|(index, _)| index).collect();
    assert_eq!((token.len(), hyphens), (36, vec![8, 13, 18, 23]));
    assert_eq!(&token[14..15], "4", "the version");
    assert!("89ab".contains(&token[19..20]), "the variant");
    assert_ne!(
        token,
        IdempotencyTokenProvider::random().make_idempotency_token()
    );
}

#[test]
fn seeded_tokens_repeat_and_clones_go_on() {
    let tokens = |provider: &IdempotencyTokenProvider| {
        [
            provider.make_idempotency_token(),
            provider.clone().make_idempotency_token(),
        ]
    };
    let first = tokens(&IdempotencyTokenProvider::with_seed(1));
    assert_eq!(first, tokens(&IdempotencyTokenProvider::with_seed(1)));
    assert_ne!(first[0], first[1]);

    // A client's settings are cloned when they are built: the sequence is still the seed's.
    let provider = IdempotencyTokenProvider::with_seed(1);
    let config = Config::builder()
        .idempotency_token_provider(provider)
        .build();
    let config = config.to_builder().build();
    assert_eq!(first, tokens(config.idempotency_token_provider().unwrap()));
}

#[cfg(feature = "test-util")]
#[tokio::test]
async fn test_defaults_make_requests_repeat() {
    let recorder = Recorder::default();
    let config = Config::builder()
        .http_client(recorder.clone())
        .sleep_impl(Coma)
        .with_test_defaults_v2()
        .build();
    assert_eq!(config.region(), Some(&Region::new("us-east-1")));
    PlayBuilder::of(config).send().await.unwrap();
    let request = recorder.only();
    assert!(header(&request, "authorization").contains("ANOTREAL/20090213/us-east-1/arcade/"));
    assert_eq!(
        header(&request, "token"),
        "00000000-0000-4000-8000-000000000000"
    );
    assert!(header(&request, "x-amz-user-agent").contains("0.123.test"));
}

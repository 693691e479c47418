//! One call that differs from the others: `customize()`; and calls that are mocked.
//!
//! The network is a channel that takes the one request there is.

use std::sync::{Arc, Mutex};

use aws_smithy_http_client::test_util::{
    CaptureRequestReceiver, capture_request, infallible_client_fn,
};
use aws_smithy_mocks::{RuleMode, mock, mock_client};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use gamelift::config::interceptors::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use gamelift::config::{Credentials, Intercept, Region};
use gamelift::error::{BuildError, DisplayErrorContext, SdkError};
use gamelift::operation::create_game_session::builders::CreateGameSessionFluentBuilder;
use gamelift::operation::create_game_session::{
    CreateGameSessionError, CreateGameSessionInput, CreateGameSessionOutput,
};
use gamelift::protocol::Protocol;
use gamelift::types::GameSession;
use gamelift::types::error::FleetCapacityExceededException;
use gamelift::validation::{Validation, ValidationErrors};
use serde_json::json;
use tests::cbor;

/// A client, and the other end of its network.
fn client() -> (gamelift::Client, CaptureRequestReceiver) {
    // An answer without a body would be an error.
    let body = SdkBody::from(cbor::encode(&json!({})));
    let answer = http::Response::builder().status(200).body(body);
    let (network, sent) = capture_request(Some(answer.expect("an answer")));
    let config = gamelift::Config::builder()
        .with_test_defaults()
        .region(Region::new("us-west-2"))
        .http_client(network)
        .build();
    (gamelift::Client::from_conf(config), sent)
}

fn call(client: &gamelift::Client) -> CreateGameSessionFluentBuilder {
    client
        .create_game_session()
        .fleet_id("fleet-1")
        .maximum_player_session_count(2)
}

/// The parts of the signature: what it is for, and which headers it covers.
#[track_caller]
fn signature(request: &HttpRequest) -> (&str, Vec<&str>) {
    let signature = request.headers().get("authorization").expect("a signature");
    let part = |name| {
        let (_, rest) = signature.split_once(name).expect("a part of the signature");
        rest.split(',').next().expect("the part")
    };
    let scope = part("Credential=").split_once('/').expect("a scope").1;
    (scope, part("SignedHeaders=").split(';').collect())
}

/// Holds a request against the region and the host that it should be for.
#[track_caller]
fn check(request: &HttpRequest, region: &str, host: &str) {
    let (scope, _) = signature(request);
    assert_eq!(scope, format!("20090213/{region}/gamelift/aws4_request"));
    assert!(
        request.uri().starts_with(&format!("https://{host}/")),
        "{}",
        request.uri()
    );
}

#[tokio::test]
async fn without_changes() {
    let (client, sent) = client();

    let output = call(&client).customize().send().await;

    assert!(output.is_ok(), "{output:?}");
    check(
        &sent.expect_request(),
        "us-west-2",
        "gamelift.us-west-2.amazonaws.com",
    );
}

#[tokio::test]
async fn a_header_more() {
    let (client, sent) = client();

    let customized = call(&client).customize().mutate_request(|request| {
        request.headers_mut().insert("x-match", "42");
    });
    customized.send().await.expect("an output");

    let request = sent.expect_request();
    assert_eq!(request.headers().get("x-match"), Some("42"));
    let (_, signed) = signature(&request);
    assert!(signed.contains(&"x-match"), "{signed:?}");
}

#[tokio::test]
async fn another_request() {
    let (client, sent) = client();

    let customized = call(&client).customize().map_request(|mut request| {
        *request.body_mut() = SdkBody::from(cbor::encode(&json!({"FleetId": "fleet-2"})));
        Ok::<_, BuildError>(request)
    });
    customized.send().await.expect("an output");

    let request = sent.expect_request();
    let body = cbor::decode(request.body().bytes().expect("a body"));
    assert_eq!(body, json!({"FleetId": "fleet-2"}));
}

#[tokio::test]
async fn a_change_that_fails() {
    let (client, sent) = client();

    let customized = call(&client)
        .customize()
        .map_request(|_| Err(BuildError::other("not today")));
    let error = customized.send().await.expect_err("an error of the change");

    let shown = DisplayErrorContext(&error).to_string();
    assert!(shown.contains("not today"), "{shown}");
    sent.expect_no_request();
}

/// Writes down what it sees.
#[derive(Debug, Clone, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

impl Witness {
    fn note(&self, text: String) {
        self.0.lock().expect("nobody panics").push(text);
    }
}

impl Intercept for Witness {
    fn name(&self) -> &'static str {
        "Witness"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input().downcast_ref::<CreateGameSessionInput>();
        let input = input.ok_or("another input")?;
        self.note(format!("to fleet {:?}", input.fleet_id()));
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let signed = request.headers().contains_key("authorization");
        self.note(format!("{} signed: {signed}", request.uri()));
        Ok(())
    }
}

#[tokio::test]
async fn an_interceptor_sees_the_call() {
    let (client, sent) = client();
    let witness = Witness::default();

    let customized = call(&client).customize().interceptor(witness.clone());
    customized.send().await.expect("an output");

    sent.expect_request();
    let seen = witness.0.lock().expect("nobody panics");
    assert_eq!(
        *seen,
        [
            r#"to fleet Some("fleet-1")"#,
            "https://gamelift.us-west-2.amazonaws.com/service/GameLift/operation/CreateGameSession signed: true",
        ]
    );
}

/// Sets the fleet of every game session that has none, and writes down which hooks are called.
#[derive(Debug, Clone, Default)]
struct Dispatcher {
    fleet: Option<&'static str>,
    called: Witness,
}

impl Intercept for Dispatcher {
    fn name(&self) -> &'static str {
        "Dispatcher"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.called.note("before execution".to_owned());
        Ok(())
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input_mut().downcast_mut::<CreateGameSessionInput>();
        let input = input.ok_or("another input")?;
        if input.fleet_id.is_none() {
            input.fleet_id = self.fleet.map(str::to_owned);
        }
        self.called.note("modify before serialization".to_owned());
        Ok(())
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input().downcast_ref::<CreateGameSessionInput>();
        let fleet = input.and_then(CreateGameSessionInput::fleet_id);
        self.called.note(format!("read {fleet:?}"));
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let failed = matches!(context.output_or_error(), Some(Err(_)));
        self.called.note(format!("failed: {failed}"));
        Ok(())
    }
}

fn without_capacity(client: &gamelift::Client) -> CreateGameSessionFluentBuilder {
    client.create_game_session().fleet_id("fleet-1")
}

/// `MaximumPlayerSessionCount` is required.
#[derive(Debug)]
struct Capacity;

impl Intercept for Capacity {
    fn name(&self) -> &'static str {
        "Capacity"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input_mut().downcast_mut::<CreateGameSessionInput>();
        input.ok_or("another input")?.maximum_player_session_count = Some(8);
        Ok(())
    }
}

#[tokio::test]
async fn an_interceptor_is_in_time_to_fill_in_what_is_missing() {
    let (client, sent) = client();

    let customized = without_capacity(&client).customize().interceptor(Capacity);
    customized.send().await.expect("an output");

    let request = sent.expect_request();
    let body = cbor::decode(request.body().bytes().expect("a body"));
    assert_eq!(body["MaximumPlayerSessionCount"], json!(8));
}

#[tokio::test]
async fn the_hooks_of_an_invalid_call_are_called() {
    let (client, sent) = client();
    let dispatcher = Dispatcher {
        fleet: Some("fleet-2"),
        ..Dispatcher::default()
    };

    let call = client.create_game_session();
    let error = call
        .customize()
        .interceptor(dispatcher.clone())
        .send()
        .await;

    let error = error.expect_err("it has no capacity");
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
    let found = ValidationErrors::from_sdk_error(&error).expect("violations");
    assert_eq!(found.violations().len(), 1, "{found}");
    sent.expect_no_request();
    let called = dispatcher.called.0.lock().expect("nobody panics");
    assert_eq!(
        *called,
        [
            "before execution",
            "modify before serialization",
            "read Some(\"fleet-2\")",
            "failed: true",
        ]
    );
}

#[tokio::test]
async fn an_interceptor_sets_how_much_is_checked() {
    #[derive(Debug)]
    struct Unchecked;

    impl Intercept for Unchecked {
        fn name(&self) -> &'static str {
            "Unchecked"
        }

        fn read_before_execution(
            &self,
            _: &BeforeSerializationInterceptorContextRef<'_>,
            config: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            config.interceptor_state().store_put(Validation::Off);
            Ok(())
        }
    }

    let (client, sent) = client();
    let customized = without_capacity(&client).customize().interceptor(Unchecked);
    customized.send().await.expect("an output");
    sent.expect_request();
}

#[tokio::test]
async fn another_region() {
    let (client, sent) = client();

    let elsewhere = gamelift::config::Builder::default().region(Region::new("eu-central-1"));
    let customized = call(&client).customize().config_override(elsewhere);
    customized.send().await.expect("an output");

    check(
        &sent.expect_request(),
        "eu-central-1",
        "gamelift.eu-central-1.amazonaws.com",
    );
}

#[tokio::test]
async fn other_credentials() {
    let (client, sent) = client();

    let other = Credentials::new("AKIDOTHER", "secret", None, None, "test");
    let other = gamelift::Config::builder().credentials_provider(other);
    let customized = call(&client).customize().config_override(other);
    customized.send().await.expect("an output");

    let request = sent.expect_request();
    let signature = request.headers().get("authorization").expect("a signature");
    assert!(signature.contains("Credential=AKIDOTHER/"), "{signature}");
}

#[tokio::test]
async fn another_protocol() {
    let (network, sent) = capture_request(Some(http::Response::new(SdkBody::from(
        r#"{"GameSession": {"GameSessionId": "gs-1"}}"#,
    ))));
    let (client, _) = client();

    let json = gamelift::Config::builder()
        .protocol(Protocol::AwsJson1_1)
        .http_client(network);
    let customized = call(&client).customize().config_override(json);
    let output = customized.send().await.expect("an output");

    let session = output.game_session().expect("a game session");
    assert_eq!(session.game_session_id(), Some("gs-1"));
    let request = sent.expect_request();
    let target = request.headers().get("x-amz-target");
    assert_eq!(target, Some("GameLift.CreateGameSession"));
}

#[tokio::test]
async fn the_next_call_is_as_ever() {
    let hosts = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&hosts);
    let network = infallible_client_fn(move |request| {
        let host = request.uri().host().unwrap_or_default().to_owned();
        log.lock().expect("nobody panics").push(host);
        http::Response::new(SdkBody::from(cbor::encode(&json!({}))))
    });
    let config = gamelift::Config::builder()
        .with_test_defaults_v2()
        .http_client(network);
    let client = gamelift::Client::from_conf(config.build());

    let elsewhere = gamelift::Config::builder().region(Region::new("eu-central-1"));
    let customized = call(&client).customize().config_override(elsewhere);
    customized.send().await.expect("an output");
    call(&client).send().await.expect("an output");

    assert_eq!(
        *hosts.lock().expect("nobody panics"),
        [
            "gamelift.eu-central-1.amazonaws.com",
            "gamelift.us-east-1.amazonaws.com"
        ]
    );
}

fn output() -> CreateGameSessionOutput {
    let session = GameSession::builder().game_session_id("gs-1").build();
    CreateGameSessionOutput::builder()
        .game_session(session)
        .build()
}

#[tokio::test]
async fn a_mocked_output() {
    let rule = mock!(gamelift::Client::create_game_session)
        .match_requests(|input| input.fleet_id() == Some("fleet-1"))
        .then_output(output);
    let client = mock_client!(gamelift, [&rule]);

    let output = call(&client).send().await.expect("an output");

    let session = output.game_session().expect("a game session");
    assert_eq!(session.game_session_id(), Some("gs-1"));
    assert_eq!(rule.num_calls(), 1);
}

#[tokio::test]
async fn a_mocked_error() {
    let rule = mock!(gamelift::Client::create_game_session).then_error(|| {
        let full = FleetCapacityExceededException::builder().message("full");
        CreateGameSessionError::FleetCapacityExceededException(full.build())
    });
    let client = mock_client!(gamelift, [&rule]);

    let error = call(&client).send().await.expect_err("an error");

    let SdkError::ServiceError(context) = &error else {
        panic!("{error:?}");
    };
    assert!(context.err().is_fleet_capacity_exceeded_exception());
    assert_eq!(
        context.err().to_string(),
        "FleetCapacityExceededException: full"
    );
}

/// As with the official crates, of which a test says no more than it is about.
#[tokio::test]
async fn a_mocked_call_may_leave_out_what_is_required() {
    let answers = [
        mock!(gamelift::Client::create_game_session).then_output(output),
        mock!(gamelift::Client::create_game_session).then_http_response(|| {
            let body = SdkBody::from(cbor::encode(
                &json!({"GameSession": {"GameSessionId": "gs-1"}}),
            ));
            HttpResponse::new(200.try_into().expect("a status"), body)
        }),
    ];
    for rule in answers {
        let client = mock_client!(gamelift, [&rule]);
        let output = client.create_game_session().send().await;
        let output = output.expect("an output");
        let session = output.game_session().expect("a game session");
        assert_eq!(session.game_session_id(), Some("gs-1"));
    }

    let rule = mock!(gamelift::Client::create_game_session).then_error(|| {
        let full = FleetCapacityExceededException::builder().message("full");
        CreateGameSessionError::FleetCapacityExceededException(full.build())
    });
    let client = mock_client!(gamelift, [&rule]);
    let error = client.create_game_session().send().await;
    let error = error.expect_err("an error").into_service_error();
    assert!(error.is_fleet_capacity_exceeded_exception());
}

#[tokio::test]
async fn a_mocked_call_is_checked_where_that_is_asked_for() {
    let rule = mock!(gamelift::Client::create_game_session).then_output(output);
    let client = mock_client!(gamelift, RuleMode::MatchAny, [&rule], |config| {
        config.validation(Validation::Standard)
    });

    let error = client.create_game_session().send().await;

    let error = error.expect_err("it is invalid");
    assert!(
        ValidationErrors::from_sdk_error(&error).is_some(),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_mocked_response_that_is_tried_again() {
    let rule = mock!(gamelift::Client::create_game_session)
        .sequence()
        .http_status(503, None)
        .output(output)
        .build();
    let client = mock_client!(gamelift, RuleMode::Sequential, [&rule], |config| {
        config.sleep_impl(aws_smithy_async::test_util::InstantSleep::unlogged())
    });

    call(&client).send().await.expect("an output in the end");

    assert_eq!(rule.num_calls(), 2);
}

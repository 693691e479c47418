//! Calls over a socket: signed, sent by the default HTTP client, answered by a server on loopback.
//!
//! The server works the signature of each request out for itself and refuses a wrong one, so a call that
//! succeeds here was signed right.

mod endpoint_urls;
mod server;
mod unreadable;
mod unsent;
mod vendored_game;

use std::fmt::Debug;
use std::net::TcpListener;
use std::time::Duration;

use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use gamelift::error::{ProvideErrorMetadata, SdkError};
use gamelift::operation::create_game_session::{CreateGameSessionError, CreateGameSessionOutput};
use gamelift::types::{GameProperty, GameSessionStatus, PlayerSessionStatus};
use serde_json::{Value, json};
use smithwright_runtime::RequestId;
use smithwright_runtime::config::{Builder, Credentials, Region};
use smithwright_runtime::service::Service;
use tests::cbor;

use server::{ACCESS_KEY_ID, Answer, REGION, Received, SECRET_ACCESS_KEY, Server};

/// No test takes longer than this, whatever goes wrong.
const DEADLINE: Duration = Duration::from_secs(20);

/// The settings of a client of the server at `url`, which makes one attempt only.
fn settings<S: Service>(url: &str) -> Builder<S> {
    Builder::default()
        .behavior_version_latest()
        .endpoint_url(url)
        .region(Region::new(REGION))
        .credentials_provider(credentials(SECRET_ACCESS_KEY, None))
        .retry_config(RetryConfig::disabled())
        .timeout_config(TimeoutConfig::builder().operation_timeout(DEADLINE).build())
}

fn credentials(secret: &str, session_token: Option<&str>) -> Credentials {
    let session_token = session_token.map(str::to_owned);
    Credentials::new(ACCESS_KEY_ID, secret, session_token, None, "loopback")
}

/// The settings of a client that makes three attempts, without waiting long between them.
fn patient<S: Service>(url: &str) -> Builder<S> {
    let retries = RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(1));
    settings(url).retry_config(retries)
}

fn gamelift(settings: Builder<gamelift::GameLift>) -> gamelift::Client {
    gamelift::Client::from_conf(settings.build())
}

fn gameliftstreams(settings: Builder<gameliftstreams::GameLiftStreams>) -> gameliftstreams::Client {
    gameliftstreams::Client::from_conf(settings.build())
}

type GameSessionResult = Result<CreateGameSessionOutput, SdkError<CreateGameSessionError>>;

async fn create_game_session(client: &gamelift::Client) -> GameSessionResult {
    let call = client
        .create_game_session()
        .fleet_id("fleet-1")
        .maximum_player_session_count(8)
        .send();
    call.await
}

/// The answer to [`create_game_session`].
fn game_session() -> Answer {
    Answer::cbor(200, &json!({"GameSession": {"GameSessionId": "gs-1"}}))
}

fn error(status: u16, code: &str) -> Answer {
    Answer::cbor(status, &json!({"__type": code, "Message": "no"}))
}

/// What a call ends in when the service answers it with this error.
async fn refused_with(answer: Answer) -> CreateGameSessionError {
    let server = Server::start("gamelift", [answer]).await;
    let error = create_game_session(&gamelift(settings(&server.url))).await;
    let error = error.expect_err("an error comes back");
    assert_eq!(server.received().len(), 1);
    error.into_service_error()
}

/// Holds a request against what it should be. The server has seen to its signature.
#[track_caller]
fn check(request: &Received, target: &str, body: &Value) {
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, target);
    let actual = match request.header("content-type") {
        Some("application/cbor") => cbor::decode(&request.body),
        _ => serde_json::from_slice(&request.body).expect("JSON"),
    };
    assert_eq!(&actual, body);
}

#[track_caller]
fn only<T: Debug>(mut items: Vec<T>) -> T {
    assert_eq!(items.len(), 1, "{items:?}");
    items.remove(0)
}

#[tokio::test]
async fn create_a_game_session() {
    let session = json!({
        "GameSessionId": "gs-1",
        "Status": "ACTIVATING",
        "MaximumPlayerSessionCount": 8,
        "GameProperties": [{"Key": "map", "Value": "déjà vu"}],
        "Port": 33435,
    });
    let answer = Answer::cbor(200, &json!({"GameSession": session, "Later": null}));
    let server = Server::start("gamelift", [answer]).await;
    let property = GameProperty::builder().key("map").value("déjà vu");

    let output = gamelift(settings(&server.url))
        .create_game_session()
        .fleet_id("fleet-1")
        .maximum_player_session_count(8)
        .game_properties(property.build())
        .send()
        .await
        .expect("an output");

    assert_eq!(output.request_id(), Some("request-1"));
    let session = output.game_session().expect("a game session");
    assert_eq!(session.game_session_id(), Some("gs-1"));
    assert_eq!(session.status(), Some(&GameSessionStatus::Activating));
    assert_eq!(session.port(), Some(33435));
    let request = only(server.received());
    check(
        &request,
        "/service/GameLift/operation/CreateGameSession",
        &json!({
            "FleetId": "fleet-1",
            "MaximumPlayerSessionCount": 8,
            "GameProperties": [{"Key": "map", "Value": "déjà vu"}],
        }),
    );
    assert_eq!(request.header("smithy-protocol"), Some("rpc-v2-cbor"));
}

#[tokio::test]
async fn create_a_player_session() {
    let session = json!({"PlayerSessionId": "ps-1", "PlayerId": "p", "Status": "RESERVED"});
    let answer = Answer::cbor(200, &json!({"PlayerSession": session}));
    let server = Server::start("gamelift", [answer]).await;

    let output = gamelift(settings(&server.url))
        .create_player_session()
        .game_session_id("gs-1")
        .player_id("p")
        .send()
        .await
        .expect("an output");

    let session = output.player_session().expect("a player session");
    assert_eq!(session.player_session_id(), Some("ps-1"));
    assert_eq!(session.status(), Some(&PlayerSessionStatus::Reserved));
    check(
        &only(server.received()),
        "/service/GameLift/operation/CreatePlayerSession",
        &json!({"GameSessionId": "gs-1", "PlayerId": "p"}),
    );
}

/// Creates a stream session connection; what the server received.
async fn connect(token: Option<&str>, answers: Vec<Answer>) -> Vec<Received> {
    let server = Server::start("gameliftstreams", answers).await;
    let output = gameliftstreams(patient(&server.url))
        .create_stream_session_connection()
        .identifier("arn:aws:gameliftstreams:us-west-2:111122223333:streamgroup/sg-1")
        .stream_session_identifier("a b")
        .signal_request("offer")
        .set_client_token(token.map(str::to_owned))
        .send()
        .await
        .expect("an output");
    assert_eq!(output.signal_response(), Some("answer"));
    server.received()
}

fn connected() -> Answer {
    Answer::json(200, &json!({"SignalResponse": "answer"}))
}

fn token(request: &Received) -> String {
    let body: Value = serde_json::from_slice(&request.body).expect("JSON");
    body["ClientToken"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn an_idempotency_token_that_is_given_is_kept() {
    let given = "0123456789abcdef0123456789abcdef";
    let received = connect(Some(given), vec![connected()]).await;

    check(
        &only(received),
        "/streamgroups/arn%3Aaws%3Agameliftstreams%3Aus-west-2%3A111122223333%3Astreamgroup%2Fsg-1\
         /streamsessions/a%20b/connections",
        &json!({"SignalRequest": "offer", "ClientToken": given}),
    );
}

#[tokio::test]
async fn an_idempotency_token_that_is_absent_is_made() {
    let first = token(&only(connect(None, vec![connected()]).await));
    let second = token(&only(connect(None, vec![connected()]).await));

    assert_ne!(first, second);
    for token in [first, second] {
        let lengths: Vec<usize> = token.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{token}");
    }
}

#[tokio::test]
async fn all_attempts_have_the_same_idempotency_token() {
    let throttled = json!({"__type": "ThrottlingException", "message": "slower"});
    let throttled = Answer::json(429, &throttled);
    let received = connect(None, vec![throttled, Answer::empty(503), connected()]).await;

    let tokens: Vec<String> = received.iter().map(token).collect();
    assert_eq!(tokens.len(), 3);
    assert!(tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
}

#[tokio::test]
async fn a_wrong_secret_is_refused() {
    let server = Server::start("gamelift", [game_session()]).await;
    let wrong = settings(&server.url).credentials_provider(credentials("another secret", None));

    let error = create_game_session(&gamelift(wrong)).await;

    let error = error.expect_err("the signature is wrong");
    assert_eq!(
        error.raw_response().map(|raw| raw.status().as_u16()),
        Some(403)
    );
    assert_eq!(error.code(), Some("InvalidSignatureException"));
    assert_eq!(error.message(), Some("the signature is wrong"));
}

#[tokio::test]
async fn a_wrong_region_is_refused() {
    let server = Server::start("gamelift", [game_session()]).await;
    let wrong = settings(&server.url).region(Region::new("eu-central-1"));

    let error = create_game_session(&gamelift(wrong)).await;

    let error = error.expect_err("it is signed for another region");
    assert_eq!(error.code(), Some("InvalidSignatureException"));
}

#[tokio::test]
async fn a_session_token_is_sent_and_signed() {
    let server = Server::start("gamelift", [game_session()]).await;
    let temporary = credentials(SECRET_ACCESS_KEY, Some("session+token/="));
    let temporary = settings(&server.url).credentials_provider(temporary);

    create_game_session(&gamelift(temporary))
        .await
        .expect("an output");

    let request = only(server.received());
    assert_eq!(
        request.header("x-amz-security-token"),
        Some("session+token/=")
    );
    let authorization = request.header("authorization").expect("a signature");
    assert!(
        authorization.contains("x-amz-security-token"),
        "{authorization}"
    );
}

#[tokio::test]
async fn an_error_that_the_model_describes() {
    let error = refused_with(error(400, "com.amazonaws.gamelift#InvalidRequestException")).await;

    assert_eq!(error.request_id(), Some("request-1"));
    assert!(error.is_invalid_request_exception());
    let CreateGameSessionError::InvalidRequestException(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.message(), Some("no"));
    assert_eq!(error.to_string(), "InvalidRequestException: no");
}

#[tokio::test]
async fn an_error_that_the_model_does_not_describe() {
    let error = refused_with(error(400, "SomethingNewException")).await;

    assert_eq!(error.code(), Some("SomethingNewException"));
    assert_eq!(error.message(), Some("no"));
    assert_eq!(error.request_id(), Some("request-1"));
}

#[tokio::test]
async fn an_error_without_a_body() {
    let error = refused_with(Answer::empty(500)).await;

    assert_eq!(error.code(), None);
    assert_eq!(error.request_id(), Some("request-1"));
}

#[tokio::test]
async fn an_output_that_cannot_be_read() {
    let error = refused_with(Answer::cbor(200, &json!({"GameSession": "gs-1"}))).await;

    let shown = aws_smithy_types::error::display::DisplayErrorContext(&error).to_string();
    assert!(shown.contains("GameSession: expected a map"), "{shown}");
    assert!(!shown.contains("gs-1"), "{shown}");
    assert_eq!(error.request_id(), Some("request-1"));
}

#[tokio::test]
async fn a_throttled_call_is_tried_again() {
    let answers = [error(400, "ThrottlingException"), game_session()];
    let server = Server::start("gamelift", answers).await;

    let output = create_game_session(&gamelift(patient(&server.url))).await;

    assert_eq!(output.expect("an output").request_id(), Some("request-2"));
    let received = server.received();
    let attempts: Vec<_> = received
        .iter()
        .map(|request| request.header("amz-sdk-request"))
        .collect();
    assert_eq!(attempts.len(), 2);
    assert!(
        attempts[0].is_some_and(|attempt| attempt.contains("attempt=1")),
        "{attempts:?}"
    );
    assert!(
        attempts[1].is_some_and(|attempt| attempt.contains("attempt=2")),
        "{attempts:?}"
    );
    // Both are the same call.
    let ids = received
        .iter()
        .map(|request| request.header("amz-sdk-invocation-id"));
    assert_eq!(ids.collect::<std::collections::BTreeSet<_>>().len(), 1);
}

#[tokio::test]
async fn attempts_are_limited() {
    let answers = vec![error(400, "ThrottlingException"); 5];
    let server = Server::start("gamelift", answers).await;

    let error = create_game_session(&gamelift(patient(&server.url))).await;

    let error = error.expect_err("it is throttled each time");
    assert_eq!(error.code(), Some("ThrottlingException"));
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn an_error_of_the_caller_is_not_tried_again() {
    let answers = [error(400, "InvalidRequestException"), game_session()];
    let server = Server::start("gamelift", answers).await;

    let error = create_game_session(&gamelift(patient(&server.url))).await;

    assert!(error.is_err());
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_refused_connection() {
    // A port that nobody listens on, once this is over.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let address = listener.local_addr().expect("the port");
    drop(listener);

    let error = create_game_session(&gamelift(settings(&format!("http://{address}")))).await;

    let Err(SdkError::DispatchFailure(failure)) = error else {
        panic!("{error:?}");
    };
    assert!(failure.is_io(), "{failure:?}");
}

#[tokio::test]
async fn a_service_that_never_answers() {
    let server = Server::start("gamelift", []).await;
    let short = TimeoutConfig::builder()
        .operation_timeout(Duration::from_millis(300))
        .build();

    let error = create_game_session(&gamelift(settings(&server.url).timeout_config(short))).await;

    assert!(matches!(error, Err(SdkError::TimeoutError(_))), "{error:?}");
    assert_eq!(server.received().len(), 1);
}

//! Answers that are not what the model promises: what the error shows, what it keeps to itself, and what it still has.

use std::error::Error;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::body::SdkBody;
use gamelift::error::{DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata, SdkError};
use gamelift::failure::{Failure, explain};
use gamelift::operation::create_game_session::CreateGameSessionError;
use gamelift::types::error::ConflictException;
use serde_json::json;

use super::server::{Answer, Server};
use super::{create_game_session, gamelift, refused_with, settings};

/// The error of a call that is answered so.
async fn error_of(answer: Answer) -> SdkError<CreateGameSessionError> {
    let server = Server::start("gamelift", [answer]).await;
    let answer = create_game_session(&gamelift(settings(&server.url))).await;
    answer.expect_err("no output")
}

/// The types behind an error, from the outside in: what walks along the causes finds.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source()).collect()
}

/// As `aws-sdk-gamelift` 1.137.0 has it: `impl Error for CreateGameSessionError`.
#[tokio::test]
async fn a_modelled_error_stands_in_the_chain_of_causes() {
    let body = json!({"__type": "ConflictException", "Message": "no"});
    let error = error_of(Answer::cbor(400, &body)).await;

    let causes = chain(&error);
    assert_eq!(causes.len(), 3);
    assert!(causes[1].is::<CreateGameSessionError>());
    let root = causes[2].downcast_ref::<ConflictException>();
    assert_eq!(root.and_then(ConflictException::message), Some("no"));
    let shown = DisplayErrorContext(&error).to_string();
    assert!(
        shown.starts_with(
            "service error: ConflictException: no: ConflictException: no (ServiceError(ServiceError { source: \
             ConflictException(ConflictException { message: Some(\"no\"), meta: ErrorMetadata { \
             code: Some(\"ConflictException\"), message: Some(\"no\"), extras: Some({\"aws_request_id\": \
             \"request-1\"}) } }), raw: Response {"
        ),
        "{shown}"
    );

    // The service's own error is the modelled one.
    let service = gamelift::Error::from(error);
    assert_eq!(chain(&service).len(), 1);
    assert_eq!(service.to_string(), "ConflictException: no");
}

/// Everything that an operator asks for, of an error that the model describes and of one that it does not.
#[tokio::test]
async fn an_error_is_explained() {
    let body = json!({"__type": "FleetCapacityExceededException", "Message": "full"});
    let error = error_of(Answer::cbor(400, &body)).await;
    assert!(!error.is_throttling() && !error.is_retryable());
    assert_eq!(
        explain(&error).to_string(),
        "CreateGameSession failed: FleetCapacityExceededException: full\n  \
         HTTP status 400, request id request-1, 1 attempt\n  \
         Clients can retry such requests immediately or after a waiting period."
    );
    let service = gamelift::Error::from(error);
    let explained = explain(&service);
    assert_eq!((explained.operation, explained.status), (None, None));
    assert_eq!(explained.message.as_deref(), Some("full"));

    let error = error_of(Answer::cbor(400, &json!({"__type": "ThrottlingException"}))).await;
    assert!(error.is_throttling() && error.is_retryable());
    let error = error_of(Answer::html(503, "<html>hunter2</html>")).await;
    assert!(!error.is_throttling() && error.is_retryable());
    let shown = explain(&error).to_string();
    assert!(
        shown.contains("HTTP 503, text/html") && !shown.contains("hunter2"),
        "{shown}"
    );

    let unsent: SdkError<CreateGameSessionError> = SdkError::construction_failure("no region");
    assert!(!unsent.is_retryable());
    assert_eq!(
        explain(&unsent).to_string(),
        "CreateGameSession failed: failed to construct request: no region\n  \
         Nothing was sent: correct the request or the client's settings."
    );
}

/// However the error is printed, the secret is not in it; who asks for the response has it, as often as they ask.
#[track_caller]
fn check_hidden(error: SdkError<CreateGameSessionError>) {
    let raw = error.raw_response().expect("a response");
    let bytes = raw.body().bytes().expect("the body");
    assert!(bytes.windows(7).any(|part| part == b"hunter2"));
    let length = raw.body().content_length();
    assert_eq!(length, Some(bytes.len().try_into().expect("a length")));
    assert!(raw.body().try_clone().is_some());

    let shown = [
        format!("{error}"),
        format!("{error:?} {error:#?}"),
        DisplayErrorContext(&error).to_string(),
        format!("{:?}", DisplayErrorContext(&error)),
    ];
    for shown in &shown {
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    let service = gamelift::Error::from(error);
    let shown = format!("{service:?} {service} {}", DisplayErrorContext(&service));
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[tokio::test]
async fn an_output_that_cannot_be_read() {
    let error = error_of(Answer::cbor(200, &json!({"GameSession": "hunter2"}))).await;
    let shown = DisplayErrorContext(&error).to_string();
    assert!(
        shown.starts_with(
            "service error: unhandled error: the body of the response cannot be read (HTTP 200, application/cbor): \
             GameSession: expected a map, found a text string at byte 13 (ServiceError(ServiceError { source: \
             Unhandled(Unhandled { source: ResponseError {"
        ),
        "{shown}"
    );
    check_hidden(error);
}

#[tokio::test]
async fn an_error_that_cannot_be_read_or_says_more_than_its_message() {
    let known =
        |message| json!({"__type": "ConflictException", "Message": message, "Secret": "hunter2"});
    check_hidden(error_of(Answer::cbor(400, &known(json!(5)))).await);
    check_hidden(error_of(Answer::cbor(400, &known(json!("no")))).await);
    let unknown = json!({"__type": "Later", "Message": "no", "Secret": "hunter2"});
    check_hidden(error_of(Answer::cbor(400, &unknown)).await);
}

#[tokio::test]
async fn the_page_of_a_proxy() {
    for (status, head) in [(502, "HTTP 502, text/html"), (200, "(HTTP 200, text/html)")] {
        let error = error_of(Answer::html(status, "<html>hunter2</html>")).await;
        let service = error.as_service_error().expect("what it answered");
        assert_eq!(service.to_string(), "unhandled error");
        let cause = service.source().expect("who answered").to_string();
        assert!(cause.ends_with(head), "{cause}");
        assert_eq!(service.meta().code(), None);
        check_hidden(error);
    }
    let error = refused_with(Answer::cbor(400, &json!({"__type": "Later"}))).await;
    assert_eq!(error.to_string(), "unhandled error (Later)");
    let cause = error.source().expect("what it says of itself");
    assert!(cause.is::<ErrorMetadata>(), "{cause:?}");
}

/// A response that broke off, for example. The official types hold it, and `Debug` of ours must not show it.
#[tokio::test]
async fn an_official_error_inside_of_ours() {
    let response = HttpResponse::new(
        200_u16.try_into().expect("a status"),
        SdkBody::from("hunter2"),
    );
    let error: SdkError<CreateGameSessionError> = SdkError::response_error("cut off", response);
    let service = gamelift::Error::from(error);
    let shown = format!("{service:?} {}", DisplayErrorContext(&service));
    assert!(
        shown.contains("unhandled error: response error: cut off"),
        "{shown}"
    );
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[tokio::test]
async fn success_without_a_body() {
    let error = error_of(Answer::empty(200)).await;
    let shown = DisplayErrorContext(&error).to_string();
    assert!(
        shown.contains("expected a map, found the end at byte 0"),
        "{shown}"
    );

    // An operation without output says nothing more than that it has succeeded.
    let server = Server::start("gamelift", [Answer::empty(200)]).await;
    let deleted = gamelift(settings(&server.url))
        .delete_alias()
        .alias_id("alias-1");
    deleted.send().await.expect("there is nothing to say");
}

#[tokio::test]
async fn a_message_that_stands_under_another_name() {
    for message in [json!(null), json!(""), json!(7)] {
        let body = json!({"__type": "ConflictException", "message": message, "Message": "real"});
        let error = refused_with(Answer::cbor(400, &body)).await;
        assert_eq!(error.message(), Some("real"), "{message}");
        assert_eq!(error.to_string(), "ConflictException: real");
        let CreateGameSessionError::ConflictException(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.message(), Some("real"));

        // The member itself is of no use.
        let body = json!({"__type": "ConflictException", "Message": "", "message": "real"});
        let error = refused_with(Answer::cbor(400, &body)).await;
        assert_eq!(error.message(), Some("real"));
        let CreateGameSessionError::ConflictException(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.message(), Some("real"));
    }
}

//! Answers that are not what the model promises: what the error shows, what it keeps to itself, and what it still has.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::display::DisplayErrorContext as OfficialContext;
use gamelift::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use gamelift::operation::create_game_session::CreateGameSessionError;
use serde_json::json;

use super::server::{Answer, Server};
use super::{create_game_session, gamelift, refused_with, settings};

/// The error of a call that is answered so.
async fn error_of(answer: Answer) -> SdkError<CreateGameSessionError> {
    let server = Server::start("gamelift", [answer]).await;
    let answer = create_game_session(&gamelift(settings(&server.url))).await;
    answer.expect_err("no output")
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
        OfficialContext(&error).to_string(),
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
            "service error: unhandled error (HTTP 200, application/cbor): the body of the response cannot be read: \
             GameSession: expected a map, found a text string at byte 13 (ReadError"
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
    for (status, head) in [
        (502, "unhandled error (HTTP 502, text/html)"),
        (200, "unhandled error (HTTP 200, text/html)"),
    ] {
        let error = error_of(Answer::html(status, "<html>hunter2</html>")).await;
        let service = error.as_service_error().expect("what it answered");
        assert_eq!(service.to_string(), head);
        assert_eq!(service.meta().code(), None);
        check_hidden(error);
    }
    let error = refused_with(Answer::cbor(400, &json!({"__type": "Later"}))).await;
    let expected = "unhandled error (Later, HTTP 400, application/cbor)";
    assert_eq!(error.to_string(), expected);
    let shown = format!("{error:?}");
    assert!(shown.contains("status: 400"), "{shown}");
}

/// A response that broke off, for example. The official types hold it, and `Debug` of ours must not show it.
#[tokio::test]
async fn an_official_error_inside_of_ours() {
    let response = HttpResponse::new(
        200_u16.try_into().expect("a status"),
        SdkBody::from("hunter2"),
    );
    let error: SdkError<CreateGameSessionError> = SdkError::response_error("cut off", response);
    let shown = DisplayErrorContext(&error).to_string();
    assert_eq!(shown, "response error: cut off (\"cut off\")");
    let service = gamelift::Error::from(error);
    let shown = format!("{service:?} {}", DisplayErrorContext(&service));
    assert!(shown.contains("response error: cut off"), "{shown}");
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

//! What is invalid is not sent: no connection is made, and nobody is asked for credentials, which the orchestrator
//! does after writing the request.
//!
//! Each test makes the same call again, put right. Connections are accepted in their order, so one that the
//! invalid call had made would have been counted by the time the second is answered.

use std::time::Duration;

use gamelift::error::{DisplayErrorContext, SdkError};
use gamelift::validation::{Validation, ValidationErrors};
use serde_json::json;
use smithwright_runtime::config::Builder;
use smithwright_runtime::service::Service;
use tests::credentials::Counted;

use super::server::{Answer, SECRET_ACCESS_KEY, Server};
use super::{credentials, game_session, gamelift, gameliftstreams, settings};

/// Whom the client asks for credentials.
struct Asked(Counted);

impl Asked {
    fn new() -> Self {
        Self(Counted::new(credentials(SECRET_ACCESS_KEY, None)))
    }

    fn settings<S: Service>(&self, server: &Server) -> Builder<S> {
        settings(&server.url).credentials_provider(self.0.clone())
    }

    /// Fails unless so much has happened.
    #[track_caller]
    fn check(&self, server: &Server, connections: usize) {
        assert_eq!(server.connections(), connections, "connections");
        assert_eq!(server.received().len(), connections, "requests");
        assert_eq!(
            self.0.times_asked(),
            connections,
            "times asked for credentials"
        );
    }
}

#[tokio::test]
async fn an_invalid_call() {
    let (server, asked) = (
        Server::start("gamelift", [game_session()]).await,
        Asked::new(),
    );
    let client = gamelift(asked.settings(&server));
    let call = client.create_game_session().fleet_id("fleet-1");

    let error = call.clone().send().await.expect_err("it is invalid");
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
    let found = ValidationErrors::from_sdk_error(&error).expect("violations");
    assert_eq!(
        found.to_string(),
        "invalid CreateGameSession request (1 problem):\n  MaximumPlayerSessionCount: required, but missing\n\
         to send it all the same: .customize().validation(Validation::Off)"
    );
    asked.check(&server, 0);

    let right = call.maximum_player_session_count(8);
    right.send().await.expect("an output");
    asked.check(&server, 1);
}

#[tokio::test]
async fn a_call_that_is_invalid_at_its_own_level() {
    let (server, asked) = (
        Server::start("gamelift", [game_session()]).await,
        Asked::new(),
    );
    let client = gamelift(asked.settings(&server));
    let call = client
        .create_game_session()
        .fleet_id("no fleet")
        .maximum_player_session_count(8);

    let strict = call.clone().customize().validation(Validation::Strict);
    let error = strict.send().await.expect_err("it is invalid");
    assert!(
        ValidationErrors::from_sdk_error(&error).is_some(),
        "{error:?}"
    );
    asked.check(&server, 0);

    call.send().await.expect("an output");
    asked.check(&server, 1);
}

#[tokio::test]
async fn an_invalid_paginator() {
    let answer = Answer::cbor(200, &json!({"GameSessions": []}));
    let (server, asked) = (Server::start("gamelift", [answer]).await, Asked::new());
    let client = gamelift(asked.settings(&server));

    let mut pages = client
        .describe_game_sessions()
        .limit(0)
        .into_paginator()
        .send();
    let error = pages
        .next()
        .await
        .expect("a page")
        .expect_err("it is invalid");
    assert!(
        ValidationErrors::from_sdk_error(&error).is_some(),
        "{error:?}"
    );
    assert!(pages.next().await.is_none());
    asked.check(&server, 0);

    let mut pages = client
        .describe_game_sessions()
        .limit(1)
        .into_paginator()
        .send();
    pages.next().await.expect("a page").expect("an output");
    asked.check(&server, 1);
}

#[tokio::test]
async fn an_invalid_wait() {
    use gameliftstreams::client::Waiters as _;

    let ready = Answer::json(200, &json!({"Arn": "a", "Status": "READY"}));
    let (server, asked) = (
        Server::start("gameliftstreams", [ready]).await,
        Asked::new(),
    );
    let client = gameliftstreams(asked.settings(&server));
    let wait = || client.wait_until_application_ready();

    // An empty label would ask for something else.
    let invalid = wait().identifier("").wait(Duration::from_secs(1)).await;
    let error = invalid.expect_err("it is invalid");
    let text = DisplayErrorContext(&error).to_string();
    assert!(
        text.contains("Identifier: length 0, must be 1 to 128"),
        "{text}"
    );
    asked.check(&server, 0);

    let right = wait().identifier("a-1").wait(Duration::from_secs(1));
    right.await.expect("it is ready");
    asked.check(&server, 1);
}

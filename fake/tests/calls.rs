//! A client whose HTTP client is a fake: typed answers, errors, sequences, and what was called.

use std::time::Duration;

use aws_smithy_runtime_api::client::result::ConnectorError;
use gamelift::config::retry::RetryConfig;
use gamelift::config::timeout::TimeoutConfig;
use gamelift::error::{DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata};
use gamelift::operation::create_game_session::{
    CreateGameSession, CreateGameSessionError, CreateGameSessionOutput,
};
use gamelift::operation::describe_fleet_attributes::{
    DescribeFleetAttributes, DescribeFleetAttributesOutput,
};
use gamelift::operation::list_tags_for_resource::ListTagsForResource;
use gamelift::protocol::Protocol;
use gamelift::testing::Fake;
use gamelift::types::error::FleetCapacityExceededException;
use gamelift::types::{FleetAttributes, GameProperty, GameSession};

/// What the service speaks.
const PROTOCOLS: [Protocol; 2] = [Protocol::RpcV2Cbor, Protocol::AwsJson1_1];

fn client(fake: &Fake, protocol: Protocol) -> gamelift::Client {
    gamelift::Client::from_conf(fake.config().protocol(protocol).build())
}

#[tokio::test]
async fn a_closure_gets_the_input_and_gives_the_output() {
    for protocol in PROTOCOLS {
        let fake = Fake::new();
        fake.on::<CreateGameSession>(|input| {
            let session = GameSession::builder()
                .set_fleet_id(input.fleet_id)
                .set_game_properties(input.game_properties)
                .port(33_435)
                .build();
            Ok(CreateGameSessionOutput::builder()
                .game_session(session)
                .build())
        });
        let property = GameProperty::builder()
            .key("difficulty")
            .value("novice")
            .build();
        let output = client(&fake, protocol)
            .create_game_session()
            .fleet_id("fleet-1")
            .maximum_player_session_count(10)
            .game_properties(property.clone())
            .send()
            .await
            .expect("an output");
        let session = output.game_session().expect("a session");
        assert_eq!(session.fleet_id(), Some("fleet-1"));
        assert_eq!(session.game_properties(), [property]);
        assert_eq!(session.port(), Some(33_435));
        assert!(gamelift::operation::RequestId::request_id(&output).is_some());

        let calls = fake.calls::<CreateGameSession>();
        assert_eq!(calls.len(), 1);
        assert_eq!(calls[0].maximum_player_session_count(), Some(10));
        assert_eq!(fake.called(), ["CreateGameSession"]);
        assert_eq!(fake.unexpected(), [""; 0]);
    }
}

#[tokio::test]
async fn labels_queries_and_bodies_of_rest_are_read() {
    use gameliftstreams::operation::list_stream_sessions::ListStreamSessions;
    use gameliftstreams::operation::update_application::{
        UpdateApplication, UpdateApplicationOutput,
    };
    let fake = gameliftstreams::testing::Fake::new();
    fake.sequence::<ListStreamSessions>()
        .output(Default::default);
    fake.on::<UpdateApplication>(|input| {
        let output = UpdateApplicationOutput::builder().arn("arn:1");
        Ok(output
            .set_description(input.description)
            .build()
            .expect("all that it has to have"))
    });
    let client = fake.client();
    let output = client
        .update_application()
        .identifier("arn:aws:gameliftstreams:us-west-2:1:application/a-1 &")
        .description("a game")
        .send()
        .await
        .expect("an output");
    assert_eq!(output.description(), Some("a game"));
    client
        .list_stream_sessions()
        .identifier("sg-1")
        .max_results(7)
        .next_token("a b&c")
        .send()
        .await
        .expect("an output");
    let updated = &fake.calls::<UpdateApplication>()[0];
    assert_eq!(
        updated.identifier(),
        Some("arn:aws:gameliftstreams:us-west-2:1:application/a-1 &")
    );
    let listed = &fake.calls::<ListStreamSessions>()[0];
    assert_eq!(listed.identifier(), Some("sg-1"));
    assert_eq!(listed.max_results(), Some(7));
    assert_eq!(listed.next_token(), Some("a b&c"));
}

#[tokio::test]
async fn errors_are_typed_or_have_a_code() {
    for protocol in PROTOCOLS {
        let fake = Fake::new();
        fake.sequence::<CreateGameSession>()
            .error(|| {
                let full = FleetCapacityExceededException::builder()
                    .message("no room")
                    .build();
                CreateGameSessionError::FleetCapacityExceededException(full)
            })
            .error(|| {
                let meta = ErrorMetadata::builder().code("Odd").message("very");
                CreateGameSessionError::generic(meta.build())
            });
        let client = client(&fake, protocol);
        let call = || {
            client
                .create_game_session()
                .fleet_id("fleet-1")
                .maximum_player_session_count(1)
        };
        let error = call()
            .send()
            .await
            .expect_err("no room")
            .into_service_error();
        assert!(error.is_fleet_capacity_exceeded_exception(), "{error:?}");
        assert_eq!(error.meta().message(), Some("no room"));
        let error = call().send().await.expect_err("odd").into_service_error();
        assert_eq!((error.code(), error.message()), (Some("Odd"), Some("very")));
    }
}

#[tokio::test]
async fn a_client_tries_again_until_it_has_an_answer() {
    let fake = Fake::new();
    fake.sequence::<DescribeFleetAttributes>()
        .http_status(503, None)
        .times(2)
        .connector_error(|| ConnectorError::io("the line was cut".into()))
        .output(|| {
            let fleet = FleetAttributes::builder().fleet_id("fleet-1").build();
            DescribeFleetAttributesOutput::builder()
                .fleet_attributes(fleet)
                .build()
        });
    let retries = RetryConfig::standard()
        .with_max_attempts(4)
        .with_initial_backoff(Duration::from_millis(1));
    let client = gamelift::Client::from_conf(fake.config().retry_config(retries).build());
    let output = client
        .describe_fleet_attributes()
        .send()
        .await
        .expect("an output");
    assert_eq!(output.fleet_attributes().len(), 1);
    assert_eq!(fake.calls::<DescribeFleetAttributes>().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_late_answer_runs_into_timeouts() {
    let fake = Fake::new();
    fake.sequence::<DescribeFleetAttributes>()
        .output(Default::default)
        .delay(Duration::from_mins(1))
        .repeatedly();
    let call = |timeouts: TimeoutConfig| {
        let config = fake
            .config()
            .timeout_config(timeouts)
            .retry_config(RetryConfig::disabled());
        let client = gamelift::Client::from_conf(config.build());
        async move { client.describe_fleet_attributes().send().await }
    };
    let read = TimeoutConfig::builder()
        .read_timeout(Duration::from_secs(10))
        .build();
    let error = call(read).await.expect_err("too late");
    assert!(
        DisplayErrorContext(&error)
            .to_string()
            .contains("within 10s"),
        "{error:?}"
    );
    let whole = TimeoutConfig::builder()
        .operation_timeout(Duration::from_secs(10))
        .build();
    call(whole).await.expect_err("too late");
    let began = tokio::time::Instant::now();
    call(TimeoutConfig::builder().build())
        .await
        .expect("in time");
    assert_eq!(began.elapsed().as_secs(), 60);
}

#[tokio::test]
async fn an_unexpected_call_says_what_was_expected() {
    let fake = Fake::new();
    fake.sequence::<DescribeFleetAttributes>()
        .output(Default::default)
        .times(2);
    let client = fake.client();
    let error = client.list_aliases().send().await.expect_err("unexpected");
    let text = DisplayErrorContext(&error).to_string();
    let expected =
        "unexpected call of ListAliases: nothing is said of it; expected: DescribeFleetAttributes";
    assert!(text.contains(expected), "{text}");
    assert_eq!(fake.unexpected(), [expected]);
    for _ in 0..2 {
        client
            .describe_fleet_attributes()
            .send()
            .await
            .expect("an output");
    }
    let error = client
        .describe_fleet_attributes()
        .send()
        .await
        .expect_err("one too many");
    let text = DisplayErrorContext(&error).to_string();
    let expected = "unexpected call of DescribeFleetAttributes: its 2 answers were given, and there is no other";
    assert!(text.contains(expected), "{text}");
    assert_eq!(fake.calls::<ListTagsForResource>().len(), 0);
}

#[tokio::test]
async fn a_closure_may_ask_the_fake_and_is_replaced_by_the_next() {
    let fake = Fake::new();
    let same = fake.clone();
    fake.on::<DescribeFleetAttributes>(move |_| {
        let token = same.calls::<DescribeFleetAttributes>().len().to_string();
        Ok(DescribeFleetAttributesOutput::builder()
            .next_token(token)
            .build())
    });
    let client = fake.client();
    for number in ["1", "2"] {
        let output = client
            .describe_fleet_attributes()
            .send()
            .await
            .expect("an output");
        assert_eq!(output.next_token(), Some(number));
    }
    fake.on::<DescribeFleetAttributes>(|_| Ok(DescribeFleetAttributesOutput::default()));
    let output = client
        .describe_fleet_attributes()
        .send()
        .await
        .expect("an output");
    assert_eq!(output.next_token(), None);
}

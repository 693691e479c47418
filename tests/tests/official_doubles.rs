//! The test doubles of the official crates stand in for the network of ours, as the README shows.

use tests::workspace;

mod mocks {
    // README: mocks
    use aws_smithy_mocks::{mock, mock_client};
    use gamelift::operation::create_game_session::CreateGameSessionOutput;

    #[tokio::test]
    async fn a_mock_answers() {
        let rule = mock!(gamelift::Client::create_game_session)
            .match_requests(|input| input.fleet_id() == Some("fleet-1"))
            .then_output(|| CreateGameSessionOutput::builder().build());
        let client = mock_client!(gamelift, [&rule]);

        let call = client.create_game_session().fleet_id("fleet-1");
        let answer = call.maximum_player_session_count(10).send().await;

        assert!(answer.is_ok());
        assert_eq!(rule.num_calls(), 1);
    }
    // README: end
}

mod replay {
    // README: replay
    use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
    use aws_smithy_types::body::SdkBody;
    use gamelift::config::Region;
    use gamelift::protocol::Protocol;

    #[tokio::test]
    async fn a_recorded_exchange_is_played() {
        let request = http::Request::post("https://gamelift.us-west-2.amazonaws.com/");
        let request = request.header("x-amz-target", "GameLift.ListAliases");
        let response = http::Response::builder().status(200);
        let network = StaticReplayClient::new(vec![ReplayEvent::new(
            request.body(SdkBody::from("{}")).unwrap(),
            response
                .body(SdkBody::from(r#"{"NextToken": "more"}"#))
                .unwrap(),
        )]);
        let config = gamelift::Config::builder()
            .with_test_defaults()
            .region(Region::new("us-west-2"))
            .protocol(Protocol::AwsJson1_1)
            .http_client(network.clone());
        let client = gamelift::Client::from_conf(config.build());

        let page = client.list_aliases().send().await.unwrap();

        assert_eq!(page.next_token(), Some("more"));
        network.assert_requests_match(&["authorization", "user-agent", "x-amz-user-agent"]);
    }
    // README: end
}

mod capture {
    // README: capture
    use aws_smithy_http_client::test_util::capture_request;
    use gamelift::config::Region;
    use gamelift::protocol::Protocol;

    #[tokio::test]
    async fn a_request_is_captured() {
        let (network, request) = capture_request(None);
        let config = gamelift::Config::builder()
            .with_test_defaults()
            .region(Region::new("us-west-2"))
            .protocol(Protocol::AwsJson1_1)
            .http_client(network);
        let client = gamelift::Client::from_conf(config.build());

        let answer = client.list_aliases().limit(7).send().await;

        assert!(answer.is_ok());
        let request = request.expect_request();
        assert_eq!(
            request.headers().get("x-amz-target"),
            Some("GameLift.ListAliases")
        );
        assert_eq!(request.body().bytes(), Some(&br#"{"Limit":7}"#[..]));
    }
    // README: end
}

/// What the official crate 1.68.0 writes for this input (`shape_create_application_input.rs` there): in REST JSON the
/// members of an input stand in the order of their names, those of other structures in the order of the model.
#[tokio::test]
async fn a_body_has_the_bytes_that_the_official_crate_records() {
    use aws_smithy_http_client::test_util::capture_request;
    use gameliftstreams::config::Region;
    use gameliftstreams::types::{RuntimeEnvironment, RuntimeEnvironmentType};

    let (network, request) = capture_request(None);
    let config = gameliftstreams::Config::builder()
        .with_test_defaults()
        .region(Region::new("us-west-2"))
        .http_client(network);
    let client = gameliftstreams::Client::from_conf(config.build());
    let runtime = RuntimeEnvironment::builder()
        .version("2024")
        .r#type(RuntimeEnvironmentType::Proton);
    let call = client
        .create_application()
        .description("pong")
        .runtime_environment(runtime.build().unwrap())
        .executable_path("pong.exe")
        .application_source_uri("s3://bucket-of-pong/files")
        .client_token("00000000-0000-4000-8000-000000000000");

    call.send().await.unwrap();

    let body = r#"{"ApplicationSourceUri":"s3://bucket-of-pong/files","ClientToken":"00000000-0000-4000-8000-000000000000","Description":"pong","ExecutablePath":"pong.exe","RuntimeEnvironment":{"Type":"PROTON","Version":"2024"}}"#;
    assert_eq!(
        request.expect_request().body().bytes(),
        Some(body.as_bytes())
    );
}

/// What stands between the marks of a program, not indented.
fn shown(name: &str) -> String {
    let source = include_str!("official_doubles.rs");
    let mark = format!("    // README: {name}\n");
    let (_, from) = source.split_once(&mark).expect("its beginning");
    let (program, _) = from.split_once("    // README: end\n").expect("its end");
    let lines = program.lines();
    let lines = lines.map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line)));
    lines.collect()
}

#[test]
fn the_readme_shows_them() {
    let readme = workspace::read("README.md");
    for name in ["mocks", "replay", "capture"] {
        let block = format!("```rust\n{}```", shown(name));
        assert!(
            readme.contains(&block),
            "{name}: put this into the README:\n{block}"
        );
    }
}

//! A filter and an order reach the service as they were built: from the builders of a generated crate to the request.

use aws_smithy_http_client::test_util::{CaptureRequestReceiver, capture_request};
use gamelift::Client;
use gamelift::config::Region;
use gamelift::protocol::Protocol;
use serde_json::{Value, json};
use tests::workspace;

mod search {
    // README: search
    use gamelift::expression::search_game_sessions as session;

    /// The newest sessions on a map that players can join; the map's name may be anything.
    async fn search(
        client: &gamelift::Client,
        map: &str,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let filter = session::has_available_player_sessions()
            .eq(true)
            .and(session::game_session_properties("map").eq(map))
            .and(!session::maximum_sessions().lt(4));
        let order = session::creation_time_millis().desc();
        let search = client.search_game_sessions().fleet_id("fleet-1");
        let search = search.filter_expression(filter.build()?);
        search.sort_expression(order.build()?).send().await?;
        Ok(())
    }
    // README: end

    pub(super) async fn run(client: &gamelift::Client, map: &str) -> bool {
        search(client, map).await.is_ok()
    }
}

/// A client whose next request is kept and answered with nothing.
fn client() -> (Client, CaptureRequestReceiver) {
    let (network, request) = capture_request(None);
    let config = gamelift::Config::builder()
        .with_test_defaults()
        .region(Region::new("us-west-2"))
        .protocol(Protocol::AwsJson1_1)
        .http_client(network);
    (Client::from_conf(config.build()), request)
}

fn body(request: CaptureRequestReceiver) -> Value {
    let request = request.expect_request();
    let body = request.body().bytes().expect("a body in memory");
    serde_json::from_slice(body).expect("JSON")
}

#[tokio::test]
async fn the_request_has_what_was_built() {
    let (client, request) = client();
    assert!(search::run(&client, r"it's \ a trap' OR maximumSessions > 0 OR '").await);
    assert_eq!(
        body(request),
        json!({
            "FleetId": "fleet-1",
            "FilterExpression": "hasAvailablePlayerSessions = true AND gameSessionProperties.map = \
                'it\\'s \\\\ a trap\\' OR maximumSessions > 0 OR \\'' AND NOT maximumSessions < 4",
            "SortExpression": "creationTimeMillis DESC",
        })
    );
}

#[tokio::test]
async fn nothing_is_sent_that_cannot_be_said() {
    let (client, request) = client();
    assert!(!search::run(&client, "line\nbreak").await);
    request.expect_no_request();
}

/// Each operand is compared with the kind of values that the documentation of the operation describes.
#[test]
fn all_operands_of_the_service_are_there() {
    use gamelift::expression::search_game_sessions as session;

    let filters = [
        session::creation_time_millis().ge(1_700_000_000_000),
        session::game_session_id().eq("arn:aws:gamelift:us-west-2::gamesession/fleet-1/gsess-1"),
        session::game_session_name().ne("practice"),
        session::game_session_properties("difficulty").eq("novice"),
        session::has_available_player_sessions().eq(true),
        session::maximum_sessions().ge(10),
        session::player_session_count().gt(0),
    ];
    let built = filters.map(|filter| filter.build().expect("all of it can be said"));
    assert_eq!(
        built,
        [
            "creationTimeMillis >= 1700000000000",
            "gameSessionId = 'arn:aws:gamelift:us-west-2::gamesession/fleet-1/gsess-1'",
            "gameSessionName <> 'practice'",
            "gameSessionProperties.difficulty = 'novice'",
            "hasAvailablePlayerSessions = true",
            "maximumSessions >= 10",
            "playerSessionCount > 0",
        ]
    );
}

#[test]
fn a_key_with_a_period_is_told_with_its_operand() {
    use gamelift::expression::search_game_sessions::game_session_properties;

    let error = game_session_properties("map.name").asc().build();
    let error: Box<dyn std::error::Error> = error.expect_err("no key").into();
    assert!(
        error.to_string().contains("gameSessionProperties: a key"),
        "{error}"
    );
}

#[test]
fn the_readme_shows_the_search() {
    let source = include_str!("expressions.rs");
    let (_, from) = source
        .split_once("    // README: search\n")
        .expect("its beginning");
    let (program, _) = from.split_once("    // README: end\n").expect("its end");
    let lines = program.lines();
    let lines = lines.map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line)));
    let block = format!("```rust\n{}```", lines.collect::<String>());
    let readme = workspace::read("README.md");
    assert!(
        readme.contains(&block),
        "put this into the README:\n{block}"
    );
}

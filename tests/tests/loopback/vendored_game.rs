//! The program in `tests/vendored-game`: vendored for by what it calls, built, and run against servers on loopback.
//!
//! The expectations are what its README says of it and what the models say of the operations.

use std::collections::BTreeMap;
use std::process::Output;

use serde_json::{Value, json};
use smithwright_codegen::vendor::Asked;
use tests::cbor;
use tests::host::{self, Host};

use super::server::{ACCESS_KEY_ID, Answer, REGION, Received, SECRET_ACCESS_KEY, Server};

/// One test, for the steps share a folder, and each needs the one before.
#[tokio::test(flavor = "multi_thread")]
async fn the_program_is_vendored_for_built_and_run() {
    let files = host::files_of("tests/vendored-game", "");
    let game = Host::new(env!("CARGO_TARGET_TMPDIR"), "game", &files);
    let by_program = Asked {
        operations: Vec::new(),
        used_by: vec!["..".to_owned()],
    };
    game.vendor(&["gamelift", "gameliftstreams"].map(|service| (service, by_program.clone())));
    the_operations_that_it_calls_are_there(&game);
    if game.cargo(&["build"]).is_none() {
        return;
    }
    a_slot_in_a_new_session(&game).await;
    a_fleet_without_room(&game).await;
    a_refusal_says_why(&game).await;
    a_session_is_closed(&game).await;
    a_match_is_accepted_and_found(&game).await;
    a_search_is_called_off(&game).await;
    a_stream_is_waited_for(&game).await;
    a_stream_that_does_not_start_is_ended(&game).await;
}

fn the_operations_that_it_calls_are_there(game: &Host) {
    let plan = game.plan(None);
    assert!(plan.is_up_to_date(), "{:?}", plan.changes.keys());
    assert!(plan.warnings.0.is_empty(), "{}", plan.warnings);
    let operations = plan.services.iter().map(|service| {
        let names = service.operations.keys().map(String::as_str);
        (service.crate_name.as_str(), names.collect())
    });
    let expected: BTreeMap<&str, Vec<&str>> = BTreeMap::from([
        (
            "gamelift",
            vec![
                "AcceptMatch",
                "CreateGameSession",
                "CreatePlayerSession",
                "DescribeGameSessions",
                "DescribeMatchmaking",
                "DescribePlayerSessions",
                "SearchGameSessions",
                "StartMatchmaking",
                "StopMatchmaking",
                "TerminateGameSession",
            ],
        ),
        (
            "gameliftstreams",
            // GetStreamSession is what the waiter asks.
            vec![
                "GetStreamSession",
                "StartStreamSession",
                "TerminateStreamSession",
            ],
        ),
    ]);
    assert_eq!(operations.collect::<BTreeMap<_, _>>(), expected);
}

/// What the program does with these arguments, and what the server of `service` received. It waits `patience` seconds.
async fn play(
    game: &Host,
    service: &'static str,
    answers: Vec<Answer>,
    patience: u8,
    arguments: &[&str],
) -> (Output, Vec<Received>) {
    let server = Server::start(service, answers).await;
    let mut program = game.program();
    program
        .args(arguments)
        .env(
            format!("AWS_ENDPOINT_URL_{}", service.to_uppercase()),
            &server.url,
        )
        .env("AWS_REGION", REGION)
        .env("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID)
        .env("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY)
        .env("AWS_MAX_ATTEMPTS", "1")
        .env("GAME_POLL_MILLISECONDS", "1")
        .env("GAME_PATIENCE_SECONDS", patience.to_string());
    // Whoever runs the tests may have settings of their own.
    for theirs in ["AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_REGION"] {
        program.env_remove(theirs);
    }
    for file in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] {
        program.env(file, "no such file");
    }
    let output = tokio::task::block_in_place(|| program.output());
    (output.expect("cargo starts"), server.received())
}

/// Holds what the program said, and its exit code, against what it should be.
#[track_caller]
fn check_output(output: &Output, code: i32, stdout: &str) {
    let said = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}{error}");
    assert_eq!(said, stdout, "{error}");
}

/// Holds the calls of gamelift against what they should be: operations and inputs.
#[track_caller]
fn check_calls(received: &[Received], expected: &[(&str, Value)]) {
    let calls = received.iter().map(|request| {
        let operation = request
            .target
            .strip_prefix("/service/GameLift/operation/")
            .unwrap_or(&request.target);
        (operation, cbor::decode(&request.body))
    });
    let mut calls: Vec<_> = calls.collect();
    for (_, input) in &mut calls {
        // The token that makes attempts one call is new in each.
        if let Some(input) = input.as_object_mut() {
            input.remove("IdempotencyToken");
        }
    }
    assert_eq!(calls, expected);
}

fn ok(body: &Value) -> Answer {
    Answer::cbor(200, body)
}

async fn a_slot_in_a_new_session(game: &Host) {
    let session = |status: &str| json!({"GameSessionId": "gs-new", "Status": status});
    let full = json!({"__type": "GameSessionFullException", "Message": "full"});
    let slot = json!({"PlayerSessionId": "ps-1", "IpAddress": "10.0.0.1", "Port": 33435});
    let answers = vec![
        ok(&json!({"GameSessions": [{"GameSessionId": "gs-full"}], "NextToken": "t1"})),
        Answer::cbor(400, &full),
        ok(&json!({"GameSessions": []})),
        ok(&json!({"GameSession": session("ACTIVATING")})),
        ok(&json!({"GameSessions": [session("ACTIVATING")]})),
        ok(&json!({"GameSessions": [session("ACTIVE")]})),
        ok(&json!({"PlayerSession": slot})),
    ];
    let (output, received) = play(game, "gamelift", answers, 60, &["play", "fleet-1", "ann"]).await;
    check_output(&output, 0, "connect to 10.0.0.1:33435 as ps-1\n");
    let search = |token: Option<&str>| {
        let mut input = json!({
            "FleetId": "fleet-1",
            "FilterExpression": "hasAvailablePlayerSessions=true",
            "SortExpression": "creationTimeMillis ASC",
        });
        if let Some(token) = token {
            input["NextToken"] = json!(token);
        }
        ("SearchGameSessions", input)
    };
    let reserve = |session: &str| {
        let input = json!({"GameSessionId": session, "PlayerId": "ann"});
        ("CreatePlayerSession", input)
    };
    let describe = ("DescribeGameSessions", json!({"GameSessionId": "gs-new"}));
    let create = json!({
        "FleetId": "fleet-1",
        "MaximumPlayerSessionCount": 8,
        "GameProperties": [{"Key": "difficulty", "Value": "novice"}],
    });
    check_calls(
        &received,
        &[
            search(None),
            reserve("gs-full"),
            search(Some("t1")),
            ("CreateGameSession", create),
            describe.clone(),
            describe,
            reserve("gs-new"),
        ],
    );
}

async fn a_fleet_without_room(game: &Host) {
    let full = json!({"__type": "FleetCapacityExceededException", "Message": "no"});
    let answers = vec![ok(&json!({})), Answer::cbor(400, &full)];
    let arguments = &["play", "fleet-1", "ann"];
    let (output, _) = play(game, "gamelift", answers, 60, arguments).await;
    check_output(&output, 3, "");
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(error, "error: the fleet has no room; try again later\n");
}

async fn a_refusal_says_why(game: &Host) {
    let refused = json!({"__type": "UnauthorizedException", "Message": "not yours"});
    let answers = vec![Answer::cbor(400, &refused)];
    let (output, _) = play(game, "gamelift", answers, 60, &["close", "gs-1"]).await;
    check_output(&output, 1, "");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("UnauthorizedException"), "{error}");
    assert!(error.contains("not yours"), "{error}");
}

async fn a_session_is_closed(game: &Host) {
    let answers = vec![
        ok(&json!({"PlayerSessions": [{"PlayerId": "ann"}], "NextToken": "t1"})),
        ok(&json!({"PlayerSessions": [{"PlayerId": "bob"}]})),
        ok(&json!({"GameSession": {"GameSessionId": "gs-1", "Status": "TERMINATING"}})),
    ];
    let (output, received) = play(game, "gamelift", answers, 60, &["close", "gs-1"]).await;
    check_output(&output, 0, "closed with 2 players: ann, bob\n");
    let first =
        json!({"GameSessionId": "gs-1", "PlayerSessionStatusFilter": "ACTIVE", "Limit": 100});
    let mut second = first.clone();
    second["NextToken"] = json!("t1");
    let terminate =
        json!({"GameSessionId": "gs-1", "TerminationMode": "TRIGGER_ON_PROCESS_TERMINATE"});
    check_calls(
        &received,
        &[
            ("DescribePlayerSessions", first),
            ("DescribePlayerSessions", second),
            ("TerminateGameSession", terminate),
        ],
    );
}

const MATCH: &[&str] = &["match", "duel", "ann", "bob"];

/// The call that begins matchmaking, and the answer to it.
fn start_matchmaking() -> ((&'static str, Value), Answer) {
    let players = json!([{"PlayerId": "ann"}, {"PlayerId": "bob"}]);
    let input = json!({"ConfigurationName": "duel", "Players": players});
    let answer = json!({"MatchmakingTicket": {"TicketId": "ticket-1", "Status": "QUEUED"}});
    (("StartMatchmaking", input), ok(&answer))
}

async fn a_match_is_accepted_and_found(game: &Host) {
    let (start, started) = start_matchmaking();
    let place = json!({
        "DnsName": "match.example.com",
        "IpAddress": "10.0.0.2",
        "Port": 33436,
        "MatchedPlayerSessions": [
            {"PlayerId": "ann", "PlayerSessionId": "ps-1"},
            {"PlayerId": "bob", "PlayerSessionId": "ps-2"},
        ],
    });
    let ticket = |status: &str| json!({"TicketList": [{"TicketId": "ticket-1", "Status": status}]});
    let mut completed = ticket("COMPLETED");
    completed["TicketList"][0]["GameSessionConnectionInfo"] = place;
    let answers = vec![
        started,
        ok(&ticket("REQUIRES_ACCEPTANCE")),
        ok(&json!({})),
        ok(&completed),
    ];
    let (output, received) = play(game, "gamelift", answers, 60, MATCH).await;
    let found = "matched at match.example.com:33436\n  ann: ps-1\n  bob: ps-2\n";
    check_output(&output, 0, found);
    let describe = ("DescribeMatchmaking", json!({"TicketIds": ["ticket-1"]}));
    let accept =
        json!({"TicketId": "ticket-1", "PlayerIds": ["ann", "bob"], "AcceptanceType": "ACCEPT"});
    let accept = ("AcceptMatch", accept);
    check_calls(&received, &[start, describe.clone(), accept, describe]);
}

async fn a_search_is_called_off(game: &Host) {
    let (start, started) = start_matchmaking();
    let answers = vec![started, ok(&json!({}))];
    let (output, received) = play(game, "gamelift", answers, 0, MATCH).await;
    check_output(&output, 3, "");
    let stop = ("StopMatchmaking", json!({"TicketId": "ticket-1"}));
    check_calls(&received, &[start, stop]);
}

const STREAM: &[&str] = &["stream", "sg-1", "a-1", "offer"];
const STREAMS: &str = "/streamgroups/sg-1/streamsessions";

fn stream_session(code: u16, status: &str) -> Answer {
    let session = json!({"Arn": "ss-1", "Status": status, "SignalResponse": "answer"});
    Answer::json(code, &session)
}

/// Holds the calls of gameliftstreams against what they should be: the first starts a stream, the others have no body.
#[track_caller]
fn check_streams(received: &[Received], rest: &[(&str, &str)]) {
    let (first, others) = received.split_first().expect("a request");
    assert_eq!(
        (first.method.as_str(), first.target.as_str()),
        ("POST", STREAMS)
    );
    let mut input: Value = serde_json::from_slice(&first.body).expect("JSON");
    let token = input
        .as_object_mut()
        .and_then(|input| input.remove("ClientToken"));
    assert!(token.is_some_and(|token| token.is_string()));
    let expected =
        json!({"ApplicationIdentifier": "a-1", "Protocol": "WebRTC", "SignalRequest": "offer"});
    assert_eq!(input, expected);
    let others = others.iter();
    let others: Vec<_> = others
        .map(|it| (it.method.as_str(), it.target.as_str()))
        .collect();
    let rest = rest
        .iter()
        .map(|(method, path)| (*method, format!("{STREAMS}{path}")));
    let rest: Vec<_> = rest.collect();
    assert_eq!(
        others,
        rest.iter()
            .map(|(a, b)| (*a, b.as_str()))
            .collect::<Vec<_>>()
    );
}

async fn a_stream_is_waited_for(game: &Host) {
    let answers = vec![
        stream_session(201, "ACTIVATING"),
        stream_session(200, "ACTIVATING"),
        stream_session(200, "ACTIVE"),
    ];
    let (output, received) = play(game, "gameliftstreams", answers, 60, STREAM).await;
    check_output(&output, 0, "streaming ss-1: answer answer\n");
    check_streams(&received, &[("GET", "/ss-1"), ("GET", "/ss-1")]);
}

async fn a_stream_that_does_not_start_is_ended(game: &Host) {
    let answers = vec![
        stream_session(201, "ACTIVATING"),
        stream_session(200, "ERROR"),
        Answer::empty(204),
    ];
    let (output, received) = play(game, "gameliftstreams", answers, 60, STREAM).await;
    check_output(&output, 1, "");
    check_streams(&received, &[("GET", "/ss-1"), ("DELETE", "/ss-1")]);
}

//! Reading that refuses unknown members.

use gamelift::operation::create_game_session::CreateGameSessionInput;
use gamelift::operation::start_matchmaking::StartMatchmakingInput;
use gamelift::serde::Strict;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, from_value, json, to_value};

use super::{check_refused, session};

/// Fails unless strict reading accepts what reading accepts.
#[track_caller]
fn check_accepted<T: DeserializeOwned + PartialEq + std::fmt::Debug>(stated: Json)
where
    Strict<T>: DeserializeOwned,
{
    let Strict(strict) = from_value::<Strict<T>>(stated.clone()).expect("no member is unknown");
    assert_eq!(strict, from_value::<T>(stated).expect("it is read"));
}

#[test]
fn known_members_are_accepted() {
    check_accepted::<CreateGameSessionInput>(to_value(session()).expect("it is written"));
    check_accepted::<CreateGameSessionInput>(json!({}));
    check_accepted::<CreateGameSessionInput>(json!({ "FleetId": null, "GameProperties": [] }));
    check_accepted::<StartMatchmakingInput>(json!({ "Players": [{
        "PlayerAttributes": { "anything": { "SDM": { "whatever": 1.0 } } },
        "LatencyInMs": { "us-west-2": 7 },
    }] }));
}

#[test]
fn a_misspelt_member_is_refused_with_what_was_meant() {
    check_refused::<Strict<CreateGameSessionInput>>(
        json!({ "FleetID": "x" }),
        "unknown members:\n  FleetID; did you mean \"FleetId\"?",
    );
    // Reading alone passes it over.
    let input: CreateGameSessionInput = from_value(json!({ "FleetID": "x" })).expect("it is read");
    assert_eq!(input.fleet_id, None);
}

#[test]
fn all_unknown_members_are_named_wherever_they_stand() {
    check_refused::<Strict<CreateGameSessionInput>>(
        json!({ "Name": "n", "GameProperties": [{ "Key": "k", "Value": "v" }, { "Keys": "k" }], "a\nb": { "c": 1 } }),
        "unknown members:\n  GameProperties[1].Keys; did you mean \"Key\"?\n  a\\nb",
    );
    check_refused::<Strict<StartMatchmakingInput>>(
        json!({ "Players": [{ "PlayerAttributes": { "skill": { "M": 1.0 } } }] }),
        "unknown members:\n  Players[0].PlayerAttributes.skill.M; did you mean \"N\" or \"S\"?",
    );
    let many: Json = (0..30).map(|at| (format!("new{at}"), json!(at))).collect();
    let error = from_value::<Strict<CreateGameSessionInput>>(many);
    let error = error.expect_err("they are unknown").to_string();
    assert_eq!(error.lines().count(), 12, "{error}");
    assert!(error.ends_with("\n  and 20 more"), "{error}");
}

#[test]
fn what_cannot_be_read_is_said_first() {
    check_refused::<Strict<CreateGameSessionInput>>(
        json!({ "FleetID": "x", "MaximumPlayerSessionCount": "many" }),
        "MaximumPlayerSessionCount: expected a whole number of at most 64 bits, found a string",
    );
}

/// A file that holds a request among other things.
#[derive(Deserialize)]
struct File {
    request: Strict<CreateGameSessionInput>,
}

#[test]
fn a_field_of_ones_own_structure_is_strict() {
    let File { request } =
        from_value(json!({ "request": { "FleetId": "f" } })).expect("it is read");
    assert_eq!(request.0.fleet_id(), Some("f"));
    assert!(from_value::<File>(json!({ "request": { "fleet_id": "f" } })).is_err());
}

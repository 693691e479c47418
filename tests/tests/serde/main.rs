//! `serde` of the generated crates: what it looks like, what is accepted, and what is refused how.
//!
//! The round trip of all wire cases is among the tests of those.

mod every_kind;
mod every_structure;
mod hostile;
mod strict;

use aws_smithy_http_client::test_util::capture_request;
use gamelift::config::Region;
use gamelift::operation::RequestId;
use gamelift::operation::create_game_session::builders::CreateGameSessionInputBuilder;
use gamelift::operation::create_game_session::{CreateGameSessionInput, CreateGameSessionOutput};
use gamelift::types::error::FleetCapacityExceededException;
use gamelift::types::{AttributeValue, AwsCredentials, FleetStatus, GameProperty};
use gameliftstreams::types::{RuntimeEnvironment, RuntimeEnvironmentType};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, from_value, json, to_value};
use smithwright_runtime::operation::Output as _;

/// Where the macro of an enum looks for the error of the crate that it is called in.
mod error {
    pub(crate) type UnknownVariantError = smithwright_runtime::error::UnknownVariantError;
}

/// Fails unless this is what is said of the value.
#[track_caller]
fn check_refused<T: DeserializeOwned>(stated: Json, message: &str) {
    let error = from_value::<T>(stated).err().expect("it is refused");
    assert_eq!(error.to_string(), message);
}

fn session() -> CreateGameSessionInput {
    let property = GameProperty::builder().key("map").value("7").build();
    let builder = CreateGameSessionInput::builder();
    let builder = builder.fleet_id("fleet-1").game_properties(property);
    builder
        .maximum_player_session_count(4)
        .build()
        .expect("it cannot fail")
}

#[test]
fn a_structure_is_a_map_of_what_is_set_in_the_order_of_the_model() {
    let text = serde_json::to_string(&session()).expect("it is written");
    assert_eq!(
        text,
        r#"{"FleetId":"fleet-1","MaximumPlayerSessionCount":4,"GameProperties":[{"Key":"map","Value":"7"}]}"#
    );
    let read: CreateGameSessionInput = serde_json::from_str(&text).expect("it is read");
    assert_eq!(read, session());
}

#[tokio::test]
async fn an_input_that_was_read_can_be_sent() {
    let (network, sent) = capture_request(None);
    let config = gamelift::Config::builder()
        .with_test_defaults()
        .region(Region::new("us-west-2"))
        .http_client(network)
        .build();
    let client = gamelift::Client::from_conf(config);
    let text = to_value(session()).expect("it is written").to_string();

    let input: CreateGameSessionInput = serde_json::from_str(&text).expect("it is read");
    let call = CreateGameSessionInputBuilder::from(input)
        .name("evening")
        .send_with(&client);
    // There is no answer, and none is needed.
    let _ = call.await;

    let request = sent.expect_request();
    let body = request.body().bytes().expect("a body in memory");
    let sent: CreateGameSessionInput = ciborium::from_reader(body).expect("it is read");
    assert_eq!(sent.name(), Some("evening"));
    assert_eq!(sent.fleet_id(), Some("fleet-1"));
    assert_eq!(sent.game_properties(), session().game_properties());
}

#[test]
fn unknown_members_are_passed_over_whatever_they_hold() {
    let stated = json!({
        "New": {"FleetId": [1, {"a": null}], "b": 1e300},
        "FleetId": "fleet-1",
        "MaximumPlayerSessionCount": 4,
        "fleetid": "another",
        "GameProperties": [{"Key": "map", "Newer": [[]], "Value": "7"}],
        "Name": null,
    });
    let read: CreateGameSessionInput = from_value(stated).expect("it is read");
    assert_eq!(read, session());
}

#[test]
fn unknown_members_may_hold_what_json_has_not() {
    use ciborium::Value as Cbor;

    let text = |text: &str| Cbor::Text(text.to_owned());
    let strange = Cbor::Map(vec![
        (Cbor::from(7), Cbor::Bytes(vec![0xff; 3])),
        (Cbor::Bool(true), Cbor::Float(f64::NAN)),
        (text("tag"), Cbor::Tag(99, Box::new(Cbor::from(u64::MAX)))),
    ]);
    let property = Cbor::Map(vec![
        (text("New"), strange.clone()),
        (text("Key"), text("map")),
        (text("Value"), text("7")),
    ]);
    let stated = Cbor::Map(vec![
        (text("New"), strange),
        (text("FleetId"), text("fleet-1")),
        (text("MaximumPlayerSessionCount"), Cbor::Float(4.0)),
        (text("GameProperties"), Cbor::Array(vec![property])),
    ]);
    let mut bytes = Vec::new();
    ciborium::into_writer(&stated, &mut bytes).expect("it is written");
    let read: CreateGameSessionInput = ciborium::from_reader(&*bytes).expect("it is read");
    assert_eq!(read, session());
}

#[test]
fn errors_name_the_member() {
    check_refused::<CreateGameSessionInput>(
        json!({"GameProperties": [{"Key": "a"}, {"Key": 5_551_234}]}),
        "GameProperties[1].Key: expected a string, found a number",
    );
    check_refused::<CreateGameSessionInput>(
        json!({"MaximumPlayerSessionCount": 1.5}),
        "MaximumPlayerSessionCount: expected a whole number of at most 64 bits, found a fraction",
    );
    check_refused::<CreateGameSessionInput>(
        json!({"MaximumPlayerSessionCount": u64::MAX}),
        "MaximumPlayerSessionCount: expected a number in range, found one out of range",
    );
    check_refused::<CreateGameSessionInput>(json!([]), "expected an object, found a list");
    check_refused::<AttributeValue>(
        json!({"SDM": {"wins": "many"}}),
        "SDM{}: expected a number, found a string",
    );
}

#[test]
fn secrets_are_written_but_never_shown() {
    let stated = json!({"AccessKeyId": "id", "SecretAccessKey": "hunter2"});
    let secret: AwsCredentials = from_value(stated.clone()).expect("it is read");
    assert_eq!(to_value(&secret).expect("it is written"), stated);
    assert!(!format!("{secret:?}").contains("hunter2"));

    check_refused::<AwsCredentials>(
        json!({"SecretAccessKey": ["hunter2"]}),
        "SecretAccessKey: expected a string, found a list",
    );
    check_refused::<AwsCredentials>(json!("hunter2"), "expected an object, found a string");
    let cut = serde_json::from_str::<AwsCredentials>(r#"{"SecretAccessKey":"hunter2","#);
    let message = cut.expect_err("it is cut off").to_string();
    assert!(!message.contains("hunter2"), "{message}");
}

#[test]
fn an_enum_is_its_text() {
    let known: FleetStatus = from_value(json!("ACTIVE")).expect("it is read");
    assert_eq!(known, FleetStatus::Active);
    assert_eq!(to_value(known).expect("it is written"), json!("ACTIVE"));
    let unknown: FleetStatus = from_value(json!("ASLEEP")).expect("it is read");
    assert_eq!(unknown.as_str(), "ASLEEP");
    assert_eq!(to_value(unknown).expect("it is written"), json!("ASLEEP"));
    check_refused::<FleetStatus>(json!(5_551_234), "expected a string, found a number");
    check_refused::<FleetStatus>(json!(null), "expected a string, found null");
}

#[test]
fn a_required_member_that_is_absent_is_blank() {
    let read: RuntimeEnvironment = from_value(json!({"Type": "PROTON"})).expect("it is read");
    assert_eq!(read.r#type, RuntimeEnvironmentType::Proton);
    assert_eq!(read.version, "");
    let blank: RuntimeEnvironment = from_value(json!({"Type": null})).expect("it is read");
    assert_eq!(blank.r#type.as_str(), "no value was set");
}

#[test]
fn floats_without_a_number_are_text() {
    let number = |n| AttributeValue::builder().n(n).build();
    for (n, text) in [
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
    ] {
        let written = to_value(number(n)).expect("it is written");
        assert_eq!(written, json!({"N": text}));
        assert_eq!(
            from_value::<AttributeValue>(written).ok(),
            Some(number(n)),
            "{text}"
        );
    }
    let written = to_value(number(f64::NAN)).expect("it is written");
    assert_eq!(written, json!({"N": "NaN"}));
    let read: AttributeValue = from_value(written).expect("it is read");
    assert!(read.n.is_some_and(f64::is_nan));
    check_refused::<AttributeValue>(json!({"N": "nan"}), "N: expected a number, found a string");
}

#[test]
fn what_is_no_member_is_not_written() {
    let mut output: CreateGameSessionOutput =
        from_value(json!({"GameSession": {"Name": "s"}})).expect("it is read");
    output.set_request_id(Some("r-1"));
    assert_eq!(output.request_id(), Some("r-1"));
    assert_eq!(
        to_value(&output).expect("it is written"),
        json!({"GameSession": {"Name": "s"}})
    );
    let stated = json!({"Message": "full"});
    let error: FleetCapacityExceededException = from_value(stated.clone()).expect("it is read");
    assert_eq!(to_value(&error).expect("it is written"), stated);
}

/// As people use it: a member of a type of their own.
#[test]
fn beside_what_others_derive() {
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Plan {
        name: String,
        #[serde(flatten)]
        input: CreateGameSessionInput,
        status: Option<FleetStatus>,
    }
    let plan = Plan {
        name: "p".to_owned(),
        input: session(),
        status: Some(FleetStatus::Active),
    };
    let text = serde_json::to_string(&plan).expect("it is written");
    assert_eq!(
        serde_json::from_str::<Plan>(&text).ok(),
        Some(plan),
        "{text}"
    );
}

//! `Debug` is the text of the official crates for equal values. What is expected is what `aws-sdk-gamelift` 1.137.0 and
//! `aws-sdk-gameliftstreams` 1.68.0 state: `#[derive(Debug)]`, and by hand where a member is sensitive.

#![allow(
    deprecated,
    reason = "matching what is deprecated in the official crates too"
)]

use std::fmt::Debug;

use gamelift::error::ErrorMetadata;
use gamelift::operation::create_alias::{CreateAliasError, CreateAliasInput, CreateAliasOutput};
use gamelift::operation::create_player_sessions::CreatePlayerSessionsInput;
use gamelift::operation::describe_fleet_events::DescribeFleetEventsOutput;
use gamelift::primitives::DateTime;
use gamelift::types::error::ConflictException;
use gamelift::types::{
    Alias, Event, FleetType, GameProperty, InstanceAccess, InstanceCredentials, PlayerSession,
    PlayerSessionStatus, RoutingStrategy, RoutingStrategyType,
};
use gameliftstreams::client::Waiters;
use gameliftstreams::types::{RuntimeEnvironment, RuntimeEnvironmentType};

#[track_caller]
fn check(value: &impl Debug, expected: &str) {
    assert_eq!(format!("{value:?}"), expected);
}

#[test]
fn structures_and_enums() {
    let strategy = RoutingStrategy::builder()
        .r#type(RoutingStrategyType::Simple)
        .fleet_id("fleet-1");
    let alias = Alias::builder()
        .alias_id("alias-1")
        .routing_strategy(strategy.build())
        .creation_time(DateTime::from_secs(1));
    let members = "alias_id: Some(\"alias-1\"), name: None, alias_arn: None, description: None, \
        routing_strategy: Some(RoutingStrategy { type: Some(Simple), fleet_id: Some(\"fleet-1\"), message: None }), \
        creation_time: Some(1970-01-01T00:00:01Z), last_updated_time: None";
    check(&alias, &format!("AliasBuilder {{ {members} }}"));
    check(&alias.build(), &format!("Alias {{ {members} }}"));

    check(&FleetType::OnDemand, "OnDemand");
    check(
        &FleetType::from("LATER"),
        "Unknown(UnknownVariantValue(\"LATER\"))",
    );
    // Required members are plain in the structure, and optional in its builder.
    let environment = RuntimeEnvironment::builder()
        .r#type(RuntimeEnvironmentType::Windows)
        .version("2022");
    check(
        &environment,
        "RuntimeEnvironmentBuilder { type: Some(Windows), version: Some(\"2022\") }",
    );
    check(
        &environment.build().expect("both are set"),
        "RuntimeEnvironment { type: Windows, version: \"2022\" }",
    );
}

/// Unknown values come last in the order, as the variant does in the official enums.
#[test]
fn the_order_of_values() {
    let mut all = [FleetType::from("A"), FleetType::Spot, FleetType::OnDemand];
    all.sort();
    assert_eq!(
        all,
        [FleetType::OnDemand, FleetType::Spot, FleetType::from("A")]
    );
}

#[test]
fn what_is_sensitive() {
    let session = PlayerSession::builder()
        .player_session_id("psess-1")
        .player_id("hunter2")
        .status(PlayerSessionStatus::Active)
        .port(7777)
        .build();
    let hidden = "\"*** Sensitive Data Redacted ***\"";
    check(
        &session,
        &format!(
            "PlayerSession {{ player_session_id: Some(\"psess-1\"), player_id: {hidden}, game_session_id: None, \
             fleet_id: None, fleet_arn: None, creation_time: None, termination_time: None, status: Some(Active), \
             ip_address: {hidden}, dns_name: None, port: {hidden}, player_data: {hidden} }}"
        ),
    );
    // A list of secrets does not show how many there are, and neither does a map.
    let input = CreatePlayerSessionsInput::builder()
        .game_session_id("gs-1")
        .player_ids("hunter2");
    check(
        &input,
        &format!(
            "CreatePlayerSessionsInputBuilder {{ game_session_id: Some(\"gs-1\"), player_ids: {hidden}, \
             player_data_map: {hidden} }}"
        ),
    );
    // A sensitive structure is hidden, whether it is set or not; one in a list shows its name.
    let access = InstanceAccess::builder()
        .fleet_id("fleet-1")
        .credentials(InstanceCredentials::builder().user_name("hunter2").build());
    check(
        &access.build(),
        &format!(
            "InstanceAccess {{ fleet_id: Some(\"fleet-1\"), instance_id: None, ip_address: {hidden}, \
             operating_system: None, credentials: {hidden} }}"
        ),
    );
    let events = DescribeFleetEventsOutput::builder()
        .events(Event::builder().event_id("hunter2").build())
        .build();
    check(
        &events,
        &format!(
            "DescribeFleetEventsOutput {{ events: Some([Event {{ event_id: {hidden}, resource_id: {hidden}, \
             event_code: {hidden}, message: {hidden}, event_time: {hidden}, pre_signed_log_url: {hidden}, \
             count: {hidden} }}]), next_token: None, _request_id: None }}"
        ),
    );
}

#[test]
fn on_lines_of_their_own() {
    let property = GameProperty::builder().key("map").build();
    assert_eq!(
        format!("{:#?}", Some(property)),
        "Some(\n    GameProperty {\n        key: Some(\n            \"map\",\n        ),\n        \
         value: \"*** Sensitive Data Redacted ***\",\n    },\n)"
    );
}

#[test]
fn outputs_and_errors() {
    check(
        &CreateAliasOutput::builder(),
        "CreateAliasOutputBuilder { alias: None, _request_id: None }",
    );
    check(
        &CreateAliasOutput::builder().build(),
        "CreateAliasOutput { alias: None, _request_id: None }",
    );
    let meta = "ErrorMetadata { code: None, message: None, extras: None }";
    let conflict = ConflictException::builder().message("no");
    check(
        &conflict,
        "ConflictExceptionBuilder { message: Some(\"no\"), meta: None }",
    );
    check(
        &conflict.clone().meta(ErrorMetadata::builder().build()),
        &format!("ConflictExceptionBuilder {{ message: Some(\"no\"), meta: Some({meta}) }}"),
    );
    let conflict = CreateAliasError::ConflictException(conflict.build());
    let expected =
        format!("ConflictException(ConflictException {{ message: Some(\"no\"), meta: {meta} }})");
    check(&conflict, &expected);
    check(&gamelift::Error::from(conflict), &expected);
    check(
        &CreateAliasError::unhandled("broken"),
        &format!("Unhandled(Unhandled {{ source: \"broken\", meta: {meta} }})"),
    );
}

#[test]
fn builders_with_a_client() {
    let client = gamelift::Client::from_conf(gamelift::Config::builder().build());
    let call = client.create_alias().name("x");
    let inner = "CreateAliasInputBuilder { name: Some(\"x\"), description: None, routing_strategy: None, tags: None }";
    check(&CreateAliasInput::builder().name("x"), inner);
    check(&call.as_input(), inner);
    let shown = format!("{call:?}");
    let begins = "CreateAliasFluentBuilder { handle: Handle { conf: Config { config: FrozenLayer(";
    assert!(shown.starts_with(begins), "{shown}");
    let ends = format!(", inner: {inner}, config_override: None }}");
    assert!(shown.ends_with(&ends), "{shown}");

    let client = gameliftstreams::Client::from_conf(gameliftstreams::Config::builder().build());
    let shown = format!("{:?}", client.wait_until_application_ready());
    assert!(
        shown.starts_with("ApplicationReadyFluentBuilder { handle: Handle {"),
        "{shown}"
    );
    assert!(
        shown.ends_with(", inner: GetApplicationInputBuilder { identifier: None } }"),
        "{shown}"
    );
}

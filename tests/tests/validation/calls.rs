//! What a caller sees: nothing is sent, nobody is asked for credentials, and the error is typed.

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use gamelift::config::{Config, Credentials, Region};
use gamelift::error::SdkError;
use gamelift::operation::create_game_session::builders::CreateGameSessionFluentBuilder;
use gamelift::types::GameProperty;
use gamelift::validation::{Validation, ValidationErrors};
use tests::credentials::Counted;

struct Setup {
    client: gamelift::Client,
    network: StaticReplayClient,
    credentials: Counted,
}

fn setup(validation: Option<Validation>) -> Setup {
    let request = http::Request::new(SdkBody::empty());
    let answer = http::Response::builder()
        .header("smithy-protocol", "rpc-v2-cbor")
        .body(SdkBody::from(vec![0xA0]))
        .expect("a response");
    let network = StaticReplayClient::new(vec![ReplayEvent::new(request, answer)]);
    let credentials = Counted::new(Credentials::for_tests());
    let mut config = Config::builder()
        .behavior_version_latest()
        .region(Region::new("us-west-2"))
        .credentials_provider(credentials.clone())
        .http_client(network.clone());
    config.set_validation(validation);
    let client = gamelift::Client::from_conf(config.build());
    Setup {
        client,
        network,
        credentials,
    }
}

impl Setup {
    fn sent(&self) -> (usize, usize) {
        (
            self.network.actual_requests().count(),
            self.credentials.times_asked(),
        )
    }
}

fn property(key: &str) -> GameProperty {
    GameProperty::builder().key(key).value("v").build()
}

fn broken(client: &gamelift::Client) -> CreateGameSessionFluentBuilder {
    let good = ["a", "b", "c"].map(property);
    client.create_game_session().set_game_properties(Some(
        good.into_iter()
            .chain([property(&"k".repeat(33))])
            .collect(),
    ))
}

const PRINTED: &str = "invalid CreateGameSession request (2 problems):
  MaximumPlayerSessionCount: required, but missing
  GameProperties[3].Key: length 33, must be at most 32
to send it all the same: .customize().validation(Validation::Off)";

#[tokio::test]
async fn nothing_is_sent_and_nobody_is_asked() {
    let setup = setup(None);
    let strict = broken(&setup.client)
        .customize()
        .validation(Validation::Strict);
    let error = strict.send().await.expect_err("invalid");
    assert!(matches!(error, SdkError::ConstructionFailure(_)));
    let found = ValidationErrors::from_sdk_error(&error).expect("violations");
    assert_eq!(found.to_string(), PRINTED);
    let paths: Vec<_> = found
        .violations()
        .iter()
        .map(smithwright_runtime::validation::Violation::path)
        .collect();
    assert_eq!(
        paths,
        ["MaximumPlayerSessionCount", "GameProperties[3].Key"]
    );
    assert_eq!(setup.sent(), (0, 0));
}

#[tokio::test]
async fn a_call_or_a_client_may_check_less_or_more() {
    let default = setup(None);
    assert_eq!(default.client.config().validation(), Validation::Standard);
    let off = broken(&default.client)
        .customize()
        .validation(Validation::Off);
    off.send().await.expect("it is sent");
    assert_eq!(default.sent(), (1, 1));

    let off = setup(Some(Validation::Off));
    broken(&off.client).send().await.expect("it is sent");
    let strict = off.client.describe_game_sessions().fleet_id("no fleet");
    let error = strict
        .customize()
        .validation(Validation::Strict)
        .send()
        .await;
    let error = error.expect_err("the pattern");
    let found = ValidationErrors::from_sdk_error(&error).expect("violations");
    assert!(
        found
            .to_string()
            .contains("\"no fleet\" does not match the pattern ^"),
        "{found}"
    );
    assert_eq!(off.sent(), (1, 1));
}

#[test]
fn an_enum_names_the_date_of_the_model() {
    let input = gamelift::operation::search_game_sessions::SearchGameSessionsInput::builder();
    assert!(
        input
            .build()
            .expect("an input")
            .validate(Validation::Strict)
            .is_ok()
    );
    let input =
        gamelift::operation::describe_ec2_instance_limits::DescribeEc2InstanceLimitsInput::builder(
        )
        .ec2_instance_type("c5.largee".into());
    let input = input.build().expect("an input");
    let errors = input
        .validate(Validation::Strict)
        .expect_err("no such type");
    assert_eq!(
        errors.to_string(),
        "invalid DescribeEC2InstanceLimits request (1 problem):\n  EC2InstanceType: \"c5.largee\" is no \
         EC2InstanceType that the model of 2026-11-17 lists; did you mean \"c5.large\"?\n\
         to send it all the same: .customize().validation(Validation::Off)"
    );
    assert!(input.validate(Validation::Standard).is_ok());
}

//! Required members that an answer leaves out: <https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction>.
//!
//! What is required is read out of the models, without the generator.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::Document;
use aws_smithy_types::body::SdkBody;
use gamelift::operation::create_matchmaking_rule_set::CreateMatchmakingRuleSetOutput;
use gamelift::types::{CertificateType, IpProtocol};
use serde_json::{Map, Value as Json, json};
use smithwright_runtime::protocol::{Protocol, read_output};
use smithwright_runtime::schema::{Kind, Member};
use smithwright_runtime::value::{Structure, View};
use tests::{cbor, models, structures};

/// How deep an answer is: structures may be in themselves.
const DEEPEST: usize = 8;

/// A value that says nothing: structures are there as far as lists, maps and what is not required lead to them.
fn hollow(shapes: &Map<String, Json>, name: &Json, depth: usize) -> Option<Json> {
    let shape = &shapes[name.as_str().expect("the name of a shape")];
    let inner = |key: &str| hollow(shapes, &shape[key]["shape"], depth + 1);
    match shape["type"].as_str().expect("a type") {
        "structure" if depth < DEEPEST => {
            let required = shape.get("required").and_then(Json::as_array);
            let members = shape["members"].as_object().expect("members").iter();
            let members = members.filter_map(|(name, member)| {
                let is_required = required.is_some_and(|all| all.iter().any(|one| one == name));
                let value = hollow(shapes, &member["shape"], depth + 1);
                Some((name.clone(), value.filter(|_| !is_required)?))
            });
            Some(Json::Object(members.collect()))
        }
        "list" => Some(json!([inner("member")?])),
        "map" => Some(json!({"key": inner("value")?})),
        _ => None,
    }
}

fn read(protocol: Protocol, body: &Json, into: &mut dyn Structure) {
    let body = match protocol {
        Protocol::RpcV2Cbor => cbor::encode(body),
        _ => serde_json::to_vec(body).expect("JSON"),
    };
    let response = HttpResponse::new(200.try_into().expect("a status"), SdkBody::from(body));
    let name = into.schema().name;
    read_output(protocol, &response, into).unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// Counts the required members of a value, each of which is what the specification says.
fn check(view: View<'_>, place: &str) -> usize {
    match view {
        View::Structure(structure) => {
            let schema = structure.schema();
            let mut count = 0;
            structure.members(&mut |values| {
                for (member, value) in schema.members.iter().zip(values) {
                    let place = format!("{place}.{}", member.name);
                    if member.required {
                        check_required(member, value.view(), &place);
                        count += 1;
                    }
                    count += check(value.view(), &place);
                }
            });
            count
        }
        View::List(list) => (0..list.len())
            .map(|index| check(list.item(index), place))
            .sum(),
        View::Map(map) => {
            let mut count = 0;
            map.each(&mut |_, value| count += check(value, place));
            count
        }
        _ => 0,
    }
}

#[allow(clippy::float_cmp, reason = "zero is zero")]
fn check_required(member: &Member, view: View<'_>, place: &str) {
    let is_right = match view {
        View::Unset => false,
        View::Boolean(value) => !value,
        View::Integer(value) => value == 0,
        View::Float(value) => value == 0.0,
        View::Double(value) => value == 0.0,
        // The official crates parse this text, which no service has as a value.
        View::String(text) if matches!(member.shape.kind, Kind::Enum(_)) => {
            text == "no value was set"
        }
        View::String(text) => text.is_empty(),
        View::Blob(bytes) => bytes.is_empty(),
        View::Timestamp(time) => time.as_nanos() == 0,
        View::List(list) => list.is_empty(),
        View::Map(map) => map.is_empty(),
        View::Structure(_) => true,
        View::Document(document) => *document == Document::Null,
    };
    assert!(is_right, "{place}");
}

#[test]
fn what_is_required_of_an_answer_is_there() {
    for (service, protocols) in [
        ("gamelift", &[Protocol::RpcV2Cbor, Protocol::AwsJson1_1][..]),
        ("gameliftstreams", &[Protocol::RestJson1][..]),
    ] {
        let shapes = models::shapes(service);
        let mut count = 0;
        let all = structures::ALL.iter().filter(|one| one.service == service);
        for one in
            all.filter(|one| one.path.ends_with("Output") && one.path.contains("::operation::"))
        {
            let name = (one.blank)().schema().name;
            let Some(hollow) = shapes
                .get(name)
                .and_then(|_| hollow(&shapes, &json!(name), 0))
            else {
                continue;
            };
            for protocol in protocols {
                for body in [&json!({}), &hollow] {
                    let mut output = (one.blank)();
                    read(*protocol, body, &mut *output);
                    count += check(View::Structure(&*output), name);
                }
            }
        }
        println!("{service}: {count} required members that answers left out");
        assert!(count > 0, "none of {service}");
    }
}

/// Structures of which the official crate corrects a member, each by a function of its own (1.137.0).
#[test]
fn as_the_official_crate_corrects_them() {
    let mut output = CreateMatchmakingRuleSetOutput::builder().build();
    read(Protocol::RpcV2Cbor, &json!({}), &mut output);
    let rules = output.rule_set.expect("a rule set");
    assert_eq!(rules.rule_set_body(), Some(""));
    assert_eq!(rules.rule_set_name(), None, "it is not required");

    let mut output =
        gamelift::operation::describe_fleet_attributes::DescribeFleetAttributesOutput::builder()
            .build();
    let fleet =
        json!({"FleetAttributes": [{"CertificateConfiguration": {}, "AnywhereConfiguration": {}}]});
    read(Protocol::AwsJson1_1, &fleet, &mut output);
    let fleet = &output.fleet_attributes()[0];
    let certificate = fleet.certificate_configuration().expect("it is there");
    let unknown = CertificateType::from("no value was set");
    assert_eq!(certificate.certificate_type(), Some(&unknown));
    let anywhere = fleet.anywhere_configuration().expect("it is there");
    assert_eq!(anywhere.cost(), Some(""));

    let mut output = gamelift::operation::describe_fleet_port_settings::DescribeFleetPortSettingsOutput::builder().build();
    read(
        Protocol::AwsJson1_1,
        &json!({"InboundPermissions": [{"FromPort": 7}]}),
        &mut output,
    );
    let permission = &output.inbound_permissions()[0];
    assert_eq!(
        (permission.from_port(), permission.to_port()),
        (Some(7), Some(0))
    );
    let unknown = IpProtocol::from("no value was set");
    assert_eq!(permission.protocol(), Some(&unknown));
}

/// Only answers are corrected: an input that `serde` reads is held against the model as it is.
#[test]
fn what_serde_reads_is_not_corrected() {
    let output: CreateMatchmakingRuleSetOutput =
        serde_json::from_value(json!({})).expect("an output");
    assert_eq!(output.rule_set, None);
}

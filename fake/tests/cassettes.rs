//! What a cassette holds: calls that can be read and played again, and nothing that may not be shown.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gamelift::config::Credentials;
use gamelift::error::{DisplayErrorContext, ProvideErrorMetadata as _};
use gamelift::operation::describe_fleet_attributes::{
    DescribeFleetAttributes, DescribeFleetAttributesError,
};
use gamelift::protocol::Protocol;
use gamelift::testing::{Fake, Recorder, Replay};
use gamelift::types::error::NotFoundException;
use serde_json::Value as Json;
use smithwright_runtime::client::Handle;
use smithwright_runtime::schema::Shape;
use smithwright_runtime::testing::{self, Testable, sample};
use smithwright_runtime::value::{Structure, View};

/// The credentials of the calls.
const CREDENTIALS: [&str; 3] = ["AKIDMARKED", "a marked secret", "a marked token"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The shapes that a model calls sensitive.
fn sensitive(model: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(Path::new("../models").join(model)).expect("a model");
    let model: Json = serde_json::from_str(&text).expect("JSON");
    let shapes = model["shapes"].as_object().expect("shapes").iter();
    let sensitive = shapes.filter(|(_, shape)| shape["sensitive"] == true);
    sensitive.map(|(name, _)| name.clone()).collect()
}

/// Finds the texts that may not be shown.
fn secrets(
    view: View<'_>,
    shape: &Shape,
    shapes: &BTreeSet<String>,
    hidden: bool,
    found: &mut BTreeSet<String>,
) {
    let hidden = hidden || shapes.contains(shape.name);
    let inner = shape.items.unwrap_or(shape);
    match view {
        View::Structure(structure) => members(structure, shapes, hidden, found),
        View::List(list) => {
            (0..list.len()).for_each(|at| secrets(list.item(at), inner, shapes, hidden, found));
        }
        View::Map(map) => map.each(&mut |key, view| {
            if hidden || shape.keys.is_some_and(|keys| shapes.contains(keys.name)) {
                found.insert(key.to_owned());
            }
            secrets(view, inner, shapes, hidden, found);
        }),
        View::String(text) if hidden => drop(found.insert(text.to_owned())),
        _ => {}
    }
}

fn members(
    structure: &dyn Structure,
    shapes: &BTreeSet<String>,
    hidden: bool,
    found: &mut BTreeSet<String>,
) {
    let schema = structure.schema();
    let hidden = hidden || shapes.contains(schema.name);
    structure.members(&mut |values| {
        for (member, value) in schema.members.iter().zip(values) {
            secrets(value.view(), member.shape, shapes, hidden, found);
        }
    });
}

fn handle<S: Testable>(
    fake: &testing::Fake<S>,
    protocol: smithwright_runtime::protocol::Protocol,
    client: impl smithwright_runtime::config::HttpClient + 'static,
) -> Arc<Handle<S>> {
    let [id, secret, token] = CREDENTIALS;
    let credentials = Credentials::new(id, secret, Some(token.to_owned()), None, "tests");
    let config = fake
        .config()
        .credentials_provider(credentials)
        .protocol(protocol)
        .http_client(client);
    Arc::new(Handle::new(config.build()))
}

/// Records a call of every operation in every protocol, and plays them.
async fn check<S: Testable>(service: &str, model: &str) {
    let shapes = sensitive(model);
    assert!(!shapes.is_empty(), "the model calls nothing sensitive");
    let mut found = BTreeSet::new();
    for protocol in S::METADATA.protocols {
        let path = path(&format!("{service}-{protocol:?}.json"));
        let fake = testing::Fake::<S>::of_model(3);
        let recorder = testing::Recorder::<S>::new(fake.clone(), &path);
        for operation in S::operations() {
            let input = sample(operation, 3);
            members(&*input, &shapes, false, &mut found);
            let output = operation
                .send(handle(&fake, *protocol, recorder.clone()), input)
                .await;
            let output = output.unwrap_or_else(|error| {
                panic!("{}: {}", operation.name, DisplayErrorContext(&error))
            });
            let output: &dyn Structure = operation.output(&output).expect("its output");
            members(output, &shapes, false, &mut found);
        }
        let cassette = std::fs::read_to_string(&path).expect("a cassette");
        // A text of a few letters can stand there for another reason.
        let secrets = found
            .iter()
            .map(String::as_str)
            .filter(|text| text.len() > 7);
        for secret in secrets.chain(CREDENTIALS) {
            assert!(!cassette.contains(secret), "{service}: {secret}");
        }
        assert!(cassette.contains("*** Sensitive Data Redacted ***"));

        let replay = testing::Replay::<S>::from_file(&path).expect("a cassette");
        assert_eq!(replay.left().len(), S::operations().len());
        for operation in S::operations().into_iter().rev() {
            // In whichever protocol.
            for protocol in S::METADATA.protocols.iter().take(1) {
                let input = sample(operation, 3);
                let output = operation
                    .send(handle(&fake, *protocol, replay.clone()), input)
                    .await;
                if let Err(error) = output {
                    panic!("{}: {}", operation.name, DisplayErrorContext(&error));
                }
            }
        }
        assert_eq!(replay.left(), [""; 0]);
    }
    assert!(found.len() > 5, "{found:?}");
}

#[tokio::test]
async fn no_secret_of_gamelift_is_recorded() {
    check::<gamelift::GameLift>("gamelift", "gamelift/2015-10-01/service-2.json").await;
}

#[tokio::test]
async fn no_secret_of_gameliftstreams_is_recorded() {
    let model = "gameliftstreams/2018-05-10/service-2.json";
    check::<gameliftstreams::GameLiftStreams>("gameliftstreams", model).await;
}

#[tokio::test]
async fn what_was_recorded_is_played_in_its_order() {
    let path = path("order.json");
    let fake = Fake::new();
    fake.sequence::<DescribeFleetAttributes>()
        .http_status(503, Some("<html>a marked page</html>".to_owned()))
        .error(|| {
            let gone = NotFoundException::builder().message("no such fleet").build();
            DescribeFleetAttributesError::NotFoundException(gone)
        })
        .output(|| {
            let fleet = gamelift::types::FleetAttributes::builder().fleet_id("fleet-1").build();
            let output = gamelift::operation::describe_fleet_attributes::DescribeFleetAttributesOutput::builder();
            output.fleet_attributes(fleet).build()
        });
    let call = async |client: &gamelift::Client| {
        let first = client
            .describe_fleet_attributes()
            .fleet_ids("fleet-1")
            .send()
            .await;
        let second = client
            .describe_fleet_attributes()
            .fleet_ids("fleet-1")
            .send()
            .await;
        let first = first.expect_err("it is not there").into_service_error();
        assert!(first.is_not_found_exception(), "{first:?}");
        assert_eq!(first.message(), Some("no such fleet"));
        assert_eq!(second.expect("it is there").fleet_attributes().len(), 1);
    };
    let recorder = Recorder::new(fake.clone(), &path);
    call(&gamelift::Client::from_conf(
        fake.config().http_client(recorder).build(),
    ))
    .await;

    // One call an entry, in words.
    let text = std::fs::read_to_string(&path).expect("a cassette");
    assert!(!text.contains("marked"), "{text}");
    let entries: Vec<Json> = serde_json::from_str(&text).expect("a list");
    let statuses: Vec<_> = entries
        .iter()
        .map(|entry| entry["status"].as_u64())
        .collect();
    assert_eq!(statuses, [Some(503), Some(400), Some(200)]);
    let expected = serde_json::json!({
        "call": "DescribeFleetAttributes",
        "input": { "FleetIds": ["fleet-1"] },
        "output": { "FleetAttributes": [{ "FleetId": "fleet-1" }] },
        "status": 200,
    });
    assert_eq!(entries[2], expected);

    // In the other protocol as well.
    for protocol in [Protocol::RpcV2Cbor, Protocol::AwsJson1_1] {
        let replay = Replay::from_file(&path).expect("a cassette");
        let config = fake.config().protocol(protocol).http_client(replay.clone());
        let client = gamelift::Client::from_conf(config.build());
        call(&client).await;
        assert_eq!(replay.left(), [""; 0]);
        let error = client
            .describe_fleet_attributes()
            .send()
            .await
            .expect_err("nothing is left");
        let text = DisplayErrorContext(&error).to_string();
        assert!(
            text.contains("no call of DescribeFleetAttributes with this input is left"),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_cassette_says_where() {
    let path = path("none.json");
    std::fs::write(
        &path,
        r#"[{"call": "ListAliases", "input": {}, "failure": "io"}, {"call": 1}]"#,
    )
    .expect("a file");
    let error = Replay::from_file(&path).expect_err("it is none");
    assert!(error.contains("none.json: $[1]: a call has"), "{error}");
    assert!(Replay::from_file("nothing.json").is_err());
}

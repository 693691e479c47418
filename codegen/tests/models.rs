//! The vendored models: they are what the lock says, they load and check, and every fact counted in
//! the JSON by simpler means is in the model.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use smithwright_codegen::check::check;
use smithwright_codegen::json;
use smithwright_codegen::load::{Document, Documents, Loaded, load, parse_service};
use smithwright_codegen::manifest::Nullability;
use smithwright_codegen::model::{
    EndpointOutcome, Fault, Location, Matcher, Model, OutputPath, OutputTest, PathStep, Protocol,
    ShapeKind, Structure,
};

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../models")
}

fn loaded() -> (Loaded, Loaded) {
    let mut services = load(&models(), &[])
        .expect("the models are right")
        .into_iter();
    (
        services.next().expect("gamelift"),
        services.next().expect("gameliftstreams"),
    )
}

fn structures(model: &Model) -> impl Iterator<Item = &Structure> {
    model.shapes.values().filter_map(|shape| match &shape.kind {
        ShapeKind::Structure(structure) => Some(structure),
        _ => None,
    })
}

/// Counts facts in the JSON, knowing as little about it as possible.
fn count(document: &Json, fact: impl Fn(&Json) -> usize) -> usize {
    let shapes = document["shapes"].as_object().expect("shapes");
    shapes.values().map(fact).sum()
}

#[track_caller]
fn check_counts(loaded: &Loaded, operations: usize, shapes: usize, enums: usize) {
    let text = std::fs::read_to_string(models().join(&loaded.file)).expect("the model");
    let json: Json = serde_json::from_str(&text).expect("JSON");
    let model = &loaded.model;
    assert_eq!(check(&loaded.file, model), []);
    assert_eq!(model.operations.len(), operations);
    assert_eq!(model.shapes.len(), shapes);
    let kinds = |of: fn(&ShapeKind) -> bool| model.shapes.values().filter(|s| of(&s.kind)).count();
    assert_eq!(kinds(|kind| matches!(kind, ShapeKind::Enum(_))), enums);
    assert_eq!(
        count(&json, |shape| usize::from(!shape["enum"].is_null())),
        enums
    );
    assert_eq!(
        json["operations"].as_object().map(serde_json::Map::len),
        Some(operations)
    );
    assert_eq!(
        json["shapes"].as_object().map(serde_json::Map::len),
        Some(shapes)
    );

    let members = structures(model).map(|s| s.members.len()).sum::<usize>();
    let in_json = |shape: &Json| shape["members"].as_object().map_or(0, serde_json::Map::len);
    assert_eq!(members, count(&json, in_json));
    let required = structures(model)
        .flat_map(|s| &s.members)
        .filter(|(_, m)| m.required)
        .count();
    let in_json = |shape: &Json| shape["required"].as_array().map_or(0, Vec::len);
    assert_eq!(required, count(&json, in_json));
    let errors = structures(model).filter(|s| s.error.is_some()).count();
    assert_eq!(
        errors,
        count(&json, |shape| usize::from(shape["exception"] == true))
    );
    for key in ["sensitive", "pattern"] {
        let traits = model.shapes.values().map(|shape| &shape.traits);
        let found = traits.filter(|t| {
            if key == "pattern" {
                t.pattern.is_some()
            } else {
                t.sensitive
            }
        });
        assert_eq!(
            found.count(),
            count(&json, |shape| usize::from(!shape[key].is_null())),
            "{key}"
        );
    }
    let bounded = model.shapes.values().map(|shape| &shape.traits);
    let bounded = bounded
        .filter(|t| t.length.is_some() || t.range.is_some())
        .count();
    let in_json = |shape: &Json| usize::from(!shape["min"].is_null() || !shape["max"].is_null());
    assert_eq!(bounded, count(&json, in_json));
}

#[test]
fn facts_of_gamelift() {
    let (gamelift, _) = loaded();
    check_counts(&gamelift, 120, 627, 67);
    assert_eq!(gamelift.protocol, Protocol::RpcV2Cbor);
    assert_eq!(gamelift.service.nullability, Nullability::AllOptional);
    assert_eq!(gamelift.sources.len(), 5);
    let service = &gamelift.model.service;
    assert_eq!(
        service.protocols,
        [Protocol::RpcV2Cbor, Protocol::AwsJson1_1]
    );
    assert_eq!(
        (service.id.as_str(), service.signing_name.as_str()),
        ("GameLift", "gamelift")
    );
    assert_eq!(service.target_prefix.as_deref(), Some("GameLift"));
    let server = structures(&gamelift.model).filter_map(|s| s.error.as_ref());
    assert_eq!(
        server.filter(|error| error.fault == Fault::Server).count(),
        1
    );
    let paged = gamelift
        .model
        .operations
        .values()
        .filter(|o| o.pagination.is_some());
    assert_eq!(paged.count(), paginators("gamelift/2015-10-01"));
    let rules = gamelift.model.endpoint_rules.expect("endpoint rules");
    assert_eq!(rules.parameters.len(), 4);
    assert!(matches!(rules.rules[2].outcome, EndpointOutcome::Error(_)));
}

#[test]
fn facts_of_gameliftstreams() {
    let (_, streams) = loaded();
    check_counts(&streams, 30, 160, 16);
    assert_eq!(streams.protocol, Protocol::RestJson1);
    assert_eq!(streams.service.nullability, Nullability::ClientCareful);
    assert_eq!(streams.sources.len(), 5);
    let members = || structures(&streams.model).flat_map(|s| &s.members);
    let at = |of: fn(&Location) -> bool| members().filter(|(_, m)| of(&m.location)).count();
    assert_eq!(at(|location| matches!(location, Location::Label)), 31);
    assert_eq!(at(|location| matches!(location, Location::Query(_))), 18);
    assert_eq!(members().filter(|(_, m)| m.idempotency_token).count(), 5);
    let deprecated = members().filter_map(|(_, m)| m.traits.deprecated.as_ref());
    assert!(
        deprecated
            .into_iter()
            .all(|d| d.message.is_some() && d.since.is_some())
    );
    let waiters: BTreeMap<_, _> = streams
        .model
        .operations
        .values()
        .flat_map(|operation| &operation.waiters)
        .collect();
    assert_eq!(waiters.len(), 5);
    let active = waiters[&"StreamGroupActive".to_owned()];
    assert_eq!(
        (active.min_delay, active.max_delay, active.acceptors.len()),
        (30, 120, 4)
    );
    let expected = Matcher::Output {
        path: OutputPath(vec![PathStep::Member("Status".into())]),
        test: OutputTest::Equals("ACTIVE".into()),
    };
    assert_eq!(active.acceptors[0].matcher, expected);
    let paged = streams
        .model
        .operations
        .values()
        .filter(|o| o.pagination.is_some());
    assert_eq!(paged.count(), paginators("gameliftstreams/2018-05-10"));
}

fn paginators(folder: &str) -> usize {
    let path = models().join(folder).join("paginators-1.json");
    let text = std::fs::read_to_string(path).expect("the paginators");
    let json: Json = serde_json::from_str(&text).expect("JSON");
    json["pagination"]
        .as_object()
        .map_or(0, serde_json::Map::len)
}

#[test]
fn partitions_are_in_order() {
    let (gamelift, streams) = loaded();
    assert_eq!(gamelift.partitions, streams.partitions);
    assert_eq!(gamelift.partitions.len(), 8);
    let aws = &gamelift.partitions[0];
    assert_eq!(
        (aws.id.as_str(), aws.outputs.dns_suffix.as_str()),
        ("aws", "amazonaws.com")
    );
    assert_eq!(aws.regions.get("eu-central-1"), Some(&None));
}

#[test]
fn bytes_match_the_lock() {
    let text = std::fs::read_to_string(models().join("models.lock")).expect("the lock");
    let lock: toml::Table = text.parse().expect("TOML");
    let files = lock["sha256"].as_table().expect("hashes");
    assert_eq!(files.len(), 8);
    for (path, sha256) in files {
        let bytes = std::fs::read(models().join(path)).expect("a locked file");
        let actual = format!("{:x}", Sha256::digest(bytes));
        assert_eq!(sha256.as_str(), Some(actual.as_str()), "{path}");
    }
}

/// The document with the members of every object in the opposite order.
fn reversed(value: &json::Value) -> String {
    match value {
        json::Value::Null => "null".to_owned(),
        json::Value::Bool(flag) => flag.to_string(),
        json::Value::Number(number) => number.clone(),
        json::Value::String(text) => Json::from(text.as_str()).to_string(),
        json::Value::Array(items) => {
            format!(
                "[{}]",
                items.iter().map(reversed).collect::<Vec<_>>().join(",")
            )
        }
        json::Value::Object(object) => {
            let members = object.iter();
            let members = members.map(|(k, v)| format!("{}:{}", Json::from(k), reversed(v)));
            let mut members: Vec<String> = members.collect();
            members.reverse();
            format!("{{{}}}", members.join(","))
        }
    }
}

/// The order of members is that of the document, and the only thing that is.
fn without_order(mut model: Model) -> Model {
    for shape in model.shapes.values_mut() {
        if let ShapeKind::Structure(structure) = &mut shape.kind {
            structure.members.sort_by(|a, b| a.0.cmp(&b.0));
        }
    }
    if let Some(rules) = &mut model.endpoint_rules {
        rules.parameters.sort_by(|a, b| a.name.cmp(&b.name));
    }
    model
}

#[test]
fn the_order_of_keys_is_without_meaning() {
    for (folder, names) in [
        (
            "gamelift/2015-10-01",
            ["service-2", "paginators-1", "endpoint-rule-set-1"].as_slice(),
        ),
        (
            "gameliftstreams/2018-05-10",
            [
                "service-2",
                "paginators-1",
                "endpoint-rule-set-1",
                "waiters-2",
            ]
            .as_slice(),
        ),
    ] {
        let texts = names.iter().map(|name| {
            let path = models().join(folder).join(format!("{name}.json"));
            std::fs::read_to_string(path).expect("a model")
        });
        let texts: Vec<String> = texts.collect();
        let turned = texts.iter().map(|text| {
            let value = json::parse(Path::new("model"), text).expect("JSON");
            reversed(&value)
        });
        let turned: Vec<String> = turned.collect();
        assert_ne!(texts, turned);
        assert_eq!(without_order(parse(&texts)), without_order(parse(&turned)));
    }
}

fn parse(texts: &[String]) -> Model {
    let document = |index: usize| {
        let text = texts.get(index)?;
        Some(Document {
            file: Path::new("model"),
            text,
        })
    };
    let documents = Documents {
        service: document(0).expect("a service"),
        paginators: document(1),
        endpoint_rules: document(2),
        waiters: document(3),
    };
    parse_service(&documents).expect("a right model")
}

//! The vendored models as botocore writes them, read without the generator.
//!
//! Never here: what is tested of them.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use crate::workspace;

/// The shapes of a service of `services.toml`, by their names.
///
/// # Panics
/// When the service or its model is not there or not what botocore ships; this is for tests.
pub fn shapes(service: &str) -> Map<String, Json> {
    part(service, "shapes")
}

/// The operations of a service that have an input, in the order of their names, with the name of its shape.
///
/// # Panics
/// As [`shapes`] does.
pub fn inputs(service: &str) -> BTreeMap<String, Json> {
    let operations = part(service, "operations").into_iter();
    let inputs = operations.filter_map(|(name, mut operation)| {
        let input = operation.get_mut("input")?["shape"].take();
        Some((name, input))
    });
    inputs.collect()
}

fn part(service: &str, key: &str) -> Map<String, Json> {
    let services: toml::Table = workspace::read("models/services.toml")
        .parse()
        .expect("TOML");
    let folder = services[service]["folder"].as_str().expect("a folder");
    let text = workspace::read(format!("models/{folder}/service-2.json"));
    let mut model: Json = serde_json::from_str(&text).expect("JSON");
    match model[key].take() {
        Json::Object(part) => part,
        other => panic!("no {key}: {other}"),
    }
}

//! The vendored models as botocore writes them, read without the generator.
//!
//! Never here: what is tested of them.

use serde_json::{Map, Value as Json};

use crate::workspace;

/// The shapes of a service of `services.toml`, by their names.
///
/// # Panics
/// When the service or its model is not there or not what botocore ships; this is for tests.
pub fn shapes(service: &str) -> Map<String, Json> {
    let services: toml::Table = workspace::read("models/services.toml")
        .parse()
        .expect("TOML");
    let folder = services[service]["folder"].as_str().expect("a folder");
    let text = workspace::read(format!("models/{folder}/service-2.json"));
    let mut model: Json = serde_json::from_str(&text).expect("JSON");
    match model["shapes"].take() {
        Json::Object(shapes) => shapes,
        other => panic!("no shapes: {other}"),
    }
}

//! What is made of small models: one feature a test.

mod additions;
mod documentation;
mod emitted;
mod expressions;
mod names;
mod operations;
mod structures;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use smithwright_codegen::api::{Api, Member, Structure};
use smithwright_codegen::load::{self, Document, Documents, Loaded};
use smithwright_codegen::manifest::{self, Lock, Service};
use smithwright_codegen::{check, lower};

const RULES: &str = r#"{ "version": "1.0", "parameters": {}, "rules": [
    { "type": "error", "conditions": [], "error": "nowhere" } ] }"#;

/// Shapes that most models here need.
const BASICS: &str = r#"
    "Text": { "type": "string" },
    "Number": { "type": "integer" },
    "Time": { "type": "timestamp" }"#;

/// One operation `Play`, with an input and an output of these members, and these shapes.
fn play(input: &str, output: &str, shapes: &str) -> Loaded {
    let shapes = [shapes, BASICS].into_iter().filter(|text| !text.is_empty());
    loaded(
        r#""Play": { "name": "Play", "http": { "method": "POST", "requestUri": "/" },
            "input": { "shape": "PlayRequest" }, "output": { "shape": "PlayResult" } }"#,
        &format!(
            r#""PlayRequest": {{ "type": "structure", {input} }},
            "PlayResult": {{ "type": "structure", {output} }}, {}"#,
            shapes.collect::<Vec<_>>().join(", ")
        ),
    )
}

/// A service with these operations and shapes.
fn loaded(operations: &str, shapes: &str) -> Loaded {
    let service = format!(
        r#"{{ "version": "2.0", "metadata": {{
            "apiVersion": "2020-01-01", "auth": ["aws.auth#sigv4"], "endpointPrefix": "arcade",
            "jsonVersion": "1.1", "protocol": "json", "protocols": ["json", "smithy-rpc-v2-cbor"],
            "serviceFullName": "Arcade Service", "serviceId": "Arcade Hall",
            "signatureVersion": "v4", "signingName": "arcade", "targetPrefix": "ArcadeHall" }},
            "operations": {{ {operations} }}, "shapes": {{ {shapes} }} }}"#
    );
    let documents = Documents {
        endpoint_rules: Some(Document {
            file: Path::new("rules.json"),
            text: RULES,
        }),
        ..Documents::of(Path::new("service.json"), &service)
    };
    let model = load::parse_service(&documents).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(check::check(Path::new("service.json"), &model), []);
    Loaded {
        service: manifest(""),
        protocol: smithwright_codegen::model::Protocol::RpcV2Cbor,
        model,
        partitions: Vec::new(),
        file: PathBuf::from("service.json"),
        model_sha256: String::new(),
        sources: Vec::new(),
        lock: Lock {
            file: None,
            package: "botocore".to_owned(),
            version: "1.2.3".to_owned(),
            released: None,
            sha256: BTreeMap::new(),
        },
        examples: vec![("play".to_owned(), "fn main() {}\n".to_owned())],
        changelog: None,
        overlay: None,
    }
}

/// The service as a manifest has it, with one line more.
fn manifest(line: &str) -> Service {
    let manifest = format!(
        "[arcade]\ncrate = \"arcade-hall\"\nfolder = \"arcade\"\nnullability = \"client-careful\"\n\
        protocol = \"smithy-rpc-v2-cbor\"\nversion = \"0.1.0\"\n{line}\n"
    );
    let services = manifest::parse(Path::new("services.toml"), &manifest);
    services
        .unwrap_or_else(|problems| panic!("{problems}"))
        .remove(0)
}

#[track_caller]
fn lowered(loaded: &Loaded) -> Api {
    lower::lower(loaded).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What is wrong, without the places and the fixes.
#[track_caller]
fn problems(loaded: &Loaded) -> Vec<(String, String)> {
    let problems = lower::lower(loaded).expect_err("problems");
    problems
        .0
        .into_iter()
        .map(|problem| (problem.place, problem.what))
        .collect()
}

#[track_caller]
fn structure<'a>(api: &'a Api, name: &str) -> &'a Structure {
    api.structures
        .iter()
        .find(|structure| structure.name == name)
        .expect("the structure")
}

#[track_caller]
fn member<'a>(structure: &'a Structure, name: &str) -> &'a Member {
    structure
        .members
        .iter()
        .find(|member| member.model_name == name)
        .expect("the member")
}

/// `"members": { .. }` from names and what each of them holds.
fn members(members: &[(&str, &str)]) -> String {
    let members = members
        .iter()
        .map(|(name, shape)| format!(r#""{name}": {{ "shape": "{shape}" }}"#));
    format!(
        r#""members": {{ {} }}"#,
        members.collect::<Vec<_>>().join(", ")
    )
}

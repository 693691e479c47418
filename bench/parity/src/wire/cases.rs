//! The calls that are made: those of the wire cases, and random ones.
//!
//! A wire case that says how a request looks gives the input of a call; one that says how the service answers gives
//! the answer of a call with the input that was given before it. Only the protocol that the official crate speaks is called.
//! Never here: what is expected of a call.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};
use smithwright_codegen::api::{Api, Protocol};

use super::inputs;

/// Reads the files of wire cases, and makes up the rest.
pub(super) fn all(apis: &[Api]) -> Result<Vec<Value>, String> {
    let mut cases = Vec::new();
    match env::var_os("SMITHWRIGHT_DATA") {
        Some(data) => cases.extend(of_files(apis, &Path::new(&data).join("wire-cases"))?),
        None => println!("skipped: wire-cases: SMITHWRIGHT_DATA is not set"),
    }
    for api in apis {
        for operation in &api.operations {
            for (name, params) in inputs::of(api, operation) {
                cases.push(case(
                    api,
                    &operation.model_name,
                    &name,
                    &params,
                    &success(api),
                ));
            }
        }
    }
    Ok(cases)
}

fn case(api: &Api, operation: &str, name: &str, params: &Value, answer: &Value) -> Value {
    let service = &api.package.crate_name;
    json!({
        "id": format!("{service} {operation} {name}"),
        "service": service,
        "operation": operation,
        "params": params,
        "answer": answer,
    })
}

/// The name of a protocol in wire cases.
fn protocol(api: &Api) -> &'static str {
    match api.service.protocols.first() {
        Some(Protocol::RpcV2Cbor) => "smithy-rpc-v2-cbor",
        Some(Protocol::RestJson1) => "rest-json",
        _ => "json",
    }
}

/// An output of which nothing is set.
fn success(api: &Api) -> Value {
    match protocol(api) {
        "smithy-rpc-v2-cbor" => json!({
            "status": 200,
            "headers": {"content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"},
            "body": "a0",
        }),
        _ => {
            json!({"status": 200, "headers": {"content-type": "application/json"}, "body": "7b7d"})
        }
    }
}

fn of_files(apis: &[Api], folder: &Path) -> Result<Vec<Value>, String> {
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(said)?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(said)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
        {
            paths.push(path);
        }
    }
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(said)?;
        // The last input of each operation.
        let mut inputs = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            let place = format!("{}:{}", path.display(), number + 1);
            let line: Value =
                serde_json::from_str(line).map_err(|error| format!("{place}: {error}"))?;
            cases.extend(of_line(apis, &line, &mut inputs));
        }
    }
    Ok(cases)
}

/// The call of a line; none where the official crate has no such protocol.
fn of_line(apis: &[Api], line: &Value, inputs: &mut BTreeMap<String, Value>) -> Option<Value> {
    let kind = line["kind"].as_str()?;
    let target = if kind == "request" {
        &line["expect"]
    } else {
        line
    };
    let operation = target["operation"].as_str()?;
    let mut apis = apis.iter();
    let api = apis.find(|api| target["service"] == *api.package.crate_name)?;
    let spoken = target["protocol"].as_str()?;
    let number = line["id"].as_str()?.rsplit('.').next()?;
    if kind == "request" {
        let params = &line["params"];
        inputs.insert(operation.to_owned(), params.clone());
        // Another protocol's inputs are inputs.
        let name = format!("request {spoken} {number}");
        return Some(case(api, operation, &name, params, &success(api)));
    }
    if spoken != protocol(api) {
        return None;
    }
    let answer = json!({
        "status": line["status"],
        "headers": line["headers"],
        "body": line["body_hex"],
    });
    let params = inputs.get(operation).cloned().unwrap_or_else(|| json!({}));
    Some(case(
        api,
        operation,
        &format!("{kind} {number}"),
        &params,
        &answer,
    ))
}

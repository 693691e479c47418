//! Sends the same calls through both sides' clients, and compares requests, outputs and errors.
//!
//! Each side is a process of its own, compiled from one source; their reports are compared line by line.
//! Never here: how a call is made (`bench/parity/program`).

mod cases;
mod inputs;
mod source;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde::Deserialize;
use serde_json::Value;
use smithwright_codegen::api::Api;
use smithwright_codegen::{load, lower};

use crate::Outcome;
use crate::differences::Difference;
use crate::folder::{Folder, write_if_changed};
use crate::package::{Programs, Side};

/// The members that the official crates do not have yet.
const NEWER: &str = "bench/parity/rules/newer.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Newer {
    members: BTreeSet<String>,
}

/// Takes the members out that only ours has.
fn leave_out_newer(apis: &mut [Api], text: &str) -> Result<(), String> {
    let newer = toml::from_str::<Newer>(text).map_err(|error| format!("{NEWER}: {error}"))?;
    let mut unknown = newer.members.clone();
    for api in apis {
        let inputs = api
            .operations
            .iter_mut()
            .map(|operation| &mut operation.input);
        for structure in api.structures.iter_mut().chain(inputs) {
            let name = structure.model_name.clone();
            structure.members.retain(|member| {
                let member = format!("{name}.{}", member.model_name);
                unknown.remove(&member);
                !newer.members.contains(&member)
            });
        }
    }
    match unknown.first() {
        Some(member) => Err(format!(
            "{NEWER}: the models have no {member} either: remove it"
        )),
        None => Ok(()),
    }
}

/// Makes all calls with both sides.
pub(crate) fn compare(folder: &Folder) -> Result<Outcome, String> {
    let loaded = load::load(&folder.root.join("models"), &[]);
    let loaded = loaded.map_err(|problems| problems.to_string())?;
    let apis = loaded
        .iter()
        .map(lower::lower)
        .collect::<Result<Vec<_>, _>>();
    let mut apis = apis.map_err(|problems| problems.to_string())?;
    leave_out_newer(&mut apis, &folder.read(NEWER)?)?;
    let program = folder.inside("wire");
    write_if_changed(
        &program.join("main.rs"),
        &folder.read("bench/parity/program/main.rs")?,
    )?;
    write_if_changed(&program.join("calls.rs"), &source::calls(&apis))?;
    let programs = Programs::from([("wire".to_owned(), program.join("main.rs"))]);
    let cases = cases::all(&apis)?;
    println!("{} calls", cases.len());
    let input: String = cases.iter().map(|case| format!("{case}\n")).collect();
    let official = reports(folder, Side::Official, &programs, &input)?;
    let ours = reports(folder, Side::Ours, &programs, &input)?;
    if official.len() != cases.len() || ours.len() != cases.len() {
        return Err("a side does not report on every call".to_owned());
    }
    let mut outcome = Outcome::default();
    for (official, ours) in official.iter().zip(&ours) {
        let differences = of_call(official, ours);
        if differences.is_empty() {
            outcome.equal += 1;
        }
        outcome.differences.extend(differences);
    }
    Ok(outcome)
}

/// What a side says of each call.
fn reports(
    folder: &Folder,
    side: Side,
    programs: &Programs,
    input: &str,
) -> Result<Vec<Value>, String> {
    let built = folder.build("wire", side, programs)?;
    let Some(executable) = built.executables.get("wire") else {
        let errors: String = built.errors.into_values().collect();
        return Err(format!("the calls do not compile, {side:?}:\n{errors}"));
    };
    let text =
        run(executable, input).map_err(|error| format!("{}: {error}", executable.display()))?;
    let lines = text.lines().map(serde_json::from_str);
    lines
        .collect::<Result<_, _>>()
        .map_err(|error| format!("a report is not JSON: {error}"))
}

fn run(executable: &Path, input: &str) -> std::io::Result<String> {
    let mut child = Command::new(executable)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take();
    let input = input.to_owned();
    let writer = thread::spawn(move || match &mut stdin {
        Some(stdin) => stdin.write_all(input.as_bytes()),
        None => Ok(()),
    });
    let output = child.wait_with_output()?;
    // A program that stops reading has said why on standard error.
    let _ = writer.join();
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// How the reports on a call differ.
fn of_call(official: &Value, ours: &Value) -> Vec<Difference> {
    let id = official["id"].as_str().unwrap_or_default();
    let mut differences = Vec::new();
    let mut note = |aspect: &str, official: String, ours: String| {
        differences.push(Difference {
            place: format!("{id}: {aspect}"),
            official,
            ours,
        });
    };
    let sent =
        [official, ours].map(|report| report["sent"].as_array().map_or(&[][..], Vec::as_slice));
    if sent[0].len() == sent[1].len() {
        for (official, ours) in sent[0].iter().zip(sent[1]) {
            of_request(official, ours, &mut note);
        }
    } else {
        // What comes of a call that was not made differs by that alone.
        let shown = |report: &Value| {
            let count = report["sent"].as_array().map_or(0, Vec::len);
            let context = report["outcome"]["context"].as_str().unwrap_or_default();
            format!("{count} requests {context}")
        };
        note("sent", shown(official), shown(ours));
        return differences;
    }
    let empty = serde_json::Map::new();
    let [theirs, ours] =
        [official, ours].map(|report| report["outcome"].as_object().unwrap_or(&empty));
    for aspect in theirs
        .keys()
        .chain(ours.keys().filter(|key| !theirs.contains_key(*key)))
    {
        let [official, ours] =
            [theirs, ours].map(|outcome| outcome.get(aspect).unwrap_or(&Value::Null));
        if official != ours {
            note(aspect, plain(official), plain(ours));
        }
    }
    differences
}

/// How two requests differ. What follows from the bytes of a body is not told beside them.
fn of_request(official: &Value, ours: &Value, note: &mut impl FnMut(&str, String, String)) {
    for aspect in ["method", "uri", "user agent"] {
        if official[aspect] != ours[aspect] {
            note(aspect, plain(&official[aspect]), plain(&ours[aspect]));
        }
    }
    let same_body = official["body"] == ours["body"];
    let empty = serde_json::Map::new();
    let [theirs, own] =
        [official, ours].map(|request| request["headers"].as_object().unwrap_or(&empty));
    for name in theirs
        .keys()
        .chain(own.keys().filter(|name| !theirs.contains_key(*name)))
    {
        let shown = |headers: &serde_json::Map<String, Value>| {
            let value = headers.get(name).map_or_else(|| "none".to_owned(), plain);
            match name.as_str() {
                "content-length" if !same_body => String::new(),
                "authorization" if !same_body => {
                    let signed = value.split_once(", Signature=").map(|(signed, _)| signed);
                    signed.unwrap_or(&value).to_owned()
                }
                _ => value,
            }
        };
        if shown(theirs) != shown(own) {
            note(&format!("header {name}"), shown(theirs), shown(own));
        }
    }
    if !same_body {
        let [theirs, own] = [official, ours].map(|request| decoded(&request["body"]));
        let aspect = if theirs.is_some() && theirs == own {
            "bytes of the body"
        } else {
            "body"
        };
        note(aspect, plain(&official["body"]), plain(&ours["body"]));
    }
}

/// A body as a value, in which the order of members does not matter.
fn decoded(body: &Value) -> Option<ciborium::Value> {
    let digits = body.as_str()?.as_bytes().chunks(2);
    let bytes = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    let bytes = bytes.collect::<Option<Vec<u8>>>()?;
    if let Ok(json) = serde_json::from_slice::<Value>(&bytes) {
        return ciborium::Value::serialized(&json).ok();
    }
    ciborium::from_reader(bytes.as_slice()).ok().map(sorted)
}

/// The same value, every map in the order of its keys.
fn sorted(value: ciborium::Value) -> ciborium::Value {
    match value {
        ciborium::Value::Map(entries) => {
            let entries = entries.into_iter();
            let mut entries: Vec<_> = entries.map(|(key, value)| (key, sorted(value))).collect();
            entries.sort_by(|(left, _), (right, _)| left.as_text().cmp(&right.as_text()));
            ciborium::Value::Map(entries)
        }
        ciborium::Value::Array(items) => {
            ciborium::Value::Array(items.into_iter().map(sorted).collect())
        }
        other => other,
    }
}

/// A text as it is, everything else as JSON.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

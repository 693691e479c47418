//! Sends the same calls through both sides' clients, and compares requests, outputs and errors.
//!
//! What is compared of a request are its method, URI, headers and the bytes of its body; of an answer, the value or the
//! error that the caller gets, by all that they print. Never here: how a call is made ([`crate::calls`]).

mod body;
mod cases;
mod inputs;

use serde_json::Value;
use smithwright_codegen::api::{Api, Operation};

use self::body::Likeness;
use crate::Outcome;
use crate::calls::{self, of_outcome, plain};
use crate::differences::Difference;
use crate::folder::Folder;
use crate::package::Side;

/// Makes all calls with both sides.
pub(crate) fn compare(folder: &Folder) -> Result<Outcome, String> {
    let apis = calls::services(folder)?;
    let cases = cases::all(&apis)?;
    println!("{} calls", cases.len());
    let official = calls::reports(folder, Side::Official, &apis, &cases, &[])?;
    let ours = calls::reports(folder, Side::Ours, &apis, &cases, &[])?;
    let mut outcome = Outcome::default();
    for (call, (official, ours)) in cases.iter().zip(official.iter().zip(&ours)) {
        let (api, operation) = called(&apis, call)?;
        let differences = of_call(api, operation, official, ours);
        if differences.is_empty() {
            outcome.equal += 1;
        }
        outcome.differences.extend(differences);
    }
    Ok(outcome)
}

/// The operation of a call.
fn called<'a>(apis: &'a [Api], call: &Value) -> Result<(&'a Api, &'a Operation), String> {
    let api = apis
        .iter()
        .find(|api| call["service"] == *api.package.crate_name);
    let found = api.and_then(|api| {
        let mut operations = api.operations.iter();
        let operation = operations.find(|operation| call["operation"] == *operation.model_name)?;
        Some((api, operation))
    });
    found.ok_or_else(|| format!("{}: no such operation", plain(&call["id"])))
}

/// How the reports on a call differ.
fn of_call(api: &Api, operation: &Operation, official: &Value, ours: &Value) -> Vec<Difference> {
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
            let bodies = [official, ours].map(|request| bytes(&request["body"]));
            let likeness = body::compare(api, operation, &bodies[0], &bodies[1]);
            of_request(likeness, official, ours, &mut note);
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
    differences.extend(of_outcome(official, ours));
    differences
}

/// How two requests differ. What follows from the bytes of a body is not told beside them.
fn of_request(
    likeness: Likeness,
    official: &Value,
    ours: &Value,
    note: &mut impl FnMut(&str, String, String),
) {
    for aspect in ["method", "uri", "user agent"] {
        let [official, ours] =
            [official, ours].map(|request| without_version(&plain(&request[aspect])));
        if official != ours {
            note(aspect, official, ours);
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
                "user-agent" => without_version(&value),
                _ => value,
            }
        };
        if shown(theirs) != shown(own) {
            note(&format!("header {name}"), shown(theirs), shown(own));
        }
    }
    let aspect = match likeness {
        Likeness::Same => return,
        Likeness::Value => "bytes of the body",
        Likeness::None => "body",
    };
    note(aspect, plain(&official["body"]), plain(&ours["body"]));
}

/// A user agent without the version of the crate, which each side has its own of.
fn without_version(text: &str) -> String {
    let parts = text.split(' ').map(|part| match part.rsplit_once('/') {
        Some((service, _)) if part.starts_with("api/") => service,
        _ => part,
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// What hexadecimal digits stand for.
fn bytes(digits: &Value) -> Vec<u8> {
    let digits = digits.as_str().unwrap_or_default().as_bytes().chunks(2);
    let bytes = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    bytes.collect::<Option<_>>().unwrap_or_default()
}

//! Sends the same calls through both sides' clients, and compares requests, outputs and errors.
//!
//! What is compared of a request are its method, URI, headers and the bytes of its body; of an answer, the value or the
//! error that the caller gets, by all that they print. Never here: how a call is made ([`crate::calls`]).

mod cases;
mod inputs;

use serde_json::Value;

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
    for (official, ours) in official.iter().zip(&ours) {
        let differences = of_call(official, ours);
        if differences.is_empty() {
            outcome.equal += 1;
        }
        outcome.differences.extend(differences);
    }
    Ok(outcome)
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
    differences.extend(of_outcome(official, ours));
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

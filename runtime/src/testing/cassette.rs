//! Cassettes: files of recorded calls, as readable JSON without sensitive members.
//!
//! A call is written as its operation and members, and not as its bytes. So a cassette has no headers, and no
//! credentials in them, and can be replayed in any protocol. Keys are sorted.
//! Never here: clients.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map as Object, Value as Json};

use super::json::{self, Secrets};
use crate::schema::Schema;
use crate::value::Structure;
use crate::value::walk::REDACTED;

/// A call in a cassette.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) operation: String,
    pub(super) input: Json,
    pub(super) end: End,
}

/// How a call ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum End {
    /// With an output.
    Output { status: u16, members: Json },
    /// With an error. The members are those of the model.
    Error {
        status: u16,
        code: Option<String>,
        members: Json,
    },
    /// Without a response: `io`, `timeout` or `other`.
    Failure(String),
}

/// The members of an input, as a cassette has them: without the idempotency token, which differs in every run.
pub(super) fn input(input: &dyn Structure) -> Json {
    let mut members = json::of_structure(input, Secrets::Redacted);
    if let Json::Object(object) = &mut members {
        let tokens = input.schema().members.iter();
        for token in tokens.filter(|member| member.idempotency_token) {
            object.remove(token.name);
        }
    }
    members
}

/// Fills a structure with members of a cassette. A redacted string has the text that replaces it; any other redacted
/// member is not set.
pub(super) fn fill(into: &mut dyn Structure, members: &Json) -> Result<(), String> {
    let schema: &'static Schema = into.schema();
    let Json::Object(object) = members else {
        return Err(format!("{} is no object", schema.name));
    };
    for (name, value) in object {
        let one = |value: &Json| Json::Object(Object::from_iter([(name.clone(), value.clone())]));
        if json::fill(into, &one(value)).is_err()
            && let Some(value) = shown(value)
        {
            json::fill(into, &one(&value))?;
        }
    }
    Ok(())
}

/// A value without its redacted parts.
fn shown(value: &Json) -> Option<Json> {
    match value {
        Json::String(text) if text == REDACTED => None,
        Json::Array(items) => Some(Json::Array(items.iter().filter_map(shown).collect())),
        Json::Object(object) => {
            let entries = object.iter();
            let entries = entries.filter_map(|(key, value)| Some((key.clone(), shown(value)?)));
            Some(Json::Object(entries.collect()))
        }
        other => Some(other.clone()),
    }
}

impl Entry {
    fn to_json(&self) -> Json {
        // Sorted, because a feature of `serde_json` that any crate may turn on keeps the order of insertion.
        let mut object = Object::new();
        let mut add = |key: &str, value: Json| drop(object.insert(key.to_owned(), value));
        add("call", Json::from(self.operation.as_str()));
        match &self.end {
            End::Output { status, members } => {
                add("input", self.input.clone());
                add("output", members.clone());
                add("status", Json::from(*status));
            }
            End::Error {
                status,
                code,
                members,
            } => {
                add("code", Json::from(code.clone()));
                add("error", members.clone());
                add("input", self.input.clone());
                add("status", Json::from(*status));
            }
            End::Failure(kind) => {
                add("failure", Json::from(kind.as_str()));
                add("input", self.input.clone());
            }
        }
        Json::Object(object)
    }

    fn from_json(json: &Json) -> Option<Self> {
        let text = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
        let status = json.get("status").and_then(Json::as_u64);
        let status = status.and_then(|status| u16::try_from(status).ok());
        let end = match (json.get("output"), json.get("error"), text("failure")) {
            (Some(members), None, None) => End::Output {
                status: status?,
                members: members.clone(),
            },
            (None, Some(members), None) => End::Error {
                status: status?,
                code: text("code"),
                members: members.clone(),
            },
            (None, None, Some(kind)) => End::Failure(kind),
            _ => return None,
        };
        Some(Self {
            operation: text("call")?,
            input: json.get("input")?.clone(),
            end,
        })
    }
}

/// Writes a cassette, as a whole or not at all.
pub(super) fn write(path: &Path, entries: &[Entry]) -> Result<(), String> {
    let failed =
        |what: &dyn std::fmt::Display| format!("{} cannot be written: {what}", path.display());
    let list = Json::Array(entries.iter().map(Entry::to_json).collect());
    let text = serde_json::to_string_pretty(&list).map_err(|error| failed(&error))?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    fs::write(&beside, text + "\n").map_err(|error| failed(&error))?;
    fs::rename(&beside, path).map_err(|error| failed(&error))
}

/// Reads a cassette. The error names all calls that are invalid.
pub(super) fn read(path: &Path) -> Result<Vec<Entry>, String> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    let list: Vec<Json> = serde_json::from_str(&text)
        .map_err(|error| format!("{shown}: this is no list of calls: {error}"))?;
    let entries: Vec<_> = list.iter().map(Entry::from_json).collect();
    let wrong = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.is_none());
    let wrong: Vec<_> = wrong.map(|(at, _)| format!("$[{at}]")).collect();
    if wrong.is_empty() {
        Ok(entries.into_iter().flatten().collect())
    } else {
        let wrong = wrong.join(", ");
        Err(format!(
            "{shown}: {wrong}: a call has `call`, `input`, and `output` with `status`, `error` with `status`, or `failure`"
        ))
    }
}

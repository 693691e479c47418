//! Overlays: waiters that a service's documentation describes and its model lacks, as data of ours.
//!
//! An overlay is TOML with the keys of `waiters-2.json`, and a `source` for each waiter. Its waiters stand in the
//! [`Model`] beside the service's own, so everything after loading takes them as such.
//!
//! Never here: whether what a waiter looks at exists ([`crate::check`]).

use std::path::{Path, PathBuf};

use super::fields::{Fields, Report};
use super::ledger::Place;
use super::waiters;
use crate::json::{Object, Pointer, Value};
use crate::manifest::explained;
use crate::model::{Model, Overlaid, Waiter};
use crate::nearest::did_you_mean;
use crate::problem::{Problem, Problems};

/// What is added to the model of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    file: PathBuf,
    waiters: Vec<(String, String, Waiter)>,
}

impl Overlay {
    /// Reads an overlay; `file` is relative to the folder of models.
    ///
    /// # Errors
    /// The text is not TOML, or not an overlay.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Problems> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let (line, message) = explained(text, &error);
            let what = format!("this is not TOML: {message}");
            Problem::new(file, format!("line {line}"), what, "correct the line")
        })?;
        let mut report = Report::new(file);
        let waiters = read(&value(toml::Value::Table(table)), file, &mut report);
        let file = file.to_owned();
        Problems(report.finish().0).finish(Self { file, waiters })
    }

    /// Adds to the model what fits it, and returns what does not: models of another time may lack an operation, or
    /// have the waiter themselves.
    pub fn apply(&self, model: &mut Model) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, operation, waiter) in &self.waiters {
            let at = Pointer::root().key("waiters").key(name);
            let mut own = model.operations.values();
            let is_own = own.any(|operation| operation.waiters.contains_key(name));
            let known = model.operations.keys().map(String::as_str);
            if is_own {
                let what = format!("the model itself has a waiter `{name}`");
                let fix = "remove the waiter from the overlay";
                problems.push(Problem::new(&self.file, at.to_string(), what, fix));
            } else if !model.operations.contains_key(operation) {
                let what = format!("there is no operation `{operation}` to wait with");
                let fix = did_you_mean(operation, known, "remove the waiter from the overlay");
                let at = at.key("operation").to_string();
                problems.push(Problem::new(&self.file, at, what, fix));
            } else if let Some(operation) = model.operations.get_mut(operation) {
                operation.waiters.insert(name.clone(), waiter.clone());
            }
        }
        problems
    }
}

fn read(value: &Value, file: &Path, report: &mut Report) -> Vec<(String, String, Waiter)> {
    let Some(document) = Fields::open(value, Pointer::root(), Place::Overlay, report) else {
        return Vec::new();
    };
    document.present("waiters", report);
    let mut waiters = Vec::new();
    for (name, value, at) in document.named("waiters", report) {
        let Some(fields) = Fields::open(value, at, Place::OverlayWaiter, report) else {
            continue;
        };
        fields.present("description", report);
        let source = fields.required("source", report);
        if !source.is_empty() && !is_address(source) {
            let what = format!("`{source}` is not the address of a page");
            let fix = "write it like `https://docs.aws.amazon.com/..`";
            fields.complain("source", what, fix, report);
        }
        let waiter = Waiter {
            overlay: Some(Overlaid {
                file: file.to_owned(),
                source: source.to_owned(),
            }),
            ..waiters::waiter(&fields, report)
        };
        let operation = fields.required("operation", report).to_owned();
        waiters.push((name.to_owned(), operation, waiter));
    }
    waiters
}

/// Whether a text is an address that stands in Markdown as it is.
fn is_address(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || "-._~/?#&=%+:".contains(c);
    let host = text.strip_prefix("https://");
    host.is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && text.len() <= 500
        && text.chars().all(letter)
}

/// A value of TOML as the readers of models take it; dates as text.
fn value(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::Number(number.to_string()),
        toml::Value::Float(number) => Value::Number(number.to_string()),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(self::value).collect()),
        toml::Value::Table(table) => {
            let members = table.into_iter();
            Value::Object(Object::of(
                members.map(|(key, item)| (key, self::value(item))),
            ))
        }
    }
}

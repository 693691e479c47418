//! Overlays: what a service's documentation describes and its model lacks, as data of ours.
//!
//! An overlay is TOML. Its waiters have the keys of `waiters-2.json`, and a `source` each; they stand in the [`Model`]
//! beside the service's own, so everything after loading takes them as such. Its expressions say what an operation
//! filters and sorts by.
//!
//! Never here: whether what a waiter looks at exists ([`crate::check`]).

use std::path::{Path, PathBuf};

use super::expressions;
use super::fields::{Fields, Report};
use super::ledger::Place;
use super::waiters;
use crate::json::{Object, Pointer, Value};
use crate::manifest::explained;
use crate::model::{Expressions, Model, Overlaid, Waiter};
use crate::nearest::did_you_mean;
use crate::problem::{Problem, Problems};

/// What is added to the model of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    file: PathBuf,
    waiters: Vec<(String, String, Waiter)>,
    expressions: Vec<(String, Expressions)>,
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
        let value = value(toml::Value::Table(table));
        let mut overlay = Self {
            file: file.to_owned(),
            waiters: Vec::new(),
            expressions: Vec::new(),
        };
        if let Some(document) = Fields::open(&value, Pointer::root(), Place::Overlay, &mut report) {
            if document.get("expressions").is_none() {
                document.present("waiters", &mut report);
            }
            overlay.waiters = waiters(&document, file, &mut report);
            overlay.expressions = expressions(&document, file, &mut report);
        }
        Problems(report.finish().0).finish(overlay)
    }

    /// Adds to the model what fits it, and returns what does not: models of another time may lack an operation or a
    /// member, or have the waiter themselves.
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
        for (operation, expressions) in &self.expressions {
            problems.extend(expressions::apply(operation, expressions, model));
        }
        problems
    }
}

fn waiters(
    document: &Fields<'_>,
    file: &Path,
    report: &mut Report,
) -> Vec<(String, String, Waiter)> {
    let mut waiters = Vec::new();
    for (name, value, at) in document.named("waiters", report) {
        let Some(fields) = Fields::open(value, at, Place::OverlayWaiter, report) else {
            continue;
        };
        fields.present("description", report);
        let waiter = Waiter {
            overlay: Some(overlaid(&fields, file, report)),
            ..waiters::waiter(&fields, report)
        };
        let operation = fields.required("operation", report).to_owned();
        waiters.push((name.to_owned(), operation, waiter));
    }
    waiters
}

fn expressions(
    document: &Fields<'_>,
    file: &Path,
    report: &mut Report,
) -> Vec<(String, Expressions)> {
    let mut all = Vec::new();
    for (operation, value, at) in document.named("expressions", report) {
        if let Some(fields) = Fields::open(value, at, Place::OverlayExpressions, report) {
            let overlay = overlaid(&fields, file, report);
            let expressions = expressions::read(&fields, overlay, report);
            all.push((operation.to_owned(), expressions));
        }
    }
    all
}

/// Where something is from.
fn overlaid(fields: &Fields<'_>, file: &Path, report: &mut Report) -> Overlaid {
    let source = fields.required("source", report);
    if !source.is_empty() && !is_address(source) {
        let what = format!("`{source}` is not the address of a page");
        let fix = "write it like `https://docs.aws.amazon.com/..`";
        fields.complain("source", what, fix, report);
    }
    Overlaid {
        file: file.to_owned(),
        source: source.to_owned(),
    }
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

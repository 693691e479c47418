//! How every front-end reads JSON objects: past the ledger, with a place for each complaint.
//!
//! [`Fields::open`] is the only way to the members of an object with fixed keys, so no key escapes the
//! [`ledger`]. A getter that finds something wrong reports it and returns a blank, and the reading goes
//! on: the blank is never seen, because a document with problems gives no result.
//!
//! Never here: what any one key means.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::ledger::{self, Place, Verdict};
use crate::json::{Object, Pointer, Value};
use crate::nearest::{Guesses, did_you_mean};
use crate::problem::Problem;

/// What was found wrong with one file so far.
#[derive(Debug)]
pub(super) struct Report {
    file: PathBuf,
    problems: Vec<Problem>,
    unmodelled: Vec<(Pointer, String)>,
    /// For names that are held against those of the model.
    pub(super) guesses: Guesses,
}

impl Report {
    /// Nothing is wrong with `file` yet.
    pub(super) fn new(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            problems: Vec::new(),
            unmodelled: Vec::new(),
            guesses: Guesses::default(),
        }
    }

    /// One thing more is wrong.
    pub(super) fn add(&mut self, at: &Pointer, what: impl Into<String>, fix: impl Into<String>) {
        let problem = Problem::new(&self.file, at.to_string(), what, fix);
        self.problems.push(problem);
    }

    /// Everything that was wrong, and everything that the model does not say.
    pub(super) fn finish(self) -> (Vec<Problem>, Vec<(Pointer, String)>) {
        (self.problems, self.unmodelled)
    }
}

/// A JSON object whose keys are all known.
#[derive(Debug, Clone)]
pub(super) struct Fields<'v> {
    object: &'v Object,
    /// Where the object stands.
    pub(super) at: Pointer,
}

impl<'v> Fields<'v> {
    /// The members of `value`; every key that is unknown or unsupported is reported.
    pub(super) fn open(
        value: &'v Value,
        at: Pointer,
        place: Place,
        report: &mut Report,
    ) -> Option<Self> {
        let object = object(value, &at, report)?;
        for (key, value) in object.iter() {
            check_key(key, value, &at, place, report);
        }
        Some(Self { object, at })
    }

    /// The member `key`, of any type.
    pub(super) fn get(&self, key: &str) -> Option<&'v Value> {
        self.object.get(key)
    }

    /// Reports what is wrong with the member `key`.
    pub(super) fn complain(
        &self,
        key: &str,
        what: impl Into<String>,
        fix: impl Into<String>,
        report: &mut Report,
    ) {
        report.add(&self.at.key(key), what, fix);
    }

    /// The member `key`, a string.
    pub(super) fn text(&self, key: &str, report: &mut Report) -> Option<&'v str> {
        match self.get(key)? {
            Value::String(text) => Some(text),
            other => self.mismatch(key, "a string", other, report),
        }
    }

    /// The member `key`, a string, as a value of its own.
    pub(super) fn owned(&self, key: &str, report: &mut Report) -> Option<String> {
        self.text(key, report).map(str::to_owned)
    }

    /// The member `key`, a string that has to be there.
    pub(super) fn required(&self, key: &str, report: &mut Report) -> &'v str {
        self.present(key, report);
        self.text(key, report).unwrap_or_default()
    }

    /// The member `key`, `false` where it is missing.
    pub(super) fn flag(&self, key: &str, report: &mut Report) -> bool {
        self.boolean(key, report).unwrap_or_default()
    }

    /// The member `key`, a truth value.
    pub(super) fn boolean(&self, key: &str, report: &mut Report) -> Option<bool> {
        match self.get(key)? {
            Value::Bool(flag) => Some(*flag),
            other => self.mismatch(key, "a truth value", other, report),
        }
    }

    /// The member `key`, a whole number of type `N`.
    pub(super) fn whole<N: FromStr>(&self, key: &str, report: &mut Report) -> Option<N> {
        let text = self.number(key, report)?;
        let number = text.parse().ok();
        if number.is_none() {
            let what = format!("`{text}` is not a whole number that fits here");
            self.complain(key, what, "correct the number", report);
        }
        number
    }

    /// The member `key`, a number as it is spelled.
    pub(super) fn number(&self, key: &str, report: &mut Report) -> Option<&'v str> {
        match self.get(key)? {
            Value::Number(text) => Some(text),
            other => self.mismatch(key, "a number", other, report),
        }
    }

    /// The member `key`, an array of strings, each with its place.
    pub(super) fn texts(&self, key: &str, report: &mut Report) -> Vec<(&'v str, Pointer)> {
        let items = self.items(key, report);
        let texts = items.into_iter().filter_map(|(value, at)| match value {
            Value::String(text) => Some((text.as_str(), at)),
            other => mismatch(&at, "a string", other, report),
        });
        texts.collect()
    }

    /// The member `key`, an array, each item with its place.
    pub(super) fn items(&self, key: &str, report: &mut Report) -> Vec<(&'v Value, Pointer)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        items(value, &self.at.key(key), report)
    }

    /// The member `key`, an object whose keys are names, each value with its place.
    pub(super) fn named(
        &self,
        key: &str,
        report: &mut Report,
    ) -> Vec<(&'v str, &'v Value, Pointer)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        named(value, &self.at.key(key), report)
    }

    /// The member `key`, an object whose keys the ledger lists under `place`.
    pub(super) fn fields(
        &self,
        key: &str,
        place: Place,
        report: &mut Report,
    ) -> Option<Fields<'v>> {
        Fields::open(self.get(key)?, self.at.key(key), place, report)
    }

    /// Keeps the member `key` for who compares models, where it is only looked at.
    pub(super) fn note(&self, key: &str, report: &mut Report) {
        if let Some(value) = self.get(key) {
            report
                .unmodelled
                .push((self.at.key(key), value.to_string()));
        }
    }

    /// Reports when the member `key` is missing.
    pub(super) fn present(&self, key: &str, report: &mut Report) {
        if self.get(key).is_none() {
            let what = format!("`{key}` is missing");
            report.add(&self.at, what, format!("add `{key}`"));
        }
    }

    fn mismatch<T>(&self, key: &str, wanted: &str, got: &Value, report: &mut Report) -> Option<T> {
        mismatch(&self.at.key(key), wanted, got, report)
    }
}

/// What an object says under `type`, where that decides which keys the object may have.
pub(super) fn type_of<'v>(value: &'v Value, at: &Pointer, report: &mut Report) -> Option<&'v str> {
    let fields = Fields {
        object: object(value, at, report)?,
        at: at.clone(),
    };
    fields.present("type", report);
    fields.text("type", report)
}

/// `value` as an array, each item with its place.
pub(super) fn items<'v>(
    value: &'v Value,
    at: &Pointer,
    report: &mut Report,
) -> Vec<(&'v Value, Pointer)> {
    match value {
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(i, item)| (item, at.index(i))).collect()
        }
        other => mismatch(at, "an array", other, report).unwrap_or_default(),
    }
}

/// `value` as an object whose keys are names, each value with its place.
pub(super) fn named<'v>(
    value: &'v Value,
    at: &Pointer,
    report: &mut Report,
) -> Vec<(&'v str, &'v Value, Pointer)> {
    let Some(object) = object(value, at, report) else {
        return Vec::new();
    };
    let members = object.iter();
    members
        .map(|(name, value)| (name, value, at.key(name)))
        .collect()
}

fn object<'v>(value: &'v Value, at: &Pointer, report: &mut Report) -> Option<&'v Object> {
    match value {
        Value::Object(object) => Some(object),
        other => mismatch(at, "an object", other, report),
    }
}

/// Reports a value of the wrong JSON type.
pub(super) fn mismatch<T>(
    at: &Pointer,
    wanted: &str,
    got: &Value,
    report: &mut Report,
) -> Option<T> {
    let what = format!("this should be {wanted}, and is {}", got.kind());
    report.add(at, what, format!("make it {wanted}"));
    None
}

/// Holds one key against the ledger.
fn check_key(key: &str, value: &Value, at: &Pointer, place: Place, report: &mut Report) {
    let owner = ledger::name(place);
    let verdict = ledger::verdict(place, key);
    if verdict != Some(Verdict::Handled) {
        report.unmodelled.push((at.key(key), value.to_string()));
    }
    match verdict {
        Some(Verdict::Handled | Verdict::Ignored(_)) => {}
        // A flag that is off asks for nothing.
        Some(Verdict::Unsupported(_)) if *value == Value::Bool(false) => {}
        Some(Verdict::Unsupported(reason)) => report.add(
            &at.key(key),
            format!("`{key}` of {owner} is not supported: {reason}"),
            "remove the service from services.toml, or implement it from loader to runtime",
        ),
        None => {
            let known = ledger::entries(place).iter().map(|(known, _)| *known);
            let otherwise =
                "enter it in codegen/src/load/ledger.rs as handled, ignored or unsupported";
            report.add(
                &at.key(key),
                format!("`{key}` is not a known key of {owner}"),
                did_you_mean(key, known, otherwise),
            );
        }
    }
}

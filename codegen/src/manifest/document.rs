//! A TOML file as it is read: every value with its place, and every problem that it has.
//!
//! Never here: what a key means ([`super`]).

use std::borrow::Borrow;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::nearest::did_you_mean;
use crate::problem::{Problem, Problems};

/// The line in a text, from 1, that this byte is in.
fn line_at(text: &str, offset: usize) -> usize {
    let before = text.bytes().take(offset);
    before.filter(|byte| *byte == b'\n').count() + 1
}

/// What the reader of TOML says of a text: the line, and the message on one line.
pub(crate) fn explained(text: &str, error: &toml::de::Error) -> (usize, String) {
    let line = line_at(text, error.span().map_or(0, |span| span.start));
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    (line, message)
}

/// A TOML document being read, and what is wrong with it so far.
pub(super) struct Document<'t> {
    file: &'t Path,
    text: &'t str,
    problems: Vec<(usize, Problem)>,
}

impl<'t> Document<'t> {
    /// The table of the whole document. What is not TOML is not read any further: what is left of it
    /// would only seem to lack things.
    pub(super) fn open(file: &'t Path, text: &'t str) -> Result<(DeTable<'t>, Self), Problems> {
        let mut document = Self {
            file,
            text,
            problems: Vec::new(),
        };
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let (line, message) = explained(text, &error);
            let what = format!("this is not TOML: {message}");
            document.add_at(line, what, "correct the line");
        }
        document
            .finish(root.into_inner())
            .map(|root| (root, document))
    }

    pub(super) fn add(
        &mut self,
        span: Range<usize>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.add_at(self.line(span.start), what, fix);
    }

    pub(super) fn add_at(&mut self, line: usize, what: impl Into<String>, fix: impl Into<String>) {
        let problem = problem_in(self.file, line, what, fix);
        self.problems.push((line, problem));
    }

    pub(super) fn mistyped(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let got = value.get_ref().type_str();
        let what = format!("this should be {wanted}, and is of type {got}");
        self.add(value.span(), what, format!("make it {wanted}"));
    }

    pub(super) fn line(&self, offset: usize) -> usize {
        line_at(self.text, offset)
    }

    /// `value`, unless something was wrong: then all of it, from the first line to the last.
    pub(super) fn finish<T>(&mut self, value: T) -> Result<T, Problems> {
        let mut problems = std::mem::take(&mut self.problems);
        problems.sort_by_key(|(line, _)| *line);
        let problems = problems.into_iter().map(|(_, problem)| problem);
        Problems(problems.collect()).finish(value)
    }
}

pub(super) fn problem_in(
    file: &Path,
    line: usize,
    what: impl Into<String>,
    fix: impl Into<String>,
) -> Problem {
    Problem::new(file, format!("line {line}"), what, fix)
}

/// A table of a [`Document`], and where its heading is.
pub(super) struct Table<'a, 't> {
    pub(super) table: &'a DeTable<'t>,
    pub(super) span: Range<usize>,
}

impl<'a, 't> Table<'a, 't> {
    /// Reports every key that is not among `known`.
    pub(super) fn only(&self, known: &[&str], document: &mut Document<'_>) {
        for key in self.table.keys() {
            let name: &str = key.get_ref().borrow();
            if !known.contains(&name) {
                let what = format!("`{name}` is not a known key");
                let fix = did_you_mean(name, known.iter().copied(), "remove it");
                document.add(key.span(), what, fix);
            }
        }
    }

    /// The value under `key`, which has to be there.
    pub(super) fn get(
        &self,
        key: &str,
        document: &mut Document<'_>,
    ) -> Option<&'a Spanned<DeValue<'t>>> {
        let value = self.table.get(key);
        if value.is_none() {
            let what = format!("`{key}` is missing");
            document.add(self.span.clone(), what, format!("add `{key} = ..`"));
        }
        value
    }

    /// The string under `key`, unless `wrong` says what is wrong with it and what to do.
    pub(super) fn valid(
        &self,
        key: &str,
        document: &mut Document<'_>,
        wrong: impl Fn(&str) -> Option<(&'static str, &'static str)>,
    ) -> String {
        let Some(value) = self.get(key, document) else {
            return String::new();
        };
        let DeValue::String(text) = value.get_ref() else {
            document.mistyped(value, "a string");
            return String::new();
        };
        if let Some((problem, fix)) = wrong(text) {
            document.add(value.span(), format!("`{text}` {problem}"), fix);
        }
        text.to_string()
    }

    /// One of several values, by its name.
    pub(super) fn choice<T: Copy, const N: usize>(
        &self,
        key: &str,
        choices: [(&'static str, T); N],
        document: &mut Document<'_>,
    ) -> Option<T> {
        let value = self.get(key, document)?;
        let DeValue::String(text) = value.get_ref() else {
            document.mistyped(value, "a string");
            return None;
        };
        let choice = choices.iter().find(|(name, _)| *name == text.as_ref());
        if choice.is_none() {
            let names = choices.map(|(name, _)| name);
            let what = format!("`{text}` is not a known `{key}`");
            let otherwise = format!("use one of `{}`", names.join("`, `"));
            document.add(value.span(), what, did_you_mean(text, names, &otherwise));
        }
        choice.map(|(_, value)| *value)
    }
}

/// An array of texts, none of them twice.
pub(super) fn list(
    value: &Spanned<DeValue<'_>>,
    document: &mut Document<'_>,
) -> Option<Vec<String>> {
    let DeValue::Array(items) = value.get_ref() else {
        document.mistyped(value, "an array of names");
        return None;
    };
    let mut names: Vec<String> = Vec::new();
    for item in items {
        match item.get_ref() {
            DeValue::String(name) if names.iter().any(|known| known == name) => {
                document.add(
                    item.span(),
                    format!("`{name}` is listed twice"),
                    "list it once",
                );
            }
            DeValue::String(name) => names.push(name.to_string()),
            _ => document.mistyped(item, "a string"),
        }
    }
    Some(names)
}

//! The places of texts in a document, and documents with another text there.

use std::fmt;

use serde_json::{Map, Value};
use smithwright_codegen::json::Pointer;

/// A string, or the key of an entry, in one of the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) document: &'static str,
    /// The steps to the value.
    path: Vec<Step>,
    /// It is the last key that is meant, and not what stands under it.
    is_key: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.document)?;
        for step in &self.path {
            match step {
                Step::Key(key) => write!(f, "/{key}")?,
                Step::Index(index) => write!(f, "/{index}")?,
            }
        }
        f.write_str(if self.is_key { " (the key)" } else { "" })
    }
}

impl Place {
    /// What can be spoilt together: strings, or keys of which none stands below another.
    pub(crate) fn level(&self) -> (&'static str, usize) {
        match self.is_key {
            true => (self.document, self.path.len()),
            // Problems of these name a line.
            false if crate::service::is_json(self.document) => ("", 0),
            false => (self.document, 0),
        }
    }

    /// Whether HTML stands there.
    pub(crate) fn is_documentation(&self) -> bool {
        let last = self.path.last();
        !self.is_key && last == Some(&Step::Key("documentation".to_owned()))
    }

    /// The place once a text is appended to it, as problems name it.
    pub(crate) fn pointer(&self, text: &str) -> String {
        let last = self.path.len().saturating_sub(1);
        let steps = self.path.iter().enumerate();
        let pointer = steps.fold(Pointer::root(), |at, (index, step)| match step {
            Step::Key(key) if index == last && self.is_key => at.key(&format!("{key}{text}")),
            Step::Key(key) => at.key(key),
            Step::Index(index) => at.index(*index),
        });
        pointer.into()
    }
}

/// Every place of a document.
pub(crate) fn of(document: &'static str, value: &Value) -> Vec<Place> {
    let mut places = Vec::new();
    walk(document, value, &mut Vec::new(), &mut places);
    places
}

fn place(document: &'static str, path: &[Step], is_key: bool) -> Place {
    Place {
        document,
        path: path.to_vec(),
        is_key,
    }
}

fn walk(document: &'static str, value: &Value, path: &mut Vec<Step>, places: &mut Vec<Place>) {
    match value {
        Value::String(_) => places.push(place(document, path, false)),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Index(index));
                walk(document, item, path, places);
                path.pop();
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                path.push(Step::Key(key.clone()));
                // Without these, an expression of endpoint rules is another, and not one with another text.
                if !["argv", "fn", "ref"].contains(&key.as_str()) {
                    places.push(place(document, path, true));
                }
                walk(document, member, path, places);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The document with a text appended at each of these places.
pub(crate) fn spoilt(value: &Value, places: &[&Place], text: &str) -> Value {
    let mut spoilt = value.clone();
    // Keys last: until then, paths lead where they led.
    for place in places.iter().filter(|place| !place.is_key) {
        if let Some(Value::String(string)) = at(&mut spoilt, &place.path) {
            string.push_str(text);
        }
    }
    let mut keys: Vec<_> = places.iter().filter(|place| place.is_key).collect();
    keys.sort_by_key(|place| std::cmp::Reverse(place.path.len()));
    for place in keys {
        if let Some((Step::Key(key), path)) = place.path.split_last()
            && let Some(Value::Object(members)) = at(&mut spoilt, path)
        {
            // The order of the members stays.
            let renamed = std::mem::take(members).into_iter().map(|(name, value)| {
                let name = if name == *key {
                    format!("{name}{text}")
                } else {
                    name
                };
                (name, value)
            });
            *members = renamed.collect::<Map<_, _>>();
        }
    }
    spoilt
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

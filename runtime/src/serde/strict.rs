//! [`Strict`]: rejects unknown members.
//!
//! The value knows its schema and the JSON has the names, so both are walked side by side after reading. Types need
//! nothing for it.
//! Never here: any other rule for what is accepted.

use std::fmt;

use serde_core::de::Error as _;
use serde_core::{Deserialize, Deserializer};

use super::deserialize::read;
use super::json;
use crate::codec::{Format, ReadError, Reader};
use crate::value::nearest::DidYouMean;
use crate::value::{Structure, Value, View};

/// A structure that rejects unknown members when it is read, such as `FleetID` for `FleetId`. The structure itself
/// skips them.
///
/// ```
/// use serde_core::Deserialize;
/// use smithwright_runtime::serde::Strict;
/// use smithwright_runtime::value::{Structure, Value};
///
/// /// Reads a request that was written by hand.
/// fn written<'de, T, D>(text: D) -> Result<T, D::Error>
/// where
///     T: Structure + Value,
///     D: serde_core::Deserializer<'de>,
/// {
///     let Strict(input) = Strict::deserialize(text)?;
///     Ok(input)
/// }
/// ```
///
/// The error names all unknown members by their paths, and never shows a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Strict<T>(pub T);

impl<'de, T: Structure + Value> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = T::blank();
        let json = json::from(deserializer)?;
        read(&mut value, json.text()).map_err(D::Error::custom)?;
        // What cannot be walked could not be read either.
        let unknown = Unknown::in_json(&value, json.text()).unwrap_or_default();
        json.complete()?;
        if unknown.is_empty() {
            Ok(Self(value))
        } else {
            Err(D::Error::custom(unknown))
        }
    }
}

/// The maximum number of unknown members that are named.
const NAMED: usize = 10;

/// The maximum number of characters of a name that are shown.
const SHOWN: usize = 60;

/// Where something is.
#[derive(Clone)]
enum Step {
    Name(String),
    Index(usize),
}

/// The unknown members.
#[derive(Default)]
struct Unknown {
    path: Vec<Step>,
    /// As they are shown.
    named: Vec<String>,
    more: usize,
}

impl Unknown {
    fn in_json(value: &dyn Structure, json: &[u8]) -> Result<Self, ReadError> {
        let mut unknown = Self::default();
        unknown.structure(value, &mut Reader::new(Format::Json, json))?;
        Ok(unknown)
    }

    fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    fn structure(&mut self, value: &dyn Structure, json: &mut Reader<'_>) -> Result<(), ReadError> {
        let members = value.schema().members;
        let mut entries = json.begin_map()?;
        while let Some(name) = json.next_key(&mut entries)? {
            let Some(at) = members.iter().position(|member| member.name == name) else {
                let known: Vec<_> = members.iter().map(|member| member.name).collect();
                self.note(&name, &known);
                json.skip()?;
                continue;
            };
            self.path.push(Step::Name(name.into_owned()));
            let mut result = Ok(());
            value.members(&mut |values| {
                result = match values.get(at) {
                    Some(value) => self.value(value.view(), json),
                    None => json.skip(),
                };
            });
            result?;
            self.path.pop();
        }
        Ok(())
    }

    fn value(&mut self, value: View<'_>, json: &mut Reader<'_>) -> Result<(), ReadError> {
        if json.null()? {
            return Ok(());
        }
        match value {
            View::Structure(value) => self.structure(value, json),
            View::List(list) => {
                let mut entries = json.begin_list()?;
                // Nulls are no items of most lists.
                let mut at = 0;
                while json.next_item(&mut entries)? {
                    if json.null()? {
                        at += usize::from(at < list.len() && list.item(at).is_unset());
                        continue;
                    }
                    self.path.push(Step::Index(entries.index()));
                    self.value(list.item(at), json)?;
                    self.path.pop();
                    at += 1;
                }
                Ok(())
            }
            View::Map(map) => {
                let mut entries = json.begin_map()?;
                while let Some(key) = json.next_key(&mut entries)? {
                    let value = map.get(&key).unwrap_or(View::Unset);
                    self.path.push(Step::Name(key.into_owned()));
                    self.value(value, json)?;
                    self.path.pop();
                }
                Ok(())
            }
            _ => json.skip(),
        }
    }

    fn note(&mut self, name: &str, known: &[&'static str]) {
        if self.named.len() == NAMED {
            self.more += 1;
            return;
        }
        let mut path = String::new();
        for step in self.path.iter().chain([&Step::Name(name.to_owned())]) {
            match step {
                Step::Index(index) => path += &format!("[{index}]"),
                Step::Name(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    let shown: String = name.chars().take(SHOWN).collect();
                    path += &shown.escape_debug().to_string();
                }
            }
        }
        self.named
            .push(format!("{path}{}", DidYouMean::of(name, known)));
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown members:")?;
        for named in &self.named {
            write!(f, "\n  {named}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

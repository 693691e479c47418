//! [`Tree`]: a value as it is compared, wherever it comes from.
//!
//! Never here: HTTP, cases. And nothing of the codec that is under test: bodies are decoded by others'.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use aws_smithy_types::{Document, Number, base64};
use ciborium::Value as Cbor;
use serde_json::{Map, Value as Json};
use smithwright_runtime::value::View;

/// A value, free of its spelling.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Null,
    Boolean(bool),
    Integer(i128),
    Float(f64),
    /// A member that holds 32 bits only, whatever the precision of what it was read from.
    Single(f32),
    Text(String),
    Bytes(Vec<u8>),
    Tagged(u64, Box<Tree>),
    List(Vec<Tree>),
    Map(BTreeMap<String, Tree>),
}

impl From<Option<&str>> for Tree {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.to_owned()))
    }
}

impl Tree {
    /// Decodes JSON text.
    pub(super) fn decode_json(bytes: &[u8]) -> Result<Self, String> {
        let json: Json = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        Ok(Self::from_json(&json))
    }

    /// Decodes one CBOR item, after which nothing may follow.
    pub(super) fn decode_cbor(mut bytes: &[u8]) -> Result<Self, String> {
        let cbor: Cbor =
            ciborium::from_reader(&mut bytes).map_err(|error| format!("not CBOR: {error}"))?;
        if bytes.is_empty() {
            Self::from_cbor(cbor)
        } else {
            Err(format!("{} bytes follow the CBOR item", bytes.len()))
        }
    }

    pub(super) fn from_json(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Boolean(*value),
            Json::Number(number) => number.as_i128().map_or_else(
                || Self::Float(number.as_f64().unwrap_or(f64::NAN)),
                Self::Integer,
            ),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => Self::List(items.iter().map(Self::from_json).collect()),
            Json::Object(entries) => Self::from_json_map(entries),
        }
    }

    pub(super) fn from_json_map(entries: &Map<String, Json>) -> Self {
        let entries = entries.iter();
        Self::Map(
            entries
                .map(|(key, value)| (key.clone(), Self::from_json(value)))
                .collect(),
        )
    }

    fn from_cbor(cbor: Cbor) -> Result<Self, String> {
        Ok(match cbor {
            Cbor::Null => Self::Null,
            Cbor::Bool(value) => Self::Boolean(value),
            Cbor::Integer(number) => Self::Integer(number.into()),
            Cbor::Float(number) => Self::Float(number),
            Cbor::Text(text) => Self::Text(text),
            Cbor::Bytes(bytes) => Self::Bytes(bytes),
            Cbor::Tag(tag, value) => Self::Tagged(tag, Box::new(Self::from_cbor(*value)?)),
            Cbor::Array(items) => {
                let items = items.into_iter().map(Self::from_cbor);
                Self::List(items.collect::<Result<_, _>>()?)
            }
            Cbor::Map(entries) => {
                let mut map = BTreeMap::new();
                for (key, value) in entries {
                    let Cbor::Text(key) = key else {
                        return Err("a key of a map is not text".to_owned());
                    };
                    if map.contains_key(&key) {
                        return Err(format!("the key {key:?} comes twice"));
                    }
                    map.insert(key, Self::from_cbor(value)?);
                }
                Self::Map(map)
            }
            _ => return Err("neither a value of JSON nor bytes".to_owned()),
        })
    }

    /// What a typed value holds, as cases state it: bytes are base64, timestamps seconds since 1970, and
    /// what is unset is not there.
    pub(super) fn from_view(view: View<'_>) -> Self {
        match view {
            View::Unset => Self::Null,
            View::Boolean(value) => Self::Boolean(value),
            View::Integer(number) => Self::Integer(number.into()),
            View::Float(number) => Self::Single(number),
            View::Double(number) => Self::Float(number),
            View::String(text) => Self::Text(text.to_owned()),
            View::Blob(bytes) => Self::Text(base64::encode(bytes)),
            View::Timestamp(time) => Self::Float(time.as_secs_f64()),
            View::List(list) => {
                let items = (0..list.len()).map(|index| Self::from_view(list.item(index)));
                Self::List(items.collect())
            }
            View::Map(map) => {
                let mut entries = BTreeMap::new();
                map.each(&mut |key, value| {
                    entries.insert(key.to_owned(), Self::from_view(value));
                });
                Self::Map(entries)
            }
            View::Structure(structure) => {
                let mut entries = BTreeMap::new();
                structure.members(&mut |values| {
                    for (member, value) in structure.schema().members.iter().zip(values) {
                        let view = value.view();
                        if !view.is_unset() {
                            entries.insert(member.name.to_owned(), Self::from_view(view));
                        }
                    }
                });
                Self::Map(entries)
            }
            View::Document(document) => Self::from_document(document),
        }
    }

    fn from_document(document: &Document) -> Self {
        match document {
            Document::Null => Self::Null,
            Document::Bool(value) => Self::Boolean(*value),
            Document::Number(Number::PosInt(number)) => Self::Integer((*number).into()),
            Document::Number(Number::NegInt(number)) => Self::Integer((*number).into()),
            Document::Number(Number::Float(number)) => Self::Float(*number),
            Document::String(text) => Self::Text(text.clone()),
            Document::Array(items) => Self::List(items.iter().map(Self::from_document).collect()),
            Document::Object(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|(key, value)| (key.clone(), Self::from_document(value)));
                Self::Map(entries.collect())
            }
        }
    }

    /// The same value, of which those numbers hold 32 bits only that do in `typed`, where the types are known.
    ///
    /// Bodies do not say it: one writer's `0.1` is the nearest of 64 bits, another's the nearest of 32.
    pub(super) fn in_precision_of(self, typed: &Self) -> Self {
        match (self, typed) {
            (number, Self::Single(_)) => match number.number() {
                Some(value) => Self::Single(rounded(value)),
                None => number,
            },
            (Self::List(items), Self::List(typed)) if items.len() == typed.len() => {
                let items = items.into_iter().zip(typed);
                Self::List(
                    items
                        .map(|(item, typed)| item.in_precision_of(typed))
                        .collect(),
                )
            }
            (Self::Map(entries), Self::Map(typed)) => {
                let entries = entries.into_iter().map(|(key, value)| {
                    let value = match typed.get(&key) {
                        Some(typed) => value.in_precision_of(typed),
                        None => value,
                    };
                    (key, value)
                });
                Self::Map(entries.collect())
            }
            (other, _) => other,
        }
    }

    /// Whether two numbers, or two values without parts, are the same. `1` and `1.0` are.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Single(single), other) | (other, Self::Single(single)) => {
                let single = f64::from(*single);
                match other.number() {
                    Some(number) => same_bits(f64::from(rounded(number)), single),
                    None => Self::Float(single).is_not_a_number(other),
                }
            }
            (Self::Float(_), number) | (number, Self::Float(_)) => {
                match (self.number(), other.number()) {
                    (Some(left), Some(right)) => same_bits(left, right),
                    _ => self.is_not_a_number(number) || other.is_not_a_number(number),
                }
            }
            _ => self == other,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "floats are compared as floats")]
    fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            Self::Single(number) => Some(f64::from(*number)),
            _ => None,
        }
    }

    /// Cases state as text the floats that JSON has no number for.
    fn is_not_a_number(&self, text: &Self) -> bool {
        let (Self::Float(number), Self::Text(text)) = (self, text) else {
            return false;
        };
        match text.as_str() {
            "NaN" => number.is_nan(),
            "Infinity" => *number == f64::INFINITY,
            "-Infinity" => *number == f64::NEG_INFINITY,
            _ => false,
        }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "that is what it is for")]
fn rounded(number: f64) -> f32 {
    number as f32
}

#[allow(clippy::float_cmp, reason = "nothing was calculated with them")]
fn same_bits(left: f64, right: f64) -> bool {
    left == right || (left.is_nan() && right.is_nan())
}

/// Adds to `found` where `actual`, which is called `path`, is not as `expected`.
pub(super) fn differences(path: &str, expected: &Tree, actual: &Tree, found: &mut Vec<String>) {
    match (expected, actual) {
        (Tree::Map(expected), Tree::Map(actual)) => {
            for (key, expected) in expected {
                let path = format!("{path}.{key}");
                match actual.get(key) {
                    Some(actual) => differences(&path, expected, actual, found),
                    None => found.push(format!("{path}: expected {expected}, got nothing")),
                }
            }
            for (key, actual) in actual {
                if !expected.contains_key(key) {
                    found.push(format!("{path}.{key}: expected nothing, got {actual}"));
                }
            }
        }
        (Tree::List(expected), Tree::List(actual)) if expected.len() == actual.len() => {
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                differences(&format!("{path}[{index}]"), expected, actual, found);
            }
        }
        (Tree::Tagged(expected_tag, expected), Tree::Tagged(tag, actual))
            if expected_tag == tag =>
        {
            differences(path, expected, actual, found);
        }
        _ if expected.is_same(actual) => {}
        _ => found.push(format!("{path}: expected {expected}, got {actual}")),
    }
}

/// How many characters of a value are shown.
const SHOWN: usize = 160;

impl fmt::Display for Tree {
    /// The beginning of the value, much as JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text)?;
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => write!(f, "{}…", text.get(..end).unwrap_or_default()),
            None => f.write_str(&text),
        }
    }
}

impl Tree {
    fn write(&self, to: &mut String) -> fmt::Result {
        match self {
            Self::Null => to.write_str("null"),
            Self::Boolean(value) => write!(to, "{value}"),
            Self::Integer(number) => write!(to, "{number}"),
            Self::Float(number) => write!(to, "{number:?}"),
            Self::Single(number) => write!(to, "{number:?}"),
            Self::Text(text) => write!(to, "{text:?}"),
            Self::Bytes(bytes) => write!(to, "bytes({:?})", base64::encode(bytes)),
            Self::Tagged(tag, value) => {
                write!(to, "{tag}(")?;
                value.write(to)?;
                to.write_str(")")
            }
            Self::List(items) => {
                to.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    to.write_str(if index == 0 { "" } else { ", " })?;
                    item.write(to)?;
                }
                to.write_str("]")
            }
            Self::Map(entries) => {
                to.write_str("{")?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    write!(to, "{}{key:?}: ", if index == 0 { "" } else { ", " })?;
                    value.write(to)?;
                }
                to.write_str("}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, differences};

    fn tree(json: &str) -> Tree {
        Tree::decode_json(json.as_bytes()).expect("JSON")
    }

    /// How many differences there are between two bodies of a value that holds 32-bit numbers in its list.
    fn found(expected: &str, actual: &str) -> usize {
        let single = Tree::Single(0.1);
        let single = Tree::List(vec![single.clone(), single]);
        let entries = [
            ("List".to_owned(), single),
            ("Double".to_owned(), Tree::Float(0.1)),
        ];
        let typed = Tree::Map(entries.into());
        let mut found = Vec::new();
        let [expected, actual] = [expected, actual].map(|json| tree(json).in_precision_of(&typed));
        differences("body", &expected, &actual, &mut found);
        found.len()
    }

    #[test]
    fn numbers_of_32_bits_are_compared_as_such() {
        let expected = r#"{"List": [0.1, 16777217], "Double": 0.1}"#;
        // What CBOR gives, where 32 bits were written.
        let of_32_bits = f64::from(0.1_f32);
        let same = format!(r#"{{"List": [{of_32_bits}, 16777216], "Double": 0.1}}"#);
        assert_eq!(found(expected, &same), 0);
        let others = format!(r#"{{"List": [0.10000001, 16777218], "Double": {of_32_bits}}}"#);
        assert_eq!(found(expected, &others), 3);
    }

    #[test]
    fn what_is_no_number_is_text_in_a_case() {
        for (single, text) in [
            (f32::NAN, "NaN"),
            (f32::INFINITY, "Infinity"),
            (f32::NEG_INFINITY, "-Infinity"),
        ] {
            assert!(Tree::Single(single).is_same(&Tree::Text(text.to_owned())));
            assert!(Tree::Text(text.to_owned()).is_same(&Tree::Single(single)));
            assert!(!Tree::Single(0.0).is_same(&Tree::Text(text.to_owned())));
        }
    }
}

//! The values of members, from JSON.
//!
//! Blobs are base64 and timestamps seconds since 1970, as in the wire cases. Never here: which members there are.

use aws_smithy_types::{Blob, DateTime};
use serde_json::Value;

/// What a builder makes, whether it can fail or not.
pub(crate) trait Built<T> {
    fn built(self) -> Result<T, String>;
}

impl<T> Built<T> for T {
    fn built(self) -> Result<T, String> {
        Ok(self)
    }
}

impl<T, E: std::fmt::Display> Built<T> for Result<T, E> {
    fn built(self) -> Result<T, String> {
        self.map_err(|error| error.to_string())
    }
}

/// A text.
pub(crate) fn text(value: &Value) -> Result<String, String> {
    let text = value.as_str().map(str::to_owned);
    text.ok_or_else(|| format!("{value} is no text"))
}

/// True or false.
pub(crate) fn boolean(value: &Value) -> Result<bool, String> {
    value
        .as_bool()
        .ok_or_else(|| format!("{value} is neither true nor false"))
}

/// A whole number.
pub(crate) fn integer<T: TryFrom<i64>>(value: &Value) -> Result<T, String> {
    let number = value.as_i64().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| format!("{value} is no such number"))
}

/// A number, or the name of one that JSON has not.
pub(crate) fn float(value: &Value) -> Result<f64, String> {
    let number = match value {
        Value::String(name) => name.parse().ok(),
        other => other.as_f64(),
    };
    number.ok_or_else(|| format!("{value} is no number"))
}

/// Bytes, from base64.
pub(crate) fn blob(value: &Value) -> Result<Blob, String> {
    let bytes = aws_smithy_types::base64::decode(text(value)?);
    bytes.map(Blob::new).map_err(|error| error.to_string())
}

/// A point in time, from seconds.
pub(crate) fn time(value: &Value) -> Result<DateTime, String> {
    match value.as_i64() {
        Some(seconds) => Ok(DateTime::from_secs(seconds)),
        None => float(value).map(DateTime::from_secs_f64),
    }
}

/// A list.
pub(crate) fn list<T>(
    value: &Value,
    item: impl Fn(&Value) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let items = value
        .as_array()
        .ok_or_else(|| format!("{value} is no list"))?;
    items.iter().map(item).collect()
}

/// A map.
pub(crate) fn map<T>(
    value: &Value,
    item: impl Fn(&Value) -> Result<T, String>,
) -> Result<std::collections::HashMap<String, T>, String> {
    let entries = value
        .as_object()
        .ok_or_else(|| format!("{value} is no map"))?;
    let entries = entries.iter();
    entries
        .map(|(key, value)| Ok((key.clone(), item(value)?)))
        .collect()
}

/// A value or null.
pub(crate) fn nullable<T>(
    value: &Value,
    item: impl Fn(&Value) -> Result<T, String>,
) -> Result<Option<T>, String> {
    (!value.is_null()).then(|| item(value)).transpose()
}

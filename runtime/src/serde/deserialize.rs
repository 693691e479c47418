//! Deserialises values from any self-describing format.
//!
//! A [`Value`] can only be read from a [`Reader`], by its schema. So the input becomes JSON, which it resembles
//! already, and is read like a body. That way types need no second way of being read, and there is one set of rules
//! for what is accepted.
//! Never here: converting to JSON ([`json`]).

use std::fmt;

use serde_core::Deserializer;
use serde_core::de::Error as _;

use super::json;
use crate::codec::{Format, ReadError, Reader};
use crate::schema::STRUCTURE;
use crate::value::Value;

/// Deserialises a structure or an enum. See the [module](super) for what is accepted.
///
/// # Errors
/// The format's own; or what the member at this path cannot hold, without showing it.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    let json = json::from(deserializer)?;
    read(&mut value, json.text()).map_err(D::Error::custom)?;
    json.complete()?;
    Ok(value)
}

/// Reads a value from JSON.
pub(super) fn read(value: &mut dyn Value, json: &[u8]) -> Result<(), Unreadable> {
    let mut reader = Reader::new(Format::Json, json).every_member();
    value.read(&mut reader, &STRUCTURE).map_err(Unreadable)
}

/// The error without its offset, which is not one in the caller's input.
pub(super) struct Unreadable(ReadError);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.0.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        write!(
            f,
            "expected {}, found {}",
            self.0.expected(),
            self.0.found()
        )
    }
}

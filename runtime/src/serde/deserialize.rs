//! A value out of any format that describes itself.
//!
//! A [`Value`] can only be read from a [`Reader`], by its table. So what `serde` brings becomes JSON, which
//! is what it looks like already, and that is read as a body is. Types are not burdened with a second way of
//! being read, and there is one set of rules for what is accepted.
//! Never here: how `serde`'s data becomes JSON; see [`json`].

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

/// Reads a value from JSON by its table.
pub(super) fn read(value: &mut dyn Value, json: &[u8]) -> Result<(), Unreadable> {
    let mut reader = Reader::new(Format::Json, json).every_member();
    value.read(&mut reader, &STRUCTURE).map_err(Unreadable)
}

/// The error without its offset, which is none in what the caller gave.
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

//! Enums: strings from a list that a service may extend.
//!
//! Never here: which values an enum has.

use std::borrow::Cow;
use std::fmt;

use crate::codec::{ReadError, Reader};
pub use crate::schema::Enumeration;

/// The string of an enum value that the model does not list: what an `Unknown` variant holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownVariantValue(Cow<'static, str>);

impl UnknownVariantValue {
    /// The value with this string.
    pub fn new(value: impl Into<String>) -> Self {
        Self(Cow::Owned(value.into()))
    }

    /// The value of a required enum that a response leaves out, as in the official crates.
    pub const UNSET: Self = Self(Cow::Borrowed("no value was set"));

    /// The string, as the service sent it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The variant with this string, if the model lists it. `values` and `variants` are in the same order.
///
/// This searches a table, because a `match` over hundreds of strings costs the compiler far more than the search
/// costs the program.
pub fn known<T>(text: &str, values: &[&str], variants: &'static [T]) -> Option<&'static T> {
    let index = values.iter().position(|value| *value == text)?;
    variants.get(index)
}

/// Reads an enum value.
pub fn read<T: for<'a> From<&'a str>>(
    value: &mut T,
    from: &mut Reader<'_>,
) -> Result<(), ReadError> {
    *value = T::from(&*from.string()?);
    Ok(())
}

/// Writes an enum value as `#[derive(Debug)]` would: the name of its variant. `values` and `names` are in the
/// same order.
pub fn debug(
    f: &mut fmt::Formatter<'_>,
    text: &str,
    values: &[&str],
    names: &'static [&'static str],
) -> fmt::Result {
    match known(text, values, names) {
        Some(name) => f.write_str(name),
        None => f
            .debug_tuple("Unknown")
            .field(&UnknownVariantValue::new(text))
            .finish(),
    }
}

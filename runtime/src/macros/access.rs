//! What accessors and setters do with a field.
//!
//! The macros call functions and not methods, because the compiler resolves the path of a function faster than a method
//! on a type that it must infer first, and there are thousands of fields.
//! Never here: anything that needs a schema.

use std::collections::HashMap;
use std::hash::Hash;

/// The text of a field.
#[inline]
pub fn text(field: &Option<String>) -> Option<&str> {
    field.as_deref()
}

/// The value of a field.
#[inline]
pub fn get<T>(field: &Option<T>) -> Option<&T> {
    field.as_ref()
}

/// The items of a field; none if it is not set.
#[inline]
pub fn items<T>(field: &Option<Vec<T>>) -> &[T] {
    field.as_deref().unwrap_or_default()
}

/// Sets a field.
#[inline]
pub fn set<T>(field: &mut Option<T>, value: impl Into<T>) {
    *field = Some(value.into());
}

/// Adds an item to a field.
#[inline]
pub fn push<T>(field: &mut Option<Vec<T>>, item: T) {
    field.get_or_insert_default().push(item);
}

/// Adds an entry to a field.
#[allow(
    clippy::implicit_hasher,
    reason = "the official API has maps with the default hasher"
)]
#[inline]
pub fn insert<K: Eq + Hash, T>(field: &mut Option<HashMap<K, T>>, key: K, value: T) {
    field.get_or_insert_default().insert(key, value);
}

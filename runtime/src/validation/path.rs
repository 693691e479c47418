//! The path to a value: kept on the stack during the walk, and written only when needed.
//!
//! Never here: rules.

use std::fmt;

use crate::value::walk::REDACTED;

/// The maximum number of characters of a key that are shown.
const LONGEST_KEY: usize = 100;

/// The path from the checked structure to a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Path<'a> {
    /// The structure itself.
    Root,
    /// A member, by its wire name.
    Member(&'a Path<'a>, &'static str),
    /// An item of a list.
    Item(&'a Path<'a>, usize),
    /// A value of a map, by its key; `None` if the key must not be shown.
    Value(&'a Path<'a>, Option<&'a str>),
    /// A key of a map.
    Key(&'a Path<'a>, Option<&'a str>),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Member(Path::Root, name) => f.write_str(name),
            Self::Member(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
            Self::Value(parent, Some(key)) => write!(f, "{parent}[{}]", quoted(key, LONGEST_KEY)),
            Self::Value(parent, None) => write!(f, "{parent}[{REDACTED}]"),
            Self::Key(parent, key) => write!(f, "{} key", Path::Value(parent, *key)),
        }
    }
}

/// The string in quotes, with control characters escaped, cut after `longest` characters.
pub(super) fn quoted(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{:?}...", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}

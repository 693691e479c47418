//! One violation: where, of which rule, and what was found.
//!
//! Never here: finding it ([`super::walk`]).

use std::fmt;

use super::level::Validation;
use crate::value::nearest::DidYouMean;

/// One value that does not meet one constraint of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub(super) path: String,
    pub(super) rule: Rule,
    pub(super) level: Validation,
    pub(super) found: Option<String>,
}

impl Violation {
    /// Where it is: names as the wire has them, indices, quoted keys, such as `GameProperties[3].Key` or
    /// `PlayerAttributes["skill"].N`. The key of a map itself is `PlayerAttributes["skill"] key`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the model says.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The lowest level that reports it.
    pub fn level(&self) -> Validation {
        self.level
    }

    /// What was found: a length, or a value, shortened if it is long. `None` if nothing was found, or
    /// nothing that may be shown.
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }
}

/// A constraint of the model: <https://smithy.io/2.0/spec/constraint-traits.html>.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// The member has to be set.
    Required,
    /// How long it may be: in characters (Unicode scalar values), items, entries or bytes.
    #[non_exhaustive]
    Length {
        /// The least length.
        min: Option<u64>,
        /// The greatest length.
        max: Option<u64>,
    },
    /// Which values it may have; bounds as the model writes them.
    #[non_exhaustive]
    Range {
        /// The least value.
        min: Option<&'static str>,
        /// The greatest value.
        max: Option<&'static str>,
    },
    /// The regular expression (ECMA-262) that has to match somewhere in the text.
    Pattern(&'static str),
    /// It has to be one of the values that the model lists.
    #[non_exhaustive]
    Enum {
        /// The enum's name in the model.
        name: &'static str,
        /// The values.
        values: &'static [&'static str],
        /// When the model was published, if that is known: the service may know more values since.
        model_date: Option<&'static str>,
    },
    /// No two items may be equal.
    UniqueItems,
    /// It is part of the path of the request, which it would make another path.
    PathLabel,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path)?;
        let found = self.found.as_deref();
        match &self.rule {
            Rule::Required => f.write_str("required, but missing"),
            Rule::Length { min, max } => {
                write!(f, "{}, must be ", found.unwrap_or("length"))?;
                bounds(f, min.as_ref(), max.as_ref())
            }
            Rule::Range { min, max } => {
                match found {
                    Some(value) => write!(f, "value {value}, must be ")?,
                    None => f.write_str("value out of range, must be ")?,
                }
                bounds(f, min.as_ref(), max.as_ref())
            }
            Rule::Pattern(pattern) => {
                let found = found.unwrap_or("the text");
                write!(f, "{found} does not match the pattern {pattern}")
            }
            Rule::Enum {
                name,
                values,
                model_date,
            } => {
                let shown = found.unwrap_or("the value");
                write!(f, "{shown} is no {name} that the model")?;
                if let Some(date) = model_date {
                    write!(f, " of {date}")?;
                }
                f.write_str(" lists")?;
                match found {
                    Some(found) => write!(f, "{}", DidYouMean::of(found.trim_matches('"'), values)),
                    None => Ok(()),
                }
            }
            Rule::UniqueItems => {
                let found = found.unwrap_or("two items");
                write!(f, "{found} are equal, all must differ")
            }
            Rule::PathLabel => {
                let found = found.unwrap_or("the value");
                write!(f, "{found} would change the path of the request")
            }
        }
    }
}

fn bounds<T: fmt::Display + PartialEq>(
    f: &mut fmt::Formatter<'_>,
    min: Option<&T>,
    max: Option<&T>,
) -> fmt::Result {
    match (min, max) {
        (Some(min), Some(max)) if min == max => write!(f, "{min}"),
        (Some(min), Some(max)) => write!(f, "{min} to {max}"),
        (Some(min), None) => write!(f, "at least {min}"),
        (None, Some(max)) => write!(f, "at most {max}"),
        (None, None) => f.write_str("another"),
    }
}

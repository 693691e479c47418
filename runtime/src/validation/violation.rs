//! [`Violation`]: its path, its rule and the value found.
//!
//! Never here: finding it ([`super::walk`]).

use std::fmt;

use super::level::Validation;
use crate::value::nearest::DidYouMean;

/// A value that violates a constraint of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub(super) path: String,
    pub(super) rule: Rule,
    pub(super) level: Validation,
    pub(super) found: Option<String>,
}

impl Violation {
    /// The path to the value, in wire names, indices and quoted keys, such as `GameProperties[3].Key` or
    /// `PlayerAttributes["skill"].N`. A key itself is `PlayerAttributes["skill"] key`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rule that is violated.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The lowest level that reports it.
    pub fn level(&self) -> Validation {
        self.level
    }

    /// What was found: a length, or a value, shortened if it is long. `None` if nothing was found, or the value must
    /// not be shown.
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }
}

/// A constraint of the model: <https://smithy.io/2.0/spec/constraint-traits.html>.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// The member must be set.
    Required,
    /// The length, in characters (Unicode scalar values), items, entries or bytes, must be in this range.
    #[non_exhaustive]
    Length {
        /// The minimum length.
        min: Option<u64>,
        /// The maximum length.
        max: Option<u64>,
    },
    /// The number must be in this range. Bounds are written as in the model.
    #[non_exhaustive]
    Range {
        /// The minimum value.
        min: Option<&'static str>,
        /// The maximum value.
        max: Option<&'static str>,
    },
    /// The regular expression (ECMA-262) must match somewhere in the string.
    Pattern(&'static str),
    /// The value must be one that the model lists.
    #[non_exhaustive]
    Enum {
        /// The enum's name in the model.
        name: &'static str,
        /// The values.
        values: &'static [&'static str],
        /// The date of the model, if known: the service may have added values since.
        model_date: Option<&'static str>,
    },
    /// All items must differ.
    UniqueItems,
    /// The variant of a union must be known.
    UnknownVariant,
    /// The value must not change the path of the request, which it is a part of.
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
            Rule::UnknownVariant => f.write_str("an unknown variant, which cannot be sent"),
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

//! Enums: text out of a list that a service may lengthen.
//!
//! Never here: how enum values are read or written ([`crate::codec`]).

use std::borrow::Cow;
use std::fmt;

use crate::codec::{ReadError, Reader};

/// The text of an enum value that the model does not list; it is what an `Unknown` variant holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownVariantValue(Cow<'static, str>);

impl UnknownVariantValue {
    /// The text `value`.
    pub fn new(value: impl Into<String>) -> Self {
        Self(Cow::Owned(value.into()))
    }

    /// What the official crates put where a response leaves out a required enum.
    pub const UNSET: Self = Self(Cow::Borrowed("no value was set"));

    /// The text, as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An enum as tables know it.
pub trait Enumeration {
    /// The texts of all values that the model lists.
    const VALUES: &'static [&'static str];
    /// The names of their variants.
    const VARIANTS: &'static [&'static str];
}

/// The variant with this text, if the model lists it; `values` and `variants` are in the same order.
///
/// A table, because a `match` over hundreds of texts costs the compiler far more than the search costs
/// the program.
pub fn known<T>(text: &str, values: &[&str], variants: &'static [T]) -> Option<&'static T> {
    let index = values.iter().position(|value| *value == text)?;
    variants.get(index)
}

/// The end of a message about a text that no value has: the values that it may have been meant to be.
#[derive(Debug, Clone)]
pub(crate) struct DidYouMean(Vec<&'static str>);

impl From<&[&'static str]> for DidYouMean {
    fn from(nearest: &[&'static str]) -> Self {
        Self(nearest.to_vec())
    }
}

impl DidYouMean {
    /// Those of `values` that are most like `text`.
    pub(crate) fn of(text: &str, values: &[&'static str]) -> Self {
        Self(nearest(text, values))
    }
}

impl fmt::Display for DidYouMean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            let before = match index {
                0 => "; did you mean ",
                _ if index + 1 == self.0.len() => " or ",
                _ => ", ",
            };
            write!(f, "{before}{value:?}")?;
        }
        f.write_str(if self.0.is_empty() { "" } else { "?" })
    }
}

/// Texts longer than this are not compared: the work grows with the square of the length.
const LONGEST: usize = 100;

/// How many values are named.
const NAMED: usize = 3;

/// The values that are as near to `text` as any, if any is near: a third of the characters may differ.
pub(crate) fn nearest(text: &str, values: &[&'static str]) -> Vec<&'static str> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let allowed = (text.chars().count() / 3).max(1);
    let distances = values.iter().map(|value| (distance(text, value), *value));
    let mut near: Vec<_> = distances
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    near.sort_unstable();
    let least = near.first().map_or(0, |(distance, _)| *distance);
    let near = near
        .into_iter()
        .take_while(|(distance, _)| *distance == least);
    near.map(|(_, value)| value).take(NAMED).collect()
}

/// How many characters must be added, removed or replaced to make one of the other, whatever the case.
fn distance(text: &str, value: &str) -> usize {
    let value: Vec<char> = value.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut row: Vec<usize> = (0..=value.len()).collect();
    for (line, left) in text.chars().map(|c| c.to_ascii_lowercase()).enumerate() {
        let mut last = line + 1;
        let mut next = vec![last];
        for (right, above) in value.iter().zip(row.windows(2)) {
            let [diagonal, above] = *above else { break };
            last = (diagonal + usize::from(left != *right))
                .min(above + 1)
                .min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// Reads an enum value.
pub fn read<T: for<'a> From<&'a str>>(
    value: &mut T,
    from: &mut Reader<'_>,
) -> Result<(), ReadError> {
    *value = T::from(&*from.string()?);
    Ok(())
}

/// Writes an enum value as `#[derive(Debug)]` would: the name of its variant.
///
/// `values` and `names` are in the same order.
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

/// States an enum: one line a value, which is all that a new value changes.
#[macro_export]
#[doc(hidden)]
#[allow(
    clippy::crate_in_macro_def,
    reason = "the layout of the generated crate is the contract"
)]
macro_rules! enumeration {
    ($(#[$meta:meta])* pub enum $name:ident (sensitive) { $($body:tt)* }) => {
        $crate::enumeration! { @stated true $(#[$meta])* pub enum $name { $($body)* } }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::walk::REDACTED)
            }
        }
    };
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }
    ) => {
        $crate::enumeration! {
            @stated false
            $(#[$meta])*
            pub enum $name { $($(#[$variant_meta])* $variant = $text,)* }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let names = <Self as $crate::enumeration::Enumeration>::VARIANTS;
                $crate::enumeration::debug(f, self.as_str(), Self::values(), names)
            }
        }
    };
    (
        @stated $sensitive:literal
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }
    ) => {
        $(#[$meta])*
        #[cfg_attr(doc, doc(hidden))]
        #[non_exhaustive]
        #[derive(Clone, PartialEq, Eq)]
        pub enum $name {
            $(
                #[doc = concat!("`", $text, "`")]
                $(#[$variant_meta])*
                $variant,
            )*
            /// A value that this version of the crate does not know.
            #[deprecated(
                note = "a value may get a variant of its own: match `_` and read `as_str()`"
            )]
            Unknown($crate::enumeration::UnknownVariantValue),
        }

        impl $crate::enumeration::Enumeration for $name {
            const VALUES: &'static [&'static str] = &[$($text),*];
            const VARIANTS: &'static [&'static str] = &[$(stringify!($variant)),*];
        }

        impl $name {
            /// The text of the value.
            #[inline]
            #[allow(deprecated)]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            /// The texts of all values that the model lists.
            #[inline]
            pub const fn values() -> &'static [&'static str] {
                <Self as $crate::enumeration::Enumeration>::VALUES
            }

            /// All values that the model lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Whether the model lists the value.
            #[inline]
            #[allow(deprecated)]
            pub const fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }

            /// The value with this text.
            ///
            /// # Errors
            /// The model does not list it.
            #[inline]
            pub fn try_parse(
                value: &str,
            ) -> ::std::result::Result<Self, crate::error::UnknownVariantError> {
                let values = Self::values();
                match $crate::enumeration::known(value, values, Self::ALL) {
                    Some(variant) => Ok(variant.clone()),
                    None => Err(crate::error::UnknownVariantError::new(
                        value, stringify!($name), values, $sensitive,
                    )),
                }
            }
        }

        impl ::std::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        // Deriving it costs the compiler more.
        impl ::std::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                let known = self.is_known().cmp(&other.is_known()).reverse();
                known.then_with(|| ::std::cmp::Ord::cmp(self.as_str(), other.as_str()))
            }
        }

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            #[allow(deprecated)]
            fn from(text: &str) -> Self {
                match $crate::enumeration::known(text, Self::values(), Self::ALL) {
                    Some(variant) => variant.clone(),
                    None => Self::Unknown($crate::enumeration::UnknownVariantValue::new(text)),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(
                text: &str,
            ) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::serde! { $name }

        impl $crate::value::Value for $name {
            #[inline]
            fn view(&self) -> $crate::value::View<'_> {
                $crate::value::View::String(self.as_str())
            }

            #[inline]
            fn read(
                &mut self,
                from: &mut $crate::codec::Reader<'_>,
                _: &'static $crate::schema::Shape,
            ) -> ::std::result::Result<(), $crate::codec::ReadError> {
                $crate::enumeration::read(self, from)
            }

            #[inline]
            #[allow(deprecated)]
            fn blank() -> Self {
                Self::Unknown($crate::enumeration::UnknownVariantValue::UNSET)
            }
        }
    };
}

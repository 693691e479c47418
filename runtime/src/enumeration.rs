//! Enums: text out of a list that a service may lengthen.
//!
//! Never here: how enum values are read or written ([`crate::codec`]).

use std::fmt;

/// The text of an enum value that the model does not list; it is what an `Unknown` variant holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownVariantValue(String);

impl UnknownVariantValue {
    /// The text `value`.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

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

/// The variant with this text, if the model lists it; `values` and `variants` are in the same order.
///
/// A table, because a `match` over hundreds of texts costs the compiler far more than the search costs
/// the program.
pub fn known<T>(text: &str, values: &[&str], variants: &'static [T]) -> Option<&'static T> {
    let index = values.iter().position(|value| *value == text)?;
    variants.get(index)
}

/// States an enum: one line a value, which is all that a new value changes.
#[macro_export]
#[doc(hidden)]
macro_rules! enumeration {
    ($(#[$meta:meta])* pub enum $name:ident (sensitive) { $($body:tt)* }) => {
        $crate::enumeration! { @derive [] $(#[$meta])* pub enum $name { $($body)* } }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::walk::REDACTED)
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $($body:tt)* }) => {
        $crate::enumeration! { @derive [Debug,] $(#[$meta])* pub enum $name { $($body)* } }
    };
    (
        @derive [$($debug:tt)*]
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }
    ) => {
        $(#[$meta])*
        #[non_exhaustive]
        #[derive($($debug)* Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
                &[$($text),*]
            }

            /// The value with this text; an error if the model does not list it.
            #[inline]
            pub fn try_parse(
                value: &str,
            ) -> ::std::result::Result<Self, $crate::error::UnknownVariantError> {
                match Self::from(value) {
                    #[allow(deprecated)]
                    Self::Unknown(value) => {
                        Err($crate::error::UnknownVariantError::new(value.as_str()))
                    }
                    known => Ok(known),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            #[allow(deprecated)]
            fn from(text: &str) -> Self {
                const VARIANTS: &[$name] = &[$($name::$variant),*];
                match $crate::enumeration::known(text, Self::values(), VARIANTS) {
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
                *self = Self::from(&*from.string()?);
                Ok(())
            }

            // What the official crates put where a response leaves out a required enum.
            #[inline]
            fn blank() -> Self {
                Self::from("no value was set")
            }
        }
    };
}

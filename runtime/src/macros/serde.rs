//! The macros by which the types of a generated crate get what the feature `serde` adds. Without it they expand to
//! nothing.
//!
//! Never here: anything that can be a function.

/// Lets a structure or an enum be serialised and deserialised. Nothing without the feature.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! serde {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::deserialize(deserializer)
            }
        }
    };
}

/// Lets an input that was deserialised become a builder, which can send it. Nothing without the feature.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! serde_input {
    ($input:ident $builder:ident) => {
        impl ::std::convert::From<$input> for $builder {
            /// A builder with what is set in the input, to change it or to send it.
            #[inline]
            fn from(value: $input) -> Self {
                Self {
                    value,
                    state: $crate::operation::Detached,
                }
            }
        }
    };
}

/// Nothing: the feature is off.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! serde {
    ($name:ident) => {};
}

/// Nothing: the feature is off.
#[cfg(not(feature = "serde"))]
#[macro_export]
#[doc(hidden)]
macro_rules! serde_input {
    ($input:ident $builder:ident) => {};
}

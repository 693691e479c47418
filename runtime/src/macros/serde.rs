//! The macros for the feature `serde`: `serde!` and `serde_input!`. Without the feature they expand to nothing.
//!
//! Never here: anything that can be a function.

/// Implements `Serialize` and `Deserialize` for a structure or an enum.
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

/// Converts an input to its builder, so that an input that was deserialised can be sent.
#[cfg(feature = "serde")]
#[macro_export]
#[doc(hidden)]
macro_rules! serde_input {
    ($input:ident $builder:ident) => {
        impl ::std::convert::From<$input> for $builder {
            /// A builder with the members of the input, to change or send it.
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

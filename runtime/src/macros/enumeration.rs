//! The macro for enums: `enumeration!`.
//!
//! Never here: anything that can be a function.

/// Defines an enum, with one line for each value.
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
            /// The string of the value.
            #[inline]
            #[allow(deprecated)]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            /// The strings of all values that the model lists.
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

            /// The value with this string.
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

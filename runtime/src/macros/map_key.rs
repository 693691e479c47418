//! The macro for enums that are keys of maps: `map_key!`.
//!
//! Never here: anything that can be a function.

/// Makes an enum a key of maps.
#[macro_export]
#[doc(hidden)]
macro_rules! map_key {
    ($name:ident) => {
        impl $crate::value::Key for $name {
            #[inline]
            fn text(&self) -> &str {
                self.as_str()
            }

            #[inline]
            fn from_text(text: ::std::borrow::Cow<'_, str>) -> Self {
                Self::from(&*text)
            }

            #[inline]
            fn find<'m, T>(
                map: &'m ::std::collections::HashMap<Self, T>,
                key: &str,
            ) -> ::std::option::Option<&'m T> {
                map.get(&Self::from(key))
            }
        }
    };
}

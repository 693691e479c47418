//! The macro for setters: `setter!`.
//!
//! After a matched type, `>>` may be two tokens: see `accessor!`.
//! Never here: the methods of structures.

/// Defines the setter of the field at a path. See `structure!` for what it takes.
#[macro_export]
#[doc(hidden)]
#[allow(
    clippy::crate_in_macro_def,
    reason = "the layout of the generated crate is the contract"
)]
macro_rules! setter {
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<String>)) => {
        $($meta)*
        #[inline]
        pub fn $field(mut self, input: impl ::std::convert::Into<::std::string::String>) -> Self {
            $crate::access::set(&mut self.$($path)*$field, input);
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<Vec<String>>)) => {
        $($meta)*
        ///
        /// Adds one item; to set the whole list, use the `set_` method.
        #[inline]
        pub fn $field(mut self, input: impl ::std::convert::Into<::std::string::String>) -> Self {
            $crate::access::push(&mut self.$($path)*$field, ::std::convert::Into::into(input));
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<Vec<$type:ty>>)) => {
        $($meta)*
        ///
        /// Adds one item; to set the whole list, use the `set_` method.
        #[inline]
        pub fn $field(mut self, input: $type) -> Self {
            $crate::access::push(&mut self.$($path)*$field, input);
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<Vec<$type:ty> >)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<Vec<$type>>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<std::collections::HashMap<String, String>>)) => {
        $($meta)*
        ///
        /// Adds one entry; to set the whole map, use the `set_` method.
        #[inline]
        pub fn $field(mut self, key: impl ::std::convert::Into<::std::string::String>, value: impl ::std::convert::Into<::std::string::String>) -> Self {
            $crate::access::insert(
                &mut self.$($path)*$field,
                ::std::convert::Into::into(key),
                ::std::convert::Into::into(value),
            );
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<std::collections::HashMap<String, $type:ty>>)) => {
        $($meta)*
        ///
        /// Adds one entry; to set the whole map, use the `set_` method.
        #[inline]
        pub fn $field(mut self, key: impl ::std::convert::Into<::std::string::String>, value: $type) -> Self {
            $crate::access::insert(
                &mut self.$($path)*$field,
                ::std::convert::Into::into(key),
                value,
            );
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<std::collections::HashMap<String, $type:ty> >)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<std::collections::HashMap<String, $type>>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<std::collections::HashMap<crate::types::$key:ident, String>>)) => {
        $($meta)*
        ///
        /// Adds one entry; to set the whole map, use the `set_` method.
        #[inline]
        pub fn $field(mut self, key: crate::types::$key, value: impl ::std::convert::Into<::std::string::String>) -> Self {
            $crate::access::insert(&mut self.$($path)*$field, key, ::std::convert::Into::into(value));
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<std::collections::HashMap<crate::types::$key:ident, $type:ty>>)) => {
        $($meta)*
        ///
        /// Adds one entry; to set the whole map, use the `set_` method.
        #[inline]
        pub fn $field(mut self, key: crate::types::$key, value: $type) -> Self {
            $crate::access::insert(&mut self.$($path)*$field, key, value);
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<std::collections::HashMap<crate::types::$key:ident, $type:ty> >)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<std::collections::HashMap<crate::types::$key, $type>>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<Box<$type:ty>>)) => {
        $($meta)*
        #[inline]
        pub fn $field(mut self, input: impl ::std::convert::Into<::std::boxed::Box<$type>>) -> Self {
            $crate::access::set(&mut self.$($path)*$field, input);
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Option<$type:ty>)) => {
        $($meta)*
        #[inline]
        pub fn $field(mut self, input: $type) -> Self {
            self.$($path)*$field = ::std::option::Option::Some(input);
            self
        }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (String)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<String>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Vec<String>)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<Vec<String>>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (Vec<$type:ty>)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<Vec<$type>>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (std::collections::HashMap<String, String>)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<std::collections::HashMap<String, String>>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (std::collections::HashMap<String, $type:ty>)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<std::collections::HashMap<String, $type>>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (std::collections::HashMap<crate::types::$key:ident, $($type:tt)+)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<std::collections::HashMap<crate::types::$key, $($type)+>) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] (:: $($type:tt)+)) => {
        $crate::in_short! { setter [[$($meta)*] $field [$($path)*]] (:: $($type)+) }
    };
    ([$($meta:tt)*] $field:ident [$($path:tt)*] ($type:ty)) => {
        $crate::setter! { [$($meta)*] $field [$($path)*] (Option<$type>) }
    };
}

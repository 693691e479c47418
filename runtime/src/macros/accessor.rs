//! The macro for accessors: `accessor!`.
//!
//! After a matched type, `>>` may be two tokens, as it is in `Option<Vec<Option<i32>>>`: the arm with `> >` puts them
//! together.
//! Never here: the methods of builders.

/// Defines the accessor of a field. See `structure!` for what it returns.
#[macro_export]
#[doc(hidden)]
macro_rules! accessor {
    ([$($old:tt)*] $field:ident (Option<String>) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<&str> {
            $crate::access::text(&self.$field)
        }
        $($crate::require! { $require $wire $field as_deref str })?
    };
    ([$($old:tt)*] $field:ident (Option<Vec<$type:ty>>) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> &[$type] {
            $crate::access::items(&self.$field)
        }
        $($crate::require! { $require $wire $field as_deref [$type] })?
    };
    ([$($old:tt)*] $field:ident (Option<Vec<$type:ty> >) $last:tt) => {
        $crate::accessor! { [$($old)*] $field (Option<Vec<$type>>) $last }
    };
    ([$($old:tt)*] $field:ident (Option<std::collections::HashMap<String, $type:ty>>) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<&::std::collections::HashMap<::std::string::String, $type>> {
            $crate::access::get(&self.$field)
        }
        $($crate::require! { $require $wire $field as_ref ::std::collections::HashMap<::std::string::String, $type> })?
    };
    ([$($old:tt)*] $field:ident (Option<std::collections::HashMap<String, $type:ty> >) $last:tt) => {
        $crate::accessor! { [$($old)*] $field (Option<std::collections::HashMap<String, $type>>) $last }
    };
    ([$($old:tt)*] $field:ident (Option<Box<$type:ty>>) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<&$type> {
            self.$field.as_deref()
        }
        $($crate::require! { $require $wire $field as_deref $type })?
    };
    ([$($old:tt)*] $field:ident (Option<$type:ident>) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<$type> {
            self.$field
        }
        $($crate::require! { $require $wire $field as_ref $type })?
    };
    ([$($old:tt)*] $field:ident (Option<$type:ty>) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<&$type> {
            $crate::access::get(&self.$field)
        }
        $($crate::require! { $require $wire $field as_ref $type })?
    };
    ([$($old:tt)*] $field:ident (String) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> &str {
            &self.$field
        }
    };
    ([$($old:tt)*] $field:ident (Vec<$type:ty>) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> &[$type] {
            &self.$field
        }
    };
    ([$($old:tt)*] $field:ident (:: $($type:tt)+) $last:tt) => {
        $crate::in_short! { accessor [[$($old)*] $field] (:: $($type)+) $last }
    };
    ([$($old:tt)*] $field:ident ($type:ident) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> $type {
            self.$field
        }
    };
    ([$($old:tt)*] $field:ident ($type:ty) [$wire:literal $($require:ident)?]) => {
        /// What the [field](#fields) of this name holds.
        $($old)*
        #[inline]
        pub fn $field(&self) -> &$type {
            &self.$field
        }
    };
}

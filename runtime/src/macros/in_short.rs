//! The macro for types that are spelled in full: `in_short!`.
//!
//! Never here: what a type is for.

/// Calls a macro with the last name of a type whose path begins with `::std`, which files use that have their own
/// `Option` or `String`.
#[macro_export]
#[doc(hidden)]
macro_rules! in_short {
    ($then:ident [$($first:tt)*] (::std::option::Option<::std::string::String>) $($last:tt)*) => {
        $crate::$then! { $($first)* (Option<String>) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::option::Option<::std::vec::Vec<::std::string::String>>) $($last:tt)*) => {
        $crate::$then! { $($first)* (Option<Vec<String>>) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::option::Option<::std::vec::Vec<$($type:tt)+) $($last:tt)*) => {
        $crate::$then! { $($first)* (Option<Vec<$($type)+) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::option::Option<::std::collections::HashMap<::std::string::String, ::std::string::String>>) $($last:tt)*) => {
        $crate::$then! { $($first)* (Option<std::collections::HashMap<String, String>>) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::option::Option<::std::collections::HashMap<::std::string::String, $($type:tt)+) $($last:tt)*) => {
        $crate::$then! { $($first)* (Option<std::collections::HashMap<String, $($type)+) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::option::Option<::std::boxed::Box<$($type:tt)+) $($last:tt)*) => {
        $crate::$then! { $($first)* (Option<Box<$($type)+) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::option::Option<$($type:tt)+) $($last:tt)*) => {
        $crate::$then! { $($first)* (Option<$($type)+) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::string::String) $($last:tt)*) => {
        $crate::$then! { $($first)* (String) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::vec::Vec<::std::string::String>) $($last:tt)*) => {
        $crate::$then! { $($first)* (Vec<String>) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::vec::Vec<$($type:tt)+) $($last:tt)*) => {
        $crate::$then! { $($first)* (Vec<$($type)+) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::collections::HashMap<::std::string::String, ::std::string::String>) $($last:tt)*) => {
        $crate::$then! { $($first)* (std::collections::HashMap<String, String>) $($last)* }
    };
    ($then:ident [$($first:tt)*] (::std::collections::HashMap<::std::string::String, $($type:tt)+) $($last:tt)*) => {
        $crate::$then! { $($first)* (std::collections::HashMap<String, $($type)+) $($last)* }
    };
}

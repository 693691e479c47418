//! The macros by which a generated crate says what a structure is, one line per member.
//!
//! The structure itself is a plain `pub struct` with documented fields. The macro call below it adds what
//! follows from the fields: accessors, a builder, the table, `Debug`, `Default` and `PartialEq`.
//! A line reads `field setter getter: [kind] = member;` where the kind is the Rust type by its treatment:
//!
//! | kind | field | accessor | setter takes |
//! |---|---|---|---|
//! | `[str]` | `Option<String>` | `Option<&str>` | `impl Into<String>` |
//! | `[copy T]` | `Option<T>` | `Option<T>` | `T` |
//! | `[ref T]` | `Option<T>` | `Option<&T>` | `T` |
//! | `[box T]` | `Option<Box<T>>` | `Option<&T>` | `impl Into<Box<T>>` |
//! | `[list str]`, `[list T]` | `Option<Vec<T>>` | `&[T]` | one item more |
//! | `[map str]`, `[map T]` | `Option<HashMap<String, T>>` | `Option<&HashMap<String, T>>` | one entry more |
//!
//! A kind that starts with `!` is a plain value instead of an `Option`.
//! Never here: what any of it does; the macros only call the runtime.

mod boxed;
mod builder;

/// States a structure. See the [module](crate::structure).
#[macro_export]
#[doc(hidden)]
macro_rules! structure {
    (
        $flavor:ident $name:ident as $wire:literal $(($sensitive:ident))?, $build:ident $builder:ident {
            $($(#[$($meta:tt)+])* $field:ident $set:ident $get:ident: [$($kind:tt)+] = $member:expr;)*
        }
    ) => {
        impl $name {
            $($crate::accessor! { [$(#[$($meta)+])*] $field [$($kind)+] })*
        }

        impl $crate::value::Structure for $name {
            #[inline]
            fn schema(&self) -> &'static $crate::schema::Schema {
                const {
                    &$crate::schema::Schema {
                        name: $wire,
                        members: &[$($member),*],
                        fields: &[$(stringify!($field)),*],
                        sensitive: $crate::flag!($($sensitive)?),
                    }
                }
            }

            #[inline]
            fn visit_members(&self, visitor: $crate::value::MemberVisitor<'_>) {
                visitor.visit(&[$(&self.$field),*]);
            }

            #[inline]
            fn visit_members_mut(&mut self, visitor: $crate::value::MemberVisitorMut<'_>) {
                visitor.visit(&mut [$(&mut self.$field),*]);
            }
        }

        $crate::structure_flavor! { $flavor $name { $($field [$($kind)+])* } }
        $crate::structure_builder! {
            $build $flavor $name $builder { $([$(#[$($meta)+])*] $field $set $get [$($kind)+];)* }
        }
    };
}

/// What a field holds before anything is set or read.
#[macro_export]
#[doc(hidden)]
macro_rules! blank {
    (! $($kind:tt)+) => {
        $crate::value::Value::blank()
    };
    ($($kind:tt)+) => {
        ::std::option::Option::None
    };
}

/// Whether an option was given.
#[macro_export]
#[doc(hidden)]
macro_rules! flag {
    () => {
        false
    };
    ($option:ident) => {
        true
    };
}

/// What an input, an output, an error and any other structure have beyond their members.
#[macro_export]
#[doc(hidden)]
macro_rules! structure_flavor {
    (data $name:ident { $($field:ident [$($kind:tt)+])* }) => {
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self { $($field: $crate::blank!($($kind)+)),* }
            }
        }

        $crate::structure_traits! { $name {} }
    };
    (input $name:ident { $($field:ident [$($kind:tt)+])* }) => {
        $crate::structure_flavor! { data $name { $($field [$($kind)+])* } }
    };
    (output $name:ident { $($field:ident [$($kind:tt)+])* }) => {
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self { $($field: $crate::blank!($($kind)+),)* _request_id: ::std::option::Option::None }
            }
        }

        impl $crate::operation::Output for $name {
            #[inline]
            fn set_request_id(&mut self, request_id: ::std::option::Option<&str>) {
                self._request_id = request_id.map(::std::convert::Into::into);
            }
        }

        impl $crate::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }

        $crate::structure_traits! { $name { _request_id } }
    };
    (error $name:ident { $($field:ident [$($kind:tt)+])* }) => {
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self { $($field: $crate::blank!($($kind)+),)* meta: ::std::default::Default::default() }
            }
        }

        impl $crate::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::RequestId::request_id(&self.meta)
            }
        }

        impl $crate::error::ProvideErrorMetadata for $name {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self.meta
            }
        }

        $crate::structure_traits! { $name { meta } }
    };
}

/// The traits that are a walk over the members.
#[macro_export]
#[doc(hidden)]
macro_rules! structure_traits {
    ($name:ident { $($more:ident)? }) => {
        $crate::serde! { $name }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::debug!(f, stringify!($name), self $(, $more)?)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::walk::equal(self, other) $(&& self.$more == other.$more)?
            }
        }
    };
}

/// Shows the members, and the one field that is none, if there is one.
#[macro_export]
#[doc(hidden)]
macro_rules! debug {
    ($f:ident, $name:expr, $self:ident) => {
        $crate::walk::debug($f, $name, $self)
    };
    ($f:ident, $name:expr, $self:ident, $more:ident) => {
        $crate::walk::debug_with($f, $name, $self, (stringify!($more), &$self.$more))
    };
}

/// The method of a structure that reads a field.
#[macro_export]
#[doc(hidden)]
macro_rules! accessor {
    ([$($meta:tt)*] $field:ident [str]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<&str> {
            $crate::access::text(&self.$field)
        }
    };
    ([$($meta:tt)*] $field:ident [copy $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<$type> {
            self.$field
        }
    };
    ([$($meta:tt)*] $field:ident [ref $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<&$type> {
            $crate::access::get(&self.$field)
        }
    };
    ([$($meta:tt)*] $field:ident [box $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> ::std::option::Option<&$type> {
            self.$field.as_deref()
        }
    };
    ([$($meta:tt)*] $field:ident [list str]) => {
        $crate::accessor! { [$($meta)*] $field [list ::std::string::String] }
    };
    ([$($meta:tt)*] $field:ident [list $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> &[$type] {
            $crate::access::items(&self.$field)
        }
    };
    ([$($meta:tt)*] $field:ident [map str]) => {
        $crate::accessor! { [$($meta)*] $field [map ::std::string::String] }
    };
    ([$($meta:tt)*] $field:ident [map $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(
            &self,
        ) -> ::std::option::Option<&::std::collections::HashMap<::std::string::String, $type>> {
            $crate::access::get(&self.$field)
        }
    };
    ([$($meta:tt)*] $field:ident [! str]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> &str {
            &self.$field
        }
    };
    ([$($meta:tt)*] $field:ident [! copy $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> $type {
            self.$field
        }
    };
    ([$($meta:tt)*] $field:ident [! ref $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> &$type {
            &self.$field
        }
    };
    ([$($meta:tt)*] $field:ident [! list str]) => {
        $crate::accessor! { [$($meta)*] $field [! list ::std::string::String] }
    };
    ([$($meta:tt)*] $field:ident [! list $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> &[$type] {
            &self.$field
        }
    };
    ([$($meta:tt)*] $field:ident [! map str]) => {
        $crate::accessor! { [$($meta)*] $field [! map ::std::string::String] }
    };
    ([$($meta:tt)*] $field:ident [! map $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(&self) -> &::std::collections::HashMap<::std::string::String, $type> {
            &self.$field
        }
    };
}

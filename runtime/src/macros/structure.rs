//! The macro for structures: `structure!`. A call states each member once.
//!
//! A call looks like the structure, with the types of fields in parentheses, so that the macro can match them:
//!
//! ```text
//! pub struct GameSession as "GameSession", GameSessionBuilder {
//!     /// The model's text of the member.
//!     pub fleet_id: (Option<String>) = Member::new("FleetId", &shapes::FLEET_ID), set_fleet_id, get_fleet_id;
//! }
//! ```
//!
//! After `as` come the name in the model and the builder; `with` names what an output or error has besides its members.
//! After `=` come the member's row of the table, the names of the builder's other two methods, the name of the method
//! for a required member that may be missing, and `#[deprecated]`. The macro defines the fields, accessors, builder,
//! table, `Debug`, `Default` and `PartialEq`:
//!
//! | field | accessor | setter takes |
//! |---|---|---|
//! | `Option<String>` | `Option<&str>` | `impl Into<String>` |
//! | `Option<i32>`, and other single words | `Option<i32>` | `i32` |
//! | `Option<crate::T>`, and other paths | `Option<&crate::T>` | `crate::T` |
//! | `Option<Box<T>>` | `Option<&T>` | `impl Into<Box<T>>` |
//! | `Option<Vec<T>>` | `&[T]` | one item more |
//! | `Option<std::collections::HashMap<String, T>>` | `Option<&HashMap<String, T>>` | one entry more |
//!
//! A type without `Option` is a plain value, and makes the builder fallible.
//! Never here: anything that can be a function; the macros only call the runtime.

/// Defines a structure. See the [module](self).
///
/// `with` names what it has [besides its members](crate::value::extra). There is one arm for each kind of builder.
/// Texts and types are matched as tokens and expanded once, because matching or passing them on costs time.
#[macro_export]
#[doc(hidden)]
macro_rules! structure {
    // An input is built by the fluent builder, which `operation!` states.
    (
        $(#$attribute:tt)*
        pub struct $name:ident as $wire:literal $(($sensitive:ident))?, fluent $builder:ident {
            $(
                $(#$docs:tt)*
                pub $field:ident: ($($type:tt)+) = $member:expr, $set:ident, $get:ident
                $(, $require:ident)? $(, #$old:tt)?;
            )*
        }
    ) => {
        $(#$attribute)*
        #[cfg_attr(doc, doc(hidden))]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#$docs)*
                $(#$old)?
                pub $field: $($type)+,
            )*
        }

        impl $name {
            $($crate::accessor! { [$(#$old)?] $field ($($type)+) [$wire $($require)?] })*
        }

        $crate::structure_traits! {
            $name [] $wire [$($sensitive)?] [$($member),*] [::std::option::Option::None] $($field)*
        }

        impl<S> $builder<S> {
            $(
                $crate::setter! { [$(#$docs)* $(#$old)?] $field [value.] ($($type)+) }

                /// Sets the member as a whole, or clears it.
                $(#$old)?
                #[inline]
                pub fn $set(mut self, input: $($type)+) -> Self {
                    self.value.$field = input;
                    self
                }

                /// What the [method](#implementations) of this name has set.
                $(#$old)?
                #[inline]
                pub fn $get(&self) -> &$($type)+ {
                    &self.value.$field
                }
            )*
        }
    };
    // A builder around the structure itself.
    (
        $(#$attribute:tt)*
        pub struct $name:ident as $wire:literal $(($sensitive:ident))? $(with $role:ident)?, $builder:ident {
            $(
                $(#$docs:tt)*
                pub $field:ident: ($($type:tt)+) = $member:expr, $set:ident, $get:ident
                $(, $require:ident)? $(, #$old:tt)?;
            )*
        }
    ) => {
        $(#$attribute)*
        #[cfg_attr(doc, doc(hidden))]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#$docs)*
                $(#$old)?
                pub $field: $($type)+,
            )*
            $(_extra: $crate::value::extra::$role,)?
        }

        impl $name {
            $($crate::accessor! { [$(#$old)?] $field ($($type)+) [$wire $($require)?] })*
        }

        $crate::structure_traits! {
            $name [$($role)?] $wire [$($sensitive)?] [$($member),*] [::std::option::Option::None] $($field)*
        }
        $crate::builder! { $name [$($role)?] $builder { value: $name, } }

        impl $builder {
            $(
                $crate::setter! { [$(#$docs)* $(#$old)?] $field [value.] ($($type)+) }

                /// Sets the member as a whole, or clears it.
                $(#$old)?
                #[inline]
                pub fn $set(mut self, input: $($type)+) -> Self {
                    self.value.$field = input;
                    self
                }

                /// What the [method](#implementations) of this name has set.
                $(#$old)?
                #[inline]
                pub fn $get(&self) -> &$($type)+ {
                    &self.value.$field
                }
            )*

            #[doc = concat!("The [`", stringify!($name), "`] with what was set.")]
            #[inline]
            pub fn build(self) -> $name {
                $crate::built_around!(self $($role)?)
            }
        }

        #[automatically_derived]
        impl ::std::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::walk::debug_builder(
                    f,
                    stringify!($builder),
                    &self.value,
                    $crate::show!(show_builder self $($role)?),
                )
            }
        }
    };
    // A builder of options, some of which must be set.
    (
        $(#$attribute:tt)*
        pub struct $name:ident as $wire:literal $(($sensitive:ident))? $(with $role:ident)?, fallible $builder:ident {
            $(
                $(#$docs:tt)*
                pub $field:ident: ($($type:tt)+) = $member:expr, $set:ident, $get:ident
                $(, $require:ident)? $(, #$old:tt)?;
            )*
        }
    ) => {
        $(#$attribute)*
        #[cfg_attr(doc, doc(hidden))]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#$docs)*
                $(#$old)?
                pub $field: $($type)+,
            )*
            $(_extra: $crate::value::extra::$role,)?
        }

        impl $name {
            $($crate::accessor! { [$(#$old)?] $field ($($type)+) [$wire $($require)?] })*
        }

        $crate::structure_traits! {
            $name [$($role)?] $wire [$($sensitive)?] [$($member),*] [$crate::value::Value::blank()] $($field)*
        }
        $crate::builder! { $name [$($role)?] $builder { $($field: $crate::slot!($($type)+),)* } }

        impl $builder {
            $(
                $crate::setter! { [$(#$docs)* $(#$old)?] $field [] ($($type)+) }

                /// Sets the member as a whole, or clears it.
                $(#$old)?
                #[inline]
                pub fn $set(mut self, input: $crate::slot!($($type)+)) -> Self {
                    self.$field = input;
                    self
                }

                /// What the [method](#implementations) of this name has set.
                $(#$old)?
                #[inline]
                pub fn $get(&self) -> &$crate::slot!($($type)+) {
                    &self.$field
                }
            )*

            #[doc = concat!("The [`", stringify!($name), "`] with what was set.")]
            ///
            /// # Errors
            /// A required member that was not set.
            #[inline]
            pub fn build(self) -> ::std::result::Result<$name, $crate::error::BuildError> {
                ::std::result::Result::Ok($name {
                    $($field: $crate::built!($name, $field, self.$field, ($($type)+)),)*
                    $(_extra: <$crate::value::extra::$role as $crate::value::extra::Extra>::build(self._extra),)?
                })
            }
        }

        #[automatically_derived]
        impl ::std::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::walk::debug_members(
                    f,
                    stringify!($builder),
                    $crate::value::Structure::schema(&$name::default()),
                    &[$(&self.$field),*],
                    $crate::show!(show_builder self $($role)?),
                )
            }
        }
    };
}

/// Implements the traits of a structure, whoever builds it.
#[macro_export]
#[doc(hidden)]
macro_rules! structure_traits {
    // The members' rows come as one token, because reading each of them again costs time.
    (
        $name:ident [$($role:ident)?] $wire:literal [$($sensitive:ident)?] $members:tt [$blank:expr]
        $($field:ident)*
    ) => {
        impl $crate::value::Structure for $name {
            #[inline]
            fn schema(&self) -> &'static $crate::schema::Schema {
                const {
                    &$crate::schema::Schema {
                        name: $wire,
                        members: &$members,
                        fields: &[$(stringify!($field)),*],
                        sensitive: $crate::flag!($($sensitive)?),
                        union: false,
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

        // Written out, because deriving it would copy the item with all its texts.
        #[automatically_derived]
        impl ::std::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    $($field: ::std::clone::Clone::clone(&self.$field),)*
                    $(_extra: <$crate::value::extra::$role as ::std::clone::Clone>::clone(&self._extra),)?
                }
            }
        }

        #[automatically_derived]
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self {
                    $($field: $blank,)*
                    $(_extra: <$crate::value::extra::$role as ::std::default::Default>::default(),)?
                }
            }
        }

        #[automatically_derived]
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::walk::debug_builder(
                    f,
                    stringify!($name),
                    self,
                    $crate::show!(show self $($role)?),
                )
            }
        }

        #[automatically_derived]
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::walk::equal(self, other)
                    $(&& <$crate::value::extra::$role as ::std::cmp::PartialEq>::eq(&self._extra, &other._extra))?
            }
        }

        $crate::serde! { $name }
        $($crate::role! { $role $name })?
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

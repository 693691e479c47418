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

/// The builder: around the structure itself where nothing can be missing (`infallible`), of options
/// where a plain value must be given (`fallible`).
#[macro_export]
#[doc(hidden)]
macro_rules! structure_builder {
    // The builder of an input is the fluent builder, stated by `operation!`.
    (infallible input $name:ident $builder:ident {
        $([$($meta:tt)*] $field:ident $set:ident $get:ident [$($kind:tt)+];)*
    }) => {
        impl<S> $builder<S> {
            $($crate::setters! { [$($meta)*] $field $set $get [value.] [$($kind)+] })*
        }
    };
    (infallible $flavor:ident $name:ident $builder:ident {
        $([$($meta:tt)*] $field:ident $set:ident $get:ident [$($kind:tt)+];)*
    }) => {
        impl $name {
            #[doc = concat!("A builder for [`", stringify!($name), "`].")]
            #[inline]
            pub fn builder() -> $builder {
                $builder::default()
            }

            /// Checks the structure against the constraints of the model.
            ///
            /// # Errors
            /// Every violation.
            #[inline]
            pub fn validate(&self, level: $crate::validation::Validation) -> $crate::validation::Result {
                $crate::validation::structure(self, level)
            }
        }

        #[doc = concat!("A builder for [`", stringify!($name), "`].")]
        #[cfg_attr(doc, doc(hidden))]
        #[derive(Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $builder {
            value: $name,
        }

        impl $builder {
            $($crate::setters! { [$($meta)*] $field $set $get [value.] [$($kind)+] })*

            #[doc = concat!("The [`", stringify!($name), "`] with what was set.")]
            #[inline]
            pub fn build(self) -> $name {
                self.value
            }

            $crate::builder_extras! { $flavor [value.] }
        }

        impl ::std::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::walk::debug(f, stringify!($builder), &self.value)
            }
        }
    };
    (fallible error $name:ident $builder:ident { $($rows:tt)* }) => {
        $crate::fallible_builder! { error $name $builder { $($rows)* } { meta: $crate::error::ErrorMetadata } }
    };
    (fallible $flavor:ident $name:ident $builder:ident { $($rows:tt)* }) => {
        $crate::fallible_builder! { $flavor $name $builder { $($rows)* } {} }
    };
}

/// A builder of options, of which some must be given.
#[macro_export]
#[doc(hidden)]
macro_rules! fallible_builder {
    (
        $flavor:ident $name:ident $builder:ident {
            $([$($meta:tt)*] $field:ident $set:ident $get:ident [$($kind:tt)+];)*
        }
        { $($extra:ident: $extra_type:ty)? }
    ) => {
        impl $name {
            #[doc = concat!("A builder for [`", stringify!($name), "`].")]
            #[inline]
            pub fn builder() -> $builder {
                $builder::default()
            }

            /// Checks the structure against the constraints of the model.
            ///
            /// # Errors
            /// Every violation.
            #[inline]
            pub fn validate(&self, level: $crate::validation::Validation) -> $crate::validation::Result {
                $crate::validation::structure(self, level)
            }
        }

        #[doc = concat!("A builder for [`", stringify!($name), "`].")]
        #[cfg_attr(doc, doc(hidden))]
        #[derive(Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $builder {
            $($field: $crate::field_type!($($kind)+),)*
            $($extra: $extra_type,)?
        }

        impl $builder {
            $($crate::setters! { [$($meta)*] $field $set $get [] [$($kind)+] })*

            #[doc = concat!("The [`", stringify!($name), "`] with what was set.")]
            ///
            /// # Errors
            /// A required member that was not set.
            #[inline]
            #[allow(clippy::needless_update)]
            pub fn build(self) -> ::std::result::Result<$name, $crate::error::BuildError> {
                ::std::result::Result::Ok($name {
                    $($field: $crate::built!($name, $field, self.$field, $($kind)+),)*
                    $($extra: self.$extra,)?
                    ..::std::default::Default::default()
                })
            }

            $crate::builder_extras! { $flavor [] }
        }

        impl ::std::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let schema = $crate::value::Structure::schema(&$name::default());
                $crate::walk::debug_members(f, stringify!($builder), schema, &[$(&self.$field),*], None)
            }
        }
    };
}

/// A plain value out of an option, or the error that it is missing.
#[macro_export]
#[doc(hidden)]
macro_rules! built {
    ($name:ident, $field:ident, $value:expr, ! $($kind:tt)+) => {
        $value.ok_or_else(|| {
            $crate::error::BuildError::missing_field(
                stringify!($field),
                concat!(
                    stringify!($field),
                    " was not specified but it is required when building ",
                    stringify!($name),
                ),
            )
        })?
    };
    ($name:ident, $field:ident, $value:expr, $($kind:tt)+) => {
        $value
    };
}

/// The type of an optional field.
#[macro_export]
#[doc(hidden)]
macro_rules! field_type {
    (! $($kind:tt)+) => {
        $crate::field_type!($($kind)+)
    };
    (str) => {
        ::std::option::Option<::std::string::String>
    };
    (copy $type:ty) => {
        ::std::option::Option<$type>
    };
    (ref $type:ty) => {
        ::std::option::Option<$type>
    };
    (box $type:ty) => {
        ::std::option::Option<::std::boxed::Box<$type>>
    };
    (list str) => {
        ::std::option::Option<::std::vec::Vec<::std::string::String>>
    };
    (list $type:ty) => {
        ::std::option::Option<::std::vec::Vec<$type>>
    };
    (map str) => {
        ::std::option::Option<
            ::std::collections::HashMap<::std::string::String, ::std::string::String>,
        >
    };
    (map $type:ty) => {
        ::std::option::Option<::std::collections::HashMap<::std::string::String, $type>>
    };
}

/// What the builder of a flavor can set beyond the members.
#[macro_export]
#[doc(hidden)]
macro_rules! builder_extras {
    (error [$($path:tt)*]) => {
        /// Sets the error's metadata: code, message and request id.
        #[inline]
        pub fn meta(mut self, meta: $crate::error::ErrorMetadata) -> Self {
            self.$($path)*meta = meta;
            self
        }

        /// Sets the error's metadata, or clears it.
        #[inline]
        pub fn set_meta(
            &mut self,
            meta: ::std::option::Option<$crate::error::ErrorMetadata>,
        ) -> &mut Self {
            self.$($path)*meta = meta.unwrap_or_default();
            self
        }
    };
    ($flavor:ident [$($path:tt)*]) => {};
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

/// The three methods of a builder for one field: `field`, `set_field`, `get_field`.
#[macro_export]
#[doc(hidden)]
macro_rules! setters {
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [! $($kind:tt)+]) => {
        $crate::setters! { [$($meta)*] $field $set $get [$($path)*] [$($kind)+] }
    };
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [str]) => {
        $($meta)*
        #[inline]
        pub fn $field(mut self, input: impl ::std::convert::Into<::std::string::String>) -> Self {
            $crate::access::set(&mut self.$($path)*$field, input);
            self
        }

        $crate::set_and_get! { [$($meta)*] $field $set $get [$($path)*] ::std::string::String }
    };
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [copy $type:ty]) => {
        $crate::setters! { [$($meta)*] $field $set $get [$($path)*] [ref $type] }
    };
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [ref $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(mut self, input: $type) -> Self {
            self.$($path)*$field = ::std::option::Option::Some(input);
            self
        }

        $crate::set_and_get! { [$($meta)*] $field $set $get [$($path)*] $type }
    };
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [box $type:ty]) => {
        $($meta)*
        #[inline]
        pub fn $field(mut self, input: impl ::std::convert::Into<::std::boxed::Box<$type>>) -> Self {
            $crate::access::set(&mut self.$($path)*$field, input);
            self
        }

        $crate::set_and_get! { [$($meta)*] $field $set $get [$($path)*] ::std::boxed::Box<$type> }
    };
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [list str]) => {
        $($meta)*
        ///
        /// Adds one item; to set the whole list, use the `set_` method.
        #[inline]
        pub fn $field(mut self, input: impl ::std::convert::Into<::std::string::String>) -> Self {
            $crate::access::push(&mut self.$($path)*$field, ::std::convert::Into::into(input));
            self
        }

        $crate::set_and_get! {
            [$($meta)*] $field $set $get [$($path)*] ::std::vec::Vec<::std::string::String>
        }
    };
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [list $type:ty]) => {
        $($meta)*
        ///
        /// Adds one item; to set the whole list, use the `set_` method.
        #[inline]
        pub fn $field(mut self, input: $type) -> Self {
            $crate::access::push(&mut self.$($path)*$field, input);
            self
        }

        $crate::set_and_get! { [$($meta)*] $field $set $get [$($path)*] ::std::vec::Vec<$type> }
    };
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [map str]) => {
        $($meta)*
        ///
        /// Adds one entry; to set the whole map, use the `set_` method.
        #[inline]
        pub fn $field(
            mut self,
            key: impl ::std::convert::Into<::std::string::String>,
            value: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            $crate::access::insert(
                &mut self.$($path)*$field,
                ::std::convert::Into::into(key),
                ::std::convert::Into::into(value),
            );
            self
        }

        $crate::set_and_get! {
            [$($meta)*] $field $set $get [$($path)*]
            ::std::collections::HashMap<::std::string::String, ::std::string::String>
        }
    };
    ([$($meta:tt)*] $field:ident $set:ident $get:ident [$($path:tt)*] [map $type:ty]) => {
        $($meta)*
        ///
        /// Adds one entry; to set the whole map, use the `set_` method.
        #[inline]
        pub fn $field(
            mut self,
            key: impl ::std::convert::Into<::std::string::String>,
            value: $type,
        ) -> Self {
            $crate::access::insert(&mut self.$($path)*$field, ::std::convert::Into::into(key), value);
            self
        }

        $crate::set_and_get! {
            [$($meta)*] $field $set $get [$($path)*]
            ::std::collections::HashMap<::std::string::String, $type>
        }
    };
}

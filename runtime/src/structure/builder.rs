//! The macros by which a structure gets its builder: see [`crate::structure`].
//!
//! Never here: what the structure itself has.

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
    (infallible error $name:ident $builder:ident { $($rows:tt)* }) => {
        $crate::infallible_builder! {
            error $name $builder { $($rows)* } { meta: ::std::option::Option<$crate::error::ErrorMetadata> }
        }
    };
    (infallible $flavor:ident $name:ident $builder:ident { $($rows:tt)* }) => {
        $crate::infallible_builder! { $flavor $name $builder { $($rows)* } {} }
    };
    (fallible error $name:ident $builder:ident { $($rows:tt)* }) => {
        $crate::fallible_builder! {
            error $name $builder { $($rows)* } { meta: ::std::option::Option<$crate::error::ErrorMetadata> }
        }
    };
    (fallible $flavor:ident $name:ident $builder:ident { $($rows:tt)* }) => {
        $crate::fallible_builder! { $flavor $name $builder { $($rows)* } {} }
    };
}

/// A builder around the structure itself.
#[macro_export]
#[doc(hidden)]
macro_rules! infallible_builder {
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
            value: $name,
            $($extra: $extra_type,)?
        }

        impl $builder {
            $($crate::setters! { [$($meta)*] $field $set $get [value.] [$($kind)+] })*

            #[doc = concat!("The [`", stringify!($name), "`] with what was set.")]
            #[inline]
            pub fn build(self) -> $name {
                $crate::built_around!(self $($extra)?)
            }

            $crate::builder_extras! { $flavor }
        }

        impl ::std::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::walk::debug_builder(
                    f, stringify!($builder), &self.value, $crate::more_of_builder!($flavor self),
                )
            }
        }
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
                    $($extra: self.$extra.unwrap_or_default(),)?
                    ..::std::default::Default::default()
                })
            }

            $crate::builder_extras! { $flavor }
        }

        impl ::std::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let schema = $crate::value::Structure::schema(&$name::default());
                let more = $crate::more_of_builder!($flavor self);
                $crate::walk::debug_members(f, stringify!($builder), schema, &[$(&self.$field),*], more)
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

/// The structure that a builder around it has built.
#[macro_export]
#[doc(hidden)]
macro_rules! built_around {
    ($self:ident) => {
        $self.value
    };
    ($self:ident $extra:ident) => {{
        let mut value = $self.value;
        value.$extra = $self.$extra.unwrap_or_default();
        value
    }};
}

/// What the builder of a flavor can set beyond the members.
#[macro_export]
#[doc(hidden)]
macro_rules! builder_extras {
    (error) => {
        /// Sets the error's metadata: code, message and request id.
        #[inline]
        pub fn meta(mut self, meta: $crate::error::ErrorMetadata) -> Self {
            self.meta = ::std::option::Option::Some(meta);
            self
        }

        /// Sets the error's metadata, or clears it.
        #[inline]
        pub fn set_meta(
            &mut self,
            meta: ::std::option::Option<$crate::error::ErrorMetadata>,
        ) -> &mut Self {
            self.meta = meta;
            self
        }
    };
    ($flavor:ident) => {};
}

/// What the builder of a flavor shows beyond the members.
#[macro_export]
#[doc(hidden)]
macro_rules! more_of_builder {
    (error $self:ident) => {
        ::std::option::Option::Some(("meta", &$self.meta as &dyn ::std::fmt::Debug))
    };
    (output $self:ident) => {
        ::std::option::Option::Some($crate::walk::NO_REQUEST_ID)
    };
    (data $self:ident) => {
        ::std::option::Option::None
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

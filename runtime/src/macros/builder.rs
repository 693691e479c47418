//! The macros for the builders of structures that are not inputs: `builder!`. See `structure!`.
//!
//! Never here: the structure itself, and the methods for its members.

/// Defines the builder, and the method that returns it. It holds a blank structure, or an `Option` for each member if a
/// member is required.
#[macro_export]
#[doc(hidden)]
macro_rules! builder {
    ($name:ident [$($role:ident)?] $builder:ident { $($field:ident: $type:ty,)* }) => {
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
        #[non_exhaustive]
        pub struct $builder {
            $($field: $type,)*
            $(_extra: <$crate::value::extra::$role as $crate::value::extra::Extra>::Builder,)?
        }

        #[automatically_derived]
        impl ::std::clone::Clone for $builder {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    $($field: ::std::clone::Clone::clone(&self.$field),)*
                    $(_extra: <<$crate::value::extra::$role as $crate::value::extra::Extra>::Builder as ::std::clone::Clone>::clone(&self._extra),)?
                }
            }
        }

        #[automatically_derived]
        impl ::std::default::Default for $builder {
            #[inline]
            fn default() -> Self {
                Self {
                    $($field: ::std::default::Default::default(),)*
                    $(_extra: <<$crate::value::extra::$role as $crate::value::extra::Extra>::Builder as ::std::default::Default>::default(),)?
                }
            }
        }

        #[automatically_derived]
        impl ::std::cmp::PartialEq for $builder {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $(self.$field == other.$field)&&*
                    $(&& <<$crate::value::extra::$role as $crate::value::extra::Extra>::Builder as ::std::cmp::PartialEq>::eq(&self._extra, &other._extra))?
            }
        }

        $($crate::role_of_builder! { $role $builder })?
    };
}

/// Defines what the builder of an error can set besides the members.
#[macro_export]
#[doc(hidden)]
macro_rules! role_of_builder {
    (Error $builder:ident) => {
        impl $builder {
            /// Sets the error's metadata: code, message and request id.
            #[inline]
            pub fn meta(mut self, meta: $crate::error::ErrorMetadata) -> Self {
                self._extra = ::std::option::Option::Some(meta);
                self
            }

            /// Sets the error's metadata, or clears it.
            #[inline]
            pub fn set_meta(
                &mut self,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> &mut Self {
                self._extra = meta;
                self
            }
        }
    };
    (Output $builder:ident) => {};
}

/// The structure that a builder holds.
#[macro_export]
#[doc(hidden)]
macro_rules! built_around {
    ($self:ident) => {
        $self.value
    };
    ($self:ident $role:ident) => {{
        let mut value = $self.value;
        value._extra =
            <$crate::value::extra::$role as $crate::value::extra::Extra>::build($self._extra);
        value
    }};
}

/// The type of a builder's field for a member: an `Option`, which a plain value must be set in.
#[macro_export]
#[doc(hidden)]
macro_rules! slot {
    (Option<$($type:tt)+) => {
        ::std::option::Option<$($type)+
    };
    (::std::option::Option<$($type:tt)+) => {
        ::std::option::Option<$($type)+
    };
    ($($type:tt)+) => {
        ::std::option::Option<$($type)+>
    };
}

/// The value of a member from the builder's field, or the error that it is missing.
#[macro_export]
#[doc(hidden)]
macro_rules! built {
    ($name:ident, $field:ident, $value:expr, (Option<$($type:tt)+)) => {
        $value
    };
    ($name:ident, $field:ident, $value:expr, (::std::option::Option<$($type:tt)+)) => {
        $value
    };
    ($name:ident, $field:ident, $value:expr, $type:tt) => {
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
}

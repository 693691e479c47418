//! The macro for unions: `union!`. A call states each variant once.
//!
//! A call looks like the enum, with the type of a variant in parentheses; a variant without data has none:
//!
//! ```text
//! pub enum AttributeValue as "AttributeValue" {
//!     /// The model's text of the member.
//!     B (crate::primitives::Blob) = Member::new("B", &shapes::BINARY), is_b, as_b;
//! }
//! ```
//!
//! After `as` comes the name in the model; after `=` come the member's row of the table, the names of the variant's two
//! methods, and `#[deprecated]`. The macro defines the variants, `Unknown`, and what the official crates have for them.
//! Never here: anything that can be a function; the macros only call the runtime.

/// Defines a union. See the [module](self).
#[macro_export]
#[doc(hidden)]
macro_rules! union {
    (
        $(#$attribute:tt)*
        pub enum $name:ident as $wire:literal $(($sensitive:ident))? {
            $(
                $(#$docs:tt)*
                $variant:ident $(($($type:tt)+))? = $member:expr, $is:ident, $as:ident $(, #$old:tt)?;
            )*
        }
    ) => {
        $(#$attribute)*
        #[cfg_attr(doc, doc(hidden))]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#$docs)*
                $(#$old)?
                $variant $(($($type)+))?,
            )*
            /// A variant that this version of the crate does not know. It can be received, and not be sent.
            #[non_exhaustive]
            Unknown,
        }

        #[allow(deprecated)]
        impl $name {
            $(
                #[doc = concat!("What [`", stringify!($variant), "`](Self::", stringify!($variant), ") holds.")]
                ///
                /// # Errors
                /// The union itself, if it is another variant.
                $(#$old)?
                #[inline]
                #[allow(unused_parens, reason = "a variant without data gives `()`")]
                pub fn $as(&self) -> ::std::result::Result<($(& $($type)+)?), &Self> {
                    match self {
                        Self::$variant $(($crate::held!(value $($type)+)))? => {
                            ::std::result::Result::Ok(($($crate::held!(value $($type)+))?))
                        }
                        _ => ::std::result::Result::Err(self),
                    }
                }

                #[doc = concat!("Whether it is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
                $(#$old)?
                #[inline]
                pub fn $is(&self) -> bool {
                    self.$as().is_ok()
                }
            )*

            /// Whether this version of the crate does not know the variant.
            #[inline]
            pub fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown)
            }
        }

        const _: () = {
            /// The places of the members in the table.
            enum At {
                $($variant,)*
            }

            #[allow(deprecated)]
            impl $crate::value::Structure for $name {
                #[inline]
                fn schema(&self) -> &'static $crate::schema::Schema {
                    const {
                        &$crate::schema::Schema {
                            name: $wire,
                            members: &[$($member),*],
                            fields: &[$(stringify!($variant)),*],
                            sensitive: $crate::flag!($($sensitive)?),
                            union: true,
                        }
                    }
                }

                #[inline]
                fn visit_members(&self, visitor: $crate::value::MemberVisitor<'_>) {
                    let set: ::std::option::Option<(At, &dyn $crate::value::Value)> = match self {
                        $(
                            Self::$variant $(($crate::held!(value $($type)+)))? => {
                                // The first of what it holds and of what stands for nothing.
                                let values: [&dyn $crate::value::Value; _] =
                                    [$($crate::held!(value $($type)+),)? &$crate::union::Unit];
                                values.first().map(|value| (At::$variant, *value))
                            }
                        )*
                        Self::Unknown => ::std::option::Option::None,
                    };
                    visitor.visit_union(self.schema(), set.map(|(at, value)| (at as usize, value)));
                }

                #[inline]
                fn visit_members_mut(&mut self, visitor: $crate::value::MemberVisitorMut<'_>) {
                    let schema = self.schema();
                    let mut unit = $crate::union::Unit;
                    let set: ::std::option::Option<(At, &mut dyn $crate::value::Value)> = match self {
                        $(
                            Self::$variant $(($crate::held!(value $($type)+)))? => {
                                let values: [&mut dyn $crate::value::Value; _] =
                                    [$($crate::held!(value $($type)+),)? &mut unit];
                                values.into_iter().next().map(|value| (At::$variant, value))
                            }
                        )*
                        Self::Unknown => ::std::option::Option::None,
                    };
                    visitor.visit_union(schema, set.map(|(at, value)| (at as usize, value)));
                }
            }

            #[allow(deprecated)]
            impl $crate::value::Value for $name {
                #[inline]
                fn view(&self) -> $crate::value::View<'_> {
                    $crate::value::View::Structure(self)
                }

                fn read(
                    &mut self,
                    from: &mut $crate::codec::Reader<'_>,
                    _: &'static $crate::schema::Shape,
                ) -> ::std::result::Result<(), $crate::codec::ReadError> {
                    *self = Self::Unknown;
                    let members = $crate::value::Structure::schema(self).members;
                    from.union(members, &mut |from, at, shape| {
                        $(
                            if at == At::$variant as usize {
                                $crate::skip_unit! { from $($($type)+)? }
                                *self = Self::$variant $(($crate::union::read_new::<$($type)+>(from, shape)?))?;
                                return ::std::result::Result::Ok(());
                            }
                        )*
                        from.skip()
                    })
                }

                #[inline]
                fn blank() -> Self {
                    Self::Unknown
                }
            }
        };

        // Written out, because deriving it would copy the item with all its texts.
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::std::clone::Clone for $name {
            fn clone(&self) -> Self {
                match self {
                    $(
                        Self::$variant $(($crate::held!(value $($type)+)))? => {
                            Self::$variant $((::std::clone::Clone::clone($crate::held!(value $($type)+))))?
                        }
                    )*
                    Self::Unknown => Self::Unknown,
                }
            }
        }

        #[automatically_derived]
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::union::debug(f, self)
            }
        }

        #[automatically_derived]
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::walk::equal(self, other)
            }
        }

        $crate::serde! { $name }
    };
}

/// The name of what a variant holds, in a pattern or an expression.
#[macro_export]
#[doc(hidden)]
macro_rules! held {
    ($value:ident $($type:tt)+) => {
        $value
    };
}

/// Passes over the value of a variant without data.
#[macro_export]
#[doc(hidden)]
macro_rules! skip_unit {
    ($from:ident) => {
        $from.skip()?;
    };
    ($from:ident $($type:tt)+) => {};
}

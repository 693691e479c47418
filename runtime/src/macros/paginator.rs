//! The macro for paginators: `paginator!`.
//!
//! Never here: anything that can be a function.

/// Defines the paginator of an operation.
#[macro_export]
#[doc(hidden)]
macro_rules! paginator {
    (
        $operation:ident by $fluent:ident as $paginator:ident, $items:ident {
            $input:ident, $input_token:ident, $output:ident . $($output_token:ident).+
            $(, more $($more:ident).+)?
            $(, limit $limit:ident)?
            $(, items [$item:ty] $($path:ident).+)?
        }
    ) => {
        impl $crate::paginator::Paginated for $operation {
            #[inline]
            fn input_token(
                input: &mut $input,
            ) -> &mut ::std::option::Option<::std::string::String> {
                &mut input.$input_token
            }

            #[inline]
            fn output_token(output: &$output) -> ::std::option::Option<&str> {
                $crate::path!(as_deref output $($output_token).+)
            }

            $(
                #[inline]
                fn has_more(output: &$output) -> bool {
                    let flag = || $crate::path!(flag output $($more).+);
                    flag().unwrap_or_default()
                }
            )?
        }

        $(
            impl $crate::paginator::Limited for $operation {
                #[inline]
                fn set_limit(input: &mut $input, limit: i32) {
                    input.$limit = ::std::option::Option::Some(::std::convert::Into::into(limit));
                }
            }
        )?

        $(
            impl $crate::paginator::Itemized for $operation {
                type Item = $item;

                #[inline]
                fn items(output: $output) -> ::std::vec::Vec<$item> {
                    let items = || $crate::path!(into output $($path).+);
                    $crate::paginator::IntoItems::into_items(items())
                }
            }
        )?

        impl $fluent {
            /// Calls the operation for each page of its results, instead of once.
            #[inline]
            pub fn into_paginator(self) -> paginator::$paginator {
                $crate::paginator::Paginator::new(self.state, self.value)
            }
        }

        /// The results of the operation, page after page.
        pub mod paginator {
            #[doc = concat!("The results of [`", stringify!($operation), "`](super::", stringify!($operation), "), page after page.")]
            pub type $paginator = $crate::paginator::Paginator<super::$operation>;

            #[doc = concat!("The items of [`", stringify!($operation), "`](super::", stringify!($operation), "), one after the other.")]
            pub type $items = $crate::paginator::PaginatorItems<super::$operation>;
        }
    };
}

/// A member in structures that may not be set.
#[macro_export]
#[doc(hidden)]
macro_rules! path {
    (as_deref $value:ident $field:ident) => {
        $crate::paginator::Token::text(&$value.$field)
    };
    (as_deref $value:ident $field:ident . $($rest:ident).+) => {{
        let value = $value.$field.as_ref()?;
        $crate::path!(as_deref value $($rest).+)
    }};
    (flag $value:ident $field:ident) => {
        $crate::paginator::Flag::value(&$value.$field)
    };
    (flag $value:ident $field:ident . $($rest:ident).+) => {{
        let value = $value.$field.as_ref()?;
        $crate::path!(flag value $($rest).+)
    }};
    (into $value:ident $field:ident) => {
        ::std::option::Option::Some($value.$field)
    };
    (into $value:ident $field:ident . $($rest:ident).+) => {{
        let value = $value.$field?;
        $crate::path!(into value $($rest).+)
    }};
}

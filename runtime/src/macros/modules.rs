//! The macros by which a generated crate says which files it has, and what of them is public.
//!
//! A line names a private module and what users find in it. Never here: what stands in the modules.

/// The types in `types` or `types::error`, each with its builder where it is a structure.
#[macro_export]
#[doc(hidden)]
macro_rules! types {
    ($($module:ident: $name:ident $(, $builder:ident)?;)*) => {
        $(
            mod $module;
            #[doc(inline)]
            pub use $module::$name;
        )*

        /// The builders of the structures.
        pub mod builders {
            $($(
                #[doc(inline)]
                pub use super::$module::$builder;
            )?)*
        }
    };
}

/// The operations in `operation`, each with its public module and the private one in which everything stands.
#[macro_export]
#[doc(hidden)]
macro_rules! operations {
    ($(
        $name:ident in $public:ident, $private:ident:
        $input:ident -> $output:ident or $error:ident $(, $paginator:ident)?;
    )*) => {
        $(
            mod $private;

            #[doc = concat!("The operation `", stringify!($name), "` and what belongs to it.")]
            pub mod $public {
                #[doc(inline)]
                pub use super::$private::{$name, $input, $output, builders $(, $paginator)?};
                pub use super::$private::$error;
            }
        )*

        /// Every operation, as data, for callers that know operations by name.
        #[inline]
        pub fn all() -> [&'static Descriptor; [$(stringify!($name)),*].len()] {
            [$($public::$name::DESCRIPTOR),*]
        }
    };
}

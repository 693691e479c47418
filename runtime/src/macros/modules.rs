//! The macros for modules: `types!` and `operations!`. They declare the files of a generated crate, and re-export what
//! is public.
//!
//! A line names a private module and its public items.
//! Never here: the contents of modules.

/// Declares the modules of `types` or `types::error`, each with its type, and the builder of a structure.
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

/// Declares the modules of `operation`: for each operation a public one, and the private one with its contents.
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

        /// All operations, as data, for callers that know operations by name.
        #[inline]
        pub fn all() -> [&'static Descriptor; [$(stringify!($name)),*].len()] {
            [$($public::$name::DESCRIPTOR),*]
        }
    };
}

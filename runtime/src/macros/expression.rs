//! The macro for the operands of [expressions](crate::expression): `operands!`.
//!
//! Never here: the grammar.

/// Defines the operands of an operation's expressions, with a function for each.
#[macro_export]
#[doc(hidden)]
macro_rules! operands {
    ($($name:ident($($key:ident)?): $values:ident = $operand:literal;)*) => {
        $(
            #[doc = concat!("The operand `", $operand, "`" $(, ", at a `", stringify!($key), "`")?, ".")]
            #[inline]
            pub fn $name($($key: &str)?) -> $crate::expression::Operand<$values> {
                $crate::expression::Operand::new($operand)$(.at($key))?
            }
        )*
    };
}

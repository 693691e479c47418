//! The macro by which a generated crate states what expressions can be about: see [`crate::expression`].
//!
//! Never here: the grammar.

/// States the operands of an operation's expressions, a function each.
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

//! What an overlay says of the expressions that an operation filters and sorts by.
//!
//! Never here: their grammar, which is the runtime's.

use super::Overlaid;

/// The expressions of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expressions {
    /// The member of the input that takes a filter expression.
    pub filter: String,
    /// The member of the input that takes a sort expression.
    pub sort: String,
    /// What can be compared and sorted by, in the order of names.
    pub operands: Vec<(String, OperandKind)>,
    /// Where it is from.
    pub overlay: Overlaid,
}

/// The values of an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperandKind {
    /// Whole numbers.
    Number,
    /// `true` and `false`.
    Boolean,
    /// Texts by keys, which follow the name and a period.
    Map,
    /// Texts.
    String,
}

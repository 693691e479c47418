//! The example of an operation: setters and their values.
//!
//! Never here: tokens.

use crate::text::Text;

/// A call of a setter in an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleCall {
    /// The setter.
    pub method: String,
    /// The value; for maps, the key and the value.
    pub arguments: Vec<ExampleValue>,
}

/// A value in an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExampleValue {
    /// A number or a truth value, as Rust writes it.
    Literal(String),
    /// Text.
    Text(Text),
    /// Bytes.
    Blob(Text),
    /// A point in time, in seconds since 1970.
    DateTime(i64),
    /// A value of an enum.
    Variant {
        /// The enum.
        name: String,
        /// The variant.
        variant: String,
    },
    /// A variant of a union.
    Union {
        /// The union.
        name: String,
        /// The variant.
        variant: String,
        /// What it holds.
        value: Option<Box<ExampleValue>>,
    },
    /// A document that is a text.
    Document(Text),
    /// A list that is no member: an item of another list.
    List(Vec<ExampleValue>),
    /// A structure.
    Structure {
        /// The type.
        name: String,
        /// Its builder can fail.
        fallible: bool,
        /// The setters.
        calls: Vec<ExampleCall>,
    },
}

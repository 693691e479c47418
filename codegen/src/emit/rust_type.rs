//! Rust types as tokens, and as the kinds that the table macros take.
//!
//! Never here: which type a member has; that is decided in [`crate::lower`].

use proc_macro2::TokenStream;

use crate::api::{Member, RustType};

/// The type of a value, as it is written in source.
pub(super) fn value(value: &RustType) -> String {
    match value {
        RustType::String => "String".to_owned(),
        RustType::Boolean => "bool".to_owned(),
        RustType::Integer(bits) => format!("i{bits}"),
        RustType::Float(bits) => format!("f{bits}"),
        RustType::Blob => "crate::primitives::Blob".to_owned(),
        RustType::DateTime => "crate::primitives::DateTime".to_owned(),
        RustType::Enum(name) | RustType::Structure(name) => format!("crate::types::{name}"),
        RustType::List { item, sparse } => format!("Vec<{}>", element(item, *sparse)),
        RustType::Map { value, sparse } => {
            format!(
                "std::collections::HashMap<String, {}>",
                element(value, *sparse)
            )
        }
    }
}

fn element(element: &RustType, sparse: bool) -> String {
    if sparse {
        format!("Option<{}>", value(element))
    } else {
        value(element)
    }
}

/// The type of a member's field.
pub(super) fn field(member: &Member) -> String {
    let value = value(&member.value);
    let value = if member.boxed {
        format!("Box<{value}>")
    } else {
        value
    };
    if member.optional {
        format!("Option<{value}>")
    } else {
        value
    }
}

/// What the accessor of a member returns.
pub(super) fn accessor(member: &Member) -> String {
    let borrowed = match &member.value {
        RustType::List { item, sparse } => return format!("&[{}]", element(item, *sparse)),
        RustType::Boolean | RustType::Integer(_) | RustType::Float(_) => value(&member.value),
        RustType::String => "&str".to_owned(),
        other => format!("&{}", value(other)),
    };
    if member.optional {
        format!("Option<{borrowed}>")
    } else {
        borrowed
    }
}

/// The parameters of a member's setter.
pub(super) fn setter(member: &Member) -> String {
    match &member.value {
        RustType::List { item, sparse } => format!("input: {}", argument(item, *sparse)),
        RustType::Map { value, sparse } => {
            format!(
                "key: impl Into<String>, value: {}",
                argument(value, *sparse)
            )
        }
        other if member.boxed => format!("input: impl Into<Box<{}>>", value(other)),
        other => format!("input: {}", argument(other, false)),
    }
}

fn argument(value: &RustType, sparse: bool) -> String {
    match value {
        RustType::String if !sparse => "impl Into<String>".to_owned(),
        other => element(other, sparse),
    }
}

/// What a builder holds for a member.
pub(super) fn option(member: &Member) -> String {
    let value = value(&member.value);
    if member.boxed {
        format!("Option<Box<{value}>>")
    } else {
        format!("Option<{value}>")
    }
}

/// The kind of a member in a table: see `smithwright_runtime::structure`.
pub(super) fn kind(member: &Member) -> String {
    let kind = match &member.value {
        RustType::String => "str".to_owned(),
        RustType::Boolean | RustType::Integer(_) | RustType::Float(_) => {
            format!("copy {}", value(&member.value))
        }
        RustType::List { item, sparse } => format!("list {}", entry(item, *sparse)),
        RustType::Map { value, sparse } => format!("map {}", entry(value, *sparse)),
        other if member.boxed => format!("box {}", value(other)),
        other => format!("ref {}", value(other)),
    };
    if member.optional {
        kind
    } else {
        format!("! {kind}")
    }
}

fn entry(entry: &RustType, sparse: bool) -> String {
    match entry {
        RustType::String if !sparse => "str".to_owned(),
        other => element(other, sparse),
    }
}

/// A type as tokens.
pub(super) fn tokens(source: &str) -> TokenStream {
    // What this module writes always lexes.
    source.parse().unwrap_or_default()
}

/// A type as it has to be written where `name` is a type of the model: in full, if it is one of Rust's.
pub(super) fn apart_from(tokens: TokenStream, name: &str) -> TokenStream {
    let path = match name {
        "Box" => "std::boxed::Box",
        "Option" => "std::option::Option",
        "String" => "std::string::String",
        "Vec" => "std::vec::Vec",
        _ => return tokens,
    };
    let mut is_in_path = false;
    let apart = tokens.into_iter().map(|token| {
        let is_taken = !is_in_path && token.to_string() == name;
        is_in_path = token.to_string() == ":";
        if is_taken { self::tokens(path) } else { token.into() }
    });
    apart.collect()
}

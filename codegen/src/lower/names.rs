//! Every Rust identifier of a generated crate is spelled here, as the official crates spell it.
//!
//! Most identifiers follow from the name in the model alone. Where two of one scope would be the same,
//! [`collisions`] reports it if users write them down, and [`distinct`] numbers them otherwise.
//!
//! [`super::words`] finds the words of a name, as the official crates do, and `heck` spells them. `heck` alone would
//! split names otherwise: `IpV4CidrBlock` would be `ip_v4_cidr_block` and not `ipv4_cidr_block`.
//!
//! Never here: which items there are.

use std::collections::{BTreeMap, BTreeSet};

use heck::{AsShoutySnakeCase, AsSnakeCase, AsUpperCamelCase};

use super::words;

/// The keywords of all editions, reserved ones included.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: [&str; 3] = ["crate", "self", "super"];

/// Names of methods that structures and their builders have anyway: those that the official crates keep
/// free, and those that only ours have.
const TAKEN_FIELDS: [&str; 14] = [
    "as_input",
    "build",
    "builder",
    "customize",
    "default",
    "into_paginator",
    "into_parts",
    "make_operation",
    "meta",
    "presigned",
    "send",
    "send_with",
    "wait",
    "with",
];

/// A type that the model names: an enum, a structure, an error, an input or output.
pub(crate) fn type_name(name: &str) -> String {
    apart_from_self(upper_camel(name))
}

/// An operation's type, which keeps the capitals of the model: `DescribeEC2InstanceLimits`.
pub(crate) fn operation_type(name: &str) -> String {
    let mut characters = name.chars().filter(char::is_ascii_alphanumeric);
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    let name: String = first.into_iter().chain(characters).collect();
    apart_from_self(led(name))
}

/// The private module that a type stands in. The underscore keeps it apart from `types::error`,
/// `types::builders` and keywords.
pub(super) fn type_module(name: &str) -> String {
    format!("_{}", snake(name))
}

/// A public module: an operation's or a waiter's.
pub(crate) fn module(name: &str) -> String {
    let module = snake(name);
    if KEYWORDS.contains(&module.as_str()) {
        format!("{module}_")
    } else {
        led(module)
    }
}

/// A method of the client.
pub(crate) fn method(name: &str) -> String {
    raw(led(snake(name)))
}

/// A field, which is also the name of its accessor and of the builder's method.
pub(crate) fn field(name: &str) -> String {
    let field = snake(name);
    if TAKEN_FIELDS.contains(&field.as_str()) {
        format!("{field}_value")
    } else {
        raw(led(field))
    }
}

/// The builder's method that takes an option. Builders of errors have a `set_meta` for the metadata, as the
/// official ones do.
pub(crate) fn setter(name: &str, is_of_error: bool) -> String {
    match snake(name).as_str() {
        "meta" if is_of_error => "set_meta_value".to_owned(),
        name => format!("set_{name}"),
    }
}

/// The builder's method that looks at what was set.
pub(crate) fn getter(name: &str) -> String {
    format!("get_{}", snake(name))
}

/// The method that gives what is required, or an error.
pub(super) fn require(name: &str) -> String {
    format!("require_{}", snake(name))
}

/// The method that asks an error whether it is of a kind.
pub(super) fn predicate(error: &str) -> String {
    format!("is_{}", snake(error))
}

/// The client's method that waits.
pub(crate) fn wait_method(waiter: &str) -> String {
    format!("wait_until_{}", snake(waiter))
}

/// The type of a waiter's errors.
pub(super) fn wait_error(waiter: &str) -> String {
    format!("WaitUntil{}Error", upper_camel(waiter))
}

/// A type that accompanies another, such as its builder.
pub(super) fn companion(type_name: &str, suffix: &str) -> String {
    format!("{type_name}{suffix}")
}

/// The structure that an operation takes.
pub(super) fn input(operation: &str) -> String {
    type_name(&format!("{operation}Input"))
}

/// The structure that an operation gives.
pub(super) fn output(operation: &str) -> String {
    type_name(&format!("{operation}Output"))
}

/// A crate's name in Rust code.
pub(super) fn crate_name(package: &str) -> String {
    package.replace('-', "_")
}

/// A variant of an enum; `None` where none can be spelled.
pub(crate) fn variant(name: &str) -> Option<String> {
    match upper_camel(name).as_str() {
        "" => None,
        // The variant of values that have none of their own.
        "Unknown" => Some("UnknownValue".to_owned()),
        "UnknownValue" => Some("UnknownValue_".to_owned()),
        "Self" => Some("SelfValue".to_owned()),
        "SelfValue" => Some("SelfValue_".to_owned()),
        other => Some(other.to_owned()),
    }
}

/// A variant of a union.
pub(crate) fn union_variant(member: &str) -> String {
    variant(member).unwrap_or_else(|| type_name(member))
}

/// The method that asks a union for a variant.
pub(super) fn union_predicate(variant: &str) -> String {
    format!("is_{}", snake(variant))
}

/// The method that gives what the variant of a union holds.
pub(super) fn union_accessor(variant: &str) -> String {
    format!("as_{}", snake(variant))
}

/// A static.
pub(super) fn constant(name: &str) -> String {
    led(AsShoutySnakeCase(snake(name)).to_string())
}

/// Appends numbers to names that are taken by earlier ones. A name that comes behind others changes none of
/// them, not even if it is spelled like one that has a number.
pub(super) fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    // Where counting goes on, so that many twins cost no more than as many names.
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let number = |name: String| {
        if taken.insert(name.clone()) {
            return name;
        }
        let next = next.entry(name.clone()).or_insert(2);
        loop {
            let numbered = format!("{name}{next}");
            *next += 1;
            if taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    };
    names.into_iter().map(number).collect()
}

/// The names of `items` (each a name in the model and what becomes of it) that are the same in Rust:
/// the later ones, each with the earlier one. Names of `taken` belong to items of our own.
pub(super) fn collisions<'n>(
    items: impl IntoIterator<Item = (&'n str, String)>,
    taken: &[&'static str],
) -> Vec<Collision<'n>> {
    let mut owners: BTreeMap<String, &str> = taken
        .iter()
        .map(|name| ((*name).to_owned(), *name))
        .collect();
    let mut collisions = Vec::new();
    for (name, rust) in items {
        if let Some(other) = owners.get(&rust) {
            collisions.push(Collision {
                name,
                other: (*other).to_owned(),
                rust,
            });
        } else {
            owners.insert(rust, name);
        }
    }
    collisions
}

/// Two names of a model that would be the same in Rust.
pub(super) struct Collision<'n> {
    /// The later one.
    pub(super) name: &'n str,
    /// The earlier one, or an item of our own.
    pub(super) other: String,
    /// What both would be.
    pub(super) rust: String,
}

fn snake(name: &str) -> String {
    AsSnakeCase(words::of_snake(name).join("_")).to_string()
}

fn upper_camel(name: &str) -> String {
    led(AsUpperCamelCase(words::of_camel(name).join("_")).to_string())
}

/// Puts an underscore before a leading digit.
fn led(name: String) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

/// `Self` is the one keyword that looks like a type.
fn apart_from_self(name: String) -> String {
    match name.as_str() {
        "Self" => "SelfValue".to_owned(),
        _ => name,
    }
}

/// Makes keywords identifiers.
fn raw(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

//! How the bodies of two requests compare.
//!
//! They are the same if their bytes are, but for the order in which maps of the model have their entries: users
//! give them as a `HashMap`. Never here: headers, and what a body has to be.

use ciborium::Value;
use smithwright_codegen::api::{Api, Operation, RustType, Structure};

/// How two bodies compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same bytes, or the same entries of maps in another order.
    Same,
    /// The same values, written otherwise.
    Value,
    /// Other values, or none that can be read.
    None,
}

/// Compares two bodies of calls of an operation, in JSON or CBOR.
pub(super) fn compare(api: &Api, operation: &Operation, one: &[u8], other: &[u8]) -> Likeness {
    if one == other {
        return Likeness::Same;
    }
    let (Some(mut first), Some(mut second)) = (decoded(one), decoded(other)) else {
        return Likeness::None;
    };
    for value in [&mut first, &mut second] {
        order_maps(api, &operation.input, value);
    }
    // Members stand in one order then; that they are also written in one way, lengths, widths and spaces, the bytes say.
    if first == second && counted(one) == counted(other) {
        return Likeness::Same;
    }
    for value in [&mut first, &mut second] {
        order_all(value);
    }
    if first == second {
        Likeness::Value
    } else {
        Likeness::None
    }
}

/// A body as a value, its entries in the order in which they stand there.
fn decoded(body: &[u8]) -> Option<Value> {
    let json = serde_json::from_slice(body).ok();
    json.or_else(|| ciborium::from_reader(body).ok())
}

/// How often each byte is there.
fn counted(body: &[u8]) -> [usize; 256] {
    let mut counts = [0; 256];
    for byte in body {
        counts[usize::from(*byte)] += 1;
    }
    counts
}

/// Puts the entries of the model's maps in order, and leaves the members of structures where they are.
fn order_maps(api: &Api, structure: &Structure, value: &mut Value) {
    let Value::Map(entries) = value else { return };
    for (name, value) in entries {
        let members = &structure.members;
        let member = name.as_text().and_then(|name| {
            members
                .iter()
                .find(|member| member.wire_name.unescaped() == name)
        });
        if let Some(member) = member {
            order_in(api, &member.value, value);
        }
    }
}

fn order_in(api: &Api, kind: &RustType, value: &mut Value) {
    match (kind, value) {
        (RustType::Structure(name), value) => {
            let mut structures = api.structures.iter();
            if let Some(structure) = structures.find(|structure| structure.name == *name) {
                order_maps(api, structure, value);
            }
        }
        (RustType::List { item, .. }, Value::Array(items)) => {
            for value in items {
                order_in(api, item, value);
            }
        }
        (RustType::Map { value: kind, .. }, Value::Map(entries)) => {
            entries.sort_by(|(one, _), (other, _)| one.as_text().cmp(&other.as_text()));
            for (_, value) in entries {
                order_in(api, kind, value);
            }
        }
        _ => {}
    }
}

/// Puts everything in order.
fn order_all(value: &mut Value) {
    match value {
        Value::Map(entries) => {
            entries.sort_by(|(one, _), (other, _)| one.as_text().cmp(&other.as_text()));
            for (_, value) in entries {
                order_all(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(order_all),
        _ => {}
    }
}

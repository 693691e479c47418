//! Random inputs of an operation, as JSON by the names of the model: the same on every machine and day.
//!
//! Blobs are base64 and timestamps seconds since 1970, as in the wire cases. Never here: calling.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use smithwright_codegen::api::{
    Api, Location, Member, Operation, RustType, Shape, ShapeKind, ShapeRef, Structure,
};

/// How many inputs an operation is called with.
pub(super) const INPUTS: usize = 20;

/// How many of them break constraints of the model as well.
const BAD: usize = 5;

/// Structures are in each other this deep at most.
const DEEPEST: usize = 6;

/// What texts are made of: what paths, queries, headers, JSON and CBOR have to take care of, and much that they have not.
const ALPHABET: &str =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~ /:%+&=?#\"\\'<>{}é漢🎮";

/// A sequence of numbers that looks random (<https://prng.di.unimi.it/splitmix64.c>).
struct Random(u64);

impl Random {
    /// A sequence of its own for every name.
    fn of(name: &str) -> Self {
        // FNV-1a.
        let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325, |seed: u64, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`.
    fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = most.abs_diff(least);
        let offset = match span.checked_add(1) {
            Some(span) => self.next() % span,
            None => self.next(),
        };
        least.wrapping_add_unsigned(offset)
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }

    fn index(&mut self, length: usize) -> usize {
        let length = i64::try_from(length.max(1)).unwrap_or(1);
        usize::try_from(self.between(0, length - 1)).unwrap_or_default()
    }
}

/// The inputs of an operation, each with the name of its case.
pub(super) fn of(api: &Api, operation: &Operation) -> Vec<(String, Value)> {
    let shapes = api
        .shapes
        .iter()
        .map(|shape| (shape.static_name.as_str(), shape));
    let shapes: BTreeMap<&str, &Shape> = shapes.collect();
    let inputs = (0..INPUTS).map(|number| {
        let bad = number >= INPUTS - BAD;
        let name = format!("{} {number}", if bad { "bad" } else { "good" });
        let random = Random::of(&format!("{}.{}.{number}", api.package.name, operation.name));
        let mut maker = Maker {
            api,
            shapes: &shapes,
            random,
            bad,
        };
        (name, maker.structure(&operation.input, 0))
    });
    inputs.collect()
}

struct Maker<'a> {
    api: &'a Api,
    shapes: &'a BTreeMap<&'a str, &'a Shape>,
    random: Random,
    /// Constraints may be broken.
    bad: bool,
}

impl Maker<'_> {
    fn structure(&mut self, structure: &Structure, depth: usize) -> Value {
        let mut members = Map::new();
        for member in &structure.members {
            let wanted = if member.required {
                // Without it, the builder of a structure fails on both sides, before anything is sent.
                !(self.bad && depth == 0 && self.random.one_in(6))
            } else {
                depth < DEEPEST && self.random.one_in(2)
            };
            if wanted {
                members.insert(member.model_name.clone(), self.member(member, depth));
            }
        }
        Value::Object(members)
    }

    fn member(&mut self, member: &Member, depth: usize) -> Value {
        // A path needs something in its place, and a header takes no line breaks and not every character.
        let least = u64::from(!self.bad && member.location == Location::Label);
        self.value(&member.value, &member.shape, least, depth)
    }

    fn value(&mut self, kind: &RustType, shape: &ShapeRef, least: u64, depth: usize) -> Value {
        let shape = match shape {
            ShapeRef::Static(name) => self.shapes.get(name.as_str()).copied(),
            ShapeRef::Structure => None,
        };
        match kind {
            RustType::String => self.text(shape, least).into(),
            RustType::Boolean => self.random.one_in(2).into(),
            RustType::Integer(bits) => self.integer(*bits, shape).into(),
            RustType::Float(_) => self.float(shape),
            RustType::Blob => BLOBS[self.random.index(BLOBS.len())].into(),
            RustType::DateTime => TIMES[self.random.index(TIMES.len())].into(),
            RustType::Enum(name) => self.variant(name).into(),
            RustType::Structure(name) => {
                let mut structures = self.api.structures.iter();
                let found = structures.find(|structure| structure.name == *name);
                found.map_or(Value::Null, |found| self.structure(found, depth + 1))
            }
            RustType::List { item, sparse } => {
                let items = shape.and_then(|shape| match &shape.kind {
                    ShapeKind::List(items) => Some(items),
                    _ => None,
                });
                let count = self.length(shape, 0, 3);
                let Some(items) = items else {
                    return Value::Null;
                };
                let items = (0..count).map(|_| self.item(item, items, *sparse, depth));
                Value::Array(items.collect())
            }
            RustType::Map { value, sparse } => {
                let Some(ShapeKind::Map { keys, values }) = shape.map(|shape| &shape.kind) else {
                    return Value::Null;
                };
                // One entry at most: the order of more is that of a hash map.
                let count = self.length(shape, 0, 1).min(1);
                let entries = (0..count).map(|_| {
                    let key = self.value(&RustType::String, keys, 1, depth);
                    let key = key.as_str().unwrap_or_default().to_owned();
                    (key, self.item(value, values, *sparse, depth))
                });
                Value::Object(entries.collect())
            }
        }
    }

    fn item(&mut self, kind: &RustType, shape: &ShapeRef, sparse: bool, depth: usize) -> Value {
        if sparse && self.random.one_in(4) {
            return Value::Null;
        }
        self.value(kind, shape, 0, depth)
    }

    /// A length that the shape allows, near its least.
    fn length(&mut self, shape: Option<&Shape>, least: u64, more: i64) -> u64 {
        let min = shape.and_then(|shape| shape.min_length).unwrap_or_default();
        let max = shape.and_then(|shape| shape.max_length).unwrap_or(u64::MAX);
        let min = if self.bad { 0 } else { min.max(least) };
        let more = self.random.between(0, more);
        min.saturating_add_signed(more).min(max.max(min))
    }

    fn text(&mut self, shape: Option<&Shape>, least: u64) -> String {
        let length = self.length(shape, least, 12);
        let alphabet: Vec<char> = ALPHABET.chars().collect();
        let text = (0..length).map(|_| alphabet[self.random.index(alphabet.len())]);
        text.collect()
    }

    fn integer(&mut self, bits: u8, shape: Option<&Shape>) -> i64 {
        let most = i64::MAX >> (64 - u32::from(bits));
        let bound = |decimal: &smithwright_codegen::model::Decimal| decimal.0.parse::<i64>().ok();
        let min = shape.and_then(|shape| shape.min.as_ref()).and_then(bound);
        let max = shape.and_then(|shape| shape.max.as_ref()).and_then(bound);
        if self.bad {
            return self.random.between(-most - 1, most);
        }
        let min = min.unwrap_or(-most - 1).max(-most - 1);
        self.random
            .between(min, max.unwrap_or(most).clamp(min, most))
    }

    fn float(&mut self, shape: Option<&Shape>) -> Value {
        let limited = shape.is_some_and(|shape| shape.min.is_some() || shape.max.is_some());
        if limited && !self.bad {
            return 1.into();
        }
        let value = FLOATS[self.random.index(FLOATS.len())];
        // JSON has no other way to say these.
        value
            .parse::<f64>()
            .ok()
            .filter(|value| value.is_finite())
            .map_or_else(|| value.into(), Value::from)
    }

    fn variant(&mut self, name: &str) -> String {
        let mut enums = self.api.enums.iter();
        let found = enums.find(|found| found.name == name);
        let variants = found.map_or(&[][..], |found| &found.variants);
        if variants.is_empty() || (self.bad && self.random.one_in(4)) {
            return "no such value".to_owned();
        }
        let variant = &variants[self.random.index(variants.len())];
        variant.value.unescaped().to_owned()
    }
}

const BLOBS: [&str; 4] = ["", "AA==", "AQIDBA==", "/////w=="];

const TIMES: [f64; 7] = [
    0.0,
    1.0,
    0.5,
    1_760_000_000.0,
    1_760_000_000.125,
    -1.0,
    253_402_300_799.0,
];

const FLOATS: [&str; 10] = [
    "0",
    "1",
    "-1",
    "0.1",
    "1.5",
    "1e21",
    "1e-7",
    "123456789.123",
    "NaN",
    "Infinity",
];

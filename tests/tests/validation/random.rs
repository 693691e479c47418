//! 100,000 random inputs: `Standard` refuses none that botocore sends.
//!
//! botocore's verdicts are recorded, in `tests/data/random_inputs.txt`; the inputs are made here as
//! `tests/data/random_inputs.py` makes them, which says how to record again.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use smithwright_runtime::operation::Descriptor;
use smithwright_runtime::validation::{Validation, request};
use tests::wire_cases::input;
use tests::{models, workspace};

const LETTERS: [&str; 7] = ["a", "Z", "7", "-", "é", "世", "🎮"];

/// `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = self.0;
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most as u64).expect("it is less than a `usize`")
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// Random inputs, out of the shapes of a model as botocore writes it.
struct Inputs<'a> {
    shapes: &'a Map<String, Json>,
    dice: &'a mut Dice,
}

impl Inputs<'_> {
    fn value(&mut self, name: &Json, depth: usize) -> Json {
        let shape = &self.shapes[name.as_str().expect("the name of a shape")];
        match shape["type"].as_str().expect("a type") {
            "structure" => self.structure(shape, depth),
            "list" => {
                let items = 0..self.count(shape, 2);
                let item = &shape["member"]["shape"];
                items.map(|_| self.value(item, depth + 1)).collect()
            }
            "map" => self.map(shape, depth),
            "string" => self.string(shape).into(),
            "integer" | "long" => self.integer(shape).into(),
            "double" | "float" => {
                let whole = i32::try_from(self.integer(shape)).expect("it is small");
                let half = if self.dice.below(2) == 1 { 0.5 } else { 0.0 };
                (f64::from(whole) + half).into()
            }
            "boolean" => (self.dice.below(2) == 1).into(),
            "timestamp" => self.dice.below(2_000_000_000).into(),
            "blob" => base64_of_zeros(self.count(shape, 4)).into(),
            other => panic!("a shape of type {other}"),
        }
    }

    fn structure(&mut self, shape: &Json, depth: usize) -> Json {
        let members: BTreeMap<_, _> = shape["members"]
            .as_object()
            .expect("members")
            .iter()
            .collect();
        let required = shape.get("required").and_then(Json::as_array);
        let mut value = BTreeMap::new();
        for (name, member) in members {
            let is_required = required.is_some_and(|names| names.iter().any(|one| one == name));
            let likely = if is_required { 92 } else { 30 / (depth + 1) };
            if self.dice.chance(likely) {
                value.insert(name, self.value(&member["shape"], depth + 1));
            }
        }
        object(value)
    }

    fn map(&mut self, shape: &Json, depth: usize) -> Json {
        let mut value = BTreeMap::new();
        for _ in 0..self.count(shape, 2) {
            let key = self.value(&shape["key"]["shape"], depth + 1);
            let key = key.as_str().expect("a key is text").to_owned();
            value.insert(key, self.value(&shape["value"]["shape"], depth + 1));
        }
        object(value)
    }

    fn count(&mut self, shape: &Json, most: usize) -> usize {
        let least = shape
            .get("min")
            .map_or(0, |min| min.as_u64().expect("a length"));
        let least = usize::try_from(least).expect("a length that fits");
        if self.dice.chance(8) {
            return self.dice.below(least.max(1));
        }
        least + self.dice.below(most.saturating_sub(least) + 1)
    }

    fn string(&mut self, shape: &Json) -> String {
        if let Some(values) = shape.get("enum").and_then(Json::as_array)
            && self.dice.chance(90)
        {
            let value = &values[self.dice.below(values.len())];
            return value.as_str().expect("a value is text").to_owned();
        }
        let letters = 0..self.count(shape, 6);
        letters
            .map(|_| LETTERS[self.dice.below(LETTERS.len())])
            .collect()
    }

    #[allow(clippy::cast_possible_truncation, reason = "least values are small")]
    fn integer(&mut self, shape: &Json) -> i64 {
        let least = shape
            .get("min")
            .map_or(0.0, |min| min.as_f64().expect("a number"));
        let mut below = |most| i64::try_from(self.dice.below(most)).expect("it is small");
        if below(100) < 8 {
            return least as i64 - 1 - below(3);
        }
        least as i64 + below(4)
    }
}

/// In the order of the keys, whatever keeps them.
fn object<K: Into<String>>(sorted: BTreeMap<K, Json>) -> Json {
    let entries = sorted.into_iter();
    Json::Object(entries.map(|(key, value)| (key.into(), value)).collect())
}

fn base64_of_zeros(bytes: usize) -> String {
    let padding = (3 - bytes % 3) % 3;
    let digits = bytes.div_ceil(3) * 4 - padding;
    ["A".repeat(digits), "=".repeat(padding)].concat()
}

fn fnv(text: &str, hash: u64) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    text.bytes().fold(hash, step)
}

/// A service: its shapes, and its operations that have an input, with the name of that.
struct Service {
    shapes: Map<String, Json>,
    operations: Vec<(&'static Descriptor, Json)>,
}

impl Service {
    fn new(name: &str, all: &[&'static Descriptor]) -> Self {
        let inputs = models::inputs(name);
        let operations = inputs.into_iter().map(|(name, input)| {
            let found = all.iter().find(|operation| operation.name == name);
            (
                *found.unwrap_or_else(|| panic!("no operation {name}")),
                input,
            )
        });
        Self {
            shapes: models::shapes(name),
            operations: operations.collect(),
        }
    }
}

#[test]
fn what_botocore_sends_is_valid() {
    let services = [
        Service::new("gamelift", &gamelift::operation::all()),
        Service::new("gameliftstreams", &gameliftstreams::operation::all()),
    ];
    let mut dice = Dice(20_261_201);
    let (mut count, mut sent, mut valid) = (0, 0, 0);
    for block in workspace::read("tests/data/random_inputs.txt").lines() {
        let (hash, bits) = block.split_once(' ').expect("a hash and bits");
        let mut made = 0xCBF2_9CE4_8422_2325;
        for index in 0..1000 {
            let service = &services[dice.below(2)];
            let (operation, input) = &service.operations[dice.below(service.operations.len())];
            let (shapes, dice) = (&service.shapes, &mut dice);
            let params = Inputs { shapes, dice }.value(input, 0);
            made = fnv(&params.to_string(), fnv(operation.name, made));

            let mut filled = operation.blank_input();
            let params = params.as_object().expect("members");
            let reasons = input::set(&mut *filled, params);
            assert!(reasons.is_empty(), "{}: {reasons:?}", operation.name);
            let found = request(&*filled, operation, Validation::Standard);
            let digit = bits[index / 4..]
                .chars()
                .next()
                .and_then(|digit| digit.to_digit(16));
            let is_sent = digit.expect("a digit") >> (3 - index % 4) & 1 == 1;
            assert!(
                !is_sent || found.is_ok(),
                "{}: {params:?}: {found:?}",
                operation.name
            );
            count += 1;
            sent += usize::from(is_sent);
            valid += usize::from(found.is_ok());
        }
        assert_eq!(
            hash,
            format!("{made:016x}"),
            "made other inputs than botocore saw"
        );
    }
    println!("{count} inputs: botocore sends {sent}, {valid} are valid at Standard");
    assert_eq!(count, 100_000);
}

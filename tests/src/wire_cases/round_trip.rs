//! Wire cases through `serde`: what a case states is JSON by the model's names, and so is what `serde`
//! takes and gives.
//!
//! Parameters and results are read into the operation's own types, written again, and compared with what
//! the case states, and with what the tables make of it without `serde`. A binary format follows.
//! Never here: anything that is sent.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use smithwright_runtime::operation::Operation;
use smithwright_runtime::value::{Structure, View};

use super::case::{Case, Kind, missing};
use super::input;
use super::tree::{Tree, differences};

/// An operation's types, and the crate it is of.
struct RoundTrip {
    service: &'static str,
    operation: &'static str,
    input: Check,
    output: Check,
}

/// Compares what is stated with what becomes of it, and adds to the reasons where it differs.
type Check = fn(&Json, &mut Vec<String>) -> Result<(), String>;

macro_rules! round_trip {
    ($service:ident, $operation:path) => {
        RoundTrip {
            service: stringify!($service),
            operation: <$operation as Operation>::DESCRIPTOR.name,
            input: check_input::<$operation>,
            output: check_output::<$operation>,
        }
    };
}

static OPERATIONS: &[RoundTrip] = &include!(concat!(env!("OUT_DIR"), "/operations.rs"));

/// Checks a case. The reasons why it is not as expected; none if it is. An error has nothing to check.
pub(super) fn check(case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    match run(case, &mut found) {
        Ok(()) => found,
        Err(reason) => vec![reason],
    }
}

fn run(case: &Case, found: &mut Vec<String>) -> Result<(), String> {
    let (service, name) = (case.service()?, case.operation()?);
    let mut operations = OPERATIONS.iter();
    let operation =
        operations.find(|operation| operation.service == service && operation.operation == name);
    let operation = operation.ok_or_else(|| format!("unknown operation {service}.{name}"))?;
    match case.kind {
        Kind::Request => {
            let params = case.params.clone().ok_or_else(|| missing("params"))?;
            (operation.input)(&params.into(), found)
        }
        Kind::Response => {
            let result = case.expect.result.as_ref();
            (operation.output)(result.ok_or_else(|| missing("expect.result"))?, found)
        }
        Kind::Error => Ok(()),
    }
}

fn check_input<O: Operation>(stated: &Json, found: &mut Vec<String>) -> Result<(), String>
where
    O::Input: Serialize + DeserializeOwned + PartialEq,
{
    let value: O::Input = through_json(stated, found)?;
    let params = stated.as_object().ok_or_else(|| missing("params"))?;
    let mut by_table = O::DESCRIPTOR.blank_input();
    found.extend(input::fill(&mut *by_table, params));
    if !smithwright_runtime::walk::equal(&value, &*by_table) {
        found.push("the input is not the one that its table makes of it".to_owned());
    }
    through_cbor(&value)
}

fn check_output<O: Operation>(stated: &Json, found: &mut Vec<String>) -> Result<(), String>
where
    O::Output: Serialize + DeserializeOwned + PartialEq,
{
    let value: O::Output = through_json(stated, found)?;
    through_cbor(&value)
}

/// Reads what is stated and writes it again, as JSON text and as `serde_json`'s own tree.
fn through_json<T>(stated: &Json, found: &mut Vec<String>) -> Result<T, String>
where
    T: Structure + Serialize + DeserializeOwned + PartialEq,
{
    let value: T = serde_json::from_value(stated.clone()).map_err(shown("from JSON"))?;
    let held = Tree::from_view(View::Structure(&value));
    differences("held", &Tree::from_json(stated), &held, found);
    let written = serde_json::to_value(&value).map_err(shown("to JSON"))?;
    let [expected, actual] =
        [stated, &written].map(|json| Tree::from_json(json).in_precision_of(&held));
    differences("written", &expected, &actual, found);

    let text = serde_json::to_string(&value).map_err(shown("to JSON text"))?;
    let again: T = serde_json::from_str(&text).map_err(shown("from JSON text"))?;
    if again != value {
        found.push(format!("another value from {text}"));
    }
    Ok(value)
}

fn through_cbor<T: Serialize + DeserializeOwned + PartialEq>(value: &T) -> Result<(), String> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(shown("to CBOR"))?;
    let again: T = ciborium::from_reader(&*bytes).map_err(shown("from CBOR"))?;
    if again == *value {
        Ok(())
    } else {
        Err("another value from CBOR".to_owned())
    }
}

fn shown<E: std::fmt::Display>(what: &str) -> impl FnOnce(E) -> String {
    move |error| format!("{what}: {error}")
}

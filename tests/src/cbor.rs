//! CBOR as JSON, for tests that state bodies and read them. Not with the codec that is under test.

use serde_json::Value;

/// The CBOR of a value.
///
/// # Panics
/// Never: every JSON value has one.
pub fn encode(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("a vector takes everything");
    bytes
}

/// The value of some CBOR.
///
/// # Panics
/// If it is not CBOR, or has values that JSON has not.
pub fn decode(bytes: &[u8]) -> Value {
    ciborium::from_reader(bytes).expect("CBOR")
}

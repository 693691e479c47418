//! What the codec promises, one behaviour a test.

mod cbor;
mod errors;
mod hostile;
mod json;
mod others;
mod round_trip;
mod structures;
mod support;

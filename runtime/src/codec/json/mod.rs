//! JSON as the AWS JSON protocols have it: <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>.
//!
//! Floats that JSON has no number for are the strings `NaN`, `Infinity` and `-Infinity`; blobs are base64;
//! timestamps are seconds since 1970 unless their shape says otherwise.
//! Never here: CBOR, schemas.

mod number;
mod read;
mod scan;
mod write;

pub(super) use read::{Form, Source};
#[cfg(feature = "serde")]
pub(crate) use write::{date_text, float_name};

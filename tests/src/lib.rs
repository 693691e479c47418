//! What the integration tests share.

pub mod cbor;
pub mod wire_cases;

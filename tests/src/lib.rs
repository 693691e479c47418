//! What the integration tests share.

pub mod cbor;
pub mod fixture;
pub mod structures;
pub mod wire_cases;
pub mod workspace;

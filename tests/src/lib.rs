//! What the integration tests share.

pub mod cbor;
pub mod credentials;
pub mod fixture;
pub mod host;
pub mod models;
pub mod structures;
pub mod subset;
pub mod wire_cases;
pub mod workspace;

//! What the integration tests share.

pub mod cbor;
pub mod credentials;
pub mod differences;
pub mod fixture;
pub mod host;
pub mod models;
pub mod programs;
pub mod structures;
pub mod subset;
pub mod wire_cases;
pub mod workspace;

//! What the integration tests share.

pub mod wire_cases;

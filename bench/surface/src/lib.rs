//! What `tests/official_api.rs` compiles with the generated crates, compiled with the official ones: what is
//! called here is what people have written.
//!
//! Never here: anything that only one side can do.

#![allow(missing_docs, deprecated, dead_code, clippy::all, clippy::pedantic)]

include!("../../../tests/official/surface.rs");

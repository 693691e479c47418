//! `primitives.rs`: the runtime's types of values, where the official crates have them.

use super::source::Source;

/// `primitives.rs`.
pub(super) fn emit() -> String {
    let mut source = Source::new();
    source.module_docs("Bytes and points in time.");
    source.text("pub use smithwright_runtime::primitives::{Blob, DateTime, DateTimeFormat};\n");
    source.finish()
}

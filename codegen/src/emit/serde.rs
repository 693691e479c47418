//! `serde.rs`: what the feature `serde` adds beside the traits.

use super::source::Source;

/// `serde.rs`.
pub(super) fn emit() -> String {
    let mut source = Source::new();
    source.module_docs(
        "Reading what people wrote. What is read and written how: [`smithwright_runtime::serde`].",
    );
    source.text("pub use smithwright_runtime::serde::Strict;\n");
    source.finish()
}

//! `primitives.rs`: the runtime's types of values, where the official crates have them.

use quote::quote;

use super::source::Source;

/// `primitives.rs`.
pub(super) fn emit() -> String {
    let mut source = Source::new();
    source.module_docs("Bytes and points in time.");
    source.text("pub use smithwright_runtime::primitives::{Blob, DateTime, DateTimeFormat};\n");
    source.tokens(quote! {
        /// What event streams are made of: nothing, because no operation here has one.
        pub mod event_stream {}
    });
    source.finish()
}

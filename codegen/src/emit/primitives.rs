//! `primitives.rs`: the runtime's types of values, where the official crates have them.

use quote::quote;

use super::source::Source;
use crate::api::{Api, Shape, ShapeKind};

/// `primitives.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    let is_document = |shape: &Shape| shape.kind == ShapeKind::Document;
    if api.shapes.iter().any(is_document) {
        source.module_docs("Bytes, points in time and documents.");
        source.text(
            "pub use smithwright_runtime::primitives::{Blob, DateTime, DateTimeFormat, Document, Number};\n",
        );
    } else {
        source.module_docs("Bytes and points in time.");
        source.text("pub use smithwright_runtime::primitives::{Blob, DateTime, DateTimeFormat};\n");
    }
    source.tokens(quote! {
        /// What event streams are made of: nothing, because no operation here has one.
        pub mod event_stream {}
    });
    source.finish()
}

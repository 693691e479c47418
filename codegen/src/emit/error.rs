//! `error.rs`: the service-wide error and the official names around it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use quote::{format_ident, quote};

use super::docs::docs;
use super::source::Source;
use crate::api::Api;

/// `error.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("What can go wrong in a call, and how to look at it.");
    source.text(
        "pub use smithwright_runtime::error::{
    BoxError, BuildError, ConnectorError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata,
    SdkError, Unhandled, UnknownVariantError,
};
",
    );
    let raised: BTreeSet<_> = api
        .operations
        .iter()
        .flat_map(|operation| &operation.errors)
        .map(|error| (&error.name, &error.summary))
        .collect();
    let variants = raised.iter().map(|(name, summary)| {
        let docs = docs(if summary.is_empty() { name } else { summary });
        let name = format_ident!("{name}");
        quote!(#docs #name(crate::types::error::#name),)
    });
    let docs = docs(&format!(
        "Everything that can go wrong in a call of {}.",
        api.service.full_name
    ));
    source.tokens(quote! {
        #docs
        #[non_exhaustive]
        pub enum Error {
            #(#variants)*
            /// An error that the model does not describe.
            #[deprecated(note = "an error may get a variant of its own: match `_` and ask for `code()`")]
            Unhandled(Unhandled),
        }
    });
    let mut table = "smithwright_runtime::service_error! {\n    Error {\n".to_owned();
    for (name, _) in &raised {
        let _ = writeln!(table, "        {name},");
    }
    source.text(table + "    }\n}\n");
    source.finish()
}

//! `meta.rs`: versions.

use quote::quote;

use super::source::Source;
use crate::api::Api;

/// `meta.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("What the crate is and what it was made from.");
    let (origin, model) = (&api.package.origin, &api.package.model_sha256);
    let api_version = &api.service.api_version;
    source.tokens(quote! {
        /// The crate's version.
        pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");

        /// The version of the service's API.
        pub static API_VERSION: &str = #api_version;

        /// Where the model comes from.
        pub static MODEL_ORIGIN: &str = #origin;

        /// The model's sha256.
        pub static MODEL_SHA256: &str = #model;
    });
    source.finish()
}

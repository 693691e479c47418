//! `config.rs`: the settings, which are the runtime's for this service, under the names that the official crates have
//! there, and no other.

use quote::{format_ident, quote};

use super::source::Source;
use crate::api::Api;

/// `config.rs`.
pub(super) fn emit(api: &Api) -> String {
    let service = format_ident!("{}", api.service.marker);
    let mut source = Source::new();
    source.module_docs("The client's settings.");
    source.tokens(quote! {
        /// The settings of a [`Client`](crate::Client).
        pub type Config = smithwright_runtime::config::Config<crate::#service>;

        /// Collects settings.
        pub type Builder = smithwright_runtime::config::Builder<crate::#service>;
    });
    source.text(
        "pub use smithwright_runtime::config::{
    AppName, AsyncSleep, BehaviorVersion, ConfigBag, Credentials, FrameworkMetadata, FrozenLayer,
    HttpClient, IdentityCache, Intercept, IntoShared, Layer, ProvideCredentials, Region,
    ResolveCachedIdentity, RuntimeComponents, RuntimeComponentsBuilder, RuntimePlugin,
    SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient, SharedIdentityCache,
    SharedInterceptor, SharedRuntimePlugin, Sleep, StalledStreamProtectionConfig, http, interceptors,
    retry, timeout,
};
",
    );
    source.text(format!(
        "/// How the endpoint is chosen.
pub mod endpoint {{
    smithwright_runtime::endpoint!(crate::{service});
}}

/// Which auth scheme signs a request.
pub mod auth {{
    smithwright_runtime::auth!(crate::{service});
}}
"
    ));
    source.finish()
}

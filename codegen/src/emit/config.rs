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
    SharedInterceptor, SharedRuntimePlugin, Sleep, StalledStreamProtectionConfig, auth, http,
    interceptors, retry, timeout,
};
",
    );
    source.tokens(quote! {
        /// How the endpoint is chosen.
        pub mod endpoint {
            pub use smithwright_runtime::config::endpoint::{
                Endpoint, EndpointFuture, InvalidParams, Params, ParamsBuilder, ResolveEndpoint,
                SharedEndpointResolver,
            };

            /// Chooses the endpoint by the service's own rules.
            pub type DefaultResolver = smithwright_runtime::config::endpoint::DefaultResolver<crate::#service>;
        }
    });
    source.finish()
}

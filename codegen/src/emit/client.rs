//! `client.rs`, `config.rs`, `meta.rs` and `primitives.rs`: the parts that are the same in every crate but
//! for the service's name.

use quote::{format_ident, quote};

use super::docs::docs;
use super::source::Source;
use crate::api::{Api, Service};
use crate::model::Protocol;

/// `client.rs`.
pub(super) fn client(api: &Api) -> String {
    let service = format_ident!("{}", api.service.marker);
    let mut source = Source::new();
    source.module_docs("The client: one method for every operation of the service.");
    source.uses(&["std::sync::Arc"]);
    source.uses(&[
        "smithwright_runtime::client::{Handle, ServiceClient}",
        "smithwright_runtime::operation::Request",
    ]);
    let about = docs(&format!(
        "A client for {}.\n\nCloning it is cheap: clones share connections and credentials.",
        api.service.full_name
    ));
    source.tokens(quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct Client {
            handle: Arc<Handle<crate::#service>>,
        }

        impl Client {
            /// A client with the settings that all AWS clients of a program share.
            pub fn new(config: &crate::config::SdkConfig) -> Self {
                Self::from_conf(config.into())
            }

            /// A client with settings of its own.
            ///
            /// A setting that no call can be made with does not panic here, as it does in the official
            /// crates: every call returns it as an error.
            pub fn from_conf(config: crate::Config) -> Self {
                Self { handle: Arc::new(Handle::new(config)) }
            }

            /// The client's settings.
            pub fn config(&self) -> &crate::Config {
                self.handle.config()
            }

            pub(crate) fn request(&self) -> Request<crate::#service> {
                Request::new(Arc::clone(&self.handle))
            }
        }

        impl ServiceClient for Client {
            type Service = crate::#service;

            fn handle(&self) -> Arc<Handle<crate::#service>> {
                Arc::clone(&self.handle)
            }
        }

        /// Calls that differ from the client's settings.
        pub mod customize {
            pub use smithwright_runtime::customize::CustomizableOperation;
        }
    });
    if !api.waiters.is_empty() {
        source.tokens(quote!(
            pub use crate::waiters::Waiters;
        ));
    }
    source.finish()
}

/// `config.rs`.
pub(super) fn config(api: &Api) -> String {
    let service = format_ident!("{}", api.service.marker);
    let mut source = Source::new();
    source.module_docs("The client's settings.");
    source.tokens(quote! {
        /// The settings of a [`Client`](crate::Client).
        pub type Config = smithwright_runtime::config::Config<crate::#service>;

        /// Collects settings.
        pub type Builder = smithwright_runtime::config::Builder<crate::#service>;

        pub use smithwright_runtime::config::*;

        /// How the endpoint is chosen.
        pub mod endpoint {
            pub use smithwright_runtime::config::endpoint::*;

            /// Chooses the endpoint by the service's own rules.
            pub type DefaultResolver = smithwright_runtime::config::endpoint::DefaultResolver<crate::#service>;
        }
    });
    source.finish()
}

/// `meta.rs`.
pub(super) fn meta(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("What the crate is and what it was made from.");
    let model = api
        .package
        .sources
        .first()
        .map_or("", |(_, sha256)| sha256.as_str());
    let (origin, api_version) = (&api.package.origin, &api.service.api_version);
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

/// `primitives.rs`.
pub(super) fn primitives() -> String {
    let mut source = Source::new();
    source.module_docs("Bytes and points in time.");
    source.text("pub use smithwright_runtime::primitives::{Blob, DateTime, DateTimeFormat};\n");
    source.finish()
}

/// `service.rs`.
pub(super) fn service(api: &Api) -> String {
    let Service {
        id,
        full_name,
        signing_name,
        user_agent_name,
        target_prefix,
        ..
    } = &api.service;
    let marker = format_ident!("{}", api.service.marker);
    let docs = docs(&format!("{full_name}, as a type."));
    let scope = format!("aws-sdk-{user_agent_name}");
    let protocols = api.service.protocols.iter().map(|protocol| {
        let name = format_ident!("{}", protocol_name(*protocol));
        quote!(Protocol::#name)
    });
    let mut source = Source::new();
    source.module_docs("What the runtime needs to know of the service.");
    source.uses(&[
        "smithwright_runtime::protocol::Protocol",
        "smithwright_runtime::service::{Service, ServiceMetadata}",
    ]);
    source.tokens(quote! {
        #docs
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #marker;

        impl Service for #marker {
            const METADATA: &'static ServiceMetadata = &ServiceMetadata {
                id: #id,
                signing_name: #signing_name,
                user_agent_name: #user_agent_name,
                package_version: env!("CARGO_PKG_VERSION"),
                scope: #scope,
                target_prefix: #target_prefix,
                protocols: &[#(#protocols),*],
                endpoint_rules: &crate::endpoint_rules::RULES,
                partitions: crate::endpoint_rules::PARTITIONS,
            };
        }
    });
    source.finish()
}

/// The runtime's name of a protocol.
pub(super) fn protocol_name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::AwsJson1_0 => "AwsJson1_0",
        Protocol::AwsJson1_1 => "AwsJson1_1",
        Protocol::RestJson1 => "RestJson1",
        Protocol::RpcV2Cbor => "RpcV2Cbor",
    }
}

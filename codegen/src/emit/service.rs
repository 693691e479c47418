//! `service.rs`: the type that stands for the service, and what the runtime needs to know of it.

use quote::{format_ident, quote};

use super::docs::docs;
use super::rust_type::Spelling;
use super::source::{Source, tokens};
use crate::api::{Api, Protocol, Service};

/// The runtime's types that the file refers to.
const SERVICE: &str = "smithwright_runtime::service::Service";
const METADATA: &str = "smithwright_runtime::service::ServiceMetadata";
const PARAMS: &str = "smithwright_runtime::service::ResolverParams";
const PROTOCOL: &str = "smithwright_runtime::protocol::Protocol";

/// `service.rs`.
pub(super) fn emit(api: &Api) -> String {
    let Service {
        id,
        full_name,
        signing_name,
        user_agent_name,
        official_crate,
        target_prefix,
        ..
    } = &api.service;
    let crate_name = &api.package.crate_name;
    let marker = format_ident!("{}", api.service.marker);
    let spelling = Spelling::beside([api.service.marker.as_str()]);
    let [service, metadata, params, protocol] =
        [SERVICE, METADATA, PARAMS, PROTOCOL].map(|path| tokens(spelling.path(path)));
    let docs = docs(&format!("{}, as a type.", full_name.prose()));
    let protocols = api.service.protocols.iter().map(|of| {
        let name = format_ident!("{}", protocol_name(*of));
        quote!(#protocol::#name)
    });
    let model_date = if let Some(date) = &api.package.model_date {
        quote!(Some(#date))
    } else {
        quote!(None)
    };
    let mut source = Source::new();
    source.module_docs("What the runtime needs to know of the service.");
    source.uses(&spelling.imports(&[SERVICE, METADATA, PARAMS, PROTOCOL]));
    source.tokens(quote! {
        #docs
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #marker;

        impl #service for #marker {
            const METADATA: &'static #metadata = &#metadata {
                id: #id,
                crate_name: #crate_name,
                signing_name: #signing_name,
                user_agent_name: #user_agent_name,
                package_version: env!("CARGO_PKG_VERSION"),
                model_date: #model_date,
                scope: #official_crate,
                target_prefix: #target_prefix,
                protocols: &[#(#protocols),*],
                endpoint_rules: &crate::endpoint_rules::RULES,
                partitions: crate::endpoint_rules::PARTITIONS,
                params: #params::of::<Self>(),
            };

            smithwright_runtime::answered!(#crate_name);
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

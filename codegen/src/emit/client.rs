//! `client.rs`: the client, whose methods stand in the files of the operations.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::docs;
use super::source::Source;
use crate::api::{Api, Waiter};

/// `client.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs("The client: one method for every operation of the service.");
    source.uses(&[
        "smithwright_runtime::client::{Handle, ServiceClient}",
        "smithwright_runtime::operation::Request",
        "std::sync::Arc",
    ]);
    source.tokens(client(api));
    let service = format_ident!("{}", api.service.marker);
    source.tokens(quote! {
        impl ServiceClient for Client {
            type Service = crate::#service;

            fn handle(&self) -> Arc<Handle<crate::#service>> {
                Arc::clone(&self.handle)
            }
        }

        /// A request that the client will send. A function and no method: any name of a method may be
        /// that of an operation.
        pub(crate) fn request(client: &Client) -> Request<crate::#service> {
            Request::new(Arc::clone(&client.handle))
        }

        /// Calls that differ from the client's settings.
        pub mod customize {
            /// A request that is changed before it is sent: what `customize()` of a fluent builder returns.
            ///
            /// `T` and `E` are the operation's output and error, `B` is the fluent builder.
            pub type CustomizableOperation<T, E, B> =
                smithwright_runtime::customize::CustomizableOperation<T, E, B, crate::#service>;
        }
    });
    if !api.waiters.is_empty() {
        source.text("pub use crate::waiters::Waiters;\n");
    }
    source.finish()
}

fn client(api: &Api) -> TokenStream {
    let service = format_ident!("{}", api.service.marker);
    let about = docs(&about(api));
    quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct Client {
            handle: Arc<Handle<crate::#service>>,
        }

        impl Client {
            /// A client with the settings that all AWS clients of a program share.
            #[must_use]
            pub fn new(config: &smithwright_runtime::config::SdkConfig) -> Self {
                Self::from_conf(config.into())
            }

            /// A client with settings of its own.
            ///
            /// A setting that no call can be made with does not panic here, as it does in the official
            /// crates: every call returns it as an error.
            #[must_use]
            pub fn from_conf(config: crate::Config) -> Self {
                Self { handle: Arc::new(Handle::new(config)) }
            }

            /// The client's settings.
            #[must_use]
            pub fn config(&self) -> &crate::Config {
                self.handle.config()
            }
        }
    }
}

/// What the client's page says before its methods.
fn about(api: &Api) -> String {
    let mut about = format!(
        "A client for {}.\n\nCloning it is cheap: clones share connections and credentials. Each operation of the service
is a method that returns a builder: set the members, then `send()`.",
        api.service.full_name.prose()
    );
    if api
        .operations
        .iter()
        .any(|operation| operation.paginator.is_some())
    {
        about += " Where results come in pages, the builder
has `into_paginator()`, which asks for all of them.";
    }
    if !api.waiters.is_empty() {
        let methods = api.waiters.iter().map(|Waiter { method, .. }| {
            format!("[`{method}`](crate::waiters::Waiters::{method})")
        });
        about += &format!(
            "\n\nThe trait [`Waiters`], once it is imported, adds methods that wait until something has
happened: {}.",
            methods.collect::<Vec<_>>().join(", ")
        );
    }
    about
}

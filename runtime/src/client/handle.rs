//! What a client is and holds: [`ServiceClient`] and [`Handle`].
//!
//! A generated `Client` is an `Arc<Handle<S>>` with a method for each operation.
//! Never here: operations, or how a request is sent ([`super::call`]).

use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, RuntimePlugins};
use aws_smithy_runtime_api::shared::IntoShared;

use crate::config::{Builder, Config, InvalidConfig, plugins};
use crate::service::Service;

/// A client of a service, as code that serves every service sees it.
pub trait ServiceClient {
    /// The service.
    type Service: Service;

    /// What the client holds.
    fn handle(&self) -> Arc<Handle<Self::Service>>;
}

/// A client's settings, and everything that is made of them once.
pub struct Handle<S> {
    config: Config<S>,
    plugins: Result<RuntimePlugins, InvalidConfig>,
}

impl<S> fmt::Debug for Handle<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle")
            .field("conf", &self.config)
            .field("runtime_plugins", &self.plugins)
            .finish()
    }
}

impl<S> Handle<S> {
    /// The client's settings.
    pub fn config(&self) -> &Config<S> {
        &self.config
    }
}

impl<S: Service> Handle<S> {
    /// A client with these settings. Settings that cannot work are kept, for each call to report.
    pub fn new(config: Config<S>) -> Self {
        let plugins = plugins::for_client(config.settings(), config.frozen(), S::METADATA);
        Self { config, plugins }
    }

    /// The plugins of one request: the client's, its operation's, and those of the settings that this
    /// request alone has.
    ///
    /// An error goes to the caller as [`SdkError::construction_failure`](crate::error::SdkError): the
    /// client's settings, or the request's own, cannot work.
    pub fn operation_plugins(
        &self,
        operation: impl RuntimePlugin + 'static,
        config_override: Option<Builder<S>>,
    ) -> Result<RuntimePlugins, InvalidConfig> {
        plugins::for_request(
            self.plugins.as_ref().map_err(Clone::clone)?,
            operation.into_shared(),
            self.config.settings(),
            config_override.map(Builder::into_settings),
            S::METADATA,
        )
    }
}

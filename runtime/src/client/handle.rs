//! [`Handle`]: what a client holds. [`ServiceClient`]: any generated client.
//!
//! A generated `Client` is an `Arc<Handle<S>>` with a method for each operation.
//! Never here: operations, sending ([`super::call`]).

use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, RuntimePlugins};
use aws_smithy_runtime_api::shared::IntoShared;

use crate::config::{Builder, Config, InvalidConfig, plugins};
use crate::service::Service;

/// A generated client, for code that works with any service.
pub trait ServiceClient {
    /// The service.
    type Service: Service;

    /// The client's handle.
    fn handle(&self) -> Arc<Handle<Self::Service>>;
}

/// A client's settings, and the runtime plugins made from them once.
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
    /// A client with these settings. If they are invalid, every call reports it.
    pub fn new(config: Config<S>) -> Self {
        let plugins = plugins::for_client(config.settings(), config.frozen(), S::METADATA);
        Self { config, plugins }
    }

    /// The runtime plugins of one request: the client's, the operation's, and those of the request's own settings.
    ///
    /// # Errors
    /// The client's settings, or the request's own, are invalid. The caller gets that as
    /// [`SdkError::construction_failure`](crate::error::SdkError).
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

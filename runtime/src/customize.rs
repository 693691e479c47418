//! Changing a single request before it is sent: [`CustomizableOperation`].
//!
//! Never here: settings ([`crate::config`]), or sending ([`crate::operation`]).

use std::marker::PhantomData;
use std::pin::Pin;

use aws_smithy_runtime::client::interceptors::{MapRequestInterceptor, MutateRequestInterceptor};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, SharedRuntimePlugin};
use aws_smithy_runtime_api::shared::IntoShared;

use crate::config::Builder;
use crate::config::settings::Settings;
use crate::service::Service;

/// A future on the heap.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What sending a request gives.
pub type SendResult<T, E> = Result<T, SdkError<E, HttpResponse>>;

/// A request that can be sent with settings of its own. Fluent builders implement it.
pub trait CustomizableSend<T, E>: Send + Sync {
    /// The service that the request goes to.
    type Service: Service;

    /// Sends the request.
    fn send(self, config_override: Builder<Self::Service>) -> BoxFuture<SendResult<T, E>>;
}

/// A request that is changed before it is sent: what `customize()` of a fluent builder returns.
///
/// `T` and `E` are the operation's output and error, `B` is the fluent builder.
pub struct CustomizableOperation<T, E, B> {
    request: B,
    config_override: Option<Settings>,
    interceptors: Vec<SharedInterceptor>,
    plugins: Vec<SharedRuntimePlugin>,
    result: PhantomData<fn() -> (T, E)>,
}

impl<T, E, B> CustomizableOperation<T, E, B> {
    /// The request as it is.
    #[doc(hidden)]
    pub fn new(request: B) -> Self {
        Self {
            request,
            config_override: None,
            interceptors: Vec::new(),
            plugins: Vec::new(),
            result: PhantomData,
        }
    }

    /// Adds an interceptor, which is shown the request and the response at every step, and may change them.
    ///
    /// In which order the interceptors of one request run is not specified.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Adds a runtime plugin.
    #[doc(hidden)]
    pub fn runtime_plugin(mut self, plugin: impl RuntimePlugin + 'static) -> Self {
        self.plugins.push(plugin.into_shared());
        self
    }

    /// Replaces the HTTP request, before it is signed, with what `map` makes of it. An error of `map` is
    /// the call's.
    pub fn map_request<F, MapE>(self, map: F) -> Self
    where
        F: Fn(HttpRequest) -> Result<HttpRequest, MapE> + Send + Sync + 'static,
        MapE: std::error::Error + Send + Sync + 'static,
    {
        self.interceptor(MapRequestInterceptor::new(map))
    }

    /// Changes the HTTP request before it is signed: adds a header, for example.
    pub fn mutate_request<F>(self, change: F) -> Self
    where
        F: Fn(&mut HttpRequest) + Send + Sync + 'static,
    {
        self.interceptor(MutateRequestInterceptor::new(change))
    }

    /// Sets settings for this request alone. What `config_override` leaves open is as the client has it.
    ///
    /// | client    | this request | in effect |
    /// |-----------|--------------|-----------|
    /// | unset     | `b`          | `b`       |
    /// | `a`       | `b`          | `b`       |
    /// | `a`       | left open    | `a`       |
    pub fn config_override(
        mut self,
        config_override: impl Into<Builder<<B as CustomizableSend<T, E>>::Service>>,
    ) -> Self
    where
        B: CustomizableSend<T, E>,
    {
        self.config_override = Some(config_override.into().into_settings());
        self
    }

    /// Sends the request and returns the response.
    pub async fn send(self) -> SendResult<T, E>
    where
        E: std::error::Error + Send + Sync + 'static,
        B: CustomizableSend<T, E>,
    {
        let mut settings = self.config_override.unwrap_or_else(Settings::new);
        for interceptor in self.interceptors {
            settings.components.push_interceptor(interceptor);
        }
        settings.plugins.extend(self.plugins);
        self.request.send(Builder::of(settings)).await
    }
}

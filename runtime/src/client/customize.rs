//! [`CustomizableOperation`]: changes a single request before it is sent.
//!
//! Never here: settings ([`crate::config`]), or sending ([`super::call`]).

use std::marker::PhantomData;

use aws_smithy_runtime::client::interceptors::{MapRequestInterceptor, MutateRequestInterceptor};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, SharedRuntimePlugin};
use aws_smithy_runtime_api::shared::IntoShared;

use super::call::{Request, call};
use crate::config::Builder;
use crate::config::settings::Settings;
use crate::error::{OperationError, SdkError};
use crate::operation::{Operation, Output};
use crate::service::Service;
use crate::validation::Validation;

/// A fluent builder with a client to send with.
pub trait FluentBuilder {
    /// The operation.
    type Operation: Operation;

    /// The request, and its input.
    fn into_request(self) -> (RequestTo<Self>, InputOf<Self>);
}

/// A request to the service of a fluent builder's operation.
pub type RequestTo<B> = Request<ServiceOf<B>>;

/// The service of a fluent builder's operation.
pub type ServiceOf<B> = <<B as FluentBuilder>::Operation as Operation>::Service;

/// The input of a fluent builder's operation.
pub type InputOf<B> = <<B as FluentBuilder>::Operation as Operation>::Input;

/// A request that can be changed before it is sent: what `customize()` of a fluent builder returns.
///
/// `T` and `E` are the operation's output and error, `B` is the fluent builder, `S` the service.
#[must_use = "a request does nothing unless it is sent"]
pub struct CustomizableOperation<T, E, B, S> {
    request: B,
    config_override: Option<Settings>,
    validation: Option<Validation>,
    interceptors: Vec<SharedInterceptor>,
    plugins: Vec<SharedRuntimePlugin>,
    result: PhantomData<fn() -> (T, E)>,
    service: PhantomData<fn() -> S>,
}

impl<T, E, B, S> CustomizableOperation<T, E, B, S> {
    /// Starts with no changes.
    #[doc(hidden)]
    pub fn new(request: B) -> Self {
        Self {
            request,
            config_override: None,
            validation: None,
            interceptors: Vec::new(),
            plugins: Vec::new(),
            result: PhantomData,
            service: PhantomData,
        }
    }

    /// Adds an interceptor, which sees the request and the response at every step and may change them.
    ///
    /// The order in which the interceptors of one request run is unspecified.
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

    /// Replaces the HTTP request with the result of `map`, before it is signed. If `map` fails, so does the call.
    pub fn map_request<F, MapE>(self, map: F) -> Self
    where
        F: Fn(HttpRequest) -> Result<HttpRequest, MapE> + Send + Sync + 'static,
        MapE: std::error::Error + Send + Sync + 'static,
    {
        self.interceptor(MapRequestInterceptor::new(map))
    }

    /// Changes the HTTP request before it is signed, for example to add a header.
    pub fn mutate_request<F>(self, change: F) -> Self
    where
        F: Fn(&mut HttpRequest) + Send + Sync + 'static,
    {
        self.interceptor(MutateRequestInterceptor::new(change))
    }

    /// Overrides the client's settings for this request. Settings that `config_override` leaves open are the client's.
    ///
    /// | client    | this request | in effect |
    /// |-----------|--------------|-----------|
    /// | unset     | `b`          | `b`       |
    /// | `a`       | `b`          | `b`       |
    /// | `a`       | left open    | `a`       |
    pub fn config_override(mut self, config_override: impl Into<Builder<S>>) -> Self {
        self.config_override = Some(config_override.into().into_settings());
        self
    }

    /// Sets how much of this request is checked before it is sent, whatever the client's setting is.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.validation = Some(validation);
        self
    }

    /// Sends the request and returns the response.
    pub async fn send(self) -> Result<T, SdkError<E>>
    where
        B: FluentBuilder,
        B::Operation: Operation<Service = S, Output = T, Error = E>,
        S: Service,
        T: Output,
        E: OperationError,
    {
        let mut settings = self.config_override.unwrap_or_else(Settings::new);
        for interceptor in self.interceptors {
            settings.components.push_interceptor(interceptor);
        }
        settings.plugins.extend(self.plugins);
        if let Some(validation) = self.validation {
            settings.layer.store_put(validation);
        }
        let (request, input) = self.request.into_request();
        let request = request.config_override(Builder::of(settings));
        call::<B::Operation>(request, input).await
    }
}

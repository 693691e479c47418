//! Calls, through one type-erased code path for all operations of all services.
//!
//! Serialising, sending, retrying and reading the response are the official orchestrator's.
//! Never here: the runtime plugins of operations ([`crate::operation`]).

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::interceptors::context::{
    Error as ErasedError, Input as ErasedInput, Output as ErasedOutput,
};
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, SharedRuntimePlugin};
use tracing::Instrument;

use super::handle::Handle;
use crate::config::Builder;
use crate::error::{BoxError, OperationError, SdkError};
use crate::operation::plugin::OperationPlugin;
use crate::operation::{BuilderState, Descriptor, Operation, Output, span};
use crate::service::Service;
use crate::value::Structure;
use crate::value::walk;

impl Descriptor {
    /// Sends an input that came from [`Self::blank_input`] of the same operation.
    ///
    /// # Errors
    /// Those of the typed call. The input of another operation is a construction failure.
    pub async fn send<S: Service>(
        &'static self,
        handle: Arc<Handle<S>>,
        input: Box<dyn Structure>,
    ) -> Result<ErasedOutput, SdkError<ErasedError>> {
        match (self.types.erase)(input) {
            Some(input) => run(self, Request::new(handle).prepare(self, &[]), input).await,
            None => Err(SdkError::construction_failure(format!(
                "not an input of {}",
                self.name
            ))),
        }
    }
}

/// The state of a fluent builder: the client to send with, and the settings of this request alone.
#[derive(Debug)]
pub struct Request<S: Service> {
    handle: Arc<Handle<S>>,
    // Boxed, because every setter moves it along.
    config_override: Option<Box<Builder<S>>>,
}

impl<S: Service> Clone for Request<S> {
    fn clone(&self) -> Self {
        Self {
            handle: Arc::clone(&self.handle),
            config_override: self.config_override.clone(),
        }
    }
}

impl<S: Service> Request<S> {
    /// A request to be sent with `handle`.
    pub fn new(handle: Arc<Handle<S>>) -> Self {
        Self {
            handle,
            config_override: None,
        }
    }

    /// Overrides the client's settings for this request.
    #[must_use]
    pub fn config_override(mut self, config_override: Builder<S>) -> Self {
        self.config_override = Some(Box::new(config_override));
        self
    }

    /// The client's handle.
    pub(crate) fn into_handle(self) -> Arc<Handle<S>> {
        self.handle
    }

    /// The runtime plugins for a call of the operation.
    pub(crate) fn prepare(
        self,
        descriptor: &'static Descriptor,
        more: &[SharedRuntimePlugin],
    ) -> Result<RuntimePlugins, BoxError> {
        let mut plugins = self.handle.operation_plugins(
            OperationPlugin(descriptor),
            self.config_override.map(|boxed| *boxed),
        )?;
        for plugin in more {
            plugins = plugins.with_operation_plugin(plugin.clone());
        }
        Ok(plugins)
    }
}

impl<S: Service> BuilderState for Request<S> {
    fn debug(
        &self,
        f: &mut fmt::Formatter<'_>,
        [fluent, builder]: [&'static str; 2],
        input: &dyn Structure,
    ) -> fmt::Result {
        f.debug_struct(fluent)
            .field("handle", &self.handle)
            .field("inner", &walk::Named(builder, input))
            .field("config_override", &self.config_override)
            .finish()
    }
}

/// The future of a call: resolves to the output or the error.
#[must_use = "a call does nothing unless it is awaited"]
pub struct Call<T, E> {
    erased: ErasedCall,
    result: PhantomData<fn() -> (T, E)>,
}

type ErasedCall = Pin<Box<dyn Future<Output = ErasedResult> + Send>>;
type ErasedResult = Result<ErasedOutput, SdkError<ErasedError>>;

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Call")
    }
}

/// Calls the operation `O`.
pub fn call<O: Operation>(
    request: Request<O::Service>,
    input: O::Input,
) -> Call<O::Output, O::Error> {
    call_with::<O>(request.prepare(O::DESCRIPTOR, &[]), input)
}

/// Calls the operation `O` with these runtime plugins.
pub(crate) fn call_with<O: Operation>(
    plugins: Result<RuntimePlugins, BoxError>,
    input: O::Input,
) -> Call<O::Output, O::Error> {
    let input = ErasedInput::erase(input);
    Call {
        erased: Box::pin(run(O::DESCRIPTOR, plugins, input)),
        result: PhantomData,
    }
}

impl<T: Output, E: OperationError> Future for Call<T, E> {
    type Output = Result<T, SdkError<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.erased.as_mut().poll(context).map(typed)
    }
}

fn typed<T: Output, E: OperationError>(result: ErasedResult) -> Result<T, SdkError<E>> {
    match result {
        Ok(output) => output.downcast::<T>().map_err(|_| {
            SdkError::construction_failure("an interceptor put an output of another type in place")
        }),
        Err(error) => Err(error.map_service_error(|error| {
            error
                .downcast::<E>()
                .unwrap_or_else(|other| E::create_unhandled_error(Box::new(other), None))
        })),
    }
}

/// Every call of every operation is this future.
async fn run(
    descriptor: &'static Descriptor,
    plugins: Result<RuntimePlugins, BoxError>,
    input: ErasedInput,
) -> ErasedResult {
    let plugins = plugins.map_err(SdkError::construction_failure)?;
    let (service, name) = (descriptor.service.id, descriptor.name);
    invoke_with_stop_point(service, name, input, &plugins, StopPoint::None)
        .instrument(span::of(descriptor))
        .await?
        .finalize()
}

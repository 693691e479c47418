//! One operation path for every operation of every service.
//!
//! An operation states a [`Descriptor`]: its name, its HTTP binding, and a few functions that know its
//! types. Everything else (serialising, sending, retrying, reading the answer) runs once, type-erased, on
//! the official orchestrator. Never here: formats and protocols ([`crate::protocol`]), settings
//! ([`crate::config`]), anything a single service needs.

mod plugin;
mod span;
mod statement;
mod types;

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
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use aws_types::request_id::RequestId;
use tracing::Instrument;

use self::plugin::OperationPlugin;
#[doc(hidden)]
pub use self::plugin::{components, settings};
use self::types::Types;
use crate::client::Handle;
use crate::config::Builder;
use crate::error::{BoxError, ErrorParts, OperationError, SdkError};
use crate::service::{Service, ServiceMetadata};
use crate::value::Structure;
use crate::walk;

/// An operation of a service; the generated crate has a type for each.
pub trait Operation: Send + Sync + 'static {
    /// The service.
    type Service: Service;
    /// What a request says.
    type Input: Structure + Clone + fmt::Debug;
    /// What a response says.
    type Output: Output + Default;
    /// What can go wrong.
    type Error: OperationError;
    /// The operation as data.
    const DESCRIPTOR: &'static Descriptor;
}

/// What a response says.
pub trait Output: Structure + RequestId + fmt::Debug {
    /// Keeps the id that the service gave the request.
    fn set_request_id(&mut self, request_id: Option<&str>);
}

/// An operation as data: what the one path needs to know of it.
#[derive(Debug)]
pub struct Descriptor {
    /// The name, as the model spells it.
    pub name: &'static str,
    /// The service.
    pub service: &'static ServiceMetadata,
    /// The HTTP binding.
    pub http: Http,
    /// The model gives the operation an input, however empty.
    pub has_input: bool,
    types: Types,
}

/// An operation's HTTP binding: <https://smithy.io/2.0/spec/http-bindings.html#http-trait>.
#[derive(Debug)]
pub struct Http {
    /// `GET`, `POST`, ...
    pub method: &'static str,
    /// The path with `{Label}` and `{Label+}`, and optionally a constant query string.
    pub uri: &'static str,
    /// The status of success.
    pub code: u16,
}

impl Descriptor {
    /// The descriptor of operation `O`.
    pub const fn new<O: Operation>(name: &'static str, http: Http, has_input: bool) -> Self
    where
        O::Input: Default,
    {
        Self {
            name,
            service: O::Service::METADATA,
            http,
            has_input,
            types: Types::of::<O>(),
        }
    }

    /// An input with nothing set, for callers that know the operation by name only.
    pub fn blank_input(&self) -> Box<dyn Structure> {
        (self.types.blank)()
    }

    /// An output with nothing set.
    #[cfg(feature = "testing")]
    pub(crate) fn blank_output(&self) -> Box<dyn Structure> {
        (self.types.blank_output)()
    }

    /// Reads an answer, its body loaded, as a call does.
    #[cfg(feature = "testing")]
    pub(crate) fn read(
        &self,
        protocol: crate::protocol::Protocol,
        response: &crate::error::HttpResponse,
    ) -> aws_smithy_runtime_api::client::interceptors::context::OutputOrError {
        (self.types.read)(protocol, self, response)
    }

    /// Sends an input that came from [`Self::blank_input`] of the same operation.
    ///
    /// # Errors
    /// As the typed call has them; one of another operation's inputs is a construction failure.
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

    /// What [`Self::send`] gave, for reading. `None` if it is another operation's.
    pub fn output<'a>(&self, output: &'a ErasedOutput) -> Option<&'a dyn Output> {
        (self.types.output)(output)
    }

    /// The service's error that [`Self::send`] gave, for reading. `None` if it is another operation's.
    pub fn error<'a>(&self, error: &'a ErasedError) -> Option<&'a dyn ErrorParts> {
        (self.types.error)(error)
    }
}

/// The state of a fluent builder: a client to send with, and what this call does differently.
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

    /// The same request with these settings in place of the client's.
    #[must_use]
    pub fn config_override(mut self, config_override: Builder<S>) -> Self {
        self.config_override = Some(Box::new(config_override));
        self
    }

    /// The client's inside.
    pub(crate) fn into_handle(self) -> Arc<Handle<S>> {
        self.handle
    }

    /// Everything that runs around a call of the operation.
    pub(crate) fn prepare(
        self,
        descriptor: &'static Descriptor,
        more: &[aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin],
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

/// The state of a builder that only builds an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detached;

/// What a builder does with the input, which decides how it shows itself: by the official crates' types, of which
/// there is one for each state.
pub trait BuilderState {
    /// Writes a builder in this state. The names are those of the fluent builder and of the input's.
    fn debug(
        &self,
        f: &mut fmt::Formatter<'_>,
        names: [&'static str; 2],
        input: &dyn Structure,
    ) -> fmt::Result;
}

impl BuilderState for Detached {
    fn debug(
        &self,
        f: &mut fmt::Formatter<'_>,
        [_, builder]: [&'static str; 2],
        input: &dyn Structure,
    ) -> fmt::Result {
        walk::debug(f, builder, input)
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

/// A call under way: resolves to the output, or to what went wrong.
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

/// Calls the operation `O` as prepared.
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

/// The one path: every call of every operation is this future.
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

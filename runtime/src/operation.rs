//! One operation path for every operation of every service.
//!
//! An operation states a [`Descriptor`]: its name, its HTTP binding, and a few functions that know its
//! types. Everything else (serialising, sending, retrying, reading the answer) runs once, type-erased, on
//! the official orchestrator. Never here: formats and protocols ([`crate::protocol`]), settings
//! ([`crate::config`]), anything a single service needs.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime::client::retries::classifiers::{
    ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::interceptors::context::{
    Error as ErasedError, Input as ErasedInput, Output as ErasedOutput, OutputOrError,
};
use aws_smithy_runtime_api::client::orchestrator::{
    HttpRequest, HttpResponse, Metadata, OrchestratorError, SensitiveOutput,
};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, RuntimePlugins};
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
use aws_types::request_id::{RequestId, apply_request_id};
use std::borrow::Cow;
use tracing::Instrument;

use crate::client::Handle;
use crate::config::{Builder, auth};
use crate::error::{BoxError, ErrorMetadata, ErrorParts, Modeled, OperationError, SdkError};
use crate::feature_tracker::ShowInput;
use crate::protocol::{self, Protocol};
use crate::service::{Service, ServiceMetadata};
use crate::validation::{self, Validation};
use crate::value::Structure;

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

/// The functions that know an operation's types.
struct Types {
    input: fn(&ErasedInput) -> Option<&dyn Structure>,
    input_mut: fn(&mut ErasedInput) -> Option<&mut dyn Structure>,
    read: fn(Protocol, &Descriptor, &HttpResponse) -> OutputOrError,
    output: fn(&ErasedOutput) -> Option<&dyn Output>,
    error: fn(&ErasedError) -> Option<&dyn ErrorParts>,
    blank: fn() -> Box<dyn Structure>,
    erase: fn(Box<dyn Structure>) -> Option<ErasedInput>,
    retry_classifiers: fn() -> [SharedRetryClassifier; 4],
}

impl fmt::Debug for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Types")
    }
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
            types: Types {
                input: erased_input::<O>,
                input_mut: erased_input_mut::<O>,
                read: read_response::<O>,
                output: erased_output::<O>,
                error: erased_error::<O::Error>,
                blank: blank_input::<O>,
                erase: erase_input::<O>,
                retry_classifiers: retry_classifiers::<O::Error>,
            },
        }
    }

    /// An input with nothing set, for callers that know the operation by name only.
    pub fn blank_input(&self) -> Box<dyn Structure> {
        (self.types.blank)()
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

fn erased_input<O: Operation>(input: &ErasedInput) -> Option<&dyn Structure> {
    input
        .downcast_ref::<O::Input>()
        .map(|input| input as &dyn Structure)
}

fn erased_input_mut<O: Operation>(input: &mut ErasedInput) -> Option<&mut dyn Structure> {
    input
        .downcast_mut::<O::Input>()
        .map(|input| input as &mut dyn Structure)
}

fn erased_output<O: Operation>(output: &ErasedOutput) -> Option<&dyn Output> {
    output
        .downcast_ref::<O::Output>()
        .map(|output| output as &dyn Output)
}

fn erased_error<E: OperationError>(error: &ErasedError) -> Option<&dyn ErrorParts> {
    error.downcast_ref::<E>().map(Modeled::parts)
}

fn blank_input<O: Operation>() -> Box<dyn Structure>
where
    O::Input: Default,
{
    Box::new(O::Input::default())
}

fn erase_input<O: Operation>(input: Box<dyn Structure>) -> Option<ErasedInput> {
    let input: Box<dyn std::any::Any> = input;
    let input = input.downcast::<O::Input>().ok()?;
    Some(ErasedInput::erase(*input))
}

fn read_response<O: Operation>(
    protocol: Protocol,
    descriptor: &Descriptor,
    response: &HttpResponse,
) -> OutputOrError {
    tracing::debug!(request_id = ?response.request_id());
    if !protocol::is_success(&descriptor.http, response.status().as_u16()) {
        let error = read_error::<O::Error>(protocol, response);
        return Err(OrchestratorError::operation(ErasedError::erase(error)));
    }
    let mut output = O::Output::default();
    match protocol::read_output(protocol, response, &mut output) {
        Ok(()) => {
            output.set_request_id(response.request_id());
            Ok(ErasedOutput::erase(output))
        }
        Err(error) => {
            let meta = apply_request_id(ErrorMetadata::builder(), response.headers()).build();
            let error = O::Error::create_unhandled_error(Box::new(error), Some(meta));
            Err(OrchestratorError::operation(ErasedError::erase(error)))
        }
    }
}

fn read_error<E: OperationError>(protocol: Protocol, response: &HttpResponse) -> E {
    let meta = protocol::read_error(protocol, response);
    let meta = apply_request_id(meta, response.headers()).build();
    E::from_code(meta, &|exception| {
        protocol::read_exception(protocol, response, exception).map_err(Into::into)
    })
}

fn retry_classifiers<E: OperationError>() -> [SharedRetryClassifier; 4] {
    [
        SharedRetryClassifier::new(TransientErrorClassifier::<E>::new()),
        SharedRetryClassifier::new(ModeledAsRetryableClassifier::<E>::new()),
        SharedRetryClassifier::new(AwsErrorCodeClassifier::<E>::new()),
        SharedRetryClassifier::new(ServiceClockSkewClassifier::<E>::new()),
    ]
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
    ) -> Result<Prepared, BoxError> {
        let own = self.config_override.as_ref();
        let validation = own
            .and_then(|settings| settings.stored_validation())
            .unwrap_or_else(|| self.handle.config().validation());
        let mut plugins = self.handle.operation_plugins(
            OperationPlugin(descriptor),
            self.config_override.map(|boxed| *boxed),
        )?;
        for plugin in more {
            plugins = plugins.with_operation_plugin(plugin.clone());
        }
        Ok(Prepared {
            plugins,
            validation,
        })
    }
}

/// What a request needs to be sent, besides its input.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    /// Everything that runs around the call.
    pub(crate) plugins: RuntimePlugins,
    validation: Validation,
}

/// The state of a builder that only builds an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detached;

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
    prepared: Result<Prepared, BoxError>,
    input: O::Input,
) -> Call<O::Output, O::Error> {
    let input = ErasedInput::erase(input);
    Call {
        erased: Box::pin(run(O::DESCRIPTOR, prepared, input)),
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
    prepared: Result<Prepared, BoxError>,
    input: ErasedInput,
) -> ErasedResult {
    let Prepared {
        plugins,
        validation,
    } = prepared.map_err(SdkError::construction_failure)?;
    // Before anything else: credentials are not asked for what is not sent.
    if let Some(input) = (descriptor.types.input)(&input) {
        validation::request(input, descriptor, validation)
            .map_err(SdkError::construction_failure)?;
    }
    let (service, name) = (descriptor.service.id, descriptor.name);
    let span = tracing::debug_span!(
        "operation",
        "otel.name" = %format_args!("{service}.{name}"),
        "rpc.service" = service,
        "rpc.method" = name,
        "sdk_invocation_id" = fastrand::u32(1_000_000..10_000_000),
        "rpc.system" = "aws-api",
    );
    invoke_with_stop_point(service, name, input, &plugins, StopPoint::None)
        .instrument(span)
        .await?
        .finalize()
}

/// What an operation adds to the client's plugins.
#[derive(Debug)]
struct OperationPlugin(&'static Descriptor);

impl RuntimePlugin for OperationPlugin {
    fn config(&self) -> Option<FrozenLayer> {
        let descriptor = self.0;
        let mut layer = Layer::new(descriptor.name);
        layer.store_put(SharedRequestSerializer::new(TableSerializer(descriptor)));
        layer.store_put(SharedResponseDeserializer::new(TableDeserializer(
            descriptor,
        )));
        layer.store_put(AuthSchemeOptionResolverParams::new(auth::Params::new(
            descriptor.name,
        )));
        layer.store_put(SensitiveOutput);
        layer.store_put(Metadata::new(descriptor.name, descriptor.service.id));
        layer.store_put(ShowInput(descriptor.types.input));
        Some(layer.freeze())
    }

    fn runtime_components(
        &self,
        _: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        let mut components = RuntimeComponentsBuilder::new(self.0.name);
        for classifier in (self.0.types.retry_classifiers)() {
            components.push_retry_classifier(classifier);
        }
        Cow::Owned(components)
    }
}

/// Writes any input by its table.
#[derive(Debug)]
struct TableSerializer(&'static Descriptor);

impl SerializeRequest for TableSerializer {
    fn serialize_input(
        &self,
        mut input: ErasedInput,
        config: &mut ConfigBag,
    ) -> Result<HttpRequest, BoxError> {
        let descriptor = self.0;
        let Some(input) = (descriptor.types.input_mut)(&mut input) else {
            return Err(format!("not an input of {}", descriptor.name).into());
        };
        crate::idempotency_token::fill(input, config)?;
        let Descriptor {
            service,
            name,
            http,
            has_input,
            ..
        } = descriptor;
        let protocol = crate::config::protocol(config, service)?;
        let input = has_input.then_some(&*input);
        Ok(protocol::request(
            protocol,
            service.target_prefix,
            name,
            http,
            input,
        )?)
    }
}

/// Reads any output or error by its table.
#[derive(Debug)]
struct TableDeserializer(&'static Descriptor);

impl DeserializeResponse for TableDeserializer {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        config: &ConfigBag,
    ) -> OutputOrError {
        let protocol =
            crate::config::protocol(config, self.0.service).map_err(OrchestratorError::other)?;
        (self.0.types.read)(protocol, self.0, response)
    }
}

/// States an operation: its descriptor and its fluent builder, of which the input's builder is one state.
/// `crate::Client` is the client of the generated crate that calls the macro.
#[macro_export]
#[doc(hidden)]
#[allow(
    clippy::crate_in_macro_def,
    reason = "the layout of the generated crate is the contract"
)]
macro_rules! operation {
    (
        $(#[$page:meta])*
        $operation:ident of $service:path = $name:literal $method:literal $uri:literal $code:literal,
        $input:ident $(($no_input:ident))? -> $output:ident or $error:ident,
        $fluent:ident, $builder:ident, $output_builder:ident
    ) => {
        #[doc = concat!("The operation `", $name, "`: see [`", stringify!($fluent), "`].")]
        #[cfg_attr(doc, doc(hidden))]
        #[non_exhaustive]
        #[derive(Clone, Debug, Default)]
        pub struct $operation;

        /// The builders of the operation.
        pub mod builders {
            #[doc(inline)]
            pub use super::{$fluent, $output_builder};
            pub use super::$builder;
        }

        impl $crate::operation::Operation for $operation {
            type Service = $service;
            type Input = $input;
            type Output = $output;
            type Error = $error;
            const DESCRIPTOR: &'static $crate::operation::Descriptor =
                &$crate::operation::Descriptor::new::<Self>(
                    $name,
                    $crate::operation::Http { method: $method, uri: $uri, code: $code },
                    !$crate::flag!($($no_input)?),
                );
        }

        impl $input {
            #[doc = concat!("A builder for [`", stringify!($input), "`].")]
            #[inline]
            pub fn builder() -> $builder {
                $builder::default()
            }

            /// Checks the input against the constraints of the model, as a call does before it is sent.
            ///
            /// # Errors
            /// Every violation.
            #[inline]
            pub fn validate(
                &self,
                level: $crate::validation::Validation,
            ) -> $crate::validation::Result {
                $crate::validation::request_of::<$operation>(self, level)
            }
        }

        #[doc = concat!("A builder for [`", stringify!($input), "`], without a client to send it with.")]
        #[cfg_attr(doc, doc(hidden))]
        pub type $builder = $fluent<$crate::operation::Detached>;

        $(#[$page])*
        #[cfg_attr(doc, doc(hidden))]
        pub struct $fluent<S = $crate::operation::Request<$service>> {
            pub(crate) value: $input,
            pub(crate) state: S,
        }

        impl<S> $fluent<S> {
            #[inline]
            pub(crate) fn with(state: S) -> Self {
                Self { value: ::std::default::Default::default(), state }
            }
        }

        impl $fluent {
            /// Sends the request and waits for the answer.
            #[inline]
            pub fn send(
                self,
            ) -> $crate::operation::Call<$output, $error> {
                $crate::operation::call::<$operation>(self.state, self.value)
            }

            /// Lets this one call differ from the client's settings before it is sent.
            #[inline]
            pub fn customize(
                self,
            ) -> $crate::customize::CustomizableOperation<$output, $error, Self> {
                $crate::customize::CustomizableOperation::new(self)
            }

            /// The input as it stands, as a builder of its own.
            #[inline]
            pub fn as_input(&self) -> $builder {
                $fluent {
                    value: ::std::clone::Clone::clone(&self.value),
                    state: $crate::operation::Detached,
                }
            }
        }

        impl $fluent<$crate::operation::Detached> {
            /// The input with what was set. Nothing is checked before it is sent.
            ///
            /// # Errors
            /// None; the official crates return a `Result` here.
            #[inline]
            pub fn build(self) -> ::std::result::Result<$input, $crate::error::BuildError> {
                ::std::result::Result::Ok(self.value)
            }

            /// Sends the request with `client` and waits for the answer.
            #[inline]
            pub fn send_with(
                self,
                client: &crate::Client,
            ) -> $crate::operation::Call<$output, $error> {
                $crate::operation::call::<$operation>(
                    $crate::operation::Request::new($crate::client::ServiceClient::handle(client)),
                    self.value,
                )
            }
        }

        $crate::serde_input! { $input $builder }

        impl ::std::default::Default for $builder {
            #[inline]
            fn default() -> Self {
                Self::with($crate::operation::Detached)
            }
        }

        impl<S: ::std::clone::Clone> ::std::clone::Clone for $fluent<S> {
            #[inline]
            fn clone(&self) -> Self {
                Self {
                    value: ::std::clone::Clone::clone(&self.value),
                    state: ::std::clone::Clone::clone(&self.state),
                }
            }
        }

        impl ::std::cmp::PartialEq for $builder {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.value == other.value
            }
        }

        impl<S> ::std::fmt::Debug for $fluent<S> {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::walk::debug(f, stringify!($fluent), &self.value)
            }
        }

        impl $crate::customize::FluentBuilder for $fluent {
            type Operation = $operation;

            #[inline]
            fn into_request(self) -> ($crate::operation::Request<$service>, $input) {
                (self.state, self.value)
            }
        }
    };
}

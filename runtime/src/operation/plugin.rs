//! The runtime plugin of an operation: validating and serialising its input, reading the response, classifying
//! retries.
//!
//! Never here: how messages look ([`crate::protocol`]).

use std::borrow::Cow;

use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime_api::client::interceptors::context::{Input as ErasedInput, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{
    HttpRequest, HttpResponse, Metadata, OrchestratorError, SensitiveOutput,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};

use super::check;
use super::descriptor::Descriptor;
use super::host_prefix;
use crate::config;
use crate::config::feature_tracker::ShowInput;
use crate::error::BoxError;
use crate::protocol;
use crate::validation::Validation;

/// The runtime plugin of an operation.
#[derive(Debug)]
pub(crate) struct OperationPlugin(pub(crate) &'static Descriptor);

impl RuntimePlugin for OperationPlugin {
    fn config(&self) -> Option<FrozenLayer> {
        settings(self.0)
    }

    fn runtime_components(
        &self,
        _: &RuntimeComponentsBuilder,
    ) -> Cow<'_, RuntimeComponentsBuilder> {
        components(self.0)
    }
}

/// The settings that an operation adds.
#[doc(hidden)]
pub fn settings(descriptor: &'static Descriptor) -> Option<FrozenLayer> {
    let mut layer = Layer::new(descriptor.name);
    layer.store_put(SharedRequestSerializer::new(TableSerializer(descriptor)));
    layer.store_put(SharedResponseDeserializer::new(TableDeserializer(
        descriptor,
    )));
    layer.store_put((descriptor.service.params.auth)(descriptor.name));
    layer.store_put(SensitiveOutput);
    layer.store_put(Metadata::new(descriptor.name, descriptor.service.id));
    layer.store_put(ShowInput(descriptor.types.input));
    Some(layer.freeze())
}

/// The components that an operation adds.
#[doc(hidden)]
pub fn components(descriptor: &'static Descriptor) -> Cow<'static, RuntimeComponentsBuilder> {
    let mut components = RuntimeComponentsBuilder::new(descriptor.name);
    for classifier in (descriptor.types.retry_classifiers)() {
        components.push_retry_classifier(classifier);
    }
    if !descriptor.is_signed {
        return Cow::Owned(unsigned(components));
    }
    Cow::Owned(components)
}

/// Adds the official auth scheme that signs nothing, and chooses it, whatever the client's resolver says.
fn unsigned(components: RuntimeComponentsBuilder) -> RuntimeComponentsBuilder {
    // To a builder without a resolver it adds one that chooses nothing else.
    let none = RuntimeComponentsBuilder::new("none");
    components.merge_from(&NoAuthRuntimePluginV2::new().runtime_components(&none))
}

/// Validates and serialises any input by its schema.
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
        // Not before the call, because an interceptor may set what was missing.
        let level = config.load::<Validation>().copied().unwrap_or_default();
        check::request(input, descriptor, level)?;
        crate::config::idempotency_token::fill(input, config)?;
        let Descriptor {
            service,
            name,
            http,
            has_input,
            host_prefix,
            ..
        } = descriptor;
        if let Some(template) = host_prefix {
            let prefix = host_prefix::fill(template, input)?;
            config.interceptor_state().store_put(prefix);
        }
        let protocol = config::protocol(config, service)?;
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

/// Reads any output or error by its schema.
#[derive(Debug)]
struct TableDeserializer(&'static Descriptor);

impl DeserializeResponse for TableDeserializer {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        config: &ConfigBag,
    ) -> OutputOrError {
        let protocol =
            config::protocol(config, self.0.service).map_err(OrchestratorError::other)?;
        (self.0.types.read)(protocol, self.0, response)
    }
}

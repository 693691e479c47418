//! What a request says about how the client was used, in its user agent and its metrics.
//!
//! Lives here: one interceptor for each feature that the official crates track, and the one that captures
//! members of an input for metrics. Never here: how the user agent is written (`aws-runtime`), or
//! anything that changes what a service does.

use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef, Input,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};

use super::protocol::protocol;
use crate::protocol::Protocol;
use crate::schema::Kind;
use crate::service::ServiceMetadata;
use crate::value::{Structure, View};

/// The plugin of every request that a paginator sends.
pub fn paginator_plugin() -> SharedRuntimePlugin {
    tracking(SmithySdkFeature::Paginator)
}

/// The plugin of every request that a waiter sends.
pub fn waiter_plugin() -> SharedRuntimePlugin {
    tracking(SmithySdkFeature::Waiter)
}

fn tracking(feature: SmithySdkFeature) -> SharedRuntimePlugin {
    let components = RuntimeComponentsBuilder::new("FeatureTracker")
        .with_interceptor(SharedInterceptor::permanent(FeatureTracker(feature)));
    SharedRuntimePlugin::new(StaticRuntimePlugin::new().with_runtime_components(components))
}

/// Says that a request uses a feature, whatever else is configured.
#[derive(Debug)]
struct FeatureTracker(SmithySdkFeature);

#[dyn_dispatch_hint]
impl Intercept for FeatureTracker {
    fn name(&self) -> &'static str {
        "FeatureTracker"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_append(self.0.clone());
        Ok(())
    }
}

/// Says that a request is written in a protocol that is a feature.
#[derive(Debug)]
pub(crate) struct ProtocolFeatureTracker(pub(crate) &'static ServiceMetadata);

#[dyn_dispatch_hint]
impl Intercept for ProtocolFeatureTracker {
    fn name(&self) -> &'static str {
        "ProtocolFeatureTracker"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if protocol(cfg, self.0)? == Protocol::RpcV2Cbor {
            cfg.interceptor_state()
                .store_append(SmithySdkFeature::ProtocolRpcV2Cbor);
        }
        Ok(())
    }
}

/// Says how a request is retried.
#[derive(Debug)]
pub(crate) struct RetryModeFeatureTracker;

#[dyn_dispatch_hint]
impl Intercept for RetryModeFeatureTracker {
    fn name(&self) -> &'static str {
        "RetryModeFeatureTracker"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = match cfg.load::<RetryConfig>().map(RetryConfig::mode) {
            Some(RetryMode::Standard) => SmithySdkFeature::RetryModeStandard,
            Some(RetryMode::Adaptive) => SmithySdkFeature::RetryModeAdaptive,
            // A mode that has no name in the user agent yet.
            Some(_) | None => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}

/// The name that the official OpenTelemetry provider goes by.
const OPEN_TELEMETRY: &str = "AwsSmithyObservabilityOtelProvider";

/// Says that metrics go to OpenTelemetry.
#[derive(Debug)]
pub(crate) struct ObservabilityFeatureTracker;

#[dyn_dispatch_hint]
impl Intercept for ObservabilityFeatureTracker {
    fn name(&self) -> &'static str {
        "ObservabilityFeatureTracker"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Ok(provider) = aws_smithy_observability::global::get_telemetry_provider()
            && provider.meter_provider().provider_name() == OPEN_TELEMETRY
        {
            cfg.interceptor_state()
                .store_append(SmithySdkFeature::ObservabilityOtelMetrics);
        }
        Ok(())
    }
}

/// How to look at an operation's input once its type is erased. An operation's plugin stores one, for
/// the input attributes that a caller asks for; without it none are captured.
#[derive(Debug, Clone, Copy)]
pub struct ShowInput(pub fn(&Input) -> Option<&dyn Structure>);

impl Storable for ShowInput {
    type Storer = StoreReplace<Self>;
}

/// Keeps the members of an input that the caller has asked for, before writing the request consumes it.
#[derive(Debug)]
pub(crate) struct InputCapture;

#[dyn_dispatch_hint]
impl Intercept for InputCapture {
    fn name(&self) -> &'static str {
        "InputCapture"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(requested) = cfg
            .load::<RequestedTelemetryAttributes>()
            .filter(|requested| !requested.is_empty())
        else {
            return Ok(());
        };
        let Some(input) = cfg
            .load::<ShowInput>()
            .and_then(|show| show.0(context.input()))
        else {
            return Ok(());
        };
        let captured = capture(input, requested);
        cfg.interceptor_state().store_put(captured);
        Ok(())
    }
}

/// The members of `input` that are requested: those that are text, and may be shown.
fn capture(
    input: &dyn Structure,
    requested: &RequestedTelemetryAttributes,
) -> CapturedTelemetryAttributes {
    let mut captured = CapturedTelemetryAttributes::new();
    let schema = input.schema();
    input.members(&mut |values| {
        for (member, value) in schema.members.iter().zip(values) {
            let eligible = member.shape.kind == Kind::String
                && !(schema.sensitive || member.is_sensitive())
                && requested.should_capture(member.name);
            if eligible && let View::String(text) = value.view() {
                captured.insert(member.name, text);
            }
        }
    });
    captured
}

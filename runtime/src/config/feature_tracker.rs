//! Feature tracking: which features a request uses, for its user agent and metrics.
//!
//! There is one interceptor for each feature that the official crates track, and one that captures members of inputs
//! for metrics.
//! Never here: writing the user agent (`aws-runtime`), or anything that changes what a service does.

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

/// The plugin of requests of paginators.
pub fn paginator_plugin() -> SharedRuntimePlugin {
    tracking(SmithySdkFeature::Paginator)
}

/// The plugin of requests of waiters.
pub fn waiter_plugin() -> SharedRuntimePlugin {
    tracking(SmithySdkFeature::Waiter)
}

fn tracking(feature: SmithySdkFeature) -> SharedRuntimePlugin {
    let components = RuntimeComponentsBuilder::new("FeatureTracker")
        .with_interceptor(SharedInterceptor::permanent(FeatureTracker(feature)));
    SharedRuntimePlugin::new(StaticRuntimePlugin::new().with_runtime_components(components))
}

/// Records a feature.
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

/// Records the protocol, if it counts as a feature.
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

/// Records the retry mode.
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
            // The user agent has no name for other modes.
            Some(_) | None => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}

/// The name of the official OpenTelemetry provider.
const OPEN_TELEMETRY: &str = "AwsSmithyObservabilityOtelProvider";

/// Records that metrics go to OpenTelemetry.
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

/// Shows the type-erased input of an operation as a structure. The plugin of an operation stores it, so that members
/// can be captured.
#[derive(Debug, Clone, Copy)]
pub struct ShowInput(pub fn(&Input) -> Option<&dyn Structure>);

impl Storable for ShowInput {
    type Storer = StoreReplace<Self>;
}

/// Captures the members of an input that the caller asked for, before serialising consumes the input.
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

/// The requested members of `input` that are strings and not sensitive.
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

//! The runtime plugins of clients and requests, made from settings.
//!
//! Nothing here knows the type of the service, so that it is compiled once.
//! Never here: the plugins of operations ([`crate::operation`]).

use aws_runtime::auth::SigV4OperationSigningConfig;
use aws_runtime::auth::sigv4::SigV4AuthScheme;
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_smithy_runtime::client::defaults::{DefaultPluginParams, default_plugins};
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::retries::classifiers::HttpStatusCodeClassifier;
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::client::auth::SharedAuthScheme;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, RuntimePlugins, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
use aws_types::region::Region;

use super::error::InvalidConfig;
use super::feature_tracker::{
    InputCapture, ObservabilityFeatureTracker, ProtocolFeatureTracker, RetryModeFeatureTracker,
};
use super::idempotency_token::IdempotencyTokenProvider;
use super::settings::Settings;
use crate::auth;
use crate::endpoint::{
    CheckEndpoints, EndpointOverrideFeatureTrackerInterceptor, EndpointParamsInterceptor,
};
use crate::error::ConcealResponse;
use crate::service::ServiceMetadata;
use crate::validation::Validation;

/// The plugins of a client with these settings. `frozen` is their layer.
pub(crate) fn for_client(
    settings: &Settings,
    frozen: &FrozenLayer,
    metadata: &'static ServiceMetadata,
) -> Result<RuntimePlugins, InvalidConfig> {
    settings.check_protocol(metadata)?;
    let behavior_version = settings
        .behavior_version
        .or_else(|| cfg!(feature = "behavior-version-latest").then(BehaviorVersion::latest))
        .ok_or(InvalidConfig::NoBehaviorVersion)?;
    let metrics = MetricsRuntimePlugin::builder()
        .with_scope(metadata.scope)
        .with_time_source(settings.components.time_source().unwrap_or_default())
        .build()
        .map_err(InvalidConfig::rejected)?;

    let mut plugins = RuntimePlugins::new()
        .with_client_plugins(default_plugins(
            DefaultPluginParams::new()
                .with_retry_partition_name(retry_partition(settings, metadata))
                .with_behavior_version(behavior_version)
                .with_is_aws_sdk(true),
        ))
        .with_client_plugin(
            StaticRuntimePlugin::new()
                .with_config(frozen.clone())
                .with_runtime_components(settings.components.clone()),
        )
        .with_client_plugin(of_service(metadata, settings.validation()))
        .with_client_plugin(no_auth())
        .with_client_plugin(metrics);
    for plugin in &settings.plugins {
        plugins = plugins.with_client_plugin(plugin.clone());
    }
    if settings.may_resolve_endpoints() {
        plugins = plugins.with_client_plugin(CheckEndpoints);
    }
    let plugins = plugins.with_operation_plugin(of_any_operation(metadata));
    validate(&plugins)?;
    Ok(plugins)
}

/// The default retry partition, which clients of a service in a region share.
fn retry_partition(settings: &Settings, metadata: &ServiceMetadata) -> String {
    let name = metadata.user_agent_name;
    match settings.layer.load::<Region>() {
        Some(region) => format!("{name}-{region}"),
        None => name.to_owned(),
    }
}

/// The defaults, which a caller's settings override.
fn of_service(
    metadata: &'static ServiceMetadata,
    validation: Option<Validation>,
) -> StaticRuntimePlugin {
    let mut layer = Layer::new(metadata.id);
    layer.store_put(validation.unwrap_or_default());
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    layer.store_put(IdempotencyTokenProvider::random());
    layer.store_put(SigV4OperationSigningConfig::default());

    let mut components = RuntimeComponentsBuilder::new("ServiceRuntimePlugin");
    components.set_auth_scheme_option_resolver(Some(auth::AnyService));
    components.set_endpoint_resolver(Some(metadata.endpoint_resolver()));
    components.push_auth_scheme(SharedAuthScheme::new(SigV4AuthScheme::new()));
    components.push_retry_classifier(HttpStatusCodeClassifier::default());
    components.push_interceptor(SharedInterceptor::permanent(ProtocolFeatureTracker(
        metadata,
    )));
    components.push_interceptor(SharedInterceptor::permanent(
        ConnectionPoisoningInterceptor::new(),
    ));
    components.push_interceptor(SharedInterceptor::permanent(RetryModeFeatureTracker));
    components.push_interceptor(ServiceClockSkewInterceptor::new());
    components.push_interceptor(RequestInfoInterceptor::new());
    components.push_interceptor(UserAgentInterceptor::new());
    components.push_interceptor(InvocationIdInterceptor::new());
    components.push_interceptor(SharedInterceptor::permanent(
        RecursionDetectionInterceptor::new(),
    ));
    components.push_interceptor(SharedInterceptor::permanent(
        EndpointOverrideFeatureTrackerInterceptor::new(),
    ));
    components.push_interceptor(SharedInterceptor::permanent(ObservabilityFeatureTracker));

    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// The plugins of every request. These interceptors need the request's own settings, which those of [`of_service`]
/// cannot see yet when a request begins.
fn of_any_operation(metadata: &ServiceMetadata) -> StaticRuntimePlugin {
    let components = RuntimeComponentsBuilder::new("OperationRuntimePlugin")
        .with_interceptor(SharedInterceptor::permanent(InputCapture))
        .with_interceptor(SharedInterceptor::permanent(
            StalledStreamProtectionInterceptor::default(),
        ))
        .with_interceptor(SharedInterceptor::permanent(
            EndpointParamsInterceptor::new(metadata.params.endpoint),
        ))
        .with_interceptor(SharedInterceptor::permanent(ConcealResponse));
    StaticRuntimePlugin::new().with_runtime_components(components)
}

/// Lets a resolver choose not to sign, with the same plugin as the official crates. The newer plugin would also choose
/// that when credentials are missing, which is what `allow_no_auth` is for.
#[allow(deprecated, reason = "its successor does more, which is opt-in")]
fn no_auth() -> aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePlugin {
    aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePlugin::new()
}

fn validate(plugins: &RuntimePlugins) -> Result<(), InvalidConfig> {
    let mut cfg = ConfigBag::base();
    plugins
        .apply_client_configuration(&mut cfg)
        .and_then(|components| components.validate_base_client_config(&cfg))
        .map_err(InvalidConfig::rejected)
}

/// The plugins of one request: the client's, the operation's, and those of the request's own settings.
pub(crate) fn for_request(
    client: &RuntimePlugins,
    operation: SharedRuntimePlugin,
    client_settings: &Settings,
    config_override: Option<Settings>,
    metadata: &'static ServiceMetadata,
) -> Result<RuntimePlugins, InvalidConfig> {
    let mut plugins = client.clone().with_operation_plugin(operation);
    let Some(mut settings) = config_override else {
        client_settings.check_endpoint_url(None)?;
        return Ok(plugins);
    };
    settings.check_protocol(metadata)?;
    settings.check_endpoint_url(Some(client_settings))?;
    if settings.may_resolve_endpoints() {
        plugins = plugins.with_operation_plugin(CheckEndpoints);
    }
    settings.sign_for_region();
    if let Some(validation) = settings.validation() {
        settings.layer.store_put(validation);
    }
    for plugin in std::mem::take(&mut settings.plugins) {
        plugins = plugins.with_operation_plugin(plugin);
    }
    Ok(plugins.with_operation_plugin(of_override(settings)))
}

fn of_override(settings: Settings) -> StaticRuntimePlugin {
    let Settings {
        layer,
        mut components,
        ..
    } = settings;
    // Identities from the request's own resolver are cached for its retries only. The client's cache would grow with
    // every such request.
    if components.has_identity_resolvers() && components.identity_cache().is_none() {
        let cache = IdentityCache::lazy().max_partitions(1).build();
        components.set_identity_cache(Some(cache));
    }
    StaticRuntimePlugin::new()
        .with_config(Layer::from(layer).with_name("config override").freeze())
        .with_runtime_components(components)
}

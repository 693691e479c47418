//! [`Settings`]: what a [`Builder`](super::Builder) and a [`Config`](super::Config) hold, without the type of the
//! service.
//!
//! Code that does not need that type is here, because it is compiled once, in the runtime, and not in each client
//! crate.
//! Never here: public API.

use std::fmt;

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::auth::sigv4;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::interceptors::Intercept as _;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use aws_smithy_types::config_bag::CloneableLayer;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SigningName;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::{Region, SigningRegion};
use aws_types::sdk_config::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use super::error::InvalidConfig;
use super::protocol::offered;
use crate::endpoint::{InvalidUrl, check_url};
use crate::protocol::Protocol;
use crate::service::ServiceMetadata;
use crate::validation::Validation;

/// The name of the interceptor of the official `aws-smithy-mocks`.
const MOCKS: &str = "MockResponseInterceptor";

#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// Plain data.
    pub(crate) layer: CloneableLayer,
    /// The runtime components: the HTTP client, interceptors, ...
    pub(crate) components: RuntimeComponentsBuilder,
    pub(crate) plugins: Vec<SharedRuntimePlugin>,
    pub(crate) behavior_version: Option<BehaviorVersion>,
    /// Whether the endpoint URL is valid; `None` if it was neither set nor unset.
    endpoint_url: Option<Result<(), InvalidUrl>>,
}

impl Settings {
    pub(crate) fn new() -> Self {
        Self {
            layer: CloneableLayer::default(),
            components: RuntimeComponentsBuilder::new("service config"),
            plugins: Vec::new(),
            behavior_version: None,
            endpoint_url: None,
        }
    }

    /// Writes the settings as the official crates' `Config` and `Builder` do. `layer` is the name of the layer's field.
    pub(crate) fn debug(&self, out: &mut fmt::DebugStruct<'_, '_>, layer: &str) -> fmt::Result {
        out.field(layer, &self.layer)
            .field("runtime_components", &self.components)
            .field("runtime_plugins", &self.plugins)
            .field("behavior_version", &self.behavior_version)
            .finish()
    }

    /// The settings of an [`SdkConfig`] that apply to this service.
    pub(crate) fn from_sdk_config(sdk: &SdkConfig, metadata: &ServiceMetadata) -> Self {
        let mut settings = Self::new();
        settings.set_credentials_provider(sdk.credentials_provider());
        settings.behavior_version = sdk.behavior_version();
        settings.set_timeout_config(sdk.timeout_config().cloned());
        settings.set_endpoint_url(endpoint_url(sdk, metadata.id));

        let layer = &mut settings.layer;
        layer.store_or_unset(sdk.region().cloned());
        layer.store_or_unset(sdk.use_fips().map(UseFips));
        layer.store_or_unset(sdk.use_dual_stack().map(UseDualStack));
        layer.store_or_unset(sdk.auth_scheme_preference().cloned());
        layer.store_or_unset(
            sdk.disable_clock_skew_correction()
                .map(DisableClockSkewCorrection::from),
        );
        layer.store_or_unset(sdk.app_name().cloned());
        for metadata in sdk.framework_metadata() {
            layer.store_append(metadata.clone());
        }
        // An absent one of these leaves the client its default; unsetting it would not.
        if let Some(retry_config) = sdk.retry_config() {
            layer.store_put(retry_config.clone());
        }
        if let Some(protection) = sdk.stalled_stream_protection() {
            layer.store_put(protection);
        }

        let components = &mut settings.components;
        components.set_http_client(sdk.http_client());
        components.set_sleep_impl(sdk.sleep_impl());
        components.set_time_source(sdk.time_source());
        if let Some(cache) = sdk.identity_cache() {
            components.set_identity_cache(Some(cache));
        }
        settings
    }

    /// Adds the settings that every client of the service has.
    pub(crate) fn finish(&mut self, metadata: &ServiceMetadata) {
        if self.components.time_source().is_none() {
            self.components
                .set_time_source(Some(aws_smithy_async::time::SharedTimeSource::default()));
        }
        let layer = &mut self.layer;
        layer.store_put(ApiMetadata::new(
            metadata.user_agent_name,
            metadata.package_version,
        ));
        layer.store_put(SigningName::from_static(metadata.signing_name));
        self.sign_for_region();
    }

    /// Signs requests for the region that they go to.
    pub(crate) fn sign_for_region(&mut self) {
        if let Some(region) = self.layer.load::<Region>().cloned() {
            self.layer.store_put(SigningRegion::from(region));
        }
    }

    /// Fails if the service does not support the protocol that is set.
    pub(crate) fn check_protocol(
        &self,
        metadata: &'static ServiceMetadata,
    ) -> Result<(), InvalidConfig> {
        offered(self.layer.load::<Protocol>().copied(), metadata).map(|_| ())
    }

    pub(crate) fn set_endpoint_url(&mut self, url: Option<String>) {
        self.endpoint_url = Some(url.as_deref().map_or(Ok(()), check_url));
        self.layer.store_or_unset(url.map(EndpointUrl));
    }

    /// Fails if the endpoint URL in effect, from these settings or else `below`, is invalid. With a resolver of the
    /// caller's it is only a parameter, and may be anything.
    pub(crate) fn check_endpoint_url(&self, below: Option<&Self>) -> Result<(), InvalidConfig> {
        let has_resolver = |settings: &Self| settings.components.endpoint_resolver().is_some();
        if has_resolver(self) || below.is_some_and(has_resolver) {
            return Ok(());
        }
        let url = self.endpoint_url.as_ref();
        match url.or_else(|| below?.endpoint_url.as_ref()) {
            Some(Err(invalid)) => Err(InvalidConfig::EndpointUrl(invalid.clone())),
            _ => Ok(()),
        }
    }

    /// Whether a resolver other than the service's rules may choose the endpoint.
    pub(crate) fn may_resolve_endpoints(&self) -> bool {
        self.components.endpoint_resolver().is_some() || !self.plugins.is_empty()
    }

    /// The level of validation, if set. Off by default for mocked calls: they reach no service, and tests leave out
    /// members that they do not need.
    pub(crate) fn validation(&self) -> Option<Validation> {
        let set = self.layer.load::<Validation>().copied();
        let mut interceptors = self.components.interceptors();
        set.or_else(|| {
            let mocked = interceptors.any(|interceptor| interceptor.name() == MOCKS);
            mocked.then_some(Validation::Off)
        })
    }

    pub(crate) fn set_credentials_provider(&mut self, provider: Option<SharedCredentialsProvider>) {
        if let Some(provider) = provider {
            self.components
                .set_identity_resolver(sigv4::SCHEME_ID, provider);
        }
    }

    /// Sets the timeouts; one that `timeouts` leaves open keeps its value.
    pub(crate) fn set_timeout_config(&mut self, timeouts: Option<TimeoutConfig>) {
        let Some(mut timeouts) = timeouts else { return };
        if let Some(before) = self.layer.load::<TimeoutConfig>() {
            timeouts.take_defaults_from(before);
        }
        self.layer.store_put(timeouts);
    }
}

/// The endpoint URL that is set in code; else the one for this service in the environment or the profile
/// (`AWS_ENDPOINT_URL_<SERVICE>`); else the one for all services there.
fn endpoint_url(sdk: &SdkConfig, service_id: &str) -> Option<String> {
    let for_service = || {
        let key = ServiceConfigKey::builder()
            .service_id(service_id)
            .env("AWS_ENDPOINT_URL")
            .profile("endpoint_url")
            .build()
            .ok()?;
        sdk.service_config()?.load_config(key)
    };
    let for_all = || sdk.endpoint_url().map(str::to_owned);
    if sdk.get_origin("endpoint_url").is_client_config() {
        for_all()
    } else {
        for_service().or_else(for_all)
    }
}

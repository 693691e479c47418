//! [`Config`]: the settings of one client, with a getter for each.
//!
//! Never here: setters ([`super::builder`]).

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::identity::SharedIdentityCache;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::config_bag::{FrozenLayer, Layer, Storable, StoreReplace};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::app_name::AppName;
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;
use aws_types::sdk_ua_metadata::FrameworkMetadata;

use super::builder::Builder;
use super::idempotency_token::IdempotencyTokenProvider;
use super::protocol::default_protocol;
use super::settings::Settings;
use crate::protocol::Protocol;
use crate::service::Service;
use crate::validation::Validation;

/// The settings of one client of the service `S`.
///
/// Most programs let `aws-config` read the shared settings (region, credentials, retries, ...) from the environment and
/// the profile, and pass them to the client, or build on them:
///
/// ```
/// use std::time::Duration;
///
/// use smithwright_runtime::config::timeout::TimeoutConfig;
/// use smithwright_runtime::config::{Builder, Config, SdkConfig};
/// use smithwright_runtime::service::Service;
///
/// fn impatient<S: Service>(shared: &SdkConfig) -> Config<S> {
///     let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_secs(2)).build();
///     Builder::from(shared).timeout_config(timeouts).build()
/// }
/// ```
///
/// Building cannot fail. Invalid settings, such as a missing behavior version, are reported by the calls of the client,
/// as [`InvalidConfig`](super::InvalidConfig).
pub struct Config<S> {
    /// The settings' layer, as the client reads it.
    frozen: FrozenLayer,
    settings: Arc<Settings>,
    service: PhantomData<fn() -> S>,
}

impl<S> Clone for Config<S> {
    fn clone(&self) -> Self {
        Self {
            frozen: self.frozen.clone(),
            settings: Arc::clone(&self.settings),
            service: PhantomData,
        }
    }
}

impl<S> fmt::Debug for Config<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Config");
        self.settings
            .debug(out.field("config", &self.frozen), "cloneable")
    }
}

impl<S: Service> Builder<S> {
    /// Builds a [`Config`]. Invalid settings are reported by the calls of the client.
    pub fn build(self) -> Config<S> {
        let mut settings = self.into_settings();
        settings.finish(S::METADATA);
        Config {
            frozen: Layer::from(settings.layer.clone())
                .with_name(S::METADATA.scope)
                .freeze(),
            settings: Arc::new(settings),
            service: PhantomData,
        }
    }
}

impl<S: Service> Config<S> {
    /// The settings for a service, from those that all services share.
    pub fn new(config: &SdkConfig) -> Self {
        Builder::from(config).build()
    }

    /// The name that requests are signed for, unless the endpoint has another.
    pub fn signing_name(&self) -> &'static str {
        S::METADATA.signing_name
    }

    /// The protocol that requests are written in: the service's default, unless another is set.
    pub fn protocol(&self) -> Protocol {
        self.stored().copied().unwrap_or_else(default_protocol::<S>)
    }

    /// The endpoint resolver: the service's rules, unless another is set.
    pub fn endpoint_resolver(&self) -> SharedEndpointResolver {
        self.settings
            .components
            .endpoint_resolver()
            .unwrap_or_else(|| S::METADATA.endpoint_resolver())
    }
}

impl<S> Config<S> {
    /// A builder with nothing set.
    ///
    /// It lacks the safe defaults that `aws-config` provides: start from an [`SdkConfig`] (`Builder::from`) unless you
    /// want to set everything.
    pub fn builder() -> Builder<S> {
        Builder::default()
    }

    /// A builder with these settings.
    pub fn to_builder(&self) -> Builder<S> {
        Builder::of((*self.settings).clone())
    }

    /// How much of a request is checked before it is sent: by default [`Validation::Standard`], or nothing if
    /// `aws-smithy-mocks` answers.
    pub fn validation(&self) -> Validation {
        self.settings.validation().unwrap_or_default()
    }

    /// The protection against stalled connections, if set.
    pub fn stalled_stream_protection(&self) -> Option<&StalledStreamProtectionConfig> {
        self.stored()
    }

    /// The HTTP client, if set.
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.settings.components.http_client()
    }

    /// The auth schemes that were added to the service's own.
    pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {
        self.settings.components.auth_schemes()
    }

    /// The auth scheme resolver, if set.
    pub fn auth_scheme_resolver(&self) -> Option<SharedAuthSchemeOptionResolver> {
        self.settings.components.auth_scheme_option_resolver()
    }

    /// The preference among auth schemes, if set.
    pub fn auth_scheme_preference(&self) -> Option<&AuthSchemePreference> {
        self.stored()
    }

    /// How often and how fast a request is retried, if set.
    pub fn retry_config(&self) -> Option<&RetryConfig> {
        self.stored()
    }

    /// What sleeps, for timeouts and retries, if set.
    pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
        self.settings.components.sleep_impl()
    }

    /// How long a request may take, if set.
    pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
        self.stored()
    }

    /// The partition of clients that share the state of retries, if set.
    pub fn retry_partition(&self) -> Option<&RetryPartition> {
        self.stored()
    }

    /// The cache of credentials, if set.
    pub fn identity_cache(&self) -> Option<SharedIdentityCache> {
        self.settings.components.identity_cache()
    }

    /// The interceptors that were added to the client's own.
    pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
        self.settings.components.interceptors()
    }

    /// The time source: the system's clock, unless another is set. Always `Some`.
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.settings.components.time_source()
    }

    /// The retry classifiers that were added to the client's own.
    pub fn retry_classifiers(&self) -> impl Iterator<Item = SharedRetryClassifier> + '_ {
        self.settings.components.retry_classifiers()
    }

    /// The name of the application in the user agent, if set.
    pub fn app_name(&self) -> Option<&AppName> {
        self.stored()
    }

    /// The frameworks and libraries in the user agent, in the order of their addition.
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        let mut all: Vec<_> = self.settings.layer.load::<FrameworkMetadata>().collect();
        // A layer lists what was added last first.
        all.reverse();
        all
    }

    /// Whether requests are signed with the time of this machine even if it differs from the service's, if set.
    pub fn disable_clock_skew_correction(&self) -> Option<bool> {
        self.stored().map(DisableClockSkewCorrection::is_disabled)
    }

    /// The generator of invocation ids, if set.
    pub fn invocation_id_generator(&self) -> Option<SharedInvocationIdGenerator> {
        self.stored().cloned()
    }

    /// The provider of idempotency tokens, if set.
    pub fn idempotency_token_provider(&self) -> Option<&IdempotencyTokenProvider> {
        self.stored()
    }

    /// The region of the service, if set.
    pub fn region(&self) -> Option<&Region> {
        self.stored()
    }

    /// The [`BehaviorVersion`], if set.
    pub fn behavior_version(&self) -> Option<BehaviorVersion> {
        self.settings.behavior_version
    }

    /// Always `None`, as in the official crates: a client keeps identity resolvers, not credentials.
    #[deprecated(note = "always returns `None`")]
    pub fn credentials_provider(&self) -> Option<SharedCredentialsProvider> {
        None
    }

    fn stored<T: Storable<Storer = StoreReplace<T>>>(&self) -> Option<&T> {
        self.settings.layer.load::<T>()
    }

    /// The layer that the client reads.
    pub(crate) fn frozen(&self) -> &FrozenLayer {
        &self.frozen
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl<S: Service> From<&SdkConfig> for Config<S> {
    fn from(config: &SdkConfig) -> Self {
        Self::new(config)
    }
}

//! The builder of a [`Config`](super::Config): a setter, and a `set_` setter, for each setting.
//!
//! Never here: what settings mean ([`super::settings`], [`super::plugins`]).

use std::fmt;
use std::marker::PhantomData;

use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemePreference};
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, SharedRetryClassifier};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::endpoint_config::{UseDualStack, UseFips};

use super::settings::Settings;
use super::{
    AppName, AsyncSleep, BehaviorVersion, FrameworkMetadata, HttpClient, IdempotencyTokenProvider,
    Intercept, IntoShared, Protocol, ProvideCredentials, Region, ResolveCachedIdentity,
    RuntimePlugin, SdkConfig, SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient,
    SharedInterceptor, SharedRuntimePlugin, StalledStreamProtectionConfig,
};
use crate::auth::AcceptsAuthSchemeResolver;
use crate::endpoint::AcceptsEndpointResolver;
use crate::service::Service;
use crate::validation::Validation;

/// Builder for [`Config`](super::Config), and the settings of a single request
/// ([`config_override`](crate::client::customize::CustomizableOperation::config_override)).
///
/// Each setting has two methods: `x` for a chain of calls, and `set_x`, which takes an `Option` if the setting can be
/// unset.
pub struct Builder<S> {
    settings: Settings,
    service: PhantomData<fn() -> S>,
}

impl<S> Default for Builder<S> {
    fn default() -> Self {
        Self::of(Settings::new())
    }
}

impl<S> Clone for Builder<S> {
    fn clone(&self) -> Self {
        Self::of(self.settings.clone())
    }
}

impl<S> fmt::Debug for Builder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings
            .debug(&mut f.debug_struct("Builder"), "config")
    }
}

impl<S: Service> From<&SdkConfig> for Builder<S> {
    fn from(config: &SdkConfig) -> Self {
        Self::of(Settings::from_sdk_config(config, S::METADATA))
    }
}

/// Protocol, region and endpoint.
impl<S> Builder<S> {
    /// Starts with nothing set. See [`Config::builder`](super::Config::builder).
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn of(settings: Settings) -> Self {
        Self {
            settings,
            service: PhantomData,
        }
    }

    pub(crate) fn into_settings(self) -> Settings {
        self.settings
    }

    /// Sets the protocol of requests. The service's [`METADATA`](Service::METADATA) lists the ones that it supports;
    /// with any other, calls fail before anything is sent.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.set_protocol(Some(protocol));
        self
    }

    /// Like [`Self::protocol`]; `None` for the service's default.
    pub fn set_protocol(&mut self, protocol: Option<Protocol>) -> &mut Self {
        self.settings.layer.store_or_unset(protocol);
        self
    }

    /// Sets how much of a request is checked before it is sent. If it violates the model, nothing is sent and the call
    /// fails with [`ValidationErrors`](crate::validation::ValidationErrors).
    pub fn validation(mut self, validation: Validation) -> Self {
        self.set_validation(Some(validation));
        self
    }

    /// Like [`Self::validation`]; `None` for the default, [`Validation::Standard`].
    pub fn set_validation(&mut self, validation: Option<Validation>) -> &mut Self {
        self.settings.layer.store_or_unset(validation);
        self
    }

    /// Sets the region of the service.
    pub fn region(mut self, region: impl Into<Option<Region>>) -> Self {
        self.set_region(region.into());
        self
    }

    /// Like [`Self::region`]; `None` for none.
    pub fn set_region(&mut self, region: Option<Region>) -> &mut Self {
        self.settings.layer.store_or_unset(region);
        self
    }

    /// Sets the URL of the service, in place of the one that its rules choose for the region. It needs a scheme
    /// (`http://localhost:9080`); without one, calls fail before anything is sent.
    pub fn endpoint_url(mut self, endpoint_url: impl Into<String>) -> Self {
        self.set_endpoint_url(Some(endpoint_url.into()));
        self
    }

    /// Like [`Self::endpoint_url`]; `None` for the one that the rules choose.
    pub fn set_endpoint_url(&mut self, endpoint_url: Option<String>) -> &mut Self {
        self.settings.set_endpoint_url(endpoint_url);
        self
    }

    /// Sets whether to use the dual-stack endpoint, which also supports IPv6. Calls fail if there is none.
    pub fn use_dual_stack(mut self, use_dual_stack: impl Into<bool>) -> Self {
        self.set_use_dual_stack(Some(use_dual_stack.into()));
        self
    }

    /// Like [`Self::use_dual_stack`]; `None` for the default, `false`.
    pub fn set_use_dual_stack(&mut self, use_dual_stack: Option<bool>) -> &mut Self {
        self.settings
            .layer
            .store_or_unset(use_dual_stack.map(UseDualStack));
        self
    }

    /// Sets whether to use the endpoint that complies with FIPS 140. Calls fail if there is none.
    pub fn use_fips(mut self, use_fips: impl Into<bool>) -> Self {
        self.set_use_fips(Some(use_fips.into()));
        self
    }

    /// Like [`Self::use_fips`]; `None` for the default, `false`.
    pub fn set_use_fips(&mut self, use_fips: Option<bool>) -> &mut Self {
        self.settings.layer.store_or_unset(use_fips.map(UseFips));
        self
    }

    /// Sets the endpoint resolver, in place of the service's rules. An endpoint URL is then only one of its
    /// [parameters](crate::endpoint::Params).
    pub fn endpoint_resolver<R>(mut self, resolver: R) -> Self
    where
        S: AcceptsEndpointResolver<R>,
    {
        self.set_endpoint_resolver(Some(S::share(resolver)));
        self
    }

    /// Like [`Self::endpoint_resolver`]; `None` for the service's rules.
    pub fn set_endpoint_resolver(&mut self, resolver: Option<SharedEndpointResolver>) -> &mut Self {
        self.settings.components.set_endpoint_resolver(resolver);
        self
    }
}

/// Credentials and auth schemes.
impl<S> Builder<S> {
    /// Sets the provider of the credentials that requests are signed with.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(provider)));
        self
    }

    /// Like [`Self::credentials_provider`]; `None` changes nothing.
    pub fn set_credentials_provider(
        &mut self,
        provider: Option<SharedCredentialsProvider>,
    ) -> &mut Self {
        self.settings.set_credentials_provider(provider);
        self
    }

    /// Sets the cache of credentials. The default keeps them until they expire.
    pub fn identity_cache(mut self, identity_cache: impl ResolveCachedIdentity + 'static) -> Self {
        self.set_identity_cache(identity_cache);
        self
    }

    /// Like [`Self::identity_cache`].
    pub fn set_identity_cache(
        &mut self,
        identity_cache: impl ResolveCachedIdentity + 'static,
    ) -> &mut Self {
        self.settings
            .components
            .set_identity_cache(Some(identity_cache));
        self
    }

    /// Adds an auth scheme, in place of the one with the same id if there is one.
    ///
    /// The default resolver only chooses Signature Version 4 (`sigv4`): set an
    /// [`auth_scheme_resolver`](Self::auth_scheme_resolver) that chooses yours.
    pub fn push_auth_scheme(mut self, auth_scheme: impl AuthScheme + 'static) -> Self {
        self.settings.components.push_auth_scheme(auth_scheme);
        self
    }

    /// Sets the auth scheme resolver.
    pub fn auth_scheme_resolver<R>(mut self, resolver: R) -> Self
    where
        S: AcceptsAuthSchemeResolver<R>,
    {
        self.set_auth_scheme_resolver(resolver);
        self
    }

    /// Like [`Self::auth_scheme_resolver`].
    pub fn set_auth_scheme_resolver<R>(&mut self, resolver: R) -> &mut Self
    where
        S: AcceptsAuthSchemeResolver<R>,
    {
        let resolver = S::share(resolver);
        self.settings
            .components
            .set_auth_scheme_option_resolver(Some(resolver));
        self
    }

    /// Sends requests unsigned if no auth scheme applies, for example for lack of credentials. Without this, such calls
    /// fail.
    pub fn allow_no_auth(mut self) -> Self {
        self.set_allow_no_auth();
        self
    }

    /// Like [`Self::allow_no_auth`].
    pub fn set_allow_no_auth(&mut self) -> &mut Self {
        self.push_runtime_plugin(NoAuthRuntimePluginV2::new().into_shared())
    }

    /// Sets the preference among auth schemes, the most preferred first. It only reorders those that the resolver
    /// chooses.
    pub fn auth_scheme_preference(mut self, preference: impl Into<AuthSchemePreference>) -> Self {
        self.set_auth_scheme_preference(Some(preference.into()));
        self
    }

    /// Like [`Self::auth_scheme_preference`]; `None` for no preference.
    pub fn set_auth_scheme_preference(
        &mut self,
        preference: Option<AuthSchemePreference>,
    ) -> &mut Self {
        self.settings.layer.store_or_unset(preference);
        self
    }
}

/// HTTP, time and retries.
impl<S> Builder<S> {
    /// Sets the [`BehaviorVersion`]: the version of the defaults that change over time (retries, timeouts, TLS). It is
    /// required here, in the shared settings, or by the Cargo feature `behavior-version-latest`.
    pub fn behavior_version(mut self, behavior_version: BehaviorVersion) -> Self {
        self.set_behavior_version(Some(behavior_version));
        self
    }

    /// Like [`Self::behavior_version`]; `None` for none.
    pub fn set_behavior_version(&mut self, behavior_version: Option<BehaviorVersion>) -> &mut Self {
        self.settings.behavior_version = behavior_version;
        self
    }

    /// Sets the latest [`BehaviorVersion`]: defaults may then change with an update of a dependency.
    pub fn behavior_version_latest(self) -> Self {
        self.behavior_version(BehaviorVersion::latest())
    }

    /// Sets the HTTP client. The default is an HTTPS client that all clients share; it needs the Cargo feature
    /// `default-https-client`.
    pub fn http_client(mut self, http_client: impl HttpClient + 'static) -> Self {
        self.set_http_client(Some(http_client.into_shared()));
        self
    }

    /// Like [`Self::http_client`]; `None` for the default.
    pub fn set_http_client(&mut self, http_client: Option<SharedHttpClient>) -> &mut Self {
        self.settings.components.set_http_client(http_client);
        self
    }

    /// Sets what sleeps, for timeouts and between retries. The default is Tokio; it needs the Cargo feature `rt-tokio`.
    pub fn sleep_impl(mut self, sleep_impl: impl AsyncSleep + 'static) -> Self {
        self.set_sleep_impl(Some(sleep_impl.into_shared()));
        self
    }

    /// Like [`Self::sleep_impl`]; `None` for the default.
    pub fn set_sleep_impl(&mut self, sleep_impl: Option<SharedAsyncSleep>) -> &mut Self {
        self.settings.components.set_sleep_impl(sleep_impl);
        self
    }

    /// Sets the time source. The default is the system's clock.
    pub fn time_source(mut self, time_source: impl TimeSource + 'static) -> Self {
        self.set_time_source(Some(time_source.into_shared()));
        self
    }

    /// Like [`Self::time_source`]; `None` for the default.
    pub fn set_time_source(&mut self, time_source: Option<SharedTimeSource>) -> &mut Self {
        self.settings.components.set_time_source(time_source);
        self
    }

    /// Sets whether to sign requests with the time of this machine even if it differs from the service's. The default
    /// corrects the difference.
    pub fn disable_clock_skew_correction(mut self, disable: impl Into<Option<bool>>) -> Self {
        self.set_disable_clock_skew_correction(disable.into());
        self
    }

    /// Like [`Self::disable_clock_skew_correction`]; `None` for the default, `false`.
    pub fn set_disable_clock_skew_correction(&mut self, disable: Option<bool>) -> &mut Self {
        self.settings
            .layer
            .store_or_unset(disable.map(DisableClockSkewCorrection::from));
        self
    }

    /// Sets how long a request, and each attempt at it, may take. A timeout that `timeout_config` leaves
    /// open stays as it was set before.
    pub fn timeout_config(mut self, timeout_config: TimeoutConfig) -> Self {
        self.set_timeout_config(Some(timeout_config));
        self
    }

    /// Like [`Self::timeout_config`]; `None` changes nothing. For no timeouts at all there is
    /// [`TimeoutConfig::disabled`].
    pub fn set_timeout_config(&mut self, timeout_config: Option<TimeoutConfig>) -> &mut Self {
        self.settings.set_timeout_config(timeout_config);
        self
    }

    /// Sets what to do about a connection on which nothing moves.
    pub fn stalled_stream_protection(mut self, protection: StalledStreamProtectionConfig) -> Self {
        self.set_stalled_stream_protection(Some(protection));
        self
    }

    /// Like [`Self::stalled_stream_protection`]. `None` takes away the default too, which makes calls
    /// fail; to do nothing about such connections there is [`StalledStreamProtectionConfig::disabled`].
    pub fn set_stalled_stream_protection(
        &mut self,
        protection: Option<StalledStreamProtectionConfig>,
    ) -> &mut Self {
        self.settings.layer.store_or_unset(protection);
        self
    }

    /// Sets how often and how fast a request is retried. The token bucket of the
    /// [`retry_partition`](Self::retry_partition) also limits retries.
    pub fn retry_config(mut self, retry_config: RetryConfig) -> Self {
        self.set_retry_config(Some(retry_config));
        self
    }

    /// Like [`Self::retry_config`]; `None` changes nothing. For no retries there is
    /// [`RetryConfig::disabled`].
    pub fn set_retry_config(&mut self, retry_config: Option<RetryConfig>) -> &mut Self {
        if let Some(retry_config) = retry_config {
            self.settings.layer.store_put(retry_config);
        }
        self
    }

    /// Sets the partition of clients that share the state of retries: the token bucket that retries take from, and in
    /// adaptive mode the rate limiter. By default all clients of the service in a region share one. Set one to give a
    /// workload its own bucket, or a larger one.
    pub fn retry_partition(mut self, retry_partition: RetryPartition) -> Self {
        self.set_retry_partition(Some(retry_partition));
        self
    }

    /// Like [`Self::retry_partition`]; `None` changes nothing.
    pub fn set_retry_partition(&mut self, retry_partition: Option<RetryPartition>) -> &mut Self {
        if let Some(retry_partition) = retry_partition {
            self.settings.layer.store_put(retry_partition);
        }
        self
    }

    /// Adds a retry classifier. Its
    /// [priority](aws_smithy_runtime_api::client::retries::classifiers::RetryClassifierPriority) says which
    /// classifiers it can overrule.
    pub fn retry_classifier(mut self, retry_classifier: impl ClassifyRetry + 'static) -> Self {
        self.push_retry_classifier(SharedRetryClassifier::new(retry_classifier));
        self
    }

    /// Like [`Self::retry_classifier`].
    pub fn push_retry_classifier(&mut self, retry_classifier: SharedRetryClassifier) -> &mut Self {
        self.settings
            .components
            .push_retry_classifier(retry_classifier);
        self
    }

    /// Replaces all retry classifiers that were added.
    pub fn set_retry_classifiers(
        &mut self,
        retry_classifiers: impl IntoIterator<Item = SharedRetryClassifier>,
    ) -> &mut Self {
        self.settings
            .components
            .set_retry_classifiers(retry_classifiers.into_iter());
        self
    }
}

/// Interceptors, the user agent and metrics.
impl<S> Builder<S> {
    /// Adds an interceptor, which sees each request and response at every step and may change them. It runs after the
    /// client's own.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.push_interceptor(SharedInterceptor::new(interceptor));
        self
    }

    /// Like [`Self::interceptor`].
    pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) -> &mut Self {
        self.settings.components.push_interceptor(interceptor);
        self
    }

    /// Replaces all interceptors that were added.
    pub fn set_interceptors(
        &mut self,
        interceptors: impl IntoIterator<Item = SharedInterceptor>,
    ) -> &mut Self {
        self.settings
            .components
            .set_interceptors(interceptors.into_iter());
        self
    }

    /// Sets the name of the application, for the user agent.
    pub fn app_name(mut self, app_name: AppName) -> Self {
        self.set_app_name(Some(app_name));
        self
    }

    /// Like [`Self::app_name`]; `None` for none.
    pub fn set_app_name(&mut self, app_name: Option<AppName>) -> &mut Self {
        self.settings.layer.store_or_unset(app_name);
        self
    }

    /// Adds a framework or library that uses the client, for the user agent: `lib/{name}/{version}`. At
    /// most ten different ones are sent.
    pub fn framework_metadata(mut self, framework_metadata: FrameworkMetadata) -> Self {
        self.push_framework_metadata(framework_metadata);
        self
    }

    /// Like [`Self::framework_metadata`].
    pub fn push_framework_metadata(&mut self, framework_metadata: FrameworkMetadata) -> &mut Self {
        self.settings.layer.store_append(framework_metadata);
        self
    }

    /// Sets the generator of invocation ids, for the header `amz-sdk-invocation-id`. The default makes random UUIDs. A
    /// test that compares requests sets its own.
    pub fn invocation_id_generator(
        mut self,
        generator: impl InvocationIdGenerator + 'static,
    ) -> Self {
        self.set_invocation_id_generator(Some(SharedInvocationIdGenerator::new(generator)));
        self
    }

    /// Like [`Self::invocation_id_generator`]; `None` for the default.
    pub fn set_invocation_id_generator(
        &mut self,
        generator: Option<SharedInvocationIdGenerator>,
    ) -> &mut Self {
        self.settings.layer.store_or_unset(generator);
        self
    }

    /// Sets the provider of idempotency tokens for requests without one. The default makes random UUIDs.
    pub fn idempotency_token_provider(
        mut self,
        provider: impl Into<IdempotencyTokenProvider>,
    ) -> Self {
        self.set_idempotency_token_provider(Some(provider.into()));
        self
    }

    /// Like [`Self::idempotency_token_provider`]; `None` for the default.
    pub fn set_idempotency_token_provider(
        &mut self,
        provider: Option<IdempotencyTokenProvider>,
    ) -> &mut Self {
        self.settings.layer.store_or_unset(provider);
        self
    }

    /// Adds members of inputs, by their names in the model (`["FleetId"]`), whose values become attributes of the
    /// client's metrics. Members that are sensitive or not strings are ignored.
    ///
    /// Each distinct value is its own time series: choose members with few values.
    /// Interceptors find the values, too, as with [`Self::capture_input_attributes`].
    pub fn emit_input_attributes(self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.request_attributes(|requested| requested.emit(names.into_iter().map(Into::into)))
    }

    /// Adds members of inputs, by their names in the model, whose values interceptors find in the
    /// [`ConfigBag`](super::ConfigBag) as
    /// [`CapturedTelemetryAttributes`](aws_smithy_types::telemetry::CapturedTelemetryAttributes). Members
    /// that are sensitive or not strings are ignored.
    pub fn capture_input_attributes(
        self,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.request_attributes(|requested| {
            requested.capture_only(names.into_iter().map(Into::into));
        })
    }

    fn request_attributes(mut self, add: impl FnOnce(&mut RequestedTelemetryAttributes)) -> Self {
        let layer = &mut self.settings.layer;
        let mut requested = layer
            .load::<RequestedTelemetryAttributes>()
            .cloned()
            .unwrap_or_default();
        add(&mut requested);
        layer.store_put(requested);
        self
    }

    /// Adds a runtime plugin.
    #[doc(hidden)]
    pub fn runtime_plugin(mut self, plugin: impl RuntimePlugin + 'static) -> Self {
        self.push_runtime_plugin(plugin.into_shared());
        self
    }

    /// Like [`Self::runtime_plugin`].
    #[doc(hidden)]
    pub fn push_runtime_plugin(&mut self, plugin: SharedRuntimePlugin) -> &mut Self {
        self.settings.plugins.push(plugin);
        self
    }
}

/// Tests.
#[cfg(feature = "test-util")]
impl<S> Builder<S> {
    /// Sets what makes requests the same in every run: the time, the user agent, credentials and
    /// idempotency tokens; and the latest behavior version.
    pub fn apply_test_defaults(&mut self) -> &mut Self {
        use std::time::{Duration, UNIX_EPOCH};

        let time = UNIX_EPOCH + Duration::from_secs(1_234_567_890);
        let time = aws_smithy_async::time::StaticTimeSource::new(time);
        let credentials = aws_credential_types::Credentials::for_tests();
        self.set_time_source(Some(SharedTimeSource::new(time)));
        self.settings
            .layer
            .store_put(aws_runtime::user_agent::AwsUserAgent::for_tests());
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(credentials)));
        self.set_idempotency_token_provider(Some("00000000-0000-4000-8000-000000000000".into()));
        self.set_behavior_version(Some(BehaviorVersion::latest()))
    }

    /// Like [`Self::apply_test_defaults`].
    pub fn with_test_defaults(mut self) -> Self {
        self.apply_test_defaults();
        self
    }

    /// Like [`Self::apply_test_defaults`], and sets the region to `us-east-1` unless one is set.
    pub fn apply_test_defaults_v2(&mut self) -> &mut Self {
        self.apply_test_defaults();
        if self.settings.layer.load::<Region>().is_none() {
            self.set_region(Some(Region::new("us-east-1")));
        }
        self
    }

    /// Like [`Self::apply_test_defaults_v2`].
    pub fn with_test_defaults_v2(mut self) -> Self {
        self.apply_test_defaults_v2();
        self
    }
}

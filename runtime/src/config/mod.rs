//! The settings of a client: [`Config`], its [`Builder`], and the types that their methods take.
//!
//! The names are those of the official crates' `config` module, which generated crates re-export from here. A private
//! module keeps the settings without the type of the service, because code that is not generic is compiled only once.
//! Never here: anything about one operation, or one service.

mod builder;
mod built;
pub mod endpoint;
mod error;
pub mod feature_tracker;
pub mod idempotency_token;
pub(crate) mod plugins;
mod protocol;
pub(crate) mod settings;

pub use aws_credential_types::Credentials;
pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
pub use aws_smithy_runtime::client::identity::IdentityCache;
pub use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
pub use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
pub use aws_smithy_runtime_api::client::identity::{ResolveCachedIdentity, SharedIdentityCache};
pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
pub use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
pub use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugin, SharedRuntimePlugin};
pub use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
pub use aws_smithy_runtime_api::shared::IntoShared;
pub use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
pub use aws_types::app_name::AppName;
pub use aws_types::region::Region;
pub use aws_types::sdk_config::SdkConfig;
pub use aws_types::sdk_ua_metadata::FrameworkMetadata;

pub use self::builder::Builder;
pub use self::built::Config;
pub use self::error::InvalidConfig;
pub use self::idempotency_token::IdempotencyTokenProvider;
pub use self::protocol::protocol;
pub use crate::auth;
pub use crate::protocol::Protocol;
pub use crate::validation::Validation;

/// HTTP request and response types.
pub mod http {
    pub use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
}

/// The contexts that an [`Intercept`] gets at each step of a request.
pub mod interceptors {
    pub use aws_smithy_runtime_api::client::interceptors::context::{
        AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
        BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
        BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
        BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut,
        FinalizerInterceptorContextRef, InterceptorContext,
    };
}

pub mod retry {
    //! How often, how fast and after which responses a request is sent again.
    //!
    //! [`RetryConfig`] says how often and how fast. A [`RetryPartition`] holds what clients share: the
    //! [`TokenBucket`] that every retry takes from, so that a struggling service is not drowned in
    //! retries, and in adaptive mode the [`ClientRateLimiter`].

    pub use aws_smithy_runtime::client::retries::{ClientRateLimiter, RetryPartition, TokenBucket};
    pub use aws_smithy_runtime_api::client::retries::ShouldAttempt;
    pub use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
    pub use aws_smithy_types::retry::{ReconnectMode, RetryConfig, RetryConfigBuilder, RetryMode};
}

/// How long a request, and each attempt at it, may take.
pub mod timeout {
    pub use aws_smithy_types::timeout::{TimeoutConfig, TimeoutConfigBuilder};
}

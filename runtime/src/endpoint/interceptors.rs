//! The interceptors for endpoints, which all operations share.
//!
//! Never here: resolving endpoints, or inputs of operations.

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;

use super::params::{ErasedParams, ParamsBuilder};

/// Builds the [`Params`](super::Params) of a service from the configuration, for its endpoint resolver.
#[derive(Debug, Clone, Copy)]
pub struct EndpointParamsInterceptor(ErasedParams);

impl EndpointParamsInterceptor {
    /// The interceptor of a service with these parameters.
    pub const fn new(params: ErasedParams) -> Self {
        Self(params)
    }
}

#[dyn_dispatch_hint]
impl Intercept for EndpointParamsInterceptor {
    fn name(&self) -> &'static str {
        "EndpointParamsInterceptor"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let region = cfg.load::<Region>().map(|it| it.as_ref().to_owned());
        let params = ParamsBuilder::<()>::default()
            .set_region(region)
            .set_use_dual_stack(cfg.load::<UseDualStack>().map(|it| it.0))
            .set_use_fips(cfg.load::<UseFips>().map(|it| it.0))
            .set_endpoint(cfg.load::<EndpointUrl>().map(|it| it.0.clone()))
            .build()
            .map_err(|error| {
                ContextAttachedError::new("endpoint params could not be built", error)
            })?;
        cfg.interceptor_state()
            .store_put((self.0.erase)(params.values));
        Ok(())
    }
}

/// Records in the user agent that the endpoint is overridden.
#[derive(Debug, Default, Clone, Copy)]
#[non_exhaustive]
pub struct EndpointOverrideFeatureTrackerInterceptor;

impl EndpointOverrideFeatureTrackerInterceptor {
    /// The interceptor.
    pub const fn new() -> Self {
        Self
    }
}

#[dyn_dispatch_hint]
impl Intercept for EndpointOverrideFeatureTrackerInterceptor {
    fn name(&self) -> &'static str {
        "EndpointOverrideFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<EndpointUrl>().is_some() {
            let feature = AwsSdkFeature::EndpointOverride;
            cfg.interceptor_state().store_append(feature);
        }
        Ok(())
    }
}

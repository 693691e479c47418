//! The parameters of endpoint rules: [`Params`], its builder and its error, with the official crates' public API.
//!
//! As in the official crates, each service has types of its own: they are these, with the service as `S`.
//! Never here: rules, or where the values come from.

use std::fmt;
use std::marker::PhantomData;

use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;

use super::functions::is_valid_host_label;

/// The parameters as rules see them, whatever the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleParams {
    pub(super) region: Option<String>,
    pub(super) use_dual_stack: bool,
    pub(super) use_fips: bool,
    pub(super) endpoint: Option<String>,
}

/// Configuration parameters for resolving the correct endpoint of the service `S`.
///
/// Rules ignore parameters that they do not know.
#[derive(Clone, PartialEq, Eq)]
pub struct Params<S = ()> {
    pub(super) values: RuleParams,
    service: PhantomData<fn() -> S>,
}

impl<S> Params<S> {
    /// Create a builder for [`Params`].
    pub fn builder() -> ParamsBuilder<S> {
        ParamsBuilder {
            region: None,
            use_dual_stack: None,
            use_fips: None,
            endpoint: None,
            service: PhantomData,
        }
    }

    /// The AWS region used to dispatch the request.
    pub fn region(&self) -> Option<&str> {
        self.values.region.as_deref()
    }

    /// When true, use the dual-stack endpoint. Always `Some`.
    pub fn use_dual_stack(&self) -> Option<bool> {
        Some(self.values.use_dual_stack)
    }

    /// When true, send the request to the FIPS-compliant endpoint. Always `Some`.
    pub fn use_fips(&self) -> Option<bool> {
        Some(self.values.use_fips)
    }

    /// The URL that overrides the endpoint used to send the request.
    pub fn endpoint(&self) -> Option<&str> {
        self.values.endpoint.as_deref()
    }
}

impl<S> fmt::Debug for Params<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RuleParams {
            region,
            use_dual_stack,
            use_fips,
            endpoint,
        } = &self.values;
        f.debug_struct("Params")
            .field("region", region)
            .field("use_dual_stack", use_dual_stack)
            .field("use_fips", use_fips)
            .field("endpoint", endpoint)
            .finish()
    }
}

/// Builder for [`Params`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ParamsBuilder<S = ()> {
    region: Option<String>,
    use_dual_stack: Option<bool>,
    use_fips: Option<bool>,
    endpoint: Option<String>,
    service: PhantomData<fn() -> S>,
}

impl<S> ParamsBuilder<S> {
    /// Consume this builder, creating [`Params`]. The region must be a valid host label, because
    /// it becomes part of a host name.
    pub fn build(self) -> Result<Params<S>, InvalidParams<S>> {
        if let Some(region) = &self.region
            && !is_valid_host_label(region, true)
        {
            return Err(InvalidParams {
                field: "region",
                message: "must be a valid host label",
                service: PhantomData,
            });
        }
        Ok(Params {
            values: RuleParams {
                region: self.region,
                use_dual_stack: self.use_dual_stack.unwrap_or_default(),
                use_fips: self.use_fips.unwrap_or_default(),
                endpoint: self.endpoint,
            },
            service: PhantomData,
        })
    }

    /// Sets the AWS region used to dispatch the request.
    pub fn region(self, value: impl Into<String>) -> Self {
        self.set_region(Some(value.into()))
    }

    /// Sets or unsets the AWS region used to dispatch the request.
    pub fn set_region(mut self, value: Option<String>) -> Self {
        self.region = value;
        self
    }

    /// When true, use the dual-stack endpoint. When unset, this is `false`.
    pub fn use_dual_stack(self, value: impl Into<bool>) -> Self {
        self.set_use_dual_stack(Some(value.into()))
    }

    /// When true, use the dual-stack endpoint. When unset, this is `false`.
    pub fn set_use_dual_stack(mut self, value: Option<bool>) -> Self {
        self.use_dual_stack = value;
        self
    }

    /// When true, send the request to the FIPS-compliant endpoint. When unset, this is `false`.
    pub fn use_fips(self, value: impl Into<bool>) -> Self {
        self.set_use_fips(Some(value.into()))
    }

    /// When true, send the request to the FIPS-compliant endpoint. When unset, this is `false`.
    pub fn set_use_fips(mut self, value: Option<bool>) -> Self {
        self.use_fips = value;
        self
    }

    /// Overrides the endpoint used to send the request.
    pub fn endpoint(self, value: impl Into<String>) -> Self {
        self.set_endpoint(Some(value.into()))
    }

    /// Overrides the endpoint used to send the request, or stops overriding it.
    pub fn set_endpoint(mut self, value: Option<String>) -> Self {
        self.endpoint = value;
        self
    }
}

impl<S> fmt::Debug for ParamsBuilder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParamsBuilder")
            .field("region", &self.region)
            .field("use_dual_stack", &self.use_dual_stack)
            .field("use_fips", &self.use_fips)
            .field("endpoint", &self.endpoint)
            .finish()
    }
}

/// The parameters for endpoint resolution are invalid.
pub struct InvalidParams<S = ()> {
    field: &'static str,
    message: &'static str,
    service: PhantomData<fn() -> S>,
}

impl<S> fmt::Debug for InvalidParams<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvalidParams")
            .field("field", &self.field)
            .field("message", &self.message)
            .finish()
    }
}

impl<S> fmt::Display for InvalidParams<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, message, .. } = self;
        write!(f, "invalid value for field: `{field}` - {message}")
    }
}

impl<S> std::error::Error for InvalidParams<S> {}

/// The [`Params`] of a service, for code that does not know it.
#[derive(Debug, Clone, Copy)]
pub struct ErasedParams {
    /// Puts the parameters of a call in the type of the service.
    pub(super) erase: fn(RuleParams) -> EndpointResolverParams,
    /// What rules need of parameters that have that type.
    pub(super) find: fn(&EndpointResolverParams) -> Option<&RuleParams>,
}

impl ErasedParams {
    /// Those of the service `S`.
    pub const fn of<S: 'static>() -> Self {
        Self {
            erase: |values| {
                EndpointResolverParams::new(Params::<S> {
                    values,
                    service: PhantomData,
                })
            },
            find: |params| params.get::<Params<S>>().map(|params| &params.values),
        }
    }
}

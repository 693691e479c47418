//! The parameters of endpoint rules: [`Params`], its builder and its error, with the official crates' public API.
//!
//! Never here: rules, or where the values come from.

use std::fmt;

use super::functions::is_valid_host_label;

/// Configuration parameters for resolving the correct endpoint.
///
/// All services share this type; rules ignore parameters that they do not know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Params {
    region: Option<String>,
    use_dual_stack: bool,
    use_fips: bool,
    endpoint: Option<String>,
}

impl Params {
    /// Create a builder for [`Params`].
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// The AWS region used to dispatch the request.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// When true, use the dual-stack endpoint. Always `Some`.
    pub fn use_dual_stack(&self) -> Option<bool> {
        Some(self.use_dual_stack)
    }

    /// When true, send the request to the FIPS-compliant endpoint. Always `Some`.
    pub fn use_fips(&self) -> Option<bool> {
        Some(self.use_fips)
    }

    /// The URL that overrides the endpoint used to send the request.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }
}

/// Builder for [`Params`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParamsBuilder {
    region: Option<String>,
    use_dual_stack: Option<bool>,
    use_fips: Option<bool>,
    endpoint: Option<String>,
}

impl ParamsBuilder {
    /// Consume this builder, creating [`Params`]. The region must be a valid host label, because
    /// it becomes part of a host name.
    pub fn build(self) -> Result<Params, InvalidParams> {
        if let Some(region) = &self.region
            && !is_valid_host_label(region, true)
        {
            return Err(InvalidParams {
                field: "region",
                message: "must be a valid host label",
            });
        }
        Ok(Params {
            region: self.region,
            use_dual_stack: self.use_dual_stack.unwrap_or_default(),
            use_fips: self.use_fips.unwrap_or_default(),
            endpoint: self.endpoint,
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

/// The parameters for endpoint resolution are invalid.
#[derive(Debug)]
pub struct InvalidParams {
    field: &'static str,
    message: &'static str,
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, message } = self;
        write!(f, "invalid value for field: `{field}` - {message}")
    }
}

impl std::error::Error for InvalidParams {}

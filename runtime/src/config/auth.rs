//! Auth schemes: the resolver, which a caller can replace, and its parameters, with the official crates' public API.
//!
//! Never here: credentials, or signing (`aws-runtime`).

use std::borrow::Cow;
use std::fmt;

use aws_runtime::auth::sigv4;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOption, AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture,
    ResolveAuthSchemeOptions, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// Chooses the auth schemes of a request.
pub trait ResolveAuthScheme: Send + Sync + fmt::Debug {
    /// The schemes to try, the preferred one first.
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a>;

    /// Converts this resolver into one that serves every service.
    fn into_shared_resolver(self) -> SharedAuthSchemeOptionResolver
    where
        Self: Sized + 'static,
    {
        SharedAuthSchemeOptionResolver::new(DowncastParams(self))
    }
}

#[derive(Debug)]
struct DowncastParams<T>(T);

impl<T: ResolveAuthScheme> ResolveAuthSchemeOptions for DowncastParams<T> {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_auth_scheme(params, cfg, runtime_components),
            None => AuthSchemeOptionsFuture::ready(Err(
                "the parameters for choosing an auth scheme are of another type".into(),
            )),
        }
    }
}

/// The default auth scheme resolver: every operation is signed with Signature Version 4.
#[derive(Debug, Default)]
pub struct DefaultAuthSchemeResolver {
    _more_later: (),
}

impl ResolveAuthScheme for DefaultAuthSchemeResolver {
    fn resolve_auth_scheme<'a>(
        &'a self,
        _: &'a Params,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(Ok(vec![AuthSchemeOption::from(sigv4::SCHEME_ID)]))
    }
}

/// The parameters of an auth scheme resolver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Params {
    operation_name: Cow<'static, str>,
}

impl Params {
    /// Creates a builder for [`Params`].
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// The parameters of the operation of this name.
    pub const fn new(operation_name: &'static str) -> Self {
        Self {
            operation_name: Cow::Borrowed(operation_name),
        }
    }

    /// The operation's name in the model.
    pub fn operation_name(&self) -> &str {
        &self.operation_name
    }
}

/// Builder for [`Params`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParamsBuilder {
    operation_name: Option<Cow<'static, str>>,
}

impl ParamsBuilder {
    /// Sets the name of the operation. Required.
    pub fn operation_name(self, operation_name: impl Into<Cow<'static, str>>) -> Self {
        self.set_operation_name(Some(operation_name.into()))
    }

    /// Sets or unsets the name of the operation.
    pub fn set_operation_name(mut self, operation_name: Option<Cow<'static, str>>) -> Self {
        self.operation_name = operation_name;
        self
    }

    /// Builds [`Params`]; fails if no operation is named.
    pub fn build(self) -> Result<Params, BuildError> {
        let operation_name = self.operation_name.ok_or(BuildError {
            field: "operation_name",
        })?;
        Ok(Params { operation_name })
    }
}

/// [`Params`] cannot be built.
#[derive(Debug)]
pub struct BuildError {
    field: &'static str,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.field)
    }
}

impl std::error::Error for BuildError {}

//! Auth schemes: which one signs a request, and the parameters of those who choose, with the official crates' public
//! API.
//!
//! As in the official crates, each service has types of its own: they are these, with the service as `S`.
//! Never here: credentials, or signing (`aws-runtime`).

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use aws_runtime::auth::sigv4;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOption, AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture,
    ResolveAuthSchemeOptions, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// A service whose trait `ResolveAuthScheme` a resolver implements.
#[diagnostic::on_unimplemented(
    message = "`{R}` is no auth scheme resolver of this service",
    note = "implement `ResolveAuthScheme` of the crate's `config::auth` for it"
)]
pub trait AcceptsAuthSchemeResolver<R> {
    /// The resolver for the official runtime.
    fn share(resolver: R) -> SharedAuthSchemeOptionResolver;
}

/// How a resolver chooses, with the parameters of the service `S`.
pub type Resolve<R, S> = for<'a> fn(
    &'a R,
    &'a Params<S>,
    &'a ConfigBag,
    &'a RuntimeComponents,
) -> AuthSchemeOptionsFuture<'a>;

/// A resolver for the official runtime, which calls `resolve` with the parameters of the service `S`.
pub fn shared<R, S>(resolver: R, resolve: Resolve<R, S>) -> SharedAuthSchemeOptionResolver
where
    R: Send + Sync + fmt::Debug + 'static,
    S: 'static,
{
    SharedAuthSchemeOptionResolver::new(DowncastParams { resolver, resolve })
}

/// A resolver with the method that it has for the parameters of a service.
struct DowncastParams<R, S> {
    resolver: R,
    resolve: Resolve<R, S>,
}

impl<R: fmt::Debug, S> fmt::Debug for DowncastParams<R, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DowncastParams")
            .field(&self.resolver)
            .finish()
    }
}

impl<R, S> ResolveAuthSchemeOptions for DowncastParams<R, S>
where
    R: Send + Sync + fmt::Debug,
    S: 'static,
{
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params<S>>() {
            Some(params) => (self.resolve)(&self.resolver, params, cfg, runtime_components),
            None => AuthSchemeOptionsFuture::ready(Err(
                "params of expected type was not present".into()
            )),
        }
    }
}

/// The default auth scheme resolver: every operation is signed with Signature Version 4.
#[derive(Default)]
pub struct DefaultAuthSchemeResolver<S = ()> {
    service: PhantomData<fn() -> S>,
}

impl<S> DefaultAuthSchemeResolver<S> {
    /// What the trait `ResolveAuthScheme` of the service does.
    #[doc(hidden)]
    pub fn resolve<'a>(&self) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(Ok(vec![AuthSchemeOption::from(sigv4::SCHEME_ID)]))
    }
}

impl<S> fmt::Debug for DefaultAuthSchemeResolver<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultAuthSchemeResolver")
            .finish_non_exhaustive()
    }
}

/// The default of all services, for the official runtime.
#[derive(Debug)]
pub(crate) struct AnyService;

impl ResolveAuthSchemeOptions for AnyService {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        _: &'a AuthSchemeOptionResolverParams,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        DefaultAuthSchemeResolver::<()>::default().resolve()
    }
}

/// The parameters of an auth scheme resolver of the service `S`.
#[derive(Clone, PartialEq, Eq)]
pub struct Params<S = ()> {
    operation_name: Cow<'static, str>,
    service: PhantomData<fn() -> S>,
}

impl<S> Params<S> {
    /// Creates a builder for [`Params`].
    pub fn builder() -> ParamsBuilder<S> {
        ParamsBuilder {
            operation_name: None,
            service: PhantomData,
        }
    }

    /// The operation's name in the model.
    pub fn operation_name(&self) -> &str {
        &self.operation_name
    }
}

impl<S> fmt::Debug for Params<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Params")
            .field("operation_name", &self.operation_name)
            .finish()
    }
}

/// Puts the [`Params`] of an operation of the service `S` into the type that the official runtime has for all.
pub(crate) fn erase<S: 'static>(operation_name: &'static str) -> AuthSchemeOptionResolverParams {
    AuthSchemeOptionResolverParams::new(Params::<S> {
        operation_name: operation_name.into(),
        service: PhantomData,
    })
}

/// Builder for [`Params`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ParamsBuilder<S = ()> {
    operation_name: Option<Cow<'static, str>>,
    service: PhantomData<fn() -> S>,
}

impl<S> ParamsBuilder<S> {
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
    pub fn build(self) -> Result<Params<S>, BuildError<S>> {
        let operation_name = self.operation_name.ok_or(BuildError {
            field: "operation_name",
            service: PhantomData,
        })?;
        Ok(Params {
            operation_name,
            service: PhantomData,
        })
    }
}

impl<S> fmt::Debug for ParamsBuilder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParamsBuilder")
            .field("operation_name", &self.operation_name)
            .finish()
    }
}

/// [`Params`] cannot be built.
pub struct BuildError<S = ()> {
    field: &'static str,
    service: PhantomData<fn() -> S>,
}

impl<S> fmt::Debug for BuildError<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BuildError")
            .field("field", &self.field)
            .finish()
    }
}

impl<S> fmt::Display for BuildError<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.field)
    }
}

impl<S> std::error::Error for BuildError<S> {}

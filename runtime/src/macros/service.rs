//! The macros for services: `answered!`, and those for the modules `config::endpoint` and `config::auth`, whose types and
//! traits each service has its own of, as with the official crates: a program may implement a trait for both.
//!
//! Never here: anything that can be a function.

/// Implements [`Service::answered`](crate::service::Service::answered) with an event whose target is the generated
/// crate.
#[macro_export]
#[doc(hidden)]
macro_rules! answered {
    ($crate_name:literal) => {
        fn answered(request_id: ::std::option::Option<&str>) {
            $crate::__private::debug!(target: $crate_name, request_id = ?request_id);
        }
    };
}

/// What `config::endpoint` has for this service alone.
#[macro_export]
#[doc(hidden)]
macro_rules! endpoint {
    ($service:ty) => {
        pub use $crate::config::endpoint::{Endpoint, EndpointFuture, SharedEndpointResolver};

        /// What an endpoint resolver is asked.
        pub type Params = $crate::endpoint::Params<$service>;

        /// Builder for [`Params`].
        pub type ParamsBuilder = $crate::endpoint::ParamsBuilder<$service>;

        /// [`Params`] are not valid.
        pub type InvalidParams = $crate::endpoint::InvalidParams<$service>;

        /// Chooses the endpoint by the service's own rules.
        pub type DefaultResolver = $crate::config::endpoint::DefaultResolver<$service>;

        /// Chooses the endpoint of each request.
        pub trait ResolveEndpoint:
            ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug
        {
            /// The endpoint for these parameters.
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

            /// Converts this resolver into one that the official runtime can call. It fails on parameters of other
            /// services.
            fn into_shared_resolver(self) -> SharedEndpointResolver
            where
                Self: ::std::marker::Sized + 'static,
            {
                $crate::endpoint::shared(self, Self::resolve_endpoint)
            }
        }

        impl ResolveEndpoint for DefaultResolver {
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
                self.resolve(params)
            }
        }

        impl<R: ResolveEndpoint + 'static> $crate::endpoint::AcceptsEndpointResolver<R>
            for $service
        {
            fn share(resolver: R) -> SharedEndpointResolver {
                resolver.into_shared_resolver()
            }
        }
    };
}

/// What `config::auth` has for this service alone.
#[macro_export]
#[doc(hidden)]
macro_rules! auth {
    ($service:ty) => {
        /// What an auth scheme resolver is asked.
        pub type Params = $crate::auth::Params<$service>;

        /// Builder for [`Params`].
        pub type ParamsBuilder = $crate::auth::ParamsBuilder<$service>;

        /// [`Params`] cannot be built.
        pub type BuildError = $crate::auth::BuildError<$service>;

        /// Signs every operation with Signature Version 4.
        pub type DefaultAuthSchemeResolver = $crate::auth::DefaultAuthSchemeResolver<$service>;

        /// Chooses the auth schemes of a request.
        pub trait ResolveAuthScheme:
            ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug
        {
            /// The schemes to try, the preferred one first.
            fn resolve_auth_scheme<'a>(
                &'a self,
                params: &'a Params,
                cfg: &'a $crate::config::ConfigBag,
                runtime_components: &'a $crate::config::RuntimeComponents,
            ) -> $crate::__private::AuthSchemeOptionsFuture<'a>;

            /// Converts this resolver into one that the official runtime can call. It fails on parameters of other
            /// services.
            fn into_shared_resolver(self) -> $crate::__private::SharedAuthSchemeOptionResolver
            where
                Self: ::std::marker::Sized + 'static,
            {
                $crate::auth::shared(self, Self::resolve_auth_scheme)
            }
        }

        impl ResolveAuthScheme for DefaultAuthSchemeResolver {
            fn resolve_auth_scheme<'a>(
                &'a self,
                _: &'a Params,
                _: &'a $crate::config::ConfigBag,
                _: &'a $crate::config::RuntimeComponents,
            ) -> $crate::__private::AuthSchemeOptionsFuture<'a> {
                self.resolve()
            }
        }

        impl<R: ResolveAuthScheme + 'static> $crate::auth::AcceptsAuthSchemeResolver<R>
            for $service
        {
            fn share(resolver: R) -> $crate::__private::SharedAuthSchemeOptionResolver {
                resolver.into_shared_resolver()
            }
        }
    };
}

//! One call of a client whose network is a [`Wire`].
//!
//! Never here: what is expected of it ([`super::check`]).

use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::retry::RetryConfig;
use smithwright_runtime::client::Handle;
use smithwright_runtime::config::{Config, Credentials, Region, Validation};
use smithwright_runtime::error::SdkError;
use smithwright_runtime::operation::Descriptor;
use smithwright_runtime::protocol::Protocol;
use smithwright_runtime::service::Service;
use smithwright_runtime::value::Structure;

use super::case::Case;

/// The host that every request goes to.
pub(super) const HOST: &str = "host.invalid";

/// The token of requests whose parameters have none.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// What is called: one of the services, one of its operations, in one of its protocols.
pub(super) struct Target {
    service: Generated,
    pub(super) descriptor: &'static Descriptor,
    pub(super) protocol: Protocol,
}

/// The generated crates.
#[derive(Clone, Copy)]
enum Generated {
    GameLift,
    GameLiftStreams,
}

impl Target {
    pub(super) fn of(case: &Case) -> Result<Self, String> {
        let (service, operations) = match case.service()? {
            "gamelift" => (Generated::GameLift, &gamelift::operation::all()[..]),
            "gameliftstreams" => (
                Generated::GameLiftStreams,
                &gameliftstreams::operation::all()[..],
            ),
            other => return Err(format!("unknown service {other:?}")),
        };
        let protocol = match case.protocol()? {
            "json" => Protocol::AwsJson1_1,
            "rest-json" => Protocol::RestJson1,
            "smithy-rpc-v2-cbor" => Protocol::RpcV2Cbor,
            other => return Err(format!("unknown protocol {other:?}")),
        };
        let name = case.operation()?;
        let descriptor = operations.iter().find(|operation| operation.name == name);
        Ok(Self {
            service,
            descriptor: descriptor.ok_or_else(|| format!("unknown operation {name:?}"))?,
            protocol,
        })
    }

    /// Calls the operation once, over `wire`; the input is held against the model as `validation` says.
    pub(super) async fn call(
        &self,
        input: Box<dyn Structure>,
        wire: &Wire,
        validation: Validation,
    ) -> Result<Output, SdkError<Error>> {
        match self.service {
            Generated::GameLift => {
                self.call_of::<gamelift::GameLift>(input, wire, validation)
                    .await
            }
            Generated::GameLiftStreams => {
                self.call_of::<gameliftstreams::GameLiftStreams>(input, wire, validation)
                    .await
            }
        }
    }

    async fn call_of<S: Service>(
        &self,
        input: Box<dyn Structure>,
        wire: &Wire,
        validation: Validation,
    ) -> Result<Output, SdkError<Error>> {
        let config = Config::<S>::builder()
            .behavior_version_latest()
            .protocol(self.protocol)
            .validation(validation)
            .endpoint_url(format!("https://{HOST}"))
            .region(Region::new("us-west-2"))
            .credentials_provider(Credentials::new("id", "secret", None, None, "wire-cases"))
            .idempotency_token_provider(TOKEN)
            .retry_config(RetryConfig::disabled())
            .http_client(wire.clone())
            .build();
        let handle = Arc::new(Handle::new(config));
        self.descriptor.send(handle, input).await
    }
}

/// A network that keeps the one request it is given and has the answer ready.
#[derive(Debug, Clone)]
pub(super) struct Wire(Arc<Mutex<Ends>>);

#[derive(Debug)]
struct Ends {
    request: Option<HttpRequest>,
    response: Option<HttpResponse>,
}

impl Wire {
    pub(super) fn new(response: HttpResponse) -> Self {
        Self(Arc::new(Mutex::new(Ends {
            request: None,
            response: Some(response),
        })))
    }

    /// The request that was sent, if there was one.
    pub(super) fn request(&self) -> Option<HttpRequest> {
        self.with(|ends| ends.request.take())
    }

    fn with<T>(&self, work: impl FnOnce(&mut Ends) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(self.with(|ends| {
            ends.request = Some(request);
            ends.response.take().ok_or_else(|| {
                ConnectorError::other("there is one answer, and it was given".into(), None)
            })
        }))
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

//! [`Fake`]: a stand-in for a service.
//!
//! Never here: answering requests ([`super::dispatch`]).

use std::any::Any;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::retry::RetryConfig;

use super::Testable;
use super::dispatch::{Inner, Outcome, Reply, State};
use super::sequence::Sequence;
use super::serve::Server;
use crate::config::{Builder, Config, Region};
use crate::operation::Operation;

/// A stand-in for a service, to test programs that call it without AWS.
///
/// It is the HTTP client of a client, so that everything else runs as in production: validation, serialising, signing,
/// retries, timeouts, reading. It answers the calls that [`on`](Self::on) and [`sequence`](Self::sequence) specify. Any
/// other call fails with an error that names the operation and the expected calls. Clones share one fake.
pub struct Fake<S> {
    inner: Arc<Inner>,
    service: PhantomData<fn() -> S>,
}

impl<S> Clone for Fake<S> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            service: PhantomData,
        }
    }
}

impl<S> fmt::Debug for Fake<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let service = self.inner.metadata.id;
        f.debug_tuple("Fake").field(&service).finish()
    }
}

impl<S: Testable> Default for Fake<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Testable> Fake<S> {
    /// A fake that answers specified calls only. Any other call fails.
    pub fn new() -> Self {
        Self::with_seed(None)
    }

    /// A fake that answers all other calls as the model says.
    ///
    /// A request that violates the model gets the service's validation error, with all violations. Any other gets an
    /// output that meets all constraints; members that the input has, too, are copied from it. The same seed gives the
    /// same responses to the same calls.
    pub fn of_model(seed: u64) -> Self {
        Self::with_seed(Some(seed))
    }

    fn with_seed(seed: Option<u64>) -> Self {
        Self {
            inner: Arc::new(Inner {
                metadata: S::METADATA,
                operations: S::operations(),
                faults: S::faults(),
                seed,
                log: Mutex::default(),
                state: Mutex::default(),
            }),
            service: PhantomData,
        }
    }

    /// Serves programs on this machine, in any language, on a free port.
    ///
    /// # Errors
    /// There is no free port.
    pub async fn serve(&self) -> io::Result<Server> {
        self.serve_at((Ipv4Addr::LOCALHOST, 0).into()).await
    }

    /// Serves programs at this address.
    ///
    /// # Errors
    /// The address is in use, or not of this machine.
    pub async fn serve_at(&self, address: SocketAddr) -> io::Result<Server> {
        Server::start(Arc::clone(&self.inner), address).await
    }

    /// Calls `to` for each call that a [`Server`] answered, with a line of its operation, protocol, status and time,
    /// without a newline.
    pub fn log(&self, to: impl Fn(&str) + Send + Sync + 'static) {
        *self.inner.logged() = Some(Arc::new(to));
    }

    /// Answers every call of the operation `O` with the result of the closure for the input. Replaces earlier answers
    /// for the operation.
    pub fn on<O: Operation<Service = S>>(
        &self,
        answer: impl FnMut(O::Input) -> Result<O::Output, O::Error> + Send + 'static,
    ) {
        self.sequence::<O>().answer(answer).repeatedly();
    }

    /// Answers the calls of the operation `O` one after the other. Replaces earlier answers for the operation.
    pub fn sequence<O: Operation<Service = S>>(&self) -> Sequence<'_, O> {
        Sequence::begin(&self.inner)
    }

    /// The inputs of the calls of the operation `O` so far, in order. Each attempt of a retried call counts.
    pub fn calls<O: Operation<Service = S>>(&self) -> Vec<O::Input> {
        self.inner.with(|state| {
            let calls = state.calls.iter();
            let calls = calls.filter(|call| call.operation == O::DESCRIPTOR.name);
            let inputs = calls.filter_map(|call| {
                let input: &dyn Any = &*call.input;
                input.downcast_ref::<O::Input>().cloned()
            });
            inputs.collect()
        })
    }

    /// The operations that were called so far, in order.
    pub fn called(&self) -> Vec<&'static str> {
        let names = |state: &mut State| state.calls.iter().map(|call| call.operation).collect();
        self.inner.with(names)
    }

    /// The messages of unexpected calls. Check that it is empty, in case the program swallows errors.
    pub fn unexpected(&self) -> Vec<String> {
        self.inner.with(|state| state.unexpected.clone())
    }

    /// A client of this fake.
    pub fn client(&self) -> S::Client {
        S::client(self.config().build())
    }

    /// The settings of a client of this fake: its HTTP client, a region, fake credentials, and the usual retries
    /// without the delays.
    pub fn config(&self) -> Builder<S> {
        let retries = RetryConfig::standard()
            .with_initial_backoff(Duration::from_millis(1))
            .with_max_backoff(Duration::from_millis(1));
        let credentials = Credentials::new("FAKE", "fake", None, None, "testing");
        Config::<S>::builder()
            .behavior_version_latest()
            .region(Region::from_static("us-east-1"))
            .credentials_provider(credentials)
            .retry_config(retries)
            .http_client(self.clone())
    }
}

impl<S: Testable> HttpClient for Fake<S> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            inner: Arc::clone(&self.inner),
            sleep: components.sleep_impl(),
            timeout: settings.read_timeout(),
        })
    }
}

/// A fake as the HTTP connector of a client.
struct Connector {
    inner: Arc<Inner>,
    sleep: Option<SharedAsyncSleep>,
    timeout: Option<Duration>,
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connector")
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Reply { outcome, delay, .. } = self.inner.reply(&request);
        let outcome = match outcome {
            Outcome::Answer(response) => Ok(response),
            Outcome::Failed(error) => Err(error),
            Outcome::Unexpected { message, .. } => Err(ConnectorError::other(message.into(), None)),
        };
        if delay.is_zero() {
            return HttpConnectorFuture::ready(outcome);
        }
        let Some(sleep) = &self.sleep else {
            let why = "an answer is late, and the client has no `sleep_impl` to wait with";
            return HttpConnectorFuture::ready(Err(ConnectorError::user(why.into())));
        };
        let timeout = self.timeout.filter(|timeout| *timeout < delay);
        let sleep = sleep.sleep(timeout.unwrap_or(delay));
        HttpConnectorFuture::new(async move {
            sleep.await;
            match timeout {
                Some(timeout) => Err(ConnectorError::timeout(
                    format!("no answer of the fake within {timeout:?}").into(),
                )),
                None => outcome,
            }
        })
    }
}

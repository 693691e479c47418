//! [`Fake`]: a service without AWS.
//!
//! Never here: what is done with a request ([`super::dispatch`]).

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

/// A service without AWS, to test programs that call it.
///
/// It is the HTTP client of a client, so that everything else runs as it does in earnest: validation, serialising,
/// signing, retries, timeouts, reading. It knows what [`on`](Self::on) and [`sequence`](Self::sequence) say; any
/// other call fails, and the error names the operation and what was expected. Clones are the same fake.
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
    /// A fake that answers what it is told to. Any other call fails.
    pub fn new() -> Self {
        Self::with_seed(None)
    }

    /// A fake that answers calls that it is told nothing of as the service would, as far as the model says how.
    ///
    /// A request that breaks the model gets the error by which the service refuses it, with every violation. Any other
    /// gets an output that meets all constraints, in which members that the input has, too, are those of the input. The
    /// same seed gives the same answers to the same calls.
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

    /// Serves programs on this machine, in any language, on a port that is free.
    ///
    /// # Errors
    /// There is none.
    pub async fn serve(&self) -> io::Result<Server> {
        self.serve_at((Ipv4Addr::LOCALHOST, 0).into()).await
    }

    /// Serves programs that reach this address.
    ///
    /// # Errors
    /// Something else is there.
    pub async fn serve_at(&self, address: SocketAddr) -> io::Result<Server> {
        Server::start(Arc::clone(&self.inner), address).await
    }

    /// Tells of each call that a [`Server`] has answered, in a line without its end: operation, protocol, status, time.
    pub fn log(&self, to: impl Fn(&str) + Send + Sync + 'static) {
        *self.inner.logged() = Some(Arc::new(to));
    }

    /// Answers every call of the operation `O` with what the closure makes of the input, in place of what was said
    /// of the operation before.
    pub fn on<O: Operation<Service = S>>(
        &self,
        answer: impl FnMut(O::Input) -> Result<O::Output, O::Error> + Send + 'static,
    ) {
        self.sequence::<O>().answer(answer).repeatedly();
    }

    /// Answers the calls of the operation `O` one after the other, in place of what was said of the operation
    /// before.
    pub fn sequence<O: Operation<Service = S>>(&self) -> Sequence<'_, O> {
        Sequence::begin(&self.inner)
    }

    /// The inputs of the calls of the operation `O` so far, in their order, each attempt of a retried call counted.
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

    /// The operations that were called so far, in the order of the calls.
    pub fn called(&self) -> Vec<&'static str> {
        let names = |state: &mut State| state.calls.iter().map(|call| call.operation).collect();
        self.inner.with(names)
    }

    /// The messages of the calls that nothing was said of: empty where a program did what was expected, even if it
    /// keeps its errors to itself.
    pub fn unexpected(&self) -> Vec<String> {
        self.inner.with(|state| state.unexpected.clone())
    }

    /// A client of this fake.
    pub fn client(&self) -> S::Client {
        S::client(self.config().build())
    }

    /// Settings of a client of this fake: its HTTP client, a region, credentials of nobody, and retries as usual,
    /// but without waiting in between.
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

/// A fake as a client uses it.
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

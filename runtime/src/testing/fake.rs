//! [`Fake`]: a service without AWS.
//!
//! Never here: how messages look ([`super::request`], [`super::response`]).

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::retry::RetryConfig;

use super::exception::Fault;
use super::request::{self, Route};
use super::sequence::{Script, Sequence};
use super::{Server, Testable, model};
use crate::config::{Builder, Config, Region};
use crate::operation::{Descriptor, Operation};
use crate::protocol::Protocol;
use crate::service::ServiceMetadata;
use crate::value::Structure;

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

/// What is the same of a fake whatever the service.
pub(super) struct Inner {
    pub(super) metadata: &'static ServiceMetadata,
    pub(super) operations: Vec<&'static Descriptor>,
    pub(super) faults: Vec<Fault>,
    /// Where model answers begin, if there are any.
    seed: Option<u64>,
    log: Mutex<Option<Log>>,
    state: Mutex<State>,
}

/// Who is told of calls.
type Log = Arc<dyn Fn(&str) + Send + Sync>;

#[derive(Default)]
pub(super) struct State {
    pub(super) scripts: BTreeMap<&'static str, Script>,
    calls: Vec<Call>,
    unexpected: Vec<String>,
    answered: u64,
}

/// A call that was made.
struct Call {
    operation: &'static str,
    input: Arc<dyn Structure>,
}

/// What a request is answered with.
pub(super) struct Reply {
    /// The operation, if it is of one.
    pub(super) subject: Option<&'static str>,
    pub(super) protocol: Option<Protocol>,
    pub(super) outcome: Outcome,
    pub(super) delay: Duration,
}

/// How a request ends.
pub(super) enum Outcome {
    Answer(HttpResponse),
    /// As somebody said that it was to fail.
    Failed(ConnectorError),
    /// Nobody said anything of it. A server answers with this status, at which clients do not try again.
    Unexpected {
        status: u16,
        message: String,
    },
}

/// The status of a call that nothing is said of.
const UNEXPECTED: u16 = 501;

/// The status of a request that is of no operation.
pub(super) const NO_OPERATION: u16 = 404;

impl From<Result<HttpResponse, ConnectorError>> for Outcome {
    fn from(result: Result<HttpResponse, ConnectorError>) -> Self {
        result.map_or_else(Self::Failed, Self::Answer)
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

impl Inner {
    /// Works on the state.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn logged(&self) -> MutexGuard<'_, Option<Log>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whoever wants to know.
    pub(super) fn log(&self, line: &str) {
        let log = self.logged().clone();
        if let Some(log) = log {
            log(line);
        }
    }

    /// The operation of a request.
    pub(super) fn route(&self, request: &HttpRequest) -> Option<Route> {
        request::route(self.metadata, &self.operations, request)
    }

    /// Answers a request whose body is in memory.
    pub(super) fn reply(&self, request: &HttpRequest) -> Reply {
        let Some(route) = self.route(request) else {
            let message = request::unknown(self.metadata, request);
            return Reply {
                subject: None,
                protocol: None,
                outcome: self.unexpected(NO_OPERATION, message),
                delay: Duration::ZERO,
            };
        };
        let (mut outcome, delay) = match request::input(&route, request) {
            Ok(input) => self.answer(&route, &input.into()),
            Err(why) => (self.unreadable(&route, &why), Duration::ZERO),
        };
        if let Outcome::Answer(response) = &mut outcome {
            self.identify(response);
        }
        Reply {
            subject: Some(route.descriptor.name),
            protocol: Some(route.protocol),
            outcome,
            delay,
        }
    }

    fn answer(&self, route: &Route, input: &Arc<dyn Structure>) -> (Outcome, Duration) {
        let name = route.descriptor.name;
        let call = Call {
            operation: name,
            input: Arc::clone(input),
        };
        let (next, before) = self.with(|state| {
            let same = |call: &&Call| call.operation == name;
            let before = state.calls.iter().filter(same).count();
            state.calls.push(call);
            (state.scripts.get_mut(name).map(Script::next), before)
        });
        let outcome = match (next, self.seed) {
            // Nothing is locked meanwhile: the closure may ask the fake.
            (Some(Ok((answer, delay))), _) => {
                return (answer(&**input, route.protocol, &self.faults).into(), delay);
            }
            (Some(Err(exhausted)), _) => {
                let given = exhausted.given;
                let answers = if given == 1 {
                    "answer was"
                } else {
                    "answers were"
                };
                self.unexpected(
                    UNEXPECTED,
                    format!("unexpected call of {name}: its {given} {answers} given, and there is no other"),
                )
            }
            (None, Some(seed)) => {
                let Route {
                    protocol,
                    descriptor,
                    ..
                } = route;
                by_model(model::answer(
                    *protocol,
                    descriptor,
                    &self.faults,
                    &**input,
                    seed,
                    before,
                ))
            }
            (None, None) => {
                let expected = self.expected();
                self.unexpected(
                    UNEXPECTED,
                    format!("unexpected call of {name}: nothing is said of it; {expected}"),
                )
            }
        };
        (outcome, Duration::ZERO)
    }

    /// The end of a request that cannot be read.
    fn unreadable(&self, route: &Route, why: &str) -> Outcome {
        let name = route.descriptor.name;
        let message = format!("invalid {name} request: {why}");
        match self.seed {
            Some(_) => by_model(model::refused(route.protocol, &self.faults, &message)),
            None => self.unexpected(400, message),
        }
    }

    /// What was expected, for a message.
    fn expected(&self) -> String {
        let names: Vec<_> = self.with(|state| state.scripts.keys().copied().collect());
        if names.is_empty() {
            "no call was expected".to_owned()
        } else {
            format!("expected: {}", names.join(", "))
        }
    }

    fn unexpected(&self, status: u16, message: String) -> Outcome {
        self.with(|state| state.unexpected.push(message.clone()));
        Outcome::Unexpected { status, message }
    }

    /// Gives an answer an id, unless it has one.
    fn identify(&self, response: &mut HttpResponse) {
        const REQUEST_ID: &str = "x-amzn-requestid";
        let number = self.with(|state| {
            state.answered += 1;
            state.answered
        });
        if !response.headers().contains_key(REQUEST_ID) {
            let id = format!("00000000-0000-4000-8000-{number:012}");
            response.headers_mut().insert(REQUEST_ID, id);
        }
    }
}

fn by_model(answer: Result<HttpResponse, String>) -> Outcome {
    let answer = answer.map_err(|why| ConnectorError::other(why.into(), None));
    Outcome::from(answer)
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

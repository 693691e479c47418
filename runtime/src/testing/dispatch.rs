//! [`Inner`]: how a fake answers requests, whatever the service.
//!
//! Never here: types of operations ([`super::sequence`]), and how messages look ([`super::request`],
//! [`super::response`]).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;

use super::exception::Fault;
use super::model;
use super::request::{self, Route};
use super::script::Script;
use crate::operation::Descriptor;
use crate::protocol::Protocol;
use crate::service::ServiceMetadata;
use crate::value::Structure;

/// The part of a fake that does not depend on the type of the service.
pub(super) struct Inner {
    pub(super) metadata: &'static ServiceMetadata,
    pub(super) operations: Vec<&'static Descriptor>,
    pub(super) faults: Vec<Fault>,
    /// The seed of responses by the model; `None` if there are none.
    pub(super) seed: Option<u64>,
    pub(super) log: Mutex<Option<Log>>,
    pub(super) state: Mutex<State>,
}

/// The log of a server's calls.
pub(super) type Log = Arc<dyn Fn(&str) + Send + Sync>;

#[derive(Default)]
pub(super) struct State {
    pub(super) scripts: BTreeMap<&'static str, Script>,
    pub(super) calls: Vec<Call>,
    pub(super) unexpected: Vec<String>,
    answered: u64,
}

/// A call that was made.
pub(super) struct Call {
    pub(super) operation: &'static str,
    pub(super) input: Arc<dyn Structure>,
}

/// The reply to a request.
pub(super) struct Reply {
    /// The operation, if the request is of one.
    pub(super) subject: Option<&'static str>,
    pub(super) protocol: Option<Protocol>,
    pub(super) outcome: Outcome,
    pub(super) delay: Duration,
}

/// The outcome of a request.
pub(super) enum Outcome {
    Answer(HttpResponse),
    /// Fails, because the test says so.
    Failed(ConnectorError),
    /// Fails, because the test does not expect the call. A server answers with this status, which clients do not
    /// retry.
    Unexpected {
        status: u16,
        message: String,
    },
}

/// The status of an unexpected call.
const UNEXPECTED: u16 = 501;

/// The status of a request that is not of any operation.
pub(super) const NO_OPERATION: u16 = 404;

impl From<Result<HttpResponse, ConnectorError>> for Outcome {
    fn from(result: Result<HttpResponse, ConnectorError>) -> Self {
        result.map_or_else(Self::Failed, Self::Answer)
    }
}

impl Inner {
    /// Calls `work` with the state.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn logged(&self) -> MutexGuard<'_, Option<Log>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a line to the log, if there is one.
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
            // No lock is held here, because the closure may use the fake.
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

    /// The outcome of a request that cannot be read.
    fn unreadable(&self, route: &Route, why: &str) -> Outcome {
        let name = route.descriptor.name;
        let message = format!("invalid {name} request: {why}");
        match self.seed {
            Some(_) => by_model(model::refused(route.protocol, &self.faults, &message)),
            None => self.unexpected(400, message),
        }
    }

    /// The expected calls, for a message.
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

    /// Adds a request id to a response, unless it has one.
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

//! [`Replay`]: an HTTP client that replays what a [`Recorder`](super::Recorder) recorded.
//!
//! Never here: the format of the file ([`super::cassette`]).

use std::fmt;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

use super::cassette::{self, End, Entry};
use super::exception::Fault;
use super::request::{self, Route};
use super::{Testable, response};
use crate::operation::Descriptor;
use crate::service::ServiceMetadata;

/// Answers the calls of a client from a file.
///
/// A call gets the response of the first call in the file with the same operation and input that was not replayed yet.
/// Sensitive members and idempotency tokens are not compared. Any other call fails with an error that names the calls
/// that are left. A redacted string has the text that replaces it; any other redacted member is not set.
pub struct Replay<S> {
    deck: Arc<Deck>,
    service: PhantomData<fn() -> S>,
}

struct Deck {
    metadata: &'static ServiceMetadata,
    operations: Vec<&'static Descriptor>,
    faults: Vec<Fault>,
    left: Mutex<Vec<Entry>>,
}

impl<S> fmt::Debug for Replay<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Replay")
            .field(&self.deck.metadata.id)
            .finish()
    }
}

impl<S> Clone for Replay<S> {
    fn clone(&self) -> Self {
        Self {
            deck: Arc::clone(&self.deck),
            service: PhantomData,
        }
    }
}

impl<S: Testable> Replay<S> {
    /// Replays the file at `path`.
    ///
    /// # Errors
    /// The file does not exist, or some calls in it are invalid: the error names them.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, String> {
        Ok(Self {
            deck: Arc::new(Deck {
                metadata: S::METADATA,
                operations: S::operations(),
                faults: S::faults(),
                left: Mutex::new(cassette::read(path.as_ref())?),
            }),
            service: PhantomData,
        })
    }

    /// The operations of the calls that were not replayed yet, in the order of the file.
    pub fn left(&self) -> Vec<String> {
        let left = self
            .deck
            .left
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        left.iter().map(|entry| entry.operation.clone()).collect()
    }
}

impl<S: Testable> HttpClient for Replay<S> {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector(Arc::clone(&self.deck)))
    }
}

struct Connector(Arc<Deck>);

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connector")
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(self.0.play(&request))
    }
}

impl Deck {
    fn play(&self, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let refused = |why: String| ConnectorError::other(why.into(), None);
        let route = request::route(self.metadata, &self.operations, request);
        let route = route.ok_or_else(|| refused(request::unknown(self.metadata, request)))?;
        let input = request::input(&route, request).map_err(refused)?;
        let input = cassette::input(&*input);
        let name = route.descriptor.name;
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |entry: &Entry| entry.operation == name && entry.input == input;
        let Some(at) = left.iter().position(is_it) else {
            let named = left.iter().filter(|entry| entry.operation == name).count();
            return Err(refused(format!(
                "no call of {name} with this input is left in the cassette; it has {named} others of {name}, \
                 and {} calls in all",
                left.len()
            )));
        };
        let entry = left.remove(at);
        drop(left);
        match &entry.end {
            End::Failure(kind) => {
                let why = format!("the recorded call of {name} got no response").into();
                Err(match kind.as_str() {
                    "timeout" => ConnectorError::timeout(why),
                    "io" => ConnectorError::io(why),
                    _ => ConnectorError::other(why, None),
                })
            }
            end => self.response(&route, end).map_err(refused),
        }
    }

    fn response(&self, route: &Route, end: &End) -> Result<HttpResponse, String> {
        let Route {
            descriptor,
            protocol,
            ..
        } = route;
        let (status, response) = match end {
            End::Output { status, members } => {
                let mut output = descriptor.blank_output();
                cassette::fill(&mut *output, members)?;
                (*status, response::output(*protocol, descriptor, &*output)?)
            }
            End::Error {
                status,
                code: Some(code),
                members,
            } => {
                let mut faults = self.faults.iter();
                let response = match faults.find(|fault| fault.code() == code) {
                    Some(fault) => {
                        let mut exception = fault.blank();
                        cassette::fill(&mut *exception, members)?;
                        response::modeled(*protocol, fault, &*exception)?
                    }
                    None => response::generic(*protocol, *status, code, "")?,
                };
                (*status, response)
            }
            End::Error { status, .. } => (*status, response::raw(*status, None)?),
            End::Failure(_) => return Err("a call without a response".to_owned()),
        };
        let mut response = response;
        *response.status_mut() = status
            .try_into()
            .map_err(|_| format!("{status} is no status"))?;
        Ok(response)
    }
}

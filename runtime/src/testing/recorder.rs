//! [`Recorder`]: an HTTP client that records calls.
//!
//! Never here: the format of the file ([`super::cassette`]).

use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use http_body_util::BodyExt as _;
use serde_json::{Map as Object, Value as Json};

use super::Testable;
use super::cassette::{self, End, Entry};
use super::json::{self, Secrets};
use super::request::{self, Route};
use crate::operation::Descriptor;
use crate::service::ServiceMetadata;

/// Records the calls of a client in a file, which [`Replay`](super::Replay) replays.
///
/// Sensitive members are redacted, and headers are not written, so that no credentials get into the file. Of a response
/// that is not modelled, only the status and the code are written. The file is replaced as a whole after each call,
/// where each attempt of a retried call counts. If it cannot be written, the call fails.
pub struct Recorder<S> {
    client: SharedHttpClient,
    tape: Arc<Tape>,
    service: PhantomData<fn() -> S>,
}

/// The recorded calls, and their file.
struct Tape {
    metadata: &'static ServiceMetadata,
    operations: Vec<&'static Descriptor>,
    path: PathBuf,
    /// `None`: the call is under way.
    entries: Mutex<Vec<Option<Entry>>>,
}

impl<S> fmt::Debug for Recorder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Recorder").field(&self.tape.path).finish()
    }
}

impl<S> Clone for Recorder<S> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            tape: Arc::clone(&self.tape),
            service: PhantomData,
        }
    }
}

impl<S: Testable> Recorder<S> {
    /// Records the calls of `client` in the file at `path`, and replaces the file if it exists.
    pub fn new(client: impl HttpClient + 'static, path: impl Into<PathBuf>) -> Self {
        Self {
            client: SharedHttpClient::new(client),
            tape: Arc::new(Tape {
                metadata: S::METADATA,
                operations: S::operations(),
                path: path.into(),
                entries: Mutex::default(),
            }),
            service: PhantomData,
        }
    }
}

impl<S: Testable> HttpClient for Recorder<S> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            inner: self.client.http_connector(settings, components),
            tape: Arc::clone(&self.tape),
        })
    }
}

struct Connector {
    inner: SharedHttpConnector,
    tape: Arc<Tape>,
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connector")
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Tape {
            metadata,
            operations,
            ..
        } = &*self.tape;
        let route = request::route(metadata, operations, &request);
        let Some(route) = route else {
            let message = request::unknown(metadata, &request);
            return HttpConnectorFuture::ready(Err(ConnectorError::user(message.into())));
        };
        let input = match request::input(&route, &request) {
            Ok(input) => cassette::input(&*input),
            Err(why) => return HttpConnectorFuture::ready(Err(ConnectorError::user(why.into()))),
        };
        let at = self.tape.begin();
        let (tape, response) = (Arc::clone(&self.tape), self.inner.call(request));
        HttpConnectorFuture::new(async move {
            let result = match response.await {
                Ok(response) => loaded(response).await,
                Err(error) => Err(error),
            };
            let entry = Entry {
                operation: route.descriptor.name.to_owned(),
                input,
                end: end(&route, &result),
            };
            tape.keep(at, entry)
                .map_err(|why| ConnectorError::user(why.into()))?;
            result
        })
    }
}

impl Tape {
    fn begin(&self) -> usize {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.push(None);
        entries.len() - 1
    }

    fn keep(&self, at: usize, entry: Entry) -> Result<(), String> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = entries.get_mut(at) {
            *place = Some(entry);
        }
        let ended: Vec<_> = entries.iter().flatten().cloned().collect();
        cassette::write(&self.path, &ended)
    }
}

/// The response with its body in memory.
async fn loaded(mut response: HttpResponse) -> Result<HttpResponse, ConnectorError> {
    if response.body().bytes().is_none() {
        let body = std::mem::replace(response.body_mut(), SdkBody::taken());
        let body = body.collect().await.map_err(ConnectorError::io)?;
        *response.body_mut() = SdkBody::from(body.to_bytes());
    }
    Ok(response)
}

fn end(route: &Route, result: &Result<HttpResponse, ConnectorError>) -> End {
    let response = match result {
        Ok(response) => response,
        Err(error) => {
            let kind = if error.is_timeout() {
                "timeout"
            } else if error.is_io() {
                "io"
            } else {
                "other"
            };
            return End::Failure(kind.to_owned());
        }
    };
    let status = response.status().as_u16();
    let nothing = Json::Object(Object::new());
    match route.descriptor.read(route.protocol, response) {
        Ok(output) => End::Output {
            status,
            members: route.descriptor.output(&output).map_or(nothing, |output| {
                json::of_structure(output, Secrets::Redacted)
            }),
        },
        Err(error) => {
            let error = error.as_operation_error();
            let parts = error.and_then(|error| route.descriptor.error(error));
            let structure = parts.and_then(|parts| parts.structure());
            End::Error {
                status,
                code: parts.and_then(|parts| parts.meta().code().map(str::to_owned)),
                members: structure.map_or(nothing, |structure| {
                    json::of_structure(structure, Secrets::Redacted)
                }),
            }
        }
    }
}

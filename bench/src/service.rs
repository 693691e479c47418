//! The service that both sides call: it answers at once, always the same, out of memory.
//!
//! Never here: what it answers ([`crate::answers`]).

use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

use crate::answers::Answer;

/// What a request said: its method, its path and query, and its body.
pub(crate) type Request = (String, String, Vec<u8>);

/// A service that always answers the same.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    answer: Answer,
    /// Where requests are kept, if they are.
    seen: Option<Arc<Mutex<Vec<Request>>>>,
}

impl Service {
    /// A service that answers this.
    pub(crate) fn new(answer: Answer) -> Self {
        Self { answer, seen: None }
    }

    /// The same service, which keeps the requests that it gets.
    pub(crate) fn keeping(mut self) -> Self {
        self.seen = Some(Arc::default());
        self
    }

    /// The requests that were kept.
    pub(crate) fn seen(&self) -> Vec<Request> {
        let seen = self.seen.as_deref().map(Mutex::lock);
        seen.map(|seen| seen.unwrap_or_else(PoisonError::into_inner).clone())
            .unwrap_or_default()
    }

    /// An HTTP client that reaches this service, whatever the address.
    pub(crate) fn http_client(&self) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(self.clone());
        http_client_fn(move |_, _| connector.clone())
    }

    fn keep(&self, request: &HttpRequest) {
        if let Some(seen) = &self.seen {
            let uri = request.uri();
            let path = uri
                .split_once("://")
                .map_or(uri, |(_, rest)| &rest[rest.find('/').unwrap_or(0)..]);
            let body = request.body().bytes().unwrap_or_default();
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push((request.method().to_owned(), path.to_owned(), body.to_vec()));
        }
    }
}

impl HttpConnector for Service {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.keep(&request);
        let status = StatusCode::try_from(200).expect("200 is a status");
        let mut response = HttpResponse::new(status, SdkBody::from(self.answer.body));
        let headers = response.headers_mut();
        headers.insert("content-type", self.answer.media_type);
        headers.insert("smithy-protocol", "rpc-v2-cbor");
        headers.insert("x-amzn-requestid", "1111aaaa-22bb-33cc-44dd-5555eeee66ff");
        HttpConnectorFuture::ready(Ok(response))
    }
}

//! What stands for the service, and the settings of clients that have to be the same for all.
//!
//! Without an address, the service is in this process: it keeps what it is sent and answers what it was told to.
//! Never here: a call.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use serde_json::{Map, Value, json};

/// When every call is made: 2026-01-01.
const NOW: Duration = Duration::from_secs(1_767_225_600);

/// The header that says which crate calls. It is signed, so it is told apart and then the same on both sides.
const USER_AGENT: &str = "x-amz-user-agent";

/// The services that are called.
#[derive(Debug, Clone, Default)]
pub(crate) struct Service {
    state: Arc<Mutex<State>>,
    /// Where each of them is, by its name; none are elsewhere if none is.
    elsewhere: BTreeMap<String, String>,
}

#[derive(Debug, Default)]
struct State {
    /// What the call is answered with.
    answer: Value,
    /// What is sent in place of the body.
    body: Option<Vec<u8>>,
    sent: Vec<Value>,
    user_agent: Option<String>,
}

impl Service {
    fn state<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        with(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Services at these addresses.
    pub(crate) fn at(elsewhere: BTreeMap<String, String>) -> Self {
        Self {
            elsewhere,
            ..Self::default()
        }
    }

    /// Gets ready for a call.
    pub(crate) fn expect(&self, case: &Value) {
        self.state(|state| {
            *state = State {
                answer: case["answer"].clone(),
                body: case["body"].as_str().map(unhex),
                ..State::default()
            }
        });
    }

    /// What was sent since.
    pub(crate) fn sent(&self) -> Vec<Value> {
        self.state(|state| std::mem::take(&mut state.sent))
    }

    /// Where a service is, if it is not in this process.
    pub(crate) fn endpoint_url(&self, name: &str) -> Option<String> {
        self.elsewhere.get(name).cloned()
    }

    /// An HTTP client that reaches the service: the one in this process, whatever the address.
    pub(crate) fn http_client(&self) -> SharedHttpClient {
        if !self.elsewhere.is_empty() {
            return aws_smithy_http_client::Builder::new().build_http();
        }
        let connector = SharedHttpConnector::new(self.clone());
        http_client_fn(move |_, _| connector.clone())
    }

    /// The settings that are no client's own.
    pub(crate) fn credentials() -> Credentials {
        Credentials::new("AKIAIOSFODNN7EXAMPLE", "a secret", None, None, "parity")
    }

    /// The clock.
    pub(crate) fn clock() -> StaticTimeSource {
        StaticTimeSource::new(UNIX_EPOCH + NOW)
    }
}

impl HttpConnector for Service {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let headers = request.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_owned(), Value::from(value)));
        let headers: Map<String, Value> = headers.collect();
        let body = request.body().bytes().map(hex);
        self.state(|state| {
            let user_agent = state.user_agent.take();
            state.sent.push(json!({
                "method": request.method(),
                "uri": request.uri(),
                "headers": headers,
                "body": body,
                "user agent": user_agent,
            }));
        });
        let answer = self.state(|state| state.answer.clone());
        HttpConnectorFuture::ready(Ok(response(&answer)))
    }
}

fn response(answer: &Value) -> HttpResponse {
    let status = answer["status"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok());
    let status = StatusCode::try_from(status.unwrap_or(200)).expect("a status of HTTP");
    let body = unhex(answer["body"].as_str().unwrap_or_default());
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        let value = value.as_str().unwrap_or_default().to_owned();
        response.headers_mut().append(name.clone(), value);
    }
    response
}

/// Before requests are signed, takes the name of the crate out of them, and puts the body in that the call asks for.
#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Service {
    fn name(&self) -> &'static str {
        "Service"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let said = request.headers_mut().insert(USER_AGENT, "parity");
        let body = self.state(|state| {
            state.user_agent = said;
            state.body.take()
        });
        if let Some(body) = body {
            let length = body.len().to_string();
            request.headers_mut().insert("content-length", length);
            *request.body_mut() = body.into();
        }
        Ok(())
    }
}

/// One id for every invocation.
#[derive(Debug)]
pub(crate) struct OneInvocation;

impl InvocationIdGenerator for OneInvocation {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        Ok(Some(InvocationId::new_from_str(
            "11111111-2222-3333-4444-555555555555",
        )))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2);
    let bytes =
        pairs.filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    bytes.collect()
}

//! Makes every call that a line of standard input states, and says in a line what was sent and what came of it.
//!
//! `cargo xtask parity` compiles it with either side's crates, beside the `calls.rs` that it generates from the models:
//! a function for each operation, in the API that both sides share. Clock, credentials, token and id of the
//! invocation are the same for all. Never here: what is right.

mod calls;

use std::error::Error;
use std::fmt::{Debug, Write as _};
use std::io::{self, BufRead as _, Write as _};
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
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::{Blob, DateTime};
use aws_types::request_id::RequestId;
use serde_json::{Map, Value, json};

/// When every call is made: 2026-01-01.
const NOW: Duration = Duration::from_secs(1_767_225_600);

/// The header that says which crate calls. It is signed, so it is told apart and then the same on both sides.
const USER_AGENT: &str = "x-amz-user-agent";

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let service = Service::default();
    let clients = calls::Clients::new(&service);
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let said = runtime.block_on(call(&service, &clients, &case));
        writeln!(out, "{said}")?;
    }
    Ok(())
}

/// Makes a call: what was sent, and what came of it.
async fn call(service: &Service, clients: &calls::Clients, case: &Value) -> Value {
    service.answer(&case["answer"]);
    let text = |name: &str| case[name].as_str().unwrap_or_default();
    let called = clients.call(text("service"), text("operation"), &case["params"]);
    let outcome = match called.await {
        Ok(outcome) => outcome,
        Err(unread) => json!({ "unread": unread }),
    };
    json!({ "id": case["id"], "sent": service.sent(), "outcome": outcome })
}

/// What came of a call.
pub(crate) fn shown<O, E>(result: Result<O, SdkError<E, HttpResponse>>) -> Value
where
    O: Debug + RequestId,
    E: Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    let error = match result {
        Ok(output) => {
            return json!({
                "kind": "output",
                "debug": format!("{output:?}"),
                "pretty": format!("{output:#?}"),
                "request id": output.request_id(),
            });
        }
        Err(error) => error,
    };
    let mut chain = Vec::new();
    let mut next: Option<&dyn Error> = Some(&error);
    while let Some(error) = next {
        chain.push(error.to_string());
        next = error.source();
    }
    let kind = match &error {
        SdkError::ConstructionFailure(_) => "construction failure",
        SdkError::TimeoutError(_) => "timeout",
        SdkError::DispatchFailure(_) => "dispatch failure",
        SdkError::ResponseError(_) => "response error",
        SdkError::ServiceError(_) => "service error",
        _ => "another error",
    };
    let meta = ProvideErrorMetadata::meta(&error);
    json!({
        "kind": kind,
        "code": meta.code(),
        "message": meta.message(),
        "request id": error.request_id(),
        "status": error.raw_response().map(|response| response.status().as_u16()),
        "debug": error.as_service_error().map(|error| format!("{error:?}")),
        "chain": chain,
        "context": format!("{}", DisplayErrorContext(&error)),
        "context of the service error": error
            .as_service_error()
            .map(|error| format!("{}", DisplayErrorContext(error))),
    })
}

/// The service that both sides call: it keeps what it is sent, and answers what it was told to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Service(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answer: Value,
    sent: Vec<Value>,
    user_agent: Option<String>,
}

impl Service {
    fn state<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn answer(&self, answer: &Value) {
        self.state(|state| {
            *state = State {
                answer: answer.clone(),
                ..State::default()
            }
        });
    }

    fn sent(&self) -> Vec<Value> {
        self.state(|state| std::mem::take(&mut state.sent))
    }

    /// An HTTP client that reaches this service, whatever the address.
    pub(crate) fn http_client(&self) -> SharedHttpClient {
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
    let status = answer["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    let status = StatusCode::try_from(status.unwrap_or(200)).expect("a status of HTTP");
    let body = unhex(answer["body"].as_str().unwrap_or_default());
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        let value = value.as_str().unwrap_or_default().to_owned();
        response.headers_mut().append(name.clone(), value);
    }
    response
}

/// Takes the name of the crate out of requests before they are signed.
#[derive(Debug, Clone)]
pub(crate) struct Anonymous(pub(crate) Service);

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Anonymous {
    fn name(&self) -> &'static str {
        "Anonymous"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request_mut().headers_mut();
        let said = headers.insert(USER_AGENT, "parity");
        self.0.state(|state| state.user_agent = said);
        Ok(())
    }
}

/// One id for every invocation.
#[derive(Debug)]
pub(crate) struct OneInvocation;

impl InvocationIdGenerator for OneInvocation {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        Ok(Some(InvocationId::new_from_str("11111111-2222-3333-4444-555555555555")))
    }
}

/// What a builder makes, whether it can fail or not.
pub(crate) trait Built<T> {
    fn built(self) -> Result<T, String>;
}

impl<T> Built<T> for T {
    fn built(self) -> Result<T, String> {
        Ok(self)
    }
}

impl<T, E: std::fmt::Display> Built<T> for Result<T, E> {
    fn built(self) -> Result<T, String> {
        self.map_err(|error| error.to_string())
    }
}

/// A text.
pub(crate) fn text(value: &Value) -> Result<String, String> {
    let text = value.as_str().map(str::to_owned);
    text.ok_or_else(|| format!("{value} is no text"))
}

/// True or false.
pub(crate) fn boolean(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("{value} is neither true nor false"))
}

/// A whole number.
pub(crate) fn integer<T: TryFrom<i64>>(value: &Value) -> Result<T, String> {
    let number = value.as_i64().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| format!("{value} is no such number"))
}

/// A number, or the name of one that JSON has not.
pub(crate) fn float(value: &Value) -> Result<f64, String> {
    let number = match value {
        Value::String(name) => name.parse().ok(),
        other => other.as_f64(),
    };
    number.ok_or_else(|| format!("{value} is no number"))
}

/// Bytes, from base64.
pub(crate) fn blob(value: &Value) -> Result<Blob, String> {
    let bytes = aws_smithy_types::base64::decode(text(value)?);
    bytes.map(Blob::new).map_err(|error| error.to_string())
}

/// A point in time, from seconds.
pub(crate) fn time(value: &Value) -> Result<DateTime, String> {
    match value.as_i64() {
        Some(seconds) => Ok(DateTime::from_secs(seconds)),
        None => float(value).map(DateTime::from_secs_f64),
    }
}

/// A list.
pub(crate) fn list<T>(
    value: &Value,
    item: impl Fn(&Value) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let items = value.as_array().ok_or_else(|| format!("{value} is no list"))?;
    items.iter().map(item).collect()
}

/// A map.
pub(crate) fn map<T>(
    value: &Value,
    item: impl Fn(&Value) -> Result<T, String>,
) -> Result<std::collections::HashMap<String, T>, String> {
    let entries = value.as_object().ok_or_else(|| format!("{value} is no map"))?;
    let entries = entries.iter();
    entries.map(|(key, value)| Ok((key.clone(), item(value)?))).collect()
}

/// A value or null.
pub(crate) fn nullable<T>(
    value: &Value,
    item: impl Fn(&Value) -> Result<T, String>,
) -> Result<Option<T>, String> {
    (!value.is_null()).then(|| item(value)).transpose()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2);
    let bytes = pairs.filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    bytes.collect()
}

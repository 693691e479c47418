//! Makes every call that a line of standard input states, and says in a line what was sent and what came of it.
//!
//! `cargo xtask parity` compiles it with either side's crates, beside the `calls.rs` that it generates from the models:
//! a function for each operation, in the API that both sides share. Clock, credentials, token and id of the
//! invocation are the same for all. Arguments are `NAME=URL` of services that run elsewhere. Never here: what is right.

mod calls;
mod service;
mod values;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fmt::Debug;
use std::io::{self, BufRead as _, Write as _};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;
use serde_json::{Value, json};

use crate::service::Service;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut elsewhere = BTreeMap::new();
    for argument in env::args().skip(1) {
        let (name, url) = argument
            .split_once('=')
            .ok_or("an argument is no NAME=URL")?;
        elsewhere.insert(name.to_owned(), url.to_owned());
    }
    let service = Service::at(elsewhere);
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
    service.expect(case);
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

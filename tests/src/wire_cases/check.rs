//! What is expected of each kind of case.

use std::error::Error as _;

use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use smithwright_runtime::RequestId;
use smithwright_runtime::error::{ErrorParts, SdkError};
use smithwright_runtime::protocol::Protocol;
use smithwright_runtime::schema::Location;
use smithwright_runtime::validation::Validation;
use smithwright_runtime::value::{Structure, View};

use super::case::{Case, Expect, ExpectedError, Kind, missing};
use super::exchange::{Target, Wire};
use super::input;
use super::message::{self, Uri};
use super::tree::{Tree, differences};

/// Runs a case. The reasons why it is not as expected; none if it is.
pub(super) async fn check(case: &Case) -> Vec<String> {
    match run(case).await {
        Ok(found) => found,
        Err(reason) => vec![reason],
    }
}

async fn run(case: &Case) -> Result<Vec<String>, String> {
    let target = Target::of(case)?;
    match case.kind {
        Kind::Request => request(case, &target).await,
        Kind::Response => response(case, &target).await,
        Kind::Error => error(case, &target).await,
    }
}

/// Parameters go in: what goes out?
async fn request(case: &Case, target: &Target) -> Result<Vec<String>, String> {
    let params = case.params.as_ref().ok_or_else(|| missing("params"))?;
    let mut input = target.descriptor.blank_input();
    let found = input::fill(&mut *input, params);
    if !found.is_empty() {
        return Ok(found);
    }
    let typed = body_of(&*input);
    let wire = Wire::new(answer(200, [], empty_structure(target.protocol))?);
    let result = target.call(input, &wire, Validation::Standard).await;
    let Some(sent) = wire.request() else {
        return Err(format!("no request was sent: {}", shown(result.err())));
    };
    compare_request(&case.expect, target.protocol, &sent, &typed)
}

/// What the body of a request with this input holds: the input, or the one member that is the body.
fn body_of(input: &dyn Structure) -> Tree {
    let mut members = input.schema().members.iter();
    let payload = members.find(|member| member.location == Location::Payload);
    match (Tree::from_view(View::Structure(input)), payload) {
        (Tree::Map(mut members), Some(payload)) => {
            members.remove(payload.name).unwrap_or(Tree::Null)
        }
        (whole, _) => whole,
    }
}

fn compare_request(
    expect: &Expect,
    protocol: Protocol,
    sent: &HttpRequest,
    typed: &Tree,
) -> Result<Vec<String>, String> {
    let method = expect.method.as_deref();
    let method = method.ok_or_else(|| missing("expect.method"))?;
    let path = expect.path.as_ref();
    let path = path.ok_or_else(|| missing("expect.path"))?;
    let query = expect.query.as_ref();
    let query = query.ok_or_else(|| missing("expect.query"))?;
    let body = expect.body_hex.as_ref();
    let body = body.ok_or_else(|| missing("expect.body_hex"))?;

    let mut found = Vec::new();
    let uri = Uri::parse(sent.uri());
    compare("method", Some(method), Some(sent.method()), &mut found);
    if let Some(host) = expect.host.as_deref() {
        compare("host", Some(host), Some(uri.host), &mut found);
    }
    let (expected, actual) = (message::segments(path), message::segments(uri.path));
    differences("path", &expected, &actual, &mut found);
    let (expected, actual) = (message::parameters(query), message::parameters(uri.query));
    differences("query", &expected, &actual, &mut found);
    for (name, expected) in &expect.headers {
        let actual = sent.headers().get(name);
        let what = format!("header {name}");
        compare(&what, Some(expected), actual, &mut found);
    }
    let expected = message::body(protocol, body);
    let expected = expected.map_err(|error| format!("not a case: the expected body: {error}"))?;
    let actual = message::body(protocol, sent.body().bytes().unwrap_or_default());
    let actual = actual.map_err(|error| format!("body: {error}"))?;
    let [expected, actual] = [expected, actual].map(|body| body.in_precision_of(typed));
    differences("body", &expected, &actual, &mut found);
    Ok(found)
}

/// An answer comes back: what is the output?
async fn response(case: &Case, target: &Target) -> Result<Vec<String>, String> {
    let expected = case.expect.result.as_ref();
    let expected = Tree::from_json(expected.ok_or_else(|| missing("expect.result"))?);
    let output = match answered(case, target).await? {
        Ok(output) => output,
        Err(error) => return Err(format!("expected an output, got {}", shown(Some(error)))),
    };
    let output = target.descriptor.output(&output);
    let output = output.ok_or("the output is another operation's")?;
    let mut found = Vec::new();
    if let Some(id) = &case.expect.request_id {
        compare("request id", Some(id), output.request_id(), &mut found);
    }
    let actual = Tree::from_view(View::Structure(output));
    differences("result", &expected, &actual, &mut found);
    Ok(found)
}

/// An error comes back: which one is it?
async fn error(case: &Case, target: &Target) -> Result<Vec<String>, String> {
    let expected = case.expect.error.as_ref();
    let expected = expected.ok_or_else(|| missing("expect.error"))?;
    let context = match answered(case, target).await? {
        Err(SdkError::ServiceError(context)) => context,
        Err(other) => {
            return Err(format!(
                "expected a service's error, got {}",
                shown(Some(other))
            ));
        }
        Ok(_) => return Err("expected an error, got an output".to_owned()),
    };
    let error = target.descriptor.error(context.err());
    let error = error.ok_or("the error is another operation's")?;
    let mut found = compare_error(expected, error);
    let mut headers = case.headers.iter();
    let id = headers.find(|(name, _)| name.eq_ignore_ascii_case("x-amzn-requestid"));
    if let Some((_, id)) = id {
        let actual = error.meta().request_id();
        compare("request id", Some(id), actual, &mut found);
    }
    Ok(found)
}

fn compare_error(expected: &ExpectedError, error: &dyn ErrorParts) -> Vec<String> {
    let mut found = Vec::new();
    let (meta, structure) = (error.meta(), error.structure());
    compare("code", expected.code.as_deref(), meta.code(), &mut found);
    let message = expected.message.as_deref();
    compare("message", message, meta.message(), &mut found);
    let name = structure.map(|structure| structure.schema().name);
    compare("modeled", expected.modeled.as_deref(), name, &mut found);
    if let Some(structure) = structure {
        let mut actual = Tree::from_view(View::Structure(structure));
        if let (Tree::Map(fields), Some(message)) = (&mut actual, meta.message()) {
            // The message may come under a name that the model does not have; we put it where it does.
            let message = Tree::Text(message.to_owned());
            fields.retain(|name, value| expected.fields.contains_key(name) || *value != message);
        }
        let expected = Tree::from_json_map(&expected.fields);
        differences("fields", &expected, &actual, &mut found);
    }
    found
}

/// Calls the operation, with no more parameters than it takes to send it, and has it
/// answered as the case says.
async fn answered(case: &Case, target: &Target) -> Result<Result<Output, SdkError<Error>>, String> {
    let status = case.status.ok_or_else(|| missing("status"))?;
    let body = case.body_hex.clone().ok_or_else(|| missing("body_hex"))?;
    let headers = case
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let wire = Wire::new(answer(status, headers, body)?);
    let mut blank = target.descriptor.blank_input();
    input::fill_labels(&mut *blank)?;
    // The input says nothing: it is the answer that matters.
    Ok(target.call(blank, &wire, Validation::Off).await)
}

fn answer<'a>(
    status: u16,
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    body: Vec<u8>,
) -> Result<HttpResponse, String> {
    let status = status.try_into();
    let status = status.map_err(|_| "not a case: `status` is none of HTTP".to_owned())?;
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    for (name, value) in headers {
        response
            .headers_mut()
            .try_append(name.to_owned(), value.to_owned())
            .map_err(|error| format!("not a case: the header {name:?}: {error}"))?;
    }
    Ok(response)
}

fn empty_structure(protocol: Protocol) -> Vec<u8> {
    match protocol {
        Protocol::RpcV2Cbor => vec![0xa0],
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RestJson1 => b"{}".to_vec(),
    }
}

/// Adds to `found` the difference between two texts, if there is one.
fn compare(what: &str, expected: Option<&str>, actual: Option<&str>, found: &mut Vec<String>) {
    differences(what, &expected.into(), &actual.into(), found);
}

/// Why there was no output: the error and what caused it.
fn shown(error: Option<SdkError<Error>>) -> String {
    let Some(error) = error else {
        return "an output".to_owned();
    };
    let mut shown = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        shown = format!("{shown}: {cause}");
        source = cause.source();
    }
    shown
}

//! What is expected of each kind of case.

use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::display::DisplayErrorContext;
use smithwright_runtime::RequestId;
use smithwright_runtime::error::{ErrorParts, SdkError};
use smithwright_runtime::protocol::Protocol;
use smithwright_runtime::value::View;

use super::case::{Case, Expect, ExpectedError, Kind, missing};
use super::exchange::{Target, Wire};
use super::input;
use super::message::{self, Uri};
use super::tree::{Tree, differences};

/// Runs a case. The reasons why it is not as expected; none if it is.
pub(super) async fn check(case: &Case) -> Vec<String> {
    match run(case).await {
        Ok(reasons) => reasons,
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
    let reasons = input::fill(&mut *input, params);
    if !reasons.is_empty() {
        return Ok(reasons);
    }
    let wire = Wire::new(answer(200, [], empty_structure(target.protocol))?);
    let result = target.call(input, &wire).await;
    let Some(sent) = wire.request() else {
        return Err(format!("no request was sent: {}", shown(result.err())));
    };
    compare_request(&case.expect, target.protocol, &sent)
}

fn compare_request(
    expect: &Expect,
    protocol: Protocol,
    sent: &HttpRequest,
) -> Result<Vec<String>, String> {
    let mut reasons = Vec::new();
    let uri = Uri::parse(sent.uri());
    if let Some(expected) = expect.method.as_deref() {
        compare("method", Some(expected), Some(sent.method()), &mut reasons);
    }
    if let Some(expected) = expect.host.as_deref() {
        compare("host", Some(expected), Some(uri.host), &mut reasons);
    }
    if let Some(expected) = &expect.path {
        let expected = message::segments(expected);
        differences(
            "path",
            &expected,
            &message::segments(uri.path),
            &mut reasons,
        );
    }
    if let Some(expected) = &expect.query {
        let expected = message::parameters(expected);
        differences(
            "query",
            &expected,
            &message::parameters(uri.query),
            &mut reasons,
        );
    }
    for (name, expected) in &expect.headers {
        let actual = sent.headers().get(name);
        compare(
            &format!("header {name}"),
            Some(expected),
            actual,
            &mut reasons,
        );
    }
    if let Some(expected) = &expect.body_hex {
        let expected = message::body(protocol, expected)
            .map_err(|error| format!("the expected body is wrong: {error}"))?;
        let actual = message::body(protocol, sent.body().bytes().unwrap_or_default())
            .map_err(|error| format!("body: {error}"))?;
        differences("body", &expected, &actual, &mut reasons);
    }
    Ok(reasons)
}

/// An answer comes back: what is the output?
async fn response(case: &Case, target: &Target) -> Result<Vec<String>, String> {
    let expected = &case.expect;
    let expected_result = expected.result.as_ref();
    let expected_result = expected_result.ok_or_else(|| missing("expect.result"))?;
    let output = match answered(case, target).await? {
        Ok(output) => output,
        Err(error) => return Err(format!("expected an output, got {}", shown(Some(error)))),
    };
    let output = target.descriptor.output(&output);
    let output = output.ok_or("the output is another operation's")?;
    let mut reasons = Vec::new();
    if let Some(request_id) = &expected.request_id {
        compare(
            "request id",
            Some(request_id),
            output.request_id(),
            &mut reasons,
        );
    }
    let actual = Tree::from_view(View::Structure(output));
    differences(
        "result",
        &Tree::from_json(expected_result),
        &actual,
        &mut reasons,
    );
    Ok(reasons)
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
    let mut reasons = compare_error(expected, error);
    let mut headers = case.headers.iter();
    if let Some((_, id)) = headers.find(|(name, _)| name.eq_ignore_ascii_case("x-amzn-requestid")) {
        compare(
            "request id",
            Some(id),
            error.meta().request_id(),
            &mut reasons,
        );
    }
    Ok(reasons)
}

fn compare_error(expected: &ExpectedError, error: &dyn ErrorParts) -> Vec<String> {
    let mut reasons = Vec::new();
    let (meta, structure) = (error.meta(), error.structure());
    let modeled = structure.map(|structure| structure.schema().name);
    compare("code", expected.code.as_deref(), meta.code(), &mut reasons);
    compare(
        "message",
        expected.message.as_deref(),
        meta.message(),
        &mut reasons,
    );
    compare(
        "modeled",
        expected.modeled.as_deref(),
        modeled,
        &mut reasons,
    );
    let fields = structure.map(|structure| Tree::from_view(View::Structure(structure)));
    if let (Some(Tree::Map(mut fields)), Some(message)) = (fields, meta.message()) {
        // The message may stand under a name that the model does not have; we put it where the model does.
        let given = |name: &String| expected.fields.contains_key(name);
        fields.retain(|name, value| given(name) || *value != Tree::Text(message.to_owned()));
        let expected = Tree::from_json_map(&expected.fields);
        differences("fields", &expected, &Tree::Map(fields), &mut reasons);
    }
    reasons
}

/// Calls the operation, with no more parameters than it takes to send it, and has it answered as the case says.
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
    Ok(target.call(blank, &wire).await)
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

/// Why there was no output.
fn shown(error: Option<SdkError<Error>>) -> String {
    error.map_or_else(
        || "an output".to_owned(),
        |error| DisplayErrorContext(error).to_string(),
    )
}

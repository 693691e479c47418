//! The official protocol suites: what a request must look like, and what a response means.
//!
//! They are Smithy's, in botocore's form, and stay outside of this repository: `SMITHWRIGHT_DATA` names the
//! folder. Every case passes or stands in [`EXCLUDED`] with the reason; one that stands there and passes
//! fails the test, so that the list cannot grow old.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use serde_json::Value as Json;
use smithwright_runtime::operation::Http;
use smithwright_runtime::protocol::{self, Protocol};
use smithwright_runtime::value::Structure;
use support::dynamic::{DynamicStructure, Shapes, Type};
use support::{cbor, json};

const CHECKSUM: &str = "httpChecksumRequired is a trait of no service that we generate";
const COMPRESSION: &str = "requestCompression is a trait of no service that we generate";
const DOCUMENT: &str = "values have no documents: no service that we generate has one";
const HOST_PREFIX: &str = "the endpoint trait is one of no service that we generate";
const MEDIA_TYPE: &str = "a schema does not say that text has a media type (botocore: jsonvalue)";
const UNION: &str =
    "a schema does not tell a union from a structure, which is sent as {} when unset";

/// The cases that do not pass: direction, id, reason.
const EXCLUDED: &[(&str, &str, &str)] = &[
    ("input", "PutAndGetInlineDocumentsInput", DOCUMENT),
    ("input", "DocumentTypeInputWithObject", DOCUMENT),
    ("input", "DocumentInputWithString", DOCUMENT),
    ("input", "DocumentInputWithNumber", DOCUMENT),
    ("input", "DocumentInputWithBoolean", DOCUMENT),
    ("input", "DocumentInputWithList", DOCUMENT),
    ("input", "DocumentTypeAsMapValueInput", DOCUMENT),
    ("input", "DocumentTypeAsPayloadInput", DOCUMENT),
    ("input", "DocumentTypeAsPayloadInputString", DOCUMENT),
    ("output", "PutAndGetInlineDocumentsInput", DOCUMENT),
    ("output", "DocumentOutput", DOCUMENT),
    ("output", "DocumentOutputString", DOCUMENT),
    ("output", "DocumentOutputNumber", DOCUMENT),
    ("output", "DocumentOutputBoolean", DOCUMENT),
    ("output", "DocumentOutputArray", DOCUMENT),
    ("output", "DocumentTypeAsMapValueOutput", DOCUMENT),
    ("output", "DocumentTypeAsPayloadOutput", DOCUMENT),
    ("output", "DocumentTypeAsPayloadOutputString", DOCUMENT),
    ("input", "SDKAppliedContentEncoding_awsJson1_1", COMPRESSION),
    (
        "input",
        "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1",
        COMPRESSION,
    ),
    ("input", "SDKAppliedContentEncoding_restJson1", COMPRESSION),
    (
        "input",
        "SDKAppendedGzipAfterProvidedEncoding_restJson1",
        COMPRESSION,
    ),
    ("input", "AwsJson11EndpointTrait", HOST_PREFIX),
    ("input", "AwsJson11EndpointTraitWithHostLabel", HOST_PREFIX),
    ("input", "RestJsonEndpointTrait", HOST_PREFIX),
    ("input", "RestJsonEndpointTraitWithHostLabel", HOST_PREFIX),
    ("input", "MediaTypeHeaderInputBase64", MEDIA_TYPE),
    ("output", "MediaTypeHeaderOutputBase64", MEDIA_TYPE),
    ("input", "RestJsonHttpChecksumRequired", CHECKSUM),
    ("input", "RestJsonHttpPayloadWithUnsetUnion", UNION),
];

const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

#[test]
fn every_case_passes_or_is_excluded() {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: protocol_suites: SMITHWRIGHT_DATA is not set");
        return;
    };
    let mut report = Report::default();
    // A case that panics fails like any other, and is told of below.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for direction in ["input", "output"] {
        for suite in ["json", "rest-json", "smithy-rpc-v2-cbor"] {
            let folder = PathBuf::from(&data).join("protocol-tests").join(direction);
            run_file(direction, suite, &folder, &mut report);
        }
    }
    std::panic::set_hook(hook);
    report.finish();
}

/// What came of the cases.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    failures: Vec<String>,
    excluded: usize,
}

impl Report {
    fn finish(self) {
        println!("{}", self.lines.join("\n"));
        assert!(
            self.failures.is_empty(),
            "{} failures:\n{}",
            self.failures.len(),
            self.failures.join("\n")
        );
        assert_eq!(
            self.excluded,
            EXCLUDED.len(),
            "an excluded case is in no suite, or there twice"
        );
    }
}

fn run_file(direction: &str, suite: &str, folder: &Path, report: &mut Report) {
    let file = folder.join(suite).with_extension("json");
    let text = std::fs::read_to_string(&file).expect("the suite can be read");
    let suites: Json = serde_json::from_str(&text).expect("the suite is JSON");
    let (mut passed, mut excluded) = (0, 0);
    for suite in suites.as_array().expect("a list of suites") {
        for case in suite["cases"].as_array().expect("a list of cases") {
            let id = case["id"].as_str().expect("a case has an id");
            let reason = EXCLUDED
                .iter()
                .find(|(at, name, _)| *at == direction && *name == id);
            match (run_caught(direction, suite, case), reason) {
                (Ok(()), None) => passed += 1,
                (Err(_), Some(_)) => excluded += 1,
                (Ok(()), Some(_)) => report
                    .failures
                    .push(format!("{direction} {id}: passes, do not exclude it")),
                (Err(why), None) => report.failures.push(format!("{direction} {id}: {why}")),
            }
        }
    }
    report.excluded += excluded;
    report.lines.push(format!(
        "protocol_suites: {direction}/{suite}: {passed} passed, {excluded} excluded"
    ));
}

fn run_caught(direction: &str, suite: &Json, case: &Json) -> Result<(), String> {
    let run = || {
        if direction == "input" {
            run_input(suite, case)
        } else {
            run_output(suite, case)
        }
    };
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().cloned();
        Err(format!(
            "panic: {}",
            message.unwrap_or_else(|| "without a message".to_owned())
        ))
    })
}

fn protocol_of(suite: &Json) -> Protocol {
    let metadata = &suite["metadata"];
    match (
        metadata["protocol"].as_str(),
        metadata["jsonVersion"].as_str(),
    ) {
        (Some("json"), Some("1.0")) => Protocol::AwsJson1_0,
        (Some("json"), Some("1.1")) => Protocol::AwsJson1_1,
        (Some("rest-json"), _) => Protocol::RestJson1,
        (Some("smithy-rpc-v2-cbor"), _) => Protocol::RpcV2Cbor,
        other => panic!("protocol {other:?}"),
    }
}

fn http_of(given: &Json) -> Http {
    let text = |key: &str| -> &'static str {
        given["http"][key]
            .as_str()
            .expect("an operation has a method and a URI")
            .to_owned()
            .leak()
    };
    let code = given["http"]["responseCode"].as_u64().unwrap_or(200);
    Http {
        method: text("method"),
        uri: text("requestUri"),
        code: code.try_into().expect("a status has three digits"),
    }
}

/// The shape that `reference` names; where there is no reference, a structure without members.
fn type_of(suite: &Json, reference: &Json) -> &'static Type {
    let mut json = suite["shapes"].clone();
    json["(none)"] = serde_json::json!({ "type": "structure", "members": {} });
    let shapes = Shapes::new(&json, protocol_of(suite) == Protocol::RestJson1);
    if reference.is_null() {
        shapes.get("(none)")
    } else {
        shapes.target(reference)
    }
}

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

fn run_input(suite: &Json, case: &Json) -> Result<(), String> {
    let (given, expected) = (&case["given"], &case["serialized"]);
    let mut input = DynamicStructure::from_params(type_of(suite, &given["input"]), &case["params"]);
    input.fill_tokens(TOKEN);
    let request = protocol::request(
        protocol_of(suite),
        suite["metadata"]["targetPrefix"]
            .as_str()
            .unwrap_or_default(),
        given["name"].as_str().expect("an operation has a name"),
        &http_of(given),
        (!given["input"].is_null()).then_some(&input as &dyn Structure),
    );
    let mut request = request.map_err(|error| error.to_string())?;
    if let Some(host) = expected["host"].as_str() {
        // The orchestrator puts the endpoint before the path like this; a prefix has to come from us.
        ensure(given["endpoint"].is_null(), || {
            format!("no prefix in {host}")
        })?;
        let endpoint = format!("https://{host}");
        request
            .uri_mut()
            .set_endpoint(&endpoint)
            .map_err(|error| error.to_string())?;
    }
    ensure(expected["method"] == request.method(), || {
        format!("method {}", request.method())
    })?;
    check_uri(
        &request,
        expected["uri"].as_str().expect("a request has a URI"),
    )?;
    check_headers(&request, expected)?;
    match expected["body"].as_str() {
        Some(body) if protocol_of(suite) == Protocol::RpcV2Cbor => check_cbor(&request, body),
        Some(body) => check_text(&request, body),
        None => Ok(()),
    }
}

fn check_uri(request: &HttpRequest, expected: &str) -> Result<(), String> {
    let (path, query) = expected.split_once('?').unwrap_or((expected, ""));
    // Parameters that come from a map are in no order.
    let sorted = |query: &str| {
        let mut parameters: Vec<_> = query.split('&').map(str::to_owned).collect();
        parameters.sort();
        parameters
    };
    let found: http::Uri = request.uri().parse().map_err(|_| "not a URI".to_owned())?;
    let equal = found.path() == path && sorted(found.query().unwrap_or_default()) == sorted(query);
    ensure(equal, || format!("URI {found}, not {expected}"))
}

fn check_headers(request: &HttpRequest, expected: &Json) -> Result<(), String> {
    let headers = request.headers();
    for (name, value) in expected["headers"].as_object().into_iter().flatten() {
        let found = headers.get(name.to_lowercase());
        ensure(found == value.as_str(), || {
            format!("header {name}: {found:?}, not {value}")
        })?;
    }
    let names = |key: &str| expected[key].as_array().cloned().unwrap_or_default();
    for (key, there) in [("requireHeaders", true), ("forbidHeaders", false)] {
        for name in names(key) {
            let name = name.as_str().expect("a header has a name").to_lowercase();
            ensure(headers.contains_key(&name) == there, || {
                format!("{key}: {name}")
            })?;
        }
    }
    let length = request.body().bytes().map(|body| body.len().to_string());
    let said = headers.get("content-length");
    ensure(said.is_none() || said == length.as_deref(), || {
        format!("content-length {said:?}")
    })
}

fn check_text(request: &HttpRequest, expected: &str) -> Result<(), String> {
    let body = request.body().bytes().ok_or("a stream")?;
    let equal = match serde_json::from_str(expected) {
        Ok(expected) => {
            serde_json::from_slice(body).is_ok_and(|body: Json| json::same(&body, &expected))
        }
        Err(_) => body == expected.as_bytes(),
    };
    ensure(equal, || format!("body {}", String::from_utf8_lossy(body)))
}

fn check_cbor(request: &HttpRequest, expected: &str) -> Result<(), String> {
    let body = request.body().bytes().ok_or("a stream")?;
    let expected = base64::decode(expected).expect("CBOR bodies are base64");
    if body.is_empty() || expected.is_empty() {
        return ensure(body.is_empty() == expected.is_empty(), || {
            format!("{} bytes", body.len())
        });
    }
    let (body, expected) = (cbor::decode(body)?, cbor::decode(&expected)?);
    ensure(json::same(&body, &expected), || {
        format!("body {body}, not {expected}")
    })
}

fn run_output(suite: &Json, case: &Json) -> Result<(), String> {
    let (given, protocol) = (&case["given"], protocol_of(suite));
    let response = response_of(protocol, &case["response"]);
    let success = protocol::is_success(&http_of(given), response.status().as_u16());
    let Some(code) = case["errorCode"].as_str() else {
        ensure(success, || "not a success".to_owned())?;
        let mut output = type_of(suite, &given["output"]).structure();
        let read = protocol::read_output(protocol, &response, &mut output);
        read.map_err(|error| format!("{error}: {:?}", std::error::Error::source(&error)))?;
        return check_result(&output, &case["result"]);
    };
    ensure(!success, || "a success".to_owned())?;
    let error = protocol::read_error(protocol, &response).build();
    ensure(error.code() == Some(code), || {
        format!("code {:?}", error.code())
    })?;
    ensure(error.message() == case["errorMessage"].as_str(), || {
        format!("message {:?}", error.message())
    })?;
    let shape = given["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|error| error["shape"] == code);
    let mut exception = type_of(suite, shape.ok_or("no such error")?).structure();
    let read = protocol::read_exception(protocol, &response, &mut exception);
    read.map_err(|error| error.to_string())?;
    check_result(&exception, &case["error"])
}

fn check_result(found: &DynamicStructure, expected: &Json) -> Result<(), String> {
    let found = found.to_params();
    ensure(json::same(&found, expected), || {
        format!("{found}, not {expected}")
    })
}

fn response_of(protocol: Protocol, json: &Json) -> HttpResponse {
    let text = json["body"].as_str().unwrap_or_default();
    let body = match protocol {
        Protocol::RpcV2Cbor => base64::decode(text).expect("CBOR bodies are base64"),
        _ => text.as_bytes().to_vec(),
    };
    let status = json["status_code"]
        .as_u64()
        .and_then(|status| u16::try_from(status).ok());
    let status =
        StatusCode::try_from(status.expect("a response has a status")).expect("a valid one");
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    for (name, value) in json["headers"].as_object().into_iter().flatten() {
        let value = value.as_str().expect("a header is text").to_owned();
        response.headers_mut().append(name.to_lowercase(), value);
    }
    response
}

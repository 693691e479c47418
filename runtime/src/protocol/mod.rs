//! The protocols: the request of an operation without its host, and what a response says.
//!
//! A protocol is a value, not a type, so that everything here is compiled once, whatever the service.
//! Never here: bytes of JSON or CBOR ([`crate::codec`]), endpoints, signing, retries.

mod answer;
mod aws_json;
mod error_code;
mod response_error;
mod rest_json;
mod rpc_v2_cbor;

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;
use aws_smithy_types::error::operation::BuildError;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

pub use self::answer::Answer;
pub use self::response_error::ResponseError;
use crate::codec::{Format, Reader};
use crate::operation::Http;
use crate::schema::Location;
use crate::value::Structure;

/// How requests and responses stand in HTTP messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// JSON in bodies, the operation in a header:
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>.
    AwsJson1_0,
    /// The same with another media type:
    /// <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>.
    AwsJson1_1,
    /// JSON in bodies, the operation and some of its members in the rest of the message:
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>.
    RestJson1,
    /// CBOR in bodies, the operation in the path:
    /// <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>.
    RpcV2Cbor,
}

impl Protocol {
    pub(crate) const fn format(self) -> Format {
        match self {
            Self::AwsJson1_0 | Self::AwsJson1_1 | Self::RestJson1 => Format::Json,
            Self::RpcV2Cbor => Format::Cbor,
        }
    }
}

/// The request of an operation: method, path and query, headers and body, but no host.
///
/// `target_prefix` is the service's name in targets and paths, `operation` the name of the operation as
/// the model spells it. `http` is read by [`Protocol::RestJson1`] only. `input` is `None` for an
/// operation whose model has no input, which is not the same as an input without members.
/// An idempotency token has to be in the input already.
///
/// The error says which member cannot stand where it is bound to, and never shows its value.
pub fn request(
    protocol: Protocol,
    target_prefix: &str,
    operation: &str,
    http: &Http,
    input: Option<&dyn Structure>,
) -> Result<HttpRequest, BuildError> {
    match protocol {
        Protocol::AwsJson1_0 => aws_json::request(aws_json::V1_0, target_prefix, operation, input),
        Protocol::AwsJson1_1 => aws_json::request(aws_json::V1_1, target_prefix, operation, input),
        Protocol::RestJson1 => rest_json::request(http, input),
        Protocol::RpcV2Cbor => rpc_v2_cbor::request(target_prefix, operation, input),
    }
}

/// Whether a response of this status has the operation's output in it rather than an error.
pub fn is_success(http: &Http, status: u16) -> bool {
    (200..300).contains(&status) || status == http.code
}

/// Reads the output of an operation out of a response whose body has been loaded.
///
/// In JSON an empty body is a structure of which nothing is set, as the official protocol suites have it; in
/// CBOR it is none, and an error where the output has members. What the response leaves out stays as it is
/// in `output`; if it is required, it is filled in as [`Reader::of_answer`] says.
pub fn read_output(
    protocol: Protocol,
    response: &HttpResponse,
    output: &mut dyn Structure,
) -> Result<(), ResponseError> {
    if protocol == Protocol::RestJson1 {
        crate::http_binding::read(response, output)?;
    }
    read_body(protocol.format(), response, output)
}

/// Reads the members of an error that the model describes.
///
/// On the wire such an error is a structure like an output; which one it is, [`read_error`] says.
pub fn read_exception(
    protocol: Protocol,
    response: &HttpResponse,
    into: &mut dyn Structure,
) -> Result<(), ResponseError> {
    read_output(protocol, response, into)
}

/// The code and the message of an error response, as far as it has any:
/// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>.
///
/// This cannot fail: whoever answered, and whatever with, the status remains for the caller to judge.
pub fn read_error(protocol: Protocol, response: &HttpResponse) -> ErrorMetadataBuilder {
    error_code::read(protocol.format(), response)
}

/// A request with this body and the headers that describe it.
fn with_body(content_type: &'static str, body: Vec<u8>) -> HttpRequest {
    let length = body.len().to_string();
    let mut request = HttpRequest::new(SdkBody::from(body));
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, content_type);
    headers.insert(CONTENT_LENGTH, length);
    request
}

/// Reads the members that are in the body's structure.
fn read_body(
    format: Format,
    response: &HttpResponse,
    into: &mut dyn Structure,
) -> Result<(), ResponseError> {
    let body = response
        .body()
        .bytes()
        .ok_or_else(ResponseError::body_not_loaded)?;
    let mut reader = Reader::new(format, body).of_answer();
    let is_nothing_said = body.is_empty() && format == Format::Json;
    if is_nothing_said || !has_body_members(into) {
        return reader.correct(into).map_err(ResponseError::body);
    }
    reader.structure(into).map_err(ResponseError::body)?;
    reader.end().map_err(ResponseError::body)
}

/// Whether the structure is in the body, in whole or in part.
pub(crate) fn has_body_members(structure: &dyn Structure) -> bool {
    structure
        .schema()
        .members
        .iter()
        .any(|member| member.location == Location::Body)
}

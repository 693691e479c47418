//! The protocols: the request of an operation without its host, and what a response says.
//!
//! A protocol is a value, not a type, so that everything here is compiled once, whatever the service.
//! Never here: bytes of JSON or CBOR ([`crate::codec`]), endpoints, signing, retries.

mod answer;
mod aws_json;
mod body;
mod error_code;
mod kind;
mod rest_json;
mod rpc_v2_cbor;

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;
use aws_smithy_types::error::operation::BuildError;

pub use self::answer::Answer;
#[cfg(feature = "testing")]
pub(crate) use self::body::has_body_members;
use self::body::read_body;
pub use self::kind::Protocol;
use crate::http_binding::Http;
pub use crate::http_binding::ResponseError;
use crate::value::Structure;

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
/// in `output`; if it is required, it is filled in as [`Reader::of_answer`](crate::codec::Reader::of_answer) says.
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

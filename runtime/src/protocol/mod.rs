//! The protocols: writes requests, without their host, and reads responses.
//!
//! A protocol is a value and not a type, so that this code is compiled once for all services.
//! Never here: JSON and CBOR ([`crate::codec`]), endpoints, signing, retries.

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

/// Writes the request of an operation: method, path and query, headers and body, but no host.
///
/// `target_prefix` is the service's name in targets and paths, `operation` the operation's name in the model. Only
/// [`Protocol::RestJson1`] uses `http`. `input` is `None` for an operation without an input in the model, which is
/// not the same as an input without members. Idempotency tokens must be filled in already.
///
/// The error names the member that cannot be written where it is bound, and never shows its value.
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

/// Whether a response with this status holds the operation's output, and not an error.
pub fn is_success(http: &Http, status: u16) -> bool {
    (200..300).contains(&status) || status == http.code
}

/// Reads the output of an operation from a response whose body has been loaded.
///
/// In JSON, an empty body is a structure with nothing set, as in the official protocol suites; in CBOR it is an error
/// if the output has members. A member that the response leaves out keeps its value; a required one is filled in as
/// [`Reader::of_answer`](crate::codec::Reader::of_answer) says.
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

/// Reads the members of a modelled error. Its code comes from [`read_error`].
///
/// On the wire such an error is a structure, like an output.
pub fn read_exception(
    protocol: Protocol,
    response: &HttpResponse,
    into: &mut dyn Structure,
) -> Result<(), ResponseError> {
    read_output(protocol, response, into)
}

/// Reads the code and the message of an error response, if it has any:
/// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>.
///
/// This cannot fail: whatever the body is, the caller still has the status.
pub fn read_error(protocol: Protocol, response: &HttpResponse) -> ErrorMetadataBuilder {
    error_code::read(protocol.format(), response)
}

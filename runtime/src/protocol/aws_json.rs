//! AWS JSON 1.0 and 1.1: every request is a POST to `/`, and a header names the operation.
//!
//! <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>.
//! Never here: HTTP bindings, which these protocols ignore.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::error::operation::BuildError;
use http::HeaderName;

use super::body::with_body;
use crate::codec::{Format, Writer};
use crate::value::Structure;

/// The media type of version 1.0.
pub(super) const V1_0: &str = "application/x-amz-json-1.0";
/// The media type of version 1.1.
pub(super) const V1_1: &str = "application/x-amz-json-1.1";

/// Writes the request of `operation`. Without an input, the body is an empty object.
pub(super) fn request(
    media_type: &'static str,
    target_prefix: &str,
    operation: &str,
    input: Option<&dyn Structure>,
) -> Result<HttpRequest, BuildError> {
    let body = input.map_or_else(
        || b"{}".to_vec(),
        |input| {
            let mut writer = Writer::new(Format::Json);
            writer.structure(input);
            writer.finish()
        },
    );
    let mut request = with_body(media_type, body);
    request.set_method("POST").map_err(BuildError::other)?;
    let target = [target_prefix, ".", operation].concat();
    request
        .headers_mut()
        .try_insert(HeaderName::from_static("x-amz-target"), target)
        .map_err(BuildError::other)?;
    Ok(request)
}

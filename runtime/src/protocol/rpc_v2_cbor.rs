//! Smithy RPC v2 with CBOR: every request is a POST, and the path names the operation.
//!
//! <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>. The specification requires
//! services to name the protocol in every response. Like the official SDKs, this does not check that header: a body
//! that is not CBOR is noticed anyway, and proxies and test doubles omit the header.
//! Never here: HTTP bindings, which this protocol ignores.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::operation::BuildError;
use http::HeaderName;
use http::header::ACCEPT;

use super::body::with_body;
use crate::codec::{Format, Writer};
use crate::value::Structure;

const MEDIA_TYPE: &str = "application/cbor";

/// Writes the request of `operation`. Without an input there is no body, and no header that describes one.
pub(super) fn request(
    target_prefix: &str,
    operation: &str,
    input: Option<&dyn Structure>,
) -> Result<HttpRequest, BuildError> {
    let mut request = match input {
        None => HttpRequest::new(SdkBody::empty()),
        Some(input) => {
            let mut writer = Writer::new(Format::Cbor);
            writer.structure(input);
            with_body(MEDIA_TYPE, writer.finish())
        }
    };
    request.set_method("POST").map_err(BuildError::other)?;
    request
        .set_uri(["/service/", target_prefix, "/operation/", operation].concat())
        .map_err(BuildError::other)?;
    let headers = request.headers_mut();
    headers.insert(HeaderName::from_static("smithy-protocol"), "rpc-v2-cbor");
    headers.insert(ACCEPT, MEDIA_TYPE);
    Ok(request)
}

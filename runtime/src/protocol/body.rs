//! Bodies of requests and responses, in either format.
//!
//! Never here: bindings, and what only one protocol does.

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

use crate::codec::{Format, Reader};
use crate::http_binding::ResponseError;
use crate::schema::Location;
use crate::value::Structure;

/// A request with this body, and the headers that describe it.
pub(super) fn with_body(content_type: &'static str, body: Vec<u8>) -> HttpRequest {
    let length = body.len().to_string();
    let mut request = HttpRequest::new(SdkBody::from(body));
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, content_type);
    headers.insert(CONTENT_LENGTH, length);
    request
}

/// Reads the members of the structure in the body.
pub(super) fn read_body(
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

/// Whether any member of the structure is bound to the body.
pub(crate) fn has_body_members(structure: &dyn Structure) -> bool {
    structure
        .schema()
        .members
        .iter()
        .any(|member| member.location == Location::Body)
}

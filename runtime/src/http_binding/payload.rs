//! The member that is the body, both ways.
//!
//! <https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait>.
//! Never here: bodies that are a structure of several members.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::codec::{Format, Reader, Writer};
use crate::protocol::ResponseError;
use crate::schema::{Kind, Member, Shape};
use crate::value::{Value, View};

/// The media type and the bytes of a payload, `None` if there is nothing to send. A structure that is not
/// set is sent as one without members.
pub(crate) fn write(member: &Member, view: View<'_>) -> Option<(&'static str, Vec<u8>)> {
    match view {
        View::Unset if member.shape.kind == Kind::Structure => {
            Some(("application/json", b"{}".to_vec()))
        }
        View::Unset => None,
        View::String(text) => Some(("text/plain", text.as_bytes().to_vec())),
        View::Blob(bytes) => Some(("application/octet-stream", bytes.to_vec())),
        view => {
            let mut writer = Writer::new(Format::Json);
            writer.value(view, member.shape);
            Some(("application/json", writer.finish()))
        }
    }
}

/// Reads the body of `response` into `value`. An empty one leaves it as it is.
pub(super) fn read(
    response: &HttpResponse,
    shape: &'static Shape,
    value: &mut dyn Value,
) -> Result<(), ResponseError> {
    let body = response
        .body()
        .bytes()
        .ok_or_else(ResponseError::body_not_loaded)?;
    if body.is_empty() {
        return Ok(());
    }
    match shape.kind {
        Kind::Blob => super::assign(value, View::Blob(body), shape).map_err(ResponseError::body),
        Kind::String | Kind::Enum(_) => {
            let text = std::str::from_utf8(body).map_err(ResponseError::body)?;
            super::assign(value, View::String(text), shape).map_err(ResponseError::body)
        }
        _ => {
            let mut reader = Reader::new(Format::Json, body).of_answer();
            value
                .read(&mut reader, shape)
                .map_err(ResponseError::body)?;
            reader.end().map_err(ResponseError::body)
        }
    }
}

//! Payloads, written and read: members that are the whole body.
//!
//! <https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait>.
//! Never here: bodies that are a structure of several members.

use aws_smithy_runtime_api::box_error::BoxError;

use super::member::assign;
use crate::codec::{Format, Reader, Writer};
use crate::schema::{Kind, Member, Shape};
use crate::value::{Value, View};

/// The media type and the bytes of a payload; `None` if it is not set. A structure that is not set is sent as one
/// without members.
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

/// Reads a body into `value`: JSON with `reader`, which reads the same bytes. An empty body leaves `value` as it is.
pub(crate) fn read(
    body: &[u8],
    mut reader: Reader<'_>,
    shape: &'static Shape,
    value: &mut dyn Value,
) -> Result<(), BoxError> {
    if body.is_empty() {
        return Ok(());
    }
    match shape.kind {
        Kind::Blob => assign(value, View::Blob(body), shape)?,
        Kind::String | Kind::Enum(_) => {
            assign(value, View::String(std::str::from_utf8(body)?), shape)?;
        }
        _ => {
            value.read(&mut reader, shape)?;
            reader.end()?;
        }
    }
    Ok(())
}

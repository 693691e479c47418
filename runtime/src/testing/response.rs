//! Writes responses by the schemas that clients read them by.
//!
//! Never here: what is answered.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::http::{Headers, StatusCode};
use aws_smithy_types::body::SdkBody;
use http::header::CONTENT_TYPE;

use super::exception::{Fault, with_schema};
use crate::codec::{Format, Writer};
use crate::error::ErrorParts;
use crate::http_binding;
use crate::operation::Descriptor;
use crate::protocol::Protocol;
use crate::schema::{Location, Schema};
use crate::value::{Structure, Value, View};

/// The code of an error without one.
const NO_CODE: &str = "UnknownError";

/// The response with this output.
///
/// # Errors
/// A member cannot be written where it is bound.
pub(super) fn output(
    protocol: Protocol,
    descriptor: &Descriptor,
    output: &dyn Structure,
) -> Result<HttpResponse, String> {
    let status = match protocol {
        Protocol::RestJson1 => status_member(output).unwrap_or(descriptor.http.code),
        _ => 200,
    };
    written(protocol, status, output, None)
}

/// The status that a member is bound to.
fn status_member(output: &dyn Structure) -> Option<u16> {
    let members = output.schema().members;
    let mut status = None;
    output.members(&mut |values| {
        let mut bound = members.iter().zip(values);
        let bound = bound.find(|(member, _)| member.location == Location::StatusCode);
        if let Some((_, value)) = bound
            && let View::Integer(number) = value.view()
        {
            status = u16::try_from(number).ok();
        }
    });
    status
}

/// The response with a typed error: a modelled one, or only a code and a message.
pub(super) fn error(
    protocol: Protocol,
    faults: &[Fault],
    error: &dyn ErrorParts,
) -> Result<HttpResponse, String> {
    let meta = error.meta();
    let known = error
        .structure()
        .and_then(|structure| Some((structure, with_schema(faults, structure.schema())?)));
    match known {
        Some((structure, fault)) => modeled(protocol, fault, structure),
        None => generic(
            protocol,
            400,
            meta.code().unwrap_or(NO_CODE),
            meta.message().unwrap_or_default(),
        ),
    }
}

/// The response with a modelled error.
pub(super) fn modeled(
    protocol: Protocol,
    fault: &Fault,
    structure: &dyn Structure,
) -> Result<HttpResponse, String> {
    written(protocol, fault.status(), structure, Some(fault.code()))
}

/// The response with an error that is not modelled.
pub(super) fn generic(
    protocol: Protocol,
    status: u16,
    code: &str,
    message: &str,
) -> Result<HttpResponse, String> {
    written(protocol, status, &Generic(message.to_owned()), Some(code))
}

/// The structure of an error that has only a message.
#[derive(Debug)]
struct Generic(String);

static GENERIC: Schema = Schema {
    name: "Error",
    members: &[crate::schema::Member::new(
        "message",
        &crate::schema::Shape::string("String"),
    )],
    fields: &["message"],
    sensitive: false,
    union: false,
};

impl Structure for Generic {
    fn schema(&self) -> &'static Schema {
        &GENERIC
    }

    fn visit_members(&self, visitor: crate::value::MemberVisitor<'_>) {
        visitor.visit(&[&self.0]);
    }

    fn visit_members_mut(&mut self, visitor: crate::value::MemberVisitorMut<'_>) {
        visitor.visit(&mut [&mut self.0]);
    }
}

fn written(
    protocol: Protocol,
    status: u16,
    structure: &dyn Structure,
    code: Option<&str>,
) -> Result<HttpResponse, String> {
    let status = StatusCode::try_from(status).map_err(|error| error.to_string())?;
    let mut response = Err(String::new());
    structure.members(&mut |values| response = message(protocol, status, structure, values, code));
    response
}

fn message(
    protocol: Protocol,
    status: StatusCode,
    structure: &dyn Structure,
    values: &[&dyn Value],
    code: Option<&str>,
) -> Result<HttpResponse, String> {
    let members = structure.schema().members;
    let mut headers = Headers::new();
    let body = match protocol {
        Protocol::RestJson1 => {
            http_binding::write_headers(&mut headers, members, values)
                .map_err(|error| error.to_string())?;
            if let Some(code) = code {
                header(&mut headers, "x-amzn-errortype", code)?;
            }
            let mut bound = members.iter().zip(values);
            match bound.find(|(member, _)| member.location == Location::Payload) {
                Some((member, value)) => http_binding::payload(member, value.view()),
                None => Some(("application/json", structure_body(Format::Json, structure))),
            }
        }
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => {
            let media_type = match protocol {
                Protocol::AwsJson1_0 => "application/x-amz-json-1.0",
                _ => "application/x-amz-json-1.1",
            };
            Some((media_type, typed_body(Format::Json, structure, code)))
        }
        Protocol::RpcV2Cbor => {
            header(&mut headers, "smithy-protocol", "rpc-v2-cbor")?;
            let body = typed_body(Format::Cbor, structure, code);
            Some(("application/cbor", body))
        }
    };
    let body = body.map(|(media_type, body)| {
        if !headers.contains_key(CONTENT_TYPE) {
            headers.insert(CONTENT_TYPE, media_type);
        }
        SdkBody::from(body)
    });
    let mut response = HttpResponse::new(status, body.unwrap_or_else(SdkBody::empty));
    *response.headers_mut() = headers;
    Ok(response)
}

fn header(headers: &mut Headers, name: &'static str, value: &str) -> Result<(), String> {
    let inserted = headers.try_insert(name, value.to_owned());
    inserted.map(drop).map_err(|error| error.to_string())
}

fn structure_body(format: Format, structure: &dyn Structure) -> Vec<u8> {
    let mut writer = Writer::new(format);
    writer.structure(structure);
    writer.finish()
}

/// Puts the code, if there is one, before the members, where clients look first.
fn typed_body(format: Format, structure: &dyn Structure, code: Option<&str>) -> Vec<u8> {
    let mut body = structure_body(format, structure);
    let Some(code) = code else { return body };
    let text = |text: &str| {
        let mut writer = Writer::new(format);
        writer.value(View::String(text), &crate::schema::STRUCTURE);
        writer.finish()
    };
    let (colon, comma): (&[u8], &[u8]) = match format {
        Format::Json if body == b"{}" => (b":", b""),
        Format::Json => (b":", b","),
        Format::Cbor => (b"", b""),
    };
    let entry = [text("__type").as_slice(), colon, &text(code), comma].concat();
    // Either format opens a structure with one byte: in CBOR, it is a map whose length is not announced.
    body.splice(1..1, entry);
    body
}

/// A response outside the model: this status and this text.
pub(super) fn raw(status: u16, body: Option<&str>) -> Result<HttpResponse, String> {
    let status = StatusCode::try_from(status).map_err(|error| error.to_string())?;
    let body = body.map_or_else(SdkBody::empty, SdkBody::from);
    Ok(HttpResponse::new(status, body))
}

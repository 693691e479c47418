//! Responses, written by the tables that clients read them by.
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

/// What a service that has no code for an error says.
const NO_CODE: &str = "UnknownError";

/// The answer that `output` is.
///
/// # Errors
/// A member that cannot stand where it is bound to.
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

/// The answer that a typed error is: one of the model's, or with code and message only.
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

/// The answer that an error of the model is.
pub(super) fn modeled(
    protocol: Protocol,
    fault: &Fault,
    structure: &dyn Structure,
) -> Result<HttpResponse, String> {
    written(protocol, fault.status(), structure, Some(fault.code()))
}

/// An error that the model does not describe.
pub(super) fn generic(
    protocol: Protocol,
    status: u16,
    code: &str,
    message: &str,
) -> Result<HttpResponse, String> {
    written(protocol, status, &Generic(message.to_owned()), Some(code))
}

/// An error of which there is nothing but a message.
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
            let mut body = structure_body(Format::Json, structure);
            if let Some(code) = code {
                insert_json_type(&mut body, code);
            }
            let media_type = match protocol {
                Protocol::AwsJson1_0 => "application/x-amz-json-1.0",
                _ => "application/x-amz-json-1.1",
            };
            Some((media_type, body))
        }
        Protocol::RpcV2Cbor => {
            header(&mut headers, "smithy-protocol", "rpc-v2-cbor")?;
            let mut body = structure_body(Format::Cbor, structure);
            if let Some(code) = code {
                body = with_cbor_type(&body, code);
            }
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

/// Puts the code in front of the members, where clients look for it first.
fn insert_json_type(body: &mut Vec<u8>, code: &str) {
    let mut writer = Writer::new(Format::Json);
    writer.value(View::String(code), &crate::schema::STRUCTURE);
    let separator: &[u8] = if body.ends_with(b"{}") { b"" } else { b"," };
    let entry = [b"\"__type\":", writer.finish().as_slice(), separator].concat();
    body.splice(1..1, entry);
}

/// The same map, of a length that is not announced, with the code in front of its entries.
fn with_cbor_type(map: &[u8], code: &str) -> Vec<u8> {
    const OPEN: u8 = 0xbf;
    const END: u8 = 0xff;
    let text = |text: &str| {
        let mut writer = Writer::new(Format::Cbor);
        writer.value(View::String(text), &crate::schema::STRUCTURE);
        writer.finish()
    };
    let first = map.first().copied().unwrap_or(OPEN);
    // What follows the first byte: <https://www.rfc-editor.org/rfc/rfc8949#section-3>.
    let head = match first & 0x1f {
        24 => 2,
        25 => 3,
        26 => 5,
        27 => 9,
        _ => 1,
    };
    let entries = map.get(head..).unwrap_or_default();
    let end: &[u8] = if first == OPEN { &[] } else { &[END] };
    [
        &[OPEN],
        text("__type").as_slice(),
        &text(code),
        entries,
        end,
    ]
    .concat()
}

/// An answer that no service gives by its model: this status, and this text.
pub(super) fn raw(status: u16, body: Option<&str>) -> Result<HttpResponse, String> {
    let status = StatusCode::try_from(status).map_err(|error| error.to_string())?;
    let body = body.map_or_else(SdkBody::empty, SdkBody::from);
    Ok(HttpResponse::new(status, body))
}

//! HTTP bindings: members that are bound to the path, the query, headers, the status or the whole body.
//!
//! <https://smithy.io/2.0/spec/http-bindings.html>.
//! Never here: which protocols use bindings, the media types of structures, error codes.

mod encode;
mod head;
pub(crate) mod header;
mod http;
mod label;
mod member;
pub(crate) mod payload;
mod query;
mod response_error;
pub(crate) mod text;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::operation::BuildError;

pub(crate) use self::head::Head;
pub(crate) use self::header::write as write_headers;
pub use self::http::Http;
pub(crate) use self::member::assign;
pub(crate) use self::payload::write as payload;
pub use self::response_error::ResponseError;
use crate::codec::{Format, Reader};
use crate::schema::{Location, Member};
use crate::value::{Structure, Value, View};

/// The path and the query of a request: `template`, filled in with the members that are bound to them.
pub(crate) fn uri(
    template: &str,
    members: &[Member],
    values: &[&dyn Value],
) -> Result<String, BuildError> {
    let (path, constant) = match template.split_once('?') {
        Some((path, constant)) => (path, Some(constant)),
        None => (template, None),
    };
    // Room for two identifiers.
    let mut uri = String::with_capacity(template.len() + 80);
    label::write(&mut uri, path, members, values)?;
    query::write(&mut uri, constant, members, values)?;
    Ok(uri)
}

/// Reads the members that are bound outside the structure in the body.
pub(crate) fn read(response: &HttpResponse, into: &mut dyn Structure) -> Result<(), ResponseError> {
    let members = into.schema().members;
    if members
        .iter()
        .all(|member| member.location == Location::Body)
    {
        return Ok(());
    }
    let mut result = Ok(());
    into.members_mut(&mut |values| {
        result = members
            .iter()
            .zip(values)
            .try_for_each(|(member, value)| read_member(response, member, &mut **value));
    });
    result
}

fn read_member(
    response: &HttpResponse,
    member: &'static Member,
    value: &mut dyn Value,
) -> Result<(), ResponseError> {
    match member.location {
        Location::Body | Location::Label | Location::Query(_) | Location::QueryParams => Ok(()),
        Location::Header(name) => header::read(response.headers(), name, member.shape, value)
            .map_err(|source| ResponseError::header(name, source)),
        Location::PrefixHeaders(prefix) => {
            header::read_prefixed(response.headers(), prefix, member.shape, value)
                .map_err(|source| ResponseError::header(prefix, source))
        }
        Location::StatusCode => {
            let status = View::Integer(response.status().as_u16().into());
            assign(value, status, member.shape).map_err(ResponseError::status)
        }
        Location::Payload => {
            let body = response
                .body()
                .bytes()
                .ok_or_else(ResponseError::body_not_loaded)?;
            let reader = Reader::new(Format::Json, body).of_answer();
            payload::read(body, reader, member.shape, value).map_err(ResponseError::body)
        }
    }
}

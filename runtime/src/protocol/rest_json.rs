//! REST JSON: method and path identify the operation, and members are bound to any part of the message.
//!
//! <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>.
//! Never here: how bindings are written ([`crate::http_binding`]).

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::operation::BuildError;

use super::body::{has_body_members, with_body};
use crate::codec::{Format, Writer};
use crate::http_binding::{self, Http};
use crate::schema::{Location, Member};
use crate::value::{Structure, Value};

/// Writes the request of the operation with this HTTP binding.
pub(super) fn request(
    http: &Http,
    input: Option<&dyn Structure>,
) -> Result<HttpRequest, BuildError> {
    let Some(input) = input else {
        return bind(http, HttpRequest::new(SdkBody::empty()), &[], &[]);
    };
    let members = input.schema().members;
    let mut request = Err(BuildError::other("the input shows no members"));
    input.members(&mut |values| {
        request = bind(http, body(input, members, values), members, values);
    });
    request
}

/// The request with its body only: the payload if a member is one, else the structure if any member is bound to
/// the body, else nothing. Its members stand in the order of their names, as the official crates write them: requests
/// that were recorded with those are equal in every byte.
fn body(input: &dyn Structure, members: &'static [Member], values: &[&dyn Value]) -> HttpRequest {
    let mut bound = members.iter().zip(values);
    let body = match bound.find(|(member, _)| member.location == Location::Payload) {
        Some((member, value)) => http_binding::payload(member, value.view()),
        None => has_body_members(input).then(|| {
            let mut writer = Writer::new(Format::Json);
            let mut sorted: Vec<_> = members.iter().zip(values).collect();
            sorted.sort_unstable_by_key(|(member, _)| member.name);
            writer.json_members(sorted.into_iter());
            ("application/json", writer.finish())
        }),
    };
    match body {
        Some((content_type, bytes)) => with_body(content_type, bytes),
        None => HttpRequest::new(SdkBody::empty()),
    }
}

/// Adds everything but the body. A header that a member is bound to replaces one that describes the body.
fn bind(
    http: &Http,
    mut request: HttpRequest,
    members: &[Member],
    values: &[&dyn Value],
) -> Result<HttpRequest, BuildError> {
    request.set_method(http.method).map_err(BuildError::other)?;
    let uri = http_binding::uri(http.uri, members, values)?;
    request.set_uri(uri).map_err(BuildError::other)?;
    http_binding::write_headers(request.headers_mut(), members, values)?;
    Ok(request)
}

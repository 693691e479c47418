//! The input of a call, out of the parameters that a case states.
//!
//! Blobs are base64 there and timestamps seconds since 1970, as in the JSON that the runtime reads; so a
//! member is read like one of a JSON body, wherever it will stand in the request.

use serde_json::{Map, Value as Json};
use smithwright_runtime::codec::{Format, Reader};
use smithwright_runtime::schema::{Kind, Location, Member, Shape};
use smithwright_runtime::value::{Structure, Value, View};

use super::tree::{Tree, differences};

/// A timestamp as parameters state it, whatever its member says of the wire.
static TIMESTAMP: Shape = Shape::timestamp("Timestamp");

/// Sets the members of `input`. The reasons why it cannot hold `params`, if there are any.
///
/// The reader passes over what its table does not know, as it must; so what the input then holds is held
/// against the parameters, and nothing of them gets lost unnoticed.
pub fn fill(input: &mut dyn Structure, params: &Map<String, Json>) -> Vec<String> {
    let mut reasons = set(input, params);
    if reasons.is_empty() {
        let expected = Tree::from_json_map(params);
        let actual = Tree::from_view(View::Structure(input));
        differences("params", &expected, &actual, &mut reasons);
    }
    reasons
}

/// Sets the members of `input` as [`fill`] does, and does not look at what it then holds: a required
/// member that is a plain value holds something even if `params` leave it out.
pub fn set(input: &mut dyn Structure, params: &Map<String, Json>) -> Vec<String> {
    let members = input.schema().members;
    let mut reasons = Vec::new();
    input.members_mut(&mut |values| {
        for (member, value) in members.iter().zip(values) {
            if let Some(json) = params.get(member.name)
                && let Err(reason) = read(member, *value, json)
            {
                reasons.push(format!("params.{}: {reason}", member.name));
            }
        }
    });
    reasons
}

/// Sets the members in the path of `input`, without which nothing can be sent, to anything.
pub(super) fn fill_labels(input: &mut dyn Structure) -> Result<(), String> {
    let members = input.schema().members;
    let mut result = Ok(());
    input.members_mut(&mut |values| {
        let members = members.iter().zip(values);
        let mut labels = members.filter(|(member, _)| member.location == Location::Label);
        result = labels.try_for_each(|(member, value)| {
            let anything = match member.shape.kind {
                Kind::String | Kind::Enum(_) => Json::from("x"),
                Kind::Boolean => Json::from(true),
                _ => Json::from(1),
            };
            read(member, *value, &anything)
        });
    });
    result
}

fn read(member: &'static Member, value: &mut dyn Value, json: &Json) -> Result<(), String> {
    let bytes = serde_json::to_vec(json).map_err(|error| error.to_string())?;
    let shape = match member.shape.kind {
        Kind::Timestamp => &TIMESTAMP,
        _ => member.shape,
    };
    value
        .read(&mut Reader::new(Format::Json, &bytes), shape)
        .map_err(|error| error.to_string())
}

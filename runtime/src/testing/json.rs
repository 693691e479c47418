//! Structures as JSON, with all members by name, wherever the protocol binds them.
//!
//! Never here: files, and what the JSON is used for.

use serde_json::{Map as Object, Value as Json};

use crate::codec::{Format, Reader, Writer};
use crate::schema::Shape;
use crate::value::walk::REDACTED;
use crate::value::{Structure, View};

/// Whether sensitive values are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Secrets {
    /// Shown.
    Shown,
    /// Replaced by a fixed text.
    Redacted,
}

/// The members of a structure that are set.
pub(super) fn of_structure(structure: &dyn Structure, secrets: Secrets) -> Json {
    members(structure, secrets, false)
}

/// A value. `hidden`: no part of it may be shown, whatever its shape says.
pub(super) fn of_value(
    view: View<'_>,
    shape: &'static Shape,
    secrets: Secrets,
    hidden: bool,
) -> Json {
    let hidden = hidden || shape.sensitive;
    match view {
        View::Unset => Json::Null,
        View::Structure(structure) => members(structure, secrets, hidden),
        View::List(list) => {
            let items = shape.items.unwrap_or(shape);
            let items = (0..list.len()).map(|at| of_value(list.item(at), items, secrets, hidden));
            Json::Array(items.collect())
        }
        View::Map(map) => {
            let values = shape.items.unwrap_or(shape);
            let hides_keys = hidden || shape.keys.is_some_and(|keys| keys.sensitive);
            let mut entries = Vec::with_capacity(map.len());
            map.each(&mut |key, view| {
                entries.push((key.to_owned(), of_value(view, values, secrets, hidden)));
            });
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            let entries = entries.into_iter().enumerate().map(|(at, (key, value))| {
                if hides_keys && secrets == Secrets::Redacted {
                    (format!("{REDACTED} {at}"), value)
                } else {
                    (key, value)
                }
            });
            Json::Object(entries.collect())
        }
        _ if hidden && secrets == Secrets::Redacted => Json::from(REDACTED),
        view => {
            let mut writer = Writer::new(Format::Json);
            writer.value(view, shape);
            serde_json::from_slice(&writer.finish()).unwrap_or_default()
        }
    }
}

fn members(structure: &dyn Structure, secrets: Secrets, hidden: bool) -> Json {
    let schema = structure.schema();
    let hidden = hidden || schema.sensitive;
    let mut members = Vec::new();
    structure.members(&mut |values| {
        for (member, value) in schema.members.iter().zip(values) {
            let view = value.view();
            if !view.is_unset() {
                let hidden = hidden || member.sensitive;
                let json = of_value(view, member.shape, secrets, hidden);
                members.push((member.name.to_owned(), json));
            }
        }
    });
    // A feature of `serde_json` that any crate may turn on keeps the order of insertion.
    members.sort_by(|(one, _), (other, _)| one.cmp(other));
    Json::Object(Object::from_iter(members))
}

/// Fills a structure with members as [`of_structure`] writes them.
///
/// # Errors
/// The structure cannot hold a member. The error does not show its value.
pub(super) fn fill(into: &mut dyn Structure, json: &Json) -> Result<(), String> {
    let text = json.to_string();
    let mut reader = Reader::new(Format::Json, text.as_bytes()).every_member();
    reader.structure(into).map_err(|error| {
        let path = error.path();
        format!(
            "{path}: expected {}, found {}",
            error.expected(),
            error.found()
        )
    })
}

//! Valid inputs of every operation, as JSON by the model's names, for clients in any language.
//!
//! Blobs are base64, timestamps seconds since 1970, whatever a member says of the wire. Never here: how values are found
//! ([`sample`]).

use serde_json::{Map, Value as Json};
use smithwright_runtime::codec::{Format, Writer};
use smithwright_runtime::schema::{Member, STRUCTURE, Shape};
use smithwright_runtime::testing::{Testable, sample};
use smithwright_runtime::value::{Structure, View};

/// A timestamp, whatever its member says of the wire.
static TIMESTAMP: Shape = Shape::timestamp("Timestamp");

/// An input of each operation, by its name.
///
/// # Errors
/// A value cannot be said in JSON.
pub(crate) fn of<S: Testable>(seed: u64) -> serde_json::Result<Json> {
    let inputs = S::operations().into_iter();
    let inputs = inputs.map(|one| Ok((one.name.to_owned(), params(&*sample(one, seed))?)));
    inputs.collect::<serde_json::Result<_>>().map(Json::Object)
}

/// The members that are set.
fn params(structure: &dyn Structure) -> serde_json::Result<Json> {
    let members = structure.schema().members;
    let mut object = Map::new();
    let mut result = Ok(());
    structure.members(&mut |values| {
        for (Member { name, shape, .. }, value) in members.iter().zip(values) {
            if value.view().is_unset() {
                continue;
            }
            match json(value.view(), shape) {
                Ok(value) => drop(object.insert((*name).to_owned(), value)),
                Err(error) => result = Err(error),
            }
        }
    });
    result.map(|()| Json::Object(object))
}

fn json(view: View<'_>, shape: &'static Shape) -> serde_json::Result<Json> {
    let inner = shape.items.unwrap_or(&STRUCTURE);
    match view {
        View::Structure(structure) => params(structure),
        View::List(list) => (0..list.len())
            .map(|at| json(list.item(at), inner))
            .collect(),
        View::Map(map) => {
            let mut entries = Vec::new();
            map.each(&mut |key, view| entries.push((key.to_owned(), json(view, inner))));
            let entries = entries.into_iter();
            let entries = entries.map(|(key, value)| Ok((key, value?)));
            entries.collect::<serde_json::Result<_>>().map(Json::Object)
        }
        view => {
            let shape = match view {
                View::Timestamp(_) => &TIMESTAMP,
                _ => shape,
            };
            let mut writer = Writer::new(Format::Json);
            writer.value(view, shape);
            serde_json::from_slice(&writer.finish())
        }
    }
}

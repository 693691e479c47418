//! Reports names of the model that cannot all be names in Rust.
//!
//! Two names that become one are reported only where users write them down: such a clash needs a
//! decision, because whichever of the two is renamed, somebody's code has it under the other name. Other
//! clashes are numbered where they arise ([`names::distinct`]).
//!
//! Never here: how a name is spelled.

use std::path::Path;

use super::held::held;
use super::names::{self, Collision};
use crate::json::Pointer;
use crate::model::{Model, ShapeId, ShapeKind, Structure};
use crate::problem::Problem;

/// What to do about any of it.
const FIX: &str = "give it another name in codegen/src/lower/names.rs";

/// What else stands beside the type of the service.
const ROOT: &[&str] = &["Client", "Config", "Error"];

/// Methods of the client that are no operations.
const CLIENT_METHODS: &[&str] = &["config", "from_conf", "new"];

/// Methods of every structure that no member gives it.
const STRUCTURE_METHODS: &[&str] = &["validate"];

/// The variant of an operation's error for everything that is not modelled.
const UNHANDLED: &[&str] = &["Unhandled"];

/// Every clash.
pub(super) fn problems(model: &Model, file: &Path) -> Vec<Problem> {
    let clashes = scopes(model)
        .into_iter()
        .flat_map(|Scope { at, names, taken }| {
            let collisions = names::collisions(names, taken).into_iter();
            collisions.map(move |Collision { name, other, rust }| {
                let what = format!("`{name}` and `{other}` would both be `{rust}` in Rust");
                Problem::new(file, at.key(name), what, FIX)
            })
        });
    clashes.collect()
}

/// Names that have to differ.
struct Scope<'m> {
    /// Where they stand.
    at: Pointer,
    /// Each name, and what becomes of it.
    names: Vec<(&'m str, String)>,
    /// What other items of the scope are called.
    taken: &'static [&'static str],
}

fn scopes(model: &Model) -> Vec<Scope<'_>> {
    let operations = model.operations.iter();
    let methods = operations
        .clone()
        .map(|(name, _)| (name.as_str(), names::method(name)));
    let waiters = operations.flat_map(|(_, operation)| operation.waiters.keys());
    let waiters = waiters.map(|name| (name.as_str(), names::module(name)));
    let at = |key| Pointer::root().key(key);
    let service = model.service.id.as_str();
    let mut scopes = vec![
        Scope {
            at: at("metadata"),
            names: vec![(service, names::type_name(service))],
            taken: ROOT,
        },
        Scope {
            at: at("shapes"),
            names: type_names(model, false),
            taken: &[],
        },
        Scope {
            at: at("shapes"),
            names: type_names(model, true),
            taken: UNHANDLED,
        },
        Scope {
            at: at("operations"),
            names: methods.collect(),
            taken: CLIENT_METHODS,
        },
        Scope {
            at: at("waiters"),
            names: waiters.collect(),
            taken: &[],
        },
    ];
    for (id, shape) in &model.shapes {
        if let ShapeKind::Union(union) = &shape.kind {
            let members = union.members.iter();
            scopes.push(Scope {
                at: members_of(id),
                names: members
                    .map(|(name, _)| (name.as_str(), names::union_variant(name)))
                    .collect(),
                taken: &["Unknown"],
            });
        }
        if let ShapeKind::Structure(structure) = &shape.kind {
            scopes.push(Scope {
                at: members_of(id),
                names: methods_of(structure),
                taken: STRUCTURE_METHODS,
            });
        }
    }
    scopes
}

fn members_of(id: &ShapeId) -> Pointer {
    Pointer::root().key("shapes").key(&id.0).key("members")
}

/// The types below `types`, or those below `types::error`.
fn type_names(model: &Model, are_errors: bool) -> Vec<(&str, String)> {
    let wanted = |kind: &ShapeKind| match kind {
        ShapeKind::Enum(_) | ShapeKind::Union(_) => !are_errors,
        ShapeKind::Structure(structure) => structure.error.is_some() == are_errors,
        _ => false,
    };
    let held = held(model).into_iter().filter(|id| wanted(&model[id].kind));
    held.map(|id| (id.0.as_str(), names::type_name(&id.0)))
        .collect()
}

/// The methods that each member gives a builder.
fn methods_of(structure: &Structure) -> Vec<(&str, String)> {
    let members = structure.members.iter().flat_map(|(name, member)| {
        let setter = names::setter(name, structure.error.is_some());
        let methods = [names::field(name), setter, names::getter(name)];
        let require = member.required.then(|| names::require(name));
        let methods = methods.into_iter().chain(require);
        methods.map(|method| (name.as_str(), method))
    });
    members.collect()
}

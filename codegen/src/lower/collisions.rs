//! Reports names of the model that would be one name in Rust.
//!
//! Only those that users write down: such a clash needs a decision, because whichever of the two is
//! renamed, somebody's code has it under the other name. Other clashes are numbered where they arise
//! ([`names::distinct`]).
//!
//! Never here: how a name is spelled.

use std::path::Path;

use super::names::{self, Collision};
use super::reachability::held;
use crate::json::Pointer;
use crate::model::{Model, ShapeKind, Structure};
use crate::problem::Problem;

/// Methods of the client that are no operations.
const CLIENT_METHODS: &[&str] = &["config", "from_conf", "new"];

/// The variant of an operation's error for everything that is not modelled.
const UNHANDLED: &[&str] = &["Unhandled"];

/// Every clash of names in the model.
pub(super) fn problems(model: &Model, file: &Path) -> Vec<Problem> {
    let shapes = Pointer::root().key("shapes");
    let operations = Pointer::root().key("operations");
    let mut problems = Vec::new();
    let mut report = |at: &Pointer, collisions: Vec<Collision<'_>>| {
        problems.extend(collisions.iter().map(|collision| problem(file, at, collision)));
    };
    report(&shapes, names::collisions(type_names(model, false), &[]));
    report(&shapes, names::collisions(type_names(model, true), UNHANDLED));
    let methods = model.operations.keys().map(|name| (name.as_str(), names::method(name)));
    report(&operations, names::collisions(methods, CLIENT_METHODS));
    let waiters = model.operations.values().flat_map(|operation| operation.waiters.keys());
    let waiters = waiters.map(|name| (name.as_str(), names::module(name)));
    report(&operations, names::collisions(waiters, &[]));
    for (id, shape) in &model.shapes {
        if let ShapeKind::Structure(structure) = &shape.kind {
            let at = shapes.key(&id.0).key("members");
            report(&at, names::collisions(methods_of(structure), &[]));
        }
    }
    problems
}

/// The types below `types`, or those below `types::error`.
fn type_names(model: &Model, are_errors: bool) -> impl Iterator<Item = (&str, String)> {
    let wanted = move |kind: &ShapeKind| match kind {
        ShapeKind::Enum(_) => !are_errors,
        ShapeKind::Structure(structure) => structure.error.is_some() == are_errors,
        _ => false,
    };
    let held = held(model).into_iter().filter(move |id| wanted(&model[id].kind));
    held.map(|id| (id.0.as_str(), names::type_name(&id.0)))
}

/// The methods that each member gives a builder.
fn methods_of(structure: &Structure) -> impl Iterator<Item = (&str, String)> {
    structure.members.iter().flat_map(|(name, _)| {
        let methods = [names::field(name), names::setter(name), names::getter(name)];
        methods.map(|method| (name.as_str(), method))
    })
}

fn problem(file: &Path, at: &Pointer, collision: &Collision<'_>) -> Problem {
    let Collision { name, other, rust } = collision;
    Problem::new(
        file,
        at.key(name),
        format!("`{name}` and `{other}` would both be `{rust}` in Rust"),
        "add a fix-up to codegen/src/lower that renames one of them",
    )
}

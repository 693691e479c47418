//! What a model may say and a generated crate cannot hold, found before anything is made of it.
//!
//! Never here: mistakes of a model, which are [`crate::check`]'s.

use std::collections::BTreeSet;
use std::path::Path;

use crate::json::Pointer;
use crate::model::{Model, ShapeId, ShapeKind};
use crate::problem::Problem;
use crate::selection::targets;

/// Everything in the model that cannot be expressed.
pub(super) fn problems(model: &Model, file: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add = |id: &ShapeId, what: &str, fix: &str| {
        let at = Pointer::root().key("shapes").key(&id.0);
        problems.push(Problem::new(file, at, what, fix));
    };
    for (id, shape) in &model.shapes {
        if let ShapeKind::Map { key, .. } = &shape.kind
            && !matches!(model[&key.target].kind, ShapeKind::String)
        {
            let what = "the keys of this map are not plain text";
            add(
                id,
                what,
                "give `api::RustType::Map` a type of keys, and emit it",
            );
        }
        if !matches!(shape.kind, ShapeKind::Structure(_)) && contains_itself(model, id) {
            let what = "this contains itself without a structure between, which no Rust type can";
            add(
                id,
                what,
                "correct the model, or remove the operations that reach it",
            );
        }
        let is_error = |target: &ShapeId| matches!(&model[target].kind, ShapeKind::Structure(structure) if structure.error.is_some());
        if targets(&shape.kind).any(is_error) {
            let what = "this holds an error as if it were data";
            add(
                id,
                what,
                "give `api::RustType` a way to say `types::error`, and emit it",
            );
        }
    }
    problems
}

/// Whether a list or map leads to itself by way of lists and maps.
fn contains_itself(model: &Model, id: &ShapeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        let kind = &model[next].kind;
        if matches!(kind, ShapeKind::Structure(_)) {
            continue;
        }
        for target in targets(kind) {
            if target == id {
                return true;
            }
            if seen.insert(target) {
                open.push(target);
            }
        }
    }
    false
}

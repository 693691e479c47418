//! Checks references: each must name a shape of the model, of the right type.

use super::checker::{Checker, is_text, kind_name, members, operation_at, shape_at};
use crate::json::Pointer;
use crate::model::{Member, ShapeId, ShapeKind};

pub(super) fn check(checker: &mut Checker<'_>) {
    for (name, operation) in &checker.model.operations {
        let at = operation_at(name);
        for (key, id) in [("input", &operation.input), ("output", &operation.output)] {
            if let Some(id) = id {
                structure(id, &at.key(key).key("shape"), key, checker);
            }
        }
        for (index, id) in operation.errors.iter().enumerate() {
            error(id, &at.key("errors").index(index).key("shape"), checker);
        }
    }
    for (id, shape) in &checker.model.shapes {
        for (at, member) in members(id, &shape.kind) {
            exists(&member.target, &at.key("shape"), checker);
        }
        if let ShapeKind::Map { key, .. } = &shape.kind {
            map_key(key, &shape_at(id).key("key").key("shape"), checker);
        }
    }
}

/// Reports a shape that does not exist.
fn exists(id: &ShapeId, at: &Pointer, checker: &mut Checker<'_>) -> bool {
    let exists = checker.shape(id).is_some();
    if !exists {
        let known = checker.model.shapes.keys().map(|id| id.0.as_str());
        let otherwise = "add the shape, or remove what refers to it";
        let fix = checker.guesses.did_you_mean(&id.0, known, otherwise);
        checker.add(at, format!("there is no shape `{id}`"), fix);
    }
    exists
}

/// Reports an input, output or error that is not a structure.
fn structure(id: &ShapeId, at: &Pointer, role: &str, checker: &mut Checker<'_>) -> bool {
    if !exists(id, at, checker) {
        return false;
    }
    match checker.kind(id) {
        Some(ShapeKind::Structure(_)) | None => true,
        Some(kind) => {
            let what = format!(
                "the {role} `{id}` is {}, and has to be a structure",
                kind_name(kind)
            );
            checker.add(at, what, "refer to a structure");
            false
        }
    }
}

fn error(id: &ShapeId, at: &Pointer, checker: &mut Checker<'_>) {
    if structure(id, at, "error", checker)
        && checker
            .structure(id)
            .is_some_and(|structure| structure.error.is_none())
    {
        let what = format!("`{id}` is listed as an error, and does not say that it is one");
        checker.add(
            at,
            what,
            format!("set `exception` to true on `{id}`, or refer to an error"),
        );
    }
}

fn map_key(key: &Member, at: &Pointer, checker: &mut Checker<'_>) {
    if let Some(kind) = checker.kind(&key.target).filter(|kind| !is_text(kind)) {
        let what = format!("a map's key is {}, and has to be a string", kind_name(kind));
        checker.add(at, what, "refer to a string");
    }
}

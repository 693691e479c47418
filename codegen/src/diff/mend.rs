//! Repairs a broken model far enough that it can be lowered.
//!
//! Old models and half-read ones may refer to shapes that do not exist. For the comparison it does not
//! matter what stands in their place, as long as it is the same on both sides.
//!
//! Never here: anything that changes a model in which [`crate::check`] finds no problem.

use std::collections::BTreeSet;

use crate::model::{ErrorTrait, Fault, Model, Shape, ShapeId, ShapeKind, Traits};
use crate::nesting::{DEEPEST, levels};

/// The text in the place of keys, by a name that no shape of a service can have.
const KEY: &str = "smithy.api#String";

/// The model with every reference leading somewhere, inputs, outputs and errors being what they should,
/// and no list or map that contains itself.
pub(super) fn mended(model: &Model) -> Model {
    let mut model = model.clone();
    references(&mut model);
    keys(&mut model);
    endless(&mut model);
    operations(&mut model);
    model
}

/// Puts a text in the place of every shape that is missing.
fn references(model: &mut Model) {
    let shapes = model.shapes.values();
    let targets = shapes.flat_map(|shape| shape.kind.members());
    let targets = targets.map(|(_, member)| &member.target);
    let missing = targets.filter(|id| !model.shapes.contains_key(*id));
    let missing: BTreeSet<ShapeId> = missing.cloned().collect();
    for id in missing {
        model.shapes.insert(id, text());
    }
}

fn text() -> Shape {
    Shape {
        kind: ShapeKind::String,
        traits: Traits::default(),
        documentation: None,
    }
}

/// Puts a text in the place of every list or map that contains itself, or too many others.
fn endless(model: &mut Model) {
    let levels = levels(model).into_iter();
    let endless = levels.filter(|(_, levels)| levels.is_none_or(|levels| levels > DEEPEST));
    let endless: Vec<ShapeId> = endless.map(|(id, _)| id.clone()).collect();
    for id in endless {
        model.shapes.insert(id, text());
    }
}

/// Puts a text in the place of every key of a map that is not one: only values nest.
fn keys(model: &mut Model) {
    let mut plain = Vec::new();
    for (id, shape) in &model.shapes {
        if let ShapeKind::Map { key, .. } = &shape.kind {
            let is_plain =
                |shape: &Shape| matches!(shape.kind, ShapeKind::String | ShapeKind::Enum(_));
            if !model.shapes.get(&key.target).is_some_and(is_plain) {
                plain.push(id.clone());
            }
        }
    }
    if plain.is_empty() {
        return;
    }
    for id in plain {
        if let Some(ShapeKind::Map { key, .. }) = model.shapes.get_mut(&id).map(|s| &mut s.kind) {
            key.target = KEY.into();
        }
    }
    model.shapes.insert(KEY.into(), text());
}

/// Leaves out inputs, outputs and errors that are no structures, and makes errors of errors.
fn operations(model: &mut Model) {
    let structures: BTreeSet<ShapeId> = model
        .shapes
        .iter()
        .filter(|(_, shape)| matches!(shape.kind, ShapeKind::Structure(_)))
        .map(|(id, _)| id.clone())
        .collect();
    let mut errors = BTreeSet::new();
    for operation in model.operations.values_mut() {
        operation.input.take_if(|id| !structures.contains(id));
        operation.output.take_if(|id| !structures.contains(id));
        operation.errors.retain(|id| structures.contains(id));
        errors.extend(operation.errors.iter().cloned());
    }
    for id in errors {
        if let Some(Shape {
            kind: ShapeKind::Structure(structure),
            ..
        }) = model.shapes.get_mut(&id)
        {
            structure.error.get_or_insert(ErrorTrait {
                fault: Fault::Client,
                http_status: None,
                code: None,
                retryable: None,
            });
        }
    }
}

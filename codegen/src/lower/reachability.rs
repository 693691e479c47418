//! Leaves out what nobody asked for: operations that are not selected, and shapes that no selected
//! operation reaches.
//!
//! Never here: any change to what stays.

use std::collections::BTreeSet;

use crate::model::{Model, ShapeId, ShapeKind};

/// Keeps the operations of `selection` and what they reach; all of them, if there is no selection.
pub(super) fn keep_reachable(model: &mut Model, selection: Option<&[String]>) {
    if let Some(selection) = selection {
        model.operations.retain(|name, _| selection.contains(name));
    }
    let reached = reached(model);
    model.shapes.retain(|id, _| reached.contains(id));
}

/// The structures, enums and other shapes that some member, item, key or value holds, or that are
/// errors: those that have a Rust item or table of their own. An input or output is among them only
/// if something else holds it too.
pub(super) fn held(model: &Model) -> BTreeSet<&ShapeId> {
    let errors = model
        .operations
        .values()
        .flat_map(|operation| &operation.errors);
    let targets = model.shapes.values().flat_map(|shape| targets(&shape.kind));
    errors.chain(targets).collect()
}

/// The shapes that the members of a shape hold.
pub(super) fn targets(kind: &ShapeKind) -> impl Iterator<Item = &ShapeId> {
    let members = kind.members().into_iter();
    members.map(|(_, member)| &member.target)
}

fn reached(model: &Model) -> BTreeSet<ShapeId> {
    let mut reached = BTreeSet::new();
    let roots = model.operations.values().flat_map(|operation| {
        operation
            .input
            .iter()
            .chain(&operation.output)
            .chain(&operation.errors)
    });
    let mut open: Vec<&ShapeId> = roots.collect();
    while let Some(id) = open.pop() {
        if reached.insert(id.clone()) {
            open.extend(targets(&model[id].kind));
        }
    }
    reached
}

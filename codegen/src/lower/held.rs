//! Which shapes are held by others, and so have a Rust item or table of their own.
//!
//! Never here: which shapes an operation reaches ([`crate::selection`]).

use std::collections::BTreeSet;

use super::units::is_unit_shape;
use crate::model::{Model, ShapeId, ShapeKind};
use crate::selection::targets;

/// The shapes that some member, item, key or value holds, or that are errors. An input or output is among them only
/// if something else holds it too.
pub(super) fn held(model: &Model) -> BTreeSet<&ShapeId> {
    let errors = model
        .operations
        .values()
        .flat_map(|operation| &operation.errors);
    let targets = model.shapes.values().flat_map(|shape| {
        // A variant without data holds nothing.
        let is_union = matches!(shape.kind, ShapeKind::Union(_));
        targets(&shape.kind).filter(move |id| !is_union || !is_unit_shape(id, &model[id]))
    });
    errors.chain(targets).collect()
}

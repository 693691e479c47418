//! Which members of unions hold nothing.
//!
//! Never here: what becomes of them.

use crate::model::{Member, Model, Shape, ShapeId, ShapeKind};

/// What botocore calls `smithy.api#Unit`: <https://smithy.io/2.0/spec/model.html#unit-type>.
const UNIT: &str = "Unit";

/// Whether a member of a union says by its being there all that it says.
pub(super) fn is_unit(model: &Model, member: &Member) -> bool {
    is_unit_shape(&member.target, &model[&member.target])
}

/// Whether a shape stands for `smithy.api#Unit`. A structure that a service calls so itself is documented, and a type.
pub(super) fn is_unit_shape(id: &ShapeId, shape: &Shape) -> bool {
    let is_empty = matches!(&shape.kind, ShapeKind::Structure(of) if of.members.is_empty());
    is_empty && id.0 == UNIT && shape.documentation.is_none()
}

//! The Rust type of a value, and whether a field holds an `Option` of it.
//!
//! Never here: boxing ([`super::recursion`]), and the tables beside the types ([`super::shapes`]).

use super::names;
use crate::api::RustType;
use crate::manifest::Nullability;
use crate::model::{Member, Model, ShapeId, ShapeKind};

/// The type of a shape's values.
pub(super) fn rust_type(model: &Model, id: &ShapeId) -> RustType {
    let shape = &model[id];
    match &shape.kind {
        ShapeKind::Boolean => RustType::Boolean,
        ShapeKind::Byte => RustType::Integer(8),
        ShapeKind::Short => RustType::Integer(16),
        ShapeKind::Integer => RustType::Integer(32),
        ShapeKind::Long => RustType::Integer(64),
        ShapeKind::Float => RustType::Float(32),
        ShapeKind::Double => RustType::Float(64),
        ShapeKind::String => RustType::String,
        ShapeKind::Enum(_) => RustType::Enum(names::type_name(&id.0)),
        ShapeKind::Blob => RustType::Blob,
        ShapeKind::Timestamp => RustType::DateTime,
        ShapeKind::List(item) => RustType::List {
            item: Box::new(rust_type(model, &item.target)),
            sparse: shape.traits.sparse,
        },
        ShapeKind::Map { key, value } => RustType::Map {
            key: matches!(model[&key.target].kind, ShapeKind::Enum(_))
                .then(|| names::type_name(&key.target.0)),
            value: Box::new(rust_type(model, &value.target)),
            sparse: shape.traits.sparse,
        },
        ShapeKind::Structure(_) | ShapeKind::Union(_) => {
            RustType::Structure(names::type_name(&id.0))
        }
        ShapeKind::Document => RustType::Document,
    }
}

/// Whether a field is an `Option`. Inputs are not asked: theirs always are, so that the service may
/// stop requiring a member without breaking callers.
pub(super) fn is_optional(model: &Model, member: &Member, nullability: Nullability) -> bool {
    let holds_structure = model[&member.target].kind.named_members().is_some();
    match nullability {
        Nullability::AllOptional => true,
        Nullability::ClientCareful => !member.required || member.client_optional || holds_structure,
    }
}

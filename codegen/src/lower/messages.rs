//! Gives a message to errors of which the model does not mention one.
//!
//! Services send a message with every error, so the official crates have `message()` on all of them.
//!
//! Never here: what an error's message is read from.

use std::collections::BTreeSet;

use super::structures::is_message;
use crate::model::{Member, Model, Shape, ShapeId, ShapeKind, Traits};

/// The name that Smithy gives to plain text, which no shape of a service can have.
const TEXT: &str = "smithy.api#String";

/// Adds a member to every error that has no message.
pub(super) fn add(model: &mut Model) {
    let errors = model
        .operations
        .values()
        .flat_map(|operation| &operation.errors);
    let errors: BTreeSet<ShapeId> = errors.cloned().collect();
    for id in errors {
        let Some(Shape {
            kind: ShapeKind::Structure(error),
            ..
        }) = model.shapes.get_mut(&id)
        else {
            continue;
        };
        if error.members.iter().any(|(name, _)| is_message(name)) {
            continue;
        }
        error
            .members
            .push(("message".to_owned(), Member::new(TEXT.into())));
        model.shapes.entry(TEXT.into()).or_insert_with(|| Shape {
            kind: ShapeKind::String,
            traits: Traits::default(),
            documentation: None,
        });
    }
}

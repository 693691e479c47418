//! Finds operations that come in pages although nobody says so.
//!
//! botocore lists only paginators that gather items; Smithy, and so the official crates, page through
//! every operation that takes and gives a token. What is missing is made after the service's own
//! paginators: the same names of token and limit.
//!
//! Never here: the items of a page.

use crate::model::{Model, Operation, Pagination, ShapeId, ShapeKind};

/// Gives a paginator to each operation that takes and gives the token of the service's paginators.
pub(super) fn complete(model: &mut Model) {
    let Some(usual) = usual(model) else { return };
    let is_paged = |operation: &Operation| {
        let [output_token] = usual.output_token.as_slice() else { return false };
        operation.pagination.is_none()
            && has_text(model, operation.input.as_ref(), &usual.input_token)
            && has_text(model, operation.output.as_ref(), output_token)
    };
    let paged = model.operations.iter().filter(|(_, operation)| is_paged(operation));
    let paged: Vec<String> = paged.map(|(name, _)| name.clone()).collect();
    for name in paged {
        let Some(operation) = model.operations.get(&name) else { continue };
        let limit_key = usual.limit_key.clone();
        let limit_key = limit_key.filter(|key| target(model, operation.input.as_ref(), key).is_some());
        let pagination = Pagination { limit_key, ..usual.clone() };
        if let Some(operation) = model.operations.get_mut(&name) {
            operation.pagination = Some(pagination);
        }
    }
}

/// What all paginators of the service have in common, if they do.
fn usual(model: &Model) -> Option<Pagination> {
    let paginations = model.operations.values().filter_map(|operation| operation.pagination.as_ref());
    let mut usual = paginations.map(|pagination| Pagination { result_key: None, ..pagination.clone() });
    let first = usual.next()?;
    usual.all(|other| other == first).then_some(first)
}

fn has_text(model: &Model, structure: Option<&ShapeId>, member: &str) -> bool {
    let target = target(model, structure, member);
    target.is_some_and(|target| matches!(model[target].kind, ShapeKind::String))
}

/// What a member of an input or output holds.
fn target<'m>(model: &'m Model, structure: Option<&ShapeId>, member: &str) -> Option<&'m ShapeId> {
    let ShapeKind::Structure(structure) = &model[structure?].kind else { return None };
    let member = structure.members.iter().find(|(name, _)| name == member);
    member.map(|(_, member)| &member.target)
}

//! Finds operations that come in pages although nobody says so.
//!
//! botocore lists only paginators that gather items; Smithy, and so the official crates, page through
//! every operation that takes and gives a token. What is missing is made after the service's own
//! paginators: the same names of token and limit.
//!
//! Never here: the items of a page.

use crate::model::{Member, Model, Operation, Pagination, ShapeId, ShapeKind};

/// Gives a paginator to each operation that takes and gives the token of the service's paginators.
pub(crate) fn complete(model: &mut Model) {
    let Some(usual) = usual(model) else { return };
    let missing = model.operations.iter().filter_map(|(name, operation)| {
        Some((name.clone(), pagination(model, operation, &usual)?))
    });
    for (name, pagination) in missing.collect::<Vec<_>>() {
        if let Some(operation) = model.operations.get_mut(&name) {
            operation.pagination = Some(pagination);
        }
    }
}

/// What all paginators of the service have in common, if they do.
fn usual(model: &Model) -> Option<Pagination> {
    let paginations = model
        .operations
        .values()
        .filter_map(|operation| operation.pagination.as_ref());
    let mut usual = paginations.map(|pagination| Pagination {
        result_key: None,
        ..pagination.clone()
    });
    let first = usual.next()?;
    usual.all(|other| other == first).then_some(first)
}

/// The paginator that an operation lacks.
fn pagination(model: &Model, operation: &Operation, usual: &Pagination) -> Option<Pagination> {
    let [output_token] = usual.output_token.as_slice() else {
        return None;
    };
    let member = |structure: &Option<ShapeId>, name: &str| model.member(structure.as_ref()?, name);
    let is_text = |member: &Member| matches!(model[&member.target].kind, ShapeKind::String);
    let is_paged = operation.pagination.is_none()
        && member(&operation.input, &usual.input_token).is_some_and(is_text)
        && member(&operation.output, output_token).is_some_and(is_text);
    let (limit_key, more_results) = (usual.limit_key.clone(), usual.more_results.clone());
    let is_truth = |member: &Member| matches!(model[&member.target].kind, ShapeKind::Boolean);
    let says_so = |path: &Vec<String>| match path.as_slice() {
        [name] => member(&operation.output, name).is_some_and(is_truth),
        _ => false,
    };
    is_paged.then(|| Pagination {
        more_results: more_results.filter(says_so),
        limit_key: limit_key.filter(|name| member(&operation.input, name).is_some()),
        ..usual.clone()
    })
}

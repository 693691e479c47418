//! Checks paginators: the members that they name must exist and have the right types.

use super::checker::{Checker, is_text, kind_name};
use crate::json::Pointer;
use crate::model::{Operation, Pagination, ShapeId, ShapeKind};

/// The document that paginators are in.
const FILE: &str = "paginators-1.json";

pub(super) fn check(checker: &mut Checker<'_>) {
    for (name, operation) in &checker.model.operations {
        if let Some(pagination) = &operation.pagination {
            let at = Pointer::root().key("pagination").key(name);
            paginator(operation, pagination, &at, checker);
        }
    }
}

fn paginator<'m>(
    operation: &'m Operation,
    pagination: &Pagination,
    at: &Pointer,
    checker: &mut Checker<'m>,
) {
    let (Some(input), Some(output)) = (&operation.input, &operation.output) else {
        let what = "the operation has no input or no output to carry tokens";
        checker.add_beside(FILE, at, what, "remove the paginator");
        return;
    };
    let input_token = std::slice::from_ref(&pagination.input_token);
    let token = find(input, input_token, &at.key("input_token"), checker);
    let next = find(
        output,
        &pagination.output_token,
        &at.key("output_token"),
        checker,
    );
    if let (Some(token), Some(next)) = (token, next) {
        tokens(token, next, at, checker);
    }
    if let Some(more) = &pagination.more_results {
        let at = at.key("more_results");
        let more = find(output, more, &at, checker);
        if let Some(kind) = more.filter(|kind| !matches!(kind, ShapeKind::Boolean)) {
            let what = format!(
                "whether there are more pages is {}, and has to be true or false",
                kind_name(kind)
            );
            checker.add_beside(FILE, &at, what, "name the member that says so");
        }
    }
    if let Some(limit) = &pagination.limit_key {
        let at = at.key("limit_key");
        let limit = find(input, std::slice::from_ref(limit), &at, checker);
        let fits = |kind: &ShapeKind| is_whole(kind) || is_text(kind);
        if let Some(kind) = limit.filter(|kind| !fits(kind)) {
            let what = format!(
                "the limit of a page is {}, and has to be a number",
                kind_name(kind)
            );
            checker.add_beside(FILE, &at, what, "name the member that limits a page");
        }
    }
    if let Some(result) = &pagination.result_key {
        let at = at.key("result_key");
        let result = find(output, result, &at, checker);
        let fits = |kind: &ShapeKind| matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. });
        if let Some(kind) = result.filter(|kind| !fits(kind)) {
            let what = format!(
                "the items are {}; only lists and maps are supported",
                kind_name(kind)
            );
            checker.add_beside(FILE, &at, what, "name the member that holds the items");
        }
    }
}

/// The type at the end of `path`; what is missing is reported.
fn find<'m>(
    from: &'m ShapeId,
    path: &[String],
    at: &Pointer,
    checker: &mut Checker<'m>,
) -> Option<&'m ShapeKind> {
    match checker.follow(from, path) {
        Ok(kind) => kind,
        Err(missing) => {
            let fix = missing.fix("name a member that exists");
            checker.add_beside(FILE, at, missing.what, fix);
            None
        }
    }
}

/// A token is handed back as it was received, so both ends have to be of one type.
fn tokens(token: &ShapeKind, next: &ShapeKind, at: &Pointer, checker: &mut Checker<'_>) {
    let same = std::mem::discriminant(token) == std::mem::discriminant(next);
    let both_text = is_text(token) && is_text(next);
    if !same && !both_text {
        let (token, next) = (kind_name(token), kind_name(next));
        let what = format!("the token received is {next}, and the token sent is {token}");
        checker.add_beside(
            FILE,
            &at.key("output_token"),
            what,
            "name members of one type",
        );
    }
}

fn is_whole(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long
    )
}

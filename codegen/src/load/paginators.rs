//! `paginators-1.json`: which operations answer in pages, and how the next page is asked for.
//!
//! Never here: whether the members that a paginator names exist ([`crate::check`]).

use super::fields::{Fields, Report};
use super::ledger::Place;
use crate::json::{Pointer, Value};
use crate::model::{Model, Pagination};

/// Reads the paginators into the operations of `model`.
pub(super) fn read(value: &Value, model: &mut Model, report: &mut Report) {
    let Some(document) = Fields::open(value, Pointer::root(), Place::Paginators, report) else {
        return;
    };
    document.present("pagination", report);
    for (name, value, at) in document.named("pagination", report) {
        let pagination = paginator(value, at.clone(), report);
        if let Some(operation) = model.operations.get_mut(name) {
            operation.pagination = pagination;
        } else {
            let what = format!("there is no operation `{name}` to page through");
            let known = model.operations.keys().map(String::as_str);
            let fix = report
                .guesses
                .did_you_mean(name, known, "remove the paginator");
            report.add(&at, what, fix);
        }
    }
}

fn paginator(value: &Value, at: Pointer, report: &mut Report) -> Option<Pagination> {
    let fields = Fields::open(value, at, Place::Paginator, report)?;
    for key in ["input_token", "output_token"] {
        fields.present(key, report);
    }
    let input_token = single(&fields, "input_token", report).unwrap_or_default();
    Some(Pagination {
        input_token: input_token.to_owned(),
        output_token: path(&fields, "output_token", report).unwrap_or_default(),
        more_results: path(&fields, "more_results", report),
        limit_key: fields.owned("limit_key", report),
        result_key: path(&fields, "result_key", report),
    })
}

/// The one text under `key`; botocore also allows a list, of which only a list of one has a meaning
/// in Smithy.
fn single<'v>(fields: &Fields<'v>, key: &str, report: &mut Report) -> Option<&'v str> {
    let Some(Value::Array(_)) = fields.get(key) else {
        return fields.text(key, report);
    };
    match fields.texts(key, report).as_slice() {
        [(only, _)] => Some(only),
        several => {
            let what = format!(
                "`{key}` lists {} members, and one is supported",
                several.len()
            );
            let fix = "remove the paginator, or implement paging over several members";
            fields.complain(key, what, fix, report);
            None
        }
    }
}

fn path(fields: &Fields<'_>, key: &str, report: &mut Report) -> Option<Vec<String>> {
    let text = single(fields, key, report)?;
    let path = member_path(text);
    if path.is_none() {
        let what =
            format!("`{text}` is more than a path of member names, which is all that is supported");
        let fix = "remove the paginator, or implement the expression";
        fields.complain(key, what, fix, report);
    }
    path
}

/// The member names of `A.B.C`; `None` for any other expression.
pub(super) fn member_path(text: &str) -> Option<Vec<String>> {
    let names = text.split('.').map(str::to_owned).collect::<Vec<_>>();
    let plain = |name: &String| {
        let mut letters = name.chars();
        let starts_well = letters
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        starts_well && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    names.iter().all(plain).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::member_path;

    #[test]
    fn takes_paths_of_names_and_nothing_else() {
        assert_eq!(
            member_path("A.b_1"),
            Some(vec!["A".to_owned(), "b_1".to_owned()])
        );
        for other in [
            "",
            "A.",
            ".A",
            "A..B",
            "A[0]",
            "A || B",
            "length(A)",
            "A[].B",
            "`1`",
            "1A",
        ] {
            assert_eq!(member_path(other), None, "{other}");
        }
    }
}

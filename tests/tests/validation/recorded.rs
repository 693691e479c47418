//! What botocore says of the same inputs: `tests/data/param_validation.jsonl`, and the wire cases.

use std::path::PathBuf;

use serde_json::Value as Json;
use smithwright_runtime::operation::Descriptor;
use smithwright_runtime::validation::{Rule, Validation, request};
use smithwright_runtime::value::{Structure, View};
use tests::wire_cases::input;
use tests::workspace;

fn operation(case: &Json, of: &Json) -> &'static Descriptor {
    let all = match of["service"].as_str() {
        Some("gamelift") => &gamelift::operation::all()[..],
        Some("gameliftstreams") => &gameliftstreams::operation::all()[..],
        other => panic!("unknown service {other:?} in {case}"),
    };
    let mut all = all.iter();
    let found = all.find(|operation| Some(operation.name) == of["operation"].as_str());
    found.unwrap_or_else(|| panic!("unknown operation in {case}"))
}

/// The typed input that has these members.
fn filled(operation: &Descriptor, params: &Json) -> Box<dyn Structure> {
    let mut filled = operation.blank_input();
    let reasons = input::set(&mut *filled, params.as_object().expect("an object"));
    assert!(
        reasons.is_empty(),
        "{}: {params}: {reasons:?}",
        operation.name
    );
    filled
}

fn text<'c>(case: &'c Json, key: &str) -> &'c str {
    case[key]
        .as_str()
        .unwrap_or_else(|| panic!("no {key} in {case}"))
}

/// Required members, minimum lengths and minimum values, as botocore sees them.
#[test]
fn broken_inputs_as_botocore_sees_them() {
    let cases = workspace::read("tests/data/param_validation.jsonl");
    let (mut count, mut plain) = (0, 0);
    for line in cases.lines() {
        let case: Json = serde_json::from_str(line).expect("a case");
        let operation = operation(&case, &case);
        let filled = filled(operation, &case["params"]);
        let found = request(&*filled, operation, Validation::Standard);
        let found = found.err();
        let found = found
            .iter()
            .flat_map(smithwright_runtime::validation::ValidationErrors::violations);
        let mut found: Vec<_> = found
            .filter_map(|violation| {
                let kind = match violation.rule() {
                    Rule::Required => "missing",
                    Rule::Length { .. } => "length",
                    Rule::Range { .. } => "range",
                    _ => return None,
                };
                Some((violation.path().to_owned(), kind))
            })
            .collect();
        found.sort();
        let errors = case["errors"].as_array().expect("errors");
        let mut expected: Vec<_> = errors
            .iter()
            .map(|error| (text(error, "path").to_owned(), text(error, "kind")))
            .collect();
        // A member that is a plain value holds something even if nobody set it: it is not missing, at most
        // too short or too small. The official crates have the same fields:
        // `codegen/tests/lower_official.rs` compares all of them.
        expected.retain(|(path, kind)| {
            let is_plain = *kind == "missing" && is_set(View::Structure(&*filled), path);
            if is_plain {
                found.retain(|(other, kind)| other != path || *kind == "missing");
                plain += 1;
            }
            !is_plain
        });
        assert_eq!(found, expected, "{line}");
        count += 1;
    }
    println!("{count} broken inputs; {plain} members that botocore misses are plain values");
    assert_eq!(count, 2000);
    assert_eq!(plain, 40, "each of them was looked at");
}

/// Whether there is a value at a path such as `Locations[0].Name`.
fn is_set(view: View<'_>, path: &str) -> bool {
    if path.is_empty() {
        return !view.is_unset();
    }
    if let Some(rest) = path.strip_prefix('[') {
        let (index, rest) = rest.split_once(']').expect("an index ends");
        let View::List(list) = view else {
            // The key of a map: no required member is below one.
            return false;
        };
        return is_set(list.item(index.parse().expect("an index")), rest);
    }
    let path = path.trim_start_matches('.');
    let (name, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
    let View::Structure(structure) = view else {
        panic!("no structure has {path}");
    };
    let members = structure.schema().members;
    let index = members.iter().position(|member| member.name == name);
    let index = index.unwrap_or_else(|| panic!("no member {path}"));
    let mut found = false;
    structure.members(&mut |values| found = is_set(values[index].view(), rest));
    found
}

/// Requests that botocore sends are valid; at the strict level, unless a value breaks what it checks.
#[test]
fn requests_that_botocore_sends() {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: requests_that_botocore_sends: SMITHWRIGHT_DATA is not set");
        return;
    };
    let (mut standard, mut strict) = (0, 0);
    for entry in std::fs::read_dir(PathBuf::from(data).join("wire-cases")).expect("the folder") {
        let path = entry.expect("an entry").path();
        // Other services have a folder of their own.
        if path.is_dir() {
            continue;
        }
        let lines = std::fs::read_to_string(path).expect("a file");
        for line in lines.lines() {
            let case: Json = serde_json::from_str(line).expect("a case");
            if case["kind"] != "request" {
                continue;
            }
            let operation = operation(&case, &case["expect"]);
            let filled = filled(operation, &case["params"]);
            let result = request(&*filled, operation, Validation::Standard);
            assert!(result.is_ok(), "{line}: {result:?}");
            standard += 1;
            match request(&*filled, operation, Validation::Strict) {
                Ok(()) => strict += 1,
                Err(errors) => assert!(
                    errors
                        .violations()
                        .iter()
                        .all(|one| one.level() == Validation::Strict),
                    "{line}: {errors}"
                ),
            }
        }
    }
    println!("{standard} requests valid at Standard, {strict} of them at Strict");
    assert!(standard > 0 && strict > 0);
}

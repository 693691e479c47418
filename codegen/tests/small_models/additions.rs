//! What an addition to a model changes in the sources: as little as a reviewer can be shown.

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};
use smithwright_codegen::emit;

use crate::{lowered, members, play};

/// The Rust sources of a model with this input and output and these shapes.
fn sources(
    input: &[(&str, &str)],
    output: &[(&str, &str)],
    shapes: &str,
) -> BTreeMap<String, String> {
    let api = lowered(&play(&members(input), &members(output), shapes));
    let files = emit::emit(&api).expect("files");
    let files = files
        .iter()
        .map(|(path, text)| (path.display().to_string(), text.to_owned()));
    files.filter(|(path, _)| path.starts_with("src/")).collect()
}

/// Checks that this many lines that are neither blank nor documentation, in so many hunks of all files, are all that
/// differs.
#[track_caller]
fn check_differs(
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
    code: usize,
    hunks: usize,
) {
    assert!(old.keys().eq(new.keys()), "the files");
    let mut seen = (Vec::new(), 0);
    for (path, new) in new {
        let diff = TextDiff::from_lines(old[path].as_str(), new);
        seen.1 += diff.grouped_ops(0).len();
        let changes = diff
            .iter_all_changes()
            .filter(|change| change.tag() != ChangeTag::Equal);
        let lines = changes.map(|change| change.value().trim().to_owned());
        seen.0
            .extend(lines.filter(|line| !line.is_empty() && !line.starts_with("//")));
    }
    assert_eq!((seen.0.len(), seen.1), (code, hunks), "{:#?}", seen.0);
}

const PART: &str = r#""Part": { "type": "structure", "members": { "AB": { "shape": "Text", "documentation": "A." } } }"#;

#[test]
fn a_member_is_one_line_in_one_hunk() {
    let play = |input, output| sources(input, output, PART);
    let (a, ab) = (
        [("A", "Text"), ("P", "Part")],
        [("A", "Text"), ("B", "Text"), ("P", "Part")],
    );
    check_differs(&play(&a, &a), &play(&ab, &a), 1, 1);
    check_differs(&play(&a, &a), &play(&a, &ab), 1, 1);
    let more = PART.replace(
        "\"members\": {",
        "\"members\": { \"AA\": { \"shape\": \"Text\" },",
    );
    check_differs(&play(&a, &a), &sources(&a, &a, &more), 1, 1);
}

#[test]
fn a_member_of_a_new_shape_is_one_more_line_for_the_shape() {
    let short = r#""Short": { "type": "string", "max": 3 }"#;
    let a = [("A", "Text"), ("P", "Part")];
    let shapes = format!("{PART}, {short}");
    check_differs(
        &sources(&a, &a, PART),
        &sources(&[("A", "Text"), ("B", "Short"), ("P", "Part")], &a, &shapes),
        2,
        2,
    );
}

#[test]
fn a_changed_sentence_is_one_line() {
    let a = [("P", "Part")];
    let old = sources(&a, &a, PART);
    let new = sources(&a, &a, &PART.replace("\"A.\"", "\"Another.\""));
    check_differs(&old, &new, 0, 1);
}

#[test]
fn an_enum_value_is_one_line_and_a_word_of_the_members_that_hold_it() {
    let a = [("Mode", "Mode")];
    let mode = |values: &str| {
        let shapes = format!(r#""Mode": {{ "type": "string", "enum": [{values}] }}"#);
        sources(&a, &a, &shapes)
    };
    // The input and the output say which values there are.
    check_differs(&mode(r#""on""#), &mode(r#""on", "off""#), 1, 3);
}

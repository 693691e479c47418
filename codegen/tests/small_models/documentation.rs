//! Documentation, and what it says of values.

use crate::{BASICS, loaded, lowered, members, play, problems};

#[test]
fn documentation_links_to_items() {
    let input = r#""documentation": "<p>See <a>Play</a>, <a>Part</a> and <a>PlayRequest</a>. More.</p>",
        "members": { "Part": { "shape": "Part", "documentation": "<p>A part. Of it.</p>" } }"#;
    let part = format!(r#""Part": {{ "type": "structure", {} }}"#, members(&[]));
    let api = lowered(&play(input, &members(&[]), &part));
    let input = &api.operations[0].input;
    assert_eq!(
        input.docs,
        "See [`Play`](crate::Client::play), [`Part`](crate::types::Part) and PlayRequest. More."
    );
    assert_eq!(input.members[0].docs, "A part. Of it.");
}

#[test]
fn unknown_tags_are_problems_of_their_place() {
    let input =
        r#""members": { "AB": { "shape": "Text", "documentation": "<p>a <kbd>b</kbd></p>" } }"#;
    let problems = problems(&play(input, &members(&[]), ""));
    assert_eq!(
        problems[0].0,
        "/shapes/PlayRequest/members/AB/documentation"
    );
    assert!(problems[0].1.contains("kbd"), "{}", problems[0].1);
}

#[test]
fn values_are_documented_by_the_members_that_list_them() {
    let docs = |first: &str| {
        format!(
            "<p>One of:</p><ul><li><p><b>ON</b> -- {first}</p></li><li><p><code>OFF</code>: Not \
             running.</p></li><li><p>BOTH - Who knows.</p></li><li><p>Other text</p></li></ul>"
        )
    };
    let member = |name: &str, first: &str| {
        format!(
            r#""{name}": {{ "shape": "State", "documentation": "{}" }}"#,
            docs(first)
        )
    };
    let input = format!(
        r#""members": {{ {}, {}, {} }}"#,
        member("A", "Filters."),
        member("B", "Running."),
        member("C", "Running.")
    );
    let shapes = r#""State": { "type": "string", "enum": ["ON", "OFF", "BOTH", "Other", "NONE"] }"#;
    let api = lowered(&play(&input, &members(&[]), shapes));
    let variants: Vec<_> = api.enums[0]
        .variants
        .iter()
        .map(|variant| (variant.value.unescaped(), variant.docs.as_str()))
        .collect();
    let expected = [
        ("BOTH", "Who knows."),
        ("NONE", ""),
        ("OFF", "Not running."),
        ("ON", "Running."),
        ("Other", ""),
    ];
    assert_eq!(variants, expected);
}

#[test]
fn an_operation_is_summed_up_once() {
    let operation = |docs: &str| {
        let operations = format!(
            r#""Play": {{ "name": "Play", "http": {{ "method": "POST", "requestUri": "/" }},
                "documentation": "{docs}" }}"#
        );
        let api = lowered(&loaded(&operations, BASICS));
        (
            api.operations[0].summary.clone(),
            api.operations[0].docs.clone(),
        )
    };
    assert_eq!(
        operation("<p><b>For:</b> fleets</p><p>Plays. At <b>once</b>.</p><p>Always.</p>"),
        (
            "Plays.".to_owned(),
            "**For:** fleets\n\nAt **once**.\n\nAlways.".to_owned()
        )
    );
    assert_eq!(operation("Plays."), ("Plays.".to_owned(), String::new()));
}

#[test]
fn enums_say_which_members_have_them() {
    let state = r#"{ "shape": "State", "documentation": "<p>How it is. Now.</p>" }"#;
    let input =
        r#""members": { "Only": { "shape": "States", "documentation": "<p>Filters.</p>" } }"#;
    let output = r#""members": { "Part": { "shape": "Part" } }"#;
    let shapes = format!(
        r#""State": {{ "type": "string", "enum": ["ON"] }},
        "States": {{ "type": "list", "member": {{ "shape": "State" }} }},
        "Part": {{ "type": "structure", "members": {{ "Type": {state} }} }}"#
    );
    let api = lowered(&play(input, output, &shapes));
    assert_eq!(
        api.enums[0].docs,
        "How it is.\n\nUsed by [`Part::type`](field@crate::types::Part::type), \
         [`PlayInput::only`](field@crate::operation::play::PlayInput::only)."
    );
    // No text is made of one that was made.
    assert_eq!(api.operations[0].output.members[0].docs, "");
    assert_eq!(
        api.structures[0].docs,
        "Used by [`PlayOutput::part`](field@crate::operation::play::PlayOutput::part)."
    );
}

#[test]
fn members_without_a_text_have_that_of_their_type() {
    let part = format!(
        r#""Part": {{ "type": "structure", "documentation": "<p>A part. Of it.</p>", {} }}"#,
        members(&[])
    );
    let api = lowered(&play(
        r#""members": { "Part": { "shape": "Part" } }"#,
        &members(&[]),
        &part,
    ));
    assert_eq!(api.operations[0].input.members[0].docs, "A part.");
}

/// The constraints of a member of this shape and documentation.
#[track_caller]
fn check_constraints(member: &str, shapes: &str, expected: &[&str]) {
    let input = format!(r#""members": {{ "M": {member} }}"#);
    let api = lowered(&play(&input, &members(&[]), shapes));
    assert_eq!(api.operations[0].input.members[0].constraints, expected);
}

#[test]
fn values_are_listed_once() {
    let state = r#""State": { "type": "string", "enum": ["ON", "OFF"] }"#;
    let member = |docs: &str| format!(r#"{{ "shape": "State", "documentation": "{docs}" }}"#);
    check_constraints(&member("<code>ON</code> or <b>OFF</b>."), state, &[]);
    let listed = ["Valid Values: `ON` | `OFF`."];
    check_constraints(&member("<code>ON</code> or not."), state, &listed);
    check_constraints(&member("<code>ON</code> or SWITCH_OFF."), state, &listed);
}

#[test]
fn a_secret_is_one_once() {
    let shapes = r#""Secrets": { "type": "list", "sensitive": true, "member": { "shape": "Secret" } },
        "Secret": { "type": "string", "sensitive": true, "min": 1 }"#;
    check_constraints(
        r#"{ "shape": "Secrets" }"#,
        shapes,
        &[
            "Sensitive.",
            "Items: Length Constraints: Minimum length of 1.",
        ],
    );
}

#[test]
fn points_in_time_are_of_a_rust_type_whatever_the_text_says() {
    check_constraints(
        r#"{ "shape": "Time", "documentation": "<p>Format is a number that is a point in time which happens to be expressed in Unix time.</p>" }"#,
        "",
        &["In Rust a [`DateTime`](crate::primitives::DateTime), whatever its format on the wire."],
    );
    check_constraints(
        r#"{ "shape": "Time", "documentation": "<p>When.</p>" }"#,
        "",
        &[],
    );
}

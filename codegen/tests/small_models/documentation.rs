//! Documentation, and what it says of values.

use crate::{lowered, members, play, problems};

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
    assert_eq!(input.members[0].summary, "A part.");
}

#[test]
fn unknown_tags_are_problems_of_their_place() {
    let input =
        r#""members": { "A/B": { "shape": "Text", "documentation": "<p>a <kbd>b</kbd></p>" } }"#;
    let problems = problems(&play(input, &members(&[]), ""));
    assert_eq!(
        problems[0].0,
        "/shapes/PlayRequest/members/A~1B/documentation"
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
        .map(|variant| (variant.value.as_str(), variant.docs.as_str()))
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

//! Structures: types, tables and constraints of members.

use std::collections::BTreeMap;

use crate::{lowered, member, members, play, problems, structure};
use smithwright_codegen::api::{RustType, ShapeRef, Structure};
use smithwright_codegen::manifest::Nullability;
use smithwright_codegen::model::{AuthScheme, ContextValue};

#[test]
fn required_members_are_plain_where_the_service_is_careful() {
    let required = format!(
        r#"{}, "required": ["Count", "Part"]"#,
        members(&[("Count", "Number"), ("Part", "Part"), ("Note", "Text")])
    );
    let part = format!(r#""Part": {{ "type": "structure", {} }}"#, members(&[]));
    let mut loaded = play(&required, &required, &part);
    let optional = |structure: &Structure| -> Vec<bool> {
        structure
            .members
            .iter()
            .map(|member| member.optional)
            .collect()
    };
    let api = lowered(&loaded);
    let (input, output) = (&api.operations[0].input, &api.operations[0].output);
    assert_eq!(optional(input), [true, true, true]);
    assert!(input.fallible, "a service may require more one day");
    assert_eq!(optional(output), [false, true, true]);
    assert!(output.fallible);
    assert_eq!(input.members[0].constraints, ["Required."]);
    assert_eq!(output.members[0].constraints, [""; 0]);
    loaded.service.nullability = Nullability::AllOptional;
    let api = lowered(&loaded);
    assert_eq!(optional(&api.operations[0].output), [true, true, true]);
    assert!(!api.operations[0].output.fallible);
}

#[test]
fn only_structures_that_contain_themselves_are_boxed() {
    let shapes = [
        format!(
            r#""Tree": {{ "type": "structure", {} }}"#,
            members(&[("Left", "Tree"), ("All", "Trees")])
        ),
        r#""Trees": { "type": "list", "member": { "shape": "Tree" } }"#.to_owned(),
        format!(
            r#""Hen": {{ "type": "structure", {} }}"#,
            members(&[("Egg", "Egg")])
        ),
        format!(
            r#""Egg": {{ "type": "structure", {} }}"#,
            members(&[("Hen", "Hen"), ("T", "Text")])
        ),
    ];
    let input = members(&[("Tree", "Tree"), ("Hen", "Hen")]);
    let api = lowered(&play(&input, &members(&[]), &shapes.join(", ")));
    let (tree, hen, egg) = (
        structure(&api, "Tree"),
        structure(&api, "Hen"),
        structure(&api, "Egg"),
    );
    assert!(member(tree, "Left").boxed && !member(tree, "All").boxed && tree.boxed);
    // One box is enough to break a cycle: that of the member that comes first by name.
    assert!(member(egg, "Hen").boxed && !member(hen, "Egg").boxed);
    assert!(hen.boxed && !egg.boxed);
    assert!(
        api.operations[0]
            .input
            .members
            .iter()
            .all(|member| !member.boxed)
    );
}

#[test]
fn types_follow_the_shapes() {
    let shapes = r#"
        "Names": { "type": "list", "member": { "shape": "Text" }, "sparse": true },
        "Scores": { "type": "map", "key": { "shape": "Text" }, "value": { "shape": "Names" } }"#;
    let api = lowered(&play(
        &members(&[("Scores", "Scores")]),
        &members(&[]),
        shapes,
    ));
    let names = RustType::List {
        item: Box::new(RustType::String),
        sparse: true,
    };
    let scores = RustType::Map {
        key: None,
        value: Box::new(names),
        sparse: false,
    };
    assert_eq!(api.operations[0].input.members[0].value, scores);
}

#[test]
fn members_that_override_their_shape_have_a_table_of_their_own() {
    let input = r#""members": { "at": { "shape": "Time" },
        "until": { "shape": "Time", "timestampFormat": "iso8601" } }"#;
    let api = lowered(&play(input, &members(&[]), ""));
    let tables: Vec<_> = api
        .shapes
        .iter()
        .map(|shape| (shape.name.as_str(), shape.static_name.as_str()))
        .collect();
    assert_eq!(
        tables,
        [
            ("PlayRequest$until", "PLAY_REQUEST_UNTIL"),
            ("Time", "TIME")
        ]
    );
    let shapes = api.operations[0]
        .input
        .members
        .iter()
        .map(|member| member.shape.clone());
    let statics = ["TIME", "PLAY_REQUEST_UNTIL"].map(|name| ShapeRef::Static(name.to_owned()));
    assert_eq!(shapes.collect::<Vec<_>>(), statics);
    assert!(api.shapes[0].timestamp_format.is_some() && api.shapes[1].timestamp_format.is_none());
}

#[test]
fn constraints_are_worded_as_in_the_reference() {
    let shapes = r#"
        "Id": { "type": "string", "min": 1, "max": 1024, "pattern": "^a`b``c$" },
        "Exact": { "type": "string", "min": 36, "max": 36, "sensitive": true },
        "Port": { "type": "integer", "min": 1, "max": 60000 },
        "Ids": { "type": "list", "member": { "shape": "Id" }, "min": 1, "max": 25 },
        "Map": { "type": "map", "key": { "shape": "Port2" }, "value": { "shape": "Letters" }, "max": 1 },
        "Port2": { "type": "string", "min": 2 },
        "Few": { "type": "string", "enum": ["A", "B"] },
        "Letters": { "type": "string", "enum":
            ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"] }"#;
    let input = r#""members": {
        "Id": { "shape": "Id" }, "Exact": { "shape": "Exact" }, "Port": { "shape": "Port" },
        "Ids": { "shape": "Ids" }, "Map": { "shape": "Map" }, "Few": { "shape": "Few" },
        "Token": { "shape": "Text", "idempotencyToken": true } }, "required": ["Port"]"#;
    let api = lowered(&play(input, &members(&[]), shapes));
    let check = |name: &str, expected: &[&str]| {
        assert_eq!(
            member(&api.operations[0].input, name).constraints,
            expected,
            "{name}"
        );
    };
    let length = "Length Constraints: Minimum length of 1. Maximum length of 1024.";
    check("Id", &[length, "Pattern: ```^a`b``c$```."]);
    check(
        "Exact",
        &["Length Constraints: Fixed length of 36.", "Sensitive."],
    );
    check(
        "Port",
        &[
            "Required.",
            "Valid Range: Minimum value of 1. Maximum value of 60000.",
        ],
    );
    check(
        "Ids",
        &[
            "Array Members: Minimum number of 1 item. Maximum number of 25 items.",
            &format!("Items: {length}"),
            "Items: Pattern: ```^a`b``c$```.",
        ],
    );
    check(
        "Map",
        &[
            "Map Entries: Maximum number of 1 item.",
            "Keys: Length Constraints: Minimum length of 2.",
            "Values: Valid Values: `a` | `b` | `c` | `d` | `e` | `f` | `g` | `h` | `i` | `j` | `k` | `l` \
             and 2 more of [`Letters`](crate::types::Letters).",
        ],
    );
    check("Few", &["Valid Values: `A` | `B`."]);
    check("Token", &["Idempotency token: filled in when absent."]);
}

#[test]
fn what_no_crate_can_hold_is_a_problem() {
    let shapes = r#"
        "Side": { "type": "string", "enum": ["*"] },
        "Nest": { "type": "list", "member": { "shape": "Nest" } }"#;
    let input = members(&[("Side", "Side"), ("Nest", "Nest")]);
    let mut loaded = play(&input, &members(&[]), shapes);
    loaded.model.endpoint_rules = None;
    let problems = problems(&loaded);
    let places: Vec<_> = problems.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["/shapes/Nest", "/shapes/Side/enum/0", ""]);
}

/// A client that ignored one of these would send what the service does not understand, or send it elsewhere.
#[test]
fn traits_that_are_not_generated_are_problems() {
    let input = r#""members": {
        "Json": { "shape": "Text", "location": "header", "locationName": "j", "jsonvalue": true },
        "Bucket": { "shape": "Text", "contextParam": { "name": "Bucket" } } }"#;
    let mut loaded = play(input, &members(&[]), "");
    loaded.model.service.query_compatible = true;
    loaded.model.service.auth = vec![AuthScheme::HttpBearer];
    let play = loaded.model.operations.get_mut("Play").expect("Play");
    play.auth = Some(vec![AuthScheme::HttpBearer]);
    play.unsigned_payload = true;
    play.checksum_required = true;
    play.compression = vec!["gzip".to_owned()];
    play.endpoint_discovery = Some(true);
    let value = ContextValue::Boolean(true);
    play.static_context_params = BTreeMap::from([("Data".to_owned(), value)]);
    play.operation_context_params = BTreeMap::from([("Arn".to_owned(), "A.B".to_owned())]);
    let problems = problems(&loaded);
    let places: Vec<_> = problems.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(
        places,
        [
            "/metadata/auth",
            "/metadata/awsQueryCompatible",
            "/operations/Play/auth",
            "/operations/Play/unsignedPayload",
            "/operations/Play/httpChecksumRequired",
            "/operations/Play/requestcompression",
            "/operations/Play/staticContextParams",
            "/operations/Play/operationContextParams",
            "/operations/Play/endpointdiscovery",
            "/shapes/PlayRequest/members/Json/jsonvalue",
            "/shapes/PlayRequest/members/Bucket/contextParam",
        ]
    );
}

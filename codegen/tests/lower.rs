//! What lowering makes of small models: one feature a test.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use smithwright_codegen::api::{Api, Member, RustType, ShapeRef, Structure};
use smithwright_codegen::load::{self, Document, Documents, Loaded};
use smithwright_codegen::manifest::{self, Lock};
use smithwright_codegen::{check, lower};

const RULES: &str = r#"{ "version": "1.0", "parameters": {}, "rules": [
    { "type": "error", "conditions": [], "error": "nowhere" } ] }"#;

/// Shapes that most models here need.
const BASICS: &str = r#"
    "Text": { "type": "string" },
    "Number": { "type": "integer" },
    "Time": { "type": "timestamp" }"#;

/// One operation `Play`, with an input and an output of these members, and these shapes.
fn play(input: &str, output: &str, shapes: &str) -> Loaded {
    let shapes = [shapes, BASICS].into_iter().filter(|text| !text.is_empty());
    loaded(
        r#""Play": { "name": "Play", "http": { "method": "POST", "requestUri": "/" },
            "input": { "shape": "PlayRequest" }, "output": { "shape": "PlayResult" } }"#,
        &format!(
            r#""PlayRequest": {{ "type": "structure", {input} }},
            "PlayResult": {{ "type": "structure", {output} }}, {}"#,
            shapes.collect::<Vec<_>>().join(", ")
        ),
    )
}

/// A service with these operations and shapes.
fn loaded(operations: &str, shapes: &str) -> Loaded {
    let service = format!(
        r#"{{ "version": "2.0", "metadata": {{
            "apiVersion": "2020-01-01", "auth": ["aws.auth#sigv4"], "endpointPrefix": "arcade",
            "jsonVersion": "1.1", "protocol": "json", "protocols": ["json", "smithy-rpc-v2-cbor"],
            "serviceFullName": "Arcade Service", "serviceId": "Arcade Hall",
            "signatureVersion": "v4", "signingName": "arcade", "targetPrefix": "ArcadeHall" }},
            "operations": {{ {operations} }}, "shapes": {{ {shapes} }} }}"#
    );
    let documents = Documents {
        endpoint_rules: Some(Document {
            file: Path::new("rules.json"),
            text: RULES,
        }),
        ..Documents::of(Path::new("service.json"), &service)
    };
    let model = load::parse_service(&documents).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(check::check(Path::new("service.json"), &model), []);
    let manifest = "[arcade]\ncrate = \"arcade-hall\"\nfolder = \"arcade\"\n\
        nullability = \"client-careful\"\nprotocol = \"smithy-rpc-v2-cbor\"\nversion = \"0.1.0\"\n";
    let mut services = manifest::parse(Path::new("services.toml"), manifest).expect("a manifest");
    Loaded {
        service: services.remove(0),
        protocol: smithwright_codegen::model::Protocol::RpcV2Cbor,
        model,
        partitions: Vec::new(),
        file: PathBuf::from("service.json"),
        model_sha256: String::new(),
        sources: Vec::new(),
        lock: Lock {
            package: "botocore".to_owned(),
            version: "1.2.3".to_owned(),
            sha256: BTreeMap::new(),
        },
        examples: vec![("play".to_owned(), "fn main() {}".to_owned())],
    }
}

#[track_caller]
fn lowered(loaded: &Loaded) -> Api {
    lower::lower(loaded).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What is wrong, without the places and the fixes.
#[track_caller]
fn problems(loaded: &Loaded) -> Vec<(String, String)> {
    let problems = lower::lower(loaded).expect_err("problems");
    problems
        .0
        .into_iter()
        .map(|problem| (problem.place, problem.what))
        .collect()
}

#[track_caller]
fn structure<'a>(api: &'a Api, name: &str) -> &'a Structure {
    api.structures
        .iter()
        .find(|structure| structure.name == name)
        .expect("the structure")
}

#[track_caller]
fn member<'a>(structure: &'a Structure, name: &str) -> &'a Member {
    structure
        .members
        .iter()
        .find(|member| member.model_name == name)
        .expect("the member")
}

/// `"members": { .. }` from names and what each of them holds.
fn members(members: &[(&str, &str)]) -> String {
    let members = members
        .iter()
        .map(|(name, shape)| format!(r#""{name}": {{ "shape": "{shape}" }}"#));
    format!(
        r#""members": {{ {} }}"#,
        members.collect::<Vec<_>>().join(", ")
    )
}

#[test]
fn package_and_service_are_those_of_manifest_and_model() {
    let api = lowered(&play(&members(&[]), &members(&[]), ""));
    assert_eq!(api.package.name, "arcade-hall");
    assert_eq!(api.package.crate_name, "arcade_hall");
    assert_eq!(api.package.origin, "botocore 1.2.3");
    assert_eq!(api.package.examples[0].name, "play");
    assert_eq!(api.service.marker, "ArcadeHall");
    assert_eq!(api.service.user_agent_name, "arcadehall");
    let protocols: Vec<_> = api
        .service
        .protocols
        .iter()
        .map(|protocol| format!("{protocol:?}"))
        .collect();
    assert_eq!(protocols, ["RpcV2Cbor", "AwsJson1_1"]);
    assert_eq!(
        api.operations[0].reference,
        "https://docs.aws.amazon.com/goto/WebAPI/arcade-2020-01-01/Play"
    );
}

#[test]
fn inputs_and_outputs_are_named_after_their_operations() {
    let nested = members(&[("Again", "PlayRequest")]);
    let api = lowered(&play(&members(&[]), &nested, ""));
    let [play] = api.operations.as_slice() else {
        panic!("one operation")
    };
    assert_eq!(
        (play.input.name.as_str(), play.input.builder.as_str()),
        ("PlayInput", "PlayInputBuilder")
    );
    assert_eq!(
        (play.input.model_name.as_str(), play.input.module.as_str()),
        ("PlayRequest", "")
    );
    assert_eq!(play.output.name, "PlayOutput");
    // What is held as a member too keeps its own name there.
    assert_eq!(structure(&api, "PlayRequest").module, "_play_request");
    assert_eq!(api.structures.len(), 1);
}

#[test]
fn operations_without_shapes_have_empty_ones() {
    let http = r#""http": { "method": "POST", "requestUri": "/" }"#;
    let api = lowered(&loaded(
        &format!(r#""listEC2Games": {{ "name": "listEC2Games", {http} }}"#),
        "",
    ));
    let operation = &api.operations[0];
    assert_eq!(operation.name, "ListEC2Games");
    assert_eq!(operation.error, "ListEC2GamesError");
    assert_eq!(operation.fluent_builder, "ListEC2GamesFluentBuilder");
    assert_eq!(
        (operation.module.as_str(), operation.method.as_str()),
        ("list_ec2_games", "list_ec2_games")
    );
    assert!(!operation.has_input);
    assert_eq!(operation.input.name, "ListEc2GamesInput");
    assert_eq!(operation.input.members, []);
    assert!(operation.input.fallible && !operation.output.fallible);
}

#[test]
fn keywords_are_raw_where_they_can_be() {
    let http = r#""http": { "method": "POST", "requestUri": "/" }"#;
    let api = lowered(&loaded(
        &format!(r#""Move": {{ "name": "Move", {http} }}"#),
        "",
    ));
    assert_eq!(
        (
            api.operations[0].module.as_str(),
            api.operations[0].method.as_str()
        ),
        ("move_", "r#move")
    );
    let names = ["Type", "self", "Build", "send", "2nd", "IPv4Address"];
    let input = members(&names.map(|name| (name, "Text")));
    let api = lowered(&play(&input, &members(&[]), ""));
    let members = &api.operations[0].input.members;
    let fields: Vec<_> = members.iter().map(|member| member.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "r#type",
            "self_",
            "build_value",
            "send_value",
            "_2_nd",
            "ipv4_address"
        ]
    );
    let setters: Vec<_> = members
        .iter()
        .map(|member| member.setter.as_str())
        .collect();
    let expected = [
        "set_type",
        "set_self",
        "set_build",
        "set_send",
        "set_2_nd",
        "set_ipv4_address",
    ];
    assert_eq!(setters, expected);
    assert_eq!(members[0].getter, "get_type");
}

#[test]
fn variants_are_sorted_by_their_values_and_distinct() {
    let shapes = r#""Kind": { "type": "string",
        "enum": ["Unknown", "c5.large", "self", "C5_LARGE", "4k", "NOT_FOUND", "c5.2xlarge"] }"#;
    let api = lowered(&play(&members(&[("Kind", "Kind")]), &members(&[]), shapes));
    let variants: Vec<_> = api.enums[0]
        .variants
        .iter()
        .map(|variant| (variant.value.as_str(), variant.name.as_str()))
        .collect();
    let expected = [
        ("4k", "_4k"),
        ("C5_LARGE", "C5Large"),
        ("NOT_FOUND", "NotFound"),
        ("Unknown", "UnknownValue"),
        ("c5.2xlarge", "C52xlarge"),
        ("c5.large", "C5Large2"),
        ("self", "SelfValue"),
    ];
    assert_eq!(variants, expected);
}

#[test]
fn only_selected_operations_and_what_they_reach_stay() {
    let http = r#""http": { "method": "POST", "requestUri": "/" }"#;
    let operations = ["Join", "Leave"].map(|name| {
        format!(
            r#""{name}": {{ "name": "{name}", {http}, "input": {{ "shape": "{name}Request" }} }}"#
        )
    });
    let shapes = ["Join", "Leave"].map(|name| {
        let part = format!(
            r#""{name}Part": {{ "type": "structure", {} }}"#,
            members(&[("T", "Text")])
        );
        let part_name = format!("{name}Part");
        let request = members(&[("Part", &part_name)]);
        format!(r#"{part}, "{name}Request": {{ "type": "structure", {request} }}"#)
    });
    let mut loaded = loaded(
        &operations.join(", "),
        &format!("{}, {BASICS}", shapes.join(", ")),
    );
    assert_eq!(lowered(&loaded).structures.len(), 2);
    loaded.service.operations = Some(vec!["Leave".to_owned()]);
    let api = lowered(&loaded);
    assert_eq!(api.operations.len(), 1);
    assert_eq!(
        api.structures
            .iter()
            .map(|part| part.name.as_str())
            .collect::<Vec<_>>(),
        ["LeavePart"]
    );
    assert_eq!(
        api.shapes
            .iter()
            .map(|shape| shape.name.as_str())
            .collect::<Vec<_>>(),
        ["Text"]
    );
}

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
    assert_eq!(input.members[0].constraints, ["Required"]);
    assert_eq!(output.members[0].constraints, [""; 0]);
    loaded.service.nullability = manifest::Nullability::AllOptional;
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
fn statics_of_similar_shapes_are_numbered() {
    let shapes = r#""FleetId": { "type": "string" }, "FleetID": { "type": "string" }"#;
    let input = members(&[("A", "FleetId"), ("B", "FleetID")]);
    let api = lowered(&play(&input, &members(&[]), shapes));
    let statics: Vec<_> = api
        .shapes
        .iter()
        .map(|shape| shape.static_name.as_str())
        .collect();
    assert_eq!(statics, ["FLEET_ID", "FLEET_ID2"]);
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
    check("Id", &[length, "Pattern: ```^a`b``c$```"]);
    check(
        "Exact",
        &["Length Constraints: Fixed length of 36.", "Sensitive"],
    );
    check(
        "Port",
        &[
            "Required",
            "Valid Range: Minimum value of 1. Maximum value of 60000.",
        ],
    );
    check(
        "Ids",
        &[
            "Array Members: Minimum number of 1 item. Maximum number of 25 items.",
            &format!("Items: {length}"),
            "Items: Pattern: ```^a`b``c$```",
        ],
    );
    check(
        "Map",
        &[
            "Map Entries: Maximum number of 1 item.",
            "Keys: Length Constraints: Minimum length of 2.",
            "Values: Valid Values: `a` | `b` | `c` | `d` | `e` | `f` | `g` | `h` | `i` | `j` | `k` | `l` \
             and 2 more of [`Letters`](crate::types::Letters)",
        ],
    );
    check("Few", &["Valid Values: `A` | `B`"]);
    check("Token", &["Filled in when absent."]);
}

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

#[test]
fn errors_are_sorted_and_have_messages() {
    let operations = r#""Play": { "name": "Play", "http": { "method": "POST", "requestUri": "/" },
        "errors": [{ "shape": "NotFound" }, { "shape": "Busy" }] }"#;
    let shapes = format!(
        r#""NotFound": {{ "type": "structure", "exception": true, "members": {{ }},
            "error": {{ "code": "Missing", "httpStatusCode": 404 }} }},
        "Busy": {{ "type": "structure", "exception": true, "fault": true, "required": ["Message"], {} }},
        {BASICS}"#,
        members(&[("Message", "Text")])
    );
    let api = lowered(&loaded(operations, &shapes));
    let variants: Vec<_> = api.operations[0]
        .errors
        .iter()
        .map(|error| (error.name.as_str(), error.predicate.as_str()))
        .collect();
    assert_eq!(
        variants,
        [("Busy", "is_busy"), ("NotFound", "is_not_found")]
    );
    let [busy, not_found] = api.errors.as_slice() else {
        panic!("two errors")
    };
    assert_eq!((busy.fallible, busy.members[0].optional), (true, false));
    assert_eq!(
        (not_found.fallible, not_found.members[0].field.as_str()),
        (false, "message")
    );
    let [busy, not_found] = [busy, not_found].map(|error| error.error.clone().expect("facts"));
    assert_eq!((busy.code.as_str(), busy.server_fault), ("Busy", true));
    assert_eq!(
        (not_found.code.as_str(), not_found.http_status),
        ("Missing", Some(404))
    );
    assert_eq!(not_found.message_field.as_deref(), Some("message"));
}

#[test]
fn operations_with_the_usual_tokens_come_in_pages() {
    let operation = |name: &str| {
        format!(
            r#""{name}": {{ "name": "{name}", "http": {{ "method": "POST", "requestUri": "/" }},
            "input": {{ "shape": "Request" }}, "output": {{ "shape": "Page" }} }}"#
        )
    };
    let shapes = format!(
        r#""Request": {{ "type": "structure", {} }}, "Page": {{ "type": "structure", {} }},
        "Texts": {{ "type": "list", "member": {{ "shape": "Text" }} }}, {BASICS}"#,
        members(&[("NextToken", "Text"), ("Limit", "Number")]),
        members(&[("NextToken", "Text"), ("Items", "Texts")]),
    );
    let mut loaded = loaded(
        &[operation("ListA"), operation("ListB")].join(", "),
        &shapes,
    );
    let without = lowered(&loaded);
    assert!(
        without
            .operations
            .iter()
            .all(|operation| operation.paginator.is_none())
    );
    let path = |name: &str| vec![name.to_owned()];
    loaded
        .model
        .operations
        .get_mut("ListA")
        .expect("the operation")
        .pagination = Some(smithwright_codegen::model::Pagination {
        input_token: "NextToken".to_owned(),
        output_token: path("NextToken"),
        limit_key: Some("Limit".to_owned()),
        result_key: Some(path("Items")),
    });
    let api = lowered(&loaded);
    let [a, b] = api
        .operations
        .iter()
        .map(|operation| operation.paginator.as_ref())
        .collect::<Vec<_>>()[..]
    else {
        panic!("two operations")
    };
    let (a, b) = (a.expect("a paginator"), b.expect("a paginator"));
    assert_eq!(
        (a.name.as_str(), a.items_name.as_str()),
        ("ListAPaginator", "ListAPaginatorItems")
    );
    assert_eq!(a.items, Some((path("items"), RustType::String)));
    assert_eq!(
        (b.input_token.as_str(), b.output_token.clone()),
        ("next_token", path("next_token"))
    );
    assert_eq!((b.limit.as_deref(), b.items.clone()), (Some("limit"), None));
}

#[test]
fn clashes_of_public_names_are_problems() {
    let shapes = [
        format!(
            r#""EC2Fleet": {{ "type": "structure", {} }}"#,
            members(&[("SetA", "Text"), ("a", "Text")])
        ),
        format!(r#""Ec2Fleet": {{ "type": "structure", {} }}"#, members(&[])),
    ];
    let input = members(&[("A", "EC2Fleet"), ("B", "Ec2Fleet")]);
    let problems = problems(&play(&input, &members(&[]), &shapes.join(", ")));
    let clash = |place: &str, names: [&str; 3]| {
        let [name, other, rust] = names;
        (
            place.to_owned(),
            format!("`{name}` and `{other}` would both be `{rust}` in Rust"),
        )
    };
    let expected = [
        clash("/shapes/Ec2Fleet", ["Ec2Fleet", "EC2Fleet", "Ec2Fleet"]),
        clash("/shapes/EC2Fleet/members/a", ["a", "SetA", "set_a"]),
    ];
    assert_eq!(problems, expected);
}

#[test]
fn names_without_letters_are_problems() {
    let problems = problems(&play(
        &members(&[("__", "_")]),
        &members(&[]),
        r#""_": { "type": "string" }"#,
    ));
    let places: Vec<_> = problems.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["/shapes/PlayRequest/members/__", "/shapes/_"]);
}

#[test]
fn what_no_crate_can_hold_is_a_problem() {
    let shapes = r#"
        "Side": { "type": "string", "enum": ["*"] },
        "Sides": { "type": "map", "key": { "shape": "Side" }, "value": { "shape": "Text" } },
        "Nest": { "type": "list", "member": { "shape": "Nest" } }"#;
    let input = members(&[("Sides", "Sides"), ("Nest", "Nest")]);
    let mut loaded = play(&input, &members(&[]), shapes);
    loaded.model.endpoint_rules = None;
    let problems = problems(&loaded);
    let places: Vec<_> = problems.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(
        places,
        ["/shapes/Nest", "/shapes/Sides", "/shapes/Side", ""]
    );
}

#[test]
fn fix_ups_that_mend_nothing_are_reported() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    for vendored in load::load(&models, &[]).expect("the models are sound") {
        assert_eq!(lower::unused_fixups(&vendored), []);
        let mut other = play(&members(&[]), &members(&[]), "");
        let has_fixups = vendored.model.service.id.contains("Streams");
        other.model.service.id = vendored.model.service.id;
        assert_eq!(!lower::unused_fixups(&other).is_empty(), has_fixups);
        assert!(
            lower::lower(&other).is_ok(),
            "an older model may have nothing to mend"
        );
    }
}

//! The crate, and its operations with inputs, outputs, errors and paginators.

use crate::{BASICS, loaded, lowered, members, play, structure};
use smithwright_codegen::api::RustType;
use smithwright_codegen::selection::Selection;

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
    loaded.service.operations = Selection::parse(["Leave"]).ok();
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
    assert_eq!((busy.code.unescaped(), busy.server_fault), ("Busy", true));
    assert_eq!(
        (not_found.code.unescaped(), not_found.http_status),
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
        more_results: None,
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

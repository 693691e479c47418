//! One feature of programs a test.

use smithwright_codegen::diff::Verdict;
use smithwright_codegen::model::Model;

use super::{CONTAINERS, PROTOCOL, Pair, RENAMED, marked, program, source};
use crate::model_files::vendored;

#[test]
fn a_setter_counts_where_its_operation_is_called() {
    let Some(pair) = Pair::of(CONTAINERS) else {
        return;
    };
    let called = "use gamelift::Client;\n\
        async fn f(client: &Client) { client\n.list_fleets()\n.container_group_definition_name(\"x\")\n.send().await; }";
    let id = "member-removed ListFleetsInput.ContainerGroupDefinitionName";
    let at = "a.rs:4 calls container_group_definition_name";
    pair.check(called, &[&format!("{id}: {at}")]);
    let elsewhere = called.replace("list_fleets", "list_aliases");
    pair.check(&elsewhere, &[]);
    let own_field = called.replace("(\"x\")", "");
    pair.check(&own_field, &[
            "member-removed ListFleetsInput.ContainerGroupDefinitionName: a.rs:4 takes container_group_definition_name",
        ],
    );
}

#[test]
fn an_accessor_counts_in_the_tokens_of_a_macro() {
    let Some(pair) = Pair::of(CONTAINERS) else {
        return;
    };
    let text = "async fn f(client: gamelift::Client) {\n\
        tokio::select! {\n\
        got = client.describe_compute().send() => println!(\"{:?}\",\n\
        got.unwrap().compute().unwrap().container_attributes()),\n\
        } }";
    let expected = "shape-type-changed ContainerAttributes: a.rs:4 calls container_attributes";
    pair.check(text, &[expected]);
}

#[test]
fn the_crate_may_have_another_name() {
    let Some(pair) = Pair::of(RENAMED) else {
        return;
    };
    let text = |name: &str| {
        format!(
            "fn f() -> {name}::types::MatchmakingConfigurationStatus {{\n{name}::types::MatchmakingConfigurationStatus::Canceled }}"
        )
    };
    let expected = [
        "enum-value-removed MatchmakingConfigurationStatus.CANCELED: a.rs:2 names types::MatchmakingConfigurationStatus::Canceled",
    ];
    pair.check(&text("gamelift"), &expected);
    pair.check(&text("::gamelift"), &expected);
    pair.check(&text("aws_sdk_gamelift"), &expected);
    let manifest = "[dependencies]\ngl = { package = \"gamelift\", path = \"..\" }\n";
    pair.check_with(manifest, &text("gl"), &expected);
    let official = manifest.replace("\"gamelift\"", "\"aws-sdk-gamelift\"");
    pair.check_with(&official, &text("gl"), &expected);
    let renamed = format!("use gamelift as gl; {}", text("gl"));
    pair.check(&renamed, &expected);
    let foreign = format!("extern crate gamelift as gl; {}", text("gl"));
    pair.check(&foreign, &expected);
}

#[test]
fn types_come_by_any_import() {
    let Some(pair) = Pair::of(RENAMED) else {
        return;
    };
    let expected = [
        "enum-value-removed MatchmakingConfigurationStatus.CANCELED: a.rs:2 names types::MatchmakingConfigurationStatus::Canceled",
    ];
    for (imports, path) in [
        (
            "use gamelift::types::*;",
            "MatchmakingConfigurationStatus::Canceled",
        ),
        (
            "use gamelift::*;",
            "types::MatchmakingConfigurationStatus::Canceled",
        ),
        (
            "use gamelift::types::MatchmakingConfigurationStatus as C;",
            "C::Canceled",
        ),
        (
            "use gamelift::{types::{self as t}};",
            "t::MatchmakingConfigurationStatus::Canceled",
        ),
        (
            "use gamelift::types::MatchmakingConfigurationStatus; use MatchmakingConfigurationStatus::*;",
            "Canceled",
        ),
        (
            "type C = gamelift::types::MatchmakingConfigurationStatus;",
            "C::Canceled",
        ),
        (
            "use gamelift::types::MatchmakingConfigurationStatus; type C = MatchmakingConfigurationStatus;",
            "<C>::Canceled",
        ),
        (
            "mod aws { pub use gamelift::types; }",
            "crate::aws::types::MatchmakingConfigurationStatus::Canceled",
        ),
        (
            "mod aws { pub use gamelift::types::*; } use aws::MatchmakingConfigurationStatus;",
            "MatchmakingConfigurationStatus::Canceled",
        ),
        (
            "mod aws { pub use gamelift::types::MatchmakingConfigurationStatus as C; } use crate::aws::*;",
            "C::Canceled",
        ),
        (
            "mod aws { pub use gamelift; } use self::aws::gamelift::types as t;",
            "t::MatchmakingConfigurationStatus::Canceled",
        ),
    ] {
        let text = format!("{imports}\nfn f() {{ let _ = {path}; }}");
        let marked = marked(&pair.mark_text(&text), Verdict::Major);
        let named = [expected[0].replace(
            "types::MatchmakingConfigurationStatus::Canceled",
            "Canceled",
        )];
        assert!(marked == expected || marked == named, "{text}: {marked:?}");
    }
}

#[test]
fn what_one_file_exports_another_may_use() {
    let Some(pair) = Pair::of(CONTAINERS) else {
        return;
    };
    let files = [
        source("game/src/lib.rs", "pub mod prelude;"),
        source(
            "game/src/prelude.rs",
            "pub use gamelift::types::ComputeType;",
        ),
        source(
            "server/main.rs",
            "use game::prelude::*;\nfn f() -> ComputeType {\nComputeType::Container }",
        ),
    ];
    let manifest = source("game/Cargo.toml", "[package]\nname = \"game\"\n");
    let changes = pair.mark(&program(&files, &[manifest]));
    assert_eq!(
        marked(&changes.expect("the crate"), Verdict::Major),
        [
            "enum-value-removed ComputeType.CONTAINER: server/main.rs:3 names types::ComputeType::Container"
        ]
    );
}

#[test]
fn a_builder_counts_where_its_type_is_named() {
    let Some(pair) = Pair::of(CONTAINERS) else {
        return;
    };
    let text = "use gamelift::{Client, types::ContainerMemoryLimits as L};\n\
        async fn f(c: Client) { c.describe_container_group_definition();\n\
        L::builder()\n.build(); }";
    let id = "shape-removed ContainerMemoryLimits";
    let names = "a.rs:1 names types::ContainerMemoryLimits";
    let built = "a.rs:3 names types::ContainerMemoryLimits::builder, a.rs:4 calls build";
    pair.check(text, &[&format!("{id}: {names}, {built}")]);
    let other = text.replace("types::ContainerMemoryLimits as L", "types::Tag as L");
    pair.check(&other, &[]);
}

#[test]
fn the_same_name_from_elsewhere_does_not_count() {
    let Some(pair) = Pair::of(CONTAINERS) else {
        return;
    };
    let text = "use gamelift::Client; use other::ComputeType;\n\
        fn f() { let _ = (ComputeType::Container, other::types::ComputeType::Container); }";
    pair.check(text, &[]);
}

#[test]
fn a_variant_in_a_match_counts() {
    let Some(pair) = Pair::of(RENAMED) else {
        return;
    };
    let text = "use gamelift::types::MatchmakingConfigurationStatus as Status;\n\
        fn f(s: Status) -> u8 { match s {\nStatus::Canceled => 1,\nStatus::Queued => 2, _ => 3 } }";
    let id = "enum-value-removed MatchmakingConfigurationStatus.CANCELED";
    let path = "types::MatchmakingConfigurationStatus::Canceled";
    pair.check(text, &[&format!("{id}: a.rs:3 names {path}")]);
    let text = "use gamelift::types::MatchmakingConfigurationStatus;\n\
        trait T { fn t(&self) -> bool; }\n\
        impl T for MatchmakingConfigurationStatus { fn t(&self) -> bool {\nmatches!(self, Self::Canceled) } }";
    pair.check(text, &[&format!("{id}: a.rs:4 names Canceled")]);
    let text = "fn f(t: gamelift::types::MatchmakingTicket) -> bool {\n\
        t.status().is_some_and(|s| s.as_str() == \"CANCELED\") }";
    pair.check(text, &[&format!("{id}: a.rs:2 says \"CANCELED\"")]);
}

#[test]
fn new_values_count_where_the_enum_is_named() {
    let Some(pair) = Pair::of(RENAMED) else {
        return;
    };
    let new = |text: &str| marked(&pair.mark_text(text), Verdict::Minor).len();
    assert_eq!(
        new("fn f(_: gamelift::types::MatchmakingConfigurationStatus) {}"),
        2
    );
    assert_eq!(new("fn f(_: gamelift::types::MatchmakingTicket) {}"), 0);
}

#[test]
fn fields_count_in_patterns() {
    let Some(pair) = Pair::of(CONTAINERS) else {
        return;
    };
    let text = "fn f(a: gamelift::types::FleetAttributes) {\n\
        let gamelift::types::FleetAttributes { name, ref\ncontainer_groups_attributes, .. } = a; }";
    let name = "types::FleetAttributes::container_groups_attributes";
    let expected =
        format!("member-removed FleetAttributes.ContainerGroupsAttributes: a.rs:3 names {name}");
    pair.check(text, &[&expected]);
    let field =
        "fn f(a: gamelift::types::FleetAttributes) {\na.container_groups_attributes.is_some(); }";
    let expected = expected.replace(
        &format!("3 names {name}"),
        "2 takes container_groups_attributes",
    );
    pair.check(field, &[&expected]);
    let function = "use gamelift::types::FleetAttributes as A;\n\
        fn f(a: &[A]) { a.iter().map(A::container_groups_attributes); }";
    let expected = expected.replace(
        "2 takes container_groups_attributes",
        &format!("2 names {name}"),
    );
    pair.check(function, &[&expected]);
}

#[test]
fn what_concerns_the_service_counts_where_the_crate_is_named() {
    let Some(pair) = Pair::of(PROTOCOL) else {
        return;
    };
    let files = [
        source(
            "b.rs",
            "#![allow(unused)]\nuse gamelift::config::Region;\nuse gamelift::Client;",
        ),
        source("a.rs", "fn f() -> gamelift::Config { loop {} }"),
        source("c.rs", "fn f() {}"),
    ];
    let changes = pair.mark(&program(&files, &[])).expect("the crate");
    assert_eq!(
        marked(&changes, Verdict::Behaviour),
        ["protocols-changed service: a.rs:1 names the crate, b.rs:2 names the crate"]
    );
    assert_eq!(pair.mark(&program(&files[2..], &[])), None);
}

/// What today's model of a service and a changed one differ in, for a program of one file.
fn changed(folder: &str, text: &str, change: impl FnOnce(&mut Model)) -> Vec<String> {
    let was = vendored(folder);
    let mut is = was.clone();
    change(&mut is.model);
    let changes = Pair::new(was, is).mark_text(text);
    let all = [Verdict::Major, Verdict::Behaviour];
    all.into_iter()
        .flat_map(|verdict| marked(&changes, verdict))
        .collect()
}

const STREAMS: &str = "gameliftstreams/2018-05-10";

#[test]
fn waiting_and_paging_count() {
    let remove = |model: &mut Model| {
        for operation in model.operations.values_mut() {
            operation.waiters.clear();
            operation.pagination = None;
        }
    };
    let text = "async fn f(c: gameliftstreams::Client) {\n\
        c.wait_until_application_ready();\nc.list_applications().into_paginator(); }";
    assert_eq!(
        changed(STREAMS, text, remove),
        [
            "paginator-removed ListApplications: a.rs:3 calls into_paginator",
            "waiter-removed ApplicationReady: a.rs:2 calls wait_until_application_ready",
        ]
    );
    let other = text
        .replace("into_paginator", "send")
        .replace("wait_until_application_ready", "x");
    assert_eq!(changed(STREAMS, &other, remove), Vec::<String>::new());
}

#[test]
fn what_acts_differently_counts_where_the_operation_is_called() {
    let change = |model: &mut Model| {
        let operation = model
            .operations
            .get_mut("CreateApplication")
            .expect("an operation");
        operation.http.uri.push_str("/x");
        operation.errors.push("ThrottlingException2".into());
        let error = model.shapes[&"ThrottlingException".into()].clone();
        model.shapes.insert("ThrottlingException2".into(), error);
    };
    let text = "async fn f(c: gameliftstreams::Client) {\nc.create_application().send().await; }";
    assert_eq!(
        changed(STREAMS, text, change),
        [
            "error-added CreateApplication.ThrottlingException2: a.rs:2 calls create_application",
            "http-uri-changed CreateApplication: a.rs:2 calls create_application",
        ]
    );
    let other = text.replace("create_application", "get_application");
    assert_eq!(changed(STREAMS, &other, change), Vec::<String>::new());
}

#[test]
fn errors_count_by_variant_and_by_question() {
    let remove = |model: &mut Model| {
        for operation in model.operations.values_mut() {
            operation
                .errors
                .retain(|error| error.0 != "ConflictException");
        }
    };
    let marks = |text: &str| {
        let marked = changed(STREAMS, text, remove);
        marked
            .into_iter()
            .filter(|line| line.starts_with("error-removed"))
            .count()
            > 0
    };
    let start =
        "use gameliftstreams::operation::create_application::CreateApplicationError as E;\n";
    assert!(marks(&format!(
        "{start}fn f(e: E) {{ matches!(e, E::ConflictException(_)); }}"
    )));
    assert!(marks(&format!(
        "{start}fn f(e: E) {{ e.is_conflict_exception(); }}"
    )));
    assert!(marks(
        "fn f(e: gameliftstreams::Error) { if let gameliftstreams::Error::ConflictException(_) = e {} }"
    ));
    assert!(marks(
        "use gameliftstreams::types::error::ConflictException;"
    ));
    assert!(!marks(&format!(
        "{start}fn f(e: E) {{ e.is_validation_exception(); }}"
    )));
}

//! How what a program uses is shown.

use smithwright_codegen::diff::{Changes, view};

use super::{CONTAINERS, Pair, program, source};

const GAME: &str = "//! A game that runs in containers.\n\
    use gamelift::types::ComputeType;\n\n\
    async fn start(client: &gamelift::Client) -> Result<(), gamelift::Error> {\n\
    \x20   client.create_fleet().compute_type(ComputeType::Container).send().await?;\n\
    \x20   let found = client.describe_compute().fleet_id(\"fleet-1\").send().await?;\n\
    \x20   println!(\"{:?}\", found.compute().map(|compute| compute.container_attributes()));\n\
    \x20   Ok(())\n\
    }\n";

#[test]
fn a_page_says_where_and_leaves_out_the_rest() {
    let Some(pair) = Pair::of(CONTAINERS) else {
        return;
    };
    let program = program(&[source("game/<src>/main.rs", GAME)], &[]);
    let mut changes = pair.mark(&program).expect("a program that names the crate");
    changes.used_by = Some("<game>".to_owned());
    let page = view::html(&[(changes, &pair.was, &pair.is)]);
    assert!(
        page.contains("used at game/&lt;src&gt;/main.rs:5"),
        "places"
    );
    assert!(
        page.contains("because &lt;game&gt; does not use it"),
        "the rest"
    );
    assert!(
        !page.contains("ReplicaContainerGroupCounts</code>: shape removed"),
        "unused"
    );
}

fn game() -> Option<Changes> {
    let program = program(&[source("game/src/main.rs", GAME)], &[]);
    let mut changes = Pair::of(CONTAINERS)?.mark(&program)?;
    changes.used_by = Some("game".to_owned());
    Some(changes)
}

#[test]
fn the_terminal_sees_where() {
    if let Some(changes) = game() {
        insta::assert_snapshot!(view::text(&changes, view::Colours::Off));
    }
}

#[test]
fn a_pull_request_sees_where() {
    if let Some(changes) = game() {
        insta::assert_snapshot!(view::markdown(&changes));
    }
}

#[test]
fn a_workflow_run_is_annotated_at_the_lines_of_the_program() {
    if let Some(changes) = game() {
        insta::assert_snapshot!(view::github(&changes, Some("models/gamelift")));
    }
}

#[test]
fn json_says_where_and_keeps_to_its_schema() {
    let Some(changes) = game() else {
        return;
    };
    crate::views::check_schema(std::slice::from_ref(&changes));
    let json: serde_json::Value = serde_json::from_str(&view::json(&[changes])).expect("JSON");
    let changes = &json["changes"][0];
    assert_eq!(changes["used_by"], "game");
    let facts = changes["facts"].as_array().expect("facts");
    let value = facts
        .iter()
        .find(|fact| fact["subject"] == "ComputeType.CONTAINER");
    let place = serde_json::json!(
        [{"file": "game/src/main.rs", "line": 5, "what": "names types::ComputeType::Container"}]
    );
    assert_eq!(value.map(|fact| &fact["uses"]), Some(&place));
    assert!(
        facts
            .iter()
            .any(|fact| fact["uses"] == serde_json::json!([]))
    );
}

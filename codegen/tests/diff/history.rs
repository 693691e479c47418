//! The page of 2019/12/19 that this project is anchored on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use smithwright_codegen::diff::{Changes, Kind, Revision, Side, diff, view};

use crate::model_files::{PAIRS, compare, history, old};

fn expected(history: &std::path::Path) -> Value {
    let path = history.join("gamelift-1.13.42-to-1.13.43.expected.json");
    let text = fs::read_to_string(path).expect("the expectation");
    serde_json::from_str(&text).expect("JSON")
}

/// The page, put together from the expectation alone.
fn page(expected: &Value) -> String {
    let operations = expected["operations"].as_array().expect("operations");
    let of = |kind: &str| {
        let found = operations
            .iter()
            .filter(|operation| operation["kind"] == kind);
        let found = found.map(|one| (one["operation"].as_str().expect("a name"), one));
        found.collect::<BTreeMap<_, _>>()
    };
    let (new, updated) = (of("new"), of("updated"));
    let mut page = format!(
        "Amazon GameLift - {} new {} updated api methods\n",
        new.len(),
        updated.len()
    );
    for name in new.keys() {
        page.push_str(&format!("\n{name} (new)\n"));
    }
    for (name, operation) in updated {
        let delta = operation["delta_line"].as_str().expect("a delta");
        page.push_str(&format!("\n{name} (updated)\n"));
        if let Some(response) = operation["response_delta_line"].as_str() {
            page.push_str(&format!(
                "  Changes (request, response)\n    Request {delta}\n    {response}\n"
            ));
        } else {
            let side = operation["side"].as_str().expect("a side");
            page.push_str(&format!("  Changes ({side})\n    {delta}\n"));
        }
    }
    page
}

#[test]
fn the_page_of_2019_12_19_is_matched() {
    let Some(history) = history("the_page_of_2019_12_19_is_matched") else {
        return;
    };
    let (was, is) = (old(&history, PAIRS[0].0), old(&history, PAIRS[0].1));
    let changes = diff(&was, &is);
    let shown = view::apichanges(&changes, &was, &is);
    assert_eq!(shown, page(&expected(&history)));
    assert!(shown.starts_with("Amazon GameLift - 3 new 30 updated api methods\n"));
}

/// Operation, side, path, container, target, whether it is required.
type Added = BTreeSet<(String, Side, String, String, String, bool)>;

#[test]
fn every_member_of_the_page_is_a_fact_with_its_paths() {
    let Some(history) = history("every_member_of_the_page_is_a_fact_with_its_paths") else {
        return;
    };
    let expected = expected(&history);
    let mut wanted = Added::new();
    for operation in expected["operations"].as_array().expect("operations") {
        for (key, side) in [
            ("request_paths_added", Side::Request),
            ("response_paths_added", Side::Response),
        ] {
            for path in operation[key].as_array().into_iter().flatten() {
                let text = |key: &str| path[key].as_str().expect("a text").to_owned();
                wanted.insert((
                    operation["operation"].as_str().expect("a name").to_owned(),
                    side,
                    text("path"),
                    text("container_shape"),
                    text("target_shape"),
                    path["required"].as_bool().expect("a flag"),
                ));
            }
        }
    }
    let changes = compare(&history, PAIRS[0]);
    let new = old(&history, PAIRS[0].1);
    assert_eq!(added(&changes, &new), wanted);
}

fn added(changes: &Changes, new: &Revision) -> Added {
    let is_new = |operation: &str| {
        let id = format!("gamelift:operation-added:{operation}");
        changes.facts.iter().any(|fact| fact.id == id)
    };
    let mut found = Added::new();
    for fact in changes
        .facts
        .iter()
        .filter(|fact| fact.kind == Kind::MemberAdded)
    {
        let shape = fact.subject.shape().expect("a shape");
        for reach in fact.reach.iter().filter(|reach| !is_new(&reach.operation)) {
            for path in &reach.paths {
                let member = path.rsplit('.').next().expect("a name");
                let member = new.model.member(&shape.into(), member).expect("a member");
                found.insert((
                    reach.operation.clone(),
                    reach.side,
                    path.clone(),
                    shape.to_owned(),
                    fact.new.clone().expect("a target"),
                    member.required,
                ));
            }
        }
    }
    found
}

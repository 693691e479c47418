//! The forms in which changes are shown.

use smithwright_codegen::diff::{Changes, Kind, Revision, Verdict, diff, view};
use smithwright_codegen::load::{Document, Documents};
use smithwright_codegen::model::Member;
use std::path::Path;

use crate::model_files::{PAIRS, compare, history};

/// A service of one operation, with something for every section.
const OLD: &str = r#"{
    "version": "2.0",
    "metadata": {
        "apiVersion": "2020-01-01", "endpointPrefix": "zoo", "protocol": "json", "jsonVersion": "1.1",
        "serviceFullName": "Amazon Zoo", "serviceId": "Zoo", "signatureVersion": "v4", "uid": "zoo-1"
    },
    "operations": {
        "Feed": {
            "name": "Feed", "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "FeedInput"}, "output": {"shape": "FeedOutput"}, "errors": [],
            "documentation": "<p>Feeds.</p>"
        }
    },
    "shapes": {
        "FeedInput": {"type": "structure", "members": {"Animal": {"shape": "Animal"}, "Food": {"shape": "Name"}}},
        "FeedOutput": {"type": "structure", "members": {"Left": {"shape": "Name"}}},
        "Animal": {"type": "string", "enum": ["LION", "GIRAFE"]},
        "Name": {"type": "string", "max": 20},
        "Full": {"type": "structure", "exception": true, "members": {}}
    }
}"#;

fn new() -> String {
    let new = OLD
        .replace("GIRAFE", "GIRAFFE")
        .replace("\"max\": 20", "\"max\": 10");
    let new = new.replace("\"errors\": []", "\"errors\": [{\"shape\": \"Full\"}]");
    let new = new
        .replace("Feeds.", "Feeds an animal.")
        .replace("zoo-1", "zoo-2");
    new.replace(
        "\"Left\": {\"shape\": \"Name\"}",
        "\"Left\": {\"shape\": \"Name\"}, \"Thanks\": {\"shape\": \"Name\"}",
    )
}

fn revision(label: &str, text: &str) -> Revision {
    let read = Revision::read(label, &Documents::of(Path::new("service-2.json"), text));
    read.unwrap_or_else(|problems| panic!("{problems}"))
}

fn changes() -> Changes {
    diff(&revision("1", OLD), &revision("2", &new()))
}

#[test]
fn the_terminal_sees_counts_first() {
    insta::assert_snapshot!(view::text(&changes(), view::Colours::Off));
    let coloured = view::text(&changes(), view::Colours::On);
    assert!(coloured.contains("\x1b[1;31mBreaks\x1b[0m"), "{coloured}");
}

#[test]
fn a_pull_request_can_unfold() {
    insta::assert_snapshot!(view::markdown(&changes()));
}

#[test]
fn a_changelog_names_what_callers_call() {
    let release = view::Release {
        version: "0.2.0",
        date: Some("2026-11-20"),
        origin: "botocore 1.44.6",
    };
    let more = ["Regions that the partition `aws` lists now: `a`.".to_owned()];
    insta::assert_snapshot!(view::changelog(
        &changes(),
        &release,
        "botocore 1.44.5",
        &more
    ));
    let release = view::Release {
        version: "0.1.0",
        date: None,
        ..release
    };
    assert_eq!(
        view::first_changelog(&release, "Amazon Zoo", "2020-01-01"),
        "## [0.1.0]\n\nFirst version, from the model of botocore 1.44.6 (Amazon Zoo, 2020-01-01).\n"
    );
}

#[test]
fn a_changelog_is_lines_of_text_whatever_is_in_the_models() {
    let Some(history) = history("a_changelog_is_lines_of_text_whatever_is_in_the_models") else {
        return;
    };
    for pair in PAIRS {
        let changes = compare(&history, pair);
        let release = view::Release {
            version: "0.2.0",
            date: None,
            origin: "botocore 1.44.6",
        };
        let text = view::changelog(&changes, &release, "botocore 1.44.5", &[]);
        assert!(text.starts_with("## [0.2.0]\n\n") && text.ends_with('\n'));
        for line in text.lines() {
            assert!(
                line.trim_end() == line && line.chars().count() <= 160,
                "{line}"
            );
        }
        for fact in changes.with(Verdict::Major) {
            let is_type = fact.kind == Kind::ShapeRemoved;
            assert!(
                is_type || fact.items.iter().any(|item| text.contains(item)),
                "{}",
                fact.id
            );
        }
    }
}

#[test]
fn a_workflow_run_is_annotated() {
    insta::assert_snapshot!(view::github(&changes(), Some("models/zoo")));
}

#[test]
fn what_is_gone_is_in_the_list_of_operations() {
    let (old, new) = (revision("1", OLD), revision("2", &new()));
    insta::assert_snapshot!(view::apichanges(&changes(), &old, &new));
    let back = diff(&new, &old);
    let shown = view::apichanges(&back, &new, &old);
    assert!(
        shown.contains("Response removed {'Thanks': 'string'}"),
        "{shown}"
    );
}

#[test]
fn nothing_differs_from_itself() {
    let same = diff(&revision("1", OLD), &revision("2", OLD));
    assert_eq!(
        view::text(&same, view::Colours::Off),
        "zoo: 1 -> 2\nnothing differs\n"
    );
    let (old, new) = (revision("1", OLD), revision("2", OLD));
    let none = "Amazon Zoo - no api methods changed\n";
    assert_eq!(view::apichanges(&same, &old, &new), none);
}

/// Holds a report against the published schema, with a validator that is not ours.
#[track_caller]
pub(crate) fn check_schema(changes: &[Changes]) {
    let schema = serde_json::from_str(view::SCHEMA).expect("JSON");
    let mut compiler = boon::Compiler::new();
    compiler
        .add_resource("changes.json", schema)
        .expect("a schema");
    let mut schemas = boon::Schemas::new();
    let schema = compiler
        .compile("changes.json", &mut schemas)
        .expect("a schema");
    let report = serde_json::from_str(&view::json(changes)).expect("JSON");
    let valid = schemas.validate(&report, schema);
    assert!(
        valid.is_ok(),
        "{}",
        valid.err().map(|e| e.to_string()).unwrap_or_default()
    );
}

#[test]
fn json_keeps_to_its_schema() {
    check_schema(&[]);
    check_schema(&[changes()]);
    if let Some(history) = history("json_keeps_to_its_schema") {
        let all: Vec<_> = PAIRS.iter().map(|pair| compare(&history, *pair)).collect();
        check_schema(&all);
    }
}

#[test]
fn keys_without_a_place_in_the_model_are_facts() {
    let kinds = |old: &str, new: &str| {
        let changes = diff(&revision("1", old), &revision("2", new));
        let facts = changes.facts.iter();
        facts
            .map(|fact| (fact.kind, fact.pointer.to_string()))
            .collect::<Vec<_>>()
    };
    let uid = "/metadata/uid".to_owned();
    let without = OLD.replace(", \"uid\": \"zoo-1\"", "");
    let other = OLD.replace("zoo-1", "zoo-2");
    assert_eq!(kinds(OLD, &without), [(Kind::KeyRemoved, uid.clone())]);
    assert_eq!(kinds(&without, OLD), [(Kind::KeyAdded, uid.clone())]);
    assert_eq!(kinds(OLD, &other), [(Kind::KeyChanged, uid)]);
    // Nobody knows the key yet, and generating would stop for it.
    let unknown = OLD.replace("\"max\": 20", "\"max\": 20, \"fnord\": [1, {\"a\": null}]");
    let at = "/shapes/Name/fnord".to_owned();
    assert_eq!(kinds(OLD, &unknown), [(Kind::KeyAdded, at)]);
    assert_eq!(revision("2", &unknown).problems.0.len(), 1);
    // What comes with something new is part of that.
    let added = OLD.replace(
        "\"Food\": {\"shape\": \"Name\"}",
        "\"Food\": {\"shape\": \"Name\"}, \"Salt\": {\"shape\": \"Name\", \"box\": true}",
    );
    let at = "/shapes/FeedInput/members/Salt".to_owned();
    assert_eq!(kinds(OLD, &added), [(Kind::MemberAdded, at)]);
}

#[test]
fn recursive_shapes_end() {
    let recursive = OLD.replace(
        "\"Left\": {\"shape\": \"Name\"}",
        "\"Left\": {\"shape\": \"Tree\"}",
    );
    let recursive = recursive.replace(
        "\"Name\": {",
        "\"Tree\": {\"type\": \"structure\", \"members\": {\"Label\": {\"shape\": \"Name\"}, \
         \"Trees\": {\"shape\": \"Trees\"}, \"ByName\": {\"shape\": \"ByName\"}}},\
         \"Trees\": {\"type\": \"list\", \"member\": {\"shape\": \"Tree\"}},\
         \"ByName\": {\"type\": \"map\", \"key\": {\"shape\": \"Name\"}, \"value\": {\"shape\": \"Tree\"}},\
         \"Name\": {",
    );
    let old = revision("1", &recursive);
    let mut new = old.clone();
    let label = new.model.member(&"Tree".into(), "Label").cloned();
    let shapes = &mut new.model.shapes;
    let tree = shapes.get_mut(&"Tree".into()).expect("a shape");
    if let smithwright_codegen::model::ShapeKind::Structure(tree) = &mut tree.kind {
        let label = label.unwrap_or_else(|| Member::new("Name".into()));
        tree.members.push(("Fruit".to_owned(), label));
    }
    let changes = diff(&old, &new);
    let reach: Vec<_> = changes.facts.iter().flat_map(|fact| &fact.reach).collect();
    assert_eq!(reach.len(), 1);
    assert_eq!(reach[0].paths, ["Left.Fruit"]);
    let shown = view::apichanges(&changes, &old, &new);
    assert!(shown.contains("{'Left': {'Fruit': 'string'}}"), "{shown}");
}

#[test]
fn paths_have_marks_for_items_keys_and_values() {
    let text = OLD.replace(
        "\"Left\": {\"shape\": \"Name\"}",
        "\"Left\": {\"shape\": \"Lists\"}",
    );
    let text = text.replace(
        "\"Name\": {",
        "\"Lists\": {\"type\": \"map\", \"key\": {\"shape\": \"Key\"}, \"value\": {\"shape\": \"List\"}},\
         \"List\": {\"type\": \"list\", \"member\": {\"shape\": \"Value\"}},\
         \"Key\": {\"type\": \"string\"}, \"Value\": {\"type\": \"string\"}, \"Name\": {",
    );
    let paths = |name: &str| {
        let from = format!("\"{name}\": {{\"type\": \"string\"");
        let to = format!("{from}, \"max\": 7");
        let changes = diff(
            &revision("1", &text),
            &revision("2", &text.replace(&from, &to)),
        );
        changes.facts[0].reach[0].paths.clone()
    };
    assert_eq!(paths("Key"), ["Left{key}"]);
    assert_eq!(paths("Value"), ["Left{}[]"]);
}

#[test]
fn what_is_no_model_is_a_problem() {
    let file = Path::new("service-2.json");
    let problems = |text: &str| Revision::read("1", &Documents::of(file, text)).err();
    for text in ["", "[", "[]", "{}", "{\"metadata\": 1}"] {
        assert!(problems(text).is_some_and(|p| !p.0.is_empty()), "{text}");
    }
    let waiters = Document { file, text: "{" };
    let documents = Documents {
        waiters: Some(waiters),
        ..Documents::of(file, OLD)
    };
    let read = Revision::read("1", &documents);
    assert_eq!(read.map(|revision| revision.problems.0.len()), Ok(1));
}

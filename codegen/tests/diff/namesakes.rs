//! What the models call otherwise and the crate alike, and variants that stand for other values.

use std::path::Path;

use serde_json::{Value, json};
use smithwright_codegen::diff::{Changes, Fact, Kind, Revision, Verdict, diff};
use smithwright_codegen::load::{Document, Documents};

use crate::model_files::settings;

/// A service in which every name stands for something: in a path, a query, a header, pages, a wait.
pub(crate) fn arcade(protocol: &str) -> [Value; 3] {
    let service = json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "2020-01-01", "endpointPrefix": "arcade", "protocol": protocol,
            "serviceFullName": "Arcade", "serviceId": "Arcade", "signatureVersion": "v4",
            "jsonVersion": "1.1", "targetPrefix": "Arcade"
        },
        "operations": {
            "ListGames": {
                "name": "ListGames",
                "http": {"method": "GET", "requestUri": "/halls/{Hall}/games"},
                "input": {"shape": "ListGamesInput"},
                "output": {"shape": "ListGamesOutput"},
                "errors": [{"shape": "NotFound"}]
            }
        },
        "shapes": {
            "ListGamesInput": {"type": "structure", "required": ["Hall"], "members": {
                "Hall": {"shape": "Text", "location": "uri"},
                "Token": {"shape": "Text", "location": "querystring", "locationName": "token"},
                "Trace": {"shape": "Text", "location": "header", "locationName": "X-Trace"},
                "Phase": {"shape": "Phase"},
                "Filter": {"shape": "Filter"}
            }},
            "Filter": {"type": "structure", "members": {"Name": {"shape": "Text"}, "Id": {"shape": "Text"}}},
            "ListGamesOutput": {"type": "structure", "members": {
                "Games": {"shape": "Games"}, "Token": {"shape": "Text"}, "State": {"shape": "Text"}
            }},
            "Games": {"member": {"shape": "Text"}, "type": "list"},
            "Phase": {"type": "string", "enum": ["in-game", "over"]},
            "Text": {"type": "string"},
            "NotFound": {"type": "structure", "members": {}, "error": {"httpStatusCode": 404}, "exception": true}
        }
    });
    let paginators = json!({"pagination": {"ListGames": {
        "input_token": "Token", "output_token": "Token", "result_key": "Games"
    }}});
    let waiters = json!({"version": 2, "waiters": {"GamesReady": {
        "operation": "ListGames", "delay": 1, "maxAttempts": 9,
        "acceptors": [{"state": "success", "matcher": "path", "argument": "State", "expected": "READY"}]
    }}});
    [service, paginators, waiters]
}

pub(crate) fn revision(documents: &[Value; 3]) -> Revision {
    let texts = documents.each_ref().map(Value::to_string);
    let names = ["service-2.json", "paginators-1.json", "waiters-2.json"];
    let document = |at: usize| Document {
        file: Path::new(names[at]),
        text: &texts[at],
    };
    let documents = Documents {
        service: document(0),
        paginators: Some(document(1)),
        waiters: Some(document(2)),
        endpoint_rules: None,
    };
    let revision = Revision::read("arcade", &documents).expect("a model");
    // All members are options, so that nothing breaks for being required.
    let settings = settings().into_iter().next();
    Revision {
        settings,
        ..revision
    }
}

/// What replacing texts in all documents does, both ways.
fn both(protocol: &str, replaced: &[(&str, &str)]) -> [Changes; 2] {
    let old = arcade(protocol);
    let new = old.clone().map(|document| {
        let mut text = document.to_string();
        for (from, to) in replaced {
            text = text.replace(from, to);
        }
        serde_json::from_str(&text).expect("JSON")
    });
    let (old, new) = (revision(&old), revision(&new));
    [diff(&old, &new), diff(&new, &old)]
}

/// Kind, subject and verdict of every fact. What is written in another place because it is spelled otherwise is
/// left out: `json!` sorts.
pub(crate) fn shown(changes: &Changes) -> Vec<(Kind, String, Verdict)> {
    let facts = changes.facts.iter();
    let facts = facts.filter(|fact| fact.kind != Kind::MembersReordered);
    let shown = facts.map(|fact| (fact.kind, fact.subject.to_string(), fact.verdict));
    shown.collect()
}

/// Replacing texts gives these facts, by kind, what they are about, and verdict.
#[track_caller]
fn check(protocol: &str, replaced: &[(&str, &str)], expected: &[(Kind, &str, Verdict)]) {
    let [there, back] = both(protocol, replaced);
    let expected = expected.iter();
    let expected: Vec<_> = expected
        .map(|(kind, subject, verdict)| (*kind, (*subject).to_owned(), *verdict))
        .collect();
    assert_eq!(shown(&there), expected, "{replaced:?}");
    // The other way round everything is as grave.
    let graveness = |facts: &[(Kind, String, Verdict)]| {
        let facts = facts.iter();
        facts
            .map(|(kind, _, verdict)| (*kind, *verdict))
            .collect::<Vec<_>>()
    };
    assert_eq!(graveness(&shown(&back)), graveness(&expected), "back");
}

pub(crate) const REST: &str = "rest-json";
const JSON: &str = "json";

#[test]
fn an_operation_has_another_name_where_the_protocol_says_it() {
    let renamed = [("\"ListGames\"", "\"listGames\"")];
    let kind = Kind::OperationNameChanged;
    check(REST, &renamed, &[(kind, "listGames", Verdict::None)]);
    check(JSON, &renamed, &[(kind, "listGames", Verdict::Behaviour)]);
}

#[test]
fn a_shape_has_no_name_on_the_wire() {
    let renamed = [("\"Filter\"", "\"filter\"")];
    let expected = [
        (Kind::ShapeNameChanged, "filter", Verdict::None),
        (
            Kind::WireNameChanged,
            "ListGamesInput.filter",
            Verdict::Behaviour,
        ),
    ];
    // The member is called like its shape.
    check(REST, &renamed, &[expected[1], expected[0]]);
    let list = [
        ("\"Games\":{\"member\"", "\"games\":{\"member\""),
        ("{\"shape\":\"Games\"}", "{\"shape\":\"games\"}"),
    ];
    check(
        REST,
        &list,
        &[(Kind::ShapeNameChanged, "games", Verdict::None)],
    );
}

#[test]
fn an_error_is_known_by_its_code() {
    let renamed = [("NotFound", "notFound")];
    check(
        REST,
        &renamed,
        &[
            (Kind::ShapeNameChanged, "notFound", Verdict::None),
            (Kind::ErrorCodeChanged, "notFound", Verdict::Behaviour),
        ],
    );
}

#[test]
fn what_a_member_is_called_matters_where_it_stands() {
    let renamed = |from: &str, to: &str| [(format!("\"{from}\""), format!("\"{to}\""))];
    let rename = |from: &str, to: &str, expected: &[(Kind, &str, Verdict)]| {
        let texts = renamed(from, to);
        let texts: Vec<_> = texts
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        check(REST, &texts, expected);
    };
    // In the body of the response, and what a wait looks at.
    rename(
        "State",
        "state",
        &[(
            Kind::WireNameChanged,
            "ListGamesOutput.state",
            Verdict::Behaviour,
        )],
    );
    // In a header whose name stays: only `serde` has the member's.
    rename(
        "Trace",
        "trace",
        &[(
            Kind::MemberNameChanged,
            "ListGamesInput.trace",
            Verdict::Behaviour,
        )],
    );
    // Headers have no capitals.
    rename(
        "X-Trace",
        "x-trace",
        &[(Kind::WireNameChanged, "ListGamesInput.Trace", Verdict::None)],
    );
    // Parameters of the query do.
    rename(
        "token",
        "TOKEN",
        &[(
            Kind::WireNameChanged,
            "ListGamesInput.Token",
            Verdict::Behaviour,
        )],
    );
    // The token of pages is in the query and in the response; pages are asked for as before.
    rename(
        "Token",
        "token",
        &[
            (
                Kind::MemberNameChanged,
                "ListGamesInput.token",
                Verdict::Behaviour,
            ),
            (
                Kind::WireNameChanged,
                "ListGamesOutput.token",
                Verdict::Behaviour,
            ),
        ],
    );
}

#[test]
fn a_label_is_not_on_the_wire() {
    let renamed = [("\"Hall\"", "\"hall\""), ("{Hall}", "{hall}")];
    check(
        REST,
        &renamed,
        &[(
            Kind::MemberNameChanged,
            "ListGamesInput.hall",
            Verdict::Behaviour,
        )],
    );
    let by_its_own_name = [
        (
            "\"location\":\"uri\"",
            "\"location\":\"uri\",\"locationName\":\"h\"",
        ),
        ("{Hall}", "{h}"),
    ];
    check(
        REST,
        &by_its_own_name,
        &[
            (Kind::HttpUriChanged, "ListGames", Verdict::None),
            (Kind::WireNameChanged, "ListGamesInput.Hall", Verdict::None),
        ],
    );
    let path = [("/halls/", "/places/")];
    check(
        REST,
        &path,
        &[(Kind::HttpUriChanged, "ListGames", Verdict::Behaviour)],
    );
}

#[test]
fn a_waiter_is_nowhere_but_in_rust() {
    check(
        REST,
        &[("GamesReady", "gamesReady")],
        &[(Kind::WaiterNameChanged, "gamesReady", Verdict::None)],
    );
    check(
        REST,
        &[("GamesReady", "gamesReady"), ("READY", "UP")],
        &[
            (Kind::WaiterNameChanged, "gamesReady", Verdict::None),
            (Kind::WaiterChanged, "gamesReady", Verdict::Behaviour),
        ],
    );
}

/// The only fact of an enum of these values becoming one of those.
#[track_caller]
fn values(was: &[&str], is: &[&str], expected: &[(Kind, &str, Verdict)]) -> Vec<Fact> {
    let of = |values: &[&str]| {
        let mut documents = arcade(REST);
        documents[0]["shapes"]["Phase"]["enum"] = json!(values);
        revision(&documents)
    };
    let changes = diff(&of(was), &of(is));
    let expected = expected.iter();
    let expected: Vec<_> = expected
        .map(|(kind, value, verdict)| (*kind, format!("Phase.{value}"), *verdict))
        .collect();
    assert_eq!(shown(&changes), expected, "{was:?} {is:?}");
    changes.facts
}

#[test]
fn a_variant_that_stands_for_another_value_acts_differently() {
    use Kind::{EnumValueAdded, EnumValueChanged, EnumValueRemoved, EnumValuesReordered};
    use Verdict::{Behaviour, Major, Minor};
    // What comes behind takes no name.
    values(
        &["in-game"],
        &["in-game", "in game"],
        &[(EnumValueAdded, "in game", Minor)],
    );
    values(
        &["Mode", "mode"],
        &["Mode", "mode", "Mode2"],
        &[(EnumValueAdded, "Mode2", Minor)],
    );
    values(
        &["over"],
        &["over", "OVER"],
        &[(EnumValueAdded, "OVER", Minor)],
    );
    // What comes before does.
    values(
        &["in-game"],
        &["in game", "in-game"],
        &[(EnumValueAdded, "in game", Behaviour)],
    );
    values(
        &["over"],
        &["OVER", "over"],
        &[(EnumValueAdded, "OVER", Behaviour)],
    );
    let facts = values(
        &["Mode", "mode"],
        &["Mode2", "Mode", "mode"],
        &[(EnumValueAdded, "Mode2", Behaviour)],
    );
    assert_eq!(facts[0].items, ["Phase::Mode2"]);
    // Every variant of twins moves on, and one fact is why.
    let facts = values(
        &["a-b", "a b"],
        &["a_b", "a-b", "a b"],
        &[(EnumValueAdded, "a_b", Behaviour)],
    );
    assert_eq!(facts[0].items, ["Phase::AB", "Phase::AB2"]);
    // One value for another.
    let facts = values(
        &["in-game"],
        &["in_game"],
        &[(EnumValueChanged, "in_game", Behaviour)],
    );
    assert_eq!(facts[0].items, ["Phase::InGame"]);
    assert_eq!(
        (facts[0].old.as_deref(), facts[0].new.as_deref()),
        (Some("in-game"), Some("in_game"))
    );
    // The twin that had the number is gone, or the other one and the number.
    values(
        &["in-game", "in game"],
        &["in-game"],
        &[(EnumValueRemoved, "in game", Major)],
    );
    values(
        &["in-game", "in game"],
        &["in game"],
        &[(EnumValueRemoved, "in-game", Major)],
    );
    // Twins that change places exchange their variants.
    let changes = {
        let of = |values: &[&str]| {
            let mut documents = arcade(REST);
            documents[0]["shapes"]["Phase"]["enum"] = json!(values);
            revision(&documents)
        };
        diff(&of(&["in-game", "in game"]), &of(&["in game", "in-game"]))
    };
    assert_eq!(
        shown(&changes),
        [(EnumValuesReordered, "Phase".to_owned(), Behaviour)]
    );
    assert_eq!(changes.facts[0].items, ["Phase::InGame", "Phase::InGame2"]);
}

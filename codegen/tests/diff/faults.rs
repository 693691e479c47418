//! Verdicts that were untrue once, with the inputs that showed it: `faults/diff` of the test data.

use std::fs;
use std::path::{Path, PathBuf};

use smithwright_codegen::diff::{
    Changes, Kind, Level, Program, Revision, Source, Verdict, diff, mark_used, view,
};
use smithwright_codegen::load::Documents;

/// The folder; `None`, and a line that says so, where it is not at hand.
fn folder(test: &str) -> Option<PathBuf> {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: {test}: SMITHWRIGHT_DATA is not set");
        return None;
    };
    Some(Path::new(&data).join("faults/diff"))
}

fn read(folder: &Path, fault: &str, side: &str) -> Revision {
    let path = folder.join(fault).join(format!("{side}.json"));
    let text = fs::read_to_string(&path).expect("a model");
    Revision::read(side, &Documents::of(&path, &text)).expect("a model")
}

/// Both models and what differs. What the text says of a fact is held against what the JSON says.
fn compare(folder: &Path, fault: &str) -> (Revision, Revision, Changes) {
    let (old, new) = (read(folder, fault, "old"), read(folder, fault, "new"));
    let changes = diff(&old, &new);
    (old, new, changes)
}

/// Kind, subject and verdict of every fact, as JSON has them.
fn facts(changes: &Changes) -> Vec<(String, String, String)> {
    let json = view::json(std::slice::from_ref(changes));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let facts = json["changes"][0]["facts"].as_array().expect("facts");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let facts = facts.iter();
    facts
        .map(|fact| {
            (
                text(&fact["kind"]),
                text(&fact["subject"]),
                text(&fact["verdict"]),
            )
        })
        .collect()
}

#[track_caller]
fn are(changes: &Changes, expected: &[(Kind, &str, Verdict)]) {
    let expected = expected.iter().map(|(kind, subject, verdict)| {
        let (kind, verdict) = (kind.as_str().to_owned(), verdict.as_str().to_owned());
        (kind, (*subject).to_owned(), verdict)
    });
    assert_eq!(facts(changes), expected.collect::<Vec<_>>());
}

#[test]
fn a_value_that_takes_over_a_variant_acts_differently() {
    let Some(folder) = folder("a_value_that_takes_over_a_variant_acts_differently") else {
        return;
    };
    let (old, new, mut changes) = compare(&folder, "enum-steals-name");
    are(
        &changes,
        &[(Kind::EnumValueAdded, "Phase.in game", Verdict::Behaviour)],
    );
    assert_eq!(changes.facts[0].items, ["Phase::InGame"]);
    let says = "the variant `Phase::InGame` stands for another value";
    assert_eq!(changes.facts[0].reason, says);
    assert!(view::text(&changes, view::Colours::Off).contains(says));
    assert_eq!(changes.bump.level, Level::Minor);
    let why = format!("behaviour: Phase.in game: {says}");
    assert_eq!(changes.bump.reasons, [why]);
    let release = view::Release {
        version: "0.2.0",
        date: None,
        origin: "new",
    };
    let changelog = view::changelog(&changes, &release, "old", &[]);
    let line = "- The variant `Phase::InGame` stands for another value:\n  - enum value added: `Phase.in game`.";
    assert!(changelog.contains(line), "{changelog}");

    let text = fs::read_to_string(folder.join("game.rs")).expect("a program");
    let file = "game.rs".to_owned();
    let (program, _) = Program::read(&[Source { file, text }], &[]);
    assert!(mark_used(&mut changes, &old, &new, &program));
    let uses = changes.facts[0].uses.iter().flatten();
    let uses: Vec<_> = uses.map(|one| (one.line, one.what.as_str())).collect();
    assert!(
        uses.contains(&(2, "names types::Phase::InGame")),
        "{uses:?}"
    );

    // Taken back, the variant of the twin is gone, and the other one moves.
    let back = diff(&new, &old);
    are(
        &back,
        &[(Kind::EnumValueRemoved, "Phase.in game", Verdict::Major)],
    );
}

#[test]
fn a_member_of_other_capitals_is_called_otherwise_on_the_wire() {
    let Some(folder) = folder("a_member_of_other_capitals_is_called_otherwise_on_the_wire") else {
        return;
    };
    let (old, new, changes) = compare(&folder, "member-case");
    are(
        &changes,
        &[
            (Kind::MembersReordered, "Rule", Verdict::None),
            (Kind::WireNameChanged, "Rule.key", Verdict::Behaviour),
        ],
    );
    let fact = &changes.facts[1];
    let values = (fact.old.as_deref(), fact.new.as_deref());
    assert_eq!(values, (Some("Key"), Some("key")));
    let text = view::text(&changes, view::Colours::Off);
    assert!(
        text.contains("Rule.key: name on the wire changed (Key -> key)"),
        "{text}"
    );
    assert!(!text.contains("New"), "{text}");
    assert_eq!(diff(&new, &old).gravest(), Verdict::Behaviour);
}

#[test]
fn a_required_token_is_filled_in() {
    let Some(folder) = folder("a_required_token_is_filled_in") else {
        return;
    };
    let (_, _, changes) = compare(&folder, "required-idempotency-token");
    are(
        &changes,
        &[(Kind::MemberAdded, "PutGameRequest.Token", Verdict::Minor)],
    );
    let text = view::text(&changes, view::Colours::Off);
    assert!(text.contains("1 minor\n"), "{text}");
    assert!(!text.contains("refused"), "{text}");
}

#[test]
fn a_token_that_becomes_required_is_filled_in() {
    let Some(folder) = folder("a_token_that_becomes_required_is_filled_in") else {
        return;
    };
    let (old, new, changes) = compare(&folder, "token-becomes-required");
    are(
        &changes,
        &[(Kind::RequiredAdded, "PutGameRequest.Token", Verdict::None)],
    );
    assert_eq!(changes.bump.level, Level::None);
    are(
        &diff(&new, &old),
        &[(Kind::RequiredRemoved, "PutGameRequest.Token", Verdict::None)],
    );
}

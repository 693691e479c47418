//! Every fact of the founding documents that speaks of an operation or a type is on its page.
//!
//! The documents stand beside `SMITHWRIGHT_DATA` and not in the repository.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use smithwright_codegen::lower::docs::{Links, markdown};

use super::sentences::{Page, of_document, page, spelled, visible};

/// What is about the document itself, by the words that such sentences hold.
const ABOUT_THE_DOCUMENT: [&str; 13] = [
    ":doc:",
    "See also: AWS API Documentation",
    "datetime(2015, 1, 1)",
    "PlayerSession - Amazon GameLift Servers",
    "In the following list, the required parameters",
    "For more information about using this API in one of the language-specific",
    "Halaman ini belum",
    "Amazon Web Services, Inc. atau",
    "Semua hak dilindungi",
    "This field is autopopulated",
    "- 3 new 30 updated api methods",
    "': 'string'",
    "Changes Amazon GameLift now supports ARNs",
];

/// The sentences that the newer model words differently, by how they begin, and what it says now.
const REWORDED: [(&str, &str); 10] = [
    (
        "A unique identifier for the game session to add a player to.",
        "An identifier for the game session that is unique across all regions to add a player to.",
    ),
    (
        "A unique identifier for the game session that the player session is connected to.",
        "An identifier for the game session that is unique across all regions that the player session is connected to.",
    ),
    (
        "A unique identifier for the game session.",
        "An identifier for the game session that is unique across all regions.",
    ),
    (
        "The Amazon Resource Name ( ARN) associated with the GameLift fleet",
        "The Amazon Resource Name (ARN) associated with the GameLift fleet",
    ),
    (
        "Amazon GameLift Servers retains logs for active for 14 days.",
        "Amazon GameLift Servers retains logs for active game sessions for 14 days.",
    ),
    (
        "If you your fleet doesn't have a resource creation limit policy",
        "If your fleet doesn't have a resource creation limit policy",
    ),
    (
        "A game session ARN has the following format:",
        "The value is always a full ARN in the following format:",
    ),
    (
        // The document lost what stood between the two.
        "Please use IdempotencyToken instead.Custom string",
        "Custom string that uniquely identifies a request for a new game session.",
    ),
    (
        "A player session can represents a reserved player slot",
        "A player session can represent a reserved player slot",
    ),
    (
        "After the game session ends, player sessions information",
        "After the game session ends, player session information",
    ),
];

/// The founding document of this number.
fn seed(number: &str) -> Option<String> {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: seeds: SMITHWRIGHT_DATA is not set");
        return None;
    };
    let folder = PathBuf::from(data).join("../seeds");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: seeds: {} is not there", folder.display());
        return None;
    };
    let mut files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let name = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(number))
    };
    fs::read_to_string(files.find(name)?).ok()
}

/// Checks that every sentence of a document is on a page, or is listed.
#[track_caller]
fn check_sentences(document: &str, page: &Page) {
    let missing: Vec<_> = of_document(document)
        .into_iter()
        .filter(|sentence| {
            !ABOUT_THE_DOCUMENT
                .iter()
                .any(|about| sentence.contains(about))
        })
        .filter(|sentence| !page.docs.contains(sentence.as_str()))
        .filter(|sentence| {
            let listed = REWORDED
                .iter()
                .find(|(start, _)| sentence.starts_with(start));
            !listed.is_some_and(|(_, now)| page.docs.contains(&spelled(now)))
        })
        .collect();
    assert!(
        missing.is_empty(),
        "not on the page:\n{}",
        missing.join("\n")
    );
}

/// Checks the facts of a page of boto3's reference that are no sentences.
#[track_caller]
fn check_facts(document: &str, page: &Page) {
    let mut facts = 0;
    for line in document.lines().map(str::trim) {
        if let Some((_, error)) = line.split_once(".exceptions.") {
            let error = error.trim_end_matches('`');
            let link = format!("- [`{error}`](crate::types::error::{error}): ");
            assert!(page.source.contains(&link), "{error}");
            facts += 1;
        }
        if let Some((name, rest)) = line
            .strip_prefix(":param ")
            .and_then(|line| line.split_once(':'))
        {
            check_member(page, name, rest.contains("[REQUIRED]"));
            facts += 1;
        }
        if let Some((name, _)) = line
            .strip_prefix("- **")
            .and_then(|line| line.split_once("** *("))
        {
            check_member(page, name, line.contains("[REQUIRED]"));
            facts += 1;
        }
        if line.contains("'|'") {
            let (_, values) = line.split_once(": ").expect("a field and its values");
            for value in values.trim_end_matches(',').split('|') {
                let value = value.trim_matches('\'');
                // What the model's text lists is not listed again.
                let forms = [format!("`{value}`"), format!("- **{value}** --")];
                let is_there = forms.iter().any(|form| page.source.contains(form));
                assert!(is_there, "{value}");
                facts += 1;
            }
        }
    }
    assert!(facts > 5, "{facts}");
}

/// Checks that a member is there, and that its documentation says whether it is required.
#[track_caller]
fn check_member(page: &Page, name: &str, is_required: bool) {
    let entries = [format!("new(\"{name}\""), format!("structure(\"{name}\"")];
    let lines: Vec<_> = page.source.lines().map(str::trim).collect();
    let has_entry = |line: &str| entries.iter().any(|entry| line.contains(entry.as_str()));
    let mut docs = (0..lines.len())
        .filter(|at| has_entry(lines[*at]))
        .map(|at| {
            let above = lines[..at].iter().rev();
            above.take_while(|line| line.starts_with("///"))
        })
        .peekable();
    assert!(docs.peek().is_some(), "{name} is not there");
    let says_so = docs.any(|mut docs| docs.any(|line| *line == "/// - Required."));
    assert!(says_so || !is_required, "{name} is required");
}

#[test]
fn create_player_session() {
    let Some(document) = seed("000") else { return };
    let page = page("gamelift", "operation/_create_player_session");
    check_sentences(&document, &page);
    check_facts(&document, &page);
}

#[test]
fn create_game_session() {
    let Some(document) = seed("001") else { return };
    let page = page("gamelift", "operation/_create_game_session");
    check_sentences(&document, &page);
    check_facts(&document, &page);
}

#[test]
fn create_stream_session_connection() {
    let Some(document) = seed("004") else { return };
    let page = page(
        "gameliftstreams",
        "operation/_create_stream_session_connection",
    );
    check_sentences(&document, &page);
    check_facts(&document, &page);
}

#[test]
fn player_session() {
    let Some(document) = seed("002") else { return };
    let (_, document) = document
        .split_once("PlayerSession - ")
        .expect("the page's title");
    check_sentences(document, &page("gamelift", "types/_player_session"));
}

/// Leads nowhere.
struct Nowhere;

impl Links for Nowhere {
    fn item(&self, _: &str) -> Option<String> {
        None
    }

    fn is_own_reference(&self, _: &str) -> bool {
        false
    }
}

/// The document of 2019 is older than the vendored model by six years of edits: what is compared is our
/// Markdown of the model of its day.
#[test]
fn the_changes_of_2019() {
    let Some(document) = seed("003") else { return };
    let data = std::env::var_os("SMITHWRIGHT_DATA").unwrap_or_default();
    let model = PathBuf::from(data).join("model-history/gamelift-1.13.43.json.gz");
    let Ok(unpacked) = Command::new("gzip").arg("-dc").arg(&model).output() else {
        return println!("skipped: the_changes_of_2019: no gzip");
    };
    let model: Value = serde_json::from_slice(&unpacked.stdout).expect("a model");
    let mut docs = String::new();
    collect(&model, &mut docs);
    let page = Page {
        docs,
        source: String::new(),
    };
    check_sentences(&document, &page);
}

fn collect(json: &Value, docs: &mut String) {
    match json {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(html) if key == "documentation" => {
                        let markdown = markdown(html, &Nowhere).expect("known tags");
                        docs.push_str(&visible(&markdown));
                        docs.push('\n');
                    }
                    _ => collect(member, docs),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, docs)),
        _ => {}
    }
}

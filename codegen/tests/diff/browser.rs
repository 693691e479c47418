//! The page in a browser: what is there, what opens, what the filter leaves, and that no request leaves.
//!
//! Needs Chromium: the program that `SMITHWRIGHT_CHROMIUM` names, or one of the usual names in `PATH`.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use html5gum::{Token, Tokenizer};
use serde_json::Value;
use smithwright_codegen::diff::{Revision, diff, view};

use crate::html::{a_history, operations, page, zoo};
use crate::model_files::{PAIRS, history, old};

/// The browser; `None`, and a line that says so, where there is none.
fn chromium(test: &str) -> Option<PathBuf> {
    if let Some(named) = env::var_os("SMITHWRIGHT_CHROMIUM") {
        return Some(named.into());
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|program| program.is_file());
    if found.is_none() {
        println!("skipped: {test}: there is no Chromium");
    }
    found
}

/// What the script saw that uses the page. The filter is tried with `wanted`.
fn seen(chromium: &Path, page: &str, wanted: &str) -> Value {
    let script = include_str!("browser.js").replace("WANTED", &format!("{wanted:?}"));
    let page = page.replace("</body>", &format!("<script>\n{script}</script>\n</body>"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    fs::write(&file, page).expect("a file");
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .args([
            "--disable-background-networking",
            "--virtual-time-budget=5000",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("Chromium");
    let dom = String::from_utf8_lossy(&output.stdout);
    let problem = || String::from_utf8_lossy(&output.stderr).into_owned();
    let text = text_of(&dom, "seen").unwrap_or_else(|| panic!("no result: {}", problem()));
    serde_json::from_str(&text).expect("JSON")
}

/// The text of the element with this id.
fn text_of(dom: &str, id: &str) -> Option<String> {
    let mut tokens = Tokenizer::new(dom).filter_map(Result::ok);
    tokens.find(|token| match token {
        Token::StartTag(tag) => {
            let mut attributes = tag.attributes.iter();
            attributes.any(|(name, value)| ***name == *b"id" && value.value[..] == *id.as_bytes())
        }
        _ => false,
    })?;
    let text = tokens.map_while(|token| match token {
        Token::String(text) => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    });
    Some(text.collect())
}

#[track_caller]
fn check(chromium: &Path, old: &Revision, new: &Revision, wanted: &str) {
    let changes = diff(old, new);
    let seen = seen(chromium, &page(old, new), wanted);
    let names = |key: &str| {
        let names = seen[key].as_array().into_iter().flatten();
        names.filter_map(Value::as_str).collect::<BTreeSet<_>>()
    };
    let all = operations(&changes);
    assert_eq!(names("operations"), all, "every operation is there: {seen}");
    assert_eq!(names("shownWhenOpen"), all, "and can be seen: {seen}");
    assert_eq!(names("unfiltered"), all, "and back again: {seen}");
    let are_true = [
        "closedAtFirst",
        "opens",
        "shows",
        "closes",
        "allOpen",
        "allClosed",
        "unfolds",
    ];
    for key in are_true {
        let is_there = seen.get(key).is_some() || (all.is_empty() && key != "closedAtFirst");
        assert!(is_there && seen[key] != false, "{key}: {seen}");
    }
    let filtered = names("filtered");
    assert!(filtered.contains(wanted) || wanted.is_empty(), "{seen}");
    assert!(filtered.len() < all.len() || wanted.is_empty(), "{seen}");
    assert!(names("filteredOut").is_empty(), "{seen}");
    assert_eq!(seen["sectionsWithoutEntries"], 0, "{seen}");
    assert_eq!(seen["stickingOut"], serde_json::json!([]), "{seen}");
    assert_eq!(seen["requests"], serde_json::json!([]), "{seen}");
    assert_eq!(seen["blocked"], serde_json::json!([]), "{seen}");
    assert_eq!(seen["control"], 1, "a request would be noticed: {seen}");
}

#[test]
fn a_page_works_in_a_browser() {
    let Some(chromium) = chromium("a_page_works_in_a_browser") else {
        return;
    };
    let (old, new) = zoo();
    check(&chromium, &old, &new, "Wash");
    check(&chromium, &old, &new, "Sell");
}

#[test]
fn a_history_works_in_a_browser() {
    let Some(chromium) = chromium("a_history_works_in_a_browser") else {
        return;
    };
    let (old, new) = zoo();
    let page = view::history_html(&a_history(&old, &new));
    let quoted = seen(&chromium, &page, "\"Wash brown\"");
    assert_eq!(quoted["filtered"], serde_json::json!([]), "{quoted}");
    let seen = seen(&chromium, &page, "Wash brown");
    let number = |key: &str| seen[key].as_array().map(Vec::len);
    assert_eq!(number("shownWhenOpen"), Some(10), "{seen}");
    assert_eq!(
        number("filtered"),
        Some(2),
        "unfolded by the filter: {seen}"
    );
    assert_eq!(seen["allOpen"], true, "{seen}");
    assert_eq!(seen["unfolds"], true, "{seen}");
    assert_eq!(seen["packed"], 2, "a version for each change: {seen}");
    assert_eq!(seen["leadsInto"], true, "{seen}");
    assert_eq!(seen["packedStill"], 1, "{seen}");
    for key in ["filteredOut", "stickingOut", "requests", "blocked"] {
        assert_eq!(number(key), Some(0), "{key}: {seen}");
    }
}

#[test]
fn pages_of_the_past_work_in_a_browser() {
    let test = "pages_of_the_past_work_in_a_browser";
    let (Some(chromium), Some(history)) = (chromium(test), history(test)) else {
        return;
    };
    for pair in PAIRS {
        let (was, is) = (old(&history, pair.0), old(&history, pair.1));
        let wanted = match pair.1 {
            "gamelift-1.13.43" => "TagResource",
            "gamelift-1.35.59" => "CreateContainerFleet",
            _ => "",
        };
        check(&chromium, &was, &is, wanted);
    }
}

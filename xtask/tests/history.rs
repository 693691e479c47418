//! `cargo xtask history` on folders of models; nothing is fetched.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

/// Runs the command: what it prints, or the problem.
fn run(args: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("history")
        .args(args)
        .env("NO_COLOR", "1")
        .output()
        .expect("xtask runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match output.status.code() {
        Some(0) => Ok(text(&output.stdout)),
        _ => Err(text(&output.stderr)),
    }
}

const MODEL: &str = include_str!("zoo.json");

/// Runs the command on five versions of a model: the third has a member more, the fifth none.
fn run_on_zoo(args: &[&str]) -> Result<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let more = MODEL.replace("}}},", "}, \"Salt\": {\"shape\": \"Name\"}}},");
    let none = MODEL.replace("\"Name\": {\"shape\": \"Name\"}", "");
    let versions = [
        ("1.9.0", MODEL),
        ("1.9.1", MODEL),
        ("1.10.0", &more),
        ("1.10.1", &more),
        ("1.11.0", &none),
    ];
    for (version, text) in versions {
        fs::write(folder.path().join(format!("zoo-{version}.json")), text).expect("a file");
    }
    let path = folder.path().display().to_string();
    let all = [&["zoo", "--models", &path], args].concat();
    run(&all).map_err(|problem| problem.replace(&path, "FOLDER"))
}

#[test]
fn versions_that_change_nothing_are_left_out() {
    let expected = "Amazon Zoo: 1.9.0 to 1.11.0, 5 versions, 2 of them changed the models\n\n\
        1.10.0 after 1.9.1 - 1 updated api methods\n  1 minor; version bump: minor\n\n\
        1.11.0 after 1.10.1 - 1 updated api methods\n  2 major; version bump: major\n";
    let all = run_on_zoo(&[]).expect("a history");
    let without_facts = all
        .lines()
        .filter(|line| !line.contains("Food") && !line.starts_with("   "));
    let without_facts: String = without_facts.map(|line| format!("{line}\n")).collect();
    assert_eq!(without_facts, expected, "{all}");
    assert!(
        all.contains("  Food: member removed: Name (Name), Salt (Name)"),
        "{all}"
    );
    assert_eq!(run_on_zoo(&["--every"]), Ok(all));
    let part = run_on_zoo(&["--from", "1.9.1", "--to", "1.10.1"]);
    assert!(part.is_ok_and(|part| part.contains("1.9.1 to 1.10.1, 3 versions, 1 of them")));
    let none = run_on_zoo(&["--from", "1.9.0", "--to", "1.9.1"]);
    let expected = "Amazon Zoo: 1.9.0 to 1.9.1, 2 versions, and none of them changed the models\n";
    assert_eq!(none.as_deref(), Ok(expected));
}

#[test]
fn a_history_is_a_page_or_json_as_well() {
    let page = run_on_zoo(&["--format", "html"]).expect("a page");
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    assert_eq!(page.matches("<template>").count(), 2);
    assert!(page.contains("1.11.0 after 1.10.1"), "{page}");
    let json = run_on_zoo(&["--format", "json"]).expect("JSON");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let versions = json["changes"].as_array().into_iter().flatten();
    let versions: Vec<_> = versions.map(|one| (&one["old"], &one["new"])).collect();
    assert_eq!(
        versions,
        [
            (&json!("1.9.1"), &json!("1.10.0")),
            (&json!("1.10.1"), &json!("1.11.0"))
        ]
    );
}

#[test]
fn what_cannot_be_read_is_a_problem() {
    let problem = |args: &[&str]| run_on_zoo(args).expect_err("a problem");
    let missing = problem(&["--from", "1.10.2"]);
    assert!(
        missing.contains("the nearest is 1.10.1 or 1.11.0"),
        "{missing}"
    );
    let nowhere = run(&["zoo", "--models", "/nowhere"]).expect_err("a problem");
    assert!(nowhere.contains("/nowhere: it cannot be read"), "{nowhere}");
    let folder = tempfile::tempdir().expect("a folder");
    for version in ["1.0", "1.1"] {
        let text = format!("{{{version}");
        fs::write(folder.path().join(format!("zoo-{version}.json")), text).expect("a file");
    }
    let path = folder.path().display().to_string();
    let broken = run(&["zoo", "--models", &path]).expect_err("a problem");
    assert!(broken.contains("zoo-1.0.json"), "{broken}");
}

#[test]
fn a_cache_without_packages_has_no_history() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["history", "zoo", "--from", "1.0.0", "--offline"])
        .env("SMITHWRIGHT_CACHE", "/nowhere")
        .output()
        .expect("xtask runs");
    assert_eq!(output.status.code(), Some(1));
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(problem.contains("there is no version at all"), "{problem}");
}

#[test]
fn the_history_of_gamelift() {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: the_history_of_gamelift: SMITHWRIGHT_DATA is not set");
        return;
    };
    let folder = Path::new(&data).join("model-history");
    let history = run(&["gamelift", "--models", &folder.display().to_string()]);
    insta::assert_snapshot!(history.expect("a history"));
}

//! The folder of models: every way in which it can be wrong is noticed and named.

use std::path::Path;

use sha2::{Digest, Sha256};
use smithwright_codegen::load::load;
use tempfile::TempDir;

const PARTITIONS: &str = r#"{ "version": "1.1", "partitions": [] }"#;

const SERVICE: &str = r#"{
  "version": "2.0",
  "metadata": {
    "apiVersion": "2020-01-01", "endpointPrefix": "arcade", "protocol": "rest-json",
    "serviceFullName": "Arcade", "serviceId": "Arcade", "signatureVersion": "v4"
  },
  "operations": { "GetGame": { "name": "GetGame", "http": { "method": "GET", "requestUri": "/" } } },
  "shapes": {}
}"#;

const SERVICES: &str = r#"
[arcade]
folder = "arcade"
crate = "arcade"
version = "0.1.0"
protocol = "rest-json"
nullability = "all-optional"
"#;

/// A folder of models with one small service, of which nothing is wrong.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "arcade/service-2.json", SERVICE);
    write(folder.path(), "partitions.json", PARTITIONS);
    write(folder.path(), "services.toml", SERVICES);
    lock(folder.path(), &["arcade/service-2.json", "partitions.json"]);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

fn lock(folder: &Path, names: &[&str]) {
    let lines = names
        .iter()
        .map(|name| format!("\"{name}\" = \"{}\"\n", sha256(folder, name)));
    let head = "package = \"botocore\"\nversion = \"1.0.0\"\n[sha256]\n".to_owned();
    write(
        folder,
        "models.lock",
        &lines.fold(head, |text, line| text + &line),
    );
}

fn sha256(folder: &Path, name: &str) -> String {
    let bytes = std::fs::read(folder.join(name)).expect("a file");
    format!("{:x}", Sha256::digest(bytes))
}

#[track_caller]
fn check_problems(folder: &TempDir, selection: &[&str], expected: &str) {
    let selection: Vec<String> = selection.iter().map(|name| (*name).to_owned()).collect();
    let problems = load(folder.path(), &selection).expect_err("something is wrong");
    assert_eq!(problems.to_string(), expected);
}

#[test]
fn loads_what_was_asked_for() {
    let folder = folder();
    for selection in [vec![], vec!["arcade".to_owned()]] {
        let loaded = load(folder.path(), &selection).expect("nothing is wrong");
        let [arcade] = loaded.as_slice() else {
            panic!("one service")
        };
        assert_eq!(arcade.file, Path::new("arcade/service-2.json"));
        assert_eq!(
            arcade.model_sha256,
            sha256(folder.path(), "arcade/service-2.json")
        );
        let paths: Vec<_> = arcade
            .sources
            .iter()
            .map(|source| source.path.as_path())
            .collect();
        assert_eq!(
            paths,
            [
                Path::new("arcade/service-2.json"),
                Path::new("partitions.json")
            ]
        );
        assert_eq!(arcade.lock.version, "1.0.0");
    }
}

#[test]
fn names_unknown_services() {
    check_problems(
        &folder(),
        &["arcade", "arcades"],
        "services.toml: there is no service `arcades`\n    \
         fix: did you mean `arcade`? Otherwise add it to the file",
    );
}

#[test]
fn notices_files_that_changed() {
    let folder = folder();
    let before = sha256(folder.path(), "partitions.json");
    write(
        folder.path(),
        "partitions.json",
        &PARTITIONS.replace("1.1", "1.2"),
    );
    let after = sha256(folder.path(), "partitions.json");
    check_problems(
        &folder,
        &[],
        &format!(
            "partitions.json: its SHA-256 is {after}, and models.lock says {before}\n    \
             fix: restore it from botocore 1.0.0"
        ),
    );
}

#[test]
fn notices_files_that_are_missing() {
    let folder = folder();
    std::fs::remove_file(folder.path().join("partitions.json")).expect("a file");
    let problems = load(folder.path(), &[])
        .expect_err("something is wrong")
        .to_string();
    assert!(
        problems.starts_with("partitions.json: the file cannot be read: "),
        "{problems}"
    );
    lock(folder.path(), &[]);
    std::fs::remove_file(folder.path().join("arcade/service-2.json")).expect("a file");
    check_problems(
        &folder,
        &[],
        "models.lock: `arcade/service-2.json` is needed, and is not locked\n    \
         fix: run `cargo xtask update`, or correct `folder` in services.toml\n\
         models.lock: `partitions.json` is needed, and is not locked\n    \
         fix: run `cargo xtask update`, or correct `folder` in services.toml",
    );
}

#[test]
fn notices_files_that_nobody_reads() {
    let folder = folder();
    write(folder.path(), "arcade/waiters-2.json", "{}");
    write(folder.path(), "old/service-2.json", "{}");
    lock(
        folder.path(),
        &[
            "arcade/service-2.json",
            "old/service-2.json",
            "partitions.json",
        ],
    );
    check_problems(
        &folder,
        &[],
        "models.lock: `old/service-2.json` is locked, and no service of services.toml reads it\n    \
         fix: remove the file and its line, or add the service\n\
         arcade/waiters-2.json: the file is not listed in models.lock\n    \
         fix: remove it, or run `cargo xtask update`",
    );
}

#[test]
fn holds_the_manifest_against_the_model() {
    let folder = folder();
    let services =
        SERVICES.replace("rest-json", "json") + "operations = [\"GetGame\", \"GetGames\"]\n";
    write(folder.path(), "services.toml", &services);
    check_problems(
        &folder,
        &[],
        "services.toml: line 8: `arcade` has no operation `GetGames`\n    \
         fix: did you mean `GetGame`? Otherwise remove it from the list\n\
         services.toml: line 6: `arcade` does not speak `json`\n    \
         fix: choose `rest-json`, which its model offers",
    );
}

#[test]
fn gathers_the_problems_of_all_files() {
    let folder = folder();
    write(
        folder.path(),
        "arcade/service-2.json",
        &SERVICE.replace("version", "Version"),
    );
    write(folder.path(), "arcade/paginators-1.json", "{");
    write(folder.path(), "partitions.json", "[]");
    let names = [
        "arcade/paginators-1.json",
        "arcade/service-2.json",
        "partitions.json",
    ];
    lock(folder.path(), &names);
    let problems = load(folder.path(), &[]).expect_err("something is wrong");
    let files: Vec<_> = problems
        .0
        .iter()
        .map(|problem| problem.file.as_path())
        .collect();
    let expected = [
        "partitions.json",
        "arcade/service-2.json",
        "arcade/paginators-1.json",
    ];
    assert_eq!(files, expected.map(Path::new));
}

#[test]
fn needs_both_files_that_people_write() {
    let folder = TempDir::new().expect("a folder");
    let problems = load(folder.path(), &[]).expect_err("something is wrong");
    let files: Vec<_> = problems
        .0
        .iter()
        .map(|problem| problem.file.as_path())
        .collect();
    assert_eq!(files, ["services.toml", "models.lock"].map(Path::new));
}

const OVERLAY: &str = r#"
[waiters.GameGone]
operation = "GetGame"
description = "Waits."
source = "https://example.com/"
delay = 1
acceptors = [{ matcher = "error", expected = true, state = "success" }]
"#;

#[test]
fn an_overlay_is_one_of_the_sources() {
    let folder = folder();
    let services = format!("{SERVICES}overlay = \"overlays/arcade.toml\"\n");
    write(folder.path(), "services.toml", &services);
    write(folder.path(), "overlays/arcade.toml", OVERLAY);
    let loaded = load(folder.path(), &[]).expect("nothing is wrong");
    let [arcade] = loaded.as_slice() else {
        panic!("one service")
    };
    assert!(
        arcade.model.operations["GetGame"]
            .waiters
            .contains_key("GameGone")
    );
    let mut sources = arcade.sources.iter();
    let overlay = sources.find(|source| source.path == Path::new("overlays/arcade.toml"));
    let overlay = overlay.expect("the overlay");
    assert_eq!(
        overlay.sha256,
        sha256(folder.path(), "overlays/arcade.toml")
    );
}

#[test]
fn notices_overlays_that_nobody_names() {
    let folder = folder();
    write(folder.path(), "overlays/arcade.toml", OVERLAY);
    check_problems(
        &folder,
        &[],
        "overlays/arcade.toml: the file is the overlay of no service of services.toml\n    \
         fix: write `overlay = \"overlays/arcade.toml\"` at a service, or remove the file",
    );
}

#[test]
fn notices_overlays_that_are_missing() {
    let folder = folder();
    let services = format!("{SERVICES}overlay = \"overlays/arcade.toml\"\n");
    write(folder.path(), "services.toml", &services);
    check_problems(
        &folder,
        &[],
        "overlays/arcade.toml: the file cannot be read: No such file or directory (os error 2)\n    \
         fix: create the file, or point to the folder that has it",
    );
}

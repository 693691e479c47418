//! `cargo xtask update` from the package to the crates, on workspaces and packages that are made up.

mod failures;
mod package;
mod real;
mod workspace;

use package::Package;
use workspace::{Ran, Workspace, repository};

/// What to generate: a service that changes, and one that does not.
const SERVICES: &str = "# What is generated.

[zoo]
folder = \"zoo/2020-01-01\"
crate = \"zoo\"
version = \"0.1.0\" # the first
protocol = \"json\"
nullability = \"all-optional\"

[farm]
folder = \"farm/2020-01-01\"
crate = \"farm-client\"
version = \"1.2.3\"
protocol = \"json\"
nullability = \"all-optional\"
";

const MODEL: &str = r#"{
    "version": "2.0",
    "metadata": {
        "apiVersion": "2020-01-01", "auth": ["aws.auth#sigv4"], "endpointPrefix": "zoo", "protocol": "json",
        "jsonVersion": "1.1", "serviceFullName": "Amazon Zoo", "serviceId": "Zoo", "signatureVersion": "v4",
        "targetPrefix": "Zoo"
    },
    "operations": {
        "Feed": {
            "name": "Feed", "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "FeedInput"}, "output": {"shape": "FeedOutput"},
            "documentation": "<p>Feeds an animal.</p>"
        }
    },
    "shapes": {
        "FeedInput": {"type": "structure", "members": {"Food": {"shape": "Name"}, "Token": {"shape": "Name"}}},
        "FeedOutput": {"type": "structure", "members": {
            "Leftovers": {"shape": "Names"}, "Token": {"shape": "Name"}
        }},
        "Name": {"type": "string", "max": 20},
        "Names": {"type": "list", "member": {"shape": "Name"}}
    }
}"#;

const PAGINATORS: &str = r#"{"pagination": {"Feed": {
    "input_token": "Token", "output_token": "Token", "result_key": "Leftovers"
}}}"#;

const WAITERS: &str = r#"{"version": 2, "waiters": {"Fed": {
    "operation": "Feed", "delay": 5, "maxAttempts": 3,
    "acceptors": [{"matcher": "status", "expected": 200, "state": "success"}]
}}}"#;

/// The models of both services, after `change` of the one.
fn models(change: impl Fn(&str) -> String) -> Vec<(&'static str, String)> {
    let farm = MODEL.replace("Zoo", "Farm").replace("\"zoo\"", "\"farm\"");
    let rules = repository("tests/fixtures/endpoint-rule-set-1.json");
    vec![
        ("farm/2020-01-01/endpoint-rule-set-1.json", rules.clone()),
        ("farm/2020-01-01/service-2.json", farm),
        ("partitions.json", repository("models/partitions.json")),
        ("zoo/2020-01-01/endpoint-rule-set-1.json", rules),
        ("zoo/2020-01-01/service-2.json", change(MODEL)),
    ]
}

fn workspace() -> Workspace {
    Workspace::new(SERVICES, &models(str::to_owned))
}

fn replace(from: &'static str, to: &'static str) -> impl Fn(&str) -> String {
    move |model| {
        let changed = model.replace(from, to);
        assert!(changed != model, "{from} is in the model");
        changed
    }
}

/// What breaks, acts differently, is new, is deprecated, and is said otherwise.
fn everything(model: &str) -> String {
    let model = replace(
        "\"Food\": {\"shape\": \"Name\"}, ",
        "\"Meal\": {\"shape\": \"Name\"}, ",
    )(model);
    let model = replace("\"max\": 20", "\"max\": 10")(&model);
    let model = replace("Feeds an animal.", "Feeds a hungry animal.")(&model);
    replace(
        "\"output\":",
        "\"deprecated\": true, \"deprecatedMessage\": \"Use Serve\", \"output\":",
    )(&model)
}

#[track_caller]
fn succeeded(ran: &Ran) -> &str {
    assert_eq!(ran.code, 0, "{}", ran.err);
    &ran.out
}

#[track_caller]
fn check_up_to_date(workspace: &Workspace) {
    let ran = workspace.run(&["regenerate", "--check"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
}

#[test]
fn a_newer_version_is_taken() {
    let workspace = workspace();
    workspace.put(
        "Cargo.lock",
        "[[package]]\nname = \"zoo\"\nversion = \"0.1.0\"\n",
    );
    Package::new("1.44.6", &models(everything)).cache(&workspace.cache());
    let ran = workspace.update(&[]);
    insta::assert_snapshot!("body", succeeded(&ran));
    insta::assert_snapshot!("terminal", ran.err);
    insta::assert_snapshot!("changelog", workspace.read("models/changelogs/zoo.md"));
    let changelog = workspace.read("generated/zoo/CHANGELOG.md");
    assert!(changelog.ends_with(&workspace.read("models/changelogs/zoo.md")));
    let services = SERVICES.replace(
        "version = \"0.1.0\" # the first",
        "version = \"0.2.0\" # the first",
    );
    assert_eq!(workspace.read("models/services.toml"), services);
    let lock = workspace.read("models/models.lock");
    let head = "# The lock.\n\npackage = \"botocore\"\nversion = \"1.44.6\"\nreleased = \"2026-11-20\"\n\
        file = \"botocore-1.44.6-py3-none-any.whl\"\nfile-sha256 = \"";
    assert!(lock.starts_with(head), "{lock}");
    assert_eq!(workspace.read("models/NOTICE"), "The notice.\n");
    assert_eq!(
        workspace.read("Cargo.lock"),
        "[[package]]\nname = \"zoo\"\nversion = \"0.2.0\"\n"
    );
    assert_eq!(
        workspace.read("models/zoo/2020-01-01/service-2.json"),
        everything(MODEL)
    );
    assert!(
        !workspace
            .path("generated/farm-client/CHANGELOG.md")
            .exists()
    );
    check_up_to_date(&workspace);

    let before = workspace.tree();
    let again = workspace.update(&[]);
    assert_eq!(succeeded(&again), "");
    assert_eq!(
        again.err,
        "the models are those of botocore 1.44.6 already, the newest\n"
    );
    assert!(workspace.tree() == before);
}

#[test]
fn a_dry_run_says_the_same_and_changes_nothing() {
    let workspace = workspace();
    Package::new("1.44.6", &models(everything)).cache(&workspace.cache());
    let before = workspace.tree();
    let dry = workspace.update(&["--dry-run"]);
    assert!(workspace.tree() == before);
    assert!(!workspace.path("generated/.smithwright/source").exists());
    assert!(dry.err.contains("nothing was changed"), "{}", dry.err);
    let wet = workspace.update(&[]);
    assert_eq!(succeeded(&dry), succeeded(&wet));
    assert!(workspace.tree() != before);
}

/// Updates the service by a change, from two versions of its crate.
#[track_caller]
fn check_versions(change: impl Fn(&str) -> String, below_one: &str, above: &str) {
    for (old, new) in [("0.1.0", below_one), ("1.1.1", above)] {
        let services = SERVICES.replace("0.1.0", old);
        let workspace = Workspace::ungenerated(&services, &models(str::to_owned));
        Package::new("1.44.6", &models(&change)).cache(&workspace.cache());
        succeeded(&workspace.update(&[]));
        let expected = services.replace(&format!("\"{old}\""), &format!("\"{new}\""));
        assert_eq!(workspace.read("models/services.toml"), expected);
        let has_entry = workspace.path("models/changelogs/zoo.md").exists();
        assert_eq!(has_entry, old != new, "an entry for each version");
        let manifest = workspace.read("generated/zoo/Cargo.toml");
        assert!(
            manifest.contains(&format!("version = \"{new}\"")),
            "{manifest}"
        );
    }
}

#[test]
fn versions_move_by_what_callers_notice() {
    check_versions(
        replace("\"Food\": {\"shape\": \"Name\"}, ", ""),
        "0.2.0",
        "2.0.0",
    );
    check_versions(replace("\"max\": 20", "\"max\": 10"), "0.1.1", "1.2.0");
    check_versions(
        replace(
            "\"Leftovers\":",
            "\"Thanks\": {\"shape\": \"Name\"}, \"Leftovers\":",
        ),
        "0.1.1",
        "1.2.0",
    );
    check_versions(replace("\"max\": 20", "\"max\": 30"), "0.1.1", "1.1.2");
    check_versions(replace("an animal", "a lion"), "0.1.1", "1.1.2");
    check_versions(
        replace("\"version\": \"2.0\",", "\"version\":  \"2.0\","),
        "0.1.0",
        "1.1.1",
    );
}

#[test]
fn partitions_are_part_of_every_crate() {
    let workspace = workspace();
    let mut models = models(str::to_owned);
    models[2].1 = models[2].1.replace("\"us-west-2\"", "\"us-west-9\"");
    Package::new("1.44.6", &models).cache(&workspace.cache());
    let ran = workspace.update(&[]);
    assert!(
        succeeded(&ran).contains("no longer lists: `us-west-2` (behaviour)"),
        "{}",
        ran.out
    );
    let services = workspace.read("models/services.toml");
    assert_eq!(
        services,
        SERVICES.replace("0.1.0", "0.1.1").replace("1.2.3", "1.3.0")
    );
    let changelog = workspace.read("models/changelogs/farm-client.md");
    assert!(
        changelog.contains("- Regions that the partition `aws` lists now: `us-west-9`.\n"),
        "{changelog}"
    );
}

#[test]
fn files_come_and_go_with_the_package() {
    let mut old = models(str::to_owned);
    old.push(("zoo/2020-01-01/waiters-2.json", WAITERS.to_owned()));
    old.sort();
    let workspace = Workspace::new(SERVICES, &old);
    let mut new = models(str::to_owned);
    new.push(("zoo/2020-01-01/paginators-1.json", PAGINATORS.to_owned()));
    Package::new("1.44.6", &new).cache(&workspace.cache());
    let ran = workspace.update(&[]);
    assert!(succeeded(&ran).contains("waiter removed"), "{}", ran.out);
    assert!(
        !workspace
            .path("models/zoo/2020-01-01/waiters-2.json")
            .exists()
    );
    assert!(!workspace.path("generated/zoo/src/waiters.rs").exists());
    let changelog = workspace.read("models/changelogs/zoo.md");
    assert!(changelog.contains("fed::FedFluentBuilder"), "{changelog}");
    assert!(changelog.contains("into_paginator"), "{changelog}");
    assert!(
        workspace
            .read("models/models.lock")
            .contains("zoo/2020-01-01/paginators-1.json")
    );
    check_up_to_date(&workspace);
}

#[test]
fn a_service_that_is_new_gets_its_models() {
    let (zoo, _) = SERVICES.split_once("[farm]").expect("two services");
    let mut old = models(str::to_owned);
    old.retain(|(path, _)| !path.starts_with("farm"));
    let workspace = Workspace::new(zoo, &old);
    workspace.put("models/services.toml", SERVICES);
    Package::new("1.44.5", &models(str::to_owned)).cache(&workspace.cache());
    let ran = workspace.update(&["--botocore", "1.44.5"]);
    assert!(
        succeeded(&ran).contains("| `farm-client` | 1.2.3, new |"),
        "{}",
        ran.out
    );
    assert_eq!(workspace.read("models/services.toml"), SERVICES);
    let changelog = workspace.read("models/changelogs/farm-client.md");
    let entry = "## [1.2.3] - 2026-11-20\n\nFirst version, from the model of botocore 1.44.5 (Amazon Farm, 2020-01-01).\n";
    assert!(changelog.ends_with(entry), "{changelog}");
    assert!(!workspace.path("models/changelogs/zoo.md").exists());
    check_up_to_date(&workspace);
}

#[test]
fn an_older_version_is_taken_when_it_is_named() {
    let workspace = workspace();
    let before = workspace.tree();
    Package::new("1.9.0", &models(everything)).cache(&workspace.cache());
    let newest = workspace.update(&[]);
    assert_eq!(succeeded(&newest), "");
    assert!(
        newest.err.contains("botocore 1.44.5 already, the newest"),
        "{}",
        newest.err
    );
    assert!(workspace.tree() == before);
    succeeded(&workspace.update(&["--botocore", "1.9.0"]));
    assert!(
        workspace
            .read("models/models.lock")
            .contains("version = \"1.9.0\"")
    );
    check_up_to_date(&workspace);
}

#[test]
fn a_package_in_a_file_is_taken() {
    let package = Package::new("1.44.6", &models(everything));
    for (name, bytes) in [
        ("botocore-1.44.6-py3-none-any.whl", package.wheel()),
        ("botocore-1.44.6.tar.gz", package.sdist()),
    ] {
        let workspace = workspace();
        std::fs::write(workspace.path(name), bytes).expect("a file");
        let path = workspace.path(name).display().to_string();
        let update = ["update", "--allow-no-vcs", "--from", &path];
        assert!(
            succeeded(&workspace.run(&update)).contains("1.44.6 of 2026-11-20"),
            "{name}"
        );
        check_up_to_date(&workspace);
        let before = workspace.tree();
        let again = workspace.run(&update);
        assert_eq!(succeeded(&again), "");
        assert!(again.err.contains("already"), "{}", again.err);
        assert!(workspace.tree() == before);
    }
}

#[test]
fn an_api_version_that_nobody_asked_for_is_told() {
    let workspace = workspace();
    let mut package = Package::new("1.44.6", &models(everything));
    package.put("zoo/2026-01-01/service-2.json", MODEL);
    package.cache(&workspace.cache());
    let ran = workspace.update(&[]);
    let note = "botocore 1.44.6 has `zoo/2026-01-01`; `zoo` stays with `zoo/2020-01-01`";
    assert!(succeeded(&ran).contains(note), "{}", ran.out);
    assert!(ran.err.contains(&format!("note: {note}")), "{}", ran.err);
}

#[test]
fn regenerating_after_an_update_that_was_killed_mends_the_lock() {
    let lock = "[[package]]\nname = \"zoo\"\nversion = \"0.1.0\"\n";
    let workspace = workspace();
    workspace.put("Cargo.lock", lock);
    Package::new("1.44.6", &models(everything)).cache(&workspace.cache());
    let old = models(str::to_owned);
    let settings = workspace.read("models/services.toml");
    let locked = workspace.read("models/models.lock");
    succeeded(&workspace.update(&[]));
    assert_ne!(workspace.read("Cargo.lock"), lock);
    // Of all that changes, the models come last.
    for (path, text) in old {
        workspace.put(&format!("models/{path}"), &text);
    }
    workspace.put("models/services.toml", &settings);
    workspace.put("models/models.lock", &locked);
    std::fs::remove_dir_all(workspace.path("models/changelogs")).expect("a folder");
    succeeded(&workspace.run(&["regenerate"]));
    assert_eq!(workspace.read("Cargo.lock"), lock);
    check_up_to_date(&workspace);
}

#[test]
fn a_stray_file_is_told_with_what_to_do() {
    let workspace = workspace();
    workspace.put("generated/zoo/src/notes.txt", "mine\n");
    let ran = workspace.run(&["regenerate", "--check"]);
    assert_eq!(ran.code, 1);
    let expected = "holds 1 file that nobody generated; move or delete what is named above";
    assert!(ran.err.contains(expected), "{}", ran.err);
    assert!(!ran.err.contains("regenerate"), "{}", ran.err);
}

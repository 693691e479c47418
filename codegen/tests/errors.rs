//! One test per error message: each source in `tests/errors` with what is said about it beside it.
//!
//! The name of a source says what it is. `NAME.json` is a service document; `NAME.paginators.json`,
//! `NAME.waiters.json` and `NAME.endpoint-rules.json` stand beside the service in `base.json`, and
//! `NAME.overlay.toml` is added to it; `NAME.partitions.json`, `NAME.services.toml` and `NAME.models.lock`
//! stand alone. The message is in `NAME.txt`. To accept new messages, run with `SMITHWRIGHT_BLESS=1`, and
//! read the difference.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use smithwright_codegen::check::check;
use smithwright_codegen::load::{Document, Documents, Overlay, parse_partitions, parse_service};
use smithwright_codegen::lower::unused_fixups;
use smithwright_codegen::manifest;
use smithwright_codegen::problem::Problems;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/errors")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Everything that is said about one source.
fn problems(kind: &str, text: &str) -> Problems {
    let base = read(&folder().join("base.json"));
    let mut documents = Documents::of(Path::new("service-2.json"), &base);
    let beside = |name| {
        Some(Document {
            file: Path::new(name),
            text,
        })
    };
    let result = match kind {
        "json" => service(&Documents::of(Path::new("service-2.json"), text)),
        "paginators.json" => {
            documents.paginators = beside("paginators-1.json");
            service(&documents)
        }
        "waiters.json" => {
            documents.waiters = beside("waiters-2.json");
            service(&documents)
        }
        "endpoint-rules.json" => {
            documents.endpoint_rules = beside("endpoint-rule-set-1.json");
            service(&documents)
        }
        "overlay.toml" => overlay(text, documents),
        "partitions.json" => parse_partitions(Path::new("partitions.json"), text).map(drop),
        "services.toml" => services(text, &documents),
        "models.lock" => manifest::parse_lock(Path::new("models.lock"), text).map(drop),
        other => panic!("unknown kind of source: {other}"),
    };
    result.err().unwrap_or_default()
}

/// Reads what to generate and, if that went well, holds it against the service in `base.json`.
fn services(text: &str, base: &Documents<'_>) -> Result<(), Problems> {
    let services = manifest::parse(Path::new("services.toml"), text)?;
    let model = parse_service(base)?;
    let services = services.iter();
    let unused = services.flat_map(|service| unused_fixups(service, &model));
    Problems(unused.collect()).finish(())
}

/// Adds an overlay to the service in `base.json`, which has a waiter `GameOver`, and checks what that makes.
fn overlay(text: &str, base: Documents<'_>) -> Result<(), Problems> {
    let waiter = r#""operation": "DeleteGame", "delay": 2, "maxAttempts": 60,
        "acceptors": [{"matcher": "status", "expected": 200, "state": "success"}]"#;
    let waiters = format!(r#"{{"version": 2, "waiters": {{"GameOver": {{{waiter}}}}}}}"#);
    let documents = Documents {
        waiters: Some(Document {
            file: Path::new("waiters-2.json"),
            text: &waiters,
        }),
        ..base
    };
    let overlay = Overlay::parse(Path::new("overlays/arcade.toml"), text)?;
    let mut model = parse_service(&documents)?;
    let mut problems = overlay.apply(&mut model);
    problems.extend(check(documents.service.file, &model));
    Problems(problems).finish(())
}

/// Loads and, if that went well, checks.
fn service(documents: &Documents<'_>) -> Result<(), Problems> {
    let model = parse_service(documents)?;
    Problems(check(documents.service.file, &model)).finish(())
}

#[test]
fn every_message_is_as_expected() {
    let bless = std::env::var_os("SMITHWRIGHT_BLESS").is_some();
    let (mut sources, mut messages, mut wrong) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for entry in std::fs::read_dir(folder()).expect("the folder of sources") {
        let path = entry.expect("a file").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let (stem, kind) = name.split_once('.').expect("an extension");
        if kind == "txt" {
            messages.insert(stem.to_owned());
            continue;
        }
        sources.insert(stem.to_owned());
        let mut actual = problems(kind, &read(&path)).to_string();
        if !actual.is_empty() {
            actual.push('\n');
        }
        let expected = folder().join(format!("{stem}.txt"));
        if bless {
            std::fs::write(&expected, &actual).expect("a writable folder");
        } else if std::fs::read_to_string(&expected).ok().as_ref() != Some(&actual) {
            wrong.push(format!("=== {name} says:\n{actual}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if !bless {
        assert_eq!(sources, messages, "each source has one message");
    }
}

#[test]
fn the_base_is_right() {
    assert_eq!(
        problems("json", &read(&folder().join("base.json"))),
        Problems::default()
    );
}

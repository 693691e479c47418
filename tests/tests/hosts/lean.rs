//! What comes with the crates: nothing that runs when they are built, no second HTTP or TLS stack.
//!
//! Cargo's own view of the packages decides, not the text of manifests.

use serde_json::Value;
use smithwright_codegen::vendor::Asked;
use tests::host::Host;

use super::{METADATA, PROGRAM, TREE};

/// A program that depends on both services, whole, with the features that are on by default.
fn host(name: &str) -> Host {
    let manifest = "[package]\nname = \"lean\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
        gamelift = { path = \"vendor/gamelift\" }\ngameliftstreams = { path = \"vendor/gameliftstreams\" }\n";
    let host = super::host(name, &[("Cargo.toml", manifest), ("src/lib.rs", PROGRAM)]);
    host.vendor(&["gamelift", "gameliftstreams"].map(|service| (service, Asked::default())));
    host
}

fn texts<'v>(value: &'v Value, field: &str) -> Vec<&'v str> {
    let items = value[field].as_array().into_iter().flatten();
    items.filter_map(Value::as_str).collect()
}

#[test]
fn what_is_vendored_brings_nothing_along() {
    let host = host("lean-packages");
    let Some(text) = host.cargo(&METADATA) else {
        return;
    };
    let metadata: Value = serde_json::from_str(&text).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let is_vendored = |package: &&Value| {
        let path = package["manifest_path"].as_str().unwrap_or_default();
        package["source"].is_null() && path.contains("/vendor/")
    };
    let mut vendored = Vec::new();
    for package in packages.iter().filter(is_vendored) {
        let name = package["name"].as_str().expect("a name");
        vendored.push(name);
        assert!(package["links"].is_null(), "{name} links a library");
        for target in package["targets"].as_array().expect("targets") {
            let kinds = texts(target, "kind");
            assert!(
                kinds == ["lib"] || kinds == ["example"],
                "{name} has a target of {kinds:?}: no build script and no procedural macro is vendored"
            );
        }
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let needed = dependency["name"].as_str().expect("a name");
            assert_ne!(dependency["kind"], "build", "{name} is built with {needed}");
            let is_direct = dependency["kind"].is_null();
            let is_macro = |package: &&Value| {
                let targets = package["targets"].as_array().expect("targets");
                package["name"] == needed
                    && targets.iter().any(|it| texts(it, "kind") == ["proc-macro"])
            };
            let found = packages.iter().find(is_macro);
            assert!(
                !is_direct || found.is_none(),
                "{name} calls the procedural macro {needed}"
            );
        }
    }
    vendored.sort_unstable();
    assert_eq!(
        vendored,
        ["gamelift", "gameliftstreams", "smithwright-runtime"]
    );
}

#[test]
fn there_is_one_http_stack_and_one_of_tls() {
    let host = host("lean-tree");
    let Some(tree) = host.cargo(&TREE) else {
        return;
    };
    let packages = super::packages(&tree);
    let versions = |name: &str| {
        let named = packages.iter().filter(|(package, _)| *package == name);
        named.map(|(_, version)| *version).collect::<Vec<_>>()
    };
    for one in [
        "http",
        "http-body",
        "hyper",
        "rustls",
        "tokio-rustls",
        "hyper-rustls",
    ] {
        assert_eq!(versions(one).len(), 1, "{one}: {:?}", versions(one));
    }
    for other in [
        "native-tls",
        "openssl",
        "openssl-sys",
        "ring",
        "reqwest",
        "ureq",
        "curl",
    ] {
        assert_eq!(versions(other), [""; 0], "{other}");
    }
}

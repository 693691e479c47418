//! `runtime/vendored*.lock` are what cargo makes of this workspace's lock for the vendored runtime alone, of that what is
//! built on any platform.
//!
//! The bills of materials are made from them.

use std::collections::BTreeSet;
use std::fs;

use smithwright_codegen::vendor::Asked;
use tests::host::VENDORED;
use tests::workspace;
use toml::{Table, Value};

use super::{SERVICE, TREE, host};

/// The lock of a program that depends on nothing but the runtime as it is vendored with these features.
#[track_caller]
fn check(name: &str, features: &[&str]) {
    let all = [&["default-https-client", "rt-tokio", "serde"], features].concat();
    let manifest = format!(
        "[package]\nname = \"locked\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         smithwright-runtime = {{ path = \"{VENDORED}/smithwright-runtime\", features = {all:?} }}\n"
    );
    let files = [
        ("Cargo.toml", manifest.as_str()),
        ("src/lib.rs", "//! Nothing.\n"),
    ];
    let host = host(name, &files);
    let asked = Asked {
        operations: vec!["GetApplication".to_owned()],
        used_by: Vec::new(),
    };
    host.vendor_with(features, &[(SERVICE, asked)]);
    let Some(tree) = host.cargo(&[&TREE[..], &["--target", "all"]].concat()) else {
        return;
    };
    let lock = fs::read_to_string(host.folder().join("Cargo.lock")).expect("a lock");
    let lock = only(&lock, &super::packages(&tree));
    let made = host.folder().with_extension("lock");
    fs::write(&made, &lock).expect("a file that can be written");
    let path = format!("runtime/{name}.lock");
    assert!(
        workspace::read(&path) == lock,
        "{path} is out of date: cp {} {path}",
        made.display()
    );
}

/// A lock without the packages that are not built: cargo locks some that no feature turns on.
fn only(lock: &str, built: &BTreeSet<(&str, &str)>) -> String {
    let mut lock: Table = lock.parse().expect("TOML");
    let is_built = |name: &str, version: Option<&str>| {
        let mut named = built.iter().filter(|(built, _)| *built == name);
        named.any(|(_, built)| {
            version.is_none_or(|version| built.strip_prefix('v') == Some(version))
        })
    };
    let packages = lock.get_mut("package").and_then(Value::as_array_mut);
    let packages = packages.expect("packages");
    packages.retain(|package| {
        let version = package["version"].as_str();
        is_built(package["name"].as_str().expect("a name"), version)
    });
    for package in packages.iter_mut() {
        let dependencies = package
            .get_mut("dependencies")
            .and_then(Value::as_array_mut);
        if let Some(dependencies) = dependencies {
            dependencies.retain(|dependency| {
                let mut words = dependency.as_str().expect("text").split(' ');
                is_built(words.next().expect("a name"), words.next())
            });
        }
    }
    let head = "# What the vendored runtime is built with. The tests (tests/tests/hosts/locks.rs) say how to bring it up to date.\n";
    format!("{head}{}", toml::to_string(&lock).expect("TOML"))
}

#[test]
fn the_lock_of_the_vendored_runtime() {
    check("vendored", &[]);
}

#[test]
fn the_lock_of_the_vendored_runtime_with_the_legacy_client() {
    check("vendored-rustls", &["rustls"]);
}

#[test]
fn the_lock_of_the_vendored_runtime_with_the_fake() {
    check("vendored-testing", &["testing"]);
}

#[test]
fn the_lock_of_the_vendored_runtime_with_all_features() {
    check("vendored-rustls-testing", &["rustls", "testing"]);
}

//! The crates of the fixtures and of single operations compile, and neither rustc nor rustdoc has anything to say about
//! them.
//!
//! The snapshots in `fixtures.rs` show what is emitted; this shows that it is Rust. Kinds of members that
//! the real services never use are compiled here and nowhere else.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use tests::{fixture, host, subset, workspace};

/// Models that once gave crates which rustc or rustdoc had something to say about. Those that are refused are
/// in `faults.rs`.
const FAULTS: [&str; 4] = [
    "enum-value-turns-text",
    "error-member-meta",
    "map-keyed-by-enum",
    "url-behind-backtick",
];

/// A workspace of all fixtures, beside what cargo builds for this one.
static WORKSPACE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    write_workspace(&folder);
    folder
});

#[test]
fn every_fixture_compiles_without_a_warning() {
    check_silent(&["check"]);
}

#[test]
fn the_documentation_of_every_fixture_has_no_broken_link() {
    check_silent(&["doc", "--no-deps"]);
}

/// Runs cargo on the workspace of fixtures: what is as it should be gives rise to no word.
#[track_caller]
fn check_silent(command: &[&str]) {
    let mut cargo = host::cargo(&WORKSPACE, Path::new(env!("CARGO_TARGET_TMPDIR")));
    // Without default features there is no HTTPS client, which would take longer than all the rest.
    cargo
        .args(command)
        .args(["--workspace", "--keep-going", "--no-default-features"]);
    let Some(output) = host::run(&mut cargo) else {
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "in {}:\n{said}",
        WORKSPACE.display()
    );
}

/// The operations that are compiled alone: some, or all 150 where the variable says so, which takes minutes.
fn subsets() -> Vec<(&'static str, &'static str)> {
    if env::var_os("SMITHWRIGHT_ALL_SUBSETS").is_some() {
        return subset::all();
    }
    subset::OF_EACH_KIND.to_vec()
}

/// Writes one crate for each service of each fixture, and for single operations; a file that is as it should be is left
/// alone, so that cargo need not compile it again.
fn write_workspace(folder: &Path) {
    // Manifests refer to the runtime as crates in `generated` do.
    let runtime = workspace::root().join("runtime");
    let runtime = toml::Value::from(runtime.display().to_string()).to_string();
    let mut wanted = Vec::new();
    let mut put = |path: PathBuf, text: &str| {
        host::write_if_changed(&folder.join(&path), text);
        wanted.push(path);
    };
    let fixtures = fixture::names();
    let fixtures = fixtures.iter().flat_map(|name| fixture::generate(name));
    let subsets = subsets().into_iter();
    let subsets = subsets.map(|(service, operation)| subset::generate(service, operation));
    for service in fixtures.chain(subsets) {
        for (path, text) in service.files.iter() {
            let text = text.replace("\"../../runtime\"", &runtime);
            put(Path::new("crates").join(&service.name).join(path), &text);
        }
    }
    for service in FAULTS.iter().filter_map(|name| fixture::fault(name)) {
        let service = service.unwrap_or_else(|problems| panic!("{problems}"));
        for (path, text) in service.files.iter() {
            let text = text.replace("\"../../runtime\"", &runtime);
            put(Path::new("crates").join(&service.name).join(path), &text);
        }
    }
    put(
        "Cargo.toml".into(),
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n",
    );
    put("Cargo.lock".into(), &workspace::read("Cargo.lock"));
    for path in workspace::files_below(folder) {
        if !wanted.contains(&path) {
            fs::remove_file(folder.join(&path)).expect("a file that can be removed");
        }
    }
}

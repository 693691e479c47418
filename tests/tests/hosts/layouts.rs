//! Layouts of repositories, each with the crates where it has its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tests::host::{self, Host, Texts};
use tests::workspace;

use super::{PROGRAM, SERVICE, host};

/// The manifest of a package that depends on the crate.
fn package(name: &str, dependency: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ngameliftstreams = {{ {dependency}, default-features = false }}\n"
    )
}

const VENDORED: &str = "path = \"vendor/gameliftstreams\"";

/// The crate of one operation builds in the repository, without a warning.
#[track_caller]
fn check(name: &str, files: &[(&str, &str)], arguments: &[&str]) {
    let host = host(name, files);
    host.vendor_operation(SERVICE, "GetApplication");
    host.cargo(&[&["check"], arguments].concat());
}

#[test]
fn a_single_package() {
    let manifest = package("single", VENDORED);
    check(
        "single",
        &[("Cargo.toml", &manifest), ("src/lib.rs", PROGRAM)],
        &[],
    );
}

/// Here cargo makes the vendored crates members of the workspace too.
#[test]
fn a_package_that_is_a_workspace() {
    let package = package("workspace-package", VENDORED);
    let manifest = format!("[workspace]\nmembers = [\".\"]\n\n{package}");
    let files = [("Cargo.toml", manifest.as_str()), ("src/lib.rs", PROGRAM)];
    check("members", &files, &["--workspace", "--no-default-features"]);
}

/// `vendor/*` also leads to `smithwright.toml`, which is no folder.
#[test]
fn a_virtual_workspace_with_the_crates_as_members() {
    let files = [
        (
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"program\", \"vendor/*\"]\n",
        ),
        (
            "program/Cargo.toml",
            &package("virtual-member", "path = \"../vendor/gameliftstreams\""),
        ),
        ("program/src/lib.rs", PROGRAM),
    ];
    check(
        "virtual-members",
        &files,
        &["--workspace", "--no-default-features"],
    );
}

#[test]
fn a_virtual_workspace_that_excludes_the_crates() {
    let files = [
        (
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"program\"]\nexclude = [\"vendor\"]\n",
        ),
        (
            "program/Cargo.toml",
            &package("virtual-excludes", "path = \"../vendor/gameliftstreams\""),
        ),
        ("program/src/lib.rs", PROGRAM),
    ];
    check("virtual-excludes", &files, &[]);
}

/// The crates inherit none of it: not the edition, which would not do, and not the lints, which would not pass.
#[test]
fn a_workspace_with_tables_of_its_own() {
    let manifest = "[workspace]\nresolver = \"2\"\nmembers = [\"program\", \"vendor/*\"]\n\n\
        [workspace.package]\nversion = \"7.0.0\"\nedition = \"2018\"\nrust-version = \"1.95\"\nlicense = \"MIT\"\n\n\
        [workspace.dependencies]\nhttp = \"0.2\"\n\
        gameliftstreams = { path = \"vendor/gameliftstreams\", default-features = false }\n\n\
        [workspace.lints.rust]\nsingle_use_lifetimes = \"forbid\"\nunused_qualifications = \"forbid\"\n\n\
        [workspace.lints.clippy]\nall = \"forbid\"\n";
    let program = "[package]\nname = \"own-tables\"\nversion.workspace = true\nedition.workspace = true\n\
        rust-version.workspace = true\nlicense.workspace = true\n\n\
        [lints]\nworkspace = true\n\n[dependencies]\ngameliftstreams.workspace = true\n";
    let files = [
        ("Cargo.toml", manifest),
        ("program/Cargo.toml", program),
        ("program/src/lib.rs", PROGRAM),
    ];
    check(
        "own-tables",
        &files,
        &["--workspace", "--no-default-features"],
    );
}

#[test]
fn a_path_with_a_blank_and_an_umlaut() {
    let manifest = package("blank", VENDORED);
    let files = [("Cargo.toml", manifest.as_str()), ("src/lib.rs", PROGRAM)];
    check("häuser und spiele", &files, &[]);
}

/// The crate and the runtime as they are in this repository, with the way from one to the other.
fn as_they_are(below: &str) -> Texts {
    let mut files = host::files_of("runtime", &format!("{below}runtime"));
    files.extend(host::files_of(
        "generated/gameliftstreams",
        &format!("{below}generated/gameliftstreams"),
    ));
    files
}

#[test]
fn crates_that_were_copied_by_hand() {
    let manifest = package(
        "by-hand",
        "path = \"third party/generated/gameliftstreams\"",
    );
    let mut files = as_they_are("third party/");
    files.insert("Cargo.toml".into(), manifest);
    files.insert("src/lib.rs".into(), PROGRAM.to_owned());
    let host = Host::new(env!("CARGO_TARGET_TMPDIR"), "by-hand", &files);
    host.cargo(&["check"]);
}

/// Cargo takes nothing from git when it is offline, so a package of no dependency has it fetch the repository first.
/// It gets a home of its own, as what tests fetch is no business of the user's; and it builds nothing, as from there
/// everything would be new to it. [`crates_that_were_copied_by_hand`] builds the same files.
#[test]
#[cfg(unix)]
fn a_git_dependency() {
    let temporary = env!("CARGO_TARGET_TMPDIR");
    let mut files = as_they_are("");
    files.insert("Cargo.toml".into(), workspace::read("Cargo.toml"));
    files.insert("bare/src/lib.rs".into(), "//! Nothing.\n".to_owned());
    let bare = "[package]\nname = \"bare\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    files.insert("bare/Cargo.toml".into(), bare.to_owned());
    let origin = Host::new(temporary, "git-origin", &files);
    let Some(url) = committed(origin.folder()) else {
        return;
    };
    let home = home(Path::new(temporary));

    let git = format!("git = {url:?}");
    let first =
        bare.replace("bare", "git-first") + &format!("\n[dependencies]\nbare = {{ {git} }}\n");
    let first = host(
        "git-first",
        &[("Cargo.toml", &first), ("src/lib.rs", "//! Nothing.\n")],
    );
    let mut fetch = host::cargo(first.folder(), Path::new(temporary));
    fetch
        .arg("fetch")
        .env("CARGO_HOME", &home)
        .env("CARGO_NET_OFFLINE", "false");
    std::fs::remove_file(first.folder().join("Cargo.lock")).expect("a lock");
    let fetched = fetch.output().expect("cargo starts");
    assert!(
        fetched.status.success(),
        "{}",
        String::from_utf8_lossy(&fetched.stderr)
    );

    let manifest = package("git", &git);
    let second = host("git", &[("Cargo.toml", &manifest), ("src/lib.rs", PROGRAM)]);
    let mut metadata = host::cargo(second.folder(), Path::new(temporary));
    metadata.args(super::METADATA).env("CARGO_HOME", &home);
    let Some(output) = host::run(&mut metadata) else {
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("packages").iter();
    let from_git = packages.filter(|package| {
        let source = package["source"].as_str().unwrap_or_default();
        source.starts_with("git+file://")
    });
    let from_git: Vec<_> = from_git.map(|package| &package["name"]).collect();
    assert_eq!(from_git, ["gameliftstreams", "smithwright-runtime"]);
}

/// The URL of a repository with this folder as its only commit, which is the same for the same files.
#[cfg(unix)]
fn committed(folder: &Path) -> Option<String> {
    let repository = folder.with_extension("repository");
    let _ = std::fs::remove_dir_all(&repository);
    let fixed: BTreeMap<&str, &str> = BTreeMap::from([
        ("GIT_AUTHOR_NAME", "tests"),
        ("GIT_AUTHOR_EMAIL", "tests@localhost"),
        ("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z"),
        ("GIT_COMMITTER_NAME", "tests"),
        ("GIT_COMMITTER_EMAIL", "tests@localhost"),
        ("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ]);
    for arguments in [
        &["init", "--quiet", "--initial-branch", "main"][..],
        &["add", "--all", "--force"],
        &["commit", "--quiet", "--message", "All"],
    ] {
        let mut git = Command::new("git");
        git.current_dir(folder).envs(&fixed).args(arguments);
        git.env("GIT_DIR", &repository).env("GIT_WORK_TREE", folder);
        match git.output() {
            Ok(output) => assert!(
                output.status.success(),
                "git {arguments:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            ),
            Err(error) => {
                eprintln!("skipped: git cannot be started: {error}");
                return None;
            }
        }
    }
    Some(format!("file://{}", repository.display()))
}

/// A home of cargo that has what the user's has of registries.
#[cfg(unix)]
fn home(temporary: &Path) -> PathBuf {
    let home = temporary.join("cargo-home");
    std::fs::create_dir_all(&home).expect("a folder");
    let users = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let users = users.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    for name in ["registry", "config.toml"] {
        let theirs = users.as_ref().map(|users| users.join(name));
        if let Some(theirs) = theirs.filter(|theirs| theirs.exists()) {
            let _ = std::os::unix::fs::symlink(theirs, home.join(name));
        }
    }
    home
}

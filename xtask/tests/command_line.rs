//! What the commands say when something is missing or misspelt. Nothing is fetched.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What came of a command: its exit code, and what it said of problems.
struct Ran {
    code: Option<i32>,
    err: String,
}

fn xtask(arguments: &[&str], change: impl FnOnce(&mut Command)) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).env("SMITHWRIGHT_CACHE", "/nowhere");
    change(&mut command);
    let output = command.output().expect("xtask runs");
    Ran {
        code: output.status.code(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[track_caller]
fn check(arguments: &[&str], code: i32, reasons: &[&str]) {
    let ran = xtask(arguments, |_| {});
    assert_eq!(ran.code, Some(code), "{}", ran.err);
    for reason in reasons {
        assert!(ran.err.contains(reason), "{reason}: {}", ran.err);
    }
}

#[test]
fn misspelt_names_are_guessed_at() {
    let kind = ["diff", "--explain", "member-removd"];
    check(&kind, 2, &["did you mean `member-removed`?"]);
    let service = ["diff", "vendored", "vendored", "--service", "gamelfit"];
    check(
        &service,
        2,
        &["no service `gamelfit`", "did you mean `gamelift`?"],
    );
    let folder = tempfile::tempdir().expect("a folder");
    for version in ["1.0.0", "1.1.0"] {
        let path = folder.path().join(format!("zoo-{version}.json"));
        fs::write(path, include_str!("zoo.json")).expect("a file");
    }
    let path = folder.path().display().to_string();
    let history = ["history", "zo", "--models", &path];
    check(&history, 2, &["no version of `zo`", "did you mean `zoo`?"]);
}

#[test]
fn what_is_required_is_in_the_usage() {
    check(
        &["history", "zoo"],
        2,
        &["<--from <VERSION>|--models <FOLDER>>"],
    );
}

#[test]
fn what_is_no_version_is_said_with_the_newest() {
    let update = ["update", "--offline", "--botocore", "foo"];
    let reason = "`foo` is not a version of botocore";
    check(&update, 2, &[reason, "write it like `1.44.5`"]);
    let cache = tempfile::tempdir().expect("a folder");
    for version in ["1.45.2", "1.45.10", "1.46.0rc1"] {
        let note = cache.path().join(format!("botocore-{version}.sha256"));
        fs::write(note, "").expect("a file");
    }
    let ran = xtask(&update, |command| {
        command.env("SMITHWRIGHT_CACHE", cache.path());
    });
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains(reason), "{}", ran.err);
    assert!(ran.err.contains("the newest is 1.45.10"), "{}", ran.err);
}

#[test]
fn a_version_that_is_no_release_can_be_asked_for() {
    let update = ["update", "--offline", "--botocore", "1.46.0rc1"];
    check(&update, 1, &["botocore 1.46.0rc1 is not in /nowhere"]);
}

#[test]
fn hints_name_what_the_option_takes() {
    let update = xtask(&["update", "--from", "/nowhere.whl"], |_| {});
    assert_eq!(update.code, Some(1));
    assert!(
        update.err.contains("/nowhere.whl: it cannot be read"),
        "{}",
        update.err
    );
    assert!(!update.err.contains("git:"), "{}", update.err);
}

#[test]
fn without_git_what_is_needed_is_said() {
    let ran = xtask(&["diff"], |command| {
        command.env("PATH", "/nowhere");
    });
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("git cannot be run"), "{}", ran.err);
    assert!(
        ran.err
            .contains("install git, or name two inputs that need none"),
        "{}",
        ran.err
    );
}

/// Puts as much of a checkout into a folder as a comparison needs.
fn checkout(folder: &Path, models: &str) {
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    put("Cargo.toml", "[workspace]\n");
    put("xtask/Cargo.toml", "[package]\n");
    put("models/services.toml", "");
    put(
        &format!("{models}/zoo/2020-01-01/service-2.json"),
        include_str!("zoo.json"),
    );
}

#[test]
fn a_binary_works_on_the_checkout_that_it_is_started_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        xtask(arguments, |command| {
            command
                .current_dir(folder.path())
                .env_remove("CARGO_MANIFEST_DIR");
        })
    };
    let diff = ["diff", "vendored", "vendored", "--service", "zoo"];
    let nowhere = run(&diff);
    assert_eq!(nowhere.code, Some(1));
    assert!(
        nowhere
            .err
            .contains("this is in no checkout of Smithwright"),
        "{}",
        nowhere.err
    );
    checkout(folder.path(), "models");
    let here = run(&diff);
    assert_eq!(here.code, Some(0), "{}", here.err);
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=x", "-c", "user.email=x@example.com"])
        .args(["-c", "protocol.file.allow=always"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
}

fn commit(folder: &Path) {
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message", "x"]);
}

#[track_caller]
fn check_diff(folder: &Path, facts: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["diff", "git:HEAD", "vendored", "--format", "github"])
        .current_dir(folder)
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .expect("xtask runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{err}");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains(facts), "{out}");
}

const CHANGED: &str = "Food.Name";

fn change(path: &Path) {
    let model = include_str!("zoo.json").replace("\"Name\": {\"shape\": \"Name\"}", "");
    fs::write(path, model).expect("a file");
}

#[cfg(unix)]
#[test]
fn links_are_followed_at_a_revision() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    checkout(folder, "shared");
    git(folder, &["init", "--quiet"]);
    symlink("../shared/zoo", folder.join("models/zoo")).expect("a link");
    commit(folder);
    let model = folder.join("shared/zoo/2020-01-01/service-2.json");
    change(&model);
    check_diff(folder, CHANGED);
    // The same where the file itself is the link.
    fs::write(&model, include_str!("zoo.json")).expect("a file");
    fs::remove_file(folder.join("models/zoo")).expect("a link");
    fs::create_dir_all(folder.join("models/zoo/2020-01-01")).expect("a folder");
    let link = folder.join("models/zoo/2020-01-01/service-2.json");
    symlink("../../../shared/zoo/2020-01-01/service-2.json", link).expect("a link");
    commit(folder);
    change(&model);
    check_diff(folder, CHANGED);
}

#[test]
fn a_submodule_is_as_the_revision_names_it() {
    let outer = tempfile::tempdir().expect("a folder");
    let (models, folder) = (outer.path().join("upstream"), outer.path().join("checkout"));
    checkout(&models, "models");
    let inner = models.join("models");
    git(&inner, &["init", "--quiet"]);
    commit(&inner);
    checkout(&folder, "other");
    fs::remove_dir_all(folder.join("models")).expect("a folder");
    git(&folder, &["init", "--quiet"]);
    git(
        &folder,
        &[
            "submodule",
            "--quiet",
            "add",
            &inner.display().to_string(),
            "models",
        ],
    );
    commit(&folder);
    // The submodule moves on, and the repository still names what was before.
    change(&folder.join("models/zoo/2020-01-01/service-2.json"));
    commit(&folder.join("models"));
    check_diff(&folder, CHANGED);
}

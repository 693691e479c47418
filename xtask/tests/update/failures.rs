//! Whatever fails, and wherever: everything is as it was, byte for byte.

use std::fs;
use std::path::Path;

use crate::package::Package;
use crate::workspace::{Ran, Workspace};
use crate::{SERVICES, everything, models, replace, workspace};

/// Fails for this reason, and changes nothing.
#[track_caller]
fn check(workspace: &Workspace, update: impl FnOnce(&Workspace) -> Ran, reasons: &[&str]) {
    let before = workspace.tree();
    let ran = update(workspace);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    for reason in reasons {
        assert!(ran.err.contains(reason), "{}", ran.err);
    }
    assert!(
        ran.err.ends_with("\nerror: nothing was changed\n"),
        "{}",
        ran.err
    );
    assert!(workspace.tree() == before, "something was changed");
    let source = workspace.path("generated/.smithwright/source");
    assert!(!source.exists(), "something was left behind");
}

#[track_caller]
fn check_package(package: &Package, reasons: &[&str]) {
    let workspace = workspace();
    package.cache(&workspace.cache());
    check(&workspace, |workspace| workspace.update(&[]), reasons);
    check(
        &workspace,
        |workspace| workspace.update(&["--dry-run"]),
        reasons,
    );
}

#[test]
fn without_a_network() {
    let update = |workspace: &Workspace| workspace.run(&["update", "--allow-no-vcs"]);
    check(
        &workspace(),
        update,
        &["https://pypi.org/simple/botocore/", "fix: try again"],
    );
}

#[test]
fn without_a_package() {
    let update = |workspace: &Workspace| workspace.update(&["--botocore", "1.44.6"]);
    check(
        &workspace(),
        update,
        &["botocore 1.44.6 is not in", "--offline"],
    );
    check(
        &workspace(),
        |workspace| workspace.update(&[]),
        &["there is no version of it in"],
    );
}

/// Takes the package in a file, for which `--offline` means nothing.
fn take(workspace: &Workspace, package: &Path) -> Ran {
    workspace.run(&[
        "update",
        "--allow-no-vcs",
        "--from",
        &package.to_string_lossy(),
    ])
}

#[test]
fn with_a_version_that_is_none() {
    let workspace = workspace();
    for version in [
        "1.44.6\"\n[dependencies.evil]\nversion = \"1",
        "1.44.6\n::error::x",
        "1.44.6`<b>",
        "1.44.6\u{202e}",
        "1.44.6\u{1b}[31m",
        "1..44",
        "x",
        "",
    ] {
        let package = Package::new(version, &models(everything));
        let path = workspace.path("botocore.tar.gz");
        fs::write(&path, package.sdist()).expect("a package");
        let update = |workspace: &Workspace| take(workspace, &path);
        check(
            &workspace,
            update,
            &["the package calls itself version `", "`, which is none"],
        );
        fs::remove_file(&path).expect("the package");
    }
}

#[test]
fn with_the_package_that_brought_a_dependency() {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!(
            "skipped: with_the_package_that_brought_a_dependency: SMITHWRIGHT_DATA is not set"
        );
        return;
    };
    let path = Path::new(&data).join("faults/packages/version-injects-dependency.tar.gz");
    check(
        &workspace(),
        |workspace| take(workspace, &path),
        &[r#"version `1.45.0"\n[dependencies.evil]\nversion = "1`, which is none"#],
    );
}

#[test]
fn with_a_package_that_is_not_what_it_was() {
    let workspace = workspace();
    let package = Package::new("1.44.6", &models(everything));
    let path = package.cache(&workspace.cache());
    let mut bytes = fs::read(&path).expect("a package");
    bytes.push(0);
    fs::write(path, bytes).expect("a package");
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["is not in"],
    );
}

#[test]
fn with_a_wheel_whose_files_are_not_what_it_says() {
    let package = Package::new("1.44.6", &models(everything));
    let record = package.record();
    let line = record
        .lines()
        .find(|line| line.contains("zoo/2020-01-01/service"));
    let line = line.expect("a line");
    let other = record
        .lines()
        .next()
        .and_then(|line| line.split(',').nth(1))
        .expect("a digest");
    let (path, _) = line.split_once(',').expect("a path");
    let reason = "service-2.json.gz: its SHA-256 is";
    for (record, reason) in [
        (record.replace(line, &format!("{path},{other},1")), reason),
        (record.replace(line, ""), "RECORD does not list it"),
    ] {
        let workspace = workspace();
        let name = "botocore-1.44.6-py3-none-any.whl";
        package.cache_bytes(&workspace.cache(), name, &package.wheel_with(&record));
        check(
            &workspace,
            |workspace| workspace.update(&[]),
            &[reason, "fetch the package again"],
        );
    }
}

#[test]
fn with_another_package() {
    let workspace = workspace();
    let package = Package::new("1.44.7", &models(everything));
    let other = Package::new("1.44.6", &[]);
    other.cache_bytes(
        &workspace.cache(),
        "botocore-1.44.6-py3-none-any.whl",
        &package.wheel(),
    );
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["it is called 1.44.6, and is 1.44.7"],
    );
    let lock = workspace
        .read("models/models.lock")
        .replace("botocore", "botofork");
    workspace.put("models/models.lock", &lock);
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["from `botofork`, and not from `botocore`"],
    );
}

#[test]
fn with_a_package_that_lacks_something() {
    let package = || Package::new("1.44.6", &models(everything));
    check_package(
        &package()
            .without("data/zoo/2020-01-01/service-2.json.gz")
            .without("partitions.json"),
        &[
            "services.toml: line 4: botocore 1.44.6 has no model in `zoo/2020-01-01`",
            "partitions.json: ",
        ],
    );
    check_package(
        &package().without("LICENSE.txt"),
        &["LICENSE: botocore 1.44.6 has no such file"],
    );
    check_package(
        &package().without("NOTICE"),
        &["NOTICE: botocore 1.44.6 has no such file"],
    );
}

#[test]
fn with_a_model_that_cannot_be_generated() {
    let unknown = replace("\"max\": 20", "\"max\": 20, \"fnord\": true");
    check_package(
        &Package::new("1.44.6", &models(unknown)),
        &["zoo/2020-01-01/service-2.json: /shapes/Name/fnord"],
    );
    let protocol = replace("\"protocol\": \"json\"", "\"protocol\": \"ec2\"");
    check_package(&Package::new("1.44.6", &models(protocol)), &["ec2"]);
    let broken = |_: &str| "{\"metadata\":".to_owned();
    check_package(
        &Package::new("1.44.6", &models(broken)),
        &["service-2.json"],
    );
}

#[test]
fn with_settings_that_do_not_fit_the_new_model() {
    let services = SERVICES.replace(
        "nullability = \"all-optional\"\n\n[farm]",
        "nullability = \"all-optional\"\noperations = [\"Feed\"]\n\n[farm]",
    );
    let workspace = Workspace::new(&services, &models(str::to_owned));
    let renamed = replace("\"Feed\"", "\"Serve\"");
    Package::new("1.44.6", &models(renamed)).cache(&workspace.cache());
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["has no operation `Feed`"],
    );
}

#[test]
fn with_models_that_are_not_what_the_lock_says() {
    let workspace = workspace();
    Package::new("1.44.6", &models(everything)).cache(&workspace.cache());
    workspace.put("models/zoo/2020-01-01/service-2.json", "{}");
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["its SHA-256 is"],
    );
}

#[test]
fn with_a_changelog_that_cannot_go_on() {
    let workspace = workspace();
    Package::new("1.44.6", &models(everything)).cache(&workspace.cache());
    workspace.put("models/changelogs/zoo.md", "# Changelog\n\n## [0.2.0]\n");
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["there is an entry for 0.2.0 already"],
    );
    workspace.put("models/changelogs/zoo.md", "# Changelog\r\n");
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["zoo.md: the file is not lines of text"],
    );
    fs::remove_file(workspace.path("models/changelogs/zoo.md")).expect("a file");
    workspace.put("models/changelogs/zebra.md", "# Changelog\n");
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["zebra.md: the file is the changelog of no crate"],
    );
}

#[test]
fn with_crates_that_cannot_be_written() {
    let workspace = workspace();
    Package::new("1.44.6", &models(everything)).cache(&workspace.cache());
    workspace.put("generated/zoo/src/notes.txt", "mine\n");
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &["notes.txt: was not generated"],
    );
    check(
        &workspace,
        |workspace| workspace.update(&["--dry-run"]),
        &["notes.txt: was not generated"],
    );
    fs::remove_file(workspace.path("generated/zoo/src/notes.txt")).expect("a file");
    fs::remove_dir_all(workspace.path("generated/.smithwright")).expect("a folder");
    workspace.put("generated/.smithwright", "in the way\n");
    check(
        &workspace,
        |workspace| workspace.update(&[]),
        &[".smithwright: cannot be created"],
    );
}

#[test]
fn with_changes_that_are_not_committed() {
    let workspace = workspace();
    Package::new("1.44.6", &models(everything)).cache(&workspace.cache());
    let update = |workspace: &Workspace| workspace.run(&["update", "--offline"]);
    let without = "it is in no git repository";
    check(
        &workspace,
        update,
        &[without, "models: ", "generated: ", "--allow-no-vcs"],
    );
    workspace.put(".gitignore", "cache/\n");
    workspace.git(&["init", "--quiet"]);
    workspace.git(&["add", "."]);
    workspace.git(&["commit", "--quiet", "--message", "x"]);
    let model = workspace.read("models/services.toml");
    workspace.put("models/services.toml", &format!("{model}\n# more\n"));
    workspace.put("generated/new.txt", "");
    let dirty = ["services.toml\n", "new.txt\n", "pass --allow-dirty"];
    check(&workspace, update, &dirty);
    assert_eq!(workspace.run(&["update", "--offline", "--dry-run"]).code, 0);
    workspace.put("models/services.toml", &model);
    fs::remove_file(workspace.path("generated/new.txt")).expect("a file");
    assert_eq!(update(&workspace).code, 0);
    Package::new("1.44.7", &models(str::to_owned)).cache(&workspace.cache());
    check(
        &workspace,
        update,
        &["has changes that are not committed", "and "],
    );
    assert_eq!(
        workspace
            .run(&["update", "--offline", "--allow-dirty"])
            .code,
        0
    );
}

//! `cargo xtask regenerate` as people meet it when something is wrong: what it says, with which exit
//! code, and that it writes nothing.
//!
//! Every message names the file, the place in it and the remedy. The messages themselves are tested one
//! by one in `codegen/tests/errors.rs`; here it is the command that is run, on copies.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;
use tests::workspace;

/// The service document that most tests spoil, and the other one.
const STREAMS: &str = "models/gameliftstreams/2018-05-10/service-2.json";
const GAMELIFT: &str = "models/gamelift/2015-10-01/service-2.json";

/// What is to be generated.
const SERVICES: &str = "models/services.toml";

/// A generated file.
const SERVICE_RS: &str = "generated/gameliftstreams/src/service.rs";

/// The binary of `cargo xtask`, built by cargo as for anybody.
static XTASK: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "build",
        "--quiet",
        "--package",
        "xtask",
        "--message-format",
        "json",
    ]);
    let output = cargo
        .current_dir(workspace::root())
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let messages = String::from_utf8(output.stdout).expect("cargo speaks UTF-8");
    let mut executables = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executables.next_back().expect("cargo names the binary")
});

/// Copies of `models` and `generated`.
struct Copy(TempDir);

impl Copy {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        for name in ["models", "generated"] {
            let target = folder.path().join(name);
            workspace::copy_folder(&workspace::root().join(name), &target);
        }
        // The crates say the way to the runtime, which is that of the repository.
        let runtime = folder.path().join("runtime");
        fs::create_dir(&runtime).expect("a folder");
        fs::write(runtime.join("Cargo.toml"), "").expect("a file");
        Self(folder)
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    /// Replaces what has to be in the file, once.
    #[track_caller]
    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).expect("a file of text");
        assert!(text.contains(from), "{file} does not contain {from}");
        fs::write(self.path(file), text.replacen(from, to, 1)).expect("a file");
    }

    /// The number of the first line that contains this.
    #[track_caller]
    fn line_of(&self, file: &str, text: &str) -> usize {
        let lines = fs::read_to_string(self.path(file)).expect("a file of text");
        let position = lines
            .lines()
            .position(|line| !line.starts_with('#') && line.contains(text));
        1 + position.expect("a line that contains the text")
    }

    /// How many files the folder of a generated crate has.
    fn files_of(&self, name: &str) -> usize {
        workspace::files_below(&self.path("generated").join(name)).len()
    }

    fn lock(&self) {
        workspace::lock_models(&self.path("models"));
    }

    /// Every file and its bytes.
    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = workspace::files_below(self.0.path()).into_iter();
        // The lock of the writer is there from the first run on.
        let files = files.filter(|path| !path.starts_with("generated/.smithwright"));
        files
            .map(|path| {
                (
                    path.clone(),
                    fs::read(self.0.path().join(path)).expect("a file"),
                )
            })
            .collect()
    }

    fn regenerate(&self, arguments: &[&str]) -> Output {
        let mut xtask = Command::new(&*XTASK);
        xtask
            .arg("regenerate")
            .args(arguments)
            .current_dir(self.0.path());
        xtask.args(["--models", "models", "--output", "generated"]);
        xtask.output().expect("xtask can be started")
    }

    /// Runs `regenerate` with these arguments: it fails with this message and this standard output, and
    /// leaves everything as it is.
    #[track_caller]
    fn check(&self, arguments: &[&str], stderr: &str, stdout: &str) {
        let before = self.tree();
        let output = self.regenerate(arguments);
        assert_eq!(String::from_utf8_lossy(&output.stderr), stderr);
        assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
        assert_eq!(output.status.code(), Some(1));
        assert!(before == self.tree(), "something was written");
    }

    /// Runs `regenerate`, which finds one problem in the models: with and without `--check`.
    #[track_caller]
    fn check_problem(&self, problem: &str) {
        let stderr = format!("{problem}\n\nerror: 1 problem\n");
        self.check(&[], &stderr, "");
        self.check(&["--check"], &stderr, "");
    }
}

#[test]
fn a_missing_model() {
    let copy = Copy::new();
    fs::remove_file(copy.path(STREAMS)).expect("a file");
    let error = fs::read(copy.path(STREAMS)).expect_err("the file is gone");
    copy.check_problem(&format!(
        "gameliftstreams/2018-05-10/service-2.json: the file cannot be read: {error}\n    \
         fix: restore it from botocore 1.44.5"
    ));
}

#[test]
fn a_truncated_model() {
    let copy = Copy::new();
    let text = fs::read_to_string(copy.path(STREAMS)).expect("a file");
    let (start, _) = text
        .split_once(',')
        .expect("a document of more than one member");
    fs::write(copy.path(STREAMS), start).expect("a file");
    copy.lock();
    copy.check_problem(
        "gameliftstreams/2018-05-10/service-2.json: line 2, column 17: the file ends in the middle of \
         a JSON value\n    fix: restore the whole file from its source",
    );
}

#[test]
fn a_reference_to_nothing() {
    let copy = Copy::new();
    copy.replace(
        STREAMS,
        "\"shape\":\"CreateApplicationInput\"",
        "\"shape\":\"CreateAplicationInput\"",
    );
    copy.lock();
    copy.check_problem(
        "gameliftstreams/2018-05-10/service-2.json: /operations/CreateApplication/input/shape: there is \
         no shape `CreateAplicationInput`\n    fix: did you mean `CreateApplicationInput`? Otherwise \
         add the shape, or remove what refers to it",
    );
}

#[test]
fn a_key_that_occurs_twice() {
    let copy = Copy::new();
    copy.replace(
        STREAMS,
        "\"version\":\"2.0\"",
        "\"version\":\"2.0\", \"version\":\"2.0\"",
    );
    copy.lock();
    copy.check_problem(
        "gameliftstreams/2018-05-10/service-2.json: /version: the key `version` stands here twice\n    \
         fix: keep one of the two",
    );
}

#[test]
fn a_model_that_was_changed() {
    let copy = Copy::new();
    let before = workspace::sha256(&copy.path(STREAMS));
    copy.replace(STREAMS, "\"version\":\"2.0\"", "\"version\": \"2.0\"");
    let after = workspace::sha256(&copy.path(STREAMS));
    copy.check_problem(&format!(
        "gameliftstreams/2018-05-10/service-2.json: its SHA-256 is {after}, and models.lock says \
         {before}\n    fix: restore it from botocore 1.44.5"
    ));
}

#[test]
fn an_unknown_protocol() {
    let copy = Copy::new();
    copy.replace(SERVICES, "\"rest-json\"", "\"rest-jsno\"");
    let line = copy.line_of(SERVICES, "rest-jsno");
    copy.check_problem(&format!(
        "services.toml: line {line}: `rest-jsno` is not a known `protocol`\n    fix: did you mean \
         `rest-json`? Otherwise use one of `json`, `rest-json`, `smithy-rpc-v2-cbor`"
    ));
}

#[test]
fn an_unknown_operation() {
    let copy = Copy::new();
    let operations = "\"rest-json\"\noperations = [\"GetApplication\", \"CreateAplication\"]";
    copy.replace(SERVICES, "\"rest-json\"", operations);
    let line = copy.line_of(SERVICES, "operations = ");
    copy.check_problem(&format!(
        "services.toml: line {line}: `gameliftstreams` has no operation `CreateAplication`\n    \
         fix: did you mean `CreateApplication`? Otherwise remove it from the list"
    ));
}

#[test]
fn an_unknown_service() {
    let stderr = "services.toml: there is no service `gamelfit`\n    fix: did you mean `gamelift`? \
                  Otherwise add it to the file\n\nerror: 1 problem\n";
    Copy::new().check(&["gamelfit"], stderr, "");
}

#[test]
fn several_problems_are_all_reported() {
    let copy = Copy::new();
    copy.replace(STREAMS, "\"version\":\"2.0\"", "\"version\":\"3.0\"");
    copy.replace(GAMELIFT, "\"version\":\"2.0\"", "\"version\":\"3.0\"");
    copy.lock();
    let problem = |file| {
        format!(
            "{file}: /version: this is version `3.0` of the format, and only `2.0` is known\n    \
             fix: use the model of a current botocore\n"
        )
    };
    let first = problem("gamelift/2015-10-01/service-2.json");
    let second = problem("gameliftstreams/2018-05-10/service-2.json");
    copy.check(&[], &format!("{first}{second}\nerror: 2 problems\n"), "");
}

#[test]
fn a_file_that_was_not_generated_is_not_overwritten() {
    let copy = Copy::new();
    fs::write(copy.path("generated/gamelift/notes.txt"), "mine\n").expect("a file");
    // Something to write, which must not be written either.
    fs::remove_file(copy.path("generated/gamelift/src/meta.rs")).expect("a file");
    let path = Path::new("generated").join("gamelift").join("notes.txt");
    let before = copy.tree();
    let output = copy.regenerate(&[]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.starts_with(&path.display().to_string()), "{stderr}");
    assert!(stderr.contains("\n    fix: "), "{stderr}");
    assert_eq!(output.status.code(), Some(1));
    assert!(before == copy.tree(), "something was written");
}

#[test]
fn check_prints_what_differs_as_a_unified_diff() {
    let copy = Copy::new();
    assert_eq!(copy.regenerate(&[]).status.code(), Some(0));
    let (was, is) = ("id: \"GameLiftDreams\",", "id: \"GameLiftStreams\",");
    copy.replace(SERVICE_RS, is, was);
    let left_over = "generated/gameliftstreams/src/old.rs";
    let old = "// @generated by smithwright\n";
    fs::write(copy.path(left_over), old).expect("a file");
    let number = copy.line_of(SERVICE_RS, was);
    let text = fs::read_to_string(copy.path(SERVICE_RS)).expect("a file");
    let around = text.lines().enumerate().skip(number - 4).take(7);
    let hunk = around.map(|(index, line)| {
        if index + 1 == number {
            format!("-{line}\n+{}\n", line.replace(was, is))
        } else {
            format!(" {line}\n")
        }
    });
    copy.check(
        &["--check", "gameliftstreams"],
        "error: generated is not up to date; run `cargo xtask regenerate` and commit it\n",
        &format!(
            "--- a/{left_over}\n+++ /dev/null\n@@ -1 +0,0 @@\n-{old}\
             --- a/{SERVICE_RS}\n+++ b/{SERVICE_RS}\n@@ -{start},7 +{start},7 @@\n{hunk}\
             gameliftstreams: {files} files, 1 out of date, 1 left over\n",
            start = number - 3,
            hunk = hunk.collect::<String>(),
            files = copy.files_of("gameliftstreams") - 1,
        ),
    );
}

#[test]
fn a_pattern_that_cannot_be_checked_is_listed() {
    let copy = Copy::new();
    let pattern = r#""pattern":"^[a-zA-Z0-9-\\.]*$""#;
    copy.replace(GAMELIFT, pattern, &pattern.replace("^[", "^(?!x)["));
    copy.lock();
    let output = copy.regenerate(&[]);
    let stdout = String::from_utf8_lossy(&output.stdout);
    let listed = stdout.lines().filter(|line| line.contains("not checked"));
    assert_eq!(
        listed.collect::<Vec<_>>(),
        [
            "gamelift: not checked: the pattern of MatchmakingIdStringModel, ^(?!x)[a-zA-Z0-9-\\.]*$: it looks \
             ahead or behind"
        ]
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn check_is_content_with_what_regenerate_wrote() {
    let copy = Copy::new();
    fs::remove_dir_all(copy.path("generated/gamelift")).expect("a folder");
    assert_eq!(copy.regenerate(&[]).status.code(), Some(0));
    let before = copy.tree();
    let output = copy.regenerate(&["--check"]);
    let summary = |name| format!("{name}: {} files, up to date\n", copy.files_of(name));
    let stdout = summary("gamelift") + &summary("gameliftstreams");
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    assert!(before == copy.tree(), "something was written");
}

#[test]
fn a_wrong_command_line_is_told_apart_from_wrong_models() {
    let output = Copy::new().regenerate(&["--chekc"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("--check"), "{stderr}");
    assert_eq!(output.status.code(), Some(2));
}

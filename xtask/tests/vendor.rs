//! `cargo xtask vendor` as a command: what it prints, and how it ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// What came of a command.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// A folder with a program in it.
struct Scene(TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(TempDir::new().expect("a folder"));
        scene.put(
            "game/Cargo.toml",
            "[package]\nname = \"game\"\n[dependencies]\ngamelift = { path = \"vendor/gamelift\" }\n",
        );
        scene.put(
            "game/src/main.rs",
            "async fn close(client: &gamelift::Client) {\n    client.terminate_game_session();\n}\n",
        );
        scene
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("vendor")
            .args(arguments)
            .current_dir(self.0.path())
            .env("SMITHWRIGHT_CACHE", self.path("cache"))
            .output()
            .expect("the command starts");
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Runs a command that is wrong: it ends so, says this, and writes nothing.
    #[track_caller]
    fn check_refused(&self, arguments: &[&str], code: i32, said: &[&str]) {
        let ran = self.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        for said in said {
            assert!(ran.err.contains(said), "{arguments:?}: {said}: {}", ran.err);
        }
        assert_eq!(ran.out, "");
        assert!(!self.path("game/vendor").exists(), "{arguments:?}");
    }
}

#[test]
fn what_a_program_calls_is_vendored_and_kept_up_to_date() {
    let scene = Scene::new();
    let ran = scene.run(&["--out", "game/vendor", "--used-by", "game"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("gamelift: 1 of 120 operations"),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .contains("  TerminateGameSession: game/src/main.rs:2\n"),
        "{}",
        ran.out
    );
    let request = fs::read_to_string(scene.path("game/vendor/smithwright.toml")).expect("a file");
    assert!(request.contains("used-by = [\"..\"]"), "{request}");
    let readme = fs::read_to_string(scene.path("game/vendor/gamelift/README.md")).expect("a file");
    assert!(
        readme.contains("gamelift = { path = \"vendor/gamelift\" }"),
        "{readme}"
    );

    let ran = scene.run(&["--out", "game/vendor", "--check"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.ends_with("game/vendor: up to date\n"),
        "{}",
        ran.out
    );

    let more = "async fn close(client: &gamelift::Client) {\n    client.list_fleets();\n}\n";
    scene.put("game/src/more.rs", more);
    let ran = scene.run(&["--out", "game/vendor", "--check"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.err.contains("is not up to date"), "{}", ran.err);
    assert!(
        ran.out.contains("_list_fleets.rs: out of date"),
        "{}",
        ran.out
    );
    let ran = scene.run(&["--out", "game/vendor"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("ListFleets: operation added"),
        "{}",
        ran.out
    );
}

#[test]
fn a_wrong_command_line_is_told_and_writes_nothing() {
    let scene = Scene::new();
    let out = ["--out", "game/vendor"];
    let with = |more: &[&str]| -> Vec<String> {
        out.iter().chain(more).map(ToString::to_string).collect()
    };
    let check = |more: &[&str], code, said: &[&str]| {
        let arguments = with(more);
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        scene.check_refused(&arguments, code, said);
    };
    check(
        &["--service", "gamelft"],
        2,
        &["there is no service `gamelft`", "did you mean `gamelift`?"],
    );
    check(
        &[
            "--service",
            "gamelift",
            "--operations",
            "CreateFlet,Walk*,DescribeFleet*",
        ],
        2,
        &[
            "did you mean `CreateFleet`?",
            "has no operation that matches `Walk*`",
        ],
    );
    check(
        &["--service", "gamelift", "--operations", "@none.txt"],
        2,
        &["none.txt", "cannot be read"],
    );
    check(
        &["--service", "gamelift", "--features", "serd"],
        2,
        &["`serd`"],
    );
    check(&[], 2, &["no service is asked for"]);
    check(
        &["--operations", "Create*"],
        2,
        &["no service is asked for"],
    );
    check(&["--features", "rustls"], 2, &["no service is asked for"]);
    check(
        &["--service", "gamelift", "--operations", "!*"],
        2,
        &["all operations of `gamelift` are left out"],
    );
    check(
        &[
            "--service",
            "gamelift",
            "--service",
            "gameliftstreams",
            "--operations",
            "ListFleets",
        ],
        2,
        &["nothing in the list is an operation of `gameliftstreams`"],
    );
    check(&["--used-by", "nowhere"], 1, &["nowhere", "cannot be read"]);
    scene.put("quiet/main.rs", "fn main() {}\n");
    check(&["--used-by", "quiet"], 1, &["it calls no operation"]);
    check(
        &["--service", "gamelift", "--used-by", "quiet"],
        1,
        &["it calls no operation of `gamelift`"],
    );
}

#[test]
fn a_folder_that_cannot_be_ours_is_told_and_left_alone() {
    let scene = Scene::new();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/vendor");
    let own = own.to_string_lossy();
    scene.check_refused(
        &["--out", &own, "--service", "gamelift"],
        1,
        &["it is inside this repository"],
    );
    scene.put("file", "mine");
    scene.check_refused(
        &["--out", "file", "--service", "gamelift"],
        1,
        &["it is a file or a link"],
    );
    scene.put("other/a.rs", "mine");
    scene.check_refused(
        &["--out", "other", "--service", "gamelift"],
        1,
        &["is not empty"],
    );
    let verify = scene.run(&["--verify", "other"]);
    assert_eq!(verify.code, 1);
    assert!(
        verify
            .err
            .contains("nobody knows what the folder should hold"),
        "{}",
        verify.err
    );
}

#[test]
fn operations_are_read_from_a_file() {
    let scene = Scene::new();
    scene.put(
        "list.txt",
        "# What the game needs.\nListFleets\n\nDescribe*Session* # all of them\n!DescribePlayer*\n",
    );
    let arguments = [
        "--out",
        "v",
        "--service",
        "gamelift",
        "--operations",
        "@list.txt",
    ];
    let ran = scene.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("gamelift: 5 of 120 operations"),
        "{}",
        ran.out
    );
}

/// The operations that a folder has, by the lines that say so.
fn numbers(ran: &Ran) -> Vec<&str> {
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines = ran.out.lines();
    lines
        .filter(|line| line.contains(" operations, "))
        .collect()
}

#[test]
fn what_a_run_does_not_speak_of_stays() {
    let scene = Scene::new();
    let run = |more: &[&str]| scene.run(&[&["--out", "game/vendor"], more].concat());
    let request =
        || fs::read_to_string(scene.path("game/vendor/smithwright.toml")).expect("a file");
    assert!(numbers(&run(&["--used-by", "game"]))[0].starts_with("gamelift: 1 of 120"));
    assert!(numbers(&run(&["--features", "rustls"]))[0].starts_with("gamelift: 1 of 120"));
    assert!(request().contains("used-by = [\"..\"]"), "{}", request());
    assert!(
        request().contains("features = [\"rustls\"]"),
        "{}",
        request()
    );
    assert!(numbers(&run(&["--operations", "DescribeAlias"]))[0].starts_with("gamelift: 2 of 120"));
    assert!(request().contains("used-by = [\"..\"]"), "{}", request());
    let ran = run(&["--service", "gamelift"]);
    assert!(ran.out.starts_with("gamelift: 120 of 120"), "{}", ran.out);
}

#[test]
fn a_program_that_calls_another_service_hears_of_it() {
    let scene = Scene::new();
    let run = |more: &[&str]| scene.run(&[&["--out", "game/vendor"], more].concat());
    assert_eq!(run(&["--used-by", "game"]).code, 0);
    let more =
        "async fn g(client: &gameliftstreams::Client) {\n    client.get_stream_group();\n}\n";
    scene.put("game/src/more.rs", more);
    let ran = run(&["--check"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = [
        "game/src/more.rs: line 2",
        "an operation of `gameliftstreams`",
        "--service gameliftstreams",
    ];
    for said in said {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    let ran = run(&["--used-by", "game", "--operations", "DescribeAlias"]);
    let services = numbers(&ran);
    assert!(
        services[0].starts_with("gamelift: 2 of 120"),
        "{services:?}"
    );
    assert!(
        services[1].starts_with("gameliftstreams: 1 of 30"),
        "{services:?}"
    );
    assert_eq!(run(&["--check"]).err, "");
}

#[test]
#[cfg(unix)]
fn a_folder_whose_name_cannot_be_written_down_is_refused() {
    let scene = Scene::new();
    for name in ["ven\u{202e}dor", "ven\ndor"] {
        let arguments = ["--out", name, "--service", "gamelift"];
        scene.check_refused(&arguments, 2, &["cannot be written into a manifest"]);
    }
}

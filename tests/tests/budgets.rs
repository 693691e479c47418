//! Budgets: what the generated crates cost those who read, compile and run them.
//!
//! A budget is what was measured when it was set, and some slack: it is there to notice a change of kind,
//! not of a line. Raise one on purpose, and say why in the change that does. Compile times are measured by
//! `cargo xtask bench`, because they are those of a machine.

use std::path::Path;

use gamelift::error::SdkError;
use gamelift::operation::create_game_session::CreateGameSessionError;
use gameliftstreams::operation::start_stream_session::StartStreamSessionError;
use tests::workspace;

/// Checks that something is within its budget, and not so far below that the budget says nothing.
#[track_caller]
fn check(what: &str, actual: usize, budget: usize) {
    assert!(
        actual <= budget,
        "{what}: {actual} is more than the budget of {budget}"
    );
    assert!(
        actual * 2 > budget,
        "{what}: {actual} is far below {budget}; lower the budget"
    );
}

/// What a crate's sources have: lines of any kind, those that are neither blank nor documentation, and bytes.
#[track_caller]
fn check_source(name: &str, [lines, code, bytes]: [usize; 3]) {
    let sources = Path::new("generated").join(name).join("src");
    let files = workspace::files_below(&workspace::root().join(&sources));
    let text: String = files
        .iter()
        .map(|file| workspace::read(sources.join(file)))
        .collect();
    let is_code = |line: &&str| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with("///") && !line.starts_with("//!")
    };
    check(&format!("lines of {name}"), text.lines().count(), lines);
    let what = format!("lines of {name} outside documentation");
    check(&what, text.lines().filter(is_code).count(), code);
    check(&format!("bytes of {name}"), text.len(), bytes);
}

/// The dependencies that a crate names itself and always has: development ones are not counted, and neither are those
/// of features that are off by default.
#[track_caller]
fn check_dependencies(manifest: &str, budget: usize) {
    let text = workspace::read(manifest);
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{manifest}: {error}"));
    let dependencies = table["dependencies"]
        .as_table()
        .expect("a table of dependencies");
    let is_optional = |dependency: &toml::Value| {
        let optional = dependency.get("optional").and_then(toml::Value::as_bool);
        optional.unwrap_or_default()
    };
    let always = dependencies.values().filter(|one| !is_optional(one));
    check(
        &format!("dependencies of {manifest}"),
        always.count(),
        budget,
    );
}

#[test]
fn sources() {
    // Measured: 21,850, 6,900 and 1,492,000; 7,100, 1,900 and 491,000. The official crates have 193,924 lines in
    // 11.1 MB, and 60,744.
    check_source("gamelift", [23_000, 7_500, 1_500_000]);
    check_source("gameliftstreams", [7_300, 2_050, 500_000]);
}

#[test]
fn direct_dependencies() {
    // A generated crate knows the runtime and nothing else: all versions are chosen in one place.
    check_dependencies("generated/gamelift/Cargo.toml", 1);
    check_dependencies("generated/gameliftstreams/Cargo.toml", 1);
    // Measured: 17, of which ten are the official runtime crates.
    check_dependencies("runtime/Cargo.toml", 17);
}

#[test]
fn sizes_of_errors() {
    // Every call returns one of these, moved from future to future; measured: 128, the largest exception.
    check(
        "CreateGameSessionError",
        size_of::<CreateGameSessionError>(),
        160,
    );
    check(
        "StartStreamSessionError",
        size_of::<StartStreamSessionError>(),
        160,
    );
    check("gamelift::Error", size_of::<gamelift::Error>(), 160);
    // Measured: 360. What is added is the official runtime's raw response.
    check(
        "SdkError",
        size_of::<SdkError<CreateGameSessionError>>(),
        416,
    );
}

#[test]
fn sizes_of_calls() {
    let client = gamelift::Client::from_conf(gamelift::Config::builder().build());
    // A client is cloned into every task: one pointer to what all clones share.
    check("a client", size_of_val(&client), 8);
    let builder = client.create_game_session();
    // Each setter moves the builder. Measured: 240, of which the input is 224; what `customize` may
    // override is boxed.
    check("a builder", size_of_val(&builder), 288);
    // A call is on the heap: a caller's future does not grow with what goes on in it. Two pointers.
    check("a call", size_of_val(&builder.send()), 16);
    let client = gameliftstreams::Client::from_conf(gameliftstreams::Config::builder().build());
    check(
        "another call",
        size_of_val(&client.start_stream_session().send()),
        16,
    );
}

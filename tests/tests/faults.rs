//! Small models that went wrong once, and what is right: `faults/models` beside `SMITHWRIGHT_DATA`. That those
//! which are not refused compile is shown in `compiles.rs`.

use tests::fixture;

/// Checks that a model is refused with these problems: the place, what is wrong, what to do.
#[track_caller]
fn check_refused(name: &str, expected: &[[&str; 3]]) {
    let Some(generated) = fixture::fault(name) else {
        return;
    };
    let problems = generated
        .map(|_| "a crate")
        .expect_err("no crate can hold this");
    let expected: Vec<_> = expected
        .iter()
        .map(|[place, what, fix]| format!("{name}/service-2.json: {place}: {what}\n    fix: {fix}"))
        .collect();
    assert_eq!(problems.to_string(), expected.join("\n"));
}

#[test]
fn a_name_that_injects_rust() {
    let Some(generated) = fixture::fault("full-name-injects-rust") else {
        return;
    };
    let problems = generated
        .map(|_| "a crate")
        .expect_err("it is no name")
        .to_string();
    let place = "full-name-injects-rust/service-2.json: /metadata/serviceFullName: `Arcade.\\n    pub enum Error,";
    assert!(problems.starts_with(place), "{problems}");
    assert_eq!(problems.lines().count(), 2, "{problems}");
}

#[test]
fn a_version_that_runs_as_a_test() {
    check_refused(
        "api-version-runs-as-doctest",
        &[[
            "/metadata/apiVersion",
            "`2020-01-01\\n\\n```\\nstd::fs::write(\"ran\", \"code of the model\").unwrap();\\n```\\n` is not the version of \
             an API",
            "write it like `2015-10-01`",
        ]],
    );
}

#[test]
fn a_value_that_turns_the_text() {
    let Some(generated) = fixture::fault("enum-value-turns-text") else {
        return;
    };
    let files = generated
        .unwrap_or_else(|problems| panic!("{problems}"))
        .files;
    let phase = files.get("src/types/_phase.rs").expect("the enum");
    assert!(
        phase.contains("        ABc = \"a\\u{202e}bc\",\n"),
        "{phase}"
    );
    let request = files
        .get("src/operation/_put_game.rs")
        .expect("the operation");
    assert!(
        request.contains("Valid Values: `in-game` | `over` | `a\\u{202e}bc`."),
        "{request}"
    );
    assert!(files.iter().all(|(_, text)| !text.contains('\u{202e}')));
}

#[test]
fn values_with_control_characters() {
    let what = |value: &str| format!("the enum value `{value}` has control characters in it");
    let [nul, escape, newline] = ["a\\u{0}b", "\\u{1b}[31m", "a\\nb"].map(what);
    let fix = "restore it from the service's own model";
    check_refused(
        "enum-value-with-nul",
        &[
            ["/shapes/State/enum/0", &nul, fix],
            ["/shapes/State/enum/1", &escape, fix],
            ["/shapes/State/enum/2", &newline, fix],
        ],
    );
}

#[test]
fn a_member_called_meta() {
    let Some(generated) = fixture::fault("error-member-meta") else {
        return;
    };
    let files = generated
        .unwrap_or_else(|problems| panic!("{problems}"))
        .files;
    let items = files.get("api.txt").expect("the items");
    let builder = "error_member_meta::types::error::builders::BusyBuilder";
    for line in [
        format!("{builder}::meta_value(self, input: impl Into<String>) -> Self [fn]\n"),
        format!("{builder}::set_meta_value(self, Option<String>) -> Self [fn]\n"),
    ] {
        assert!(items.contains(&line), "{line}");
    }
}

#[test]
fn two_errors_with_one_code() {
    check_refused(
        "two-errors-one-code",
        &[[
            "/shapes/NotFound/error/code",
            "`NotFound` and `Busy` come with one code, `Same`: the client would know one alone",
            "correct the codes, or remove the operations that raise one of the two",
        ]],
    );
}

#[test]
fn an_operation_of_300_letters() {
    let name = format!("Put{}", "a".repeat(300));
    let place = format!("/operations/{name}");
    let what = format!(
        "the operation `{name}` is longer than 160 letters, too long for the name of a file"
    );
    check_refused("operation-of-300-letters", &[[&place, &what, "shorten it"]]);
}

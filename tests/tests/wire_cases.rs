//! The wire cases that botocore computed, and what the runner says of cases that do not hold.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tests::wire_cases::{Report, run, run_serde};

/// Every request, response and error of both services, in all their protocols.
#[tokio::test]
async fn official_cases() {
    let Some((files, cases)) = official_files("wire_cases") else {
        return;
    };
    let report = run(&files).await;

    assert!(report.failures.is_empty(), "{report}");
    assert_eq!(report.passed, cases);
}

/// The same requests and responses, through `serde`.
#[test]
fn official_cases_through_serde() {
    let Some((files, _)) = official_files("wire_cases_through_serde") else {
        return;
    };
    let report = run_serde(&files);

    println!("through serde: {report}");
    assert!(report.failures.is_empty(), "{report}");
    assert!(report.passed > 0);
}

#[test]
fn what_serde_loses_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let case = with(request(), "/params/Color", json!("red"));
    let report = run_serde(&[file(&folder, &case.to_string())]);

    let [failure] = &*report.failures else {
        panic!("expected one failure, got {report}");
    };
    assert_eq!(
        failure.reasons,
        [
            r#"held.Color: expected "red", got nothing"#,
            r#"written.Color: expected "red", got nothing"#,
            r#"params.Color: expected "red", got nothing"#,
        ]
    );
}

/// The files of cases, and how many cases are in them. `None`, and `test` is said to be skipped, if they are
/// not there.
fn official_files(test: &str) -> Option<(Vec<PathBuf>, usize)> {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: {test}: SMITHWRIGHT_DATA is not set");
        return None;
    };
    let folder = PathBuf::from(data).join("wire-cases");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of wire cases")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "jsonl")
        })
        .collect();
    files.sort();
    let lines = |file: &PathBuf| {
        std::fs::read_to_string(file)
            .expect("a file of cases")
            .lines()
            .count()
    };
    let cases: usize = files.iter().map(lines).sum();
    assert!(cases > 0, "no cases in {}", folder.display());
    Some((files, cases))
}

/// A request of a service that has its members all over the message.
fn request() -> Value {
    json!({
        "kind": "request",
        "id": "ListStreamSessions",
        "params": {"Identifier": "sg/1", "Status": "ACTIVE", "MaxResults": 5},
        "expect": {
            "service": "gameliftstreams",
            "operation": "ListStreamSessions",
            "protocol": "rest-json",
            "method": "GET",
            "host": "host.invalid",
            "path": "/streamgroups/sg%2F1/streamsessions",
            "query": "MaxResults=5&Status=ACTIVE",
            "headers": {},
            "body_hex": "",
        },
    })
}

/// A request of a service that has them in the body.
fn request_with_body() -> Value {
    json!({
        "kind": "request",
        "id": "PutScalingPolicy",
        "params": {
            "Name": "p",
            "FleetId": "fleet-1",
            "MetricName": "IdleInstances",
            "TargetConfiguration": {"TargetValue": 0.5},
        },
        "expect": {
            "service": "gamelift",
            "operation": "PutScalingPolicy",
            "protocol": "json",
            "method": "POST",
            "path": "/",
            "query": "",
            "headers": {"X-Amz-Target": "GameLift.PutScalingPolicy"},
            "body_hex": hex(
                r#"{"TargetConfiguration": {"TargetValue": 5e-1}, "MetricName": "IdleInstances",
                    "FleetId": "fleet-1", "Name": "p"}"#,
            ),
        },
    })
}

fn response() -> Value {
    json!({
        "kind": "response",
        "id": "ListAliases",
        "service": "gamelift",
        "operation": "ListAliases",
        "protocol": "json",
        "status": 200,
        "headers": {"x-amzn-requestid": "r-1"},
        "body_hex": hex(r#"{"Aliases": [{"Name": "a", "CreationTime": 1.5}], "Surprise": 1}"#),
        "expect": {
            "result": {"Aliases": [{"Name": "a", "CreationTime": 1.5}]},
            "request_id": "r-1",
        },
    })
}

fn error() -> Value {
    json!({
        "kind": "error",
        "id": "ListAliases",
        "service": "gamelift",
        "operation": "ListAliases",
        "protocol": "json",
        "status": 400,
        "headers": {"x-amzn-requestid": "r-2"},
        "body_hex": hex(r#"{"__type": "InvalidRequestException", "Message": "no"}"#),
        "expect": {"error": {
            "code": "InvalidRequestException",
            "message": "no",
            "modeled": "InvalidRequestException",
            "fields": {"Message": "no"},
        }},
    })
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// The case with another value at `pointer`.
fn with(mut case: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = case.pointer_mut(parent).expect("a place in the case");
    parent[key] = value;
    case
}

/// Runs one line. Its failure has to say each of `expected`, and nothing more often than that.
#[track_caller]
fn check(line: &(impl ToString + ?Sized), expected: &[&str]) {
    let report = run_text(&line.to_string());
    let reasons: Vec<&String> = report
        .failures
        .iter()
        .flat_map(|failure| &failure.reasons)
        .collect();
    let all_said = expected
        .iter()
        .all(|expected| reasons.iter().any(|reason| reason.contains(expected)));
    assert!(
        all_said && reasons.len() == expected.len(),
        "expected {expected:#?}, got {reasons:#?}"
    );
    assert_eq!(report.passed, usize::from(expected.is_empty()));
}

fn run_text(text: &str) -> Report {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = file(&folder, text);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(run(&[file]))
}

fn file(folder: &tempfile::TempDir, text: &str) -> PathBuf {
    let file = folder.path().join("cases.jsonl");
    std::fs::write(&file, text).expect("a file of cases");
    file
}

#[test]
fn cases_that_hold() {
    check(&request(), &[]);
    check(&request_with_body(), &[]);
    check(&response(), &[]);
    check(&error(), &[]);
}

#[test]
fn each_part_of_a_request_is_compared() {
    check(
        &with(request(), "/expect/method", json!("POST")),
        &[r#"method: expected "POST", got "GET""#],
    );
    check(
        &with(request(), "/expect/host", json!("elsewhere.invalid")),
        &[r#"host: expected "elsewhere.invalid", got "host.invalid""#],
    );
    // A slash that divides is not one that is part of a name.
    check(
        &with(
            request(),
            "/expect/path",
            json!("/streamgroups/sg/1/streamsessions"),
        ),
        &["path: expected"],
    );
    check(
        &with(
            request(),
            "/expect/query",
            json!("MaxResults=5&Status=ACTIVE&Status=ACTIVE"),
        ),
        &["query: expected"],
    );
    check(
        &with(
            request(),
            "/expect/headers",
            json!({"content-type": "text/plain"}),
        ),
        &[r#"header content-type: expected "text/plain", got null"#],
    );
    check(
        &with(request(), "/expect/body_hex", json!(hex("{}"))),
        &["body: expected {}, got null"],
    );
}

#[test]
fn each_value_of_a_body_is_compared() {
    let body = r#"{"TargetConfiguration": {"TargetValue": "0.5"}, "MetricName": null, "FleetId": "fleet-1",
        "Other": 1}"#;
    check(
        &with(request_with_body(), "/expect/body_hex", json!(hex(body))),
        &[
            r#"body.TargetConfiguration.TargetValue: expected "0.5", got 0.5"#,
            r#"body.MetricName: expected null, got "IdleInstances""#,
            "body.Other: expected 1, got nothing",
            r#"body.Name: expected nothing, got "p""#,
        ],
    );
}

#[test]
fn parameters_that_the_model_does_not_know() {
    check(
        &with(request(), "/params/Color", json!("red")),
        &[r#"params.Color: expected "red", got nothing"#],
    );
    check(
        &with(
            request_with_body(),
            "/params/TargetConfiguration/Color",
            json!("red"),
        ),
        &[r#"params.TargetConfiguration.Color: expected "red", got nothing"#],
    );
    check(
        &with(request(), "/params/MaxResults", json!("five")),
        &["params.MaxResults: expected a whole number"],
    );
}

#[test]
fn parameters_that_cannot_be_sent() {
    check(
        &with(request(), "/params/Identifier", json!("")),
        &["no request was sent"],
    );
}

#[test]
fn each_part_of_a_response_is_compared() {
    let result = json!({"Aliases": [{"Name": "b", "CreationTime": 2}], "NextToken": "t"});
    check(
        &with(response(), "/expect/result", result),
        &[
            r#"result.Aliases[0].Name: expected "b", got "a""#,
            "result.Aliases[0].CreationTime: expected 2, got 1.5",
            r#"result.NextToken: expected "t", got nothing"#,
        ],
    );
    check(
        &with(response(), "/expect/result", json!({})),
        &["result.Aliases: expected nothing, got ["],
    );
    check(
        &with(response(), "/expect/request_id", json!("r-3")),
        &[r#"request id: expected "r-3", got "r-1""#],
    );
    check(
        &with(response(), "/status", json!(500)),
        &["expected an output, got"],
    );
    check(
        &with(response(), "/body_hex", json!(hex(r#"{"Aliases": 1}"#))),
        &["Aliases: expected a list"],
    );
}

#[test]
fn each_part_of_an_error_is_compared() {
    let expected = json!({
        "code": "NotFoundException",
        "message": "yes",
        "modeled": null,
        "fields": {"Message": "maybe", "Color": "red"},
    });
    check(
        &with(error(), "/expect/error", expected),
        &[
            r#"code: expected "NotFoundException", got "InvalidRequestException""#,
            r#"message: expected "yes", got "no""#,
            r#"modeled: expected null, got "InvalidRequestException""#,
            r#"fields.Message: expected "maybe", got "no""#,
            r#"fields.Color: expected "red", got nothing"#,
        ],
    );
    check(
        &with(error(), "/status", json!(200)),
        &["expected an error, got an output"],
    );
}

#[test]
fn lines_that_are_no_cases() {
    check("{", &["not a case: EOF"]);
    check("[1]", &["not a case"]);
    check("\u{0}", &["not a case"]);
    check(
        &with(request(), "/kind", json!("wish")),
        &["not a case: unknown variant `wish`"],
    );
    check(
        &with(request(), "/expect/body_hex", json!("abc")),
        &["`body_hex` is not hexadecimal"],
    );
    check(
        &with(request(), "/expect/service", json!("gamelight")),
        &[r#"unknown service "gamelight""#],
    );
    check(
        &with(request(), "/expect/operation", json!("ListDreams")),
        &[r#"unknown operation "ListDreams""#],
    );
    check(
        &with(request(), "/expect/protocol", json!("smoke")),
        &[r#"unknown protocol "smoke""#],
    );
    check(
        &with(request(), "/params", json!(null)),
        &["there is no `params`"],
    );
    check(
        &with(error(), "/expect", json!({})),
        &["there is no `expect.error`"],
    );
    check(
        &with(response(), "/expect", json!({})),
        &["there is no `expect.result`"],
    );
    check(
        &with(response(), "/service", json!(null)),
        &["there is no `service`"],
    );
    check(
        &with(response(), "/status", json!(1)),
        &["`status` is none of HTTP"],
    );
    check(
        &with(response(), "/headers", json!({"a b": "c"})),
        &["the header \"a b\""],
    );
}

/// What is not stated is not compared, so whatever is always compared has to be stated.
#[test]
fn requests_that_expect_too_little() {
    for part in ["method", "path", "query", "body_hex"] {
        let case = with(request(), &format!("/expect/{part}"), json!(null));
        check(&case, &[&format!("there is no `expect.{part}`")]);
    }
}

#[test]
fn a_protocol_that_the_service_does_not_speak() {
    check(
        &with(request(), "/expect/protocol", json!("smithy-rpc-v2-cbor")),
        &["no request was sent"],
    );
}

#[test]
fn a_failure_names_its_place() {
    let bad = with(request(), "/expect/method", json!("POST"));
    let report = run_text(&format!("{}\n\n{bad}\nnonsense\n", request()));

    let places: Vec<_> = report
        .failures
        .iter()
        .map(|failure| (failure.place.rsplit('/').next(), failure.case.as_deref()))
        .collect();
    let case = "request ListStreamSessions (gameliftstreams, rest-json)";
    assert_eq!(
        places,
        [
            (Some("cases.jsonl:3"), Some(case)),
            (Some("cases.jsonl:4"), None)
        ]
    );
    let shown = report.to_string();
    assert!(
        shown.contains("cases.jsonl:3: request ListStreamSessions"),
        "{shown}"
    );
    assert!(shown.ends_with("\n1 passed, 2 failed"), "{shown}");
}

/// The program's exit code and last line.
fn program(files: &[&Path]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_wire-cases"))
        .args(files)
        .output()
        .expect("the program runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    let last = shown.lines().next_back().unwrap_or_default();
    (output.status.code(), last.to_owned())
}

#[test]
fn the_program_fails_when_a_case_does() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let good = file(&folder, &request().to_string());
    let absent = folder.path().join("absent.jsonl");

    assert_eq!(
        program(&[&good]),
        (Some(0), "1 passed, 0 failed".to_owned())
    );
    assert_eq!(
        program(&[&absent, &good]),
        (Some(1), "1 passed, 1 failed".to_owned())
    );
    assert_eq!(program(&[]), (Some(2), String::new()));
}

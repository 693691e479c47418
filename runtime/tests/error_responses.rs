//! What is read out of an error response before it is known which error it is: its code and its message.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value as Json, json};
use smithwright_runtime::protocol::{self, Protocol};

/// The code and the message that are read out of an error response.
fn error_of(
    protocol: Protocol,
    header: Option<&str>,
    body: &[u8],
) -> (Option<String>, Option<String>) {
    let status = StatusCode::try_from(500).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::from(body.to_vec()));
    if let Some(header) = header {
        response
            .headers_mut()
            .insert("x-amzn-errortype", header.to_owned());
    }
    let error = protocol::read_error(protocol, &response).build();
    (
        error.code().map(str::to_owned),
        error.message().map(str::to_owned),
    )
}

#[track_caller]
fn check_error(header: Option<&str>, body: &str, code: Option<&str>, message: Option<&str>) {
    for protocol in [
        Protocol::AwsJson1_0,
        Protocol::AwsJson1_1,
        Protocol::RestJson1,
    ] {
        let (found_code, found_message) = error_of(protocol, header, body.as_bytes());
        assert_eq!(
            (found_code.as_deref(), found_message.as_deref()),
            (code, message)
        );
    }
}

#[test]
fn errors_in_json() {
    check_error(None, "", None, None);
    check_error(None, "<html>busy</html>", None, None);
    check_error(None, "[1]", None, None);
    check_error(
        None,
        r#"{"__type":"a#B:c","message":"m"}"#,
        Some("B"),
        Some("m"),
    );
    check_error(
        None,
        r#"{"code":"A","__type":"B","Message":"m"}"#,
        Some("A"),
        Some("m"),
    );
    check_error(
        Some("C"),
        r#"{"code":"A","__type":"B","errorMessage":"m"}"#,
        Some("C"),
        Some("m"),
    );
    check_error(
        None,
        r#"{"message":{"a":1},"code":7,"__type":"B"}"#,
        Some("B"),
        None,
    );
    check_error(None, r#"{"__type":null,"message":null}"#, None, None);
    check_error(None, r#"{"__type":"B","message":"m"#, Some("B"), None);
    check_error(Some(""), "{}", None, None);
}

/// The message of an error in JSON and in CBOR, which say the same.
#[track_caller]
fn check_message(entries: &Json, message: Option<&str>) {
    let body = entries.to_string();
    check_error(Some("A"), &body, Some("A"), message);
    let mut body = Vec::new();
    ciborium::into_writer(entries, &mut body).unwrap();
    let found = error_of(Protocol::RpcV2Cbor, None, &body).1;
    assert_eq!(found.as_deref(), message, "{entries}");
}

#[test]
fn the_first_usable_message_counts() {
    for nothing in [
        json!(null),
        json!(""),
        json!(" "),
        json!(5),
        json!({"a": 1}),
        json!([]),
    ] {
        check_message(
            &json!({"message": nothing, "Message": "real"}),
            Some("real"),
        );
        check_message(
            &json!({"Message": nothing, "errorMessage": "real"}),
            Some("real"),
        );
        check_message(
            &json!({"errorMessage": nothing, "message": "real"}),
            Some("real"),
        );
        check_message(&json!({ "message": nothing }), nothing.as_str());
    }
    // botocore, too, prefers `message`, wherever it stands. (The official crates take what comes last.)
    check_message(
        &json!({"message": "a", "Message": "b", "errorMessage": "c"}),
        Some("a"),
    );
    let of = |protocol, body| error_of(protocol, None, body).1;
    for body in [
        r#"{"Message":"b","message":"a"}"#,
        r#"{"Message":"b","message":null,"message":"a"}"#,
    ] {
        assert_eq!(
            of(Protocol::RestJson1, body.as_bytes()).as_deref(),
            Some("a")
        );
    }
    let body = b"\xa2\x67Message\x61b\x67message\x61a";
    assert_eq!(of(Protocol::RpcV2Cbor, body).as_deref(), Some("a"));
}

#[test]
fn the_first_usable_code_counts() {
    for nothing in ["", " ", "#", ":http://a", "a.b#"] {
        check_error(Some(nothing), r#"{"__type":"B"}"#, Some("B"), None);
        let body = json!({"code": nothing, "__type": "B"}).to_string();
        check_error(None, &body, Some("B"), None);
    }
    let body = json!({"code": null, "__type": "a#B"}).to_string();
    check_error(None, &body, Some("B"), None);
}

#[test]
fn errors_in_cbor() {
    let body = b"\xa2\x66__type\x63a#B\x67message\x61m";
    // The header is to be ignored.
    let expected = (Some("B".to_owned()), Some("m".to_owned()));
    assert_eq!(error_of(Protocol::RpcV2Cbor, Some("C"), body), expected);
    assert_eq!(error_of(Protocol::RpcV2Cbor, None, b""), (None, None));
    assert_eq!(
        error_of(Protocol::RpcV2Cbor, None, b"{\"__type\":\"B\"}"),
        (None, None)
    );
    assert_eq!(
        error_of(Protocol::RpcV2Cbor, None, &body[..12]),
        (Some("B".to_owned()), None)
    );
}

//! HTTP bindings and errors where the official suites do not look: labels, queries, headers and payloads at
//! their edges, and responses that nobody should send.

mod support;

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value as Json, json};
use smithwright_runtime::operation::Http;
use smithwright_runtime::protocol::{self, Protocol};
use smithwright_runtime::schema::Schema;
use smithwright_runtime::value::{MemberVisitor, MemberVisitorMut, Structure};
use support::dynamic::{DynamicStructure, Shapes, Type};

const PROTOCOLS: [Protocol; 4] = [
    Protocol::AwsJson1_0,
    Protocol::AwsJson1_1,
    Protocol::RestJson1,
    Protocol::RpcV2Cbor,
];

const GET: &str = "GET";

/// The structure `All` with these members over a few common shapes.
fn shape(members: &Json, payload: Option<&str>) -> &'static Type {
    let mut all = json!({ "type": "structure", "members": members });
    if let Some(payload) = payload {
        all["payload"] = json!(payload);
    }
    let shapes = json!({
        "All": all,
        "Inner": { "type": "structure", "members": { "a": { "shape": "Text" } } },
        "Text": { "type": "string" },
        "Number": { "type": "integer" },
        "Double": { "type": "double" },
        "Blob": { "type": "blob" },
        "Date": { "type": "timestamp" },
        "Seconds": { "type": "timestamp", "timestampFormat": "unixTimestamp" },
        "Texts": { "type": "list", "member": { "shape": "Text" } },
        "Numbers": { "type": "list", "member": { "shape": "Number" } },
        "Dates": { "type": "list", "member": { "shape": "Date" } },
        "Map": { "type": "map", "key": { "shape": "Text" }, "value": { "shape": "Text" } },
        "MapOfTexts": { "type": "map", "key": { "shape": "Text" }, "value": { "shape": "Texts" } },
    });
    Shapes::new(&shapes, true).get("All")
}

/// The members of [`shape`]: name, shape, location and name on the wire.
fn members(members: &[(&str, &str, &str, &str)]) -> Json {
    let member = |(name, shape, location, wire): &(&str, &str, &str, &str)| {
        let mut member = json!({ "shape": shape, "location": location, "locationName": wire });
        if location.is_empty() {
            member = json!({ "shape": shape, "locationName": wire });
        }
        ((*name).to_owned(), member)
    };
    Json::Object(members.iter().map(member).collect())
}

fn request_of(uri: &'static str, of: &'static Type, params: &Json) -> Result<HttpRequest, String> {
    let input = DynamicStructure::from_params(of, params);
    let http = Http {
        method: GET,
        uri,
        code: 200,
    };
    protocol::request(Protocol::RestJson1, "", "", &http, Some(&input))
        .map_err(|error| error.to_string())
}

/// The URI of a request with one string label `{Id}` or `{Id+}`.
#[track_caller]
fn check_label(uri: &'static str, value: &Json, expected: Result<&str, &str>) {
    let of = shape(&members(&[("Id", "Text", "uri", "Id")]), None);
    let found =
        request_of(uri, of, &json!({ "Id": value })).map(|request| request.uri().to_owned());
    assert_eq!(found.as_deref().map_err(String::as_str), expected);
}

#[test]
fn labels_are_encoded() {
    check_label("/a/{Id}/b", &json!("x"), Ok("/a/x/b"));
    check_label(
        "/a/{Id}",
        &json!("arn:aws:gamelift::1:x/y z"),
        Ok("/a/arn%3Aaws%3Agamelift%3A%3A1%3Ax%2Fy%20z"),
    );
    check_label("/a/{Id+}", &json!("x/y//z ?#"), Ok("/a/x/y//z%20%3F%23"));
    check_label("/a/{Id}", &json!("%2F~é"), Ok("/a/%252F~%C3%A9"));
    check_label("/a/{Id}?fixed", &json!("?"), Ok("/a/%3F?fixed"));
}

#[test]
fn labels_cannot_be_empty() {
    let error = Err("Id was missing: cannot be empty or unset, as it is part of the path");
    check_label("/a/{Id}", &json!(""), error);
    check_label("/a/{Id}", &json!(null), error);
    check_label("/a/{Id+}", &json!(""), error);
}

#[test]
fn labels_need_a_member() {
    check_label(
        "/a/{Other}",
        &json!("x"),
        Err("error during request construction"),
    );
    // Not a label, and not a URI.
    check_label("/a/{Id", &json!("x"), Ok("/a/{Id"));
}

#[track_caller]
fn check_query(uri: &'static str, params: &Json, expected: &str) {
    let of = shape(
        &members(&[
            ("Text", "Text", "querystring", "t x"),
            ("Texts", "Texts", "querystring", "ts"),
            ("Date", "Date", "querystring", "d"),
            ("Seconds", "Seconds", "querystring", "s"),
            ("Double", "Double", "querystring", "n"),
            ("Blob", "Blob", "querystring", "b"),
            ("More", "MapOfTexts", "querystring", ""),
        ]),
        None,
    );
    assert_eq!(
        request_of(uri, of, params).as_ref().map(HttpRequest::uri),
        Ok(expected)
    );
}

#[test]
fn queries_are_encoded() {
    check_query("/", &json!({}), "/");
    check_query("/", &json!({ "Text": "" }), "/?t%20x=");
    check_query("/?a=b", &json!({ "Text": "&=+" }), "/?a=b&t%20x=%26%3D%2B");
    check_query("/?a", &json!({ "Texts": [] }), "/?a");
    check_query("/", &json!({ "Texts": ["", "b"] }), "/?ts=&ts=b");
    check_query(
        "/",
        &json!({ "Date": 0.5, "Seconds": 0.5 }),
        "/?d=1970-01-01T00%3A00%3A00.5Z&s=0.5",
    );
    check_query("/", &json!({ "Double": "-Infinity" }), "/?n=-Infinity");
    check_query("/", &json!({ "Blob": "\u{3ff}" }), "/?b=z78%3D");
}

#[test]
fn a_parameter_of_its_own_is_stronger_than_one_of_a_map() {
    check_query("/", &json!({ "More": { "ts": ["1", "2"] } }), "/?ts=1&ts=2");
    check_query(
        "/",
        &json!({ "Texts": ["a"], "More": { "ts": ["1", "2"] } }),
        "/?ts=a",
    );
    check_query("/", &json!({ "More": { "k&": ["v="] } }), "/?k%26=v%3D");
}

const HEADERS: &[(&str, &str, &str, &str)] = &[
    ("Text", "Text", "header", "X-Text"),
    ("Texts", "Texts", "header", "X-Texts"),
    ("Numbers", "Numbers", "header", "X-Numbers"),
    ("Date", "Date", "header", "X-Date"),
    ("Dates", "Dates", "header", "X-Dates"),
    ("Seconds", "Seconds", "header", "X-Seconds"),
    ("Double", "Double", "header", "X-Double"),
    ("Blob", "Blob", "header", "X-Blob"),
    ("More", "Map", "headers", "X-More-"),
];

/// Writes a header, expects `text` of it, and reads the same value back.
#[track_caller]
fn check_header(params: &Json, name: &'static str, text: &str) {
    let of = shape(&members(HEADERS), None);
    let request = request_of("/", of, params).unwrap();
    assert_eq!(request.headers().get(name), Some(text));
    check_headers_read(&[(name, text)], Ok(params));
}

#[track_caller]
fn check_headers_read(headers: &[(&'static str, &str)], expected: Result<&Json, &str>) {
    let mut output = shape(&members(HEADERS), None).structure();
    let mut response = response_of(200, b"");
    for (name, text) in headers {
        response.headers_mut().append(*name, (*text).to_owned());
    }
    let result = protocol::read_output(Protocol::RestJson1, &response, &mut output);
    let mut found = output.to_params();
    // A map of headers is there even if no header is.
    if found["More"] == json!({}) {
        found.as_object_mut().unwrap().remove("More");
    }
    let result = result.map(|()| &found);
    assert_eq!(
        result.map_err(|error| error.to_string()).as_ref(),
        expected.map_err(str::to_owned).as_ref()
    );
}

#[test]
fn headers_of_lists_are_quoted() {
    check_header(&json!({ "Texts": ["a"] }), "x-texts", "a");
    check_header(&json!({ "Texts": ["a,b", "c"] }), "x-texts", "\"a,b\", c");
    check_header(
        &json!({ "Texts": ["\\\"", " a "] }),
        "x-texts",
        "\"\\\\\\\"\", \" a \"",
    );
    check_header(&json!({ "Texts": ["", "a"] }), "x-texts", ", a");
    check_header(&json!({ "Numbers": [-1, 2] }), "x-numbers", "-1, 2");
    let dates = "Thu, 01 Jan 1970 00:00:00 GMT, Thu, 01 Jan 1970 00:00:01 GMT";
    check_header(&json!({ "Dates": [0.0, 1.0] }), "x-dates", dates);
}

#[test]
fn headers_of_single_values() {
    check_header(&json!({ "Text": "a, b" }), "x-text", "a, b");
    check_header(
        &json!({ "Date": 0.0 }),
        "x-date",
        "Thu, 01 Jan 1970 00:00:00 GMT",
    );
    check_header(&json!({ "Seconds": 1.5 }), "x-seconds", "1.5");
    check_header(&json!({ "Double": "NaN" }), "x-double", "NaN");
    check_header(&json!({ "Blob": "value" }), "x-blob", "dmFsdWU=");
    check_header(
        &json!({ "More": { "key": "value" } }),
        "x-more-key",
        "value",
    );
}

#[test]
fn headers_are_read_leniently() {
    check_headers_read(
        &[("x-texts", " a ,\tb ,")],
        Ok(&json!({ "Texts": ["a", "b"] })),
    );
    check_headers_read(
        &[("x-texts", "a, b"), ("x-texts", "\"c\" , d")],
        Ok(&json!({ "Texts": ["a", "b", "c", "d"] })),
    );
    check_headers_read(&[("x-texts", "")], Ok(&json!({})));
    check_headers_read(
        &[("x-dates", "Thu, 01 Jan 1970 00:00:00 GMT,")],
        Ok(&json!({ "Dates": [0.0] })),
    );
}

#[test]
fn headers_that_cannot_be_read_are_errors_without_their_value() {
    for (name, text) in [
        ("x-texts", "\"secret"),
        ("x-texts", "\"secret\"more"),
        ("x-numbers", "1, secret"),
        ("x-numbers", "99999999999999999999"),
        ("x-date", "secret"),
        ("x-dates", "Thu, 01 Jan 1970 00:00:00 GMT, secret"),
        ("x-seconds", ""),
        ("x-double", "secret"),
        ("x-blob", "?secret"),
    ] {
        let expected = format!("the header `{name}` of the response cannot be read");
        check_headers_read(&[(name, text)], Err(&expected));
    }
}

#[test]
fn headers_cannot_be_injected() {
    let of = shape(&members(HEADERS), None);
    for (params, member) in [
        (json!({ "Text": "a\r\nx: secret" }), "X-Text"),
        (json!({ "Texts": ["a\nsecret"] }), "X-Texts"),
        (json!({ "More": { "a b": "secret" } }), "X-More-"),
        (json!({ "More": { "a": "\0secret" } }), "X-More-"),
    ] {
        let error = request_of("/", of, &params).unwrap_err();
        assert_eq!(
            error,
            format!("invalid field in input: {member} (details: it cannot stand in a header)")
        );
    }
}

#[test]
fn a_header_of_its_own_is_stronger_than_one_of_a_map_or_of_the_body() {
    let of = shape(
        &members(&[
            ("All", "Map", "headers", ""),
            ("Type", "Text", "header", "Content-Type"),
            ("Body", "Text", "", "Body"),
        ]),
        None,
    );
    let check = |params: &Json, expected: &str| {
        let request = request_of("/", of, params).unwrap();
        assert_eq!(
            request
                .headers()
                .get_all("content-type")
                .collect::<Vec<_>>(),
            [expected]
        );
    };
    check(&json!({}), "application/json");
    check(&json!({ "All": { "Content-Type": "a" } }), "a");
    check(&json!({ "All": { "Content-Type": "a" }, "Type": "b" }), "b");
}

/// The content type and the body of a request with a payload of this shape, and what is read back.
#[track_caller]
fn check_payload(shape_name: &str, payload: &Json, expected: Option<(&str, &str)>, read: &Json) {
    let of = shape(
        &members(&[("Payload", shape_name, "", "Payload")]),
        Some("Payload"),
    );
    let request = request_of("/", of, &json!({ "Payload": payload })).unwrap();
    let body = request.body().bytes().unwrap();
    let content_type = request.headers().get("content-type");
    assert_eq!(
        content_type.map(|name| (name, std::str::from_utf8(body).unwrap())),
        expected
    );
    assert_eq!(
        request.headers().contains_key("content-length"),
        expected.is_some()
    );
    let mut output = of.structure();
    protocol::read_output(Protocol::RestJson1, &response_of(200, body), &mut output).unwrap();
    assert_eq!(&output.to_params()["Payload"], read);
}

#[test]
fn payloads() {
    check_payload("Text", &json!("{"), Some(("text/plain", "{")), &json!("{"));
    check_payload("Text", &json!(null), None, &json!(null));
    check_payload("Text", &json!(""), Some(("text/plain", "")), &json!(null));
    check_payload(
        "Blob",
        &json!("b"),
        Some(("application/octet-stream", "b")),
        &json!("b"),
    );
    check_payload(
        "Inner",
        &json!({ "a": "b" }),
        Some(("application/json", "{\"a\":\"b\"}")),
        &json!({ "a": "b" }),
    );
    check_payload(
        "Inner",
        &json!(null),
        Some(("application/json", "{}")),
        &json!({}),
    );
    check_payload(
        "Texts",
        &json!(["a"]),
        Some(("application/json", "[\"a\"]")),
        &json!(["a"]),
    );
}

#[test]
fn nothing_in_the_body_means_no_body() {
    let of = shape(&members(&[("Id", "Text", "uri", "Id")]), None);
    let request = request_of("/{Id}", of, &json!({ "Id": "a" })).unwrap();
    assert_eq!(request.body().bytes(), Some(&b""[..]));
    assert_eq!(request.headers().len(), 0);
    assert_eq!(request.method(), GET);
}

/// A structure that shows nothing, which is wrong but no reason to panic.
#[derive(Debug)]
struct Mute;

impl Structure for Mute {
    fn schema(&self) -> &'static Schema {
        &Schema {
            name: "Mute",
            members: &[],
            fields: &[],
            sensitive: false,
            union: false,
        }
    }

    fn visit_members(&self, _: MemberVisitor<'_>) {}

    fn visit_members_mut(&mut self, _: MemberVisitorMut<'_>) {}
}

#[test]
fn a_structure_that_shows_nothing_is_an_error() {
    let http = Http {
        method: GET,
        uri: "/",
        code: 200,
    };
    assert!(protocol::request(Protocol::RestJson1, "", "", &http, Some(&Mute)).is_err());
}

fn response_of(status: u16, body: &[u8]) -> HttpResponse {
    HttpResponse::new(
        StatusCode::try_from(status).unwrap(),
        SdkBody::from(body.to_vec()),
    )
}

#[test]
fn no_response_panics() {
    let of = shape(
        &members(&[
            ("a", "Text", "", "a"),
            ("b", "Numbers", "", "b"),
            ("c", "Inner", "", "c"),
            ("d", "Text", "header", "x-amzn-errortype"),
        ]),
        None,
    );
    let json = br#"{"__type":"B","message":"\u00e9","a":"x","b":[1,2.0],"c":{"a":null}}"#;
    let cbor = b"\xbf\x66__type\x63a#B\x61a\x61x\x61b\x82\x01\xf9\x40\x00\x61c\xa1\x61a\xf6\xff";
    for body in [&json[..], &cbor[..]] {
        for cut in 0..=body.len() {
            for byte in [0x00, b'"', b'{', 0x5f, 0x9f, 0xbf, 0xfb, 0xff] {
                let mut body = body[..cut].to_vec();
                body.push(byte);
                for protocol in PROTOCOLS {
                    let response = response_of(500, &body);
                    protocol::read_error(protocol, &response);
                    // Whether it can be read is not the question.
                    let _ = protocol::read_exception(protocol, &response, &mut of.structure());
                }
            }
        }
    }
}

#[test]
fn an_empty_body_is_a_structure_without_members_in_json_alone() {
    let of = shape(&members(&[("a", "Text", "", "a")]), None);
    let read = |of: &'static Type, protocol| {
        let mut output = of.structure();
        protocol::read_output(protocol, &response_of(200, b""), &mut output)
            .map(|()| output.to_params())
    };
    for protocol in PROTOCOLS {
        let read = read(of, protocol);
        if protocol == Protocol::RpcV2Cbor {
            let error = read.unwrap_err();
            let source = std::error::Error::source(&error).unwrap().to_string();
            assert_eq!(source, "expected a map, found the end at byte 0");
        } else {
            assert_eq!(read.unwrap(), json!({}));
        }
    }
    // Where the output has no members, nothing is missing, as in the suites' `empty_output_no_body`.
    let nothing = shape(&json!({}), None);
    for protocol in PROTOCOLS {
        assert_eq!(read(nothing, protocol).unwrap(), json!({}));
    }
}

#[test]
fn what_follows_the_body_is_an_error() {
    let of = shape(&members(&[("a", "Text", "", "a")]), None);
    let read = |protocol, body| {
        protocol::read_output(protocol, &response_of(200, body), &mut of.structure())
    };
    assert!(read(Protocol::AwsJson1_1, &b"{} "[..]).is_ok());
    assert!(read(Protocol::AwsJson1_1, b"{}x").is_err());
    assert!(read(Protocol::RpcV2Cbor, b"\xa0\x00").is_err());
}

#[test]
fn a_body_that_is_still_a_stream_is_an_error() {
    let of = shape(&members(&[("a", "Text", "", "a")]), None);
    let response = HttpResponse::new(StatusCode::try_from(200).unwrap(), SdkBody::taken());
    for protocol in PROTOCOLS {
        let error = protocol::read_output(protocol, &response, &mut of.structure()).unwrap_err();
        assert_eq!(error.to_string(), "the body of the response cannot be read");
        assert_eq!(
            protocol::read_error(protocol, &response).build().code(),
            None
        );
    }
}

#[test]
fn success_is_any_status_of_200_and_the_one_of_the_model() {
    let http = Http {
        method: GET,
        uri: "/",
        code: 304,
    };
    let success = [200, 204, 299, 304];
    for status in 100..600 {
        assert_eq!(
            protocol::is_success(&http, status),
            status / 100 == 2 || success.contains(&status)
        );
    }
}

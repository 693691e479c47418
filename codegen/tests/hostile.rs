//! Models are untrusted: whatever stands in them, the answer is a model or a list of problems.

use std::path::Path;

use smithwright_codegen::check::check;
use smithwright_codegen::json::{self, Value};
use smithwright_codegen::load::{Document, Documents, parse_partitions, parse_service};
use smithwright_codegen::manifest;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
    std::fs::read_to_string(path).expect("a file of the repository")
}

/// Reads the text as the kind of document that `kind` says.
fn feed(kind: Kind, text: &str, base: &str) {
    let file = Path::new("x");
    let document = Some(Document { file, text });
    let base = Documents::of(file, base);
    let documents = match kind {
        Kind::Service => Documents::of(file, text),
        Kind::Paginators => Documents {
            paginators: document,
            ..base
        },
        Kind::Waiters => Documents {
            waiters: document,
            ..base
        },
        Kind::EndpointRules => Documents {
            endpoint_rules: document,
            ..base
        },
    };
    if let Ok(model) = parse_service(&documents) {
        check(file, &model);
    }
}

/// The documents that a service consists of.
#[derive(Clone, Copy)]
enum Kind {
    Service,
    Paginators,
    Waiters,
    EndpointRules,
}

/// Every document that differs from `value` in one place, where `other` stands instead.
fn variants(value: &Value, other: &str, found: &mut Vec<String>, wrap: &dyn Fn(&str) -> String) {
    found.push(wrap(other));
    match value {
        Value::Array(items) => {
            for index in 0..items.len() {
                let wrap = |inner: &str| {
                    let texts = items.iter().enumerate();
                    let texts = texts.map(|(i, v)| {
                        if i == index {
                            inner.to_owned()
                        } else {
                            text(v)
                        }
                    });
                    wrap(&format!("[{}]", texts.collect::<Vec<_>>().join(",")))
                };
                variants(&items[index], other, found, &wrap);
            }
        }
        Value::Object(object) => {
            for (name, value) in object.iter() {
                let wrap = |inner: &str| {
                    let texts = object.iter().map(|(k, v)| {
                        let value = if k == name { inner.to_owned() } else { text(v) };
                        format!("{}:{value}", serde_json::Value::from(k))
                    });
                    wrap(&format!("{{{}}}", texts.collect::<Vec<_>>().join(",")))
                };
                variants(value, other, found, &wrap);
            }
        }
        _ => {}
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.clone(),
        Value::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(","))
        }
        Value::Object(object) => {
            let members = object.iter();
            let members =
                members.map(|(k, v)| format!("{}:{}", serde_json::Value::from(k), text(v)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

#[test]
fn any_value_may_stand_anywhere() {
    let base = read("tests/errors/base.json");
    for (kind, name) in [
        (Kind::Service, "base.json"),
        (Kind::Paginators, "paginator-member-types.paginators.json"),
        (Kind::Waiters, "waiter-member-type.waiters.json"),
        (
            Kind::EndpointRules,
            "endpoint-attribute-unknown.endpoint-rules.json",
        ),
        (
            Kind::EndpointRules,
            "endpoint-reference-unknown.endpoint-rules.json",
        ),
    ] {
        let document = read(&format!("tests/errors/{name}"));
        let value = json::parse(Path::new("x"), &document).expect("JSON");
        for other in [
            "null", "true", "-1", "1e400", "\"{\"", "\"Game\"", "[[]]", "{\"\":0}",
        ] {
            let mut found = Vec::new();
            variants(&value, other, &mut found, &str::to_owned);
            for text in &found {
                feed(kind, text, &base);
            }
        }
    }
}

#[test]
fn a_document_may_end_anywhere() {
    let file = Path::new("x");
    let base = read("tests/errors/base.json");
    for (end, _) in base.trim_end().char_indices() {
        assert!(json::parse(file, &base[..end]).is_err());
    }
    let partitions = read("tests/errors/partitions-missing-keys.partitions.json");
    for (end, _) in partitions.trim_end().char_indices() {
        assert!(parse_partitions(file, &partitions[..end]).is_err());
    }
    // These may be right by chance: what counts is that there is an answer.
    let services = read("models/services.toml");
    for (end, _) in services.char_indices() {
        drop(manifest::parse(file, &services[..end]));
    }
    let lock = read("models/models.lock");
    for (end, _) in lock.char_indices() {
        drop(manifest::parse_lock(file, &lock[..end]));
    }
}

#[test]
fn chains_of_structures_may_be_long() {
    let shape = |i: usize, next: usize| {
        format!(
            r#""S{i}":{{"type":"structure","required":["N"],"members":{{"N":{{"shape":"S{next}"}}}}}}"#
        )
    };
    let length = 20_000;
    let shapes: Vec<String> = (0..length).map(|i| shape(i, (i + 1) % length)).collect();
    let base = read("tests/errors/base.json");
    let text = base.replacen(
        "\"shapes\": {",
        &format!("\"shapes\": {{{},", shapes.join(",")),
        1,
    );
    let model = parse_service(&Documents::of(Path::new("x"), &text)).expect("a model");
    let problems = check(Path::new("x"), &model);
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .what
            .starts_with("the structure requires itself without end: S0 > S1 > S2")
    );
}

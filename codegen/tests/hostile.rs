//! Models are untrusted: whatever stands in them, the answer is a model or a list of problems.

use std::path::Path;

use smithwright_codegen::check::check;
use smithwright_codegen::diff::{Revision, diff};
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

/// What is wrong with the service of `base.json` with these shapes as well.
fn problems_with(shapes: &str) -> Vec<String> {
    let base = read("tests/errors/base.json");
    let text = base.replacen("\"shapes\": {", &format!("\"shapes\": {{{shapes},"), 1);
    let file = Path::new("x");
    let model = parse_service(&Documents::of(file, &text)).expect("a model");
    let problems = check(file, &model).into_iter();
    problems
        .map(|one| format!("{}: {}", one.place, one.what))
        .collect()
}

#[test]
fn what_a_crate_repeats_has_a_limit() {
    let long = |length| {
        format!(
            r#""Long": {{"type": "string", "pattern": "{}"}}"#,
            "a".repeat(length)
        )
    };
    assert_eq!(problems_with(&long(10_000)), [""; 0]);
    let expected = "/shapes/Long/pattern: the pattern is longer than 10000 bytes";
    assert_eq!(problems_with(&long(10_001)), [expected]);
    let long = |length| {
        format!(
            r#""Long": {{"type": "string", "enum": ["{}"]}}"#,
            "a".repeat(length)
        )
    };
    assert_eq!(problems_with(&long(1_000)), [""; 0]);
    let expected = "/shapes/Long/enum/0: an enum value is longer than 1000 bytes";
    assert_eq!(problems_with(&long(1_001)), [expected]);
}

#[test]
fn operations_may_not_share_more_members_than_a_crate_can_hold() {
    let members: Vec<_> = (0..5_000)
        .map(|i| format!(r#""M{i}": {{"shape": "T"}}"#))
        .collect();
    let operations: Vec<_> = (0..60)
        .map(|i| {
            format!(
                r#""Op{i:02}": {{"name": "Op{i:02}", "http": {{"method": "POST", "requestUri": "/"}},
                    "input": {{"shape": "In"}}}}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{"version": "2.0", "metadata": {{"apiVersion": "2020-01-01", "endpointPrefix": "a",
            "protocol": "rest-json", "serviceFullName": "A", "serviceId": "A", "signatureVersion": "v4"}},
            "operations": {{{}}}, "shapes": {{"T": {{"type": "string"}},
            "In": {{"type": "structure", "members": {{{}}}}}}}}}"#,
        operations.join(","),
        members.join(",")
    );
    let file = Path::new("x");
    let model = parse_service(&Documents::of(file, &text)).expect("a model");
    let problems = check(file, &model);
    let [problem] = problems.as_slice() else {
        panic!("{problems:#?}")
    };
    assert_eq!(problem.place, "/operations/Op50/input");
    assert!(
        problem.what.ends_with("more than 250000 members"),
        "{problem}"
    );
}

#[test]
fn lists_in_lists_end_with_a_problem_and_are_compared() {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: lists_in_lists_end_with_a_problem: SMITHWRIGHT_DATA is not set");
        return;
    };
    let path = Path::new(&data).join("faults/models/nested-lists-200.json");
    let text = std::fs::read_to_string(path).expect("a model");
    let documents = Documents::of(Path::new("x"), &text);
    let model = parse_service(&documents).expect("a model");
    let problems = check(Path::new("x"), &model);
    let [problem] = problems.as_slice() else {
        panic!("{problems:#?}")
    };
    assert!(problem.place.starts_with("/shapes/"), "{problem}");
    assert!(problem.what.contains("deeper than 32 levels"), "{problem}");
    let revision = Revision::read("x", &documents).expect("a revision");
    assert_eq!(diff(&revision, &revision).facts, []);
    // What takes items away lowers both models.
    let mut other = revision.clone();
    other.model.operations.clear();
    assert!(!diff(&revision, &other).facts.is_empty());
    assert!(!diff(&other, &revision).facts.is_empty());
}

#[test]
fn maps_keyed_by_maps_are_compared() {
    let map = |i| {
        format!(
            r#""Map{i}": {{"type": "map", "key": {{"shape": "Map{0}"}}, "value": {{"shape": "Map{0}"}}}}"#,
            i + 1
        )
    };
    let maps: Vec<_> = (0..100).map(map).collect();
    let base = read("tests/errors/base.json");
    let game = r#""Score": {"shape": "Integer"}"#;
    let more = format!(r#"{game}, "More": {{"shape": "Map0"}}"#);
    let shapes = format!(
        "\"shapes\": {{{}, \"Map100\": {{\"type\": \"string\"}},",
        maps.join(",")
    );
    let text = base
        .replace(game, &more)
        .replacen("\"shapes\": {", &shapes, 1);
    let old = Revision::read("old", &Documents::of(Path::new("x"), &base)).expect("a revision");
    let new = Revision::read("new", &Documents::of(Path::new("x"), &text)).expect("a revision");
    assert!(
        diff(&old, &new)
            .facts
            .iter()
            .any(|fact| fact.id.ends_with("member-added:Game.More"))
    );
}

#[test]
fn chains_of_other_shapes_are_compared() {
    // As long as overflows the stack of a test where anything recurses.
    let length = 5_000;
    let chain = |prefix: &str| {
        let shape = |i| {
            format!(
                r#""{prefix}{i}": {{"type": "structure", "members": {{"N": {{"shape": "{prefix}{}"}}}}}}"#,
                (i + 1) % length
            )
        };
        (0..length).map(shape).collect::<Vec<_>>().join(",")
    };
    let base = read("tests/errors/base.json");
    let game = r#""Score": {"shape": "Integer"}"#;
    let with = |prefix: &str| {
        let more = format!(r#"{game}, "More": {{"shape": "{prefix}0"}}"#);
        let shapes = format!("\"shapes\": {{{},", chain(prefix));
        base.replace(game, &more)
            .replacen("\"shapes\": {", &shapes, 1)
    };
    let read = |text: &str| Revision::read("x", &Documents::of(Path::new("x"), text));
    let (old, mut new) = (
        read(&with("S")).expect("a revision"),
        read(&with("S")).expect("a revision"),
    );
    // The same chain by another name, so that both are followed to their ends.
    let twin = read(&with("Twin")).expect("a revision");
    new.model.shapes.extend(twin.model.shapes);
    let found = diff(&old, &new).facts;
    let retargeted = "arcade:member-target-changed:Game.More";
    assert!(found.iter().any(|fact| fact.id.starts_with(retargeted)));
}

//! A member that holds another shape is as grave as if its own shape had changed, and so is taking it back.

use serde_json::{Value, json};
use smithwright_codegen::diff::{Fact, Kind, Verdict, diff};

use crate::namesakes::{REST, arcade, revision};

const REFUSED: &str = "values that were accepted may be refused";
const EASED: &str = "more values are accepted";
const HIDDEN: &str = "`Debug` and errors no longer show it";
const SHOWN: &str = "`Debug` and errors show it now";
const OTHERWISE: &str = "what is sent or understood is another";
const SAME: &str = "it accepts the same values";

/// A member of a request that holds `shape`, of this name, in this place; `Inner` is there for lists and maps.
fn holding(protocol: &str, name: &str, place: &Value, shape: &Value) -> [Value; 3] {
    let mut documents = arcade(protocol);
    let shapes = &mut documents[0]["shapes"];
    let mut member = place.clone();
    member["shape"] = json!(name);
    shapes["ListGamesInput"]["members"]["Held"] = member;
    shapes["Inner"] = json!({"type": "string"});
    shapes[name] = shape.clone();
    documents
}

/// What is said of the member, or of its shape, where one shape becomes another.
fn told(protocol: &str, place: &Value, names: [&str; 2], shapes: [&Value; 2]) -> Vec<Fact> {
    let [old, new] =
        [0, 1].map(|side| revision(&holding(protocol, names[side], place, shapes[side])));
    let facts = diff(&old, &new).facts.into_iter();
    let comes_or_goes = |kind| matches!(kind, Kind::ShapeAdded | Kind::ShapeRemoved);
    facts.filter(|fact| !comes_or_goes(fact.kind)).collect()
}

/// Another shape and the same one, there and back.
#[track_caller]
fn check(place: &Value, shapes: &[Value; 2], there: (Verdict, &str), back: (Verdict, &str)) {
    let [was, is] = shapes;
    for (sides, expected) in [([was, is], there), ([is, was], back)] {
        for names in [["Held", "Held"], ["HeldA", "HeldB"]] {
            let facts = told(REST, place, names, sides);
            let [fact] = facts.as_slice() else {
                panic!("{names:?}: {facts:#?}");
            };
            assert_eq!((fact.verdict, fact.reason.as_str()), expected, "{fact:#?}");
        }
    }
}

#[test]
fn what_is_no_longer_shown_is_refused_to_nobody() {
    for of in [
        json!({"type": "string"}),
        json!({"type": "long"}),
        json!({"type": "blob"}),
        json!({"type": "list", "member": {"shape": "Inner"}}),
        json!({"type": "map", "key": {"shape": "Inner"}, "value": {"shape": "Inner"}}),
    ] {
        let mut sensitive = of.clone();
        sensitive["sensitive"] = json!(true);
        let both = [of, sensitive];
        check(
            &json!({}),
            &both,
            (Verdict::Behaviour, HIDDEN),
            (Verdict::Behaviour, SHOWN),
        );
    }
}

#[test]
fn every_difference_of_another_shape_is_told() {
    let shapes = [
        json!({"type": "string", "max": 9}),
        json!({"type": "string", "max": 20, "sensitive": true}),
    ];
    let [was, is] = &shapes;
    let reasons = [([was, is], [HIDDEN, EASED]), ([is, was], [SHOWN, REFUSED])];
    for (sides, reasons) in reasons {
        let facts = told(REST, &json!({}), ["HeldA", "HeldB"], sides);
        assert_eq!(facts.len(), 1);
        assert_eq!(facts[0].kind, Kind::MemberConstraintsChanged);
        assert_eq!(facts[0].verdict, Verdict::Behaviour);
        assert_eq!(facts[0].reason, reasons.join("; "));
    }
}

#[test]
fn another_media_type_is_only_said() {
    let shapes = [
        json!({"type": "string"}),
        json!({"type": "string", "mediaType": "text/csv"}),
    ];
    let facts = told(
        REST,
        &json!({}),
        ["HeldA", "HeldB"],
        [&shapes[0], &shapes[1]],
    );
    // botocore's models have no media types yet.
    for fact in facts {
        assert!(fact.verdict <= Verdict::Docs, "{fact:#?}");
    }
}

/// The formats that places have by default: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>.
#[test]
fn a_timestamp_is_written_otherwise_only_under_another_format() {
    let time = |format: Option<&str>| match format {
        Some(format) => json!({"type": "timestamp", "timestampFormat": format}),
        None => json!({"type": "timestamp"}),
    };
    let otherwise = (Verdict::Behaviour, OTHERWISE);
    let by_serde = (
        Verdict::Behaviour,
        "only the feature `serde` writes it otherwise",
    );
    let (header, query) = (
        json!({"location": "header", "locationName": "X-Held"}),
        json!({"location": "querystring", "locationName": "held"}),
    );
    let (epoch, date, http) = (Some("unixTimestamp"), Some("iso8601"), Some("rfc822"));
    for (place, was, is, expected) in [
        (&json!({}), date, epoch, otherwise),
        (&json!({}), None, date, otherwise),
        (&header, None, epoch, otherwise),
        (&header, None, http, by_serde),
        (&query, None, http, otherwise),
        (&query, None, date, by_serde),
    ] {
        check(place, &[time(was), time(is)], expected, expected);
    }
    // In a body they are seconds anyway, and where the member says so whatever the shape does.
    let said = json!({"timestampFormat": "iso8601"});
    for (place, was, is) in [(&json!({}), None, epoch), (&said, epoch, http)] {
        let shapes = [time(was), time(is)];
        for names in [["Held", "Held"], ["HeldA", "HeldB"]] {
            for sides in [[0, 1], [1, 0]] {
                let facts = told(REST, place, names, sides.map(|side| &shapes[side]));
                let verdicts: Vec<_> = facts.iter().map(|fact| fact.verdict).collect();
                assert_eq!(verdicts, [Verdict::None], "{facts:#?}");
            }
        }
    }
}

#[test]
fn no_length_is_below_0() {
    for of in [
        json!({"type": "string"}),
        json!({"type": "blob"}),
        json!({"type": "list", "member": {"shape": "Inner"}}),
        json!({"type": "map", "key": {"shape": "Inner"}, "value": {"shape": "Inner"}}),
    ] {
        let mut least = of.clone();
        least["min"] = json!(0);
        for sides in [[&of, &least], [&least, &of]] {
            let facts = told(REST, &json!({}), ["Held", "Held"], sides);
            assert_eq!(facts.len(), 1);
            assert_eq!(facts[0].kind, Kind::MinimumLengthChanged);
            assert_eq!(
                (facts[0].verdict, facts[0].reason.as_str()),
                (Verdict::None, SAME)
            );
            // Under the same constraints only the name is another.
            let facts = told(REST, &json!({}), ["HeldA", "HeldB"], sides);
            assert_eq!(facts.len(), 1);
            assert_eq!(facts[0].kind, Kind::MemberTargetChanged);
            assert_eq!(facts[0].verdict, Verdict::None);
        }
        let mut one = of.clone();
        one["min"] = json!(1);
        check(
            &json!({}),
            &[least, one],
            (Verdict::Behaviour, REFUSED),
            (Verdict::Patch, EASED),
        );
    }
    // A number may be below 0.
    check(
        &json!({}),
        &[json!({"type": "long"}), json!({"type": "long", "min": 0})],
        (Verdict::Behaviour, REFUSED),
        (Verdict::Patch, EASED),
    );
}

#[test]
fn an_alternative_takes_nothing_away() {
    for (was, is) in [
        (r"(a)\1", r"(a)\1|x"),
        ("(?!a)[a-z]+", "(?!a)[a-z]+|9"),
        ("^(?=a).b$", "^(?=a).b$|^c$"),
    ] {
        let text = |pattern: &str| json!({"type": "string", "pattern": pattern});
        check(
            &json!({}),
            &[text(was), text(is)],
            (Verdict::Patch, EASED),
            (Verdict::Behaviour, REFUSED),
        );
    }
}

#[test]
fn another_type_is_told_by_its_type() {
    let of = |kind: &str| json!({"type": kind});
    let list = |items: &str| json!({"type": "list", "member": {"shape": items}});
    let map = json!({"type": "map", "key": {"shape": "Inner"}, "value": {"shape": "Inner"}});
    for (was, is, says) in [
        (of("integer"), of("long"), ["integer", "long"]),
        (of("string"), of("timestamp"), ["string", "timestamp"]),
        (list("Inner"), of("string"), ["list of string", "string"]),
        (
            list("Phase"),
            list("Filter"),
            ["list of Phase", "list of Filter"],
        ),
        (map, list("Inner"), ["map to string", "list of string"]),
    ] {
        for (sides, says) in [([&was, &is], says), ([&is, &was], [says[1], says[0]])] {
            let facts = told(REST, &json!({}), ["HeldA", "HeldB"], sides);
            let target = |fact: &&Fact| fact.kind == Kind::MemberTargetChanged;
            let fact = facts.iter().find(target).expect("a fact");
            assert_eq!(
                (fact.old.as_deref(), fact.new.as_deref()),
                (Some(says[0]), Some(says[1]))
            );
            assert_eq!(fact.verdict, Verdict::Major);
        }
    }
}

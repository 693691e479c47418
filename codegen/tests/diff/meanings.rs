//! Tokens that are filled in, what another shape accepts, operations that are new, waits that ask another one.

use std::path::Path;

use serde_json::{Value, json};
use smithwright_codegen::diff::{DocumentName, Fact, Kind, Verdict, diff};
use smithwright_codegen::load::Overlay;

use crate::namesakes::{REST, arcade, revision, shown};

/// The facts of what an edit of the service document does.
#[track_caller]
fn edited(edits: [&dyn Fn(&mut Value); 2], expected: &[(Kind, &str, Verdict)]) -> Vec<Fact> {
    let of = |edit: &dyn Fn(&mut Value)| {
        let mut documents = arcade(REST);
        edit(&mut documents[0]["shapes"]);
        revision(&documents)
    };
    let changes = diff(&of(edits[0]), &of(edits[1]));
    let expected = expected.iter();
    let expected: Vec<_> = expected
        .map(|(kind, subject, verdict)| (*kind, (*subject).to_owned(), *verdict))
        .collect();
    assert_eq!(shown(&changes), expected);
    changes.facts
}

#[test]
fn a_token_is_filled_in_where_a_request_has_it() {
    use Verdict::{Behaviour, Minor, None, Patch};
    let plain = |_: &mut Value| {};
    let token = |shape: &'static str, required: bool| {
        move |shapes: &mut Value| {
            shapes[shape]["members"]["Once"] = json!({"shape": "Text", "idempotencyToken": true});
            let list = shapes[shape]["required"].as_array().cloned();
            let mut list = list.unwrap_or_default();
            list.extend(required.then(|| json!("Once")));
            shapes[shape]["required"] = json!(list);
        }
    };
    let required = |shapes: &mut Value| {
        shapes["ListGamesInput"]["members"]["Once"] = json!({"shape": "Text"});
        shapes["ListGamesInput"]["required"] = json!(["Hall", "Once"]);
    };
    let (of_input, nested) = ("ListGamesInput", "Filter");
    let once = "ListGamesInput.Once";
    edited(
        [&plain, &token(of_input, true)],
        &[(Kind::MemberAdded, once, Minor)],
    );
    edited([&plain, &required], &[(Kind::MemberAdded, once, Behaviour)]);
    let tokens = [token(of_input, false), token(of_input, true)];
    edited(
        [&tokens[0], &tokens[1]],
        &[(Kind::RequiredAdded, once, None)],
    );
    edited(
        [&tokens[1], &tokens[0]],
        &[(Kind::RequiredRemoved, once, None)],
    );
    // It was needed, and is filled in now; or the other way round.
    edited(
        [&required, &tokens[1]],
        &[(Kind::IdempotencyTokenChanged, once, Behaviour)],
    );
    let facts = edited(
        [&tokens[1], &required],
        &[(Kind::IdempotencyTokenChanged, once, Behaviour)],
    );
    assert_eq!(facts[0].reason, "requests are refused without it");
    edited(
        [&required, &tokens[0]],
        &[
            (Kind::RequiredRemoved, once, Patch),
            (Kind::IdempotencyTokenChanged, once, Behaviour),
        ],
    );
    // Nobody fills in what is deeper in the request.
    edited(
        [&plain, &token(nested, true)],
        &[(Kind::MemberAdded, "Filter.Once", Behaviour)],
    );
    let nested = [token(nested, false), token(nested, true)];
    edited(
        [&nested[0], &nested[1]],
        &[(Kind::RequiredAdded, "Filter.Once", Behaviour)],
    );
}

#[test]
fn what_another_shape_accepts_is_what_counts() {
    let target = |constraints: Value| {
        move |shapes: &mut Value| {
            let mut shape = constraints.clone();
            shape["type"] = json!("string");
            // The name of the shape says what is in it, so that it is another one.
            let name = format!("Text{}", shape.to_string().len());
            shapes["ListGamesInput"]["members"]["Trace"]["shape"] = json!(name);
            shapes["Texts"] = json!({"type": "list", "member": {"shape": name}});
            shapes[name] = shape;
        }
    };
    let retargeted = |was: Value, is: Value| {
        let of = |constraints: Value| {
            let mut documents = arcade(REST);
            target(constraints)(&mut documents[0]["shapes"]);
            revision(&documents)
        };
        let changes = diff(&of(was), &of(is));
        let mut facts = changes.facts.into_iter();
        let fact = facts.find(|fact| fact.subject.to_string() == "ListGamesInput.Trace");
        fact.expect("a fact")
    };
    let check = |was: Value, is: Value, verdict: Verdict, old: Option<&str>, new: Option<&str>| {
        let fact = retargeted(was, is);
        assert_eq!(fact.kind, Kind::MemberConstraintsChanged);
        assert_eq!((fact.old.as_deref(), fact.new.as_deref()), (old, new));
        assert_eq!(fact.verdict, verdict, "{old:?} {new:?}");
    };
    check(
        json!({"max": 9, "min": 1}),
        json!({"max": 200, "min": 1}),
        Verdict::Patch,
        Some("at most 9 characters"),
        Some("at most 200 characters"),
    );
    check(
        json!({"max": 200}),
        json!({"max": 9}),
        Verdict::Behaviour,
        Some("at most 200 characters"),
        Some("at most 9 characters"),
    );
    check(
        json!({}),
        json!({"pattern": "a|b"}),
        Verdict::Behaviour,
        None,
        Some("pattern a|b"),
    );
    check(
        json!({"pattern": "a"}),
        json!({"pattern": "a|b", "min": 0}),
        Verdict::Patch,
        Some("pattern a"),
        Some("pattern a|b"),
    );
    check(
        json!({"pattern": "a"}),
        json!({"pattern": "a|b"}),
        Verdict::Patch,
        Some("pattern a"),
        Some("pattern a|b"),
    );
    // Under the same constraints it is the name that changed, and nobody notices.
    let same = |shapes: &mut Value| {
        shapes["Words"] = json!({"type": "string"});
        shapes["ListGamesInput"]["members"]["Trace"]["shape"] = json!("Words");
    };
    edited(
        [&|_| {}, &same],
        &[
            (
                Kind::MemberTargetChanged,
                "ListGamesInput.Trace",
                Verdict::None,
            ),
            (Kind::ShapeAdded, "Words", Verdict::None),
        ],
    );
}

/// An operation is new as a whole: what else is new about it is no difference to anybody.
#[test]
fn a_new_operation_is_one_fact() {
    let of = |is_new: bool| {
        let mut documents = arcade(REST);
        let [service, ..] = &mut documents;
        let mut is_kept = true;
        if is_new {
            service["operations"]["PutGame"] = json!({
                "name": "PutGame",
                "http": {"method": "POST", "requestUri": "/games"},
                "input": {"shape": "PutGameInput"},
                "errors": [{"shape": "NotFound"}]
            });
            service["shapes"]["Filter"]["documentation"] = json!("Other words.");
            service["shapes"]["Filter"]["members"]["Name"]["sensitive"] = json!(true);
            service["shapes"]["Spare"]["documentation"] = json!("Other words.");
            is_kept = false;
        }
        service["shapes"]["Spare"]["type"] = json!("structure");
        service["shapes"]["Spare"]["members"] = json!({"A": {"shape": "Length"}});
        service["shapes"]["Length"] = json!({"type": "string", "max": if is_kept { 9 } else { 5 }});
        service["shapes"]["PutGameInput"] = json!({"type": "structure", "members": {
            "Filter": {"shape": "Filter"}, "Spare": {"shape": "Spare"}
        }});
        revision(&documents)
    };
    let changes = diff(&of(false), &of(true));
    let reaching = changes.facts.iter().filter(|fact| {
        let mut reach = fact.reach.iter();
        reach.any(|reach| reach.operation == "PutGame")
    });
    let reaching: Vec<_> = reaching
        .map(|fact| (fact.kind, fact.subject.to_string(), fact.verdict))
        .collect();
    assert_eq!(
        reaching,
        [
            (Kind::OperationAdded, "PutGame".to_owned(), Verdict::Minor),
            (
                Kind::MaximumLengthChanged,
                "Length".to_owned(),
                Verdict::None
            ),
            (
                Kind::DocumentationChanged,
                "Spare".to_owned(),
                Verdict::None
            ),
        ]
    );
}

#[test]
fn a_wait_may_ask_another_operation() {
    let of = |asked: &str| {
        let mut documents = arcade(REST);
        let list = documents[0]["operations"]["ListGames"].clone();
        documents[0]["operations"]["ListOther"] = list;
        documents[0]["operations"]["ListOther"]["name"] = json!("ListOther");
        documents[2]["waiters"]["GamesReady"]["operation"] = json!(asked);
        revision(&documents)
    };
    let changes = diff(&of("ListGames"), &of("ListOther"));
    let expected = (
        Kind::WaiterChanged,
        "GamesReady".to_owned(),
        Verdict::Behaviour,
    );
    assert_eq!(shown(&changes), [expected]);
}

#[test]
fn a_wait_of_an_overlay_is_compared_as_one_of_the_model() {
    let of = |overlay: Option<&str>| {
        let mut revision = revision(&arcade(REST));
        if let Some(text) = overlay {
            let overlay = Overlay::parse(Path::new("overlays/arcade.toml"), text);
            let overlay = overlay.unwrap_or_else(|problems| panic!("{problems}"));
            assert_eq!(overlay.apply(&mut revision.model), []);
        }
        revision
    };
    let overlay = r#"
        [waiters.GamesGone]
        operation = "ListGames"
        description = "Waits."
        source = "https://example.com/"
        delay = 2
        acceptors = [{ matcher = "error", expected = true, state = "success" }]
    "#;
    let slower = overlay.replace("delay = 2", "delay = 3");
    let cases = [
        (None, Some(overlay), Kind::WaiterAdded, Verdict::Minor),
        (Some(overlay), None, Kind::WaiterRemoved, Verdict::Major),
        (
            Some(overlay),
            Some(slower.as_str()),
            Kind::WaiterChanged,
            Verdict::Behaviour,
        ),
    ];
    for (was, is, kind, verdict) in cases {
        let changes = diff(&of(was), &of(is));
        assert_eq!(shown(&changes), [(kind, "GamesGone".to_owned(), verdict)]);
        assert_eq!(changes.facts[0].document, DocumentName::Overlay);
    }
}

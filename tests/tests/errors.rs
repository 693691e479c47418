//! One test for each thing that a sound model may say and that no generated crate can hold: the whole
//! message, with file, place and remedy.
//!
//! What is wrong with a model itself is tested in the same way in `codegen/tests/errors.rs`, from the files
//! in `tests/errors`.

use tests::fixture::{self, Texts};

/// What to do about names that cannot be.
const RENAME: &str = "give it another name in codegen/src/lower/names.rs";

const STRING: &str = r#""String": {"type": "string"}"#;

/// One operation, of which `shapes` has to contain the input, `In`, and may contain the error, `Err`.
fn play(shapes: &str) -> Texts {
    let errors = if shapes.contains(r#""Err": "#) {
        r#"[{"shape": "Err"}]"#
    } else {
        "[]"
    };
    let play = format!(
        r#""Play": {{"name": "Play", "http": {{"method": "POST", "requestUri": "/"}},
            "input": {{"shape": "In"}}, "errors": {errors}}}"#
    );
    Texts::with(&play, &format!("{shapes}, {STRING}"))
}

/// An input with these members, both names and shapes.
fn input(members: &[(&str, &str)]) -> String {
    let members: Vec<_> = members
        .iter()
        .map(|(name, shape)| format!(r#""{name}": {{"shape": "{shape}"}}"#))
        .collect();
    format!(
        r#""In": {{"type": "structure", "members": {{{}}}}}"#,
        members.join(", ")
    )
}

#[track_caller]
fn check(texts: &Texts, expected: &[[&str; 3]]) {
    let problems = fixture::lowered(texts).expect_err("no crate can hold this");
    let expected: Vec<_> = expected
        .iter()
        .map(|[place, what, fix]| format!("arcade/service-2.json{place}: {what}\n    fix: {fix}"))
        .collect();
    assert_eq!(problems.to_string(), expected.join("\n"));
}

#[test]
fn types_of_one_name() {
    let empty = |name| format!(r#""{name}": {{"type": "structure", "members": {{}}}}"#);
    let input = input(&[("a", "GameURL"), ("b", "GameUrl")]);
    check(
        &play(&[input, empty("GameURL"), empty("GameUrl")].join(", ")),
        &[[
            ": /shapes/GameUrl",
            "`GameUrl` and `GameURL` would both be `GameUrl` in Rust",
            RENAME,
        ]],
    );
}

#[test]
fn members_of_one_name() {
    check(
        &play(&input(&[("gameId", "String"), ("GameId", "String")])),
        &[
            [
                ": /shapes/In/members/GameId",
                "`GameId` and `gameId` would both be `game_id` in Rust",
                RENAME,
            ],
            [
                ": /shapes/In/members/GameId",
                "`GameId` and `gameId` would both be `set_game_id` in Rust",
                RENAME,
            ],
            [
                ": /shapes/In/members/GameId",
                "`GameId` and `gameId` would both be `get_game_id` in Rust",
                RENAME,
            ],
        ],
    );
}

#[test]
fn a_setter_of_one_member_that_is_another_member() {
    check(
        &play(&input(&[("Mode", "String"), ("SetMode", "String")])),
        &[[
            ": /shapes/In/members/SetMode",
            "`SetMode` and `Mode` would both be `set_mode` in Rust",
            RENAME,
        ]],
    );
}

#[test]
fn an_operation_that_is_a_method_of_every_client() {
    let config = r#""Config": {"name": "Config", "http": {"method": "POST", "requestUri": "/"}}"#;
    check(
        &Texts::with(config, ""),
        &[[
            ": /operations/Config",
            "`Config` and `config` would both be `config` in Rust",
            RENAME,
        ]],
    );
}

#[test]
fn an_error_that_is_a_variant_of_every_error() {
    let error = r#""Unhandled": {"type": "structure", "members": {}, "exception": true}"#;
    let play = r#""Play": {"name": "Play", "http": {"method": "POST", "requestUri": "/"},
        "errors": [{"shape": "Unhandled"}]}"#;
    check(
        &Texts::with(play, error),
        &[[
            ": /shapes/Unhandled",
            "`Unhandled` and `Unhandled` would both be `Unhandled` in Rust",
            RENAME,
        ]],
    );
}

#[test]
fn a_value_without_letters() {
    let any = r#""Any": {"type": "string", "enum": ["*", "ALL", "-"]}"#;
    let problem = |place, value| {
        [
            place,
            value,
            "give it a name under `variants` in services.toml",
        ]
    };
    check(
        &play(&[&input(&[("Any", "Any")]), any].join(", ")),
        &[
            problem(
                ": /shapes/Any/enum/0",
                "the value `*` has no letter or digit to name a variant after",
            ),
            problem(
                ": /shapes/Any/enum/2",
                "the value `-` has no letter or digit to name a variant after",
            ),
        ],
    );
}

#[test]
fn a_list_of_itself() {
    let list = r#""List": {"type": "list", "member": {"shape": "List"}}"#;
    check(
        &play(&[&input(&[("List", "List")]), list].join(", ")),
        &[[
            ": /shapes/List",
            "this contains itself without a structure between, which no Rust type can",
            "correct the model, or remove the operations that reach it",
        ]],
    );
}

#[test]
fn an_error_as_data() {
    let error = r#""Err": {"type": "structure", "members": {}, "exception": true}"#;
    check(
        &play(&[&input(&[("Last", "Err")]), error].join(", ")),
        &[[
            ": /shapes/In",
            "this holds an error as if it were data",
            "give `api::RustType` a way to say `types::error`, and emit it",
        ]],
    );
}

#[test]
fn documentation_with_an_unknown_tag() {
    let play = r#""Play": {"name": "Play", "http": {"method": "POST", "requestUri": "/"},
        "documentation": "<p>Plays a <blink>game</blink>.</p>"}"#;
    check(
        &Texts::with(play, ""),
        &[[
            ": /operations/Play/documentation",
            "unknown tag `blink` in the documentation, at `<p>Plays a <blink>game</blink>.</p>`",
            "if it is HTML, teach codegen/src/lower/docs/tags.rs about it",
        ]],
    );
}

#[test]
fn a_service_without_endpoint_rules() {
    let texts = Texts {
        endpoint_rules: None,
        ..play(&input(&[]))
    };
    check(
        &texts,
        &[[
            "",
            "the service has no endpoint rules, so no client could find it",
            "add the service's endpoint-rule-set-1.json beside it",
        ]],
    );
}

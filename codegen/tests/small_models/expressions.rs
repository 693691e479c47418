//! The expressions that an overlay adds to an operation.

use std::path::Path;

use crate::{loaded, lowered, play, problems};
use smithwright_codegen::api::{Api, OperandKind};
use smithwright_codegen::emit::emit;
use smithwright_codegen::load::{Loaded, Overlay};
use smithwright_codegen::problem::Problem;

/// An operation that filters and sorts by three operands.
fn searching(filter: &str) -> Loaded {
    let sort = "<p>One of <code>name</code>, <code>size</code>, <code>tags</code>.</p>";
    play(
        &format!(
            r#""members": {{ "Filter": {{ "shape": "Text", "documentation": "{filter}" }},
                "Order": {{ "shape": "Text", "documentation": "{sort}" }} }}"#
        ),
        r#""members": {}"#,
        "",
    )
}

const DOCUMENTED: &str = "<p>A name (<code>name</code>), a size: <i>size</i>, or tags.KEY.</p>";

/// What does not fit the model, once these operands are added to it.
fn apply(loaded: &mut Loaded, operands: &str) -> Vec<Problem> {
    let overlay = format!(
        "[expressions.Play]\nfilter = \"Filter\"\nsort = \"Order\"\nsource = \"https://example.com/play\"\n\
         [expressions.Play.operands]\n{operands}\n"
    );
    let overlay = Overlay::parse(Path::new("overlays/arcade.toml"), &overlay);
    let overlay = overlay.unwrap_or_else(|problems| panic!("{problems}"));
    overlay.apply(&mut loaded.model)
}

fn file<'a>(files: &'a smithwright_codegen::files::Files, path: &str) -> &'a str {
    files.get(path).unwrap_or_default()
}

#[track_caller]
fn with_all() -> Api {
    let mut loaded = searching(DOCUMENTED);
    let operands = "name = \"string\"\nsize = \"number\"\ntags = \"map\"";
    assert_eq!(apply(&mut loaded, operands), []);
    lowered(&loaded)
}

#[test]
fn operands_are_functions_of_the_operations_module() {
    let api = with_all();
    let [expressions] = &api.expressions[..] else {
        panic!("{:?}", api.expressions);
    };
    assert_eq!(expressions.module, "play");
    let operands = expressions.operands.iter();
    let operands = operands.map(|one| (one.function.as_str(), one.kind));
    assert_eq!(
        operands.collect::<Vec<_>>(),
        [
            ("name", OperandKind::String),
            ("size", OperandKind::Number),
            ("tags", OperandKind::Map)
        ]
    );
    let files = emit(&api).expect("a crate");
    let text = file(&files, "src/expression.rs");
    for line in [
        "pub mod play {",
        "        name(): str = \"name\";",
        "        size(): i64 = \"size\";",
        "        tags(key): str = \"tags\";",
    ] {
        assert!(text.contains(&format!("{line}\n")), "{line} in {text}");
    }
    let items = file(&files, "api.txt");
    for item in [
        "expression::Filter [struct]",
        "expression::play::size() -> Operand<i64> [fn]",
        "expression::play::tags(&str) -> Operand<str> [fn]",
    ] {
        assert!(items.contains(&format!("::{item}\n")), "{item} in {items}");
    }
}

/// Whoever looks at the operation or at the members finds what builds the texts.
#[test]
fn the_way_to_the_operands_is_told() {
    let files = emit(&with_all()).expect("a crate");
    let operation = file(&files, "src/operation/_play.rs");
    let link = "[`expression::play`](crate::expression::play) builds";
    for said in [" it.", " `filter` and `order`."] {
        assert!(operation.contains(&format!("{link}{said}")), "{operation}");
    }
}

#[test]
fn a_crate_without_expressions_has_no_module_for_them() {
    let files = emit(&lowered(&searching(DOCUMENTED))).expect("a crate");
    assert_eq!(files.get("src/expression.rs"), None);
    let all = ["src/lib.rs", "api.txt"].map(|path| file(&files, path));
    assert!(all.iter().all(|text| !text.contains("expression")));
}

/// The operand is still there: that is an error when a crate is generated, and none for a model of another time.
#[test]
fn an_operand_that_the_documentation_dropped_is_a_problem() {
    let mut loaded = searching(&DOCUMENTED.replace("size", "sizes"));
    let problems = apply(&mut loaded, "name = \"string\"\nsize = \"number\"");
    let problems: Vec<_> = problems.iter().map(Problem::to_string).collect();
    assert_eq!(
        problems,
        [
            "overlays/arcade.toml: /expressions/Play/operands/size: the documentation of `Filter` does not mention `size`\n    \
             fix: did you mean `sizes`? Otherwise remove the operand from the overlay"
        ]
    );
    assert_eq!(lowered(&loaded).expressions[0].operands.len(), 2);
}

#[test]
fn a_model_of_another_time_goes_without() {
    let mut other = loaded("", "");
    assert_eq!(apply(&mut other, "name = \"string\"").len(), 1);
    assert!(lowered(&other).expressions.is_empty());

    let mut unordered = play(
        r#""members": { "Filter": { "shape": "Text", "documentation": "name" } }"#,
        r#""members": {}"#,
        "",
    );
    let problems = apply(&mut unordered, "name = \"string\"");
    assert_eq!(problems[0].place, "/expressions/Play/sort");
    assert!(lowered(&unordered).expressions.is_empty());
}

#[test]
fn operands_that_would_be_one_function_are_problems() {
    let mut loaded = searching("<p>maxSize or max_size</p>");
    apply(&mut loaded, "maxSize = \"number\"\nmax_size = \"number\"");
    assert_eq!(
        problems(&loaded),
        [(
            "/expressions/Play/operands/max_size".to_owned(),
            "`max_size` and `maxSize` would both be `max_size` in Rust".to_owned()
        )]
    );
}

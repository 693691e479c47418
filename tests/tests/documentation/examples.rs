//! The values of examples satisfy the constraints of the model. That examples compile, `cargo test --doc`
//! shows.

use regex_lite::Regex;
use smithwright_codegen::api::{
    Api, ExampleCall, ExampleValue, Member, Shape, ShapeRef, Structure,
};
use smithwright_codegen::load::load;
use smithwright_codegen::lower::lower;
use tests::workspace;

/// Checks the calls that fill a structure; returns how many texts were checked.
fn check_calls(api: &Api, structure: &Structure, calls: &[ExampleCall], place: &str) -> usize {
    let required = structure.members.iter();
    for member in required.filter(|member| member.required && !member.idempotency_token) {
        let is_set = calls.iter().any(|call| call.method == member.field);
        assert!(is_set, "{place}: {} is missing", member.model_name);
    }
    let mut checked = 0;
    for call in calls {
        let mut members = structure.members.iter();
        let member = members.find(|member| member.field == call.method);
        let member = member.expect("a setter of the structure");
        for (at, value) in call.arguments.iter().enumerate() {
            let place = format!("{place}.{}", member.model_name);
            checked += check_value(api, shape(api, member, at), value, &place);
        }
    }
    checked
}

fn check_value(api: &Api, shape: Option<&Shape>, value: &ExampleValue, place: &str) -> usize {
    match value {
        ExampleValue::Text(text) => {
            check_text(shape.expect("a shape of texts"), text.unescaped(), place);
            1
        }
        ExampleValue::Literal(number) => {
            if let (Some(shape), Ok(number)) = (shape, number.parse::<f64>()) {
                let limit = |limit: &Option<_>, open: f64| {
                    limit
                        .as_ref()
                        .map_or(open, |it: &smithwright_codegen::api::Decimal| {
                            it.0.parse().expect("a number")
                        })
                };
                let range = limit(&shape.min, f64::MIN)..=limit(&shape.max, f64::MAX);
                assert!(range.contains(&number), "{place}: {number}");
            }
            1
        }
        ExampleValue::Structure { name, calls, .. } => {
            let structure = api
                .structures
                .iter()
                .find(|structure| structure.name == *name);
            check_calls(api, structure.expect("a structure"), calls, place)
        }
        _ => 0,
    }
}

#[track_caller]
fn check_text(shape: &Shape, text: &str, place: &str) {
    let length = text.chars().count() as u64;
    assert!(
        shape.min_length.is_none_or(|min| length >= min),
        "{place}: {text}"
    );
    assert!(
        shape.max_length.is_none_or(|max| length <= max),
        "{place}: {text}"
    );
    if let Some(pattern) = &shape.pattern
        && let Ok(regex) = &pattern.regex
    {
        let regex =
            Regex::new(regex.unescaped()).unwrap_or_else(|error| panic!("{place}: {error}"));
        assert!(
            regex.is_match(text),
            "{place}: {text} and {}",
            pattern.model.line()
        );
    }
}

/// The shape of a member's value: of the items of a list, of the keys (0) and values (1) of a map.
fn shape<'a>(api: &'a Api, member: &Member, argument: usize) -> Option<&'a Shape> {
    use smithwright_codegen::api::ShapeKind;
    let find = |name: &ShapeRef| match name {
        ShapeRef::Static(name) => api.shapes.iter().find(|shape| shape.static_name == *name),
        ShapeRef::Structure | ShapeRef::Union => None,
    };
    let shape = find(&member.shape)?;
    match &shape.kind {
        ShapeKind::List(item) => find(item),
        ShapeKind::Map { keys, values } => find(if argument == 0 { keys } else { values }),
        _ => Some(shape),
    }
}

#[test]
fn every_example_satisfies_the_constraints() {
    for loaded in load(&workspace::root().join("models"), &[]).expect("the models") {
        let api = lower(&loaded).expect("a service that can be lowered");
        let operations = api.operations.iter();
        let checked = operations.map(|operation| {
            check_calls(&api, &operation.input, &operation.example, &operation.name)
        });
        assert!(checked.sum::<usize>() > 30);
    }
}

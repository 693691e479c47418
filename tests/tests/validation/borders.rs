//! For every constraint that an input can break: a minimal valid input, and one that breaks it alone.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use smithwright_runtime::operation::Descriptor;
use smithwright_runtime::schema::{Kind, Member, Shape};
use smithwright_runtime::validation::{Rule, Validation, Violation, request};

use super::minimal::{Input, Step, blob, mismatch, number, texts};

/// What was tried, by the kind of constraint.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, usize>);

/// How deep structures are followed: none of the models' is deeper.
const DEEPEST: usize = 12;

#[test]
fn each_constraint_of_both_models() {
    let mut tally = Tally::default();
    for operation in gamelift::operation::all() {
        tally.operation(operation);
    }
    for operation in gameliftstreams::operation::all() {
        tally.operation(operation);
    }
    let total: usize = tally.0.values().sum();
    let total = total - self_evident(&tally);
    println!("{total} borders: {:?}", tally.0);
    for kind in [
        "required",
        "min length",
        "max length",
        "min",
        "max",
        "pattern",
        "enum",
    ] {
        assert!(tally.0.contains_key(kind), "no {kind} in {:?}", tally.0);
    }
}

/// The constraints that nobody can break.
fn self_evident(tally: &Tally) -> usize {
    let plain = tally.0.get("plain values, never missing");
    plain.copied().unwrap_or_default()
}

fn violations(input: Input, params: &Json, level: Validation) -> Vec<Violation> {
    let filled = input.filled(params);
    match request(&*filled, input.0, level) {
        Ok(()) => Vec::new(),
        Err(errors) => errors.violations().to_vec(),
    }
}

fn kind(rule: &Rule) -> &'static str {
    match rule {
        Rule::Required => "required",
        Rule::Length { .. } => "length",
        Rule::Range { .. } => "range",
        Rule::Pattern(_) => "pattern",
        Rule::Enum { .. } => "enum",
        _ => "other",
    }
}

impl Tally {
    fn operation(&mut self, operation: &'static Descriptor) {
        let input = Input(operation);
        let minimal = input.structure(&[]);
        let found = violations(input, &minimal, Validation::Strict);
        assert!(found.is_empty(), "{}: {minimal}: {found:?}", operation.name);
        self.structure(input, &[], "");
    }

    fn structure(&mut self, input: Input, steps: &[Step], path: &str) {
        assert!(steps.len() < DEEPEST, "{path} of {}", input.0.name);
        let dot = if path.is_empty() { "" } else { "." };
        for member in input.schema(steps).members {
            let path = format!("{path}{dot}{}", member.name);
            if member.required && !member.idempotency_token {
                self.required(input, steps, member, &path);
            }
            let steps = [steps, &[Step::Member(member.name, member.shape)]].concat();
            self.value(input, &steps, member.shape, &path);
        }
    }

    fn required(&mut self, input: Input, steps: &[Step], member: &Member, path: &str) {
        let mut without = input.structure(steps);
        without
            .as_object_mut()
            .expect("an object")
            .remove(member.name);
        if !input.can_lack(steps, &without, member.name) {
            *self.0.entry("plain values, never missing").or_default() += 1;
            return;
        }
        let params = input.with(steps, without);
        self.breaks(
            input,
            &params,
            path,
            ("required", "required"),
            Validation::Standard,
        );
    }

    fn value(&mut self, input: Input, steps: &[Step], shape: &'static Shape, path: &str) {
        match shape.kind {
            Kind::Structure => self.structure(input, steps, path),
            Kind::List => {
                let items = shape.items.expect("a list has items");
                self.lengths(input, steps, shape, path, |length| {
                    Some(input.list(shape, steps, length))
                });
                let steps = [steps, &[Step::Item(items)]].concat();
                self.value(input, &steps, items, &format!("{path}[0]"));
            }
            Kind::Map => {
                let (keys, values) = (shape.keys.expect("keys"), shape.items.expect("values"));
                self.lengths(input, steps, shape, path, |length| {
                    Some(input.map(shape, steps, length))
                });
                let key = texts(keys, None, 1).remove(0);
                let steps = [steps, &[Step::Entry(values)]].concat();
                self.value(input, &steps, values, &format!("{path}[{key:?}]"));
            }
            Kind::Integer | Kind::Float => self.range(input, steps, shape, path),
            Kind::Blob => self.lengths(input, steps, shape, path, |length| Some(blob(length))),
            Kind::String => {
                self.lengths(input, steps, shape, path, |length| {
                    if length == 0 {
                        return Some(json!(""));
                    }
                    texts(shape, Some(length), 1).pop().map(Json::from)
                });
                if let Some(text) = mismatch(shape) {
                    let params = input.with(steps, json!(text));
                    self.breaks(
                        input,
                        &params,
                        path,
                        ("pattern", "pattern"),
                        Validation::Strict,
                    );
                }
            }
            Kind::Enum(_) => {
                let params = input.with(steps, json!("NO_SUCH_VALUE"));
                self.breaks(input, &params, path, ("enum", "enum"), Validation::Strict);
            }
            Kind::Boolean | Kind::Timestamp => {}
        }
    }

    fn lengths(
        &mut self,
        input: Input,
        steps: &[Step],
        shape: &Shape,
        path: &str,
        of: impl Fn(u64) -> Option<Json>,
    ) {
        let at = |length: u64| {
            of(length).is_none_or(|value| {
                let params = input.with(steps, value);
                let found = violations(input, &params, Validation::Strict);
                // An empty text may be too short for its pattern, which has a test of its own.
                found
                    .iter()
                    .all(|violation| kind(violation.rule()) == "pattern")
            })
        };
        for length in [shape.min_length, shape.max_length].into_iter().flatten() {
            assert!(at(length), "{path} of {}: {length}", input.0.name);
        }
        if let Some(below) = shape.min_length.and_then(|min| min.checked_sub(1)) {
            // Whatever its pattern says: that is another level.
            let value = of(below).or_else(|| Some(json!("a".repeat(usize::try_from(below).ok()?))));
            let params = input.with(steps, value.expect("a value"));
            self.breaks(
                input,
                &params,
                path,
                ("min length", "length"),
                Validation::Standard,
            );
        }
        if let Some(value) = shape.max_length.and_then(|max| of(max + 1)) {
            let params = input.with(steps, value);
            self.breaks(
                input,
                &params,
                path,
                ("max length", "length"),
                Validation::Strict,
            );
        }
    }

    fn range(&mut self, input: Input, steps: &[Step], shape: &Shape, path: &str) {
        let is_whole = shape.kind == Kind::Integer;
        let value = |number: f64| {
            let value = if is_whole {
                json!(number as i64)
            } else {
                json!(number)
            };
            input.with(steps, value)
        };
        let below = |bound: f64| {
            if is_whole {
                bound - 1.0
            } else {
                bound.next_down()
            }
        };
        let above = |bound: f64| {
            if is_whole {
                bound + 1.0
            } else {
                bound.next_up()
            }
        };
        for bound in [number(shape.min), number(shape.max)].into_iter().flatten() {
            let found = violations(input, &value(bound), Validation::Strict);
            assert!(found.is_empty(), "{path} of {}: {found:?}", input.0.name);
        }
        if let Some(min) = number(shape.min) {
            self.breaks(
                input,
                &value(below(min)),
                path,
                ("min", "range"),
                Validation::Standard,
            );
        }
        if let Some(max) = number(shape.max)
            && (!is_whole || above(max) < f64::from(i32::MAX))
        {
            self.breaks(
                input,
                &value(above(max)),
                path,
                ("max", "range"),
                Validation::Strict,
            );
        }
    }

    /// Exactly this violation at its level, and none at the level below.
    fn breaks(
        &mut self,
        input: Input,
        params: &Json,
        path: &str,
        (counted, rule): (&'static str, &str),
        level: Validation,
    ) {
        let found = violations(input, params, level);
        let context = || {
            format!(
                "{counted} of {path} of {}: {params}: {found:?}",
                input.0.name
            )
        };
        let [violation] = &found[..] else {
            panic!("{}", context());
        };
        assert_eq!(violation.path(), path, "{}", context());
        assert_eq!(kind(violation.rule()), rule, "{}", context());
        assert_eq!(violation.level(), level, "{}", context());
        let lower = match level {
            Validation::Strict => Validation::Standard,
            _ => Validation::Off,
        };
        let lower = violations(input, params, lower);
        assert!(lower.is_empty(), "{}: {lower:?}", context());
        *self.0.entry(counted).or_default() += 1;
    }
}

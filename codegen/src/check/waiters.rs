//! Checks waiters: what they inspect must exist, and waiting must be able to end.

use std::collections::{HashMap, HashSet};
use std::ptr;

use super::checker::{Checker, kind_name};
use crate::json::Pointer;
use crate::model::{
    AcceptorState, EnumValue, Matcher, Model, Operation, OutputPath, OutputTest, PathStep, ShapeId,
    ShapeKind, Waiter,
};

/// The values of the enums that acceptors look at; many may look at one.
#[derive(Default)]
struct Values<'m>(HashMap<*const EnumValue, HashSet<&'m str>>);

impl<'m> Values<'m> {
    fn has(&mut self, values: &'m [EnumValue], value: &str) -> bool {
        let known = self.0.entry(ptr::from_ref(values).cast());
        let known = known.or_insert_with(|| values.iter().map(|one| one.value.as_str()).collect());
        known.contains(value)
    }
}

pub(super) fn check(checker: &mut Checker<'_>) {
    let mut values = Values::default();
    for operation in checker.model.operations.values() {
        for (name, waiter) in &operation.waiters {
            check_waiter(name, waiter, operation, &mut values, checker);
        }
    }
}

fn check_waiter<'m>(
    name: &str,
    waiter: &'m Waiter,
    operation: &'m Operation,
    values: &mut Values<'m>,
    checker: &mut Checker<'m>,
) {
    let at = Pointer::root().key("waiters").key(name);
    if waiter.min_delay == 0 {
        let what = "the waiter would ask without any pause";
        let fix = "set a delay of at least one second";
        checker.add_of_waiter(waiter, &at.key("delay"), what, fix);
    }
    if waiter.max_delay < waiter.min_delay {
        let what = "the longest pause is shorter than the shortest, which is `delay`";
        let fix = "make it longer, or remove it";
        checker.add_of_waiter(waiter, &at.key("maxDelay"), what, fix);
    }
    if !waiter
        .acceptors
        .iter()
        .any(|acceptor| acceptor.state == AcceptorState::Success)
    {
        let what = "the waiter can never succeed";
        let fix = "add an acceptor of state `success`";
        checker.add_of_waiter(waiter, &at.key("acceptors"), what, fix);
    }
    for (index, acceptor) in waiter.acceptors.iter().enumerate() {
        let of = Place {
            waiter,
            operation,
            at: at.key("acceptors").index(index),
        };
        match &acceptor.matcher {
            Matcher::Success(_) => {}
            Matcher::ErrorType(code) => error(code, &of, checker),
            Matcher::Output { path, test } => output(path, test, &of, values, checker),
        }
    }
}

/// An acceptor, where it stands.
struct Place<'m> {
    waiter: &'m Waiter,
    operation: &'m Operation,
    at: Pointer,
}

/// An overlay waits for errors that its operation has. A service's own waiters may know of more than its
/// model says.
fn error(code: &str, of: &Place<'_>, checker: &mut Checker<'_>) {
    if of.waiter.overlay.is_none() {
        return;
    }
    let model = checker.model;
    let codes = of.operation.errors.iter().map(|id| code_of(model, id));
    if codes.clone().all(|known| known != code) {
        let what = format!("`{code}` is no error of the operation");
        let fix = checker
            .guesses
            .did_you_mean(code, codes, "expect an error that it lists");
        checker.add_of_waiter(of.waiter, &of.at.key("expected"), what, fix);
    }
}

/// What an error is called on the wire.
fn code_of<'m>(model: &'m Model, id: &'m ShapeId) -> &'m str {
    let error = match model.shapes.get(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(structure)) => structure.error.as_ref(),
        _ => None,
    };
    let code = error.and_then(|error| error.code.as_deref());
    code.unwrap_or(&id.0)
}

fn output<'m>(
    path: &OutputPath,
    test: &OutputTest,
    of: &Place<'m>,
    values: &mut Values<'m>,
    checker: &mut Checker<'m>,
) {
    let Some(output) = &of.operation.output else {
        let what = "the operation has no output to look at";
        let fix = "match an error or a status instead";
        checker.add_of_waiter(of.waiter, &of.at, what, fix);
        return;
    };
    let kind = match checker.follow_steps(output, path) {
        Ok(Some(kind)) => kind,
        Ok(None) => return,
        Err(missing) => {
            let fix = missing.fix("look at a member that exists");
            let at = of.at.key("argument");
            checker.add_of_waiter(of.waiter, &at, missing.what, fix);
            return;
        }
    };
    let is_list = path.0.contains(&PathStep::Items);
    match (test, kind) {
        (OutputTest::IsEmpty, ShapeKind::List(_)) => {}
        (OutputTest::IsEmpty, kind) => {
            mistyped(
                path,
                kind_name(kind),
                "a list",
                "look at a list",
                of,
                checker,
            );
        }
        (OutputTest::Equals(_), _) if is_list => {
            let fix = "match it with `pathAll` or `pathAny`";
            mistyped(path, "a list", "a string", fix, of, checker);
        }
        (OutputTest::AllEqual(expected) | OutputTest::AnyEquals(expected), kind) if !is_list => {
            match kind {
                ShapeKind::List(member) => {
                    let mut items = path.clone();
                    items.0.push(PathStep::Items);
                    if let Some(kind) = checker.kind(&member.target) {
                        text(&items, kind, expected, of, values, checker);
                    }
                }
                kind => {
                    let fix = "match it with `path`, or look at a list";
                    mistyped(path, kind_name(kind), "a list of strings", fix, of, checker);
                }
            }
        }
        (
            OutputTest::Equals(expected)
            | OutputTest::AllEqual(expected)
            | OutputTest::AnyEquals(expected),
            kind,
        ) => text(path, kind, expected, of, values, checker),
    }
}

/// What is held against a text is one, and can be that text.
fn text<'m>(
    path: &OutputPath,
    kind: &'m ShapeKind,
    expected: &str,
    of: &Place<'m>,
    of_enums: &mut Values<'m>,
    checker: &mut Checker<'m>,
) {
    match kind {
        ShapeKind::String => {}
        ShapeKind::Enum(values) => {
            if !of_enums.has(values, expected) {
                let what = format!("`{expected}` is not a value of the enum at `{path}`");
                let known = values.iter().map(|value| value.value.as_str());
                let fix =
                    checker
                        .guesses
                        .did_you_mean(expected, known, "expect a value that exists");
                checker.add_of_waiter(of.waiter, &of.at.key("expected"), what, fix);
            }
        }
        kind => {
            let fix = "look at a string member";
            mistyped(path, kind_name(kind), "a string", fix, of, checker);
        }
    }
}

fn mistyped(
    path: &OutputPath,
    is: &str,
    wanted: &str,
    fix: &str,
    of: &Place<'_>,
    checker: &mut Checker<'_>,
) {
    let what = format!("`{path}` is {is}, and has to be {wanted}");
    checker.add_of_waiter(of.waiter, &of.at.key("argument"), what, fix);
}

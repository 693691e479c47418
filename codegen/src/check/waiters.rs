//! Waiters: what they look at exists, and waiting can come to an end.

use std::collections::{HashMap, HashSet};
use std::ptr;

use super::checker::{Checker, kind_name};
use crate::json::Pointer;
use crate::model::{AcceptorState, EnumValue, Matcher, Operation, ShapeKind, Waiter};

/// The document that waiters are in.
pub(super) const FILE: &str = "waiters-2.json";

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
    waiter: &Waiter,
    operation: &'m Operation,
    values: &mut Values<'m>,
    checker: &mut Checker<'m>,
) {
    let at = Pointer::root().key("waiters").key(name);
    if waiter.min_delay == 0 {
        let what = "the waiter would ask without any pause";
        checker.add_beside(
            FILE,
            &at.key("delay"),
            what,
            "set a delay of at least one second",
        );
    }
    if !waiter
        .acceptors
        .iter()
        .any(|acceptor| acceptor.state == AcceptorState::Success)
    {
        let what = "the waiter can never succeed";
        checker.add_beside(
            FILE,
            &at.key("acceptors"),
            what,
            "add an acceptor of state `success`",
        );
    }
    for (index, acceptor) in waiter.acceptors.iter().enumerate() {
        if let Matcher::OutputEquals { path, expected } = &acceptor.matcher {
            let at = at.key("acceptors").index(index);
            output((path, expected), operation, &at, values, checker);
        }
    }
}

fn output<'m>(
    (path, expected): (&[String], &str),
    operation: &'m Operation,
    at: &Pointer,
    of_enums: &mut Values<'m>,
    checker: &mut Checker<'m>,
) {
    let Some(output) = &operation.output else {
        let what = "the operation has no output to look at";
        checker.add_beside(FILE, at, what, "match an error or a status instead");
        return;
    };
    match checker.follow(output, path) {
        Ok(None | Some(ShapeKind::String)) => {}
        Ok(Some(ShapeKind::Enum(values))) => {
            if !of_enums.has(values, expected) {
                let what = format!(
                    "`{expected}` is not a value of the enum at `{}`",
                    path.join(".")
                );
                let known = values.iter().map(|value| value.value.as_str());
                let fix =
                    checker
                        .guesses
                        .did_you_mean(expected, known, "expect a value that exists");
                checker.add_beside(FILE, &at.key("expected"), what, fix);
            }
        }
        Ok(Some(kind)) => {
            let path = path.join(".");
            let what = format!("`{path}` is {}, and has to be a string", kind_name(kind));
            checker.add_beside(FILE, &at.key("argument"), what, "look at a string member");
        }
        Err(missing) => {
            let fix = missing.fix("look at a member that exists");
            checker.add_beside(FILE, &at.key("argument"), missing.what, fix);
        }
    }
}

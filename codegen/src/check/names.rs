//! Checks names: each must be a valid Smithy name, so that it is one wherever it is printed.
//!
//! Never here: whether two names meet in Rust, which is [`crate::lower`]'s.

use super::checker::{Checker, member_at, operation_at, shape_at};
use super::endpoint_rules;
use crate::identifier;
use crate::json::Pointer;

pub(super) fn check(checker: &mut Checker<'_>) {
    for (name, operation) in &checker.model.operations {
        let fault = fault(name, "operation");
        report(checker, None, &operation_at(name), fault);
        for (name, waiter) in &operation.waiters {
            let at = Pointer::root().key("waiters").key(name);
            if let Some((what, fix)) = self::fault(name, "waiter") {
                checker.add_of_waiter(waiter, &at, what, fix);
            }
        }
    }
    for (id, shape) in &checker.model.shapes {
        report(checker, None, &shape_at(id), fault(&id.0, "shape"));
        if let Some(structure) = shape.kind.named_members() {
            for (name, _) in &structure.members {
                let at = member_at(id, name);
                report(checker, None, &at, fault(name, "member"));
            }
        }
    }
    let rules = checker.model.endpoint_rules.iter();
    for parameter in rules.flat_map(|rules| &rules.parameters) {
        let at = Pointer::root().key("parameters").key(&parameter.name);
        let fault = fault(&parameter.name, "parameter");
        report(checker, Some(endpoint_rules::FILE), &at, fault);
    }
}

/// What is wrong with a name, and what to do.
type Fault = Option<(String, &'static str)>;

fn fault(name: &str, what: &str) -> Fault {
    if name.is_empty() {
        let article = if what == "operation" { "an" } else { "a" };
        return Some((
            format!("{article} {what} has an empty name"),
            "name it, or remove it",
        ));
    }
    let (fault, fix) = identifier::fault(name)?;
    Some((format!("the {what} `{name}` {fault}"), fix))
}

/// Reports a fault in the service document, or in the one beside it of that name.
fn report(checker: &mut Checker<'_>, beside: Option<&str>, at: &Pointer, fault: Fault) {
    match (fault, beside) {
        (Some((what, fix)), None) => checker.add(at, what, fix),
        (Some((what, fix)), Some(file)) => checker.add_beside(file, at, what, fix),
        (None, _) => {}
    }
}

//! Texts that services and clients exchange letter by letter: each is one that can be sent and recognised.
//!
//! Texts for people, and patterns, may be anything: they are escaped where they land ([`crate::text`]).
//! Never here: names ([`super::names`]), and whether a text fits where it stands.

use super::checker::{Checker, member_at, operation_at, shape_at};
use crate::json::Pointer;
use crate::model::{Location, Matcher, OutputTest, ShapeKind};

/// What to do about a text that nobody would send.
const FIX: &str = "restore it from the service's own model";

pub(super) fn check(checker: &mut Checker<'_>) {
    for (name, operation) in &checker.model.operations {
        let uri = &operation.http.uri;
        if !uri.chars().all(|c| c.is_ascii_graphic()) {
            let what = format!("the path `{uri}` holds more than the visible letters of ASCII");
            let at = operation_at(name).key("http").key("requestUri");
            checker.add(&at, what, "encode them in percent");
        }
        for (name, waiter) in &operation.waiters {
            let at = Pointer::root().key("waiters").key(name).key("acceptors");
            for (index, acceptor) in waiter.acceptors.iter().enumerate() {
                let text = match &acceptor.matcher {
                    Matcher::ErrorType(text) => text,
                    Matcher::Output { test, .. } => match test {
                        OutputTest::Equals(text)
                        | OutputTest::AllEqual(text)
                        | OutputTest::AnyEquals(text) => text,
                        OutputTest::IsEmpty => continue,
                    },
                    Matcher::Success(_) => continue,
                };
                let at = at.index(index).key("expected");
                if let Some(what) = control("expected value", text) {
                    checker.add_of_waiter(waiter, &at, what, FIX);
                }
            }
        }
    }
    for (id, shape) in &checker.model.shapes {
        match &shape.kind {
            ShapeKind::Enum(values) => {
                for (index, value) in values.iter().enumerate() {
                    let at = shape_at(id).key("enum").index(index);
                    if let Some(what) = control("enum value", &value.value) {
                        checker.add(&at, what, FIX);
                    }
                }
            }
            ShapeKind::Structure(structure) | ShapeKind::Union(structure) => {
                for (name, member) in &structure.members {
                    // Names of headers are looked at with the other bindings.
                    let ((Location::Query(wire), _) | (_, Some(wire))) =
                        (&member.location, &member.wire_name)
                    else {
                        continue;
                    };
                    let at = member_at(id, name).key("locationName");
                    if let Some(what) = control("name on the wire", wire) {
                        checker.add(&at, what, FIX);
                    }
                }
                let code = structure.error.as_ref();
                if let Some(code) = code.and_then(|error| error.code.as_ref()) {
                    error_code(code, &shape_at(id).key("error").key("code"), checker);
                }
            }
            _ => {}
        }
    }
}

/// What a text with control characters is called.
fn control(what: &str, text: &str) -> Option<String> {
    let has_control = text.contains(char::is_control);
    has_control.then(|| format!("the {what} `{text}` has control characters in it"))
}

/// The code of an error ends at a colon and begins after a hash sign where it comes over the wire:
/// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>.
fn error_code(code: &str, at: &Pointer, checker: &mut Checker<'_>) {
    let letter = |c: char| c.is_ascii_graphic() && !matches!(c, ':' | '#');
    if code.is_empty() || !code.chars().all(letter) {
        let what = format!("the error code `{code}` could never be recognised");
        checker.add(
            at,
            what,
            "use visible letters of ASCII other than `:` and `#`",
        );
    }
}

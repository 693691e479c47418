//! `waiters-2.json`: which states of a resource can be waited for, and how they are recognised.
//!
//! Never here: whether the members that an acceptor looks at exist ([`crate::check`]).

use super::fields::{Fields, Report};
use super::ledger::Place;
use super::paginators::member_path;
use crate::json::{Pointer, Value};
use crate::model::{Acceptor, AcceptorState, Matcher, Model, Waiter};
use crate::nearest::did_you_mean;

/// The version of the format that this module reads.
const FORMAT: &str = "2";

/// The longest time between two calls, in seconds, unless the shortest is longer: Smithy's default,
/// because botocore's format has no such number.
const MAX_DELAY: u32 = 120;

/// What to do about a waiter that says more than the model can.
const UNSUPPORTED: &str = "remove the waiter, or implement its matcher from loader to runtime";

/// Reads the waiters into the operations of `model`.
pub(super) fn read(value: &Value, model: &mut Model, report: &mut Report) {
    let Some(document) = Fields::open(value, Pointer::root(), Place::Waiters, report) else {
        return;
    };
    document.present("waiters", report);
    if let Some(version) = document.number("version", report)
        && version != FORMAT
    {
        let what = format!("this is version {version} of the format, and only {FORMAT} is known");
        document.complain(
            "version",
            what,
            "use the model of a current botocore",
            report,
        );
    }
    for (name, value, at) in document.named("waiters", report) {
        let Some(fields) = Fields::open(value, at, Place::Waiter, report) else {
            continue;
        };
        let waiter = waiter(&fields, report);
        let target = fields.required("operation", report);
        if let Some(operation) = model.operations.get_mut(target) {
            operation.waiters.insert(name.to_owned(), waiter);
        } else if !target.is_empty() {
            let what = format!("there is no operation `{target}` to wait with");
            let known = model.operations.keys().map(String::as_str);
            let fix = report
                .guesses
                .did_you_mean(target, known, "remove the waiter");
            fields.complain("operation", what, fix, report);
        }
    }
}

fn waiter(fields: &Fields<'_>, report: &mut Report) -> Waiter {
    for key in ["acceptors", "delay"] {
        fields.present(key, report);
    }
    let min_delay = fields.whole("delay", report).unwrap_or_default();
    let mut acceptors = Vec::new();
    for (value, at) in fields.items("acceptors", report) {
        acceptors.extend(acceptor(value, at, report));
    }
    Waiter {
        documentation: fields.owned("description", report),
        min_delay,
        max_delay: MAX_DELAY.max(min_delay),
        acceptors,
    }
}

fn acceptor(value: &Value, at: Pointer, report: &mut Report) -> Option<Acceptor> {
    let fields = Fields::open(value, at, Place::Acceptor, report)?;
    for key in ["expected", "matcher", "state"] {
        fields.present(key, report);
    }
    let matcher = matcher(&fields, report);
    let state = state(&fields, report);
    Some(Acceptor {
        state: state?,
        matcher: matcher?,
    })
}

fn state(fields: &Fields<'_>, report: &mut Report) -> Option<AcceptorState> {
    match fields.text("state", report)? {
        "success" => Some(AcceptorState::Success),
        "failure" => Some(AcceptorState::Failure),
        "retry" => Some(AcceptorState::Retry),
        other => {
            let what = format!("`{other}` is not a known state");
            let known = ["success", "failure", "retry"];
            let fix = did_you_mean(other, known, "teach codegen/src/load/waiters.rs about it");
            fields.complain("state", what, fix, report);
            None
        }
    }
}

fn matcher(fields: &Fields<'_>, report: &mut Report) -> Option<Matcher> {
    let expected = fields.get("expected")?;
    match (fields.text("matcher", report)?, expected) {
        ("error", Value::String(code)) => Some(Matcher::ErrorType(code.clone())),
        // `true` stands for any error, `false` for none.
        ("error", Value::Bool(failed)) => Some(Matcher::Success(!failed)),
        ("status", Value::Number(status)) if status == "200" => Some(Matcher::Success(true)),
        ("path", Value::String(expected)) => Some(Matcher::OutputEquals {
            path: path(fields, report)?,
            expected: expected.clone(),
        }),
        (kind @ ("error" | "status" | "path"), _) => {
            let what = format!("a `{kind}` matcher that expects this value is not supported");
            fields.complain("expected", what, UNSUPPORTED, report);
            None
        }
        (kind @ ("pathAll" | "pathAny"), _) => {
            let what = format!("the matcher `{kind}` is not supported");
            fields.complain("matcher", what, UNSUPPORTED, report);
            None
        }
        (other, _) => {
            let what = format!("`{other}` is not a known matcher");
            let known = ["error", "path", "pathAll", "pathAny", "status"];
            let fix = did_you_mean(other, known, "teach codegen/src/load/waiters.rs about it");
            fields.complain("matcher", what, fix, report);
            None
        }
    }
}

fn path(fields: &Fields<'_>, report: &mut Report) -> Option<Vec<String>> {
    fields.present("argument", report);
    let text = fields.text("argument", report)?;
    let path = member_path(text);
    if path.is_none() {
        let what =
            format!("`{text}` is more than a path of member names, which is all that is supported");
        fields.complain("argument", what, UNSUPPORTED, report);
    }
    path
}

//! `waiters-2.json`: which states of a resource can be waited for, and how they are recognised.
//!
//! Never here: whether the members that an acceptor looks at exist ([`crate::check`]).

use super::fields::{Fields, Report};
use super::ledger::Place;
use super::paginators::member_path;
use crate::json::{Pointer, Value};
use crate::model::{
    Acceptor, AcceptorState, Matcher, Model, OutputPath, OutputTest, PathStep, Waiter,
};
use crate::nearest::did_you_mean;

/// The version of the format that this module reads.
const FORMAT: &str = "2";

/// The longest time between two calls, in seconds, unless the shortest is longer: Smithy's default,
/// because botocore's format has no such number. Overlays may have one.
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

/// Reads one waiter, of a model or of an overlay.
pub(super) fn waiter(fields: &Fields<'_>, report: &mut Report) -> Waiter {
    for key in ["acceptors", "delay"] {
        fields.present(key, report);
    }
    let min_delay = fields.whole("delay", report).unwrap_or_default();
    let mut acceptors = Vec::new();
    for (value, at) in fields.items("acceptors", report) {
        acceptors.extend(acceptor(value, at, report));
    }
    let max_delay = fields.whole("maxDelay", report);
    Waiter {
        documentation: fields.owned("description", report),
        min_delay,
        max_delay: max_delay.unwrap_or_else(|| MAX_DELAY.max(min_delay)),
        acceptors,
        overlay: None,
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
        ("path", Value::Bool(true)) => Some(Matcher::Output {
            path: emptiness(fields, report)?,
            test: OutputTest::IsEmpty,
        }),
        (kind @ ("path" | "pathAll" | "pathAny"), Value::String(expected)) => {
            let test = match kind {
                "path" => OutputTest::Equals,
                "pathAll" => OutputTest::AllEqual,
                _ => OutputTest::AnyEquals,
            };
            Some(Matcher::Output {
                path: path(fields, report)?,
                test: test(expected.clone()),
            })
        }
        (kind @ ("error" | "path" | "pathAll" | "pathAny" | "status"), _) => {
            let what = format!("a `{kind}` matcher that expects this value is not supported");
            fields.complain("expected", what, UNSUPPORTED, report);
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

/// The path of an acceptor that looks at values.
fn path(fields: &Fields<'_>, report: &mut Report) -> Option<OutputPath> {
    fields.present("argument", report);
    let text = fields.text("argument", report)?;
    let path = output_path(text);
    if path.is_none() {
        let what =
            format!("`{text}` is more than member names and `[]`, which is all that is supported");
        fields.complain("argument", what, UNSUPPORTED, report);
    }
    path
}

/// The list of an acceptor that asks whether it is empty. What else can be true or not is not supported.
fn emptiness(fields: &Fields<'_>, report: &mut Report) -> Option<OutputPath> {
    fields.present("argument", report);
    let text = fields.text("argument", report)?;
    let list = text.strip_prefix("length(");
    let list = list.and_then(|text| text.strip_suffix(") == `0`"));
    // The length of a projection is another one: of what is left after flattening.
    let path = list.and_then(member_path);
    if path.is_none() {
        let what = format!(
            "`{text}` is another question than ``length(A.B) == `0` ``, which is all that is supported"
        );
        fields.complain("argument", what, UNSUPPORTED, report);
    }
    path.map(|names| OutputPath(names.into_iter().map(PathStep::Member).collect()))
}

/// The steps of `A.B[].C`; `None` for any other expression.
fn output_path(text: &str) -> Option<OutputPath> {
    let mut steps = Vec::new();
    for part in text.split('.') {
        let (name, is_list) = match part.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (part, false),
        };
        let name = member_path(name)?.pop()?;
        steps.push(PathStep::Member(name));
        steps.extend(is_list.then_some(PathStep::Items));
    }
    Some(OutputPath(steps))
}

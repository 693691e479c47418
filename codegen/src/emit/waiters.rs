//! `waiters.rs`: the client's waiting methods, and a module for each thing that can be waited for.

use std::fmt::Write as _;

use super::docs::{closed, in_link};
use super::example_call;
use super::source::{Source, comment};
use crate::api::{AcceptorState, Api, Matcher, OutputPath, OutputTest, PathStep, Waiter};
use crate::text::literal;

/// `waiters.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs(
        "Waits until something has happened. The methods of [`Waiters`] begin a wait; each has a module with its types.",
    );
    let waiters = api.waiters.iter().map(|waiter| statement(api, waiter));
    source.text(format!(
        "smithwright_runtime::waiters! {{\n{}}}\n",
        waiters.collect::<Vec<_>>().join("\n")
    ));
    source.finish()
}

/// What a waiter is for, in a sentence.
pub(super) fn summary(waiter: &Waiter) -> String {
    match waiter.summary.as_str() {
        "" => format!("Waits for `{}`.", waiter.name),
        summary => closed(summary),
    }
}

/// What stands at the method and at the module of a waiter.
fn page(api: &Api, waiter: &Waiter) -> String {
    let Waiter {
        module,
        error,
        operation_method,
        min_delay,
        max_delay,
        ..
    } = waiter;
    let operation_method = in_link(operation_method);
    let ends: String = waiter.ends.iter().map(|end| format!("- {end}\n")).collect();
    let docs = match waiter.docs.as_str() {
        "" => String::new(),
        docs => format!("{docs}\n\n"),
    };
    format!(
        "{}

{docs}Calls [`{operation_method}`](crate::Client::{operation_method}) every {min_delay} to {max_delay} seconds until an answer ends the wait:
{ends}
Set the members of the request, then call `wait` with the longest time to wait. It gives the last answer, or
[why the wait failed](crate::waiters::{module}::{error}).
# Examples
{}",
        summary(waiter),
        example_call::emit_wait(api, waiter),
    )
}

fn statement(api: &Api, waiter: &Waiter) -> String {
    let Waiter {
        name,
        module,
        method,
        fluent_builder,
        final_poll,
        error,
        operation,
        operation_module,
        operation_builder,
        min_delay,
        max_delay,
        ..
    } = waiter;
    let path = format!("crate::operation::{operation_module}");
    let mut text = comment(&page(api, waiter), "///", 1);
    let _ = write!(
        text,
        "    fn {method} in {module};
    {name} calls {path}::{operation} by {path}::builders::{operation_builder},
    {fluent_builder}, {final_poll}, {error}, {min_delay} to {max_delay} seconds {{
"
    );
    for (state, matcher) in &waiter.acceptors {
        let _ = writeln!(text, "        {};", acceptor(*state, matcher));
    }
    text + "    }\n"
}

/// What an answer means, as calls of the runtime's constructors.
fn acceptor(state: AcceptorState, matcher: &Matcher) -> String {
    let state = match state {
        AcceptorState::Success => "success",
        AcceptorState::Failure => "failure",
        AcceptorState::Retry => "retry",
    };
    let matcher = match matcher {
        Matcher::Success(success) => format!("on_success({success})"),
        Matcher::ErrorType(code) => format!("on_error({})", literal(code)),
        Matcher::Output { path, test } => {
            let path = steps(path);
            match test {
                OutputTest::Equals(text) => format!("on_output({path}, {})", literal(text)),
                OutputTest::AllEqual(text) => format!("on_all({path}, {})", literal(text)),
                OutputTest::AnyEquals(text) => format!("on_any({path}, {})", literal(text)),
                OutputTest::IsEmpty => format!("on_empty({path})"),
            }
        }
    };
    format!("{state}.{matcher}")
}

/// A path as the runtime takes it: a text for each step. No member is called `[]`.
fn steps(path: &OutputPath) -> String {
    let steps = path.0.iter().map(|step| match step {
        PathStep::Member(name) => literal(name),
        PathStep::Items => literal("[]"),
    });
    format!("&[{}]", steps.collect::<Vec<_>>().join(", "))
}

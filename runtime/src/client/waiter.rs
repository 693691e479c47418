//! Waiters: call an operation until its response is the expected one.
//!
//! Never here: the delay between calls, which the official orchestrator computes.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime::client::waiters::{
    AcceptorState, WaiterOrchestrator, attach_waiter_tracing_span,
};
use aws_smithy_runtime_api::client::waiters::FinalPoll;
pub use aws_smithy_runtime_api::client::waiters::error::WaiterError;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use super::call::{Request, call_with};
use super::handle::Handle;
use crate::config::feature_tracker::waiter_plugin;
use crate::error::{HttpResponse, SdkError};
use crate::operation::{BuilderState, Operation};
use crate::value::walk::Named;
use crate::value::{Structure, View};

/// A waiter. A generated crate has a type for each that implements this.
pub trait Waiter: Send + Sync + 'static {
    /// The operation that is called.
    type Operation: Operation;
    /// The name of its fluent builder.
    const FLUENT_BUILDER: &'static str;
    /// The minimum delay between two calls, in seconds.
    const MIN_DELAY: u64;
    /// The maximum delay between two calls, in seconds.
    const MAX_DELAY: u64;
    /// The acceptors, tried in order.
    const ACCEPTORS: &'static [Acceptor];
}

/// An acceptor: what a result means for the wait: <https://smithy.io/2.0/additional-specs/waiters.html#acceptor-structure>.
#[derive(Debug)]
pub struct Acceptor {
    state: State,
    matcher: Matcher,
}

#[derive(Debug)]
enum State {
    Success,
    Failure,
    Retry,
}

#[derive(Debug)]
enum Matcher {
    Success(bool),
    ErrorType(&'static str),
    Output(&'static [&'static str], Test),
}

/// The condition on the values at a path.
#[derive(Debug)]
enum Test {
    Equals(&'static str),
    All(&'static str),
    Any(&'static str),
    Empty,
}

impl Acceptor {
    const fn new(state: State) -> Self {
        Self {
            state,
            matcher: Matcher::Success(true),
        }
    }

    /// Ends the wait successfully when the result matches.
    pub const fn success() -> Self {
        Self::new(State::Success)
    }

    /// Fails the wait when the result matches.
    pub const fn failure() -> Self {
        Self::new(State::Failure)
    }

    /// Calls again when the result matches.
    pub const fn retry() -> Self {
        Self::new(State::Retry)
    }

    /// Matches a call that succeeded (`true`) or failed.
    #[must_use]
    pub const fn on_success(mut self, success: bool) -> Self {
        self.matcher = Matcher::Success(success);
        self
    }

    /// Matches a call that failed with this code.
    #[must_use]
    pub const fn on_error(mut self, code: &'static str) -> Self {
        self.matcher = Matcher::ErrorType(code);
        self
    }

    /// Matches an output in which the value at `path` is this string.
    #[must_use]
    pub const fn on_output(self, path: &'static [&'static str], expected: &'static str) -> Self {
        self.on(path, Test::Equals(expected))
    }

    /// Matches an output in which `path` leads to at least one value, and all of them are this string. A step `[]`
    /// of a path leads to every item of a list.
    #[must_use]
    pub const fn on_all(self, path: &'static [&'static str], expected: &'static str) -> Self {
        self.on(path, Test::All(expected))
    }

    /// Matches an output in which any of the values that `path` leads to is this string.
    #[must_use]
    pub const fn on_any(self, path: &'static [&'static str], expected: &'static str) -> Self {
        self.on(path, Test::Any(expected))
    }

    /// Matches an output in which the list at `path` is empty.
    #[must_use]
    pub const fn on_empty(self, path: &'static [&'static str]) -> Self {
        self.on(path, Test::Empty)
    }

    const fn on(mut self, path: &'static [&'static str], test: Test) -> Self {
        self.matcher = Matcher::Output(path, test);
        self
    }

    fn matches(&self, answer: Result<&dyn Structure, Option<&str>>) -> bool {
        match (&self.matcher, answer) {
            (Matcher::Success(success), answer) => *success == answer.is_ok(),
            (Matcher::ErrorType(expected), Err(code)) => code == Some(expected),
            (Matcher::Output(path, test), Ok(output)) => test.passes(View::Structure(output), path),
            _ => false,
        }
    }
}

impl Test {
    /// Whether the values that `path` leads to from `view` meet the condition. Paths are wire names.
    fn passes(&self, view: View<'_>, path: &[&str]) -> bool {
        let (mut texts, mut hits, mut is_empty) = (0_usize, 0_usize, false);
        let expected = match *self {
            Self::Equals(text) | Self::All(text) | Self::Any(text) => Some(text),
            Self::Empty => None,
        };
        let mut count = |view: View<'_>| {
            texts += 1;
            hits += usize::from(matches!(view, View::String(text) if Some(text) == expected));
        };
        visit(view, path, &mut |view| match view {
            View::List(list) => {
                is_empty |= list.is_empty();
                // If the path ends at a list, its items count, nulls included.
                (0..list.len()).for_each(|index| count(list.item(index)));
            }
            view => count(view),
        });
        match self {
            Self::Equals(_) | Self::Any(_) => hits > 0,
            // https://smithy.io/2.0/additional-specs/waiters.html: "contains at least one value"
            Self::All(_) => texts > 0 && hits == texts,
            Self::Empty => is_empty,
        }
    }
}

/// Calls `found` with every value that `path` leads to. Members that are not set are skipped, as in `JMESPath`.
fn visit(view: View<'_>, path: &[&str], found: &mut dyn FnMut(View<'_>)) {
    let Some((step, rest)) = path.split_first() else {
        if !view.is_unset() {
            found(view);
        }
        return;
    };
    match view {
        View::List(list) if *step == "[]" => {
            (0..list.len()).for_each(|index| visit(list.item(index), rest, found));
        }
        View::Structure(structure) => {
            let members = structure.schema().members;
            structure.members(&mut |values| {
                let of = members.iter().position(|member| member.name == *step);
                if let Some(value) = of.and_then(|index| values.get(index)) {
                    visit(value.view(), rest, found);
                }
            });
        }
        _ => {}
    }
}

fn state(acceptors: &[Acceptor], answer: Result<&dyn Structure, Option<&str>>) -> AcceptorState {
    match acceptors.iter().find(|acceptor| acceptor.matches(answer)) {
        None => AcceptorState::NoAcceptorsMatched,
        Some(acceptor) => match acceptor.state {
            State::Success => AcceptorState::Success,
            State::Failure => AcceptorState::Failure,
            State::Retry => AcceptorState::Retry,
        },
    }
}

/// The state of a fluent builder that waits instead of sending.
pub struct Waiting<W: Waiter> {
    handle: Arc<Handle<<W::Operation as Operation>::Service>>,
    waiter: PhantomData<fn() -> W>,
}

impl<W: Waiter> Waiting<W> {
    /// Waits with this client.
    pub fn new(handle: Arc<Handle<<W::Operation as Operation>::Service>>) -> Self {
        Self {
            handle,
            waiter: PhantomData,
        }
    }
}

impl<W: Waiter> Clone for Waiting<W> {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.handle))
    }
}

impl<W: Waiter> BuilderState for Waiting<W> {
    fn debug(
        &self,
        f: &mut fmt::Formatter<'_>,
        [_, builder]: [&'static str; 2],
        input: &dyn Structure,
    ) -> fmt::Result {
        f.debug_struct(W::FLUENT_BUILDER)
            .field("handle", &self.handle)
            .field("inner", &Named(builder, input))
            .finish()
    }
}

/// The last result of a successful wait.
pub type Poll<O> =
    FinalPoll<<O as Operation>::Output, SdkError<<O as Operation>::Error, HttpResponse>>;

/// Why a wait failed.
pub type WaitError<O> = WaiterError<<O as Operation>::Output, <O as Operation>::Error>;

/// Calls the operation until an acceptor ends the wait, or for `max_wait`.
pub fn wait<W: Waiter>(
    waiting: Waiting<W>,
    input: <W::Operation as Operation>::Input,
    max_wait: Duration,
) -> impl Future<Output = Result<Poll<W::Operation>, WaitError<W::Operation>>> + Send {
    type Operand<W> = <W as Waiter>::Operation;
    async move {
        let request = Request::new(waiting.handle);
        let plugins = request
            .prepare(Operand::<W>::DESCRIPTOR, &[waiter_plugin()])
            .map_err(WaiterError::construction_failure)?;
        let mut config = ConfigBag::base();
        let time = plugins
            .apply_client_configuration(&mut config)
            .map_err(WaiterError::construction_failure)?
            .into_time_components();
        let (Some(sleep_impl), Some(time_source)) = (time.sleep_impl(), time.time_source()) else {
            return Err(WaiterError::construction_failure(
                "waiting needs a sleep implementation and a time source: set `sleep_impl` and `time_source`",
            ));
        };
        let acceptor = |answer: Result<
            &<Operand<W> as Operation>::Output,
            &<Operand<W> as Operation>::Error,
        >| {
            let answer = answer.map(|output| output as &dyn Structure);
            state(W::ACCEPTORS, answer.map_err(ProvideErrorMetadata::code))
        };
        let operation = move || call_with::<Operand<W>>(Ok(plugins.clone()), input.clone());
        let orchestrator = WaiterOrchestrator::builder()
            .min_delay(Duration::from_secs(W::MIN_DELAY))
            .max_delay(Duration::from_secs(W::MAX_DELAY))
            .max_wait(max_wait)
            .time_source(time_source)
            .sleep_impl(sleep_impl)
            .acceptor(acceptor)
            .operation(operation)
            .build();
        attach_waiter_tracing_span(orchestrator.orchestrate()).await
    }
}

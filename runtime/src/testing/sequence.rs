//! [`Sequence`]: specifies the answers for an operation, by its types.
//!
//! Never here: finding the operation of a request.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;

use super::dispatch::Inner;
use super::response;
use super::script::{Answer, Script, Step};
use crate::error::Modeled;
use crate::operation::Operation;

/// The answers to the calls of the operation `O`, in order. [`Fake::sequence`](super::Fake::sequence) starts one.
///
/// Each answer is given once, unless [`times`](Self::times) or [`repeatedly`](Self::repeatedly) follows. When no answer
/// is left, calls fail.
///
/// ```no_run
/// # use std::time::Duration;
/// # use smithwright_runtime::{operation::Operation, testing::{Fake, Testable}};
/// # fn example<O: Operation>(fake: Fake<O::Service>) where O::Service: Testable {
/// fake.sequence::<O>()
///     .http_status(503, None)
///     .times(3)
///     .output(O::Output::default)
///     .delay(Duration::from_millis(200));
/// # }
/// ```
pub struct Sequence<'a, O> {
    inner: &'a Inner,
    operation: PhantomData<fn() -> O>,
}

impl<O> fmt::Debug for Sequence<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sequence")
    }
}

impl<'a, O: Operation> Sequence<'a, O> {
    /// Starts with no answers.
    pub(super) fn begin(inner: &'a Inner) -> Self {
        inner.with(|state| state.scripts.insert(O::DESCRIPTOR.name, Script::default()));
        Self {
            inner,
            operation: PhantomData,
        }
    }

    fn then(self, answer: Answer) -> Self {
        let step = Step {
            answer,
            left: Some(1),
            delay: Duration::ZERO,
        };
        self.script(|script| script.steps.push_back(step));
        self
    }

    fn script(&self, change: impl FnOnce(&mut Script)) {
        self.inner.with(|state| {
            change(state.scripts.entry(O::DESCRIPTOR.name).or_default());
        });
    }

    fn last(self, change: impl FnOnce(&mut Step)) -> Self {
        self.script(|script| {
            if let Some(step) = script.steps.back_mut() {
                change(step);
            }
        });
        self
    }

    /// Adds an answer: the result of the closure for the input.
    pub fn answer<F>(self, answer: F) -> Self
    where
        F: FnMut(O::Input) -> Result<O::Output, O::Error> + Send + 'static,
    {
        let answer = Mutex::new(answer);
        self.then(Arc::new(move |input, protocol, faults| {
            let input: &dyn std::any::Any = input;
            let Some(input) = input.downcast_ref::<O::Input>() else {
                return Err(unable(format!("not an input of {}", O::DESCRIPTOR.name)));
            };
            let mut answer = answer.lock().unwrap_or_else(PoisonError::into_inner);
            let response = match answer(input.clone()) {
                Ok(output) => response::output(protocol, O::DESCRIPTOR, &output),
                Err(error) => response::error(protocol, faults, error.parts()),
            };
            response.map_err(unable)
        }))
    }

    /// Adds an answer: this output.
    pub fn output(self, mut output: impl FnMut() -> O::Output + Send + 'static) -> Self {
        self.answer(move |_| Ok(output()))
    }

    /// Adds an answer: this error.
    pub fn error(self, mut error: impl FnMut() -> O::Error + Send + 'static) -> Self {
        self.answer(move |_| Err(error()))
    }

    /// Adds an answer: this HTTP response, whatever the model says.
    pub fn http_response(
        self,
        response: impl Fn() -> HttpResponse + Send + Sync + 'static,
    ) -> Self {
        self.then(Arc::new(move |_, _, _| Ok(response())))
    }

    /// Adds an answer: an HTTP response with this status and body, like that of a proxy.
    pub fn http_status(self, status: u16, body: Option<String>) -> Self {
        self.then(Arc::new(move |_, _, _| {
            response::raw(status, body.as_deref()).map_err(unable)
        }))
    }

    /// Adds a failure of the connection, with this error. A server closes the connection.
    pub fn connector_error(
        self,
        error: impl Fn() -> ConnectorError + Send + Sync + 'static,
    ) -> Self {
        self.then(Arc::new(move |_, _, _| Err(error())))
    }

    /// Gives the last answer `times` times in all.
    pub fn times(self, times: usize) -> Self {
        self.last(|step| step.left = Some(times))
    }

    /// Gives the last answer to all further calls.
    pub fn repeatedly(self) -> Self {
        self.last(|step| step.left = None)
    }

    /// Delays the last answer. Timeouts of the client apply.
    pub fn delay(self, delay: Duration) -> Self {
        self.last(|step| step.delay = delay)
    }
}

/// An answer that cannot be written.
fn unable(why: impl fmt::Display) -> ConnectorError {
    ConnectorError::other(format!("the fake cannot answer: {why}").into(), None)
}

//! [`Script`]: the answers to the calls of an operation, in order.
//!
//! Never here: the types of an operation ([`super::sequence`]).

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;

use super::exception::Fault;
use crate::protocol::Protocol;
use crate::value::Structure;

/// Makes the response to an input, in the protocol of the request.
pub(super) type Answer = Arc<
    dyn Fn(&dyn Structure, Protocol, &[Fault]) -> Result<HttpResponse, ConnectorError>
        + Send
        + Sync,
>;

/// An answer, and how often it is given.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) answer: Answer,
    /// How many times more it is given; `None` for any number of times.
    pub(super) left: Option<usize>,
    pub(super) delay: Duration,
}

/// The answers for one operation.
#[derive(Default)]
pub(super) struct Script {
    pub(super) steps: VecDeque<Step>,
    given: usize,
}

/// A script has no answer left.
pub(super) struct Exhausted {
    /// The number of answers given.
    pub(super) given: usize,
}

impl Script {
    /// The next answer, and its delay.
    pub(super) fn next(&mut self) -> Result<(Answer, Duration), Exhausted> {
        while let Some(step) = self.steps.front_mut() {
            match &mut step.left {
                Some(0) => drop(self.steps.pop_front()),
                left => {
                    if let Some(left) = left {
                        *left -= 1;
                    }
                    self.given += 1;
                    return Ok((Arc::clone(&step.answer), step.delay));
                }
            }
        }
        Err(Exhausted { given: self.given })
    }
}

//! [`Script`]: what the calls of an operation are answered with, one after the other.
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

/// What answers a call: of its input, written in the protocol of the request.
pub(super) type Answer = Arc<
    dyn Fn(&dyn Structure, Protocol, &[Fault]) -> Result<HttpResponse, ConnectorError>
        + Send
        + Sync,
>;

/// An answer, and how often it is given.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) answer: Answer,
    /// `None`: as often as it is asked for.
    pub(super) left: Option<usize>,
    pub(super) delay: Duration,
}

/// What is said of an operation.
#[derive(Default)]
pub(super) struct Script {
    pub(super) steps: VecDeque<Step>,
    given: usize,
}

/// Why a script has no answer.
pub(super) struct Exhausted {
    /// How many answers were given.
    pub(super) given: usize,
}

impl Script {
    /// The next answer, and how long it takes.
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

//! What a model says of waiters.
//!
//! Never here: the operations that they call ([`super`]).

use std::fmt;
use std::path::PathBuf;

/// <https://smithy.io/2.0/additional-specs/waiters.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiter {
    /// What it waits for, as a sentence.
    pub documentation: Option<String>,
    /// The shortest time between two calls, in seconds.
    pub min_delay: u32,
    /// The longest time between two calls, in seconds.
    pub max_delay: u32,
    /// What each answer means, tried in order.
    pub acceptors: Vec<Acceptor>,
    /// Where it is from, if it is ours and not the service's.
    pub overlay: Option<Overlaid>,
}

/// Where something is from that an overlay adds to a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlaid {
    /// The overlay, relative to the folder of models.
    pub file: PathBuf,
    /// The address of the service's documentation that it follows.
    pub source: String,
}

/// One rule of a [`Waiter`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptor {
    /// What follows when it matches.
    pub state: AcceptorState,
    /// What it matches.
    pub matcher: Matcher,
}

/// Where an [`Acceptor`] leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcceptorState {
    /// The wait is over.
    Success,
    /// Waiting any longer is in vain.
    Failure,
    /// Ask again.
    Retry,
}

/// What an [`Acceptor`] looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matcher {
    /// The call succeeded (`true`) or failed.
    Success(bool),
    /// The call failed with this error code.
    ErrorType(String),
    /// The call succeeded, and what is at a place of its output passes a test.
    Output {
        /// The place.
        path: OutputPath,
        /// What has to be there.
        test: OutputTest,
    },
}

/// A place in an output, or several: the part of `JMESPath` that waiters of services need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputPath(pub Vec<PathStep>);

/// One step of an [`OutputPath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// To the member of that name.
    Member(String),
    /// To each item of a list: <https://jmespath.org/specification.html#flatten-operator>. Items that lack what
    /// follows are passed over.
    Items,
}

impl fmt::Display for OutputPath {
    /// As `JMESPath`: `FleetAttributes[].Status`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Member(name) if index == 0 => f.write_str(name)?,
                PathStep::Member(name) => write!(f, ".{name}")?,
                PathStep::Items => f.write_str("[]")?,
            }
        }
        Ok(())
    }
}

/// What [`Matcher::Output`] expects of what a path leads to:
/// <https://smithy.io/2.0/additional-specs/waiters.html#comparator>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputTest {
    /// `stringEquals`: it is this text.
    Equals(String),
    /// `allStringEquals`: it is a list of texts, at least one, and all are this one.
    AllEqual(String),
    /// `anyStringEquals`: it is a list of texts, and one is this one.
    AnyEquals(String),
    /// It is a list without items. botocore writes ``length(List) == `0` ``.
    IsEmpty,
}

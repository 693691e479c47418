//! What a failed call says to whoever has to act on it: [`explain`].
//!
//! Never here: which errors there are ([`crate::error`]), or trying again, which the official runtime does.

use std::error::Error;
use std::fmt;

use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ErrorKind;
use aws_types::request_id::RequestId;

use super::conceal::Attempts;
use super::parts::{Modeled, OperationError};
use super::{HttpResponse, SdkError};

/// The statuses after which the official runtime tries again, whatever the code.
const RETRIED_STATUSES: [u16; 4] = [500, 502, 503, 504];

/// The status that means throttling: <https://www.rfc-editor.org/rfc/rfc6585#section-4>.
const TOO_MANY_REQUESTS: u16 = 429;

/// How many causes are shown, should they go round in a circle.
const LONGEST: usize = 64;

/// What is known of a failed call. Its `Display` is for a log or an operator:
///
/// ```text
/// CreateGameSession failed: FleetCapacityExceededException: no room
///   HTTP status 400, request id 5f8a, 3 attempts
///   The specified fleet has no capacity. Retry later.
/// ```
///
/// It shows no body, and no member that the model calls sensitive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The operation, as the model spells it. The service's own error has forgotten it.
    pub operation: Option<&'static str>,
    /// The code of the error, if the service answered with one.
    pub code: Option<String>,
    /// The service's message; where there was no answer, what happened instead.
    pub message: Option<String>,
    /// The id of the request, which the service's support asks for.
    pub request_id: Option<String>,
    /// The HTTP status. Only an [`SdkError`] around a response knows it.
    pub status: Option<u16>,
    /// How many times the request was sent. Only an [`SdkError`] around a response knows it.
    pub attempts: Option<u32>,
    /// What to do: of a modelled error what the model says, otherwise what the kind of failure suggests.
    pub advice: &'static str,
    is_throttling: bool,
    is_retryable: bool,
}

/// Says what is known of a failed call, and what to do about it.
///
/// ```
/// # use smithwright_runtime::error::SdkError;
/// # use smithwright_runtime::failure::{Failure, explain};
/// # fn example(error: impl Failure) {
/// let why = explain(&error);
/// if why.is_retryable() {
///     eprintln!("{why}");
/// }
/// # }
/// ```
pub fn explain(error: &impl Failure) -> Explanation {
    error.explain()
}

/// A failed call: an [`SdkError`] around an operation's error, that error alone, or the service's error.
pub trait Failure {
    /// What is known of it.
    fn explain(&self) -> Explanation;

    /// The operation that failures of this type are of.
    #[doc(hidden)]
    fn operation() -> Option<&'static str>
    where
        Self: Sized,
    {
        None
    }

    /// Whether the service asks for fewer requests.
    fn is_throttling(&self) -> bool {
        self.explain().is_throttling()
    }

    /// Whether the same request may succeed later, by the rules by which the client tries again: throttling, what the
    /// model calls retryable, a broken connection, no answer in time, and the statuses 500, 502, 503 and 504.
    fn is_retryable(&self) -> bool {
        self.explain().is_retryable()
    }
}

impl<E: OperationError + RequestId + Failure> Failure for SdkError<E, HttpResponse> {
    fn explain(&self) -> Explanation {
        let mut explanation = match self {
            SdkError::ServiceError(context) => context.err().explain(),
            other => Explanation::without_answer(other),
        };
        explanation.operation = E::operation();
        if let Some(response) = self.raw_response() {
            let status = response.status().as_u16();
            explanation.status = Some(status);
            explanation.attempts = response.extension().map(|Attempts(attempts)| *attempts);
            explanation.is_throttling |= status == TOO_MANY_REQUESTS;
            explanation.is_retryable |=
                explanation.is_throttling || RETRIED_STATUSES.contains(&status);
            let request_id = response.request_id();
            let known = explanation.request_id.take();
            explanation.request_id = known.or_else(|| request_id.map(str::to_owned));
        }
        explanation
    }
}

impl Explanation {
    /// Whether the service asks for fewer requests.
    pub fn is_throttling(&self) -> bool {
        self.is_throttling
    }

    /// Whether the same request may succeed later: see [`Failure::is_retryable`].
    pub fn is_retryable(&self) -> bool {
        self.is_retryable
    }

    /// What an error of the service says.
    #[doc(hidden)]
    pub fn of<E: Error + Modeled>(error: &E, operation: Option<&'static str>) -> Self {
        let parts = error.parts();
        let (meta, kind) = (parts.meta(), parts.retry_kind());
        let listed = |codes: &[&str]| meta.code().is_some_and(|code| codes.contains(&code));
        let is_throttling = kind == Some(ErrorKind::ThrottlingError) || listed(THROTTLING_ERRORS);
        let is_retryable = is_throttling || kind.is_some() || listed(TRANSIENT_ERRORS);
        let advice = error.advice().unwrap_or(if is_throttling {
            "Send fewer requests, and this one again later."
        } else if is_retryable {
            "Try again later."
        } else {
            "The model does not describe this error: its code, its message and its cause say what is wrong."
        });
        // What is not modelled may have no message: then its cause says more than nothing.
        let cause = || parts.source().map(chain);
        Self {
            operation,
            code: meta.code().map(str::to_owned),
            message: meta.message().map(str::to_owned).or_else(cause),
            request_id: meta.request_id().map(str::to_owned),
            status: None,
            attempts: None,
            advice,
            is_throttling,
            is_retryable,
        }
    }

    /// What a call says that the service did not answer, or with nothing that can be read.
    fn without_answer<E: OperationError>(error: &SdkError<E, HttpResponse>) -> Self {
        let (advice, is_retryable) = match error {
            SdkError::ConstructionFailure(_) => (
                "Nothing was sent: correct the request or the client's settings.",
                false,
            ),
            SdkError::TimeoutError(_) => (
                "Whether the service acted is not known: try again if acting twice does no harm, or allow more time.",
                true,
            ),
            SdkError::DispatchFailure(failure) => (
                "No answer came: check network, region, endpoint and credentials.",
                failure.is_io() || failure.is_timeout() || failure.as_other().is_some(),
            ),
            _ => (
                "The answer could not be read: whether the service acted is not known.",
                true,
            ),
        };
        Self {
            operation: None,
            code: error.meta().code().map(str::to_owned),
            message: Some(chain(error)),
            request_id: None,
            status: None,
            attempts: None,
            advice,
            is_throttling: false,
            is_retryable,
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation {
            Some(operation) => write!(f, "{operation} failed")?,
            None => f.write_str("the call failed")?,
        }
        let mut said = [&self.code, &self.message].into_iter().flatten();
        said.try_for_each(|text| write!(f, ": {text}"))?;
        let status = self.status.map(|status| format!("HTTP status {status}"));
        let id = self
            .request_id
            .as_ref()
            .map(|id| format!("request id {id}"));
        let attempts = self.attempts.map(|attempts| match attempts {
            1 => "1 attempt".to_owned(),
            more => format!("{more} attempts"),
        });
        let facts: Vec<_> = [status, id, attempts].into_iter().flatten().collect();
        if !facts.is_empty() {
            write!(f, "\n  {}", facts.join(", "))?;
        }
        write!(f, "\n  {}", self.advice)
    }
}

/// An error and its causes, the outermost first.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    for _ in 0..LONGEST {
        let Some(error) = cause else { break };
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}

//! [`explain`]: what failed, why, and what to do about it.
//!
//! Never here: errors ([`crate::error`]), or retrying, which the official runtime does.

use std::error::Error;
use std::fmt;

use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ErrorKind;
use aws_types::request_id::RequestId;

use super::conceal::Attempts;
use super::parts::{Modeled, OperationError};
use super::{HttpResponse, SdkError};

/// The statuses that the official runtime retries, whatever the code.
const RETRIED_STATUSES: [u16; 4] = [500, 502, 503, 504];

/// The status that means throttling: <https://www.rfc-editor.org/rfc/rfc6585#section-4>.
const TOO_MANY_REQUESTS: u16 = 429;

/// The maximum number of causes that are shown, in case they form a cycle.
const LONGEST: usize = 64;

/// What is known about a failed call. Its `Display` is for a log or an operator:
///
/// ```text
/// CreateGameSession failed: FleetCapacityExceededException: no room
///   HTTP status 400, request id 5f8a, 3 attempts
///   The specified fleet has no capacity. Retry later.
/// ```
///
/// It shows neither bodies nor sensitive members.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The operation's name in the model. The error of the service, unlike that of an operation, does not know it.
    pub operation: Option<&'static str>,
    /// The code of the error, if the response had one.
    pub code: Option<String>,
    /// The service's message, or what happened if there was no response.
    pub message: Option<String>,
    /// The request id, which AWS Support asks for.
    pub request_id: Option<String>,
    /// The HTTP status. Only an [`SdkError`] with a response knows it.
    pub status: Option<u16>,
    /// How many times the request was sent. Only an [`SdkError`] with a response knows it.
    pub attempts: Option<u32>,
    /// What to do: the model's advice for a modelled error, else what the kind of failure suggests.
    pub advice: &'static str,
    is_throttling: bool,
    is_retryable: bool,
}

/// Explains a failed call: what is known about it, and what to do.
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

/// A failed call: an [`SdkError`], the error of an operation, or the error of the service.
pub trait Failure {
    /// What is known about it.
    fn explain(&self) -> Explanation;

    /// The operation that failed, if the type says so.
    #[doc(hidden)]
    fn operation() -> Option<&'static str>
    where
        Self: Sized,
    {
        None
    }

    /// Whether the service throttled the request.
    fn is_throttling(&self) -> bool {
        self.explain().is_throttling()
    }

    /// Whether the same request may succeed later, by the client's own rules for retries: throttling, errors that the
    /// model calls retryable, broken connections, timeouts, and the statuses 500, 502, 503 and 504.
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
    /// Whether the service throttled the request.
    pub fn is_throttling(&self) -> bool {
        self.is_throttling
    }

    /// Whether the same request may succeed later: see [`Failure::is_retryable`].
    pub fn is_retryable(&self) -> bool {
        self.is_retryable
    }

    /// Explains an error of the service.
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
        // An error that is not modelled may have no message, but a cause.
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

    /// Explains a call without a response, or with one that cannot be read.
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

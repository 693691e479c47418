//! Whether calling again helps after an error: what the service says, and what the client does.
//!
//! Never here: retrying, which the official runtime crates do.

use super::docs::sentences;
use crate::model::{ErrorTrait, Fault, Shape, ShapeId, ShapeKind};

/// The codes after which every AWS client tries again, whatever the model says: those that
/// `AwsErrorCodeClassifier` of the official crate `aws-runtime` knows.
const RETRIED_CODES: [&str; 16] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "RequestTimeout",
    "RequestTimeoutException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// What the documentation says about trying again, and what is so anyway.
pub(super) fn advice(id: &ShapeId, shape: &Shape) -> String {
    let docs = shape.documentation.as_deref().unwrap_or_default();
    let mut advice: Vec<_> = sentences(docs)
        .into_iter()
        .filter(|said| is_advice(said))
        .collect();
    let is_retried = match &shape.kind {
        ShapeKind::Structure(structure) => structure
            .error
            .as_ref()
            .is_some_and(|error| by_client(id, error)),
        _ => false,
    };
    if is_retried {
        advice.push("The client retries by itself.".to_owned());
    } else if advice.is_empty() {
        advice.push("The same request fails again until its cause is gone.".to_owned());
    }
    advice.join(" ")
}

/// Whether the client tries again by itself: what the model calls retryable, the codes of all AWS
/// services, and HTTP's server errors.
pub(super) fn by_client(id: &ShapeId, error: &ErrorTrait) -> bool {
    let code = error.code.as_deref().unwrap_or(&id.0);
    error.retryable.is_some() || error.fault == Fault::Server || RETRIED_CODES.contains(&code)
}

fn is_advice(sentence: &str) -> bool {
    let sentence = sentence.to_ascii_lowercase();
    ["retry", "retries", "retried", "try again"]
        .iter()
        .any(|word| sentence.contains(word))
}

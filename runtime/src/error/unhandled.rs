//! [`Unhandled`]: an error that is not modelled.
//!
//! Never here: the response itself, which may hold a secret.

use std::fmt;
use std::marker::PhantomData;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::error::metadata::ErrorMetadata;

use super::parts::ErrorParts;
use crate::protocol::Answer;

/// An error that is not modelled. Its code and message are in its metadata
/// ([`ProvideErrorMetadata`](super::ProvideErrorMetadata)).
///
/// `O` is the operation that failed.
pub struct Unhandled<O = ()> {
    cause: Cause,
    operation: PhantomData<fn() -> O>,
}

/// What an [`Unhandled`] holds, whatever the operation.
struct Cause {
    source: BoxError,
    meta: ErrorMetadata,
    /// Whether `source` is the caller's own `SdkError` around a response, whose `Debug` may show the body.
    holds_response: bool,
}

impl<O> Unhandled<O> {
    /// An error with this cause and metadata.
    pub fn new(source: impl Into<BoxError>, meta: ErrorMetadata) -> Self {
        Self::from(Cause {
            source: source.into(),
            meta,
            holds_response: false,
        })
    }

    /// An error whose cause holds a response.
    #[doc(hidden)]
    pub fn with_response(source: impl Into<BoxError>, meta: ErrorMetadata) -> Self {
        Self::from(Cause {
            source: source.into(),
            meta,
            holds_response: true,
        })
    }

    /// A response that is not a modelled error. Its cause is its code and message, or its head if it has no code, like
    /// the page of a proxy.
    #[doc(hidden)]
    pub fn answered(meta: ErrorMetadata, answer: &Answer<'_>) -> Self {
        let source: BoxError = match meta.code() {
            Some(_) => meta.clone().into(),
            None => answer.head().into(),
        };
        Self::new(source, meta)
    }

    fn from(cause: Cause) -> Self {
        Self {
            cause,
            operation: PhantomData,
        }
    }

    /// The error, without its operation.
    pub fn of_any(self) -> Unhandled {
        Unhandled::from(self.cause)
    }

    /// The error, as other variants have it.
    pub fn parts(&self) -> &(dyn ErrorParts + 'static) {
        &self.cause
    }
}

impl<O> fmt::Debug for Unhandled<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl<O> fmt::Display for Unhandled<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.cause, f)
    }
}

impl<O> std::error::Error for Unhandled<O> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.source()
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.holds_response.then(|| self.source.to_string());
        let source: &dyn fmt::Debug = match &text {
            Some(text) => text,
            None => &self.source,
        };
        f.debug_struct("Unhandled")
            .field("source", source)
            .field("meta", &self.meta)
            .finish()
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meta.code() {
            None => f.write_str("unhandled error"),
            Some(code) => write!(f, "unhandled error ({code})"),
        }
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

impl ErrorParts for Cause {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}

//! [`Unhandled`]: what is none of the errors that the model describes.
//!
//! Never here: the response itself, which may hold a secret.

use std::fmt;
use std::marker::PhantomData;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::error::metadata::ErrorMetadata;

use super::ErrorParts;
use super::display::Chain;
use crate::protocol::{Answer, Head};

/// An error that the model does not describe. Its code and message are in its metadata
/// ([`ProvideErrorMetadata`](super::ProvideErrorMetadata)).
///
/// `O` is the operation that it is an error of.
pub struct Unhandled<O = ()> {
    cause: Cause,
    operation: PhantomData<fn() -> O>,
}

/// What an [`Unhandled`] holds, whatever the operation.
struct Cause {
    source: BoxError,
    meta: ErrorMetadata,
    /// What answered, if anything did.
    answer: Option<Head>,
}

impl<O> Unhandled<O> {
    /// An error from below, with what is known of it.
    pub fn new(source: impl Into<BoxError>, meta: ErrorMetadata) -> Self {
        Self::from(Cause {
            source: source.into(),
            meta,
            answer: None,
        })
    }

    /// An answer that is none of the errors that the model describes, or cannot be read as the one that it is.
    #[doc(hidden)]
    pub fn answered(source: impl Into<BoxError>, meta: ErrorMetadata, answer: &Answer<'_>) -> Self {
        Self::from(Cause {
            source: source.into(),
            meta,
            answer: Some(answer.head()),
        })
    }

    fn from(cause: Cause) -> Self {
        Self {
            cause,
            operation: PhantomData,
        }
    }

    /// The same error, of no operation in particular.
    pub fn of_any(self) -> Unhandled {
        Unhandled::from(self.cause)
    }

    /// The error as every variant shows itself.
    pub fn parts(&self) -> &dyn ErrorParts {
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
        // The source may be an `SdkError`, whose `Debug` shows the whole response.
        f.debug_struct("Unhandled")
            .field("source", &Chain(&*self.source).to_string())
            .field("meta", &self.meta)
            .field("answer", &self.answer)
            .finish()
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unhandled error")?;
        match (self.meta.code(), &self.answer) {
            (None, None) => Ok(()),
            (Some(code), None) => write!(f, " ({code})"),
            (None, Some(answer)) => write!(f, " ({answer})"),
            (Some(code), Some(answer)) => write!(f, " ({code}, {answer})"),
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

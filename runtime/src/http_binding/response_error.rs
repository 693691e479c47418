//! [`ResponseError`]: why a response cannot be read.
//!
//! Never here: errors that a service returns.

use std::error::Error;
use std::fmt;

use aws_smithy_runtime_api::box_error::BoxError;

use super::head::Head;

/// The response does not have the form that the protocol and the model promise. Shows no value of the response.
#[derive(Debug)]
pub struct ResponseError {
    place: Place,
    /// The head of the response, once known.
    head: Option<Head>,
    source: BoxError,
}

/// The part of the response that cannot be read.
#[derive(Debug)]
enum Place {
    Body,
    Header(&'static str),
    Status,
}

impl ResponseError {
    pub(crate) fn body(source: impl Into<BoxError>) -> Self {
        Self {
            place: Place::Body,
            head: None,
            source: source.into(),
        }
    }

    /// Adds the head of the response.
    pub(crate) fn answered(mut self, head: Head) -> Self {
        self.head = Some(head);
        self
    }

    pub(crate) fn body_not_loaded() -> Self {
        Self::body("it is a stream that was not loaded")
    }

    /// `name` is the header's, or its prefix.
    pub(crate) fn header(name: &'static str, source: impl Into<BoxError>) -> Self {
        Self {
            place: Place::Header(name),
            head: None,
            source: source.into(),
        }
    }

    pub(crate) fn status(source: impl Into<BoxError>) -> Self {
        Self {
            place: Place::Status,
            head: None,
            source: source.into(),
        }
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Body => f.write_str("the body of the response cannot be read")?,
            Place::Header(name) => write!(f, "the header `{name}` of the response cannot be read")?,
            Place::Status => f.write_str("the status of the response cannot be read")?,
        }
        match &self.head {
            Some(head) => write!(f, " ({head})"),
            None => Ok(()),
        }
    }
}

impl Error for ResponseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

//! An answer that is no output: [`Answer`], and its [`Head`], which is all that may be shown of it.
//!
//! Never here: which errors there are.

use std::error::Error;
use std::fmt;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::{Protocol, read_exception};
use crate::value::Structure;

/// How many characters of a media type are shown.
const LONGEST: usize = 80;

/// An answer that is no output, to be read as one of the errors that the model describes.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    protocol: Protocol,
    response: &'a HttpResponse,
}

impl<'a> Answer<'a> {
    /// The answer that `response` is, its body loaded.
    pub fn new(protocol: Protocol, response: &'a HttpResponse) -> Self {
        Self { protocol, response }
    }

    /// Reads the members of a modelled error.
    pub fn read(&self, into: &mut dyn Structure) -> Result<(), BoxError> {
        read_exception(self.protocol, self.response, into)
            .map_err(|error| error.answered(self.head()).into())
    }

    /// What may be shown of it.
    pub(crate) fn head(&self) -> Head {
        let media_type = self.response.headers().get("content-type").map(|text| {
            let text = text.split(';').next().unwrap_or_default().trim();
            text.chars().take(LONGEST).collect()
        });
        Head {
            status: self.response.status().as_u16(),
            media_type,
        }
    }
}

/// Who answered, for someone who did not expect it: the status, and what the body is said to be.
#[derive(Debug)]
pub(crate) struct Head {
    status: u16,
    media_type: Option<String>,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.status)?;
        match &self.media_type {
            Some(text) => write!(f, ", {}", text.escape_debug()),
            None => f.write_str(", no content type"),
        }
    }
}

impl Error for Head {}

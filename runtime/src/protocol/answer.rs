//! An answer that is no output: [`Answer`].
//!
//! Never here: which errors there are.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::kind::Protocol;
use super::read_exception;
use crate::http_binding::Head;
use crate::value::Structure;

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
        Head::of(self.response)
    }
}

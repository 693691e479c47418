//! [`Answer`]: a response that reports an error.
//!
//! Never here: which errors a service has.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::kind::Protocol;
use super::read_exception;
use crate::http_binding::Head;
use crate::value::Structure;

/// A response that reports an error, to be read as one of the modelled ones.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    protocol: Protocol,
    response: &'a HttpResponse,
}

impl<'a> Answer<'a> {
    /// An error in this response, whose body has been loaded.
    pub fn new(protocol: Protocol, response: &'a HttpResponse) -> Self {
        Self { protocol, response }
    }

    /// Reads the members of a modelled error.
    pub fn read(&self, into: &mut dyn Structure) -> Result<(), BoxError> {
        read_exception(self.protocol, self.response, into)
            .map_err(|error| error.answered(self.head()).into())
    }

    /// The part of the response that may be shown.
    pub(crate) fn head(&self) -> Head {
        Head::of(self.response)
    }
}

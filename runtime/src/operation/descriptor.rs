//! An operation as data: [`Descriptor`], and the types that belong to it: [`Operation`].
//!
//! Never here: what is done with it.

use std::fmt;

use aws_smithy_runtime_api::client::interceptors::context::{
    Error as ErasedError, Input as ErasedInput, Output as ErasedOutput, OutputOrError,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_types::request_id::RequestId;

use crate::error::{ErrorParts, OperationError};
use crate::http_binding::Http;
use crate::protocol::Protocol;
use crate::service::{Service, ServiceMetadata};
use crate::value::Structure;

/// An operation of a service; the generated crate has a type for each.
pub trait Operation: Send + Sync + 'static {
    /// The service.
    type Service: Service;
    /// What a request says.
    type Input: Structure + Clone + fmt::Debug;
    /// What a response says.
    type Output: Output + Default;
    /// What can go wrong.
    type Error: OperationError;
    /// The operation as data.
    const DESCRIPTOR: &'static Descriptor;
}

/// What a response says.
pub trait Output: Structure + RequestId + fmt::Debug {
    /// Keeps the id that the service gave the request.
    fn set_request_id(&mut self, request_id: Option<&str>);
}

/// An operation as data: what the one path needs to know of it.
#[derive(Debug)]
pub struct Descriptor {
    /// The name, as the model spells it.
    pub name: &'static str,
    /// The service.
    pub service: &'static ServiceMetadata,
    /// The HTTP binding.
    pub http: Http,
    /// The model gives the operation an input, however empty.
    pub has_input: bool,
    pub(crate) types: Types,
}

impl Descriptor {
    /// An input with nothing set, for callers that know the operation by name only.
    pub fn blank_input(&self) -> Box<dyn Structure> {
        (self.types.blank)()
    }

    /// An output with nothing set.
    #[cfg(feature = "testing")]
    pub(crate) fn blank_output(&self) -> Box<dyn Structure> {
        (self.types.blank_output)()
    }

    /// Reads an answer, its body loaded, as a call does.
    #[cfg(feature = "testing")]
    pub(crate) fn read(&self, protocol: Protocol, response: &HttpResponse) -> OutputOrError {
        (self.types.read)(protocol, self, response)
    }

    /// What [`Self::send`] gave, for reading. `None` if it is another operation's.
    pub fn output<'a>(&self, output: &'a ErasedOutput) -> Option<&'a dyn Output> {
        (self.types.output)(output)
    }

    /// The service's error that [`Self::send`] gave, for reading. `None` if it is another operation's.
    pub fn error<'a>(&self, error: &'a ErasedError) -> Option<&'a dyn ErrorParts> {
        (self.types.error)(error)
    }
}

/// The functions that know an operation's types.
pub(crate) struct Types {
    pub(crate) input: fn(&ErasedInput) -> Option<&dyn Structure>,
    pub(crate) input_mut: fn(&mut ErasedInput) -> Option<&mut dyn Structure>,
    pub(crate) read: fn(Protocol, &Descriptor, &HttpResponse) -> OutputOrError,
    pub(crate) output: fn(&ErasedOutput) -> Option<&dyn Output>,
    pub(crate) error: fn(&ErasedError) -> Option<&dyn ErrorParts>,
    pub(crate) blank: fn() -> Box<dyn Structure>,
    #[cfg(feature = "testing")]
    pub(crate) blank_output: fn() -> Box<dyn Structure>,
    pub(crate) erase: fn(Box<dyn Structure>) -> Option<ErasedInput>,
    pub(crate) retry_classifiers: fn() -> [SharedRetryClassifier; 4],
}

impl fmt::Debug for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Types")
    }
}

//! [`Descriptor`]: an operation as data. [`Operation`]: its types.
//!
//! Never here: what is done with them.

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

/// An operation of a service. A generated crate has a type for each that implements this.
pub trait Operation: Send + Sync + 'static {
    /// The service.
    type Service: Service;
    /// The input.
    type Input: Structure + Clone + fmt::Debug;
    /// The output.
    type Output: Output + Default;
    /// The error.
    type Error: OperationError;
    /// The descriptor.
    const DESCRIPTOR: &'static Descriptor;
}

/// The output of an operation.
pub trait Output: Structure + RequestId + fmt::Debug {
    /// Sets the request id that the service returned.
    fn set_request_id(&mut self, request_id: Option<&str>);
}

/// An operation as data: what calls need to know about it.
#[derive(Debug)]
pub struct Descriptor {
    /// The operation's name in the model.
    pub name: &'static str,
    /// The service.
    pub service: &'static ServiceMetadata,
    /// The HTTP binding.
    pub http: Http,
    /// Whether the operation has an input in the model, even one without members.
    pub has_input: bool,
    /// What is put before the host name, with labels by wire name:
    /// <https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait>.
    pub host_prefix: Option<&'static str>,
    /// Whether requests are signed.
    pub is_signed: bool,
    pub(crate) types: Types,
}

impl Descriptor {
    /// Puts this before the host name.
    #[must_use]
    pub const fn host_prefix(mut self, prefix: &'static str) -> Self {
        self.host_prefix = Some(prefix);
        self
    }

    /// Leaves requests unsigned.
    #[must_use]
    pub const fn unsigned(mut self) -> Self {
        self.is_signed = false;
        self
    }

    /// An input with nothing set, for callers that do not know its type.
    pub fn blank_input(&self) -> Box<dyn Structure> {
        (self.types.blank)()
    }

    /// An output with nothing set.
    #[cfg(feature = "testing")]
    pub(crate) fn blank_output(&self) -> Box<dyn Structure> {
        (self.types.blank_output)()
    }

    /// Reads a response, whose body has been loaded, as a call does.
    #[cfg(feature = "testing")]
    pub(crate) fn read(&self, protocol: Protocol, response: &HttpResponse) -> OutputOrError {
        (self.types.read)(protocol, self, response)
    }

    /// The output that [`Self::send`] returned; `None` if it is another operation's.
    pub fn output<'a>(&self, output: &'a ErasedOutput) -> Option<&'a dyn Output> {
        (self.types.output)(output)
    }

    /// The service's error that [`Self::send`] returned; `None` if it is another operation's.
    pub fn error<'a>(&self, error: &'a ErasedError) -> Option<&'a dyn ErrorParts> {
        (self.types.error)(error)
    }
}

/// The functions that know the types of an operation.
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

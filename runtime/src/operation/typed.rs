//! [`Descriptor::new`], and the functions in it that know the types of an operation.
//!
//! Never here: the code that calls them ([`super::plugin`], [`crate::client`]).

use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime::client::retries::classifiers::{
    ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime_api::client::interceptors::context::{
    Error as ErasedError, Input as ErasedInput, Output as ErasedOutput, OutputOrError,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_types::request_id::{RequestId, apply_request_id};

use super::descriptor::{Descriptor, Operation, Output, Types};
use crate::error::{ErrorMetadata, ErrorParts, Modeled, OperationError};
use crate::http_binding::Http;
use crate::protocol::{self, Answer, Protocol};
use crate::service::Service as _;
use crate::value::Structure;

impl Descriptor {
    /// The descriptor of the operation `O`.
    pub const fn new<O: Operation>(name: &'static str, http: Http, has_input: bool) -> Self
    where
        O::Input: Default,
    {
        Self {
            name,
            service: O::Service::METADATA,
            http,
            has_input,
            host_prefix: None,
            is_signed: true,
            types: Types {
                input: erased_input::<O>,
                input_mut: erased_input_mut::<O>,
                read: read_response::<O>,
                output: erased_output::<O>,
                error: erased_error::<O::Error>,
                blank: blank_input::<O>,
                #[cfg(feature = "testing")]
                blank_output: blank_output::<O>,
                erase: erase_input::<O>,
                retry_classifiers: retry_classifiers::<O::Error>,
            },
        }
    }
}

fn erased_input<O: Operation>(input: &ErasedInput) -> Option<&dyn Structure> {
    input
        .downcast_ref::<O::Input>()
        .map(|input| input as &dyn Structure)
}

fn erased_input_mut<O: Operation>(input: &mut ErasedInput) -> Option<&mut dyn Structure> {
    input
        .downcast_mut::<O::Input>()
        .map(|input| input as &mut dyn Structure)
}

fn erased_output<O: Operation>(output: &ErasedOutput) -> Option<&dyn Output> {
    output
        .downcast_ref::<O::Output>()
        .map(|output| output as &dyn Output)
}

fn erased_error<E: OperationError>(error: &ErasedError) -> Option<&dyn ErrorParts> {
    error.downcast_ref::<E>().map(Modeled::parts)
}

fn blank_input<O: Operation>() -> Box<dyn Structure>
where
    O::Input: Default,
{
    Box::new(O::Input::default())
}

#[cfg(feature = "testing")]
fn blank_output<O: Operation>() -> Box<dyn Structure> {
    Box::new(O::Output::default())
}

fn erase_input<O: Operation>(input: Box<dyn Structure>) -> Option<ErasedInput> {
    let input: Box<dyn std::any::Any> = input;
    let input = input.downcast::<O::Input>().ok()?;
    Some(ErasedInput::erase(*input))
}

fn read_response<O: Operation>(
    protocol: Protocol,
    descriptor: &Descriptor,
    response: &HttpResponse,
) -> OutputOrError {
    O::Service::answered(response.request_id());
    if !protocol::is_success(&descriptor.http, response.status().as_u16()) {
        let error = read_error::<O::Error>(protocol, response);
        return Err(OrchestratorError::operation(ErasedError::erase(error)));
    }
    let mut output = O::Output::default();
    match protocol::read_output(protocol, response, &mut output) {
        Ok(()) => {
            output.set_request_id(response.request_id());
            Ok(ErasedOutput::erase(output))
        }
        Err(error) => {
            let meta = apply_request_id(ErrorMetadata::builder(), response.headers()).build();
            let error = error.answered(Answer::new(protocol, response).head());
            let error = O::Error::create_unhandled_error(Box::new(error), Some(meta));
            Err(OrchestratorError::operation(ErasedError::erase(error)))
        }
    }
}

fn read_error<E: OperationError>(protocol: Protocol, response: &HttpResponse) -> E {
    let meta = protocol::read_error(protocol, response);
    let meta = apply_request_id(meta, response.headers()).build();
    E::from_code(meta, &Answer::new(protocol, response))
}

fn retry_classifiers<E: OperationError>() -> [SharedRetryClassifier; 4] {
    [
        SharedRetryClassifier::new(TransientErrorClassifier::<E>::new()),
        SharedRetryClassifier::new(ModeledAsRetryableClassifier::<E>::new()),
        SharedRetryClassifier::new(AwsErrorCodeClassifier::<E>::new()),
        SharedRetryClassifier::new(ServiceClockSkewClassifier::<E>::new()),
    ]
}

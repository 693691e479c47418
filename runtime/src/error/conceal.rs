//! What an error that holds a response does not print, and what it knows of the call: [`ConcealResponse`].
//!
//! Never here: reading a response.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::FinalizerInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::retries::RequestAttempts;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

/// How many times a request was sent until this response came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempts(pub(crate) u32);

/// Keeps the body of a response out of the `Debug` of the `SdkError` that will hold it.
///
/// The error and the response are the official crates' types, whose `Debug` prints bytes that are in memory; a
/// secret would end up in logs and in the message of an `unwrap`. They print a stream as `BoxBody`. So a failed
/// call's body becomes a stream of the same bytes, which `raw_response()` gives as before:
/// `body().bytes()` is not touched, and neither is what is read from it as a stream.
#[derive(Debug)]
pub(crate) struct ConcealResponse;

#[dyn_dispatch_hint]
impl Intercept for ConcealResponse {
    fn name(&self) -> &'static str {
        "ConcealResponse"
    }

    fn modify_before_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !matches!(context.output_or_error(), Some(Ok(_)))
            && let Some(response) = context.response_mut()
        {
            if let Some(attempts) = config.load::<RequestAttempts>() {
                response.add_extension(Attempts(attempts.attempts()));
            }
            if response.body().bytes().is_some() {
                let body = std::mem::replace(response.body_mut(), SdkBody::taken());
                *response.body_mut() = body.map_preserve_contents(SdkBody::from_body_1_x);
            }
        }
        Ok(())
    }
}

//! [`ConcealResponse`]: keeps bodies out of the `Debug` of errors, and records the number of attempts.
//!
//! Never here: reading a response.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::FinalizerInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::retries::RequestAttempts;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

/// How many times a request was sent before this response.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempts(pub(crate) u32);

/// Keeps the body of a response out of the `Debug` of the `SdkError` that will hold it.
///
/// Error and response are the official crates' types. Their `Debug` prints a body in memory, so secrets would end up in
/// logs and in the message of an `unwrap`; it prints a stream as `BoxBody`. So the body of a failed call becomes a
/// stream of the same bytes. `raw_response()` still returns them, by `body().bytes()` and as a stream.
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

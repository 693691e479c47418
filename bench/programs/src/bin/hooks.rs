//! Interceptors: which hooks are called in which order, and what they see.

#![allow(missing_docs)]

use aws_sdk_gamelift::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut,
    FinalizerInterceptorContextRef,
};
use aws_sdk_gamelift::config::{
    BehaviorVersion, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
    retry::RetryConfig,
};
use aws_sdk_gamelift::error::BoxError;
use aws_sdk_gamelift::operation::create_build::CreateBuildInput;
use aws_sdk_gamelift::{Client, Config};
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;

#[derive(Debug)]
struct Hooks(&'static str);

impl Hooks {
    fn says(&self, hook: &str, what: &dyn std::fmt::Debug) -> Result<(), BoxError> {
        println!("{} {hook} {what:?}", self.0);
        Ok(())
    }
}

macro_rules! hooks {
    ($($hook:ident($context:ty) $seen:expr;)*) => {
        #[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
        impl Intercept for Hooks {
            fn name(&self) -> &'static str {
                self.0
            }

            fn read_before_execution(
                &self,
                context: &BeforeSerializationInterceptorContextRef<'_>,
                _: &mut ConfigBag,
            ) -> Result<(), BoxError> {
                self.says("read_before_execution", context.input())
            }

            $(fn $hook(
                &self,
                context: $context,
                _: &RuntimeComponents,
                _: &mut ConfigBag,
            ) -> Result<(), BoxError> {
                let seen: fn($context) -> String = $seen;
                self.says(stringify!($hook), &seen(context))
            })*
        }
    };
}

fn fill(context: &mut BeforeSerializationInterceptorContextMut<'_>) -> String {
    if let Some(input) = context.input_mut().downcast_mut::<CreateBuildInput>() {
        input.name = Some("filled in".to_owned());
    }
    format!("{:?}", context.input())
}

hooks! {
    modify_before_serialization(&mut BeforeSerializationInterceptorContextMut<'_>) fill;
    read_before_serialization(&BeforeSerializationInterceptorContextRef<'_>) |context| format!("{:?}", context.input());
    read_after_serialization(&BeforeTransmitInterceptorContextRef<'_>) |context| format!("{:?}", context.request().headers().get("content-type"));
    modify_before_retry_loop(&mut BeforeTransmitInterceptorContextMut<'_>) |context| context.request().uri().to_owned();
    read_before_attempt(&BeforeTransmitInterceptorContextRef<'_>) |context| context.request().uri().to_owned();
    modify_before_signing(&mut BeforeTransmitInterceptorContextMut<'_>) |context| context.request().uri().to_owned();
    read_before_signing(&BeforeTransmitInterceptorContextRef<'_>) |context| context.request().headers().contains_key("authorization").to_string();
    read_after_signing(&BeforeTransmitInterceptorContextRef<'_>) |context| context.request().headers().contains_key("authorization").to_string();
    modify_before_transmit(&mut BeforeTransmitInterceptorContextMut<'_>) |context| context.request().method().to_owned();
    read_before_transmit(&BeforeTransmitInterceptorContextRef<'_>) |context| context.request().method().to_owned();
    read_after_transmit(&BeforeDeserializationInterceptorContextRef<'_>) |context| context.response().status().to_string();
    modify_before_deserialization(&mut BeforeDeserializationInterceptorContextMut<'_>) |context| context.response().status().to_string();
    read_before_deserialization(&BeforeDeserializationInterceptorContextRef<'_>) |context| context.response().status().to_string();
    read_after_deserialization(&AfterDeserializationInterceptorContextRef<'_>) |context| context.output_or_error().is_ok().to_string();
    modify_before_attempt_completion(&mut FinalizerInterceptorContextMut<'_>) |context| format!("{:?}", context.response().map(|response| response.status().as_u16()));
    read_after_attempt(&FinalizerInterceptorContextRef<'_>) |context| format!("{:?}", context.output_or_error().map(|output| output.is_ok()));
    modify_before_completion(&mut FinalizerInterceptorContextMut<'_>) |context| format!("{:?}", context.output_or_error().map(|output| output.is_ok()));
    read_after_execution(&FinalizerInterceptorContextRef<'_>) |context| format!("{:?}", context.output_or_error().map(|output| output.is_ok()));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for (status, body) in [(200, &b"\xa0"[..]), (400, b"\xa1f__typeqNotFoundException")] {
        let answer = move |_| {
            let response = http::Response::builder()
                .status(status)
                .header("smithy-protocol", "rpc-v2-cbor");
            response.body(SdkBody::from(body)).expect("a response")
        };
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .credentials_provider(Credentials::for_tests())
            .retry_config(RetryConfig::disabled())
            .interceptor(Hooks("client"))
            .http_client(infallible_client_fn(answer));
        let client = Client::from_conf(config.build());
        let call = client
            .create_build()
            .version("1")
            .customize()
            .interceptor(Hooks("call"));
        println!("{:?}", call.send().await.is_ok());
        // Required members that only a hook fills in.
        println!(
            "{}",
            client
                .describe_build()
                .customize()
                .interceptor(Hooks("empty"))
                .send()
                .await
                .is_ok()
        );
    }
}

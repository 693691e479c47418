//! Configuration: what is read back, what is overridden, and the endpoints that come of it.

#![allow(missing_docs)]

use std::time::Duration;

use aws_sdk_gamelift::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use aws_sdk_gamelift::config::retry::RetryConfig;
use aws_sdk_gamelift::config::timeout::TimeoutConfig;
use aws_sdk_gamelift::config::{AppName, BehaviorVersion, Credentials, Region};
use aws_sdk_gamelift::{Client, Config};
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;

fn base() -> aws_sdk_gamelift::config::Builder {
    let answer = |request: http::Request<SdkBody>| {
        println!("  {}", request.uri());
        for name in [
            "authorization",
            "x-amz-date",
            "amz-sdk-request",
            "content-type",
            "x-amz-security-token",
        ] {
            let value = request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok());
            // Times and signatures are not the same twice.
            println!(
                "  {name}: {:?}",
                value.map(|value| value.split("Credential").next().unwrap_or_default().len() > 0)
            );
        }
        let response = http::Response::builder()
            .status(200)
            .header("smithy-protocol", "rpc-v2-cbor");
        response
            .body(SdkBody::from(&b"\xa0"[..]))
            .expect("a response")
    };
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .credentials_provider(Credentials::new(
            "a",
            "b",
            Some("c".to_owned()),
            None,
            "test",
        ))
        .http_client(infallible_client_fn(answer))
}

async fn call(config: Config) {
    let client = Client::from_conf(config);
    match client.list_fleets().send().await {
        Ok(output) => println!("{output:?}"),
        Err(error) => println!("{}", aws_sdk_gamelift::error::DisplayErrorContext(&error)),
    }
    let overridden = client.list_fleets().customize();
    let overridden = overridden.config_override(
        Config::builder()
            .region(Region::new("us-west-2"))
            .use_fips(true),
    );
    match overridden.send().await {
        Ok(output) => println!("{output:?}"),
        Err(error) => println!("{}", aws_sdk_gamelift::error::DisplayErrorContext(&error)),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let config = base()
        .region(Region::new("eu-central-1"))
        .app_name(AppName::new("game").expect("a name"))
        .retry_config(RetryConfig::standard().with_max_attempts(2))
        .timeout_config(
            TimeoutConfig::builder()
                .operation_timeout(Duration::from_secs(9))
                .build(),
        )
        .build();
    println!("{:?} {:?}", config.region(), config.app_name());
    println!("{:?}", config.retry_config().map(RetryConfig::max_attempts));
    println!(
        "{:?}",
        config
            .timeout_config()
            .and_then(TimeoutConfig::operation_timeout)
    );
    println!("{}", config.stalled_stream_protection().is_some());
    call(config).await;
    for region in [
        "us-east-1",
        "cn-north-1",
        "us-gov-west-1",
        "nowhere-1",
        "bad region",
    ] {
        call(base().region(Region::new(region)).build()).await;
    }
    call(base().build()).await;
    call(
        base()
            .region(Region::new("eu-central-1"))
            .endpoint_url("http://localhost:1/base/")
            .build(),
    )
    .await;
    call(
        base()
            .region(Region::new("eu-central-1"))
            .use_dual_stack(true)
            .build(),
    )
    .await;
    call(
        base()
            .region(Region::new("eu-central-1"))
            .use_dual_stack(true)
            .use_fips(true)
            .build(),
    )
    .await;
    for region in ["us-east-1", "cn-north-1", "us-iso-east-1"] {
        for fips in [false, true] {
            let params = Params::builder().region(region).use_fips(fips).build();
            let params = params.expect("all that is required");
            println!("{params:?}");
            let endpoint =
                ResolveEndpoint::resolve_endpoint(&DefaultResolver::new(), &params).await;
            println!("{:?}", endpoint.map_err(|error| error.to_string()));
        }
    }
}

//! Errors of calls: their texts, their chains, what they convert into, and what can be asked of them.

#![allow(missing_docs)]

use std::error::Error;

use aws_sdk_gamelift::config::{BehaviorVersion, Credentials, Region, retry::RetryConfig};
use aws_sdk_gamelift::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_gamelift::operation::RequestId;
use aws_sdk_gamelift::operation::delete_fleet::DeleteFleetError;
use aws_sdk_gamelift::types::error::NotFoundException;
use aws_sdk_gamelift::{Client, Config};
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;

/// Bodies, each with a status: modelled, not modelled, unreadable, and none.
const ANSWERS: [(u16, &[u8]); 7] = [
    (400, b"\xa2f__typeqNotFoundExceptiongMessagebno"),
    (400, b"\xa1f__typeqNotFoundException"),
    (400, b"\xa2f__typecNewgmessagecwhy"),
    (500, b"\xa2f__typeuaws.protocol#InternalgMessagebno"),
    (503, b"<html>"),
    (400, b"\xa0"),
    (200, b"\xa1"),
];

fn client(status: u16, body: &'static [u8]) -> Client {
    let answer = move |_| {
        http::Response::builder()
            .status(status)
            .header("x-amzn-requestid", "r-1")
            .header("smithy-protocol", "rpc-v2-cbor")
            .body(SdkBody::from(body))
            .expect("a response")
    };
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::for_tests())
        .retry_config(RetryConfig::disabled())
        .http_client(infallible_client_fn(answer));
    Client::from_conf(config.build())
}

fn chain(error: &(dyn Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        println!("    {error} | {}", error.is::<NotFoundException>());
        next = error.source();
    }
}

fn show(error: SdkError<DeleteFleetError>) {
    println!("{error}");
    println!(
        "  {:?} {:?} {:?}",
        error.code(),
        error.message(),
        error.request_id()
    );
    println!("  {}", DisplayErrorContext(&error));
    chain(&error);
    if let Some(service) = error.as_service_error() {
        println!("  {service} | {service:?}");
        println!(
            "  {:?} {}",
            service.meta(),
            service.is_not_found_exception()
        );
    }
    let whole = aws_sdk_gamelift::Error::from(error);
    println!("  {whole} | {:?} {:?}", whole.code(), whole.request_id());
    println!("  {}", DisplayErrorContext(&whole));
    chain(&whole);
    let any = anyhow::Error::from(whole).context("while tidying up");
    println!("  {any:#}");
    println!(
        "  {}",
        any.chain().any(|error| error.is::<NotFoundException>())
    );
    println!("  {}", any.root_cause());
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for (status, body) in ANSWERS {
        println!("{status} {}", String::from_utf8_lossy(body));
        match client(status, body)
            .delete_fleet()
            .fleet_id("f")
            .send()
            .await
        {
            Ok(output) => println!("{output:?} {:?}", output.request_id()),
            Err(error) => show(error),
        }
    }
}

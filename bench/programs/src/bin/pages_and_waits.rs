//! Paginators and waiters: what they send, what they give, and how they end.

#![allow(missing_docs)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use aws_sdk_gameliftstreams::client::Waiters as _;
use aws_smithy_async::test_util::instant_time_and_sleep;
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::body::SdkBody;
use {aws_sdk_gamelift as gamelift, aws_sdk_gameliftstreams as streams};

const CBOR: &str = "application/cbor";

/// Answers one after the other, and the last one again and again; prints what is asked for, but for waits, which ask at
/// random times.
fn answers(kind: &'static str, answers: &'static [(u16, &'static [u8])]) -> SharedHttpClient {
    let next = Arc::new(AtomicUsize::new(0));
    infallible_client_fn(move |request: http::Request<SdkBody>| {
        let number = next.fetch_add(1, Ordering::Relaxed).min(answers.len() - 1);
        let body = request.body().bytes().map(String::from_utf8_lossy);
        let token = body.is_some_and(|body| body.contains("NextToken"));
        if kind == CBOR {
            println!(
                "  {} {} {token}",
                request.method(),
                request
                    .uri()
                    .path_and_query()
                    .map_or("", |path| path.as_str())
            );
        }
        let (status, body) = answers[number];
        http::Response::builder()
            .status(status)
            .header("content-type", kind)
            .header("smithy-protocol", "rpc-v2-cbor")
            .body(SdkBody::from(body))
            .expect("a response")
    })
}

fn gamelift_client(http_client: SharedHttpClient) -> gamelift::Client {
    let config = gamelift::Config::builder()
        .behavior_version(gamelift::config::BehaviorVersion::latest())
        .region(gamelift::config::Region::new("eu-central-1"))
        .credentials_provider(gamelift::config::Credentials::for_tests())
        .retry_config(gamelift::config::retry::RetryConfig::disabled())
        .http_client(http_client);
    gamelift::Client::from_conf(config.build())
}

fn streams_client(http_client: SharedHttpClient) -> streams::Client {
    let (clock, sleep) = instant_time_and_sleep(UNIX_EPOCH);
    let config = streams::Config::builder()
        .behavior_version(streams::config::BehaviorVersion::latest())
        .region(streams::config::Region::new("eu-central-1"))
        .credentials_provider(streams::config::Credentials::for_tests())
        .retry_config(streams::config::retry::RetryConfig::disabled())
        .sleep_impl(sleep)
        .time_source(clock)
        .http_client(http_client);
    streams::Client::from_conf(config.build())
}

const TWO_PAGES: [(u16, &[u8]); 2] = [
    (200, b"\xa2hFleetIds\x82aaabiNextTokenat"),
    (200, b"\xa1hFleetIds\x81ac"),
];

const ROUND: [(u16, &[u8]); 1] = [(200, b"\xa2hFleetIds\x81aaiNextTokenat")];

async fn pages() {
    let client = gamelift_client(answers(CBOR, &TWO_PAGES));
    let items = client
        .list_fleets()
        .into_paginator()
        .page_size(2)
        .items()
        .send();
    println!(
        "{:?}",
        items
            .collect::<Result<Vec<_>, _>>()
            .await
            .map_err(|error| error.to_string())
    );
    let client = gamelift_client(answers(CBOR, &ROUND));
    let mut pages = client.list_fleets().into_paginator().send();
    for _ in 0..3 {
        let page = pages.next().await;
        println!(
            "{:?}",
            page.map(|page| page.map_err(|error| format!("{error} {error:?}")))
        );
    }
    let client = gamelift_client(answers(CBOR, &[(400, b"\xa1f__typeqNotFoundException")]));
    let mut pages = client.list_fleets().into_paginator().send();
    println!(
        "{:?}",
        pages
            .next()
            .await
            .map(|page| page.map_err(|error| error.to_string()))
    );
    println!("{}", pages.next().await.is_none());
}

const READY: [(u16, &[u8]); 2] = [
    (200, br#"{"Arn":"a","Status":"INITIALIZED"}"#),
    (200, br#"{"Arn":"a","Status":"READY"}"#),
];

async fn waits() {
    for (name, all) in [
        ("ready", &READY[..]),
        ("failed", &[(200, br#"{"Arn":"a","Status":"ERROR"}"#)]),
        ("never", &[(200, br#"{"Arn":"a","Status":"INITIALIZED"}"#)]),
        (
            "refused",
            &[(
                404,
                br#"{"__type":"ResourceNotFoundException","Message":"no"}"#,
            )],
        ),
    ] {
        println!("{name}");
        let client = streams_client(answers("application/json", all));
        let wait = client.wait_until_application_ready().identifier("a-1");
        match wait.wait(Duration::from_secs(30)).await {
            Ok(last) => println!("{last:?}"),
            Err(error) => {
                println!("{error}");
                let source = std::error::Error::source(&error).map(ToString::to_string);
                println!("{source:?}");
            }
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    pages().await;
    waits().await;
}

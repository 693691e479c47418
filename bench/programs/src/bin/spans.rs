//! Tracing: the targets, names and fields of the spans of a call, from the service's crate.

#![allow(missing_docs)]

use std::fmt::Debug;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_sdk_gamelift::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_gamelift::{Client, Config};
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Prints what comes from a service's crate.
#[derive(Default)]
struct Printer {
    spans: AtomicU64,
    /// Targets that are not told.
    _others: Mutex<Vec<String>>,
}

#[derive(Default)]
struct Fields(Vec<String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // One of them is a random number.
        let value = if field.name() == "sdk_invocation_id" {
            "..".to_owned()
        } else {
            format!("{value:?}")
        };
        self.0.push(format!("{}={value}", field.name()));
    }
}

impl Subscriber for Printer {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Ours has the name of the crate of the service, which the official one has too, but for the prefix.
        metadata
            .target()
            .trim_start_matches("aws_sdk_")
            .starts_with("gamelift")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        let metadata = span.metadata();
        let target = metadata.target().trim_start_matches("aws_sdk_");
        let target = target.split("::").next().unwrap_or_default();
        println!(
            "span {target} {} {} {:?}",
            metadata.level(),
            metadata.name(),
            fields.0
        );
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        println!("record {:?}", fields.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        println!("event {} {:?}", event.metadata().level(), fields.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tracing::subscriber::set_global_default(Printer::default()).expect("the only one");
    let answer = |_| {
        let response = http::Response::builder()
            .status(200)
            .header("smithy-protocol", "rpc-v2-cbor");
        response
            .body(SdkBody::from(&b"\xa0"[..]))
            .expect("a response")
    };
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::for_tests())
        .http_client(infallible_client_fn(answer));
    let client = Client::from_conf(config.build());
    println!("{}", client.list_fleets().send().await.is_ok());
    println!("{}", client.create_build().name("n").send().await.is_ok());
}

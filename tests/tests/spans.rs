//! What a subscriber of `tracing` is told of a call: as of the official crate's, under the name of ours.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use serde_json::json;
use tests::cbor;
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber as _;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down the spans and events of one target, and of what is below it, as `RUST_LOG=gamelift=debug` would.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let number = format!("{value:?}");
        let value = match field.name() {
            // It is random.
            "sdk_invocation_id" => format!("{} digits", number.len()),
            _ => number,
        };
        self.0 += &format!(" {}={value}", field.name());
    }
}

impl Log {
    fn note(&self, metadata: &Metadata<'_>, fields: &Fields) {
        let is_event = metadata.is_event();
        let name = if is_event { "event" } else { metadata.name() };
        let line = format!(
            "{} {} {name}{}",
            metadata.level(),
            metadata.target(),
            fields.0
        );
        self.0.lock().expect("nobody panics").push(line);
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let target = metadata.target();
        target == "gamelift" || target.starts_with("gamelift::")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        static IDS: AtomicU64 = AtomicU64::new(1);
        let mut fields = Fields(String::new());
        span.record(&mut fields);
        self.note(span.metadata(), &fields);
        Id::from_u64(IDS.fetch_add(1, Ordering::Relaxed))
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        self.note(event.metadata(), &fields);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_call_is_told_under_the_name_of_the_crate() {
    let network = infallible_client_fn(|_| {
        let answer = http::Response::builder().header("x-amzn-requestid", "r-1");
        answer
            .body(SdkBody::from(cbor::encode(&json!({}))))
            .expect("an answer")
    });
    let config = gamelift::Config::builder()
        .with_test_defaults_v2()
        .http_client(network);
    let client = gamelift::Client::from_conf(config.build());
    let log = Log::default();

    for _ in 0..2 {
        let call = client.describe_fleet_attributes().send();
        call.with_subscriber(log.clone()).await.expect("an output");
    }
    let call = client.list_aliases().send();
    call.with_subscriber(log.clone()).await.expect("an output");
    client
        .list_aliases()
        .send()
        .await
        .expect("an output, and nobody listens");

    let of = |operation: &str| {
        [
            format!(
                "DEBUG gamelift GameLift.{operation} rpc.service=\"GameLift\" rpc.method=\"{operation}\" \
                 sdk_invocation_id=7 digits rpc.system=\"aws-api\""
            ),
            "DEBUG gamelift event request_id=Some(\"r-1\")".to_owned(),
        ]
    };
    let fleets = of("DescribeFleetAttributes");
    let expected = [fleets.clone(), fleets, of("ListAliases")].concat();
    assert_eq!(*log.0.lock().expect("nobody panics"), expected);
}

//! Paginators and waiters: several calls of one operation behind one of the caller's.
//!
//! The network is a list of responses. Time passes only when something sleeps, and then at once.

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use aws_smithy_async::test_util::{InstantSleep, instant_time_and_sleep};
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient, infallible_client_fn};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::waiters::error::WaiterError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::RetryConfig;
use gamelift::error::ProvideErrorMetadata;
use gamelift::operation::list_aliases::{
    ListAliases, ListAliasesError, ListAliasesInput, ListAliasesOutput,
};
use gamelift::types::Alias;
use gameliftstreams::client::Waiters;
use gameliftstreams::operation::get_application::GetApplicationError;
use gameliftstreams::types::ApplicationStatus;
use serde_json::{Value, json};
use smithwright_runtime::client::ServiceClient;
use smithwright_runtime::config::{Builder, HttpClient, Region, StalledStreamProtectionConfig};
use smithwright_runtime::operation::{Descriptor, Operation, Request};
use smithwright_runtime::paginator::{Paginated, Paginator};
use smithwright_runtime::service::Service;
use tests::cbor;

fn settings<S: Service>() -> Builder<S> {
    Builder::default()
        .with_test_defaults()
        .region(Region::new("us-west-2"))
        .retry_config(RetryConfig::disabled())
}

fn response(status: u16, body: Vec<u8>) -> http::Response<SdkBody> {
    let response = http::Response::builder().status(status);
    response.body(SdkBody::from(body)).expect("a response")
}

fn network(responses: impl IntoIterator<Item = http::Response<SdkBody>>) -> StaticReplayClient {
    let responses = responses.into_iter();
    let events = responses.map(|response| ReplayEvent::new(HttpRequest::empty(), response));
    StaticReplayClient::new(events.collect())
}

mod paginators {
    use super::*;

    /// A page of aliases with these names, and the token of the next.
    fn page(names: &[&str], token: Option<&str>) -> http::Response<SdkBody> {
        let aliases: Vec<Value> = names.iter().map(|name| json!({"Name": name})).collect();
        let page = json!({"Aliases": aliases, "NextToken": token});
        response(200, cbor::encode(&page))
    }

    fn client(network: &StaticReplayClient) -> gamelift::Client {
        gamelift::Client::from_conf(settings().http_client(network.clone()).build())
    }

    fn names(aliases: &[Alias]) -> Vec<&str> {
        aliases.iter().filter_map(Alias::name).collect()
    }

    /// Holds the inputs that were sent against what they should be.
    #[track_caller]
    fn check(network: &StaticReplayClient, inputs: &[Value]) {
        let requests = network.actual_requests();
        let bodies = requests.map(|request| request.body().bytes().unwrap_or_default());
        assert_eq!(bodies.map(cbor::decode).collect::<Vec<_>>(), inputs);
    }

    #[tokio::test]
    async fn items_of_all_pages() {
        let network = network([
            page(&["a", "b"], Some("t1")),
            page(&[], Some("t2")),
            page(&["c"], None),
        ]);

        let items = client(&network)
            .list_aliases()
            .name("x")
            .into_paginator()
            .items()
            .send();
        let items: Result<Vec<_>, _> = items.collect().await;

        assert_eq!(names(&items.expect("three pages")), ["a", "b", "c"]);
        check(
            &network,
            &[
                json!({"Name": "x"}),
                json!({"Name": "x", "NextToken": "t1"}),
                json!({"Name": "x", "NextToken": "t2"}),
            ],
        );
    }

    #[tokio::test]
    async fn pages_are_asked_for_one_by_one() {
        let network = network([page(&["a"], Some("t1")), page(&["b"], Some(""))]);
        let mut pages = client(&network).list_aliases().into_paginator().send();

        let first = pages.next().await.expect("a page").expect("an output");
        assert_eq!(names(first.aliases()), ["a"]);
        check(&network, &[json!({})]);

        let second = pages.next().await.expect("a page").expect("an output");
        assert_eq!(names(second.aliases()), ["b"]);
        // An empty token is no token.
        assert!(pages.next().await.is_none());
        check(&network, &[json!({}), json!({"NextToken": "t1"})]);
    }

    #[tokio::test]
    async fn the_size_of_pages() {
        let network = network([page(&["a"], Some("t1")), page(&["b"], None)]);

        let pages = client(&network)
            .list_aliases()
            .into_paginator()
            .page_size(1)
            .send();
        let pages: Vec<_> = pages.collect().await;

        assert_eq!(pages.len(), 2);
        check(
            &network,
            &[json!({"Limit": 1}), json!({"Limit": 1, "NextToken": "t1"})],
        );
    }

    #[tokio::test]
    async fn a_token_that_comes_twice_ends_it() {
        let pages = || ["a", "b", "c"].map(|name| page(&[name], Some("t1")));

        let stopping = network(pages());
        let items = client(&stopping).list_aliases().into_paginator().items();
        let items: Result<Vec<_>, _> = items.send().collect().await;
        assert_eq!(names(&items.expect("two pages")), ["a", "b"]);

        let going_on = network(pages());
        let items = client(&going_on)
            .list_aliases()
            .into_paginator()
            .stop_on_duplicate_token(false)
            .items();
        let mut items = items.send();
        for name in ["a", "b", "c"] {
            let item = items.next().await.expect("an item").expect("an output");
            assert_eq!(item.name(), Some(name));
        }
    }

    /// The names of the pages with these tokens that come, and the error after them.
    async fn pages_of(tokens: impl IntoIterator<Item = &'static str>) -> (usize, Option<String>) {
        let network = network(tokens.into_iter().map(|token| page(&[], Some(token))));
        let mut pages = client(&network).list_aliases().into_paginator().send();
        let mut count = 0;
        while let Some(page) = pages.next().await {
            match page {
                Ok(_) => count += 1,
                Err(error) => {
                    assert!(pages.next().await.is_none());
                    return (count, error.source().map(ToString::to_string));
                }
            }
        }
        (count, None)
    }

    fn is_cycle(error: Option<&str>) -> bool {
        error.is_some_and(|error| error.starts_with("the service gave a token of an earlier page"))
    }

    #[tokio::test]
    async fn tokens_that_go_round_in_a_circle_are_an_error() {
        let circles: [&[&str]; 4] = [
            &["a", "b"],
            &["a", "b", "c"],
            &["a", "b", "c", "d", "e", "f", "g"],
            &["a", "b", "a", "c"],
        ];
        for circle in circles {
            let tokens = circle.iter().copied().cycle().take(200);
            let (count, error) = pages_of(tokens).await;
            assert!(count <= 3 * circle.len(), "{circle:?}: {count} pages");
            assert!(is_cycle(error.as_deref()), "{circle:?}: {error:?}");
        }
        // What comes before the circle.
        let (count, error) = pages_of(
            ["x", "y", "z"]
                .into_iter()
                .chain(["a", "b"].into_iter().cycle().take(100)),
        )
        .await;
        assert!(count <= 15, "{count} pages");
        assert!(is_cycle(error.as_deref()), "{error:?}");
        // The same in a row ends it, and so does none.
        assert_eq!(pages_of(["a", "b", "b", "b"]).await, (3, None));
        assert_eq!(pages_of(["a", "b", "c", "d", "e", ""]).await, (6, None));
    }

    #[tokio::test]
    async fn a_circle_may_be_meant() {
        let pages = ["t1", "t2"].into_iter().cycle().take(20);
        let network = network(
            pages
                .map(|token| page(&["a"], Some(token)))
                .chain([page(&["b"], None)]),
        );
        let items = client(&network)
            .list_aliases()
            .into_paginator()
            .stop_on_duplicate_token(false)
            .items();
        let items: Result<Vec<_>, _> = items.send().collect().await;
        assert_eq!(items.expect("all pages").len(), 21);
    }

    /// `ListAliases`, if its model had a member that says whether there are more pages.
    struct Truncated;

    impl Operation for Truncated {
        type Service = gamelift::GameLift;
        type Input = ListAliasesInput;
        type Output = ListAliasesOutput;
        type Error = ListAliasesError;
        const DESCRIPTOR: &'static Descriptor = ListAliases::DESCRIPTOR;
    }

    impl Paginated for Truncated {
        fn input_token(input: &mut ListAliasesInput) -> &mut Option<String> {
            ListAliases::input_token(input)
        }

        fn output_token(output: &ListAliasesOutput) -> Option<&str> {
            ListAliases::output_token(output)
        }

        fn has_more(output: &ListAliasesOutput) -> bool {
            names(output.aliases()).contains(&"more")
        }
    }

    #[tokio::test]
    async fn where_the_service_says_whether_there_are_more_that_ends_it() {
        let network = network([
            page(&["a", "more"], Some("t1")),
            page(&["b"], Some("t2")),
            page(&["c"], None),
        ]);
        let request = Request::new(client(&network).handle());
        let pages = Paginator::<Truncated>::new(request, ListAliasesInput::default()).send();
        let pages: Vec<_> = pages.collect().await;

        assert_eq!(pages.len(), 2);
        check(&network, &[json!({}), json!({"NextToken": "t1"})]);
    }

    #[tokio::test]
    async fn an_error_is_the_end() {
        let error = json!({"__type": "InvalidRequestException", "Message": "stale token"});
        let network = network([
            page(&["a"], Some("t1")),
            response(400, cbor::encode(&error)),
            page(&["b"], None),
        ]);
        let mut items = client(&network)
            .list_aliases()
            .into_paginator()
            .items()
            .send();

        assert!(items.next().await.is_some_and(|item| item.is_ok()));
        let error = items
            .next()
            .await
            .expect("the error")
            .expect_err("an error");
        assert!(
            error
                .as_service_error()
                .is_some_and(ListAliasesError::is_invalid_request_exception)
        );
        assert!(items.next().await.is_none());
    }
}

mod waiters {
    use super::*;

    fn application(status: &str) -> http::Response<SdkBody> {
        let body = json!({"Arn": "arn", "Status": status});
        response(200, body.to_string().into_bytes())
    }

    fn error(status: u16, code: &str) -> http::Response<SdkBody> {
        let body = json!({"__type": code, "Message": "no"});
        response(status, body.to_string().into_bytes())
    }

    /// A client of this network, and the log of how long it slept.
    fn client(network: impl HttpClient + 'static) -> (gameliftstreams::Client, InstantSleep) {
        let (time, sleep) = instant_time_and_sleep(SystemTime::UNIX_EPOCH);
        let settings = settings()
            .time_source(time)
            .sleep_impl(sleep.clone())
            // It sleeps too, while a request goes out.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .http_client(network);
        (gameliftstreams::Client::from_conf(settings.build()), sleep)
    }

    const LONG: Duration = Duration::from_hours(1);

    /// The requests of a wait all ask for the same application.
    #[track_caller]
    fn check(network: &StaticReplayClient, requests: usize) {
        let uris: Vec<&str> = network.actual_requests().map(HttpRequest::uri).collect();
        let uri = "https://gameliftstreams.us-west-2.api.aws/applications/a-1";
        assert_eq!(uris, vec![uri; requests]);
    }

    #[tokio::test]
    async fn until_the_application_is_ready() {
        let network = network(["INITIALIZED", "PROCESSING", "READY"].map(application));
        let (client, sleep) = client(network.clone());

        let wait = client.wait_until_application_ready().identifier("a-1");
        let last = wait.wait(LONG).await.expect("ready in the end");

        let output = last.as_result().expect("an output");
        assert_eq!(output.status(), Some(&ApplicationStatus::Ready));
        check(&network, 3);
        // Two to 120 seconds between calls, says the model.
        let pauses = sleep.logs();
        assert_eq!(pauses.len(), 2, "{pauses:?}");
        let expected = Duration::from_secs(2)..=Duration::from_mins(2);
        assert!(
            pauses.iter().all(|pause| expected.contains(pause)),
            "{pauses:?}"
        );
    }

    #[tokio::test]
    async fn in_vain() {
        let network = network(["INITIALIZED", "ERROR", "READY"].map(application));
        let (client, _) = client(network.clone());

        let wait = client.wait_until_application_ready().identifier("a-1");
        let error = wait.wait(LONG).await.expect_err("a failure state");

        let WaiterError::FailureState(failure) = error else {
            panic!("{error:?}");
        };
        let output = failure.final_poll().as_result().expect("an output");
        assert_eq!(output.status(), Some(&ApplicationStatus::Error));
        check(&network, 2);
    }

    #[tokio::test]
    async fn for_an_error_to_come() {
        let gone = error(404, "ResourceNotFoundException");
        let network = network([application("DELETING"), gone]);
        let (client, _) = client(network.clone());

        let wait = client.wait_until_application_deleted().identifier("a-1");
        let last = wait.wait(LONG).await.expect("gone in the end");

        let error = last.as_result().expect_err("an error");
        assert!(
            error
                .as_service_error()
                .is_some_and(GetApplicationError::is_resource_not_found_exception)
        );
        check(&network, 2);
    }

    #[tokio::test]
    async fn while_another_error_comes() {
        let network = network([error(403, "AccessDeniedException"), application("READY")]);
        let (client, _) = client(network.clone());

        let wait = client.wait_until_application_ready().identifier("a-1");
        let error = wait.wait(LONG).await.expect_err("the call failed");

        assert!(
            matches!(error, WaiterError::OperationFailed(_)),
            "{error:?}"
        );
        assert_eq!(error.code(), Some("AccessDeniedException"));
        check(&network, 1);
    }

    #[tokio::test]
    async fn for_too_long() {
        let (client, sleep) = client(infallible_client_fn(|_| application("PROCESSING")));

        let wait = client.wait_until_application_ready().identifier("a-1");
        let error = wait
            .wait(Duration::from_secs(30))
            .await
            .expect_err("a timeout");

        let WaiterError::ExceededMaxWait(exceeded) = error else {
            panic!("{error:?}");
        };
        assert_eq!(exceeded.max_wait(), Duration::from_secs(30));
        assert!(exceeded.poll_count() > 1, "{exceeded:?}");
        assert!(
            sleep.total_duration() <= Duration::from_secs(30),
            "{:?}",
            sleep.logs()
        );
    }

    #[tokio::test]
    async fn with_an_input_that_cannot_be_sent() {
        let (client, _) = client(network([]));

        let wait = client.wait_until_application_ready();
        let error = wait.wait(LONG).await.expect_err("no identifier");

        let WaiterError::OperationFailed(failure) = error else {
            panic!("{error:?}");
        };
        let source = aws_smithy_types::error::display::DisplayErrorContext(failure.error());
        assert!(source.to_string().contains("Identifier"), "{source}");
    }
}

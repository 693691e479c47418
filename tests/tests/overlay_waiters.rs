//! The waiters that `models/overlays/` adds: each comes to every end that it can, and asks no more often than the
//! service's documentation allows.
//!
//! The network is a list of answers, of which some never arrive. Time passes only when something sleeps, and then at
//! once.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_smithy_async::test_util::{InstantSleep, instant_time_and_sleep};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::waiters::error::WaiterError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::RetryConfig;
use gamelift::client::Waiters as _;
use gameliftstreams::client::Waiters as _;
use serde_json::{Value, json};
use smithwright_runtime::config::{Builder, Region, StalledStreamProtectionConfig};
use smithwright_runtime::service::Service;
use tests::cbor;

const HOUR: Duration = Duration::from_hours(1);

/// What comes back of a request.
#[derive(Debug, Clone)]
enum Answer {
    Output(Value),
    Error(&'static str),
    /// The connection breaks.
    Lost,
}

/// Answers in order; the last one for ever.
#[derive(Debug, Clone)]
struct Network {
    answers: Arc<Mutex<(VecDeque<Answer>, usize)>>,
    is_json: bool,
}

impl Network {
    fn of<const N: usize>(answers: [Answer; N]) -> Self {
        Self {
            answers: Arc::new(Mutex::new((answers.into(), 0))),
            is_json: false,
        }
    }

    fn requests(&self) -> usize {
        let answers = self.answers.lock();
        answers.unwrap_or_else(PoisonError::into_inner).1
    }

    fn next(&self) -> Answer {
        let answers = self.answers.lock();
        let (answers, count) = &mut *answers.unwrap_or_else(PoisonError::into_inner);
        *count += 1;
        match answers.len() {
            1 => answers[0].clone(),
            _ => answers.pop_front().expect("an answer"),
        }
    }

    fn response(&self, status: u16, body: &Value) -> HttpResponse {
        let body = if self.is_json {
            body.to_string().into_bytes()
        } else {
            cbor::encode(body)
        };
        let response = http::Response::builder().status(status);
        let response = response.body(SdkBody::from(body)).expect("a response");
        response.try_into().expect("a response")
    }
}

impl HttpConnector for Network {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(match self.next() {
            Answer::Output(body) => Ok(self.response(200, &body)),
            Answer::Error(code) => {
                Ok(self.response(400, &json!({"__type": code, "Message": "no"})))
            }
            Answer::Lost => Err(ConnectorError::io("connection reset".into())),
        })
    }
}

impl HttpClient for Network {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

fn settings<S: Service>(network: &Network) -> (Builder<S>, InstantSleep) {
    let (time, sleep) = instant_time_and_sleep(SystemTime::UNIX_EPOCH);
    let settings = Builder::default()
        .with_test_defaults()
        .region(Region::new("us-west-2"))
        .retry_config(RetryConfig::standard())
        .time_source(time)
        .sleep_impl(sleep.clone())
        // It sleeps too, while a request goes out.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .http_client(network.clone());
    (settings, sleep)
}

/// How a wait ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Success,
    Failure,
    Timeout,
    CallFailed,
}

fn end<O, E>(result: &Result<O, WaiterError<impl Sized, E>>) -> End {
    match result {
        Ok(_) => End::Success,
        Err(WaiterError::FailureState(_)) => End::Failure,
        Err(WaiterError::ExceededMaxWait(_)) => End::Timeout,
        Err(WaiterError::OperationFailed(_)) => End::CallFailed,
        Err(other) => panic!("another end: {}", std::any::type_name_of_val(other)),
    }
}

/// Begins a wait of one of the waiters, for an hour.
macro_rules! wait {
    ($method:ident . $set:ident ($value:literal)) => {
        |client: gamelift::Client| async move {
            end(&client.$method().$set($value).wait(HOUR).await)
        }
    };
}

/// Lets a waiter see the answers.
#[track_caller]
fn ends<F: Future<Output = End>>(
    wait: impl Fn(gamelift::Client) -> F,
    least_pause: u64,
    network: Network,
) -> impl Future<Output = (End, usize)> {
    let (settings, sleep) = settings(&network);
    let wait = wait(gamelift::Client::from_conf(settings.build()));
    async move {
        let end = wait.await;
        let pauses = sleep.logs();
        let least = Duration::from_secs(least_pause);
        assert!(pauses.iter().all(|pause| *pause >= least), "{pauses:?}");
        (end, network.requests())
    }
}

/// Holds a waiter against what statuses mean: those that go on, the one that ends well, those that fail.
async fn check<F: Future<Output = End>>(
    wait: impl Fn(gamelift::Client) -> F,
    least_pause: u64,
    output: impl Fn(&str) -> Value,
    (going_on, success, failures): (&[&str], &str, &[&str]),
) {
    let answer = |status: &str| Answer::Output(output(status));
    let at_once = ends(&wait, least_pause, Network::of([answer(success)])).await;
    assert_eq!(at_once, (End::Success, 1));
    for status in going_on {
        let network = Network::of([answer(status), answer(status), answer(success)]);
        let later = ends(&wait, least_pause, network).await;
        assert_eq!(later, (End::Success, 3), "{status}");
        let (never, requests) = ends(&wait, least_pause, Network::of([answer(status)])).await;
        assert_eq!(never, End::Timeout, "{status}");
        let most = usize::try_from(HOUR.as_secs() / least_pause).expect("a count");
        assert!((2..=most).contains(&requests), "{status}: {requests}");
    }
    for status in failures {
        let network = Network::of([answer(going_on[0]), answer(status)]);
        let failed = ends(&wait, least_pause, network).await;
        assert_eq!(failed, (End::Failure, 2), "{status}");
    }
    let network = Network::of([Answer::Error("UnauthorizedException")]);
    let refused = ends(&wait, least_pause, network).await;
    assert_eq!(refused, (End::CallFailed, 1));
}

#[tokio::test]
async fn a_fleet_is_active() {
    let output =
        |status: &str| json!({"FleetAttributes": [{"Status": "ACTIVE"}, {"Status": status}]});
    let going_on = ["NEW", "DOWNLOADING", "VALIDATING", "BUILDING", "ACTIVATING"];
    let failures = ["ERROR", "EXPIRED", "DELETING", "TERMINATED"];
    let wait = wait!(wait_until_fleet_active.fleet_ids("fleet-1"));
    check(wait, 30, output, (&going_on, "ACTIVE", &failures)).await;
}

#[tokio::test]
async fn a_fleet_that_is_not_in_the_answer_is_not_active() {
    let wait = wait!(wait_until_fleet_active.fleet_ids("fleet-1"));
    for none in [
        json!({"FleetAttributes": []}),
        json!({"FleetAttributes": [{}]}),
        json!({}),
    ] {
        let (end, _) = ends(wait, 30, Network::of([Answer::Output(none.clone())])).await;
        assert_eq!(end, End::Timeout, "{none}");
    }
}

#[tokio::test]
async fn a_fleet_is_deleted() {
    let wait = wait!(wait_until_fleet_deleted.fleet_ids("fleet-1"));
    let fleets = |statuses: &[&str]| {
        let fleets = statuses.iter().map(|status| json!({"Status": status}));
        Answer::Output(json!({"FleetAttributes": fleets.collect::<Vec<_>>()}))
    };
    let gone = [
        Answer::Error("NotFoundException"),
        fleets(&[]),
        fleets(&["TERMINATED"]),
        fleets(&["TERMINATED", "TERMINATED"]),
    ];
    for gone in gone {
        let network = Network::of([fleets(&["DELETING"]), gone.clone()]);
        assert_eq!(ends(wait, 30, network).await, (End::Success, 2), "{gone:?}");
    }
    let still_there = [
        fleets(&["TERMINATED", "DELETING"]),
        Answer::Output(json!({})),
        Answer::Output(json!({"FleetAttributes": [{}]})),
    ];
    for there in still_there {
        let (end, _) = ends(wait, 30, Network::of([there.clone()])).await;
        assert_eq!(end, End::Timeout, "{there:?}");
    }
    let network = Network::of([Answer::Error("UnauthorizedException")]);
    assert_eq!(ends(wait, 30, network).await, (End::CallFailed, 1));
}

#[tokio::test]
async fn a_build_is_ready() {
    let output = |status: &str| json!({"Build": {"Status": status}});
    let wait = wait!(wait_until_build_ready.build_id("build-1"));
    check(wait, 10, output, (&["INITIALIZED"], "READY", &["FAILED"])).await;
}

#[tokio::test]
async fn a_game_session_is_active() {
    let output = |status: &str| json!({"GameSessions": [{"Status": status}]});
    let wait = wait!(wait_until_game_session_active.game_session_id("session-1"));
    let failures = ["ERROR", "TERMINATING", "TERMINATED"];
    check(wait, 10, output, (&["ACTIVATING"], "ACTIVE", &failures)).await;
}

#[tokio::test]
async fn a_placement_is_fulfilled() {
    let output = |status: &str| json!({"GameSessionPlacement": {"Status": status}});
    let wait = wait!(wait_until_game_session_placement_fulfilled.placement_id("placement-1"));
    let failures = ["CANCELLED", "TIMED_OUT", "FAILED"];
    check(wait, 10, output, (&["PENDING"], "FULFILLED", &failures)).await;
}

#[tokio::test]
async fn matchmaking_is_completed() {
    let output =
        |status: &str| json!({"TicketList": [{"Status": status}, {"Status": "COMPLETED"}]});
    let wait = wait!(wait_until_matchmaking_completed.ticket_ids("ticket-1"));
    let going_on = ["QUEUED", "SEARCHING", "REQUIRES_ACCEPTANCE", "PLACING"];
    let failures = ["CANCELLED", "TIMED_OUT", "FAILED"];
    check(wait, 10, output, (&going_on, "COMPLETED", &failures)).await;
}

#[tokio::test]
async fn a_container_fleet_is_active() {
    let output = |status: &str| json!({"ContainerFleet": {"Status": status}});
    let wait = wait!(wait_until_container_fleet_active.fleet_id("containerfleet-1"));
    let going_on = ["PENDING", "CREATING", "CREATED", "ACTIVATING", "UPDATING"];
    let failures = ["DELETING", "EXPIRED"];
    check(wait, 30, output, (&going_on, "ACTIVE", &failures)).await;
}

#[tokio::test]
async fn a_game_server_group_is_active() {
    let output = |status: &str| json!({"GameServerGroup": {"Status": status}});
    let wait = wait!(wait_until_game_server_group_active.game_server_group_name("group-1"));
    let failures = ["ERROR", "DELETE_SCHEDULED", "DELETING", "DELETED"];
    let statuses = (&["NEW", "ACTIVATING"][..], "ACTIVE", &failures[..]);
    check(wait, 30, output, statuses).await;
}

/// A call of a waiter is retried as any other; only when that fails too, the wait is over.
#[tokio::test]
async fn lost_connections_are_retried_within_a_call() {
    let build = |status: &str| Answer::Output(json!({"Build": {"Status": status}}));
    let wait = |network: &Network| {
        let (settings, _) = settings(network);
        let client = gamelift::Client::from_conf(settings.build());
        async move {
            end(&client
                .wait_until_build_ready()
                .build_id("build-1")
                .wait(HOUR)
                .await)
        }
    };
    let network = Network::of([
        Answer::Lost,
        build("INITIALIZED"),
        Answer::Lost,
        build("READY"),
    ]);
    assert_eq!(wait(&network).await, End::Success);
    assert_eq!(network.requests(), 4);
    let network = Network::of([build("INITIALIZED"), Answer::Lost]);
    assert_eq!(wait(&network).await, End::CallFailed);
    assert_eq!(network.requests(), 1 + 3);
}

/// The same for a waiter of a service's own.
#[tokio::test]
async fn lost_connections_are_retried_for_waiters_of_the_model() {
    let application = |status: &str| Answer::Output(json!({"Arn": "arn", "Status": status}));
    let wait = |network: &Network| {
        let (settings, _) = settings(network);
        let client = gameliftstreams::Client::from_conf(settings.build());
        let wait = client.wait_until_application_ready().identifier("a-1");
        async move { end(&wait.wait(HOUR).await) }
    };
    let json = |network: Network| Network {
        is_json: true,
        ..network
    };
    let network = json(Network::of([
        Answer::Lost,
        application("PROCESSING"),
        Answer::Lost,
        application("READY"),
    ]));
    assert_eq!(wait(&network).await, End::Success);
    assert_eq!(network.requests(), 4);
    let network = json(Network::of([application("PROCESSING"), Answer::Lost]));
    assert_eq!(wait(&network).await, End::CallFailed);
    assert_eq!(network.requests(), 1 + 3);
}

//! Makes sure that both sides do the same work before anything is measured.
//!
//! Never here: whether what both do is right; the tests of the project say that.

use ciborium::Value;
use tokio::runtime::Runtime;

use crate::answers::{Answer, sorted};
use crate::service::{Request, Service};
use crate::side::{Call, Side};
use crate::{official, ours};

/// An error if the sides send different requests, or see different answers.
pub(crate) fn check(runtime: &Runtime, call: Call, answer: Answer) -> Result<(), String> {
    let service = Service::new(answer);
    let (ours, our_requests) = tried(runtime, &service, ours::Clients::new, call);
    let (official, their_requests) = tried(runtime, &service, official::Clients::new, call);
    if ours.is_empty() || ours != official {
        return Err(format!(
            "the sides read different answers\n{ours}\n{official}"
        ));
    }
    if our_requests.is_empty() || our_requests != their_requests {
        return Err(format!(
            "the sides send different requests\n{our_requests:?}\n{their_requests:?}"
        ));
    }
    Ok(())
}

/// What a side reads in an answer, and what it has sent to get it.
fn tried<S: Side>(
    runtime: &Runtime,
    service: &Service,
    side: fn(&Service) -> S,
    call: Call,
) -> (String, Vec<(String, String, Value)>) {
    let service = service.clone().keeping();
    let read = runtime.block_on(side(&service).show(call));
    (read, service.seen().into_iter().map(plain).collect())
}

/// A request whose body is a value, so that the order of its members does not matter.
fn plain((method, target, body): Request) -> (String, String, Value) {
    let body = ciborium::from_reader(body.as_slice()).map_or(Value::Bytes(body), sorted);
    (method, target, body)
}

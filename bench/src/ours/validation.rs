//! What checking an input costs beside writing its request, which is the least that sending it costs.
//!
//! Nothing but the two: no client, no orchestrator. Never here: the official crates, which check next to
//! nothing.

use std::hint::black_box;
use std::time::Instant;

use ::gamelift::operation::create_game_session::{CreateGameSession, CreateGameSessionInput};
use ::gamelift::validation::Validation;
use smithwright_runtime::operation::{Descriptor, Operation};
use smithwright_runtime::protocol;

use super::Clients;
use crate::allocations::so_far;
use crate::cost::Cost;
use crate::measure::{self, Comparison};
use crate::service::Service;

/// The levels that check anything, and what the case is called in the table.
pub(crate) const CASES: [(Validation, &str); 2] = [
    (
        Validation::Standard,
        "CreateGameSession: validate, Standard",
    ),
    (Validation::Strict, "CreateGameSession: validate, Strict"),
];

/// Checking costs less than writing.
pub(crate) const LIMIT: f64 = 1.0;

/// Checks and writes the input that the other cases send: all members, ten game properties.
///
/// An error if it cannot be checked or written.
pub(crate) fn compare(
    service: &Service,
    level: Validation,
    rounds: u32,
) -> Result<Comparison, String> {
    let input = Clients::new(service).game_session_to_create().as_input();
    let input = input.build().map_err(|error| error.to_string())?;
    input.validate(level).map_err(|error| error.to_string())?;
    serialise(CreateGameSession::DESCRIPTOR, &input)?;
    Ok(measure::compare(
        &|times| cost(times, || input.validate(level)),
        &|times| cost(times, || serialise(CreateGameSession::DESCRIPTOR, &input)),
        rounds,
    ))
}

/// Writes the request as a call does, in the protocol that the service prefers.
pub(super) fn serialise(
    operation: &Descriptor,
    input: &CreateGameSessionInput,
) -> Result<usize, String> {
    let service = operation.service;
    let protocol = service.protocols.first().copied();
    let request = protocol::request(
        protocol.ok_or("the service has no protocol")?,
        service.target_prefix,
        operation.name,
        &operation.http,
        Some(input),
    );
    let request = request.map_err(|error| error.to_string())?;
    Ok(request.body().bytes().map_or(0, <[u8]>::len))
}

fn cost<T>(times: u32, make: impl Fn() -> T) -> Cost {
    let allocated = so_far();
    let begun = Instant::now();
    for _ in 0..times {
        black_box(make());
    }
    Cost {
        time: begun.elapsed(),
        allocated: so_far().since(allocated),
    }
}

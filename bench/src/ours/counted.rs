//! Reading and writing bodies, and nothing else, so many times: what valgrind counts the instructions of.
//!
//! Started by `cargo xtask bench counts`, which runs each case twice and takes the difference, so that what a process
//! does once does not count. Never here: counting.

use std::hint::black_box;

use ::gamelift::operation::create_game_session::CreateGameSession;
use ::gamelift::operation::describe_game_sessions::DescribeGameSessionsOutput;
use ::gameliftstreams::operation::list_stream_sessions::ListStreamSessionsOutput;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::body::SdkBody;
use smithwright_runtime::operation::Operation;
use smithwright_runtime::protocol::{self, Protocol};
use smithwright_runtime::value::Structure;

use super::Clients;
use super::validation::serialise;
use crate::answers::{self, Order};
use crate::service::Service;
use crate::side::Call;

/// Runs the case of this name.
pub(crate) fn run(case: &str, times: u32) -> Result<(), String> {
    let sessions = |order| {
        read::<DescribeGameSessionsOutput>(
            Call::DescribeGameSessions,
            order,
            Protocol::RpcV2Cbor,
            times,
        )
    };
    let streams = |order| {
        read::<ListStreamSessionsOutput>(
            Call::ListStreamSessions,
            order,
            Protocol::RestJson1,
            times,
        )
    };
    match case {
        "serialise" => write(times),
        "parse-cbor" => sessions(Order::Model),
        "parse-cbor-sorted" => sessions(Order::Alphabet),
        "parse-json" => streams(Order::Model),
        "parse-json-sorted" => streams(Order::Alphabet),
        _ => Err(format!("{case}: no such case")),
    }
}

fn write(times: u32) -> Result<(), String> {
    let service = Service::new(answers::of(Call::CreateGameSession, Order::Model));
    let input = Clients::new(&service).game_session_to_create().as_input();
    let input = input.build().map_err(|error| error.to_string())?;
    for _ in 0..times {
        black_box(serialise(CreateGameSession::DESCRIPTOR, &input)?);
    }
    Ok(())
}

fn read<O: Structure + Default>(
    call: Call,
    order: Order,
    protocol: Protocol,
    times: u32,
) -> Result<(), String> {
    let body = SdkBody::from(answers::of(call, order).body);
    let status = 200.try_into().map_err(|_| "no status")?;
    let mut response = HttpResponse::new(status, body);
    response
        .headers_mut()
        .insert("smithy-protocol", "rpc-v2-cbor");
    for _ in 0..times {
        let mut output = O::default();
        let read = protocol::read_output(protocol, &response, &mut output);
        read.map_err(|error| error.to_string())?;
        black_box(&output);
    }
    Ok(())
}

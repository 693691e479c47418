//! Calls the generated crates and the official ones side by side, and prints what calls cost.
//!
//! Started by `cargo xtask bench runtime`, whose `--help` says what is measured and how. Arguments: the
//! number of rounds, and optionally a text that the names of the cases to run contain.
//! Never here: anything that only one side can do.

mod allocations;
mod answers;
mod calls_agree;
mod cost;
mod measure;
mod official;
mod ours;
mod service;
mod side;
mod stopwatch;
mod table;

use std::process::ExitCode;
use std::time::Instant;

use tokio::runtime::Runtime;

use crate::allocations::so_far;
use crate::answers::{Answer, Order};
use crate::cost::Cost;
use crate::service::Service;
use crate::side::{Call, Side};
use crate::stopwatch::{Phase, Stopwatch};

/// What is measured: a call, or one phase of it.
struct Case {
    name: &'static str,
    call: Call,
    phase: Option<Phase>,
    answer: Answer,
    /// How much of the official time it may take.
    limit: f64,
}

/// Nothing is slower than the official crates.
const NOT_SLOWER: f64 = 1.0;

/// Reading an answer takes at most half of the time.
const HALF: f64 = 0.5;

fn cases() -> Vec<Case> {
    let case = |name, call, phase, answer, limit| Case {
        name,
        call,
        phase,
        answer,
        limit,
    };
    let create = answers::create_game_session();
    let player = answers::create_player_session();
    let describe = answers::describe_game_sessions(Order::Model);
    let describe_sorted = answers::describe_game_sessions(Order::Alphabet);
    let list = answers::list_stream_sessions(Order::Model);
    let list_sorted = answers::list_stream_sessions(Order::Alphabet);
    let (serialise, parse) = (Some(Phase::Serialise), Some(Phase::Parse));
    use Call::{CreateGameSession, CreatePlayerSession, DescribeGameSessions, ListStreamSessions};
    vec![
        case(
            "CreateGameSession: call",
            CreateGameSession,
            None,
            create,
            NOT_SLOWER,
        ),
        case(
            "CreateGameSession: serialise",
            CreateGameSession,
            serialise,
            create,
            NOT_SLOWER,
        ),
        case(
            "CreateGameSession: parse",
            CreateGameSession,
            parse,
            create,
            NOT_SLOWER,
        ),
        case(
            "CreatePlayerSession: call",
            CreatePlayerSession,
            None,
            player,
            NOT_SLOWER,
        ),
        case(
            "CreatePlayerSession: serialise",
            CreatePlayerSession,
            serialise,
            player,
            NOT_SLOWER,
        ),
        case(
            "CreatePlayerSession: parse",
            CreatePlayerSession,
            parse,
            player,
            NOT_SLOWER,
        ),
        case(
            "100 game sessions, CBOR: call",
            DescribeGameSessions,
            None,
            describe,
            NOT_SLOWER,
        ),
        case(
            "100 game sessions, CBOR: parse",
            DescribeGameSessions,
            parse,
            describe,
            HALF,
        ),
        case(
            "100 game sessions, CBOR, sorted: parse",
            DescribeGameSessions,
            parse,
            describe_sorted,
            HALF,
        ),
        case(
            "100 stream sessions, JSON: call",
            ListStreamSessions,
            None,
            list,
            NOT_SLOWER,
        ),
        case(
            "100 stream sessions, JSON: parse",
            ListStreamSessions,
            parse,
            list,
            HALF,
        ),
        case(
            "100 stream sessions, JSON, sorted: parse",
            ListStreamSessions,
            parse,
            list_sorted,
            HALF,
        ),
    ]
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok());
    let filter = arguments.next().unwrap_or_default();
    let Some(rounds) = rounds else {
        eprintln!("error: give the number of rounds; or run `cargo xtask bench runtime`");
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime of this thread alone can always be made");
    println!("{}", table::heading());
    for case in cases() {
        if case.name.contains(&filter) {
            if let Err(difference) = calls_agree::check(&runtime, case.call, case.answer) {
                eprintln!("error: {}: {difference}", case.name);
                return ExitCode::FAILURE;
            }
            println!("{}", run(&runtime, &case, rounds));
        }
    }
    ExitCode::SUCCESS
}

fn run(runtime: &Runtime, case: &Case, rounds: u32) -> String {
    let service = Service::new(case.answer);
    let found = match case.phase {
        None => {
            let ours = ours::Clients::new(&service);
            let official = official::Clients::new(&service);
            measure::compare(
                &|times| whole(runtime, &ours, case.call, times),
                &|times| whole(runtime, &official, case.call, times),
                rounds,
            )
        }
        Some(phase) => {
            let ours = ours::Clients::watched(&service, Stopwatch(phase));
            let official = official::Clients::watched(&service, Stopwatch(phase));
            measure::compare(
                &|times| watched(runtime, &ours, case.call, times),
                &|times| watched(runtime, &official, case.call, times),
                rounds,
            )
        }
    };
    table::row(case.name, &found, case.limit)
}

/// Calls from the first method of the client to the drop of the output.
fn whole(runtime: &Runtime, side: &impl Side, call: Call, times: u32) -> Cost {
    let allocated = so_far();
    let begun = Instant::now();
    runtime.block_on(side.make(call, times));
    Cost {
        time: begun.elapsed(),
        allocated: so_far().since(allocated),
    }
}

/// The phase of calls that the side's stopwatch is set to.
fn watched(runtime: &Runtime, side: &impl Side, call: Call, times: u32) -> Cost {
    stopwatch::take();
    runtime.block_on(side.make(call, times));
    stopwatch::take()
}

//! Calls the generated crates and the official ones side by side, and prints what calls cost.
//!
//! Started by `cargo xtask bench runtime`, whose `--help` says what is measured and how. Arguments: the
//! number of rounds, and optionally a text that the names of the cases to run contain; or `count`, for `cargo xtask
//! bench counts`.
//! Never here: anything that only one side can do; that is in [`ours`].

mod allocations;
mod answers;
mod calls_agree;
mod case;
mod cost;
mod measure;
mod official;
mod ours;
mod service;
mod side;
mod stopwatch;
mod table;

use std::iter;
use std::process::ExitCode;
use std::time::Instant;

use tokio::runtime::Runtime;

use crate::allocations::so_far;
use crate::answers::Order;
use crate::case::Case;
use crate::cost::Cost;
use crate::ours::validation;
use crate::service::Service;
use crate::side::{Call, Side};
use crate::stopwatch::Stopwatch;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|first| first == "count").is_some() {
        return counted(arguments);
    }
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
    match run_all(&runtime, &filter, rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `count CASE TIMES`.
fn counted(mut arguments: impl Iterator<Item = String>) -> ExitCode {
    let case = arguments.next().unwrap_or_default();
    let times = arguments.next().and_then(|times| times.parse().ok());
    match ours::counted::run(&case, times.unwrap_or_default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what `filter` leaves, in two tables: against the official crates, and ours against ours.
fn run_all(runtime: &Runtime, filter: &str, rounds: u32) -> Result<(), String> {
    let mut cases = case::ALL
        .into_iter()
        .filter(|case| case.name().contains(filter));
    if let Some(first) = cases.next() {
        println!("{}", table::heading("ours", "official"));
        for case in iter::once(first).chain(cases) {
            let row = run(runtime, case, rounds);
            println!(
                "{}",
                row.map_err(|error| format!("{}: {error}", case.name()))?
            );
        }
    }
    let mut cases = validation::CASES
        .into_iter()
        .filter(|(_, name)| name.contains(filter));
    if let Some(first) = cases.next() {
        println!("{}", table::heading("validate", "serialise"));
        let service = Service::new(answers::of(Call::CreateGameSession, Order::Model));
        for (level, name) in iter::once(first).chain(cases) {
            let found = validation::compare(&service, level, rounds);
            let found = found.map_err(|error| format!("{name}: {error}"))?;
            println!("{}", table::row(name, &found, validation::LIMIT));
        }
    }
    Ok(())
}

/// Measures a case: its line of the table, or how the sides differ.
fn run(runtime: &Runtime, case: Case, rounds: u32) -> Result<String, String> {
    let answer = answers::of(case.call, case.order);
    calls_agree::check(runtime, case.call, answer)?;
    let service = Service::new(answer);
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
    Ok(table::row(&case.name(), &found, case.limit()))
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

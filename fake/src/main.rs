//! `cargo xtask serve`: serves a fake of a service on this machine.
//!
//! Never here: what a fake does ([`mod@smithwright_runtime::testing`]).

mod inputs;

use std::io::{self, Write as _};
use std::net::Ipv4Addr;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use smithwright_runtime::testing::{Fake, Testable};

#[derive(Parser)]
#[command(about = "Serves a fake of a service on this machine")]
struct Args {
    /// The service, by the name of its crate
    service: Served,

    /// The port; 0 for one that is free
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// What decides the values of answers
    #[arg(long, default_value_t = 0)]
    seed: u64,

    /// Print a valid input of each operation, as JSON by the model's names, and serve nothing
    #[arg(long)]
    inputs: bool,
}

/// The services. A test holds them against `models/services.toml`.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "lower")]
enum Served {
    GameLift,
    GameLiftStreams,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let served = match args.service {
        Served::GameLift => serve::<gamelift::GameLift>(&args).await,
        Served::GameLiftStreams => serve::<gameliftstreams::GameLiftStreams>(&args).await,
    };
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve<S: Testable>(args: &Args) -> io::Result<()> {
    if args.inputs {
        print(&inputs::of::<S>(args.seed)?.to_string());
        return Ok(());
    }
    // Before the address is printed: who reads it may stop the program at once.
    let stop = stop()?;
    let fake = Fake::<S>::of_model(args.seed);
    fake.log(print);
    let address = (Ipv4Addr::LOCALHOST, args.port).into();
    let server = fake.serve_at(address).await?;
    print(&format!("{} at {}", S::METADATA.id, server.url()));
    stop.await;
    server.shutdown().await;
    Ok(())
}

/// Prints a line at once, also into a pipe. A reader who has seen enough does not stop the server.
fn print(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Ends when somebody asks the program to stop.
#[cfg(unix)]
fn stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

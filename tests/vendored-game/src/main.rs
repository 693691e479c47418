//! A small game back end. It finds or opens game sessions and reserves slots in them, matches players, and streams games
//! into browsers.
//!
//! `main.rs` reads the command and prints what came of it; a module does the work of one concern.

mod error;
mod matchmaking;
mod sessions;
mod settings;
mod streams;

use std::process::ExitCode;

use error::GameError;
use settings::Settings;

const USAGE: &str = "\
usage: game-backend play FLEET PLAYER                  a slot for the player in a session of the fleet
       game-backend close SESSION                      end a session
       game-backend match CONFIGURATION PLAYER...      a match for these players
       game-backend stream GROUP APPLICATION OFFER     stream a game to who made this WebRTC offer";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments).await {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

/// Does what the arguments ask for.
async fn run(arguments: &[&str]) -> Result<String, GameError> {
    // Look at the arguments first: credentials and regions may have to be asked for over the network.
    if !matches!(
        arguments,
        ["play", _, _] | ["close", _] | ["match", _, _, ..] | ["stream", _, _, _]
    ) {
        return Err(GameError::Usage(USAGE));
    }
    let settings = Settings::from_env()?;
    // Region, credentials and endpoints: from the environment and ~/.aws, as in every program on AWS.
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let gamelift = gamelift::Client::new(&config);
    match arguments {
        ["play", fleet, player] => {
            let slot = sessions::play(&gamelift, &settings, fleet, player).await?;
            Ok(slot.to_string())
        }
        ["close", session] => {
            let players = sessions::close(&gamelift, session).await?;
            Ok(format!(
                "closed with {} players: {}",
                players.len(),
                players.join(", ")
            ))
        }
        ["match", configuration, players @ ..] => {
            let found = matchmaking::find(&gamelift, &settings, configuration, players).await?;
            Ok(found.to_string())
        }
        ["stream", group, application, offer] => {
            let streams = gameliftstreams::Client::new(&config);
            let stream = streams::start(&streams, &settings, group, application, offer).await?;
            Ok(stream.to_string())
        }
        _ => Err(GameError::Usage(USAGE)),
    }
}

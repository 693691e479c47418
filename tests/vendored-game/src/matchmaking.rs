//! Matches of players by the rules of a matchmaking configuration.

use std::fmt;

use gamelift::Client;
use gamelift::types::{AcceptanceType, MatchmakingConfigurationStatus, MatchmakingTicket, Player};
use tokio::time::{Instant, sleep};

use crate::error::GameError;
use crate::settings::Settings;

/// A match that was found.
#[derive(Debug)]
pub(crate) struct Match {
    address: String,
    port: i32,
    /// Each player with the slot that is reserved.
    slots: Vec<(String, String)>,
}

impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "matched at {}:{}", self.address, self.port)?;
        for (player, slot) in &self.slots {
            write!(f, "\n  {player}: {slot}")?;
        }
        Ok(())
    }
}

/// Finds a match. If none is found in time, the search is called off.
pub(crate) async fn find(
    client: &Client,
    settings: &Settings,
    configuration: &str,
    players: &[&str],
) -> Result<Match, GameError> {
    let members = players
        .iter()
        .map(|player| Player::builder().player_id(*player).build());
    let output = client
        .start_matchmaking()
        .configuration_name(configuration)
        .set_players(Some(members.collect()))
        .send()
        .await?;
    let ticket = output
        .matchmaking_ticket()
        .and_then(MatchmakingTicket::ticket_id);
    let ticket = ticket.ok_or(GameError::Lacking("the id of the ticket"))?;

    let deadline = Instant::now() + settings.patience;
    let mut has_accepted = false;
    while Instant::now() < deadline {
        let found = look(client, ticket).await?;
        match found.status() {
            Some(MatchmakingConfigurationStatus::Completed) => return found_match(&found),
            Some(MatchmakingConfigurationStatus::RequiresAcceptance) if !has_accepted => {
                accept(client, ticket, players).await?;
                has_accepted = true;
            }
            Some(MatchmakingConfigurationStatus::TimedOut) => return Err(nobody()),
            Some(
                status @ (MatchmakingConfigurationStatus::Failed
                | MatchmakingConfigurationStatus::Cancelled),
            ) => {
                let why = found.status_message().unwrap_or("no reason was given");
                return Err(GameError::Failed(format!(
                    "matchmaking ended as {}: {why}",
                    status.as_str()
                )));
            }
            // Queued, searching, placing, and what a later version of the service may add.
            _ => {}
        }
        sleep(settings.poll).await;
    }
    client.stop_matchmaking().ticket_id(ticket).send().await?;
    Err(nobody())
}

fn nobody() -> GameError {
    GameError::TryLater("nobody to play with was found in time".to_owned())
}

async fn look(client: &Client, ticket: &str) -> Result<MatchmakingTicket, GameError> {
    let output = client
        .describe_matchmaking()
        .ticket_ids(ticket)
        .send()
        .await?;
    let tickets = output.ticket_list.unwrap_or_default();
    tickets
        .into_iter()
        .next()
        .ok_or(GameError::Lacking("how the ticket is"))
}

/// Accepts for all players; a real game asks each of them.
async fn accept(client: &Client, ticket: &str, players: &[&str]) -> Result<(), GameError> {
    client
        .accept_match()
        .ticket_id(ticket)
        .set_player_ids(Some(
            players.iter().map(|player| (*player).to_owned()).collect(),
        ))
        .acceptance_type(AcceptanceType::Accept)
        .send()
        .await?;
    Ok(())
}

fn found_match(ticket: &MatchmakingTicket) -> Result<Match, GameError> {
    let place = ticket
        .game_session_connection_info()
        .ok_or(GameError::Lacking("where the match is"))?;
    let slots = place.matched_player_sessions().iter().filter_map(|slot| {
        let player = slot.player_id()?.to_owned();
        Some((player, slot.player_session_id()?.to_owned()))
    });
    let address = place.dns_name().or(place.ip_address());
    Ok(Match {
        address: address
            .ok_or(GameError::Lacking("the address of the match"))?
            .to_owned(),
        port: place
            .port()
            .ok_or(GameError::Lacking("the port of the match"))?,
        slots: slots.collect(),
    })
}

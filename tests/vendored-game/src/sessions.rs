//! Game sessions and the slots of players in them.

use std::fmt;

use gamelift::Client;
use gamelift::operation::create_game_session::CreateGameSessionError;
use gamelift::operation::create_player_session::CreatePlayerSessionError;
use gamelift::types::{
    GameProperty, GameSession, GameSessionStatus, PlayerSession, TerminationMode,
};
use tokio::time::{Instant, sleep};

use crate::error::GameError;
use crate::settings::Settings;

/// How many play together.
const PLAYERS: i32 = 8;

/// Where a player has to connect to.
#[derive(Debug)]
pub(crate) struct Slot {
    player_session: String,
    address: String,
    port: i32,
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            player_session,
            address,
            port,
        } = self;
        write!(f, "connect to {address}:{port} as {player_session}")
    }
}

impl TryFrom<&PlayerSession> for Slot {
    type Error = GameError;

    fn try_from(session: &PlayerSession) -> Result<Self, GameError> {
        // Fleets with TLS certificates have a name, all have an address.
        let address = session.dns_name().or(session.ip_address());
        Ok(Self {
            player_session: session
                .player_session_id()
                .ok_or(GameError::Lacking("which slot it is"))?
                .to_owned(),
            address: address
                .ok_or(GameError::Lacking("where the slot is"))?
                .to_owned(),
            port: session
                .port()
                .ok_or(GameError::Lacking("the port of the slot"))?,
        })
    }
}

/// A slot in a session that has room, or else in a new one.
pub(crate) async fn play(
    client: &Client,
    settings: &Settings,
    fleet: &str,
    player: &str,
) -> Result<Slot, GameError> {
    // All pages of the answer, one asked for when the last is used up.
    let mut open = client
        .search_game_sessions()
        .fleet_id(fleet)
        .filter_expression("hasAvailablePlayerSessions=true")
        .sort_expression("creationTimeMillis ASC")
        .into_paginator()
        .items()
        .send();
    while let Some(session) = open.next().await {
        // Whoever is quicker gets the last slot: then the next session will do.
        if let Some(slot) = reserve(client, id_of(&session?)?, player).await? {
            return Ok(slot);
        }
    }
    let session = create(client, fleet).await?;
    let session = until_active(client, settings, &session).await?;
    let slot = reserve(client, &session, player).await?;
    slot.ok_or_else(|| GameError::TryLater("the new session is full already".to_owned()))
}

/// Ends a session; the players who were in it.
pub(crate) async fn close(client: &Client, session: &str) -> Result<Vec<String>, GameError> {
    let mut players = Vec::new();
    let mut sessions = client
        .describe_player_sessions()
        .game_session_id(session)
        .player_session_status_filter("ACTIVE")
        .into_paginator()
        .page_size(100)
        .items()
        .send();
    while let Some(player) = sessions.next().await {
        players.extend(player?.player_id);
    }
    client
        .terminate_game_session()
        .game_session_id(session)
        .termination_mode(TerminationMode::TriggerOnProcessTerminate)
        .send()
        .await?;
    Ok(players)
}

/// Opens a session; its id.
async fn create(client: &Client, fleet: &str) -> Result<String, GameError> {
    let created = client
        .create_game_session()
        .fleet_id(fleet)
        .maximum_player_session_count(PLAYERS)
        .game_properties(
            GameProperty::builder()
                .key("difficulty")
                .value("novice")
                .build(),
        )
        .send()
        .await;
    let output = created.map_err(|error| match error.as_service_error() {
        Some(CreateGameSessionError::FleetCapacityExceededException(_)) => {
            GameError::TryLater("the fleet has no room".to_owned())
        }
        _ => error.into(),
    })?;
    let session = output
        .game_session()
        .ok_or(GameError::Lacking("which session it opened"))?;
    id_of(session).map(str::to_owned)
}

/// Waits until a server has taken the session up; its id.
async fn until_active(
    client: &Client,
    settings: &Settings,
    session: &str,
) -> Result<String, GameError> {
    let deadline = Instant::now() + settings.patience;
    loop {
        let output = client
            .describe_game_sessions()
            .game_session_id(session)
            .send()
            .await?;
        let found = output
            .game_sessions()
            .first()
            .ok_or(GameError::Lacking("how the session is"))?;
        match found.status() {
            Some(GameSessionStatus::Active) => return id_of(found).map(str::to_owned),
            Some(GameSessionStatus::Activating) if Instant::now() < deadline => {
                sleep(settings.poll).await
            }
            Some(GameSessionStatus::Activating) => {
                return Err(GameError::TryLater(
                    "no server took the session up in time".to_owned(),
                ));
            }
            // Also what a later version of the service may add.
            other => {
                return Err(GameError::Failed(format!(
                    "the session did not start: {other:?}"
                )));
            }
        }
    }
}

/// Reserves a slot; `None` if the session is full.
async fn reserve(client: &Client, session: &str, player: &str) -> Result<Option<Slot>, GameError> {
    let reserved = client
        .create_player_session()
        .game_session_id(session)
        .player_id(player)
        .send()
        .await;
    match reserved {
        Ok(output) => {
            let slot = output
                .player_session()
                .ok_or(GameError::Lacking("which slot it reserved"))?;
            Slot::try_from(slot).map(Some)
        }
        Err(error) => match error.as_service_error() {
            Some(CreatePlayerSessionError::GameSessionFullException(_)) => Ok(None),
            _ => Err(error.into()),
        },
    }
}

fn id_of(session: &GameSession) -> Result<&str, GameError> {
    session
        .game_session_id()
        .ok_or(GameError::Lacking("the id of a session"))
}

//! What the operator may set.

use std::env::{VarError, var};
use std::time::Duration;

use crate::error::GameError;

/// How the program waits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// The time between two questions whether something is ready: `GAME_POLL_MILLISECONDS`.
    pub(crate) poll: Duration,
    /// How long to ask: `GAME_PATIENCE_SECONDS`.
    pub(crate) patience: Duration,
}

impl Settings {
    /// The settings of the environment. Amazon asks for ten seconds between two polls of a matchmaking ticket.
    pub(crate) fn from_env() -> Result<Self, GameError> {
        Ok(Self {
            poll: Duration::from_millis(number("GAME_POLL_MILLISECONDS", 10_000)?),
            patience: Duration::from_secs(number("GAME_PATIENCE_SECONDS", 120)?),
        })
    }
}

fn number(name: &'static str, default: u64) -> Result<u64, GameError> {
    match var(name) {
        Ok(text) => text.parse().map_err(|_| GameError::Setting(name)),
        Err(VarError::NotPresent) => Ok(default),
        Err(VarError::NotUnicode(_)) => Err(GameError::Setting(name)),
    }
}

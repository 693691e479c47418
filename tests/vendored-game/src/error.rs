//! Why something did not work out, as the players and the operator need to know it.

use std::fmt;

use gamelift::error::{DisplayErrorContext, SdkError};

/// Why a command did not work out.
#[derive(Debug)]
pub(crate) enum GameError {
    /// The command line is wrong.
    Usage(&'static str),
    /// A setting is no number.
    Setting(&'static str),
    /// Nothing is broken; the player may try again later.
    TryLater(String),
    /// The service took the request and it came to nothing.
    Failed(String),
    /// The service left something out that the program cannot do without.
    Lacking(&'static str),
    /// GameLift refused, or could not be reached.
    GameLift(Box<gamelift::Error>),
    /// GameLift Streams refused, or could not be reached.
    Streams(Box<gameliftstreams::Error>),
}

impl GameError {
    /// 2 for a wrong command line, 3 for "try again later", else 1.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Setting(_) => 2,
            Self::TryLater(_) => 3,
            _ => 1,
        }
    }
}

impl fmt::Display for GameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(usage) => f.write_str(usage),
            Self::Setting(name) => write!(f, "{name} is not a number"),
            Self::TryLater(why) => write!(f, "{why}; try again later"),
            Self::Failed(why) => f.write_str(why),
            Self::Lacking(what) => write!(f, "the service did not say {what}"),
            // With the causes: what was refused and why, or which connection failed.
            Self::GameLift(error) => write!(f, "GameLift: {}", DisplayErrorContext(error)),
            Self::Streams(error) => write!(f, "GameLift Streams: {}", DisplayErrorContext(error)),
        }
    }
}

impl std::error::Error for GameError {}

/// The error of each operation becomes the one error of its crate, and that becomes ours: `?` is enough.
impl<E> From<SdkError<E>> for GameError
where
    SdkError<E>: Into<gamelift::Error>,
{
    fn from(error: SdkError<E>) -> Self {
        Self::GameLift(Box::new(error.into()))
    }
}

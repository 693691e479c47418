//! The official crates, called.
//!
//! Never here: a call of its own; see `calls.rs`.

use {aws_sdk_gamelift as gamelift, aws_sdk_gameliftstreams as gameliftstreams};

#[path = "../calls.rs"]
mod calls;

pub(crate) use self::calls::Clients;

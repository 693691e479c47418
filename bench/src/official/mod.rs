//! The official crates, called.
//!
//! Never here: a call of its own; see `calls.rs`.

use {aws_sdk_gamelift as gamelift, aws_sdk_gameliftstreams as gameliftstreams};

#[allow(
    clippy::duplicate_mod,
    reason = "that both sides share it is the point"
)]
#[path = "../calls.rs"]
mod calls;

pub(crate) use self::calls::Clients;

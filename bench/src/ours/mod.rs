//! The generated crates, called.
//!
//! Never here: a call of its own; see `calls.rs`. What the official crates have no part in stands in
//! [`validation`] and [`counted`].

use ::{gamelift, gameliftstreams};

#[allow(
    clippy::duplicate_mod,
    reason = "that both sides share it is the point"
)]
#[path = "../calls.rs"]
mod calls;

pub(crate) mod counted;
pub(crate) mod validation;

pub(crate) use self::calls::Clients;

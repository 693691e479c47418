//! The generated crates, called.
//!
//! Never here: a call of its own; see `calls.rs`.

use ::{gamelift, gameliftstreams};

#[path = "../calls.rs"]
mod calls;

pub(crate) use self::calls::Clients;

//! Operations as data: a [`Descriptor`] for each, and what it adds to a client.
//!
//! A generated crate states the name of an operation, its HTTP binding and its types. Everything else (checking,
//! serialising, reading the answer) is written once, over the descriptor.
//! Never here: formats and protocols ([`crate::protocol`]), settings ([`crate::config`]), sending
//! ([`crate::client`]), anything a single service needs.

pub(crate) mod check;
mod descriptor;
pub(crate) mod plugin;
pub(crate) mod span;
mod state;
mod typed;

pub use self::descriptor::{Descriptor, Operation, Output};
#[doc(hidden)]
pub use self::plugin::{components, settings};
pub use self::state::{BuilderState, Detached};
pub use crate::client::{Call, Request, call};
pub use crate::http_binding::Http;

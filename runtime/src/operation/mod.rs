//! Operations as data: a [`Descriptor`] for each, and the runtime plugin made from it.
//!
//! A generated crate states an operation's name, HTTP binding and types. Validating, serialising and reading the
//! response are written once, for any descriptor.
//! Never here: formats and protocols ([`crate::protocol`]), settings ([`crate::config`]), sending
//! ([`crate::client`]).

pub(crate) mod check;
mod descriptor;
mod host_prefix;
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

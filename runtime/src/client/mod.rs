//! Clients, and what they do: calls, paginators, waiters.
//!
//! Never here: settings ([`crate::config`]), the runtime plugins of operations ([`crate::operation`]).

mod call;
pub mod customize;
mod handle;
pub mod paginator;
pub mod waiter;

pub use self::call::{Call, Request, call};
pub use self::handle::{Handle, ServiceClient};

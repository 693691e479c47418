//! Clients and their calls.
//!
//! Never here: settings ([`crate::config`]), and what one operation adds to a call ([`crate::operation`]).

mod call;
pub mod customize;
mod handle;
pub mod paginator;
pub mod waiter;

pub use self::call::{Call, Request, call};
pub use self::handle::{Handle, ServiceClient};

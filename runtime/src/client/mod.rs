//! Clients and their calls.
//!
//! Never here: settings ([`crate::config`]), and what one operation adds to a call ([`crate::operation`]).

mod call;
mod handle;

pub(crate) use self::call::call_with;
pub use self::call::{Call, Request, call};
pub use self::handle::{Handle, ServiceClient};

//! The macros that generated crates call, one for each kind of item.
//!
//! Never here: anything that can be a function, which is compiled once, in the runtime.

mod enumeration;
mod error;
mod operation;
mod paginator;
mod serde;
mod service;
mod waiter;

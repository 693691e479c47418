//! What generated crates call: a macro for each kind of item that a model leads to.
//!
//! Never here: anything that can be a function; macros call the runtime, whose code is compiled once.

mod enumeration;
mod error;
mod operation;
mod paginator;
mod serde;
mod service;
mod waiter;

//! The macros that generated crates call, one for each kind of item.
//!
//! Never here: anything that can be a function, which is compiled once, in the runtime.

mod accessor;
mod boxed;
mod builder;
mod enumeration;
mod error;
mod expression;
mod modules;
mod operation;
mod paginator;
mod role;
mod serde;
mod service;
mod setter;
mod structure;
mod waiter;

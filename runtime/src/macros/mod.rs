//! The macros that generated crates call, one for each kind of item, and [`access`], the functions for fields.
//!
//! Never here: anything else that can be a function, which is compiled once, in the runtime.

pub mod access;
mod accessor;
mod boxed;
mod builder;
mod enumeration;
mod error;
mod expression;
mod in_short;
mod map_key;
mod modules;
mod operation;
mod paginator;
mod role;
mod serde;
mod service;
mod setter;
mod structure;
mod union;
mod waiter;

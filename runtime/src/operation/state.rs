//! The states of a builder: what it can do with the input that it builds.
//!
//! Never here: states that hold a client ([`crate::client`]).

use std::fmt;

use crate::value::Structure;
use crate::value::walk;

/// The state of a builder that only builds an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detached;

/// The state of a builder. It decides how `Debug` shows the builder: as the type that the official crates have for
/// that state.
pub trait BuilderState {
    /// Writes a builder in this state. `names` are those of the fluent builder and of the input's builder.
    fn debug(
        &self,
        f: &mut fmt::Formatter<'_>,
        names: [&'static str; 2],
        input: &dyn Structure,
    ) -> fmt::Result;
}

impl BuilderState for Detached {
    fn debug(
        &self,
        f: &mut fmt::Formatter<'_>,
        [_, builder]: [&'static str; 2],
        input: &dyn Structure,
    ) -> fmt::Result {
        walk::debug(f, builder, input)
    }
}

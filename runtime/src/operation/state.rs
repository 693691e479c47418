//! The states of a builder: what it does with the input that it builds.
//!
//! Never here: states that hold a client ([`crate::client`]).

use std::fmt;

use crate::value::Structure;
use crate::value::walk;

/// The state of a builder that only builds an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detached;

/// What a builder does with the input, which decides how it shows itself: by the official crates' types, of which
/// there is one for each state.
pub trait BuilderState {
    /// Writes a builder in this state. The names are those of the fluent builder and of the input's.
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

//! What calls cost: time and memory.
//!
//! Never here: how either is taken.

use std::ops::AddAssign;
use std::time::Duration;

use crate::allocations::Allocated;

/// What some calls have cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// How long they took.
    pub(crate) time: Duration,
    /// What they allocated, if that was counted.
    pub(crate) allocated: Allocated,
}

impl Cost {
    /// The cost of no call.
    pub(crate) const NOTHING: Self = Self {
        time: Duration::ZERO,
        allocated: Allocated { times: 0, bytes: 0 },
    };
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.time += other.time;
        self.allocated += other.allocated;
    }
}

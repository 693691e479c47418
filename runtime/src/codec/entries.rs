//! [`Entries`]: the progress of reading a list or a map, and the limit of nesting.
//!
//! Never here: formats.

/// The maximum nesting of lists, maps and structures in a body.
pub const MAX_DEPTH: u8 = 128;

/// The progress of reading a list or a map.
#[derive(Debug)]
pub struct Entries {
    /// The number of entries still to be read; `None` if a mark ends the list or map.
    pub(super) left: Option<u64>,
    /// The number of entries begun.
    pub(super) begun: usize,
}

impl Entries {
    pub(super) const fn new(left: Option<u64>) -> Self {
        Self { left, begun: 0 }
    }

    /// The index of the entry that was begun last.
    pub fn index(&self) -> usize {
        self.begun.saturating_sub(1)
    }
}

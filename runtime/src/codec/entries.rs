//! How far a list or a map has been read, and how deep they may be nested.
//!
//! Never here: bytes.

/// How deeply lists, maps and structures may be nested in what is read.
pub const MAX_DEPTH: u8 = 128;

/// How far a list or a map has been read.
#[derive(Debug)]
pub struct Entries {
    /// How many entries are announced and not read yet; unknown where a mark closes the list or map.
    pub(super) left: Option<u64>,
    /// How many entries have been begun.
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

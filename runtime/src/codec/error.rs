//! [`ReadError`]: why bytes could not be read.
//!
//! Never here: the bytes or the values themselves. They may be a secret, and errors end up in logs.

use std::fmt::{self, Display, Formatter, Write as _};

/// Why bytes could not be read: what was expected, what stood there instead, and where.
///
/// It holds no values, neither of members nor of map keys. It is one pointer wide.
#[derive(Debug)]
pub struct ReadError(Box<Details>);

#[derive(Debug)]
struct Details {
    expected: &'static str,
    found: &'static str,
    offset: usize,
    /// From the innermost step outwards.
    path: Vec<Step>,
}

/// A step from a value to one inside it.
#[derive(Debug)]
enum Step {
    Member(&'static str),
    Item(usize),
    Entry,
}

impl ReadError {
    #[cold]
    pub(super) fn new(expected: &'static str, found: &'static str, offset: usize) -> Self {
        Self(Box::new(Details {
            expected,
            found,
            offset,
            path: Vec::new(),
        }))
    }

    /// What the reader expected.
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }

    /// What it found.
    pub fn found(&self) -> &'static str {
        self.0.found
    }

    /// The offset in the body, in bytes.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The path to the value, such as `PlayerSessions[3].Port`; empty for the outermost value. Entries of maps are
    /// `{}`, because keys may be secret.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            match step {
                Step::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Item(index) => {
                    let _ = write!(path, "[{index}]");
                }
                Step::Entry => path.push_str("{}"),
            }
        }
        path
    }

    /// Puts this member before the path.
    #[cold]
    #[must_use]
    pub fn in_member(self, name: &'static str) -> Self {
        self.within(Step::Member(name))
    }

    /// Puts the item at `index` before the path.
    #[cold]
    #[must_use]
    pub fn in_item(self, index: usize) -> Self {
        self.within(Step::Item(index))
    }

    /// Puts an entry of a map before the path.
    #[cold]
    #[must_use]
    pub fn in_entry(self) -> Self {
        self.within(Step::Entry)
    }

    fn within(mut self, step: Step) -> Self {
        self.0.path.push(step);
        self
    }
}

impl Display for ReadError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Details {
            expected,
            found,
            offset,
            path,
        } = &*self.0;
        if !path.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        write!(f, "expected {expected}, found {found} at byte {offset}")
    }
}

impl std::error::Error for ReadError {}

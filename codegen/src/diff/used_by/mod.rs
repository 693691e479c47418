//! Finds the facts that concern a program that calls the generated crate.
//!
//! A program is read without types, so names decide, and a name counts for whatever it may mean:
//! - the name of a client's method (`.create_game_session()`), whatever it is called on;
//! - a path that leads into the crate, by imports, renames, globs, type aliases and re-exports of any
//!   file of the program;
//! - the name of a field, accessor, setter or variant (`.fleet_id()`, `Self::Ec2`), for every shape that
//!   the operations and types which the program names lead to;
//! - a text that is an enum's value, where the program's operations lead to the enum.
//!
//! All of it counts in macros, too. So rather too much is marked than too little. What only a macro's
//! expansion, an `include!` or another crate says is not seen.
//!
//! [`tokens`] finds names in sources, [`manifests`] what dependencies are called, [`program`] holds both, [`resolve`]
//! says what paths lead to, [`used`] which items that is, [`touch`] which facts. Never here: files and folders.

mod manifests;
mod program;
mod resolve;
mod tokens;
mod touch;
mod used;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::changes::{Changes, Fact, Use, Verdict};
use super::namesakes;
use super::revision::Revision;
use super::verdict;
pub use program::Program;
pub use tokens::Source;
use used::Used;

/// Says for every fact where the program uses what it is about. Returns whether the program names the
/// crate at all; when it does not, it uses nothing.
pub fn mark_used(changes: &mut Changes, old: &Revision, new: &Revision, program: &Program) -> bool {
    let (old, _) = namesakes::aligned(old, new);
    let names = program.crate_names(new);
    let used = Used::new(&old, new, program, &names);
    let items = verdict::touched_items(&old, new, &changes.facts);
    for (fact, items) in changes.facts.iter_mut().zip(items) {
        fact.uses = Some(touch::uses(&used, fact, &items));
    }
    !used.mentions.is_empty()
}

/// The operations of a service that the program calls, waits with or names, and where.
pub fn used_operations(revision: &Revision, program: &Program) -> BTreeMap<String, BTreeSet<Use>> {
    let names = program.crate_names(revision);
    Used::new(revision, revision, program, &names).operations()
}

/// What a program has nothing to do with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Unused(Vec<(Verdict, usize)>);

impl Unused {
    /// How many facts these are.
    pub(super) fn total(&self) -> usize {
        self.0.iter().map(|(_, number)| number).sum()
    }
}

impl fmt::Display for Unused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self
            .0
            .iter()
            .map(|(verdict, number)| format!("{number} {verdict}"));
        f.write_str(&counts.collect::<Vec<_>>().join(", "))
    }
}

/// The changes that a program has to do with, and what is left out for it: nothing where there is no
/// program.
pub(super) fn split(changes: &Changes) -> (Changes, Unused) {
    let unused = Verdict::ALL.into_iter().filter_map(|verdict| {
        let number = changes.with(verdict).filter(|fact| !fact.is_used()).count();
        (number > 0).then_some((verdict, number))
    });
    let unused = Unused(unused.collect());
    let mut changes = changes.clone();
    changes.facts.retain(Fact::is_used);
    (changes, unused)
}

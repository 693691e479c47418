//! Programs that show whether a verdict is true: each uses one item that a fact takes away or changes, so it
//! compiles with the old crate and does not with the new one.
//!
//! [`evidence`] makes the two crates and the programs, [`Witness::objection`] holds what the compiler says
//! against what it should say. Never here: starting a compiler, writing files.

mod compiler;
mod program;
mod signature;

use std::collections::{BTreeMap, BTreeSet};

pub use compiler::CompilerError;

use super::changes::{Changes, Verdict};
use super::revision::Revision;
use super::verdict;
use crate::emit;
use crate::emit::public_items::PublicItem;
use crate::files::Files;
use crate::problem::Problems;
use program::Crates;
pub use program::Witness;

/// All that the verdicts of one comparison can be tried on.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The name of the package that both crates are.
    pub package: String,
    /// The crate of the old model.
    pub old: Files,
    /// The crate of the new model.
    pub new: Files,
    /// A program for every item that a fact breaks, in the order of the items.
    pub witnesses: Vec<Witness>,
    /// Public items of the old crate that are not in the new one, and that no fact names, as lines of `api.txt`.
    pub unnamed: Vec<String>,
}

/// Puts together what the verdicts of a comparison can be tried on.
///
/// # Errors
/// A crate has two files of one name.
pub fn evidence(old: &Revision, new: &Revision, changes: &Changes) -> Result<Evidence, Problems> {
    let (was, is) = verdict::crates(old, new);
    let broken = broken(old, new, changes);
    let (before, after) = (verdict::all(&was), verdict::all(&is));
    let crates = Crates::new(&was.package.crate_name, &before, &after);
    Ok(Evidence {
        package: was.package.name.clone(),
        witnesses: broken
            .values()
            .map(|(item, facts)| crates.witness(item, facts))
            .collect(),
        unnamed: unnamed(&before, &after, &broken),
        old: emit::emit(&was)?,
        new: emit::emit(&is)?,
    })
}

/// Broken items with the ids of the facts that break them, by path and kind.
type Broken = BTreeMap<(String, &'static str), (PublicItem, Vec<String>)>;

fn broken(old: &Revision, new: &Revision, changes: &Changes) -> Broken {
    let mut broken = Broken::new();
    let of_facts = super::broken(old, new, changes);
    for (fact, items) in changes.facts.iter().zip(of_facts) {
        debug_assert_eq!(fact.verdict == Verdict::Major, !items.is_empty());
        for item in items {
            let key = (item.path.clone(), item.kind);
            let (_, facts) = broken.entry(key).or_insert_with(|| (item, Vec::new()));
            if !facts.contains(&fact.id) {
                facts.push(fact.id.clone());
            }
        }
    }
    broken
}

/// The lines of the old `api.txt` that the new one does not have and no fact answers for. The text that an
/// enum's variant stands for is no part of what a program can break on.
fn unnamed(before: &[PublicItem], after: &[PublicItem], broken: &Broken) -> Vec<String> {
    let known: BTreeSet<_> = after.iter().map(verdict::identity).collect();
    let gone = before.iter().filter(|item| {
        let is_named = broken.contains_key(&(item.path.clone(), item.kind));
        !is_named && !known.contains(&verdict::identity(item))
    });
    gone.map(PublicItem::line).collect()
}

//! Model x Model -> [`Changes`]: what a model update means for the people who call the generated crate.
//!
//! [`Revision::read`] takes a model of any time; [`diff`] compares two. [`facts`] finds every difference
//! of the models, [`reach`] the operations that each one reaches, [`verdict`] what it does to Rust callers,
//! which it reads off the items that the generator would emit for either model. [`rename`] and [`bump`]
//! draw conclusions, [`namesakes`] knows what only the models call otherwise, [`used_by`] finds what a program has to do with it, [`view`] shows the result, [`witness`]
//! lets a compiler try the verdicts.
//!
//! Never here: where models come from, files, the terminal.

mod allow;
mod bump;
mod changes;
mod facts;
mod kind;
mod mend;
mod namesakes;
mod reach;
mod rename;
mod revision;
mod used_by;
mod verdict;
pub mod view;
mod witness;

use crate::emit::public_items::PublicItem;

pub use allow::Allowed;
pub use changes::{
    Bump, Changes, DocumentName, Fact, Level, Reach, Rename, Side, Subject, Use, Verdict,
};
pub use facts::{Difference, differences};
pub use kind::Kind;
pub use revision::Revision;
pub use used_by::{Program, Source, mark_used, used_operations};
pub use witness::{CompilerError, Evidence, Witness, evidence};

/// For each fact, every public item of the old crate that it takes away or changes; [`Fact::items`] names
/// some of them.
pub fn broken(old: &Revision, new: &Revision, changes: &Changes) -> Vec<Vec<PublicItem>> {
    let (old, _) = namesakes::aligned(old, new);
    verdict::broken(&old, new, &changes.facts)
}

/// Compares two revisions of one service.
pub fn diff(old: &Revision, new: &Revision) -> Changes {
    // What has another name in the model only is held against itself.
    let (aligned, names) = namesakes::aligned(old, new);
    let differences = facts::compare(&aligned.model, &new.model, &names);
    let other = facts::keys(&aligned.unmodelled, &new.unmodelled, &differences);
    let found: Vec<_> = differences.into_iter().chain(other).collect();
    let reaches = reach::all(&aligned.model, &new.model, &found);
    let key = new.key();
    let facts: Vec<_> = found
        .into_iter()
        .zip(reaches)
        .map(|(found, reach)| found.into_fact(&key, reach))
        .collect();
    let mut facts = facts;
    verdict::judge(&aligned, new, &mut facts);
    let renames = rename::hints(&aligned.model, &new.model, &facts);
    for fact in facts.iter_mut().filter(|fact| fact.new.is_none()) {
        fact.pointer = names.place(&fact.pointer);
    }
    Changes {
        service: key,
        full_name: new.model.service.full_name.clone(),
        old: old.label.clone(),
        new: new.label.clone(),
        operations: new.model.operations.len(),
        bump: bump::suggest(&facts),
        facts,
        renames,
        used_by: None,
    }
}

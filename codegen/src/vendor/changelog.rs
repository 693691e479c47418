//! The changelog of a vendored crate: what each new package of models, and each other choice of operations, changed for
//! the operations that it has.
//!
//! It is made of the steps that the provenance lists, and so can be made again.
//! Never here: how a change is worded ([`crate::diff::view`]).

use crate::diff::view::{Release, changelog};
use crate::diff::{Changes, Revision, diff};
use crate::emit::VENDORED_MARKER;
use crate::lower::complete_pages;
use crate::model::Model;
use crate::selection::{Selection, keep_selected};

use super::provenance::Step;

/// A step with the model that it was made from.
pub(super) struct Stage<'s> {
    pub(super) step: &'s Step,
    /// The model of the whole service, and how it is generated.
    pub(super) revision: Revision,
}

/// The changelog of these stages, the oldest first.
pub(super) fn render(name: &str, stages: &[Stage<'_>]) -> String {
    let mut text = format!(
        "<!-- {VENDORED_MARKER} -->\n# Changelog\n\nWhat changed in the vendored `{name}`, the newest first, for the operations \
         that it has.\n"
    );
    for pair in stages.windows(2).rev() {
        if let [old, new] = pair {
            let release = Release {
                version: &new.step.version,
                date: new.step.models.released.as_deref(),
                origin: &origin(new.step),
            };
            let entry = changelog(&changes(old, new), &release, &origin(old.step), &[]);
            text.push_str(&format!("\n{}\n{}", heading(new), without_heading(&entry)));
        }
    }
    if let Some(first) = stages.first() {
        text.push_str(&format!("\n{}\n\nFirst vendored.\n", heading(first)));
    }
    text
}

/// What a step changed for the operations there were and are.
pub(super) fn changes(old: &Stage<'_>, new: &Stage<'_>) -> Changes {
    diff(&reduced(old), &reduced(new))
}

fn reduced(stage: &Stage<'_>) -> Revision {
    let mut revision = stage.revision.clone();
    reduce(&mut revision.model, &stage.step.operations);
    revision
}

/// Leaves these operations, all of them if there are none.
fn reduce(model: &mut Model, operations: &[String]) {
    complete_pages(model);
    let selection = Selection::parse(operations.iter().map(String::as_str)).ok();
    keep_selected(model, selection.filter(|_| !operations.is_empty()).as_ref());
}

fn origin(step: &Step) -> String {
    format!("{} {}", step.models.package, step.models.version)
}

fn heading(stage: &Stage<'_>) -> String {
    let (all, step) = (stage.revision.model.operations.len(), stage.step);
    let operations = match step.operations.len() {
        0 => format!("all {all} operations"),
        some => format!("{some} of {all} operations"),
    };
    let date = step.models.released.as_ref();
    let date = date.map_or_else(String::new, |date| format!(" - {date}"));
    format!(
        "## [{}]{date}: {}, {operations}",
        step.version,
        origin(step)
    )
}

/// The entry without its first line.
fn without_heading(entry: &str) -> &str {
    entry.split_once('\n').map_or("", |(_, rest)| rest)
}

//! The versions at which a service's models changed, for a terminal: what happened to the operations, what
//! follows for callers, and what breaks.
//!
//! Never here: which versions there are.

use super::apichanges;
use super::sections::sections;
use super::text::{self, counts, plain};
use super::words::count;
use crate::diff::{Changes, Revision, Verdict};
use crate::medium::terminal::{Lines, Terminal};

/// The versions of a service's models from one to another.
#[derive(Debug)]
pub struct History<'r> {
    /// The full name of the service, such as `Amazon GameLift`.
    pub service: String,
    /// The oldest version that was looked at.
    pub from: String,
    /// The newest version that was looked at.
    pub to: String,
    /// How many versions there are, with both ends.
    pub versions: usize,
    /// How many of them were looked at: none between two that are the same.
    pub looked_at: usize,
    /// The versions at which something happened, the oldest first.
    pub steps: Vec<Step<'r>>,
}

/// A version at which something happened.
#[derive(Debug)]
pub struct Step<'r> {
    /// The version, such as `1.13.43`.
    pub version: String,
    /// The day on which it was published, where that is known: `2019-12-19`.
    pub date: Option<String>,
    /// The last version before it that was looked at.
    pub after: Option<String>,
    /// What happened.
    pub what: What<'r>,
}

/// What happened at a version.
#[derive(Debug)]
pub enum What<'r> {
    /// The models changed.
    Changed {
        /// What changed.
        changes: Box<Changes>,
        /// The models of the version before.
        old: &'r Revision,
        /// The models of the version.
        new: &'r Revision,
    },
    /// The service has come.
    Came,
    /// The service has gone.
    Gone,
}

impl Step<'_> {
    /// The day, the version, and the one that it is held against: `2019-12-19 - 1.13.43 after 1.13.42`. That nothing
    /// came between these two is not said: there may be versions that were not to be had.
    pub(super) fn name(&self) -> String {
        let date = self.date.iter().map(|date| format!("{date} - "));
        let date = date.collect::<String>();
        let after = self.after.iter().map(|after| format!(" after {after}"));
        format!("{date}{}{}", self.version, after.collect::<String>())
    }

    /// The version, and what happened to the operations: `3 new 30 updated api methods`.
    pub(super) fn summary(&self) -> String {
        match &self.what {
            What::Came => "the service has come".to_owned(),
            What::Gone => "the service has gone".to_owned(),
            What::Changed { changes, .. } => {
                apichanges::summary(apichanges::what(changes).into_values())
            }
        }
    }
}

impl History<'_> {
    /// How many versions there are, and at how many something happened.
    pub(super) fn summary(&self) -> String {
        let mut versions = count(self.versions, "version");
        if self.looked_at < self.versions {
            versions.push_str(&format!(" ({} looked at)", self.looked_at));
        }
        match self.steps.len() {
            0 => format!("{versions}, and none of them changed the models"),
            number => format!("{versions}, {number} of them changed the models"),
        }
    }
}

/// The history, for a person at a terminal.
pub fn history(history: &History<'_>, terminal: impl Into<Terminal>) -> String {
    let History {
        service, from, to, ..
    } = history;
    let mut lines = Lines::new(terminal);
    lines.line(
        0,
        &format!("{service}: {from} to {to}, {}", history.summary()),
    );
    for step in &history.steps {
        lines.blank();
        lines.line(0, &format!("{} - {}", step.name(), step.summary()));
        if let What::Changed { changes, .. } = &step.what {
            let level = changes.bump.level.as_str();
            let mut counts = counts(changes);
            counts.push(plain(&format!("; version bump: {level}")));
            lines.spans(2, &counts);
            let sections = sections(changes).into_iter();
            for section in sections.filter(|section| section.verdict == Verdict::Major) {
                text::write(&mut lines, 2, &section);
            }
        }
    }
    lines.finish()
}

//! The versions at which a service's models changed, for a terminal: what happened to the operations, what
//! follows for callers, and what breaks.
//!
//! Never here: which versions there are.

use super::apichanges;
use super::text::{Colours, counts, paint};
use super::words::{self, count};
use crate::diff::{Changes, Revision, Verdict};

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
    /// The version, and what happened to the operations: `3 new 30 updated api methods`.
    pub(super) fn summary(&self) -> String {
        match &self.what {
            What::Came => "the service has come".to_owned(),
            What::Gone => "the service has gone".to_owned(),
            What::Changed { changes, old, new } => {
                let what = apichanges::what(changes, old, new);
                apichanges::summary(what.into_values())
            }
        }
    }
}

impl History<'_> {
    /// How many versions there are, and at how many something happened.
    pub(super) fn summary(&self) -> String {
        let versions = count(self.versions, "version");
        match self.steps.len() {
            0 => format!("{versions}, and none of them changed the models"),
            number => format!("{versions}, {number} of them changed the models"),
        }
    }
}

/// The history, for a person at a terminal.
pub fn history(history: &History<'_>, colours: Colours) -> String {
    let History {
        service, from, to, ..
    } = history;
    let mut text = format!("{service}: {from} to {to}, {}\n", history.summary());
    for step in &history.steps {
        let date = step.date.iter().map(|date| format!("{date} - "));
        let (date, summary) = (date.collect::<String>(), step.summary());
        text.push_str(&format!("\n{date}{} - {summary}\n", step.version));
        if let What::Changed { changes, .. } = &step.what {
            let (counts, level) = (counts(colours, changes), changes.bump.level.as_str());
            text.push_str(&format!("  {counts}; version bump: {level}\n"));
            for fact in changes.with(Verdict::Major) {
                let title = paint(colours, Verdict::Major, &words::title(fact));
                text.push_str(&format!("  {title}\n"));
                text.push_str(&format!("      {}\n", words::consequence(fact)));
                if let Some(rename) = words::rename(changes, fact) {
                    text.push_str(&format!("      {rename}\n"));
                }
            }
        }
    }
    text
}

//! Reports what an update means, to the person who runs it and to reviewers.
//!
//! Never here: what single facts look like ([`crate::diff::view`]).

use super::{CrateUpdate, Plan};
use crate::diff::{Verdict, view};
use crate::medium::markdown::{Inline, Markdown};
use crate::medium::terminal::Lines;

impl Plan {
    /// The changes of every service, for a terminal.
    pub fn text(&self, terminal: view::Terminal) -> String {
        let mut lines = Lines::new(terminal);
        let mut is_first = true;
        for changes in self.crates.iter().filter_map(|one| one.changes.as_ref()) {
            if !std::mem::take(&mut is_first) {
                lines.blank();
            }
            lines.append(&view::lines(changes, terminal));
        }
        if !self.partitions.is_empty() {
            lines.blank();
        }
        for (verdict, what) in &self.partitions {
            lines.line(0, &format!("{verdict}: {what}"));
        }
        lines.finish()
    }

    /// The body of the pull request, as Markdown.
    pub fn pull_request(&self) -> String {
        let released = self.released.as_ref();
        let released = released.map(|date| format!(" of {date}"));
        let mut body = Markdown::new();
        body.paragraph(&[Inline::text(&format!(
            "Takes the models of {}{} in place of those of {}.",
            self.origin,
            released.unwrap_or_default(),
            self.before
        ))]);
        let titles = ["crate", "version", "breaks", "acts differently", "new"];
        body.table(&titles, &self.crates.iter().map(row).collect::<Vec<_>>());
        if !self.partitions.is_empty() {
            body.heading(3, &Inline::text("Partitions of AWS"));
            for (verdict, what) in &self.partitions {
                body.item(0, &Inline::sentence(&format!("{what} ({verdict}).")));
            }
        }
        if !self.notes.is_empty() {
            body.heading(3, &Inline::text("To be decided"));
            for note in &self.notes {
                body.item(0, &Inline::sentence(&format!("{note}.")));
            }
        }
        for one in &self.crates {
            if let Some(changes) = &one.changes {
                body.append(&view::document(changes));
            } else {
                body.heading(3, &Inline::text(&one.full_name));
                body.paragraph(&[Inline::text("New.")]);
            }
        }
        body.finish()
    }
}

/// A line of the table.
fn row(one: &CrateUpdate) -> Vec<Inline> {
    let CrateUpdate {
        name,
        old_version,
        version,
        changes,
        ..
    } = one;
    let versions = match changes {
        None => Inline::text(&format!("{version}, new")),
        Some(_) if old_version == version => Inline::text(version),
        Some(_) => {
            let old = Inline::text(&format!("{old_version} → "));
            old.then(Inline::text(version).strong())
        }
    };
    let number = |verdict| {
        let changes = changes.as_ref();
        let number = changes.map_or(0, |changes| changes.with(verdict).count());
        Inline::text(&number.to_string())
    };
    let mut row = vec![Inline::code(name), versions];
    row.extend([Verdict::Major, Verdict::Behaviour, Verdict::Minor].map(number));
    row
}

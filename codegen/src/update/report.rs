//! What an update means, for the person who runs it and for those who review it.
//!
//! Never here: what single facts look like ([`crate::diff::view`]).

use super::{CrateUpdate, Plan};
use crate::diff::{Verdict, view};

impl Plan {
    /// The changes of every service, for a terminal.
    pub fn text(&self, colours: view::Colours) -> String {
        let changes = self.crates.iter().filter_map(|one| one.changes.as_ref());
        let mut parts: Vec<_> = changes
            .map(|changes| view::text(changes, colours))
            .collect();
        let partitions = self.partitions.iter();
        let partitions = partitions.map(|(verdict, what)| format!("{verdict}: {what}\n"));
        parts.extend(Some(partitions.collect()).filter(|text: &String| !text.is_empty()));
        parts.join("\n")
    }

    /// The body of the pull request, as Markdown.
    pub fn pull_request(&self) -> String {
        let released = self.released.as_ref();
        let released = released.map(|date| format!(" of {date}"));
        let mut text = format!(
            "Takes the models of {}{} in place of those of {}.\n\n| crate | version | breaks | acts differently | new |\n\
             |---|---|---|---|---|\n",
            self.origin,
            released.unwrap_or_default(),
            self.before
        );
        text.extend(self.crates.iter().map(row));
        if !self.partitions.is_empty() {
            text.push_str("\n### Partitions of AWS\n\n");
            let lines = self.partitions.iter();
            text.extend(lines.map(|(verdict, what)| format!("- {what} ({verdict}).\n")));
        }
        if !self.notes.is_empty() {
            text.push_str("\n### To be decided\n\n");
            text.extend(self.notes.iter().map(|note| format!("- {note}.\n")));
        }
        for one in &self.crates {
            text.push('\n');
            match &one.changes {
                Some(changes) => text.push_str(&view::markdown(changes)),
                None => text.push_str(&format!("### {}\n\nNew.\n", one.full_name)),
            }
        }
        text
    }
}

/// A line of the table.
fn row(one: &CrateUpdate) -> String {
    let CrateUpdate {
        name,
        old_version,
        version,
        changes,
        ..
    } = one;
    let versions = match changes {
        None => format!("{version}, new"),
        Some(_) if old_version == version => version.clone(),
        Some(_) => format!("{old_version} → **{version}**"),
    };
    let number = |verdict| {
        let changes = changes.as_ref();
        changes.map_or(0, |changes| changes.with(verdict).count())
    };
    let [major, behaviour, minor] =
        [Verdict::Major, Verdict::Behaviour, Verdict::Minor].map(number);
    format!("| `{name}` | {versions} | {major} | {behaviour} | {minor} |\n")
}

//! For a terminal: counts first, then what breaks, what acts differently, what is new, what is eased, and
//! what only the documentation says. What nobody notices is one line.
//!
//! Never here: whether the terminal has colours.

use std::collections::BTreeMap;

use super::words::{self, count, listed};
use crate::diff::used_by::{Unused, split};
use crate::diff::{Changes, Fact, Kind, Level, Verdict};

/// Whether the text has colours, as ANSI escape sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Yes.
    On,
    /// No.
    Off,
}

/// How many texts are named.
const NAMED_TEXTS: usize = 8;

/// The changes, for a person at a terminal.
pub fn text(changes: &Changes, colours: Colours) -> String {
    let (used, unused) = split(changes);
    let changes = &used;
    let mut page = Page {
        text: String::new(),
        colours,
    };
    page.head(changes, &unused);
    for verdict in [
        Verdict::Major,
        Verdict::Behaviour,
        Verdict::Minor,
        Verdict::Patch,
    ] {
        page.section(changes, verdict);
    }
    page.docs(changes);
    page.none(changes);
    page.unused(changes, &unused);
    page.text
}

/// Some text, in the colour of a verdict.
pub(super) fn paint(colours: Colours, verdict: Verdict, text: &str) -> String {
    let code = match verdict {
        Verdict::Major => "1;31",
        Verdict::Behaviour => "1;33",
        Verdict::Minor => "32",
        Verdict::Patch => "36",
        Verdict::Docs => "34",
        Verdict::None => "2",
    };
    match colours {
        Colours::On => format!("\x1b[{code}m{text}\x1b[0m"),
        Colours::Off => text.to_owned(),
    }
}

/// How many facts there are of each verdict: `2 major, 3 minor`.
pub(super) fn counts(colours: Colours, changes: &Changes) -> String {
    let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
        let count = changes.with(verdict).count();
        let text = format!("{count} {verdict}");
        (count > 0).then(|| paint(colours, verdict, &text))
    });
    counts.collect::<Vec<_>>().join(", ")
}

struct Page {
    text: String,
    colours: Colours,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn paint(&self, verdict: Verdict, text: &str) -> String {
        paint(self.colours, verdict, text)
    }

    fn head(&mut self, changes: &Changes, unused: &Unused) {
        let Changes {
            service,
            old,
            new,
            used_by,
            ..
        } = changes;
        self.line(&format!("{service}: {old} -> {new}"));
        let counts = counts(self.colours, changes);
        if counts.is_empty() && unused.total() == 0 {
            self.line("nothing differs");
            return;
        }
        match used_by {
            None => self.line(&counts),
            Some(program) if counts.is_empty() => {
                self.line(&format!("nothing that {program} uses differs"));
            }
            Some(program) => self.line(&format!("{counts}: used by {program}")),
        }
        let level = match changes.bump.level {
            Level::None => "none needed".to_owned(),
            level => {
                let reasons = changes.bump.reasons.join("; ");
                format!("{} ({reasons})", level.as_str())
            }
        };
        self.line(&format!("version bump: {level}"));
    }

    fn section(&mut self, changes: &Changes, verdict: Verdict) {
        let facts: Vec<&Fact> = changes.with(verdict).collect();
        // What comes with a new operation is not looked for on its own.
        let (along, facts): (Vec<&Fact>, Vec<&Fact>) = facts
            .into_iter()
            .partition(|fact| words::comes_with_operation(changes, fact));
        if facts.is_empty() && along.is_empty() {
            return;
        }
        self.line("");
        self.line(&self.paint(verdict, words::section(verdict)));
        match verdict {
            Verdict::Major => self.one_by_one(changes, &facts),
            Verdict::Minor => {
                for fact in facts {
                    self.line(&format!("  {}", words::title(fact)));
                    self.used_at("      ", words::used_at(&[fact]));
                }
            }
            _ => self.by_reason(&facts),
        }
        if !along.is_empty() {
            let types = count(along.len(), "type");
            self.line(&format!("  and {types} that only new operations use"));
        }
    }

    fn one_by_one(&mut self, changes: &Changes, facts: &[&Fact]) {
        for fact in facts {
            self.line(&format!("  {}", words::title(fact)));
            self.line(&format!("      {}", words::consequence(fact)));
            if let Some(rename) = words::rename(changes, fact) {
                self.line(&format!("      {rename}"));
            }
            self.used_at("      ", words::used_at(&[fact]));
        }
    }

    fn by_reason(&mut self, facts: &[&Fact]) {
        for (reason, titles) in words::by_reason(facts) {
            self.line(&format!("  {reason}:"));
            for titled in titles {
                self.line(&format!("    {}", titled.title));
                self.used_at("        ", titled.used_at);
            }
        }
    }

    fn used_at(&mut self, indent: &str, places: Option<String>) {
        if let Some(places) = places {
            self.line(&format!("{indent}{places}"));
        }
    }

    fn docs(&mut self, changes: &Changes) {
        let facts: Vec<&Fact> = changes.with(Verdict::Docs).collect();
        if facts.is_empty() {
            return;
        }
        let (texts, other): (Vec<&Fact>, Vec<&Fact>) = facts
            .into_iter()
            .partition(|fact| fact.kind == Kind::DocumentationChanged);
        self.line("");
        self.line(&self.paint(Verdict::Docs, "Documentation"));
        self.by_reason(&other);
        if !texts.is_empty() {
            let names = texts.iter().map(|fact| fact.subject.to_string());
            let subjects = listed(names, NAMED_TEXTS);
            self.line(&format!(
                "  {} changed: {subjects}",
                count(texts.len(), "text")
            ));
        }
    }

    fn unused(&mut self, changes: &Changes, unused: &Unused) {
        if let Some(line) = words::unused(changes, unused) {
            self.line("");
            self.line(&self.paint(Verdict::None, &line));
        }
    }

    fn none(&mut self, changes: &Changes) {
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        for fact in changes.with(Verdict::None) {
            *kinds.entry(fact.kind).or_default() += 1;
        }
        if kinds.is_empty() {
            return;
        }
        let total: usize = kinds.values().sum();
        let kinds = kinds
            .iter()
            .map(|(kind, n)| format!("{n} {}", kind.title()));
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        self.line("");
        let line = format!("No caller notices {}: {kinds}", count(total, "difference"));
        self.line(&self.paint(Verdict::None, &line));
    }
}

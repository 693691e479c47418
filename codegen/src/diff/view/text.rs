//! For a terminal: counts first, then what breaks, what acts differently, what is new, what is eased, and
//! what only the documentation says. What nobody notices is one line.
//!
//! Never here: which terminal it is.

use std::collections::BTreeMap;

use super::sections::{Entry, Group, Section, sections};
use super::words::{self, count, listed};
use crate::diff::used_by::{Unused, split};
use crate::diff::{Changes, Kind, Level, Verdict};
use crate::medium::terminal::{Lines, Span, Terminal};

/// How many texts are named.
const NAMED_TEXTS: usize = 8;

/// The changes, for a person at a terminal.
pub fn text(changes: &Changes, terminal: impl Into<Terminal>) -> String {
    lines(changes, terminal).finish()
}

/// The same, as a part of other lines.
pub(crate) fn lines(changes: &Changes, terminal: impl Into<Terminal>) -> Lines {
    let (used, unused) = split(changes);
    let changes = &used;
    let mut lines = Lines::new(terminal);
    head(&mut lines, changes, &unused);
    for section in sections(changes) {
        lines.blank();
        lines.spans(
            0,
            &[painted(section.verdict, words::section(section.verdict))],
        );
        write(&mut lines, 2, &section);
    }
    none(&mut lines, changes);
    if let Some(line) = words::unused(changes, &unused) {
        lines.blank();
        lines.spans(0, &[painted(Verdict::None, &line)]);
    }
    lines
}

/// What a kind of fact means.
pub fn explanation(kind: Kind, terminal: impl Into<Terminal>) -> String {
    let mut lines = Lines::new(terminal);
    lines.line(0, &format!("{kind}: {}", kind.title()));
    lines.blank();
    lines.line(0, kind.explain());
    lines.finish()
}

/// Some text, in the colour of a verdict.
pub(super) fn painted(verdict: Verdict, text: &str) -> Span {
    let colour = match verdict {
        Verdict::Major => "1;31",
        Verdict::Behaviour => "1;33",
        Verdict::Minor => "32",
        Verdict::Patch => "36",
        Verdict::Docs => "34",
        Verdict::None => "2",
    };
    Span {
        colour: Some(colour),
        text: text.to_owned(),
    }
}

pub(super) fn plain(text: &str) -> Span {
    Span {
        colour: None,
        text: text.to_owned(),
    }
}

/// How many facts there are of each verdict: `2 major, 3 minor`.
pub(super) fn counts(changes: &Changes) -> Vec<Span> {
    let mut counts = Vec::new();
    for verdict in Verdict::ALL {
        let count = changes.with(verdict).count();
        if count > 0 {
            if !counts.is_empty() {
                counts.push(plain(", "));
            }
            counts.push(painted(verdict, &format!("{count} {verdict}")));
        }
    }
    counts
}

fn head(lines: &mut Lines, changes: &Changes, unused: &Unused) {
    let Changes {
        service,
        old,
        new,
        used_by,
        ..
    } = changes;
    lines.line(0, &format!("{service}: {old} -> {new}"));
    let mut counts = counts(changes);
    if counts.is_empty() && unused.total() == 0 {
        lines.line(0, "nothing differs");
        return;
    }
    match used_by {
        None => {}
        Some(program) if counts.is_empty() => {
            counts.push(plain(&format!("nothing that {program} uses differs")));
        }
        Some(program) => counts.push(plain(&format!(": used by {program}"))),
    }
    lines.spans(0, &counts);
    let level = match changes.bump.level {
        Level::None => "none needed".to_owned(),
        level => {
            let reasons = changes.bump.reasons.join("; ");
            format!("{} ({reasons})", level.as_str())
        }
    };
    lines.line(0, &format!("version bump: {level}"));
}

/// What a section says.
pub(super) fn write(lines: &mut Lines, indent: usize, section: &Section<'_>) {
    for Group { used_at, reasons } in &section.groups {
        let mut indent = indent;
        if let Some(places) = used_at {
            lines.line(indent, &format!("{places}:"));
            indent += 2;
        }
        for reason in reasons {
            let mut indent = indent;
            if let Some(head) = &reason.head {
                lines.line(indent, &format!("{head}:"));
                indent += 2;
            }
            for Entry { title, below } in &reason.entries {
                lines.line(indent, title);
                for line in below {
                    lines.line(indent + 4, line);
                }
            }
        }
    }
    if !section.texts.is_empty() {
        let names = section.texts.iter().map(std::string::ToString::to_string);
        let names = listed(names, NAMED_TEXTS);
        let number = count(section.texts.len(), "text");
        lines.line(indent, &format!("{number} changed: {names}"));
    }
    if let Some(along) = &section.along {
        lines.line(indent, &format!("and {along}"));
    }
}

fn none(lines: &mut Lines, changes: &Changes) {
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
    let line = format!("No caller notices {}: {kinds}", count(total, "difference"));
    lines.blank();
    lines.spans(0, &[painted(Verdict::None, &line)]);
}

//! Markdown for pull requests: breaking changes and changes of behaviour are open, the rest is folded.
//!
//! Never here: how Markdown is written.

use super::sections::{Entry, Group, Section, sections};
use super::words::{self, count};
use crate::diff::used_by::{Unused, split};
use crate::diff::{Changes, Level, Verdict};
use crate::medium::markdown::{Inline, Markdown};

/// How many texts are named.
const NAMED_TEXTS: usize = 40;

/// The changes of one service, as Markdown.
pub fn markdown(changes: &Changes) -> String {
    document(changes).finish()
}

/// The same, as a part of another document.
pub(crate) fn document(changes: &Changes) -> Markdown {
    let (used, unused) = split(changes);
    let changes = &used;
    let mut document = Markdown::new();
    head(&mut document, changes, &unused);
    for section in sections(changes) {
        let title = words::section(section.verdict);
        if section.verdict >= Verdict::Behaviour {
            document.heading(4, &Inline::text(title));
            write(&mut document, &section);
        } else {
            let mut body = Markdown::new();
            write(&mut body, &section);
            document.folded(&format!("{title} ({})", section.number), body);
        }
    }
    let unnoticed = changes.with(Verdict::None).count();
    if unnoticed > 0 {
        let number = count(unnoticed, "difference");
        let text = format!("No caller notices {number} more.");
        document.paragraph(&[Inline::text(&text)]);
    }
    if let Some(line) = words::unused(changes, &unused) {
        document.paragraph(&[Inline::text(&format!("{line}."))]);
    }
    document
}

fn head(document: &mut Markdown, changes: &Changes, unused: &Unused) {
    let Changes {
        full_name,
        old,
        new,
        bump,
        used_by,
        ..
    } = changes;
    let title = Inline::text(full_name)
        .then(Inline::text(": "))
        .then(Inline::code(old))
        .then(Inline::text(" to "))
        .then(Inline::code(new));
    document.heading(3, &title);
    let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
        let number = changes.with(verdict).count();
        let counted = Inline::text(&format!("{number} {verdict}"));
        let counted = match verdict {
            Verdict::Major | Verdict::Behaviour => counted.strong(),
            _ => counted,
        };
        (number > 0).then_some(counted)
    });
    let counts: Vec<_> = counts.collect();
    if counts.is_empty() && unused.total() == 0 {
        document.paragraph(&[Inline::text("Nothing differs.")]);
        return;
    }
    let used_by = used_by.as_deref().map(Inline::code);
    let mut lines = vec![match used_by {
        None => Inline::listed(counts).then(Inline::text(".")),
        Some(program) if counts.is_empty() => Inline::text("Nothing that ")
            .then(program)
            .then(Inline::text(" uses differs.")),
        Some(program) => Inline::listed(counts)
            .then(Inline::text(": used by "))
            .then(program)
            .then(Inline::text(".")),
    }];
    if bump.level != Level::None {
        let level = Inline::text(bump.level.as_str()).strong();
        let reasons = Inline::text(&format!(" ({}).", bump.reasons.join("; ")));
        lines.push(
            Inline::text("Suggested version bump: ")
                .then(level)
                .then(reasons),
        );
    }
    document.paragraph(&lines);
}

fn write(document: &mut Markdown, section: &Section<'_>) {
    for Group { used_at, reasons } in &section.groups {
        let mut depth = 0;
        if let Some(places) = used_at {
            document.item(depth, &Inline::text(&format!("{places}:")));
            depth += 1;
        }
        for reason in reasons {
            let mut depth = depth;
            if let Some(head) = &reason.head {
                document.item(depth, &Inline::sentence(&format!("{head}:")));
                depth += 1;
            }
            for Entry { title, below } in &reason.entries {
                document.item(depth, &Inline::text(title));
                for line in below {
                    document.item(depth + 1, &Inline::sentence(line));
                }
            }
        }
    }
    if !section.texts.is_empty() {
        let names = section.texts.iter().take(NAMED_TEXTS);
        let names = names.map(|subject| Inline::code(&subject.to_string()));
        let more = match section.texts.len().saturating_sub(NAMED_TEXTS) {
            0 => Inline::default(),
            more => Inline::text(&format!(" and {more} more")),
        };
        let number = count(section.texts.len(), "text");
        let item = Inline::text(&format!("{number}: "))
            .then(Inline::listed(names))
            .then(more);
        document.item(0, &item);
    }
    if let Some(along) = &section.along {
        document.item(0, &Inline::text(along));
    }
}

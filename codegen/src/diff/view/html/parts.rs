//! The parts of a page that facts and entries have in common: sections, badges, what is folded away, anchors.
//!
//! Never here: what facts say.

use std::collections::BTreeMap;

use crate::diff::Verdict;
use crate::medium::html::{self, escaped};

/// Entries or facts under one heading.
pub(super) struct Section {
    /// What it is called in its anchor; no two of a comparison have the same.
    pub(super) name: &'static str,
    pub(super) title: String,
    /// How many entries or facts are in it.
    pub(super) number: usize,
    /// HTML.
    pub(super) body: String,
}

impl Section {
    pub(super) fn link(&self, comparison: usize) -> String {
        let Self {
            name,
            title,
            number,
            ..
        } = self;
        format!("<a href=\"#section-{comparison}-{name}\">{title} ({number})</a>")
    }

    pub(super) fn html(&self, comparison: usize) -> String {
        let Self {
            name,
            title,
            number,
            body,
        } = self;
        format!(
            "<section id=\"section-{comparison}-{name}\">\n<h2>{title} ({number})</h2>\n\
             {body}</section>\n"
        )
    }
}

/// What the section of a verdict is called in its anchor.
pub(super) fn section_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Major => "breaks",
        Verdict::Behaviour => "acts",
        Verdict::Minor => "brings",
        Verdict::Patch => "eases",
        Verdict::Docs => "texts",
        Verdict::None => "unnoticed",
    }
}

/// What the entry of an operation is called in links.
pub(super) fn entry_anchor(comparison: usize, operation: &str) -> String {
    format!("operation-{comparison}-{}", html::anchor(operation))
}

/// How many there are of each verdict, as badges that lead to an anchor where there is one.
pub(super) fn counts(
    verdicts: impl Iterator<Item = Verdict>,
    anchor: impl Fn(Verdict) -> Option<String>,
) -> String {
    let mut numbers: BTreeMap<Verdict, usize> = BTreeMap::new();
    for verdict in verdicts {
        *numbers.entry(verdict).or_default() += 1;
    }
    let counts = numbers
        .iter()
        .rev()
        .map(|(verdict, number)| match anchor(*verdict) {
            Some(anchor) => {
                format!("<a class=\"verdict {verdict}\" href=\"#{anchor}\">{number} {verdict}</a>")
            }
            None => format!("<span class=\"verdict {verdict}\">{number} {verdict}</span>"),
        });
    counts.collect::<Vec<_>>().join(" ")
}

pub(super) fn badge(verdict: Verdict) -> String {
    format!("<span class=\"verdict {verdict}\">{verdict}</span>")
}

/// Something that is out of the way until it is asked for. `title` is text, `body` is HTML.
pub(super) fn folded(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!("<details class=\"aside\">\n<summary>{title}</summary>\n{body}</details>\n")
}

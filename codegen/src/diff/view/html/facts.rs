//! Lists every fact once: what changed, what follows, and where. These are the causes, and come first.
//!
//! Never here: what one operation has of it.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::{Section, badge, entry_anchor, folded, section_name};
use super::texts;
use crate::diff::view::words::{self, Companions, count};
use crate::diff::{Changes, Fact, Kind, Reach, Subject, Verdict};
use crate::medium::html::{escaped, sentence};

/// A fact and what its place on the page is called.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'c> {
    /// The number of the comparison on the page.
    pub(super) comparison: usize,
    /// The number of the fact in the comparison.
    pub(super) number: usize,
    /// The fact.
    pub(super) fact: &'c Fact,
    /// What it removes was probably renamed, and to what.
    pub(super) rename: Option<&'c str>,
    /// Whether it reaches so many operations that none of them is told by it.
    pub(super) is_shared: bool,
}

impl Numbered<'_> {
    fn anchor(&self) -> String {
        format!("fact-{}-{}", self.comparison, self.number)
    }

    /// Some text that leads to the fact.
    pub(super) fn link(&self, text: &str) -> String {
        format!("<a href=\"#{}\">{}</a>", self.anchor(), escaped(text))
    }
}

/// The facts of a comparison, in their order.
pub(super) fn numbered<'c>(
    comparison: usize,
    changes: &'c Changes,
    renames: &'c [Option<String>],
) -> Vec<Numbered<'c>> {
    let mut errors: BTreeMap<(Kind, &str), usize> = BTreeMap::new();
    for fact in &changes.facts {
        if let Subject::OperationError { error, .. } = &fact.subject {
            *errors.entry((fact.kind, error)).or_default() += 1;
        }
    }
    let facts = changes.facts.iter().zip(renames).enumerate();
    let facts = facts.map(|(number, (fact, rename))| {
        let operations = match &fact.subject {
            Subject::OperationError { error, .. } => {
                errors.get(&(fact.kind, error)).copied().unwrap_or_default()
            }
            _ => operations(fact).len(),
        };
        Numbered {
            comparison,
            number,
            fact,
            rename: rename.as_deref(),
            is_shared: operations > words::FEW_OPERATIONS,
        }
    });
    facts.collect()
}

/// Whether a fact is about the service as a whole, so that to name operations would say nothing.
pub(super) fn is_about_service(fact: &Fact) -> bool {
    let has_service = matches!(
        fact.subject,
        Subject::Service | Subject::EndpointParameter(_) | Subject::Key(_)
    );
    has_service || fact.reach.is_empty()
}

/// The sections of all facts, a section for each verdict, the gravest first.
pub(super) fn sections(changes: &Changes, facts: &[Numbered<'_>]) -> Vec<Section> {
    let mut causes = Causes {
        companions: Companions::of(changes),
        lists: BTreeMap::new(),
    };
    let sections = Verdict::ALL.into_iter().filter_map(|verdict| {
        let facts = facts.iter().copied();
        let facts = facts.filter(|numbered| numbered.fact.verdict == verdict);
        let facts: Vec<_> = facts.collect();
        let number = facts.len();
        let body = causes.section(verdict, facts);
        (number > 0).then(|| Section {
            name: section_name(verdict),
            title: words::section(verdict).to_owned(),
            number,
            body: match verdict {
                Verdict::Docs | Verdict::None => folded(&count(number, "change"), &body),
                _ => body,
            },
        })
    });
    sections.collect()
}

struct Causes<'c> {
    companions: Companions<'c>,
    /// The long lists of operations that are on the page, and the anchors of those.
    lists: BTreeMap<Vec<&'c str>, String>,
}

/// What the facts of one item of a list have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Common<'c> {
    /// An error that came to operations, or went from them.
    Error(Kind, &'c str),
    /// Values that came to an enum, or went from it.
    Values(Kind, &'c str, &'c [Reach]),
    /// Nothing: it is the only one.
    Number(usize),
}

fn common<'c>(numbered: &Numbered<'c>) -> Common<'c> {
    let fact = numbered.fact;
    match &fact.subject {
        Subject::OperationError { error, .. } => Common::Error(fact.kind, error),
        Subject::Value { shape, .. } if fact.verdict == Verdict::Minor && fact.uses.is_none() => {
            Common::Values(fact.kind, shape, &fact.reach)
        }
        _ => Common::Number(numbered.number),
    }
}

impl<'c> Causes<'c> {
    /// The facts of one verdict: those from which the same follows under one heading.
    fn section(&mut self, verdict: Verdict, facts: Vec<Numbered<'c>>) -> String {
        let (along, facts): (Vec<_>, Vec<_>) = facts
            .into_iter()
            .partition(|numbered| self.companions.have(numbered.fact));
        let is_grouped = matches!(verdict, Verdict::Behaviour | Verdict::Patch);
        let mut text = String::new();
        for (reason, facts) in by(&facts, |numbered| {
            is_grouped.then_some(&numbered.fact.reason)
        }) {
            if let Some(reason) = reason {
                let number = facts.len();
                text.push_str(&format!("<h3>{} ({number})</h3>\n", sentence(reason)));
            }
            text.push_str(&self.list(&facts, !is_grouped));
        }
        if !along.is_empty() {
            let title = words::along(verdict, along.len());
            text.push_str(&folded(&title, &self.list(&along, false)));
        }
        text
    }

    fn list(&mut self, facts: &[Numbered<'c>], has_reasons: bool) -> String {
        let items = by(facts, common)
            .into_iter()
            .map(|(common, facts)| match facts.as_slice() {
                [only] if !matches!(common, Common::Error(..)) => self.item(only, has_reasons),
                facts => self.item_of_several(common, facts, has_reasons),
            });
        let items: String = items.collect();
        format!("<ul class=\"facts\">\n{items}</ul>\n")
    }

    fn item(&mut self, numbered: &Numbered<'c>, has_reason: bool) -> String {
        let fact = numbered.fact;
        let is_text = fact.kind == Kind::DocumentationChanged;
        let values = if is_text { String::new() } else { values(fact) };
        let is_operation = matches!(fact.subject, Subject::Operation(_)) && !fact.reach.is_empty();
        let subject = fact.subject.to_string();
        let subject = if is_operation && !is_about_service(fact) {
            to_entry(numbered, &subject)
        } else {
            escaped(&subject)
        };
        let mut text = format!(
            "<li id=\"{}\" data-entry>{} <code>{subject}</code>: {}{values}",
            numbered.anchor(),
            badge(fact.verdict),
            fact.kind.title(),
        );
        if has_reason && !is_text && fact.verdict != Verdict::Minor {
            text.push_str(&aside(&sentence(&words::consequence(fact))));
        }
        text.push_str(&rename(numbered));
        text.push_str(&used_at(fact));
        if !is_operation {
            text.push_str(&self.reached(numbered));
        }
        let is_noticed = fact.verdict != Verdict::None && !fact.reach.is_empty();
        let is_in_entry = matches!(fact.subject, Subject::Operation(_)) && is_noticed;
        if is_text && !is_in_entry {
            let sides = texts::sides(fact.old.as_deref(), fact.new.as_deref());
            text.push_str(&folded("Old and new text", &sides));
        }
        text.push_str("</li>\n");
        text
    }

    /// One item for several facts, each of which has its anchor in it.
    fn item_of_several(
        &mut self,
        common: Common<'c>,
        facts: &[Numbered<'c>],
        has_reason: bool,
    ) -> String {
        let Some(first) = facts.first() else {
            return String::new();
        };
        let fact = first.fact;
        let subject = match common {
            Common::Error(_, name) | Common::Values(_, name, _) => name,
            Common::Number(_) => "",
        };
        let parts = facts.iter().map(|numbered| {
            let (anchor, used_at) = (numbered.anchor(), used_at(numbered.fact));
            let part = match &numbered.fact.subject {
                Subject::OperationError { operation, .. } if !numbered.fact.reach.is_empty() => {
                    to_entry(numbered, operation)
                }
                Subject::OperationError { operation, .. } => escaped(operation),
                Subject::Value { value, .. } => format!("<code>{}</code>", escaped(value)),
                subject => escaped(&subject.to_string()),
            };
            format!("<span id=\"{anchor}\">{part}{used_at}</span>")
        });
        let parts = parts.collect::<Vec<_>>().join(", ");
        let (title, preposition, place) = match common {
            Common::Error(kind, _) => match kind {
                Kind::ErrorAdded => (kind.title(), " to ", String::new()),
                _ => (kind.title(), " from ", String::new()),
            },
            _ => (fact.kind.title(), ": ", self.reached(first)),
        };
        let reason = if has_reason && fact.verdict != Verdict::Minor {
            let reasons: BTreeSet<_> = facts.iter().map(|n| words::consequence(n.fact)).collect();
            reasons
                .iter()
                .map(|reason| aside(&sentence(reason)))
                .collect()
        } else {
            String::new()
        };
        format!(
            "<li data-entry>{} <code>{}</code>: {title}{preposition}{parts}{reason}{place}</li>\n",
            badge(fact.verdict),
            escaped(subject),
        )
    }

    /// Every operation that a fact reaches, unless it is about all of them. A long list is there once.
    fn reached(&mut self, numbered: &Numbered<'c>) -> String {
        let fact = numbered.fact;
        if fact.reach.is_empty() {
            return String::new();
        }
        if is_about_service(fact) {
            let number = count(fact.reach.len(), "operation");
            return aside(&format!("in all of {number}"));
        }
        let names = operations(fact);
        let links = names.iter().map(|name| to_entry(numbered, name));
        let links = links.collect::<Vec<_>>().join(", ");
        let place = match words::sides(fact) {
            Some(sides) => format!("in the {sides} of"),
            None => "in".to_owned(),
        };
        if names.len() <= words::FEW_OPERATIONS {
            return aside(&format!("{place} {links}"));
        }
        let number = count(names.len(), "operation");
        if let Some(anchor) = self.lists.get(&names) {
            return aside(&format!(
                "{place} <a href=\"#{anchor}\">the same {number}</a>"
            ));
        }
        let anchor = format!("reach-{}-{}", numbered.comparison, numbered.number);
        self.lists.insert(names, anchor.clone());
        let title = format!("{place} {number}");
        folded(&title, &format!("<p id=\"{anchor}\">{links}</p>\n"))
    }
}

/// Facts that have something in common, in the order of the first of each.
fn by<'c, K: Ord + Copy>(
    facts: &[Numbered<'c>],
    key: impl Fn(&Numbered<'c>) -> K,
) -> Vec<(K, Vec<Numbered<'c>>)> {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<(K, Vec<Numbered<'c>>)> = Vec::new();
    for numbered in facts {
        let key = key(numbered);
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(*numbered),
            None => groups.push((key, vec![*numbered])),
        }
    }
    groups
}

/// The names of the operations that a fact reaches, in their order.
fn operations(fact: &Fact) -> Vec<&str> {
    let mut names: Vec<&str> = fact
        .reach
        .iter()
        .map(|reach| reach.operation.as_str())
        .collect();
    names.dedup();
    names
}

fn to_entry(numbered: &Numbered<'_>, operation: &str) -> String {
    let anchor = entry_anchor(numbered.comparison, operation);
    format!("<a href=\"#{anchor}\">{}</a>", escaped(operation))
}

/// A line in the second rank. `line` is HTML.
fn aside(line: &str) -> String {
    format!("<div class=\"reason\">{line}</div>")
}

fn used_at(fact: &Fact) -> String {
    let places = words::used_at(fact);
    places.map_or_else(String::new, |places| aside(&escaped(&places)))
}

/// The old and the new value in full, where they say more than the kind.
pub(super) fn values(fact: &Fact) -> String {
    if words::values(fact).is_empty() {
        return String::new();
    }
    let value = |tag: &str, value: &Option<String>| match value {
        None => "none".to_owned(),
        Some(value) => format!("<{tag}><code>{}</code></{tag}>", escaped(value)),
    };
    let (was, is) = (value("del", &fact.old), value("ins", &fact.new));
    match fact.kind {
        Kind::MemberAdded => format!(", {is}"),
        Kind::MemberRemoved => format!(", {was}"),
        _ => format!(": {was} to {is}"),
    }
}

/// What something was probably renamed to.
pub(super) fn rename(numbered: &Numbered<'_>) -> String {
    let rename = numbered.rename.map(escaped);
    rename.map_or_else(String::new, |rename| aside(&rename))
}

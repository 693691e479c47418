//! Every fact once: what it is, what follows from it, and where it is met.
//!
//! Never here: what one operation has of it.

use super::escape::{escaped, sentence};
use super::{Section, badge, entries, folded, texts};
use crate::diff::view::words::{self, count};
use crate::diff::{Fact, Kind, Subject, Verdict};

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

/// Whether a fact is about the service as a whole, so that to name operations would say nothing.
pub(super) fn is_about_service(fact: &Fact) -> bool {
    let has_service = matches!(
        fact.subject,
        Subject::Service | Subject::EndpointParameter(_) | Subject::Key(_)
    );
    has_service || fact.reach.is_empty()
}

/// The sections of all facts: by what follows from them, and those that no operation has.
pub(super) fn sections(facts: &[Numbered<'_>]) -> Vec<Section> {
    let (service, others): (Vec<_>, Vec<_>) = facts
        .iter()
        .copied()
        .partition(|numbered| is_about_service(numbered.fact));
    let sections = [
        (
            "service",
            "The service, and what no operation reaches",
            service,
        ),
        ("all", "Changes of operations, each once", others),
    ];
    let sections = sections.into_iter().filter(|(.., facts)| !facts.is_empty());
    let sections = sections.map(|(name, title, facts)| Section {
        name,
        title: title.to_owned(),
        number: facts.len(),
        body: by_verdict(&facts),
    });
    sections.collect()
}

fn by_verdict(facts: &[Numbered<'_>]) -> String {
    let mut text = String::new();
    for verdict in Verdict::ALL {
        let facts: Vec<_> = facts
            .iter()
            .filter(|numbered| numbered.fact.verdict == verdict)
            .collect();
        if facts.is_empty() {
            continue;
        }
        let items: String = facts.iter().map(|fact| item(fact)).collect();
        let list = format!("<ul class=\"facts\">\n{items}</ul>\n");
        let title = words::section(verdict);
        if verdict <= Verdict::Docs {
            let what = match verdict {
                Verdict::None => "No caller notices",
                _ => title,
            };
            text.push_str(&folded(
                &format!("{what}: {}", count(facts.len(), "change")),
                &list,
            ));
        } else {
            text.push_str(&format!("<h3>{title} ({})</h3>\n{list}", facts.len()));
        }
    }
    text
}

fn item(numbered: &Numbered<'_>) -> String {
    let fact = numbered.fact;
    let is_text = fact.kind == Kind::DocumentationChanged;
    let values = if is_text { String::new() } else { values(fact) };
    let mut text = format!(
        "<li id=\"{}\" data-entry>{} <code>{}</code>: {}{values}",
        numbered.anchor(),
        badge(fact.verdict),
        escaped(&fact.subject.to_string()),
        fact.kind.title(),
    );
    if !is_text {
        let reason = sentence(&words::consequence(fact));
        text.push_str(&format!("<div class=\"reason\">{reason}</div>"));
    }
    text.push_str(&rename(numbered));
    if let Some(places) = words::used_at(&[fact]) {
        text.push_str(&format!("<div class=\"reason\">{}</div>", escaped(&places)));
    }
    text.push_str(&reached(numbered));
    let is_noticed = fact.verdict != Verdict::None && !fact.reach.is_empty();
    let is_in_entry = matches!(fact.subject, Subject::Operation(_)) && is_noticed;
    if is_text && !is_in_entry {
        let sides = texts::sides(fact.old.as_deref(), fact.new.as_deref());
        text.push_str(&folded("Old and new text", &sides));
    }
    text.push_str("</li>\n");
    text
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
    let rename = rename.map(|rename| format!("<div class=\"reason\">{rename}</div>"));
    rename.unwrap_or_default()
}

/// Every operation that a fact reaches, unless it is about all of them.
fn reached(numbered: &Numbered<'_>) -> String {
    let fact = numbered.fact;
    if fact.reach.is_empty() {
        return String::new();
    }
    if is_about_service(fact) {
        let number = count(fact.reach.len(), "operation");
        return format!("<div class=\"reason\">in all of {number}</div>");
    }
    let mut names: Vec<&str> = Vec::new();
    for reach in &fact.reach {
        if names.last() != Some(&reach.operation.as_str()) {
            names.push(&reach.operation);
        }
    }
    let number = names.len();
    let names = names.into_iter().map(|name| {
        let anchor = entries::anchor(numbered.comparison, name);
        format!("<a href=\"#{anchor}\">{}</a>", escaped(name))
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let place = match words::sides(fact) {
        Some(sides) => format!("in the {sides} of"),
        None => "in".to_owned(),
    };
    if number <= words::NAMED_OPERATIONS {
        return format!("<div class=\"reason\">{place} {names}</div>");
    }
    let title = format!("{place} {}", count(number, "operation"));
    folded(&title, &format!("<p>{names}</p>\n"))
}

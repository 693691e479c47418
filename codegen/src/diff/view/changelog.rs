//! For the changelog of a generated crate, in the form of <https://keepachangelog.com/en/1.1.0/>: what breaks by
//! the names of Rust, what acts differently by its reason, what is new in a list, and texts by their number.
//!
//! Never here: where a changelog stands, and what is in it already.

use super::markdown::code;
use super::words::{count, listed};
use crate::diff::{Changes, Fact, Kind, Subject, Verdict};

/// How many operations are named that an error came to or went from.
const NAMED_OPERATIONS: usize = 3;

/// The longest line, in characters, unless a single word is longer.
const WIDTH: usize = 110;

/// The version of a crate that an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release<'r> {
    /// The version of the crate.
    pub version: &'r str,
    /// When its model was published, as `YYYY-MM-DD`, if that is known.
    pub date: Option<&'r str>,
    /// Where its model is from, such as `botocore 1.44.5`.
    pub origin: &'r str,
}

/// The entry of a crate's first version.
pub fn first_changelog(release: &Release<'_>, full_name: &str, api_version: &str) -> String {
    let head = head(release);
    let text = format!(
        "First version, from the model of {} ({full_name}, {api_version}).",
        release.origin
    );
    format!("{head}{}", paragraph("", &text))
}

/// The entry of a version that changes made. `more` is what changed besides the model, as sentences.
pub fn changelog(
    changes: &Changes,
    release: &Release<'_>,
    before: &str,
    more: &[String],
) -> String {
    let mut text = head(release);
    let origin = release.origin;
    text += &paragraph(
        "",
        &format!("From the model of {origin}; the version before is from {before}."),
    );
    section(&mut text, "Breaking", &breaking(changes));
    section(&mut text, "Changed", &(changed(changes) + &bullets(more)));
    section(&mut text, "Added", &added(changes));
    section(&mut text, "Deprecated", &deprecated(changes));
    section(&mut text, "Documentation", &documentation(changes));
    text
}

fn head(release: &Release<'_>) -> String {
    let date = release.date.map(|date| format!(" - {date}"));
    format!("## [{}]{}\n\n", release.version, date.unwrap_or_default())
}

fn section(text: &mut String, title: &str, list: &str) {
    if !list.is_empty() {
        text.push_str(&format!("\n### {title}\n\n{list}"));
    }
}

/// What is gone and what is new: the kinds of facts that say it with the name of an item.
const GROUPS: [(&str, Kind, Kind); 6] = [
    ("Operations", Kind::OperationRemoved, Kind::OperationAdded),
    ("Paginators", Kind::PaginatorRemoved, Kind::PaginatorAdded),
    ("Waiters", Kind::WaiterRemoved, Kind::WaiterAdded),
    ("Fields", Kind::MemberRemoved, Kind::MemberAdded),
    ("Variants", Kind::EnumValueRemoved, Kind::EnumValueAdded),
    ("Types", Kind::ShapeRemoved, Kind::ShapeAdded),
];

/// What is gone, a list for each kind; then a line for each item that is not what it was.
fn breaking(changes: &Changes) -> String {
    let rename = |fact: &Fact| {
        let mut renames = changes.renames.iter();
        renames.find(|rename| rename.removed == fact.id)
    };
    let is_gone = |fact: &&Fact| {
        // What something else has taken the place of is told by the types of both.
        let is_listed = GROUPS.iter().any(|(_, removed, _)| *removed == fact.kind);
        is_listed && fact.reason.ends_with(" is gone")
    };
    let (gone, other): (Vec<_>, Vec<_>) = changes.with(Verdict::Major).partition(is_gone);
    let (along, gone): (Vec<_>, Vec<_>) = gone.into_iter().partition(|fact| {
        is_along(changes, fact, (Kind::ShapeRemoved, Kind::OperationRemoved))
            && rename(fact).is_none()
    });
    let mut lines = Vec::new();
    for (title, kind, _) in GROUPS {
        let names = gone.iter().filter(|fact| fact.kind == kind).map(|fact| {
            let rename = rename(fact).map(|rename| format!(" (now {}?)", mark(&rename.new)));
            name(fact) + &rename.unwrap_or_default()
        });
        lines.extend(list(
            &format!("{title} that are gone"),
            &names.collect::<Vec<_>>(),
        ));
    }
    if !along.is_empty() {
        let types = count(along.len(), "type");
        lines.push(format!("{types} that only operations used that are gone."));
    }
    let other = other.into_iter().map(|fact| {
        let (subject, title) = (mark(&fact.subject.to_string()), fact.kind.title());
        format!("{} ({subject}: {title}).", fact.reason)
    });
    lines.extend(other);
    bullets(&lines)
}

/// What is new, a list for each kind.
fn added(changes: &Changes) -> String {
    let facts = changes.with(Verdict::Minor);
    let facts = facts.filter(|fact| fact.kind != Kind::DeprecationAdded);
    let (along, facts): (Vec<_>, Vec<_>) =
        facts.partition(|fact| is_along(changes, fact, (Kind::ShapeAdded, Kind::OperationAdded)));
    let mut lines = Vec::new();
    for (title, _, kind) in GROUPS {
        let names = facts.iter().filter(|fact| fact.kind == kind);
        let names: Vec<_> = names.map(|fact| name(fact)).collect();
        lines.extend(list(title, &names));
    }
    if !along.is_empty() {
        let types = count(along.len(), "type");
        lines.push(format!("{types} that only new operations use."));
    }
    let is_listed = |fact: &&&Fact| GROUPS.iter().any(|(.., kind)| *kind == fact.kind);
    let other = facts.iter().filter(|fact| !is_listed(fact));
    lines.extend(other.map(|fact| {
        let subject = mark(&fact.subject.to_string());
        format!("{subject}: {}.", fact.kind.title())
    }));
    bullets(&lines)
}

/// Whether a fact is a type that only operations of that kind of fact use.
fn is_along(changes: &Changes, fact: &Fact, (shape, operation): (Kind, Kind)) -> bool {
    let is_its = |name: &str| {
        let mut facts = changes.facts.iter();
        facts.any(|fact| fact.kind == operation && fact.subject.operation() == Some(name))
    };
    fact.kind == shape && fact.reach.iter().all(|reach| is_its(&reach.operation))
}

/// What acts differently, then what is eased: a list for each reason, with a line for each kind.
fn changed(changes: &Changes) -> String {
    let mut text = String::new();
    for verdict in [Verdict::Behaviour, Verdict::Patch] {
        let mut reasons: Vec<(&str, Vec<&Fact>)> = Vec::new();
        for fact in changes.with(verdict) {
            match reasons
                .iter_mut()
                .find(|(reason, _)| *reason == fact.reason)
            {
                Some((_, facts)) => facts.push(fact),
                None => reasons.push((&fact.reason, vec![fact])),
            }
        }
        for (reason, facts) in reasons {
            text += &paragraph("- ", &format!("{}:", capital(reason)));
            for line in by_kind(&facts) {
                text += &paragraph("  - ", &line);
            }
        }
    }
    text
}

/// A line for each kind of fact, with what the facts are about.
fn by_kind(facts: &[&Fact]) -> Vec<String> {
    let mut kinds: Vec<Kind> = facts.iter().map(|fact| fact.kind).collect();
    kinds.dedup();
    let lines = kinds.into_iter().filter_map(|kind| {
        let facts = facts.iter().filter(|fact| fact.kind == kind);
        let mut names: Vec<(String, Vec<String>)> = Vec::new();
        for fact in facts {
            let (name, operation) = match &fact.subject {
                Subject::OperationError { operation, error } => (mark(error), Some(operation)),
                subject => (mark(&subject.to_string()) + &values(fact), None),
            };
            let operation = operation.cloned();
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, operations)) => operations.extend(operation),
                None => names.push((name, operation.into_iter().collect())),
            }
        }
        let names = names
            .into_iter()
            .map(|(name, operations)| match operations.len() {
                0 => name,
                _ => format!(
                    "{name} ({})",
                    listed(operations.into_iter(), NAMED_OPERATIONS)
                ),
            });
        list(kind.title(), &names.collect::<Vec<_>>())
    });
    lines.collect()
}

/// The old and the new value, where a few characters say it.
fn values(fact: &Fact) -> String {
    let is_short = matches!(
        fact.kind,
        Kind::MinimumLengthChanged
            | Kind::MaximumLengthChanged
            | Kind::MinimumValueChanged
            | Kind::MaximumValueChanged
            | Kind::HttpMethodChanged
            | Kind::HttpUriChanged
            | Kind::HttpStatusChanged
            | Kind::ErrorStatusChanged
            | Kind::ErrorCodeChanged
            | Kind::WireNameChanged
            | Kind::ProtocolsChanged
    );
    if !is_short {
        return String::new();
    }
    let value = |text: &Option<String>| text.as_deref().map_or_else(|| "none".to_owned(), mark);
    format!(" ({} -> {})", value(&fact.old), value(&fact.new))
}

/// `Title: a, b, c.`, unless there is nothing to list.
fn list(title: &str, names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| format!("{title}: {}.", names.join(", ")))
}

fn deprecated(changes: &Changes) -> String {
    let facts = changes.with(Verdict::Minor);
    let facts = facts.filter(|fact| fact.kind == Kind::DeprecationAdded);
    let lines = facts.map(|fact| {
        let why = fact.new.as_deref().filter(|why| *why != "deprecated");
        let why = why.map(|why| format!(": {}", mark(why)));
        format!(
            "{}{}",
            mark(&fact.subject.to_string()),
            why.unwrap_or_default()
        )
    });
    bullets(&lines.collect::<Vec<_>>())
}

fn documentation(changes: &Changes) -> String {
    let (texts, other): (Vec<_>, Vec<_>) = changes
        .with(Verdict::Docs)
        .partition(|fact| fact.kind == Kind::DocumentationChanged);
    let parts = [(texts.len(), "text"), (other.len(), "detail")];
    let parts = parts.iter().filter(|(number, _)| *number > 0);
    let parts: Vec<_> = parts.map(|(number, what)| count(*number, what)).collect();
    if parts.is_empty() {
        return String::new();
    }
    bullets(&[format!("{} changed.", parts.join(" and "))])
}

/// What a fact brings, by the item that says most.
fn name(fact: &Fact) -> String {
    match fact.items.first() {
        Some(item) => mark(item),
        None => mark(&fact.subject.to_string()),
    }
}

/// A name or value of the model, which may be any text, as code in one line.
fn mark(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    code(text.trim())
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(rest).collect()
}

fn bullets(lines: &[String]) -> String {
    lines.iter().map(|line| paragraph("- ", line)).collect()
}

/// Text in lines of [`WIDTH`], behind a marker that the later lines are indented by.
fn paragraph(marker: &str, text: &str) -> String {
    let indent = " ".repeat(marker.len());
    let mut lines = String::new();
    let mut line = marker.to_owned();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push_str(&line);
            lines.push('\n');
            line.clone_from(&indent);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    format!("{lines}{line}\n")
}

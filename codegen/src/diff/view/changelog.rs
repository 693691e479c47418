//! For the changelog of a generated crate, in the form of <https://keepachangelog.com/en/1.1.0/>: what breaks by
//! the names of Rust, what acts differently by its reason, what is new in a list, and texts by their number.
//!
//! Never here: where a changelog stands, and what is in it already.

use super::markdown::code;
use super::words::{self, count};
use crate::diff::{Changes, Fact, Kind, Verdict};

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

/// A line for each fact, by the item that says most.
fn breaking(changes: &Changes) -> String {
    let lines = changes.with(Verdict::Major).map(|fact| {
        let context = match fact.kind {
            // The reason says it all.
            Kind::MemberRemoved | Kind::ShapeRemoved | Kind::OperationRemoved => String::new(),
            Kind::EnumValueRemoved => String::new(),
            _ => format!(" ({})", words::marked_title(fact, &mark)),
        };
        let mut renames = changes.renames.iter();
        let rename = renames.find(|rename| rename.removed == fact.id);
        let rename = rename.map(|rename| format!(", probably renamed to {}", mark(&rename.new)));
        format!("{}{}{context}.", fact.reason, rename.unwrap_or_default())
    });
    bullets(&lines.collect::<Vec<_>>())
}

/// What acts differently, then what is eased: a list for each reason.
fn changed(changes: &Changes) -> String {
    let mut text = String::new();
    for verdict in [Verdict::Behaviour, Verdict::Patch] {
        let facts: Vec<_> = changes.with(verdict).collect();
        for (reason, titles) in words::by_reason(&facts, &mark) {
            text += &paragraph("- ", &format!("{}:", capital(reason)));
            for title in titles {
                text += &paragraph("  - ", &title);
            }
        }
    }
    text
}

/// What is new, a list for each kind, by the item that says most.
fn added(changes: &Changes) -> String {
    let groups = [
        ("Operations", Kind::OperationAdded),
        ("Paginators", Kind::PaginatorAdded),
        ("Waiters", Kind::WaiterAdded),
        ("Fields", Kind::MemberAdded),
        ("Variants", Kind::EnumValueAdded),
        ("Types", Kind::ShapeAdded),
    ];
    let is_new = |fact: &&Fact| fact.kind != Kind::DeprecationAdded;
    let facts: Vec<_> = changes.with(Verdict::Minor).filter(is_new).collect();
    let (along, facts): (Vec<_>, Vec<_>) = facts
        .into_iter()
        .partition(|fact| words::comes_with_operation(changes, fact));
    let mut lines = Vec::new();
    for (title, kind) in groups {
        let facts = facts.iter().filter(|fact| fact.kind == kind);
        let names: Vec<_> = facts.map(|fact| name(fact)).collect();
        if !names.is_empty() {
            lines.push(format!("{title}: {}.", names.join(", ")));
        }
    }
    let is_listed = |fact: &&&Fact| groups.iter().any(|(_, kind)| *kind == fact.kind);
    let others = facts.iter().filter(|fact| !is_listed(fact));
    lines.extend(others.map(|fact| format!("{}.", words::marked_title(fact, &mark))));
    if !along.is_empty() {
        let types = count(along.len(), "type");
        lines.push(format!("{types} that only new operations use."));
    }
    bullets(&lines)
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
    let first = rest.next().map(|first| first.to_uppercase());
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

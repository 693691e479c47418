//! For the changelog of a generated crate, in the form of <https://keepachangelog.com/en/1.1.0/>: what breaks by
//! the names of Rust, what acts differently by its reason, what is new in a list, and texts by their number.
//!
//! Never here: where a changelog stands, and what is in it already.

use super::words::{count, listed};
use crate::diff::{Changes, Fact, Kind, Subject, Verdict};
use crate::medium::markdown::{Inline, Markdown};

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
    let mut document = Markdown::of_width(WIDTH);
    head(&mut document, release);
    let text = format!(
        "First version, from the model of {} ({full_name}, {api_version}).",
        release.origin
    );
    document.paragraph(&[Inline::text(&text)]);
    document.finish()
}

/// The entry of a version that changes made. `more` is what changed besides the model, as sentences.
pub fn changelog(
    changes: &Changes,
    release: &Release<'_>,
    before: &str,
    more: &[String],
) -> String {
    let mut document = Markdown::of_width(WIDTH);
    head(&mut document, release);
    let origin = release.origin;
    let text = format!("From the model of {origin}; the version before is from {before}.");
    document.paragraph(&[Inline::text(&text)]);
    let mut behaviour = changed(changes);
    behaviour.extend(more.iter().map(|line| (0, Inline::sentence(line))));
    section(&mut document, "Breaking", breaking(changes));
    section(&mut document, "Changed", behaviour);
    section(&mut document, "Added", added(changes));
    section(&mut document, "Deprecated", deprecated(changes));
    section(&mut document, "Documentation", documentation(changes));
    document.finish()
}

fn head(document: &mut Markdown, release: &Release<'_>) {
    let date = release.date.map(|date| format!(" - {date}"));
    // A reference that leads nowhere is shown as it is, and is what keepachangelog.com has.
    let title = Inline::reference(release.version);
    let date = Inline::text(&date.unwrap_or_default());
    document.heading(2, &title.then(date));
}

/// Items of a list, each with how deep it stands.
type List = Vec<(usize, Inline)>;

fn section(document: &mut Markdown, title: &str, list: List) {
    if !list.is_empty() {
        document.heading(3, &Inline::text(title));
        for (depth, item) in list {
            document.item(depth, &item);
        }
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
fn breaking(changes: &Changes) -> List {
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
            let rename = rename(fact).map(|rename| {
                let now = Inline::text(" (now ").then(Inline::code(&rename.new));
                now.then(Inline::text("?)"))
            });
            name(fact).then(rename.unwrap_or_default())
        });
        lines.extend(list(&format!("{title} that are gone"), names.collect()));
    }
    if !along.is_empty() {
        let types = count(along.len(), "type");
        let text = format!("{types} that only operations used that are gone.");
        lines.push(Inline::text(&text));
    }
    let other = other.into_iter().map(|fact| {
        Inline::sentence(&fact.reason)
            .then(Inline::text(" ("))
            .then(Inline::code(&fact.subject.to_string()))
            .then(Inline::text(&format!(": {}).", fact.kind.title())))
    });
    lines.extend(other);
    bullets(lines)
}

/// What is new, a list for each kind.
fn added(changes: &Changes) -> List {
    let facts = changes.with(Verdict::Minor);
    let facts = facts.filter(|fact| fact.kind != Kind::DeprecationAdded);
    let (along, facts): (Vec<_>, Vec<_>) =
        facts.partition(|fact| is_along(changes, fact, (Kind::ShapeAdded, Kind::OperationAdded)));
    let mut lines = Vec::new();
    for (title, _, kind) in GROUPS {
        let names = facts.iter().filter(|fact| fact.kind == kind);
        lines.extend(list(title, names.map(|fact| name(fact)).collect()));
    }
    if !along.is_empty() {
        let types = count(along.len(), "type");
        lines.push(Inline::text(&format!(
            "{types} that only new operations use."
        )));
    }
    let is_listed = |fact: &&&Fact| GROUPS.iter().any(|(.., kind)| *kind == fact.kind);
    let other = facts.iter().filter(|fact| !is_listed(fact));
    lines.extend(other.map(|fact| {
        let subject = Inline::code(&fact.subject.to_string());
        subject.then(Inline::text(&format!(": {}.", fact.kind.title())))
    }));
    bullets(lines)
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
fn changed(changes: &Changes) -> List {
    let mut list = List::new();
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
            list.push((0, Inline::sentence(&format!("{}:", capital(reason)))));
            list.extend(by_kind(&facts).into_iter().map(|line| (1, line)));
        }
    }
    list
}

/// A line for each kind of fact, with what the facts are about.
fn by_kind(facts: &[&Fact]) -> Vec<Inline> {
    let mut kinds: Vec<Kind> = facts.iter().map(|fact| fact.kind).collect();
    kinds.dedup();
    let lines = kinds.into_iter().filter_map(|kind| {
        let facts = facts.iter().filter(|fact| fact.kind == kind);
        let mut names: Vec<(Inline, Vec<String>)> = Vec::new();
        for fact in facts {
            let (name, operation) = match &fact.subject {
                Subject::OperationError { operation, error } => {
                    (Inline::code(error), Some(operation))
                }
                subject => (Inline::code(&subject.to_string()).then(values(fact)), None),
            };
            let operation = operation.cloned();
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, operations)) => operations.extend(operation),
                None => names.push((name, operation.into_iter().collect())),
            }
        }
        let names = names.into_iter().map(|(name, operations)| {
            if operations.is_empty() {
                name
            } else {
                let operations = listed(operations.into_iter(), NAMED_OPERATIONS);
                name.then(Inline::text(&format!(" ({operations})")))
            }
        });
        list(kind.title(), names.collect())
    });
    lines.collect()
}

/// The old and the new value, where a few characters say it.
fn values(fact: &Fact) -> Inline {
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
        return Inline::default();
    }
    let value = |text: &Option<String>| {
        let text = text.as_deref();
        text.map_or_else(|| Inline::text("none"), Inline::code)
    };
    Inline::text(" (")
        .then(value(&fact.old))
        .then(Inline::text(" -> "))
        .then(value(&fact.new))
        .then(Inline::text(")"))
}

/// `Title: a, b, c.`, unless there is nothing to list.
fn list(title: &str, names: Vec<Inline>) -> Option<Inline> {
    let title = Inline::text(&format!("{title}: "));
    (!names.is_empty()).then(|| title.then(Inline::listed(names)).then(Inline::text(".")))
}

fn deprecated(changes: &Changes) -> List {
    let facts = changes.with(Verdict::Minor);
    let facts = facts.filter(|fact| fact.kind == Kind::DeprecationAdded);
    let lines = facts.map(|fact| {
        let why = fact.new.as_deref().filter(|why| *why != "deprecated");
        let why = why.map(|why| Inline::text(": ").then(Inline::code(why)));
        Inline::code(&fact.subject.to_string()).then(why.unwrap_or_default())
    });
    bullets(lines.collect())
}

fn documentation(changes: &Changes) -> List {
    let (texts, other): (Vec<_>, Vec<_>) = changes
        .with(Verdict::Docs)
        .partition(|fact| fact.kind == Kind::DocumentationChanged);
    let parts = [(texts.len(), "text"), (other.len(), "detail")];
    let parts = parts.iter().filter(|(number, _)| *number > 0);
    let parts: Vec<_> = parts.map(|(number, what)| count(*number, what)).collect();
    if parts.is_empty() {
        return List::new();
    }
    bullets(vec![Inline::text(&format!(
        "{} changed.",
        parts.join(" and ")
    ))])
}

/// What a fact brings, by the item that says most.
fn name(fact: &Fact) -> Inline {
    match fact.items.first() {
        Some(item) => Inline::code(item),
        None => Inline::code(&fact.subject.to_string()),
    }
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(rest).collect()
}

fn bullets(lines: Vec<Inline>) -> List {
    lines.into_iter().map(|line| (0, line)).collect()
}

//! How a fact is called in a sentence, whatever the form.
//!
//! Never here: marks of any form, such as colours or Markdown.

use crate::diff::used_by::Unused;
use crate::diff::{Changes, Fact, Kind, Side, Subject, Verdict};

/// How many operations are named.
pub(super) const NAMED_OPERATIONS: usize = 3;

/// How long an old or new value may be.
const LONGEST_VALUE: usize = 60;

/// How many more items are named beside the first.
const NAMED_ITEMS: usize = 2;

/// How many places in a program are named.
const NAMED_PLACES: usize = 3;

/// What a section of facts of one verdict is called.
pub(super) fn section(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Major => "Breaks",
        Verdict::Behaviour => "Acts differently",
        Verdict::Minor => "New",
        Verdict::Patch => "Eased",
        Verdict::Docs => "Documentation",
        Verdict::None => "Not noticed",
    }
}

/// What a fact is: `Fleet.Id: member removed (FleetId), in the response of DescribeFleet`.
pub(super) fn title(fact: &Fact) -> String {
    let (title, values, place) = (fact.kind.title(), values(fact), place(fact));
    format!("{}: {title}{values}{place}", fact.subject)
}

/// What follows from a fact that breaks: what is gone, and what else.
pub(super) fn consequence(fact: &Fact) -> String {
    let others = fact.items.iter().skip(1).map(|item| format!("`{item}`"));
    if fact.verdict != Verdict::Major || others.len() == 0 {
        return fact.reason.clone();
    }
    format!("{}; also {}", fact.reason, listed(others, NAMED_ITEMS))
}

/// What a fact was probably renamed to.
pub(super) fn rename(changes: &Changes, fact: &Fact) -> Option<String> {
    let mut renames = changes.renames.iter();
    let rename = renames.find(|rename| rename.removed == fact.id)?;
    let last = rename.new.rsplit('.').next().unwrap_or_default();
    Some(format!("probably renamed to {last}: {}", rename.reason))
}

/// Where a program uses what facts are about: `used at src/main.rs:12, src/main.rs:40`.
pub(super) fn used_at(facts: &[&Fact]) -> Option<String> {
    let places = places(facts);
    let named = listed(places.into_iter(), NAMED_PLACES);
    (!named.is_empty()).then(|| format!("used at {named}"))
}

/// The places, each once, in the order of files and lines.
fn places(facts: &[&Fact]) -> Vec<String> {
    let uses = facts.iter().flat_map(|fact| fact.uses.iter().flatten());
    let mut places: Vec<_> = uses.map(|at| (at.file.as_str(), at.line)).collect();
    places.sort_unstable();
    places.dedup();
    let places = places.into_iter();
    places
        .map(|(file, line)| format!("{file}:{line}"))
        .collect()
}

/// What a program has nothing to do with, as one sentence: `src does not use 12 differences: ..`
pub(super) fn unused(changes: &Changes, unused: &Unused) -> Option<String> {
    let program = changes.used_by.as_deref()?;
    let total = count(unused.total(), "difference");
    (unused.total() > 0)
        .then(|| format!("Folded, because {program} does not use it: {total} ({unused})"))
}

/// The facts by what follows from them, in the order of the first of each, and their titles, with where
/// they are used. An error that several operations have is named once.
pub(super) fn by_reason<'f>(facts: &[&'f Fact]) -> Vec<(&'f str, Vec<Titled>)> {
    let mut groups: Vec<(&str, Vec<&Fact>)> = Vec::new();
    for fact in facts {
        match groups.iter_mut().find(|(reason, _)| *reason == fact.reason) {
            Some((_, facts)) => facts.push(fact),
            None => groups.push((&fact.reason, vec![fact])),
        }
    }
    let groups = groups.into_iter();
    groups
        .map(|(reason, facts)| (reason, titles(&facts)))
        .collect()
}

/// What one fact is or several are, and where they are used.
pub(super) struct Titled {
    pub(super) title: String,
    pub(super) used_at: Option<String>,
}

fn titles(facts: &[&Fact]) -> Vec<Titled> {
    let mut titles = Vec::new();
    let mut errors: Vec<(Kind, &str, Vec<&Fact>)> = Vec::new();
    for fact in facts {
        let Subject::OperationError { error, .. } = &fact.subject else {
            titles.push(Titled {
                title: title(fact),
                used_at: used_at(&[fact]),
            });
            continue;
        };
        let mut known = errors.iter_mut();
        match known.find(|(kind, name, _)| *kind == fact.kind && name == error) {
            Some((.., facts)) => facts.push(fact),
            None => errors.push((fact.kind, error, vec![fact])),
        }
    }
    let errors = errors.into_iter().map(|(kind, error, facts)| {
        let operations = facts.iter().filter_map(|fact| fact.subject.operation());
        let operations: Vec<_> = operations.map(str::to_owned).collect();
        let operations = listed(operations.into_iter(), NAMED_OPERATIONS);
        let preposition = match kind {
            Kind::ErrorAdded => "to",
            _ => "from",
        };
        Titled {
            title: format!("{error}: {} {preposition} {operations}", kind.title()),
            used_at: used_at(&facts),
        }
    });
    errors.chain(titles).collect()
}

/// Whether a fact is a type that only new operations reach.
pub(super) fn comes_with_operation(changes: &Changes, fact: &Fact) -> bool {
    let is_new = |operation: &String| {
        changes.facts.iter().any(|fact| {
            fact.kind == Kind::OperationAdded
                && fact.subject == Subject::Operation(operation.clone())
        })
    };
    fact.kind == Kind::ShapeAdded && fact.reach.iter().all(|reach| is_new(&reach.operation))
}

/// The old and the new value, where they say more than the name.
pub(super) fn values(fact: &Fact) -> String {
    let quote = |text: &Option<String>| match text {
        None => "none".to_owned(),
        Some(text) => shortened(text, LONGEST_VALUE),
    };
    match fact.kind {
        Kind::MembersReordered
        | Kind::EnumValuesReordered
        | Kind::ErrorsReordered
        | Kind::OperationAdded
        | Kind::OperationRemoved
        | Kind::EnumValueAdded
        | Kind::EnumValueRemoved
        | Kind::ErrorAdded
        | Kind::ErrorRemoved
        | Kind::RequiredAdded
        | Kind::RequiredRemoved
        | Kind::ShapeAdded
        | Kind::ShapeRemoved => String::new(),
        Kind::MemberAdded => format!(" ({})", quote(&fact.new)),
        Kind::MemberRemoved => format!(" ({})", quote(&fact.old)),
        _ => format!(" ({} -> {})", quote(&fact.old), quote(&fact.new)),
    }
}

/// Where callers meet it.
fn place(fact: &Fact) -> String {
    let is_about_operation = matches!(
        fact.subject,
        Subject::Operation(_) | Subject::OperationError { .. } | Subject::Waiter { .. }
    );
    if is_about_operation || fact.reach.is_empty() {
        return String::new();
    }
    let mut operations: Vec<String> = Vec::new();
    for reach in &fact.reach {
        if !operations.contains(&reach.operation) {
            operations.push(reach.operation.clone());
        }
    }
    match (sides(fact), operations.len()) {
        (None, n) => format!(", in all of {}", count(n, "operation")),
        (Some(sides), _) => {
            format!(
                ", in the {sides} of {}",
                listed(operations.into_iter(), NAMED_OPERATIONS)
            )
        }
    }
}

/// The sides of operations that a fact reaches, as in `request and response`; `None` where it is about
/// operations as such.
pub(super) fn sides(fact: &Fact) -> Option<String> {
    let has = |side| fact.reach.iter().any(|reach| reach.side == side);
    let sides = [
        (Side::Request, "request"),
        (Side::Response, "response"),
        (Side::Error, "error"),
    ];
    let sides = sides.iter().filter(|(side, _)| has(*side));
    let sides: Vec<_> = sides.map(|(_, name)| *name).collect();
    (!sides.is_empty()).then(|| sides.join(" and "))
}

/// The first names, and how many more there are.
pub(super) fn listed(names: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let first: Vec<_> = names.take(most).collect();
    let first = first.join(", ");
    match more {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace('\n', " ")
}

pub(super) fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

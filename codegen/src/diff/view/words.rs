//! How a fact is called in a sentence, whatever the form.
//!
//! Never here: marks of any form, such as colours or Markdown.

use crate::diff::{Changes, Fact, Kind, Side, Subject, Verdict};

/// How many operations are named.
pub(super) const NAMED_OPERATIONS: usize = 3;

/// How long an old or new value may be.
const LONGEST_VALUE: usize = 60;

/// How many more items are named beside the first.
const NAMED_ITEMS: usize = 2;

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

/// The facts by what follows from them, in the order of the first of each, and their titles. An error
/// that several operations have is named once.
pub(super) fn by_reason<'f>(facts: &[&'f Fact]) -> Vec<(&'f str, Vec<String>)> {
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

fn titles(facts: &[&Fact]) -> Vec<String> {
    let mut titles = Vec::new();
    let mut errors: Vec<(Kind, &str, Vec<String>)> = Vec::new();
    for fact in facts {
        let Subject::OperationError { operation, error } = &fact.subject else {
            titles.push(title(fact));
            continue;
        };
        let mut known = errors.iter_mut();
        match known.find(|(kind, name, _)| *kind == fact.kind && name == error) {
            Some((.., operations)) => operations.push(operation.clone()),
            None => errors.push((fact.kind, error, vec![operation.clone()])),
        }
    }
    let errors = errors.into_iter().map(|(kind, error, operations)| {
        let operations = listed(operations.into_iter(), NAMED_OPERATIONS);
        let preposition = match kind {
            Kind::ErrorAdded => "to",
            _ => "from",
        };
        format!("{error}: {} {preposition} {operations}", kind.title())
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

//! The words for a fact in a sentence, in every form.
//!
//! Never here: marks of any form, such as colours or Markdown.

use std::collections::BTreeSet;

use crate::diff::used_by::Unused;
use crate::diff::{Changes, Fact, Kind, Reach, Side, Subject, Verdict};

/// How many operations are named.
pub(super) const NAMED_OPERATIONS: usize = 3;

/// What reaches more operations than these is told by their number: it is the cause, and not what they have of it.
pub(super) const FEW_OPERATIONS: usize = 8;

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

/// What follows from a fact that breaks: what is gone, and what else. What goes with it is not listed: the items of
/// a type, the builder of a structure, the setters of a field.
pub(super) fn consequence(fact: &Fact) -> String {
    let first = fact
        .items
        .first()
        .filter(|_| fact.verdict == Verdict::Major);
    let Some(first) = first.filter(|_| fact.kind != Kind::OperationRemoved) else {
        return fact.reason.clone();
    };
    let mut known = BTreeSet::from([item_subject(first)]);
    let types = BTreeSet::from([item_subject(first).0])
        .into_iter()
        .filter(|_| is_type(first));
    let mut types: BTreeSet<_> = types.collect();
    let mut others = Vec::new();
    for item in fact.items.iter().skip(1) {
        let subject = item_subject(item);
        if types.contains(subject.0) || !known.insert(subject) {
            continue;
        }
        if is_type(item) {
            types.insert(subject.0);
        }
        others.push(format!("`{item}`"));
    }
    match others.len() {
        0 => fact.reason.clone(),
        _ => format!(
            "{}; also {}",
            fact.reason,
            listed(others.into_iter(), NAMED_ITEMS)
        ),
    }
}

/// Whether an item is a type: `types::ServerProcess`, but not `ComputeType::Container`.
fn is_type(item: &str) -> bool {
    let mut parts = item.rsplit("::");
    let is_name = |part: &str| part.starts_with(char::is_uppercase) && !part.contains('.');
    parts.next().is_some_and(is_name) && !parts.next().is_some_and(is_name)
}

/// What an item belongs to: the type, without what its builders are called more, and the member of it.
fn item_subject(item: &str) -> (&str, &str) {
    let item = item.trim_end_matches("()");
    let (owner, member) = if is_type(item) {
        (item, "")
    } else {
        let at = item.rfind([':', '.']).map_or(0, |at| at + 1);
        (item[..at].trim_end_matches([':', '.']), &item[at..])
    };
    let name = owner.rsplit("::").next().unwrap_or(owner);
    let endings = ["Builder", "Fluent", "Input", "Output"];
    let name = endings.iter().fold(name, |name, ending| {
        name.strip_suffix(ending)
            .filter(|rest| !rest.is_empty())
            .unwrap_or(name)
    });
    let forms = ["set_", "get_", "require_"];
    let member = forms
        .iter()
        .find_map(|form| member.strip_prefix(form))
        .unwrap_or(member);
    (name, member)
}

/// What a fact was probably renamed to.
pub(super) fn rename(changes: &Changes, fact: &Fact) -> Option<String> {
    let mut renames = changes.renames.iter();
    let rename = renames.find(|rename| rename.removed == fact.id)?;
    let last = rename.new.rsplit('.').next().unwrap_or_default();
    Some(format!("probably renamed to {last}: {}", rename.reason))
}

/// Where a program uses what a fact is about: `used at src/main.rs:12, src/main.rs:40`.
pub(super) fn used_at(fact: &Fact) -> Option<String> {
    let places = places(fact);
    let named = listed(places.into_iter(), NAMED_PLACES);
    (!named.is_empty()).then(|| format!("used at {named}"))
}

/// The places, each once, in the order of files and lines.
fn places(fact: &Fact) -> Vec<String> {
    let uses = fact.uses.iter().flatten();
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

/// What comes and goes with operations: types that only operations use which are new, or gone, themselves.
pub(super) struct Companions<'c> {
    added: BTreeSet<&'c str>,
    removed: BTreeSet<&'c str>,
    renamed: BTreeSet<&'c str>,
}

impl<'c> Companions<'c> {
    pub(super) fn of(changes: &'c Changes) -> Self {
        let of_kind = |kind: Kind| {
            let facts = changes.facts.iter().filter(move |fact| fact.kind == kind);
            facts.filter_map(|fact| fact.subject.operation()).collect()
        };
        Self {
            added: of_kind(Kind::OperationAdded),
            removed: of_kind(Kind::OperationRemoved),
            renamed: changes
                .renames
                .iter()
                .map(|rename| rename.removed.as_str())
                .collect(),
        }
    }

    /// Whether a fact is about such a type. Where a program uses it, it counts for itself.
    pub(super) fn have(&self, fact: &Fact) -> bool {
        let operations = match fact.kind {
            Kind::ShapeAdded => &self.added,
            Kind::ShapeRemoved if !self.renamed.contains(fact.id.as_str()) => &self.removed,
            _ => return false,
        };
        let is_its = |reach: &Reach| operations.contains(reach.operation.as_str());
        fact.uses.is_none() && !fact.reach.is_empty() && fact.reach.iter().all(is_its)
    }
}

/// What is said of the types that [`Companions::have`].
pub(super) fn along(verdict: Verdict, number: usize) -> String {
    let which = match verdict {
        Verdict::Major => "removed",
        _ => "new",
    };
    format!("{} that only {which} operations use", count(number, "type"))
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

/// Where callers meet it: `, in the response of DescribeFleet`.
pub(super) fn place(fact: &Fact) -> String {
    let is_about_operation = matches!(
        fact.subject,
        Subject::Operation(_) | Subject::OperationError { .. } | Subject::Waiter { .. }
    );
    if is_about_operation || fact.reach.is_empty() {
        return String::new();
    }
    let mut operations: Vec<String> = Vec::new();
    for reach in &fact.reach {
        // They stand in the order of their names.
        if operations.last() != Some(&reach.operation) {
            operations.push(reach.operation.clone());
        }
    }
    match (sides(fact), operations.len()) {
        (None, n) => format!(", in all of {}", count(n, "operation")),
        (Some(sides), n) if n > FEW_OPERATIONS => {
            format!(", in the {sides} of {}", count(n, "operation"))
        }
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
    short.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_belongs_to_a_type_and_a_member() {
        for (item, expected) in [
            ("types::Fleet", ("Fleet", "")),
            ("types::Fleet::builder()", ("Fleet", "builder")),
            ("FleetBuilder::set_id()", ("Fleet", "id")),
            ("types::Fleet.id", ("Fleet", "id")),
            ("FeedFluentBuilder::get_food()", ("Feed", "food")),
            ("FeedInput::food()", ("Feed", "food")),
            ("ComputeType::Container", ("ComputeType", "Container")),
        ] {
            assert_eq!(item_subject(item), expected, "{item}");
        }
    }
}

//! What a report for people says, whatever the form: the facts of each verdict, those together that have something in
//! common, so that nothing is said twice.
//!
//! Never here: marks of any form, such as colours or Markdown.

use std::collections::BTreeMap;

use super::words::{self, Companions};
use crate::diff::{Changes, Fact, Kind, Subject, Verdict};

/// The facts of one verdict.
pub(super) struct Section<'c> {
    pub(super) verdict: Verdict,
    /// How many facts there are.
    pub(super) number: usize,
    pub(super) groups: Vec<Group>,
    /// What is only counted: types that come or go with operations.
    pub(super) along: Option<String>,
    /// What the texts are about that say something else.
    pub(super) texts: Vec<&'c Subject>,
}

/// Facts that a program uses at the same places; all of them without a program.
pub(super) struct Group {
    pub(super) used_at: Option<String>,
    pub(super) reasons: Vec<Reason>,
}

/// Facts from which the same follows.
pub(super) struct Reason {
    /// What follows, where it is not told of each.
    pub(super) head: Option<String>,
    pub(super) entries: Vec<Entry>,
}

/// One fact, or several that one line can tell.
pub(super) struct Entry {
    pub(super) title: String,
    /// What is told of it besides, a line each.
    pub(super) below: Vec<String>,
}

/// The sections of all verdicts that callers or readers notice, the gravest first.
pub(super) fn sections(changes: &Changes) -> Vec<Section<'_>> {
    let companions = Companions::of(changes);
    let verdicts = Verdict::ALL
        .into_iter()
        .filter(|verdict| *verdict != Verdict::None);
    let sections = verdicts.filter_map(|verdict| {
        let facts: Vec<&Fact> = changes.with(verdict).collect();
        let number = facts.len();
        let (texts, facts): (Vec<&Fact>, Vec<&Fact>) = facts
            .into_iter()
            .partition(|fact| fact.kind == Kind::DocumentationChanged);
        let (along, facts): (Vec<&Fact>, Vec<&Fact>) =
            facts.into_iter().partition(|fact| companions.have(fact));
        let groups = by(&facts, words::used_at).into_iter();
        let groups = groups.map(|(used_at, facts)| Group {
            used_at,
            reasons: reasons(changes, verdict, &facts),
        });
        (number > 0).then(|| Section {
            verdict,
            number,
            groups: groups.collect(),
            along: (!along.is_empty()).then(|| words::along(verdict, along.len())),
            texts: texts.iter().map(|fact| &fact.subject).collect(),
        })
    });
    sections.collect()
}

/// Facts that have something in common, in the order of the first of each.
fn by<'f, K: Ord + Clone>(
    facts: &[&'f Fact],
    key: impl Fn(&'f Fact) -> K,
) -> Vec<(K, Vec<&'f Fact>)> {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<(K, Vec<&Fact>)> = Vec::new();
    for fact in facts {
        let key = key(fact);
        let place = *places.entry(key.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(fact),
            None => groups.push((key, vec![fact])),
        }
    }
    groups
}

fn reasons(changes: &Changes, verdict: Verdict, facts: &[&Fact]) -> Vec<Reason> {
    let is_told_of_each = matches!(verdict, Verdict::Major | Verdict::Minor);
    if is_told_of_each {
        let entries = entries(changes, facts);
        return vec![Reason {
            head: None,
            entries,
        }];
    }
    let reasons = by(facts, |fact| fact.reason.as_str()).into_iter();
    let reasons = reasons.map(|(reason, facts)| Reason {
        head: Some(reason.to_owned()),
        entries: entries(changes, &facts),
    });
    reasons.collect()
}

/// What the facts of one line have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Common<'f> {
    /// An error that came to operations, or went from them.
    Error(Kind, &'f str),
    /// Members that a structure has more or less, values of an enum.
    Parts(Kind, &'f str, String),
    /// What changed of one thing.
    Subject(&'f Subject, String),
}

fn common(fact: &Fact) -> Common<'_> {
    match &fact.subject {
        Subject::OperationError { error, .. } => Common::Error(fact.kind, error),
        Subject::Member { shape, .. } | Subject::Value { shape, .. }
            if matches!(fact.verdict, Verdict::Major | Verdict::Minor) =>
        {
            Common::Parts(fact.kind, shape, words::place(fact))
        }
        subject => Common::Subject(subject, words::place(fact)),
    }
}

fn entries(changes: &Changes, facts: &[&Fact]) -> Vec<Entry> {
    let entries = by(facts, common).into_iter().map(|(common, facts)| {
        let mut below = Vec::new();
        for fact in &facts {
            let consequence = words::consequence(fact);
            // What is new says itself what follows, and the others have it in their heading.
            if fact.verdict == Verdict::Major && below.last() != Some(&consequence) {
                below.push(consequence);
            }
            below.extend(words::rename(changes, fact));
        }
        Entry {
            title: title(&common, &facts),
            below,
        }
    });
    entries.collect()
}

fn title(common: &Common<'_>, facts: &[&Fact]) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    match (common, facts) {
        (Common::Error(kind, error), _) => {
            let operations = facts.iter().filter_map(|fact| fact.subject.operation());
            let operations: Vec<_> = operations.map(str::to_owned).collect();
            let operations = match operations.len() {
                number if number > words::FEW_OPERATIONS => words::count(number, "operation"),
                _ => words::listed(operations.into_iter(), words::NAMED_OPERATIONS),
            };
            let preposition = match kind {
                Kind::ErrorAdded => "to",
                _ => "from",
            };
            format!("{error}: {} {preposition} {operations}", kind.title())
        }
        (_, [fact]) => words::title(fact),
        (Common::Parts(kind, shape, place), _) => {
            let parts = facts.iter().map(|fact| {
                let name = match &fact.subject {
                    Subject::Member { member, .. } => member.as_str(),
                    Subject::Value { value, .. } => value.as_str(),
                    _ => "",
                };
                format!("{name}{}", words::values(fact))
            });
            let (title, parts) = (kind.title(), list(parts.collect()));
            format!("{shape}: {title}: {parts}{place}")
        }
        (Common::Subject(subject, place), _) => {
            let parts = facts.iter();
            let parts = parts.map(|fact| format!("{}{}", fact.kind.title(), words::values(fact)));
            format!("{subject}: {}{place}", list(parts.collect()))
        }
    }
}

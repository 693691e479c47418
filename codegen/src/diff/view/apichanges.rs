//! The form of the pages that show the API changes of botocore: which operations are new or updated, and
//! for each what its request and response have more or less.
//!
//! Lists do not show on the way to a change, which is how those pages have it; what is added is shown
//! whole. Only what a call looks like counts: errors, constraints and texts do not.
//!
//! Never here: verdicts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::expansion::Expansion;
use crate::diff::{Changes, Fact, Kind, Reach, Revision, Side, Subject};
use crate::medium::terminal::{Colours, Lines};
use crate::model::{Model, ShapeId, ShapeKind};

/// The changes between two revisions. Empty where no operation looks otherwise.
pub fn apichanges(changes: &Changes, old: &Revision, new: &Revision) -> String {
    let operations = operations(changes, &old.model, &new.model);
    let what = operations.values().map(|(what, _)| *what);
    let mut lines = Lines::new(Colours::Off);
    lines.line(0, &format!("{} - {}", changes.full_name, summary(what)));
    for wanted in [What::New, What::Updated, What::Removed] {
        let operations = operations.iter().filter(|(_, (what, _))| *what == wanted);
        for (name, (what, deltas)) in operations {
            lines.blank();
            lines.line(0, &format!("{name} ({what})"));
            deltas.write(&mut lines);
        }
    }
    lines.finish()
}

/// How many operations are what: `3 new 30 updated api methods`.
pub(super) fn summary(operations: impl Iterator<Item = What>) -> String {
    let operations: Vec<What> = operations.collect();
    let counts = [What::New, What::Updated, What::Removed]
        .into_iter()
        .filter_map(|wanted| {
            let count = operations.iter().filter(|what| **what == wanted).count();
            (count > 0).then(|| format!("{count} {wanted}"))
        });
    let counts: Vec<_> = counts.collect();
    if counts.is_empty() {
        return "no api methods changed".to_owned();
    }
    format!("{} api methods", counts.join(" "))
}

/// What happened to an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// It has come.
    New,
    /// A call looks otherwise.
    Updated,
    /// It is gone.
    Removed,
}

/// What happened to each operation of which a call looks otherwise.
pub(super) fn what(changes: &Changes) -> BTreeMap<String, What> {
    let mut operations = came_or_went(changes);
    for fact in changes.facts.iter().filter(|fact| is_shown(fact.kind)) {
        for reach in sides(fact) {
            let entry = operations.entry(reach.operation.clone());
            entry.or_insert(What::Updated);
        }
    }
    operations
}

/// Whether facts of a kind say what a call has more or less.
fn is_shown(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::MemberAdded
            | Kind::MemberRemoved
            | Kind::EnumValueAdded
            | Kind::EnumValueRemoved
            | Kind::ShapeTypeChanged
    )
}

fn came_or_went(changes: &Changes) -> BTreeMap<String, What> {
    let operations = changes.facts.iter().filter_map(|fact| {
        let what = match fact.kind {
            Kind::OperationAdded => What::New,
            Kind::OperationRemoved => What::Removed,
            _ => return None,
        };
        Some((fact.subject.operation()?.to_owned(), what))
    });
    operations.collect()
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Removed => "removed",
        })
    }
}

/// What an operation has more and less.
#[derive(Default)]
struct Deltas {
    /// By whether it is the response, and whether it is removed.
    parts: BTreeMap<(bool, bool), Delta>,
}

impl Deltas {
    fn write(&self, lines: &mut Lines) {
        let sides: BTreeSet<bool> = self.parts.keys().map(|(response, _)| *response).collect();
        if sides.is_empty() {
            return;
        }
        let name = |is_response: bool| if is_response { "response" } else { "request" };
        let names: Vec<_> = sides.iter().map(|side| name(*side)).collect();
        lines.line(2, &format!("Changes ({})", names.join(", ")));
        for ((is_response, is_removed), delta) in &self.parts {
            let mut label = String::new();
            if sides.len() > 1 {
                label.push_str(if *is_response {
                    "Response "
                } else {
                    "Request "
                });
            }
            if *is_removed {
                label.push_str("removed ");
            }
            lines.line(4, &format!("{label}{delta}"));
        }
    }
}

fn operations(changes: &Changes, old: &Model, new: &Model) -> BTreeMap<String, (What, Deltas)> {
    let operations = came_or_went(changes).into_iter();
    let operations = operations.map(|(name, what)| (name, (what, Deltas::default())));
    let mut operations: BTreeMap<_, _> = operations.collect();
    for fact in &changes.facts {
        for (is_removed, leaf) in leaves(fact, old, new) {
            for reach in sides(fact) {
                let entry = operations.entry(reach.operation.clone());
                let (what, deltas) = entry.or_insert((What::Updated, Deltas::default()));
                if *what == What::Updated {
                    let key = (reach.side == Side::Response, is_removed);
                    let delta = deltas.parts.entry(key).or_insert_with(Delta::inner);
                    for path in &reach.paths {
                        delta.insert(path, &leaf);
                    }
                }
            }
        }
    }
    operations
}

fn sides(fact: &Fact) -> impl Iterator<Item = &Reach> {
    let reach = fact.reach.iter();
    reach.filter(|reach| matches!(reach.side, Side::Request | Side::Response))
}

/// What a fact shows at the end of its paths, and whether it is what was removed.
fn leaves(fact: &Fact, old: &Model, new: &Model) -> Vec<(bool, Delta)> {
    let shape = |model: &Model, name: &Option<String>| {
        let id = ShapeId(name.clone().unwrap_or_default());
        looks(&mut Expansion::new(model), &id, 0)
    };
    let value = |value: &Subject| match value {
        Subject::Value { value, .. } => Delta::Values(BTreeSet::from([value.clone()])),
        _ => Delta::inner(),
    };
    match fact.kind {
        Kind::MemberAdded => vec![(false, shape(new, &fact.new))],
        Kind::MemberRemoved => vec![(true, shape(old, &fact.old))],
        Kind::EnumValueAdded => vec![(false, value(&fact.subject))],
        Kind::EnumValueRemoved => vec![(true, value(&fact.subject))],
        // A kind that is not listed here is not in `is_shown` either.
        Kind::ShapeTypeChanged => {
            let name = fact.subject.shape().map(str::to_owned);
            vec![(true, shape(old, &name)), (false, shape(new, &name))]
        }
        _ => Vec::new(),
    }
}

/// Members and what is below them, as Python writes dictionaries.
#[derive(Debug, Clone)]
enum Delta {
    /// On the way to what changed.
    Inner(BTreeMap<String, Delta>),
    /// A structure that is new or gone as a whole, its members in the order of the model.
    Structure(Vec<(String, Delta)>),
    /// A list.
    List(Box<Delta>),
    /// A map.
    Map(Box<Delta>),
    /// Anything else, by its type.
    Type(String),
    /// Values of an enum.
    Values(BTreeSet<String>),
}

impl Delta {
    fn inner() -> Self {
        Self::Inner(BTreeMap::new())
    }

    /// Puts `leaf` at the end of a path. What is inside of something that is shown whole is there
    /// already.
    fn insert(&mut self, path: &str, leaf: &Self) {
        let names: Vec<&str> = path
            .split('.')
            .map(|name| {
                name.trim_end_matches("{key}")
                    .trim_end_matches(['[', ']', '{', '}'])
            })
            .filter(|name| !name.is_empty())
            .collect();
        let mut here = self;
        let Some((last, way)) = names.split_last() else {
            return;
        };
        for name in way {
            let Self::Inner(members) = here else { return };
            let next = members.entry((*name).to_owned());
            here = next.or_insert_with(Self::inner);
        }
        let Self::Inner(members) = here else { return };
        match (members.get_mut(*last), leaf) {
            (Some(Self::Values(known)), Self::Values(values)) => known.extend(values.clone()),
            _ => drop(members.insert((*last).to_owned(), leaf.clone())),
        }
    }
}

impl fmt::Display for Delta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = |f: &mut fmt::Formatter<'_>, members: &[(&String, &Self)]| {
            f.write_str("{")?;
            for (index, (name, delta)) in members.iter().enumerate() {
                let comma = if index == 0 { "" } else { ", " };
                write!(f, "{comma}'{name}': {delta}")?;
            }
            f.write_str("}")
        };
        match self {
            Self::Inner(all) => members(f, &all.iter().collect::<Vec<_>>()),
            Self::Structure(all) => {
                let all: Vec<_> = all.iter().map(|(name, delta)| (name, delta)).collect();
                members(f, &all)
            }
            Self::List(item) => write!(f, "[{item}]"),
            Self::Map(value) => write!(f, "{{'string': {value}}}"),
            Self::Type(name) => write!(f, "'{name}'"),
            Self::Values(values) => {
                let values: Vec<_> = values.iter().map(|value| format!("'{value}'")).collect();
                write!(f, "{{{}}}", values.join(", "))
            }
        }
    }
}

/// What a shape looks like, `depth` shapes below the one that is drawn.
fn looks(expansion: &mut Expansion<'_>, id: &ShapeId, depth: usize) -> Delta {
    let model = expansion.model();
    let Some(shape) = model.shapes.get(id) else {
        return Delta::Structure(Vec::new());
    };
    let is_composed = !shape.kind.members().is_empty();
    if is_composed && !expansion.writes(id, depth) {
        return Delta::Type(format!("{id}, as elsewhere"));
    }
    match &shape.kind {
        ShapeKind::Structure(structure) | ShapeKind::Union(structure) => {
            let members = structure.members.iter();
            let members = members
                .map(|(name, member)| (name.clone(), looks(expansion, &member.target, depth + 1)));
            Delta::Structure(members.collect())
        }
        ShapeKind::List(item) => Delta::List(Box::new(looks(expansion, &item.target, depth + 1))),
        ShapeKind::Map { value, .. } => {
            Delta::Map(Box::new(looks(expansion, &value.target, depth + 1)))
        }
        ShapeKind::Enum(values) => {
            let values: Vec<_> = values.iter().map(|value| value.value.as_str()).collect();
            Delta::Type(values.join(" | "))
        }
        other => Delta::Type(type_name(other).to_owned()),
    }
}

pub(super) fn type_name(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Boolean => "boolean",
        ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer => "integer",
        ShapeKind::Long => "long",
        ShapeKind::Float => "float",
        ShapeKind::Double => "double",
        ShapeKind::Blob => "blob",
        ShapeKind::Timestamp => "timestamp",
        _ => "string",
    }
}

//! Guesses which removals and additions are renames.
//!
//! A guess needs something that both share: the letters of the name, the text about it, the same members.
//! Each fact takes part in one guess at most.
//!
//! Never here: anything that depends on the guess.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Fact, Rename, Subject};
use super::kind::Kind;
use crate::model::{Model, ShapeId, ShapeKind};
use crate::nearest::nearness;

/// How much of two names must be the same, in hundredths.
const SAME_NAME: usize = 60;

/// How many removals are held against how many additions: the work grows with the square.
const MOST_COMPARED: usize = 500;

/// The guesses, in the order of what was removed.
pub(super) fn hints(old: &Model, new: &Model, facts: &[Fact]) -> Vec<Rename> {
    let pairs = [
        (Kind::EnumValueRemoved, Kind::EnumValueAdded),
        (Kind::MemberRemoved, Kind::MemberAdded),
        (Kind::ShapeRemoved, Kind::ShapeAdded),
    ];
    let (mine, others) = (Parts::of(old, facts), Parts::of(new, facts));
    let mut guesses = Vec::new();
    for (removed, added) in pairs {
        let of = |kind: Kind| {
            let facts = facts.iter().filter(move |fact| fact.kind == kind);
            facts.take(MOST_COMPARED)
        };
        for was in of(removed) {
            for is in of(added) {
                if let Some((score, reason)) = likeness(old, new, was, is, (&mine, &others)) {
                    guesses.push((score, was, is, reason));
                }
            }
        }
    }
    guesses.sort_by(|a, b| (b.0, &a.1.id, &a.2.id).cmp(&(a.0, &b.1.id, &b.2.id)));
    let mut taken = BTreeSet::new();
    let mut hints = Vec::new();
    for (_, was, is, reason) in guesses {
        if !taken.contains(&was.id) && !taken.contains(&is.id) {
            taken.extend([was.id.clone(), is.id.clone()]);
            hints.push(Rename {
                removed: was.id.clone(),
                added: is.id.clone(),
                old: was.subject.to_string(),
                new: is.subject.to_string(),
                reason,
            });
        }
    }
    hints.sort_by(|a, b| a.removed.cmp(&b.removed));
    hints
}

/// How much two things are alike, in hundredths and in words; `None` where it is not enough.
fn likeness(
    old: &Model,
    new: &Model,
    was: &Fact,
    is: &Fact,
    (mine, others): (&Parts<'_>, &Parts<'_>),
) -> Option<(usize, String)> {
    match (&was.subject, &is.subject) {
        (
            Subject::Value { shape, value },
            Subject::Value {
                shape: new_shape,
                value: new_value,
            },
        ) if shape == new_shape => by_name(value, new_value),
        (
            Subject::Member { shape, member },
            Subject::Member {
                shape: new_shape,
                member: new_member,
            },
        ) if shape == new_shape => members(old, new, shape, member, new_member),
        (Subject::Shape(was), Subject::Shape(is)) => shapes(mine, others, was, is),
        _ => None,
    }
}

fn by_name(was: &str, is: &str) -> Option<(usize, String)> {
    let score = nearness(was, is);
    (score >= SAME_NAME).then(|| (score, "the names are alike".to_owned()))
}

fn members(old: &Model, new: &Model, shape: &str, was: &str, is: &str) -> Option<(usize, String)> {
    let id = ShapeId(shape.to_owned());
    let (a, b) = (old.member(&id, was)?, new.member(&id, is)?);
    let is_same_text = a.documentation.is_some() && a.documentation == b.documentation;
    let is_same_type = a.target == b.target;
    match by_name(was, is) {
        _ if is_same_text && is_same_type => {
            Some((100, "type and documentation are the same".to_owned()))
        }
        Some((score, _)) if is_same_type => Some((
            score,
            "the names are alike, and the type is the same".to_owned(),
        )),
        _ => None,
    }
}

/// What the shapes that came or went consist of; made once, because each is held against many.
struct Parts<'m>(BTreeMap<&'m str, (bool, BTreeSet<String>)>);

impl<'m> Parts<'m> {
    fn of(model: &'m Model, facts: &[Fact]) -> Self {
        let wanted = facts
            .iter()
            .filter(|fact| matches!(fact.kind, Kind::ShapeRemoved | Kind::ShapeAdded));
        let shapes = wanted.filter_map(|fact| {
            let id = ShapeId(fact.subject.shape()?.to_owned());
            let (id, shape) = model.shapes.get_key_value(&id)?;
            let is_structure = shape.kind.named_members().is_some();
            Some((id.0.as_str(), (is_structure, parts(&shape.kind))))
        });
        Self(shapes.collect())
    }
}

fn shapes(mine: &Parts<'_>, others: &Parts<'_>, was: &str, is: &str) -> Option<(usize, String)> {
    let (is_structure, mine) = mine.0.get(was)?;
    let (other_is_structure, other) = others.0.get(is)?;
    if mine.is_empty() || is_structure != other_is_structure {
        return None;
    }
    if mine == other {
        return Some((100, "what is in them is the same".to_owned()));
    }
    let shared = mine.intersection(other).count();
    let all = mine.union(other).count();
    let score = shared * 100 / all.max(1);
    let (near, _) = by_name(was, is)?;
    let reason = format!("the names are alike, and {shared} of {all} parts are the same");
    (score * 2 >= SAME_NAME).then_some((usize::midpoint(score, near), reason))
}

/// What a structure, an enum, a list or a map consists of. Only structures and enums have enough in them
/// to be known by it.
fn parts(kind: &ShapeKind) -> BTreeSet<String> {
    match kind {
        ShapeKind::Enum(values) => values.iter().map(|value| value.value.clone()).collect(),
        ShapeKind::Structure(structure) | ShapeKind::Union(structure) => {
            let members = structure.members.iter();
            members
                .map(|(name, member)| format!("{name}: {}", member.target))
                .collect()
        }
        _ => BTreeSet::new(),
    }
}

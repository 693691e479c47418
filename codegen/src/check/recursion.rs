//! Checks recursion: a structure that always contains itself has no finite value.

use std::collections::{BTreeMap, BTreeSet};

use super::checker::{Checker, shape_at};
use crate::model::{Model, ShapeId, ShapeKind};

/// For each structure, the structures that it cannot be without.
type Needs<'m> = BTreeMap<&'m ShapeId, BTreeSet<&'m ShapeId>>;

/// How many structures of a cycle are named.
const MOST_SHOWN: usize = 20;

pub(super) fn check(checker: &mut Checker<'_>) {
    let endless = endless(needs(checker.model));
    let mut seen = BTreeSet::new();
    for start in endless.keys() {
        let cycle = cycle(start, &endless, &mut seen);
        if let Some(first) = cycle.first() {
            let shown = cycle.iter().take(MOST_SHOWN).map(|id| id.0.as_str());
            let mut names: Vec<&str> = shown.collect();
            if cycle.len() > MOST_SHOWN {
                names.push("...");
            }
            names.push(&first.0);
            let what = format!(
                "the structure requires itself without end: {}",
                names.join(" > ")
            );
            checker.add(&shape_at(first), what, "make one of these members optional");
        }
    }
}

fn needs(model: &Model) -> Needs<'_> {
    let mut needs = Needs::new();
    for (id, shape) in &model.shapes {
        let ShapeKind::Structure(structure) = &shape.kind else {
            continue;
        };
        // A list or a map may be empty, and ends the recursion.
        let required = structure
            .members
            .iter()
            .filter(|(_, member)| member.required);
        let targets = required.map(|(_, member)| &member.target);
        let is_structure = |id: &&ShapeId| {
            model
                .shapes
                .get(*id)
                .is_some_and(|s| matches!(s.kind, ShapeKind::Structure(_)))
        };
        needs.insert(id, targets.filter(is_structure).collect());
    }
    needs
}

/// What is left after every structure that can be finite was taken away, again and again. Done with a
/// list of what to do, and not by recursion: chains of structures may be as long as the model.
fn endless(mut needs: Needs<'_>) -> Needs<'_> {
    let mut needed_by: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    for (id, targets) in &needs {
        for target in targets {
            needed_by.entry(target).or_default().push(id);
        }
    }
    let finite = needs.iter().filter(|(_, targets)| targets.is_empty());
    let mut finite: Vec<&ShapeId> = finite.map(|(id, _)| *id).collect();
    while let Some(id) = finite.pop() {
        needs.remove(id);
        for user in needed_by.remove(id).unwrap_or_default() {
            if let Some(targets) = needs.get_mut(user) {
                targets.remove(id);
                if targets.is_empty() {
                    finite.push(user);
                }
            }
        }
    }
    needs
}

/// Walks from `start` until a structure comes up again, and returns the structures from there on; or
/// nothing, if an earlier walk has been here.
fn cycle<'m>(
    start: &'m ShapeId,
    endless: &Needs<'m>,
    seen: &mut BTreeSet<&'m ShapeId>,
) -> Vec<&'m ShapeId> {
    let mut path: Vec<&ShapeId> = Vec::new();
    let mut here = start;
    while seen.insert(here) {
        path.push(here);
        match endless.get(here).and_then(|targets| targets.first()) {
            Some(next) => here = next,
            None => break,
        }
    }
    match path.iter().position(|id| *id == here) {
        Some(position) => path.split_off(position),
        None => Vec::new(),
    }
}

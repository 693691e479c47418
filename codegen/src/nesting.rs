//! Measures how deep lists and maps are nested.
//!
//! Types, constraints and examples follow lists and maps down by recursion, and each level is a level of every type
//! that holds it. So there is a limit, which [`crate::check`] holds models to. Never here: structures, whose depth
//! nothing recurses on.

use std::collections::BTreeMap;

use crate::model::{Model, Shape, ShapeId, ShapeKind};

/// How deep lists and maps may nest in each other. The deepest of real services is four.
pub(crate) const DEEPEST: usize = 32;

/// For every list and map, how many levels there are with itself; `None` where there is no end, because it contains
/// itself or leads to one that does.
pub(crate) fn levels(model: &Model) -> BTreeMap<&ShapeId, Option<usize>> {
    let collections = model
        .shapes
        .iter()
        .filter(|(_, shape)| is_collection(shape));
    let mut levels: BTreeMap<_, _> = collections.map(|(id, _)| (id, None)).collect();
    let mut holders: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut waits_for: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    let mut ready = Vec::new();
    for id in levels.keys() {
        let inside = inside(model, id);
        let inside = inside.filter(|target| levels.contains_key(target));
        let inside: Vec<_> = inside.collect();
        if inside.is_empty() {
            ready.push(*id);
        }
        waits_for.insert(id, inside.len());
        for target in inside {
            holders.entry(target).or_default().push(id);
        }
    }
    while let Some(id) = ready.pop() {
        let inside = inside(model, id).filter_map(|target| levels.get(target).copied().flatten());
        let deepest = inside.max().unwrap_or_default();
        levels.insert(id, Some(deepest + 1));
        for holder in holders.remove(id).unwrap_or_default() {
            if let Some(left) = waits_for.get_mut(holder) {
                *left -= 1;
                if *left == 0 {
                    ready.push(holder);
                }
            }
        }
    }
    levels
}

fn is_collection(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map { .. })
}

/// What the items, keys and values are.
fn inside<'m>(model: &'m Model, id: &ShapeId) -> impl Iterator<Item = &'m ShapeId> + use<'m> {
    let members = model.shapes.get(id).map(|shape| shape.kind.members());
    let members = members.unwrap_or_default().into_iter();
    members.map(|(_, member)| &member.target)
}

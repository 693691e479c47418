//! Which members have to be boxed because their structure contains itself.
//!
//! Lists and maps point to the heap anyway, so only cycles of structures within structures count. Of
//! each cycle the member that comes first by name is boxed, which is what the official crates do.
//!
//! Never here: anything about members that are not structures.

use std::collections::{BTreeSet, HashMap};

use crate::components::Graph;
use crate::model::{Model, ShapeId};

/// What has to be boxed.
#[derive(Default)]
pub(super) struct Boxes {
    /// The members, each as its structure and its name.
    members: BTreeSet<(ShapeId, String)>,
    /// What those members hold.
    targets: BTreeSet<ShapeId>,
}

impl Boxes {
    /// Whether a member holds its value in a box.
    pub(super) fn has_member(&self, structure: &ShapeId, member: &str) -> bool {
        self.members
            .contains(&(structure.clone(), member.to_owned()))
    }

    /// Whether some member holds this structure in a box.
    pub(super) fn has_target(&self, structure: &ShapeId) -> bool {
        self.targets.contains(structure)
    }
}

/// Finds what has to be boxed.
///
/// A member is the first of a cycle if what it holds leads back to its structure by structures that come later.
/// Members are added from the last structure to the first, so this asks which of them close a cycle the moment that
/// they come; [`Merges`] finds that for all of them at once.
pub(super) fn boxes(model: &Model) -> Boxes {
    let structures = model.shapes.iter();
    let structures = structures.filter_map(|(id, shape)| Some((id, shape.kind.named_members()?)));
    let structures: Vec<_> = structures.collect();
    let places = structures.iter().enumerate();
    let places: HashMap<_, _> = places.map(|(place, (id, _))| (*id, place)).collect();
    let mut edges = Vec::new();
    let mut members = Vec::new();
    for (from, (_, structure)) in structures.iter().enumerate() {
        for (name, member) in &structure.members {
            if let Some(to) = places.get(&member.target) {
                edges.push(Edge {
                    from,
                    to: *to,
                    comes: structures.len() - from.min(*to),
                });
                members.push((name, &member.target));
            }
        }
    }
    let merged = Merges::find(structures.len(), &edges);
    let mut boxes = Boxes::default();
    for ((edge, merged), (name, target)) in edges.iter().zip(merged).zip(members) {
        // Where what it holds is the earlier one, a member of that is the first.
        if edge.from <= edge.to && merged == edge.comes {
            let owner = structures[edge.from].0.clone();
            boxes.members.insert((owner, name.clone()));
            boxes.targets.insert(target.clone());
        }
    }
    boxes
}

/// That a structure has a member of another.
#[derive(Clone, Copy)]
struct Edge {
    from: usize,
    to: usize,
    /// When it comes: from 1, as soon as both structures are there.
    comes: usize,
}

/// Finds when the ends of edges that come one after the other get to lie on a cycle.
///
/// Half of the time is looked at first: edges whose ends lie on a cycle by then belong to that half, the others to
/// the later one, where everything that lies on a cycle by then is one node. So an edge is looked at once for each
/// halving, and not once for each point in time.
struct Merges {
    /// The node that stands for each.
    stands_for: Vec<usize>,
    /// When the ends of each edge get to lie on a cycle.
    merged: Vec<usize>,
}

impl Merges {
    /// For each edge, when that is; after the last edge has come where it never is.
    fn find(nodes: usize, edges: &[Edge]) -> Vec<usize> {
        let mut merges = Self {
            stands_for: (0..nodes).collect(),
            merged: vec![0; edges.len()],
        };
        let all = edges.iter().copied().enumerate().collect();
        // Each halving is as deep as a number of structures has bits.
        merges.between(1, nodes + 1, all);
        merges.merged
    }

    /// Looks at edges whose ends do not lie on a cycle before `first`, and do by `last`.
    fn between(&mut self, first: usize, last: usize, edges: Vec<(usize, Edge)>) {
        if edges.is_empty() || first == last {
            for (at, _) in edges {
                self.merged[at] = first;
            }
            return;
        }
        let middle = usize::midpoint(first, last);
        let (early, mut later): (Vec<_>, Vec<_>) = edges
            .into_iter()
            .partition(|(_, edge)| edge.comes <= middle);
        let together = self.together(&early);
        let mut merged = Vec::new();
        for (one, is_together) in early.into_iter().zip(together) {
            if is_together {
                merged.push(one);
            } else {
                later.push(one);
            }
        }
        let joined: Vec<_> = merged
            .iter()
            .map(|(_, edge)| (self.root(edge.from), self.root(edge.to)))
            .collect();
        self.between(first, middle, merged);
        for (one, other) in joined {
            let (one, other) = (self.root(one), self.root(other));
            self.stands_for[one] = other;
        }
        self.between(middle + 1, last, later);
    }

    /// For each edge, whether its ends lie on a cycle of these edges.
    fn together(&mut self, edges: &[(usize, Edge)]) -> Vec<bool> {
        let mut numbers = HashMap::new();
        let mut number = |node: usize| {
            let next = numbers.len();
            *numbers.entry(node).or_insert(next)
        };
        let ends = edges.iter();
        let ends = ends.map(|(_, edge)| (self.root(edge.from), self.root(edge.to)));
        let ends: Vec<_> = ends.collect();
        let ends: Vec<_> = ends
            .into_iter()
            .map(|(from, to)| (number(from), number(to)))
            .collect();
        let components = Graph::new(numbers.len(), &ends).components();
        let together = ends
            .iter()
            .map(|(from, to)| components[*from] == components[*to]);
        together.collect()
    }

    /// The node that stands for one and for all that it lies on a cycle with.
    fn root(&mut self, node: usize) -> usize {
        let mut root = node;
        while self.stands_for[root] != root {
            root = self.stands_for[root];
        }
        let mut node = node;
        while self.stands_for[node] != root {
            node = std::mem::replace(&mut self.stands_for[node], root);
        }
        root
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Edges by the rule itself: in order, each one that is on a cycle of those that are left is taken away.
    fn one_by_one(edges: &[(usize, usize)]) -> BTreeSet<usize> {
        let mut gone = BTreeSet::new();
        for (at, (from, to)) in edges.iter().enumerate() {
            let mut seen = BTreeSet::new();
            let mut open = vec![*to];
            while let Some(node) = open.pop() {
                if seen.insert(node) {
                    let left = edges.iter().enumerate();
                    let left = left.filter(|(at, (from, _))| *from == node && !gone.contains(at));
                    open.extend(left.map(|(_, (_, to))| *to));
                }
            }
            if seen.contains(from) {
                gone.insert(at);
            }
        }
        gone
    }

    fn all_at_once(nodes: usize, edges: &[(usize, usize)]) -> BTreeSet<usize> {
        let edges = edges.iter().map(|(from, to)| Edge {
            from: *from,
            to: *to,
            comes: nodes - from.min(to),
        });
        let edges: Vec<_> = edges.collect();
        let merged = Merges::find(nodes, &edges)
            .into_iter()
            .zip(edges)
            .enumerate();
        let boxed =
            merged.filter(|(_, (merged, edge))| edge.from <= edge.to && *merged == edge.comes);
        boxed.map(|(at, _)| at).collect()
    }

    #[test]
    fn the_first_member_of_every_cycle_is_boxed() {
        let mut seed: u32 = 1;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        for _ in 0..2_000 {
            let nodes = 1 + random(7);
            let mut edges: Vec<_> = (0..random(3 * nodes))
                .map(|_| (random(nodes), random(nodes)))
                .collect();
            edges.sort_unstable();
            assert_eq!(all_at_once(nodes, &edges), one_by_one(&edges), "{edges:?}");
        }
    }
}

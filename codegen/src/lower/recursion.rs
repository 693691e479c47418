//! Which members have to be boxed because their structure contains itself.
//!
//! Lists and maps point to the heap anyway, so only cycles of structures within structures count. Of
//! each cycle the member that comes first by name is boxed, which is what the official crates do.
//!
//! Never here: anything about members that are not structures.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, ShapeId, ShapeKind};

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
pub(super) fn boxes(model: &Model) -> Boxes {
    let mut inline = inline_members(model);
    let mut boxes = Boxes::default();
    let edges: Vec<_> = inline
        .iter()
        .map(|(member, target)| (*member, *target))
        .collect();
    for ((structure, member), target) in edges {
        if reaches(&inline, target, structure) {
            inline.remove(&(structure, member));
            boxes.members.insert((structure.clone(), member.to_owned()));
            boxes.targets.insert(target.clone());
        }
    }
    boxes
}

type Inline<'m> = BTreeMap<(&'m ShapeId, &'m str), &'m ShapeId>;

/// The members that hold a structure without any list or map between, and what they hold.
fn inline_members(model: &Model) -> Inline<'_> {
    let mut inline = Inline::new();
    for (id, shape) in &model.shapes {
        let ShapeKind::Structure(structure) = &shape.kind else {
            continue;
        };
        for (name, member) in &structure.members {
            if matches!(model[&member.target].kind, ShapeKind::Structure(_)) {
                inline.insert((id, name), &member.target);
            }
        }
    }
    inline
}

fn reaches(inline: &Inline<'_>, from: &ShapeId, to: &ShapeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            let of_id = inline
                .range((id, "")..)
                .take_while(|((owner, _), _)| *owner == id);
            open.extend(of_id.map(|(_, target)| *target));
        }
    }
    false
}

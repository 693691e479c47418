//! Which structures a drawing of shapes writes out. A model can be a graph of which the paths are more than there is
//! memory for, so a structure is written out once; after that it is named, unless it is small.
//!
//! Never here: how anything is drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, ShapeId};

/// How many members a shape may have, with all that is in them, to be written out again.
const SMALL: usize = 8;

/// How deep shapes are written out.
const DEEPEST: usize = 16;

/// What one drawing has written out so far.
pub(super) struct Expansion<'m> {
    model: &'m Model,
    sizes: BTreeMap<&'m str, usize>,
    written: BTreeSet<&'m str>,
}

impl<'m> Expansion<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self {
            model,
            sizes: BTreeMap::new(),
            written: BTreeSet::new(),
        }
    }

    pub(super) fn model(&self) -> &'m Model {
        self.model
    }

    /// Whether what is in a shape is written out where it stands, `depth` shapes below the top.
    pub(super) fn writes(&mut self, id: &ShapeId, depth: usize) -> bool {
        if depth >= DEEPEST {
            return false;
        }
        let Some((id, _)) = self.model.shapes.get_key_value(id) else {
            return false;
        };
        self.written.insert(&id.0) || self.size(id, 0) <= SMALL
    }

    /// How many members a shape has with all that is in them; more than [`SMALL`] where it contains itself.
    fn size(&mut self, id: &'m ShapeId, depth: usize) -> usize {
        if let Some(size) = self.sizes.get(id.0.as_str()) {
            return *size;
        }
        let Some(shape) = self.model.shapes.get(id).filter(|_| depth <= SMALL) else {
            return SMALL + 1;
        };
        self.sizes.insert(&id.0, SMALL + 1);
        let mut size = 0;
        for (_, member) in shape.kind.members() {
            size += 1 + self.size(&member.target, depth + 1);
            if size > SMALL {
                break;
            }
        }
        self.sizes.insert(&id.0, size);
        size
    }
}

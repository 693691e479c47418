//! The model under examination: how its parts are found, where they stand, and what messages call them.
//!
//! Never here: what a sound model is.

use std::collections::HashMap;
use std::path::Path;

use crate::json::Pointer;
use crate::model::{
    Member, Model, OutputPath, PathStep, Shape, ShapeId, ShapeKind, Structure, Waiter,
};
use crate::nearest::{Guesses, did_you_mean};
use crate::problem::Problem;

/// The document in which waiters stand.
const WAITERS: &str = "waiters-2.json";

/// The model under examination, and what was found so far.
pub(super) struct Checker<'m> {
    file: &'m Path,
    pub(super) model: &'m Model,
    /// Every member, by its structure and name.
    members: HashMap<(&'m str, &'m str), &'m Member>,
    pub(super) guesses: Guesses,
    pub(super) problems: Vec<Problem>,
}

impl<'m> Checker<'m> {
    pub(super) fn new(file: &'m Path, model: &'m Model) -> Self {
        let structures = model
            .shapes
            .iter()
            .filter_map(|(id, shape)| Some((id, shape.kind.named_members()?)));
        let members = structures.flat_map(|(id, structure)| {
            let members = structure.members.iter();
            members.map(|(name, member)| ((id.0.as_str(), name.as_str()), member))
        });
        Self {
            file,
            model,
            members: members.collect(),
            guesses: Guesses::default(),
            problems: Vec::new(),
        }
    }

    /// Reports a problem of the service document.
    pub(super) fn add(&mut self, at: &Pointer, what: impl Into<String>, fix: impl Into<String>) {
        self.problems
            .push(Problem::new(self.file, at.to_string(), what, fix));
    }

    /// Reports a problem of the document `name` beside the service document.
    pub(super) fn add_beside(
        &mut self,
        name: &str,
        at: &Pointer,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        let file = self.file.with_file_name(name);
        self.problems
            .push(Problem::new(file, at.to_string(), what, fix));
    }

    /// Reports a problem of a waiter, in the document that it is from.
    pub(super) fn add_of_waiter(
        &mut self,
        waiter: &Waiter,
        at: &Pointer,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        match &waiter.overlay {
            None => self.add_beside(WAITERS, at, what, fix),
            Some(overlay) => {
                let problem = Problem::new(&overlay.file, at.to_string(), what, fix);
                self.problems.push(problem);
            }
        }
    }

    /// The shape of that name, if there is one: [`super::references`] reports those that are missing, and
    /// everyone else looks past them.
    pub(super) fn shape(&self, id: &ShapeId) -> Option<&'m Shape> {
        self.model.shapes.get(id)
    }

    /// The type of the shape of that name.
    pub(super) fn kind(&self, id: &ShapeId) -> Option<&'m ShapeKind> {
        self.shape(id).map(|shape| &shape.kind)
    }

    /// The structure of that name.
    pub(super) fn structure(&self, id: &ShapeId) -> Option<&'m Structure> {
        match self.kind(id)? {
            ShapeKind::Structure(structure) => Some(structure),
            _ => None,
        }
    }

    /// Follows member names from a structure to the shape that the last one holds. `Err` says what
    /// is missing on the way; `Ok(None)` that the way leads to a shape that does not exist.
    pub(super) fn follow(
        &mut self,
        from: &'m ShapeId,
        path: &[String],
    ) -> Result<Option<&'m ShapeKind>, Missing> {
        let mut id = from;
        for name in path {
            match self.step(id, name)? {
                Some(target) => id = target,
                None => return Ok(None),
            }
        }
        Ok(self.kind(id))
    }

    /// The same, by way of the items of lists too.
    pub(super) fn follow_steps(
        &mut self,
        from: &'m ShapeId,
        path: &OutputPath,
    ) -> Result<Option<&'m ShapeKind>, Missing> {
        let mut id = from;
        for step in &path.0 {
            let next = match step {
                PathStep::Member(name) => self.step(id, name)?,
                PathStep::Items => self.items(id)?,
            };
            match next {
                Some(target) => id = target,
                None => return Ok(None),
            }
        }
        Ok(self.kind(id))
    }

    /// The shape of a structure's member; `Ok(None)` where there is no such structure at all.
    fn step(&mut self, id: &'m ShapeId, name: &str) -> Result<Option<&'m ShapeId>, Missing> {
        let Some(kind) = self.kind(id) else {
            return Ok(None);
        };
        let Some(structure) = kind.named_members() else {
            let what = format!(
                "`{id}` is neither a structure nor a union, and cannot have a member `{name}`"
            );
            return Err(Missing { what, near: None });
        };
        let Some(member) = self.members.get(&(id.0.as_str(), name)) else {
            let names = structure.members.iter().map(|(name, _)| name.as_str());
            let near = self.guesses.nearest(name, names);
            return Err(Missing {
                what: format!("`{id}` has no member `{name}`"),
                near: near.map(str::to_owned),
            });
        };
        Ok(Some(&member.target))
    }

    /// The shape of a list's items; `Ok(None)` where there is no such list at all.
    fn items(&self, id: &'m ShapeId) -> Result<Option<&'m ShapeId>, Missing> {
        match self.kind(id) {
            None => Ok(None),
            Some(ShapeKind::List(member)) => Ok(Some(&member.target)),
            Some(kind) => Err(Missing {
                what: format!("`{id}` is {}, and has no items", kind_name(kind)),
                near: None,
            }),
        }
    }
}

/// A member that a path asks for in vain.
pub(super) struct Missing {
    /// What is missing, as a sentence.
    pub(super) what: String,
    /// The name that was probably meant.
    near: Option<String>,
}

impl Missing {
    /// What to do about it.
    pub(super) fn fix(&self, otherwise: &str) -> String {
        match &self.near {
            Some(near) => did_you_mean(near, [near.as_str()], otherwise),
            None => otherwise.to_owned(),
        }
    }
}

/// The place of an operation.
pub(super) fn operation_at(name: &str) -> Pointer {
    Pointer::root().key("operations").key(name)
}

/// The place of a shape.
pub(super) fn shape_at(id: &ShapeId) -> Pointer {
    Pointer::root().key("shapes").key(&id.0)
}

/// The place of a structure's member.
pub(super) fn member_at(id: &ShapeId, name: &str) -> Pointer {
    shape_at(id).key("members").key(name)
}

/// The members of a shape, each with its place.
pub(super) fn members<'m>(
    id: &ShapeId,
    kind: &'m ShapeKind,
) -> impl Iterator<Item = (Pointer, &'m Member)> {
    let at = match kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => shape_at(id).key("members"),
        _ => shape_at(id),
    };
    let members = kind.members().into_iter();
    members.map(move |(name, member)| (at.key(name), member))
}

pub(super) fn is_text(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::String | ShapeKind::Enum(_))
}

/// What messages call a type.
pub(super) fn kind_name(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Boolean => "a boolean",
        ShapeKind::Byte => "a byte",
        ShapeKind::Short => "a short",
        ShapeKind::Integer => "an integer",
        ShapeKind::Long => "a long",
        ShapeKind::Float => "a float",
        ShapeKind::Double => "a double",
        ShapeKind::String => "a string",
        ShapeKind::Enum(_) => "an enum",
        ShapeKind::Blob => "a blob",
        ShapeKind::Timestamp => "a timestamp",
        ShapeKind::List(_) => "a list",
        ShapeKind::Map { .. } => "a map",
        ShapeKind::Structure(_) => "a structure",
        ShapeKind::Union(_) => "a union",
        ShapeKind::Document => "a document",
    }
}

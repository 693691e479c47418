//! Everything that can be wrong with a model as a whole: the gate between reading and lowering.
//!
//! A model that passes has no dangling reference, no binding that cannot be sent and no rule that
//! cannot be evaluated, so lowering and emitting need no error paths. Each module here has one
//! function that looks at one aspect and reports all it finds.
//!
//! Never here: repairs, and anything about how a model was read.

mod constraints;
mod endpoint_rules;
mod http;
mod names;
mod pages;
mod recursion;
mod references;
mod sizes;
mod texts;
mod waiters;

use std::collections::HashMap;
use std::path::Path;

use crate::json::Pointer;
use crate::model::{
    Member, Model, OutputPath, PathStep, Shape, ShapeId, ShapeKind, Structure, Waiter,
};
use crate::nearest::{Guesses, did_you_mean};
use crate::problem::Problem;

/// Every problem of `model`. Places are those of `file`, a service document in botocore's form, and of
/// the documents beside it.
pub fn check(file: &Path, model: &Model) -> Vec<Problem> {
    let mut checker = Checker::new(file, model);
    names::check(&mut checker);
    references::check(&mut checker);
    sizes::check(&mut checker);
    constraints::check(&mut checker);
    texts::check(&mut checker);
    http::check(&mut checker);
    recursion::check(&mut checker);
    pages::check(&mut checker);
    waiters::check(&mut checker);
    endpoint_rules::check(&mut checker);
    checker.problems
}

/// The model under examination, and what was found so far.
struct Checker<'m> {
    file: &'m Path,
    model: &'m Model,
    /// Every member, by its structure and name.
    members: HashMap<(&'m str, &'m str), &'m Member>,
    guesses: Guesses,
    problems: Vec<Problem>,
}

impl<'m> Checker<'m> {
    fn new(file: &'m Path, model: &'m Model) -> Self {
        let structures = model
            .shapes
            .iter()
            .filter_map(|(id, shape)| match &shape.kind {
                ShapeKind::Structure(structure) => Some((id, structure)),
                _ => None,
            });
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
    fn add(&mut self, at: &Pointer, what: impl Into<String>, fix: impl Into<String>) {
        self.problems
            .push(Problem::new(self.file, at.to_string(), what, fix));
    }

    /// Reports a problem of the document `name` beside the service document.
    fn add_beside(
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
    fn add_of_waiter(
        &mut self,
        waiter: &Waiter,
        at: &Pointer,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) {
        match &waiter.overlay {
            None => self.add_beside(waiters::FILE, at, what, fix),
            Some(overlay) => {
                let problem = Problem::new(&overlay.file, at.to_string(), what, fix);
                self.problems.push(problem);
            }
        }
    }

    /// The shape of that name, if there is one: [`references`] reports those that are missing, and
    /// everyone else looks past them.
    fn shape(&self, id: &ShapeId) -> Option<&'m Shape> {
        self.model.shapes.get(id)
    }

    /// The type of the shape of that name.
    fn kind(&self, id: &ShapeId) -> Option<&'m ShapeKind> {
        self.shape(id).map(|shape| &shape.kind)
    }

    /// The structure of that name.
    fn structure(&self, id: &ShapeId) -> Option<&'m Structure> {
        match self.kind(id)? {
            ShapeKind::Structure(structure) => Some(structure),
            _ => None,
        }
    }

    /// Follows member names from a structure to the shape that the last one holds. `Err` says what
    /// is missing on the way; `Ok(None)` that the way leads to a shape that does not exist.
    fn follow(
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
    fn follow_steps(
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
        let ShapeKind::Structure(structure) = kind else {
            let what = format!("`{id}` is not a structure, and cannot have a member `{name}`");
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
struct Missing {
    /// What is missing, as a sentence.
    what: String,
    /// The name that was probably meant.
    near: Option<String>,
}

impl Missing {
    /// What to do about it.
    fn fix(&self, otherwise: &str) -> String {
        match &self.near {
            Some(near) => did_you_mean(near, [near.as_str()], otherwise),
            None => otherwise.to_owned(),
        }
    }
}

/// The place of an operation.
fn operation_at(name: &str) -> Pointer {
    Pointer::root().key("operations").key(name)
}

/// The place of a shape.
fn shape_at(id: &ShapeId) -> Pointer {
    Pointer::root().key("shapes").key(&id.0)
}

/// The place of a structure's member.
fn member_at(id: &ShapeId, name: &str) -> Pointer {
    shape_at(id).key("members").key(name)
}

/// The members of a shape, each with its place.
fn members<'m>(id: &ShapeId, kind: &'m ShapeKind) -> impl Iterator<Item = (Pointer, &'m Member)> {
    let at = match kind {
        ShapeKind::Structure(_) => shape_at(id).key("members"),
        _ => shape_at(id),
    };
    let members = kind.members().into_iter();
    members.map(move |(name, member)| (at.key(name), member))
}

fn is_text(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::String | ShapeKind::Enum(_))
}

/// What messages call a type.
fn kind_name(kind: &ShapeKind) -> &'static str {
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
    }
}

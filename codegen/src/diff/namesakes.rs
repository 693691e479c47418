//! Parts whose names differ between the models but not in the crate: `Key` and `key` are both the field `key`.
//!
//! [`Aligned`] gives the parts of the old model the names that they have in the new one, so that whatever
//! compares holds like against like; [`Names`] remembers which. What the old names did on the wire stays.
//!
//! Never here: values of enums, which are text on the wire and no names; what another name means.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::revision::Revision;
use crate::json::Pointer;
use crate::lower::names;
use crate::model::{
    Location, Matcher, Model, Operation, OutputPath, PathStep, Shape, ShapeId, ShapeKind,
};

/// The old names of what has another one, by the new names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Operations.
    pub(super) operations: BTreeMap<String, String>,
    /// Shapes.
    pub(super) shapes: BTreeMap<String, String>,
    /// Members, by shape and name.
    pub(super) members: BTreeMap<(String, String), String>,
    /// Waiters.
    pub(super) waiters: BTreeMap<String, String>,
}

/// An old model, with the names of the new one.
pub(super) struct Aligned<'m> {
    /// The old model.
    pub(super) model: Cow<'m, Model>,
    /// What it has other names for.
    pub(super) names: Names,
}

impl<'m> Aligned<'m> {
    /// Gives the parts of `old` the names of `new`.
    pub(super) fn new(old: &'m Model, new: &Model) -> Self {
        let names = Names::of(old, new);
        let model = if names == Names::default() {
            Cow::Borrowed(old)
        } else {
            Cow::Owned(Renaming::new(old, &names).model())
        };
        Self { model, names }
    }
}

/// An old revision, with the names of the new one.
pub(super) fn aligned<'r>(old: &'r Revision, new: &Revision) -> (Cow<'r, Revision>, Names) {
    let Aligned { model, names } = Aligned::new(&old.model, &new.model);
    let model = match model {
        Cow::Borrowed(_) => return (Cow::Borrowed(old), names),
        Cow::Owned(model) => model,
    };
    let inverse = names.inverse();
    let unmodelled = old.unmodelled.iter().cloned().map(|mut one| {
        one.at = inverse.place(&one.at);
        one
    });
    let revision = Revision {
        label: old.label.clone(),
        unmodelled: unmodelled.collect(),
        problems: old.problems.clone(),
        settings: old.settings.clone(),
        model,
    };
    (Cow::Owned(revision), names)
}

impl Names {
    fn of(old: &Model, new: &Model) -> Self {
        let operation = |name: &str| (names::method(name), names::operation_type(name));
        let operations = pairs(old.operations.keys(), new.operations.keys(), operation);
        let waiters = |model: &'_ Model| -> BTreeSet<String> {
            let operations = model.operations.values();
            let waiters = operations.flat_map(|operation| operation.waiters.keys());
            waiters.cloned().collect()
        };
        let waiter = |name: &str| (names::module(name), names::wait_method(name));
        let waiters = pairs(&waiters(old), &waiters(new), waiter);
        let shapes = shapes(old, new);
        let mut members = BTreeMap::new();
        for (id, shape) in &new.shapes {
            let was = shapes.get(&id.0).unwrap_or(&id.0);
            let was = old.shapes.get(&ShapeId(was.clone()));
            if let (Some(was), Some(is)) = (
                was.and_then(|shape| shape.kind.named_members()),
                shape.kind.named_members(),
            ) {
                let name = |(name, _): &'_ (String, _)| -> String { name.clone() };
                let (was, is): (Vec<_>, Vec<_>) = (
                    was.members.iter().map(name).collect(),
                    is.members.iter().map(name).collect(),
                );
                let member = |name: &str| (names::field(name), names::setter(name, false));
                for (new, old) in pairs(&was, &is, member) {
                    members.insert((id.0.clone(), new), old);
                }
            }
        }
        Self {
            operations,
            shapes,
            members,
            waiters,
        }
    }

    /// The new names, by the old ones.
    fn inverse(&self) -> Self {
        let turned = |names: &BTreeMap<String, String>| {
            let turned = names.iter().map(|(new, old)| (old.clone(), new.clone()));
            turned.collect::<BTreeMap<_, _>>()
        };
        let members = self.members.iter().map(|((shape, new), old)| {
            let shape = self.shapes.get(shape).unwrap_or(shape);
            ((shape.clone(), old.clone()), new.clone())
        });
        Self {
            operations: turned(&self.operations),
            shapes: turned(&self.shapes),
            members: members.collect(),
            waiters: turned(&self.waiters),
        }
    }

    /// A place of one document in the other one.
    pub(super) fn place(&self, at: &Pointer) -> Pointer {
        let parts: Vec<String> = at.parts().collect();
        let renamed = |names: &BTreeMap<String, String>, name: &String| {
            names.get(name).unwrap_or(name).clone()
        };
        let mut place = Pointer::root();
        for (index, part) in parts.iter().enumerate() {
            let before: Vec<&str> = parts[..index].iter().map(String::as_str).collect();
            let part = match before.as_slice() {
                ["operations" | "pagination"] => renamed(&self.operations, part),
                ["shapes"] => renamed(&self.shapes, part),
                ["waiters"] => renamed(&self.waiters, part),
                ["shapes", shape, "members"] => {
                    let known = self.members.get(&((*shape).to_owned(), part.clone()));
                    known.unwrap_or(part).clone()
                }
                _ => part.clone(),
            };
            place = place.key(&part);
        }
        place
    }
}

/// What is on one side only under its name, and is spelled alike on both: the old name by the new one. What
/// a side spells twice is left alone, because it could be either.
fn pairs<'n, K: Ord>(
    old: impl IntoIterator<Item = &'n String>,
    new: impl IntoIterator<Item = &'n String>,
    spelled: impl Fn(&str) -> K,
) -> BTreeMap<String, String> {
    let (old, new): (BTreeSet<&String>, BTreeSet<&String>) =
        (old.into_iter().collect(), new.into_iter().collect());
    let mut pairs = BTreeMap::new();
    if old.is_subset(&new) || new.is_subset(&old) {
        return pairs;
    }
    let by_spelling = |names: &BTreeSet<&'n String>| {
        let mut found: BTreeMap<K, Vec<&'n String>> = BTreeMap::new();
        for name in names {
            found.entry(spelled(name)).or_default().push(name);
        }
        found
    };
    let (was, is) = (by_spelling(&old), by_spelling(&new));
    for (spelled, is) in is {
        if let (Some([was]), [is]) = (was.get(&spelled).map(Vec::as_slice), is.as_slice())
            && !new.contains(*was)
            && !old.contains(*is)
        {
            pairs.insert((*is).clone(), (*was).clone());
        }
    }
    pairs
}

/// Shapes of one type of shape. Errors stand in another module than other structures.
fn shapes(old: &Model, new: &Model) -> BTreeMap<String, String> {
    let is_error = |shape: &Shape| match &shape.kind {
        ShapeKind::Structure(structure) => structure.error.is_some(),
        _ => false,
    };
    let names = pairs(
        old.shapes.keys().map(|id| &id.0),
        new.shapes.keys().map(|id| &id.0),
        names::type_name,
    );
    let of = |model: &Model, name: &String| {
        let shape = model.shapes.get(&ShapeId(name.clone()));
        shape.map(|shape| (std::mem::discriminant(&shape.kind), is_error(shape)))
    };
    let names = names.into_iter();
    names
        .filter(|(is, was)| of(new, is) == of(old, was))
        .collect()
}

/// The old model on its way to the new names.
struct Renaming<'m> {
    old: &'m Model,
    /// The new names, by the old ones.
    names: Names,
}

impl<'m> Renaming<'m> {
    fn new(old: &'m Model, names: &Names) -> Self {
        Self {
            old,
            names: names.inverse(),
        }
    }

    fn model(&self) -> Model {
        let operations = self.old.operations.iter().map(|(name, operation)| {
            let renamed = self.names.operations.get(name).unwrap_or(name);
            (renamed.clone(), self.operation(operation))
        });
        let shapes = self.old.shapes.iter();
        let shapes = shapes.map(|(id, shape)| (self.id(id), self.shape(id, shape)));
        Model {
            operations: operations.collect(),
            shapes: shapes.collect(),
            service: self.old.service.clone(),
            endpoint_rules: self.old.endpoint_rules.clone(),
        }
    }

    fn id(&self, id: &ShapeId) -> ShapeId {
        let renamed = self.names.shapes.get(&id.0);
        renamed.map_or_else(|| id.clone(), |renamed| ShapeId(renamed.clone()))
    }

    fn member(&self, shape: &ShapeId, name: &str) -> Option<&String> {
        self.names.members.get(&(shape.0.clone(), name.to_owned()))
    }

    fn shape(&self, id: &ShapeId, shape: &Shape) -> Shape {
        let mut shape = shape.clone();
        match &mut shape.kind {
            ShapeKind::Structure(structure) | ShapeKind::Union(structure) => {
                for (name, member) in &mut structure.members {
                    member.target = self.id(&member.target);
                    let Some(renamed) = self.member(id, name) else {
                        continue;
                    };
                    let was = std::mem::replace(name, renamed.clone());
                    if member.location == Location::Body {
                        member.wire_name.get_or_insert(was);
                    }
                }
                // An error is known by its code, which is the shape's name where it has no other.
                if let Some(error) = &mut structure.error
                    && self.names.shapes.contains_key(&id.0)
                {
                    error.code.get_or_insert_with(|| id.0.clone());
                }
            }
            ShapeKind::List(item) => item.target = self.id(&item.target),
            ShapeKind::Map { key, value } => {
                key.target = self.id(&key.target);
                value.target = self.id(&value.target);
            }
            _ => {}
        }
        shape
    }

    fn operation(&self, operation: &Operation) -> Operation {
        let mut renamed = operation.clone();
        let (input, output) = (operation.input.as_ref(), operation.output.as_ref());
        renamed.input = input.map(|id| self.id(id));
        renamed.output = output.map(|id| self.id(id));
        renamed.errors = operation.errors.iter().map(|id| self.id(id)).collect();
        if let Some(input) = input {
            renamed.http.uri = self.uri(input, &operation.http.uri);
        }
        if let Some(pages) = &mut renamed.pagination {
            for name in [Some(&mut pages.input_token), pages.limit_key.as_mut()] {
                let to = |name: &String| self.member(input?, name);
                if let Some((name, to)) = name.and_then(|name| to(name).map(|to| (name, to))) {
                    name.clone_from(to);
                }
            }
            self.way(output, &mut pages.output_token);
            if let Some(items) = &mut pages.result_key {
                self.way(output, items);
            }
        }
        renamed.waiters = operation
            .waiters
            .iter()
            .map(|(name, waiter)| {
                let mut waiter = waiter.clone();
                for acceptor in &mut waiter.acceptors {
                    if let Matcher::Output { path, .. } = &mut acceptor.matcher {
                        self.steps(output, path);
                    }
                }
                let renamed = self.names.waiters.get(name).unwrap_or(name);
                (renamed.clone(), waiter)
            })
            .collect();
        renamed
    }

    /// The same, by way of the items of lists too.
    fn steps(&self, start: Option<&ShapeId>, path: &mut OutputPath) {
        let mut here = start;
        for step in &mut path.0 {
            let Some(id) = here else { return };
            match step {
                PathStep::Member(name) => {
                    here = self.old.member(id, name).map(|member| &member.target);
                    if let Some(renamed) = self.member(id, name) {
                        name.clone_from(renamed);
                    }
                }
                PathStep::Items => {
                    here = match self.old.shapes.get(id).map(|shape| &shape.kind) {
                        Some(ShapeKind::List(member)) => Some(&member.target),
                        _ => None,
                    };
                }
            }
        }
    }

    /// Renames the members that a way from a structure goes along.
    fn way(&self, start: Option<&ShapeId>, way: &mut [String]) {
        let mut here = start;
        for name in way {
            let Some(id) = here else { return };
            here = self.old.member(id, name).map(|member| &member.target);
            if let Some(renamed) = self.member(id, name) {
                name.clone_from(renamed);
            }
        }
    }

    /// Renames the labels of a path that are called like members.
    fn uri(&self, input: &ShapeId, uri: &str) -> String {
        let mut renamed = uri.to_owned();
        let shape = self.old.shapes.get(input);
        let members = shape.map(|shape| shape.kind.members()).unwrap_or_default();
        for (name, member) in members {
            let is_label = member.location == Location::Label && member.wire_name.is_none();
            if let (true, Some(to)) = (is_label, self.member(input, name)) {
                for end in ["}", "+}"] {
                    renamed = renamed.replace(&format!("{{{name}{end}"), &format!("{{{to}{end}"));
                }
            }
        }
        renamed
    }
}

//! Traces items that a fact may affect to the parts of the model that they are made from.
//!
//! Never here: whether they are gone.

use std::collections::BTreeSet;

use super::context::Context;
use super::items::{Index, Items};
use crate::diff::changes::{Fact, Subject};
use crate::diff::kind::Kind;
use crate::emit::public_items::{Origin, PublicItem};
use crate::model::{Model, Operation, ShapeId, ShapeKind};

impl Context<'_> {
    /// The items that a fact brings.
    pub(super) fn fresh(&self, fact: &Fact) -> Vec<PublicItem> {
        let places = self.origins(fact).places(&self.items, &self.items.fresh);
        let list = &self.items.fresh.list;
        places
            .into_iter()
            .map(|place| list[place].clone())
            .collect()
    }

    /// What the items that a fact may touch are made from.
    pub(super) fn origins(&self, fact: &Fact) -> Origins {
        let mut origins = Origins::default();
        match (&fact.subject, fact.kind) {
            (Subject::Service, Kind::ServiceIdChanged) => origins.add(Origin::Service),
            (_, Kind::DocumentationChanged)
            | (Subject::Service | Subject::Key(_) | Subject::EndpointParameter(_), _) => {}
            (Subject::Operation(name), kind) => self.of_operation(name, kind, &mut origins),
            (Subject::OperationError { error, .. }, _) => {
                origins.shapes.insert(error.clone());
            }
            (Subject::Waiter { waiter, .. }, _) => origins.add(Origin::Waiter(waiter.clone())),
            (Subject::Value { shape, value }, kind) => {
                origins.add(Origin::Value(shape.clone(), value.clone()));
                let old = fact.old.iter().filter(|_| kind == Kind::EnumValueChanged);
                for value in old {
                    origins.add(Origin::Value(shape.clone(), value.clone()));
                }
            }
            (Subject::Shape(shape), kind) => {
                origins.shapes.insert(shape.clone());
                if matches!(kind, Kind::ShapeTypeChanged | Kind::SparseChanged) {
                    self.holders(shape, &mut origins);
                }
            }
            (Subject::Member { shape, member }, _) => {
                self.add_member(shape, member, &mut origins);
                // Items, keys and values have no item of their own.
                if self.is_collection(shape) {
                    self.holders(shape, &mut origins);
                }
            }
        }
        origins
    }

    fn is_collection(&self, shape: &str) -> bool {
        let id = ShapeId(shape.to_owned());
        let kind = self.new.shapes.get(&id).map(|shape| &shape.kind);
        matches!(kind, Some(ShapeKind::List(_) | ShapeKind::Map { .. }))
    }

    fn of_operation(&self, name: &str, kind: Kind, origins: &mut Origins) {
        if matches!(
            kind,
            Kind::PaginatorRemoved | Kind::PaginatorAdded | Kind::PaginatorChanged
        ) {
            origins.pages.insert(name.to_owned());
            return;
        }
        let whole = matches!(kind, Kind::OperationRemoved | Kind::OperationAdded);
        for model in [self.old, self.new] {
            let Some(operation) = model.operations.get(name) else {
                continue;
            };
            if whole || kind == Kind::InputChanged {
                origins
                    .shapes
                    .extend(operation.input.iter().map(|id| id.0.clone()));
            }
            if whole || kind == Kind::OutputChanged {
                origins
                    .shapes
                    .extend(operation.output.iter().map(|id| id.0.clone()));
            }
            if whole {
                let errors = operation.errors.iter();
                origins.shapes.extend(errors.map(|id| id.0.clone()));
                for waiter in operation.waiters.keys() {
                    origins.add(Origin::Waiter(waiter.clone()));
                }
            }
        }
        origins.add(Origin::Operation(name.to_owned()));
    }

    /// A member, and the pages that it makes an operation come in.
    fn add_member(&self, shape: &str, member: &str, origins: &mut Origins) {
        let id = (shape.to_owned(), member.to_owned());
        origins.add(Origin::Member(id.0.clone(), id.1.clone()));
        for model in [self.old, self.new] {
            let operations = model.operations.iter();
            let paged = operations.filter(|(_, operation)| pages_by(model, operation, &id));
            origins.pages.extend(paged.map(|(name, _)| name.clone()));
        }
        origins.members.insert(id);
    }

    /// The members that hold a shape by way of lists and maps: their types have its type in them.
    fn holders(&self, shape: &str, origins: &mut Origins) {
        for model in [self.old, self.new] {
            let is_collection = |id: &ShapeId| {
                let kind = model.shapes.get(id).map(|shape| &shape.kind);
                !matches!(
                    kind,
                    None | Some(ShapeKind::Structure(_) | ShapeKind::Union(_))
                )
            };
            let mut seen = BTreeSet::new();
            let mut open = vec![ShapeId(shape.to_owned())];
            while let Some(held) = open.pop() {
                if !seen.insert(held.clone()) {
                    continue;
                }
                for (id, shape) in &model.shapes {
                    for (name, member) in shape.kind.members() {
                        if member.target != held {
                            continue;
                        }
                        if is_collection(id) {
                            open.push(id.clone());
                        } else {
                            self.add_member(&id.0, name, origins);
                        }
                    }
                }
            }
        }
    }
}

/// What items may be made from.
#[derive(Default)]
pub(super) struct Origins {
    exact: BTreeSet<Origin>,
    /// Shapes with all of their members and values.
    shapes: BTreeSet<String>,
    /// Members, by shape and name, whose shapes' `build()` counts if they are why it can fail.
    members: BTreeSet<(String, String)>,
    /// Operations of which only the paginator counts.
    pages: BTreeSet<String>,
}

impl Origins {
    fn add(&mut self, origin: Origin) {
        self.exact.insert(origin);
    }

    /// The places of the items that are made from one of these, in a list of either crate.
    pub(super) fn places(&self, items: &Items, index: &Index) -> BTreeSet<usize> {
        let named = |place: &usize, part: &str| index.list[*place].path.contains(part);
        let exact = self.exact.iter().flat_map(|origin| index.of(origin));
        let shapes = self.shapes.iter().flat_map(|shape| index.of_shape(shape));
        let decisive = self.members.iter();
        let decisive = decisive.filter(|(shape, member)| items.changes_build(shape, member));
        let builders = decisive.flat_map(|(shape, _)| {
            let of_shape = index.of(&Origin::Shape(shape.clone()));
            of_shape.filter(|place| index.list[*place].path.ends_with("::build"))
        });
        let pages = self.pages.iter().flat_map(|name| {
            let of_operation = index.of(&Origin::Operation(name.clone()));
            of_operation.filter(|place| named(place, "paginator"))
        });
        exact.chain(shapes).chain(builders).chain(pages).collect()
    }
}

/// Whether a member makes an operation come in pages: it holds a token or the items, or leads there.
fn pages_by(model: &Model, operation: &Operation, (shape, member): &(String, String)) -> bool {
    // Operations that nobody calls paged take and give the same tokens as those of others.
    let all = model.operations.values();
    let mut all = all.filter_map(|operation| operation.pagination.as_ref());
    let is = |id: &Option<ShapeId>| id.as_ref().is_some_and(|id| id.0 == *shape);
    let takes = is(&operation.input) && all.clone().any(|pages| pages.input_token == *member);
    let gives = is(&operation.output)
        && all.any(|pages| {
            pages
                .output_token
                .first()
                .is_some_and(|name| name == member)
        });
    let own = operation.pagination.as_ref();
    let items = own.and_then(|pages| pages.result_key.as_deref());
    let mut at = operation.output.as_ref();
    let leads = items.into_iter().flatten().any(|name| {
        let is_it = is(&at.cloned()) && name == member;
        let next = at.and_then(|id| model.member(id, name));
        at = next.map(|member| &member.target);
        is_it
    });
    takes || gives || leads
}

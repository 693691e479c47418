//! What facts do to Rust callers.
//!
//! Whether a program still compiles is read off the public items of the crates that the generator would
//! emit for either model: a fact is major if an item made from what it is about is gone. What compiles
//! and acts otherwise follows from the kind of the fact ([`rules`]) and from who provides the value.
//!
//! Never here: finding differences.

pub(super) mod items;
mod rules;
mod values;

use std::collections::BTreeSet;

use super::changes::{Fact, Side, Subject, Verdict};
use super::kind::Kind;
use super::mend::mended;
use super::revision::Revision;
use crate::emit::public_items::{Origin, PublicItem};
use crate::lower::lower_items;
use crate::manifest;
use crate::model::{Model, ShapeId, ShapeKind};
use items::{Index, Items};

/// How many items a fact names.
const NAMED_ITEMS: usize = 8;

/// Judges every fact.
pub(super) fn judge(old: &Revision, new: &Revision, facts: &mut [Fact]) {
    let context = Context::new(old, new, facts);
    let mut owners = Owners::new(&context, facts);
    owners.share_the_rest(&context, facts);
    for (fact, broken) in facts.iter_mut().zip(owners.broken) {
        context.judge(fact, &broken);
    }
}

/// The items that every judged fact takes away or changes ([`Verdict::Major`]) or brings
/// ([`Verdict::Minor`]), all of them.
pub(super) fn touched_items(
    old: &Revision,
    new: &Revision,
    facts: &[Fact],
) -> Vec<Vec<PublicItem>> {
    let context = Context::new(old, new, facts);
    let mut owners = Owners::new(&context, facts);
    owners.share_the_rest(&context, facts);
    let broken = owners.broken.into_iter().zip(facts);
    let touched = broken.map(|(broken, fact)| match fact.verdict {
        Verdict::Minor => context.fresh(fact),
        _ => broken,
    });
    touched.collect()
}

/// What is known about both sides.
struct Context<'m> {
    old: &'m Model,
    new: &'m Model,
    items: Items,
    is_generated: Box<dyn Fn(&str) -> bool + 'm>,
}

impl<'m> Context<'m> {
    fn new(old: &'m Revision, new: &'m Revision, facts: &[Fact]) -> Self {
        let settings = new.settings.as_ref().or(old.settings.as_ref());
        let settings = settings.cloned();
        let settings = settings.unwrap_or_else(|| manifest::Service::unlisted(&new.key()));
        // Texts and keys make no item, and making items is what takes time.
        let needs_items = facts.iter().any(|fact| rules::may_touch_items(fact.kind));
        let items = if needs_items {
            let (was, is) = (mended(&old.model), mended(&new.model));
            Items::new(&lower_items(&was, &settings), &lower_items(&is, &settings))
        } else {
            Items::default()
        };
        let selected = settings.operations;
        Self {
            old: &old.model,
            new: &new.model,
            items,
            is_generated: Box::new(move |operation| match &selected {
                Some(selected) => selected.iter().any(|name| name == operation),
                None => true,
            }),
        }
    }

    fn judge(&self, fact: &mut Fact, broken: &[PublicItem]) {
        if broken.is_empty() {
            let (verdict, reason) = rules::judge(self, fact);
            (fact.verdict, fact.reason) = (verdict, reason);
            if verdict == Verdict::Minor {
                fact.items = items::named(&self.fresh(fact), NAMED_ITEMS);
            }
        } else {
            fact.verdict = Verdict::Major;
            fact.items = items::named(broken, NAMED_ITEMS);
            fact.reason = self.items.what_broke(broken);
        }
    }

    /// The items that a fact brings.
    fn fresh(&self, fact: &Fact) -> Vec<PublicItem> {
        let places = self.origins(fact).places(&self.items.fresh);
        let list = &self.items.fresh.list;
        places
            .into_iter()
            .map(|place| list[place].clone())
            .collect()
    }

    /// Whether callers send what the fact is about.
    fn is_sent(fact: &Fact) -> bool {
        fact.reach.iter().any(|reach| reach.side == Side::Request)
    }

    /// What the items that a fact may touch are made from.
    fn origins(&self, fact: &Fact) -> Origins {
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
            (Subject::Value { shape, value }, _) => {
                origins.add(Origin::Value(shape.clone(), value.clone()));
            }
            (Subject::Shape(shape), kind) => {
                origins.shapes.insert(shape.clone());
                if matches!(kind, Kind::ShapeTypeChanged | Kind::SparseChanged) {
                    self.holders(shape, &mut origins);
                }
            }
            (Subject::Member { shape, member }, _) => {
                origins.add(Origin::Member(shape.clone(), member.clone()));
                origins.builders.insert(shape.clone());
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

    /// The members that hold a shape by way of lists and maps: their types have its type in them.
    fn holders(&self, shape: &str, origins: &mut Origins) {
        for model in [self.old, self.new] {
            let is_collection = |id: &ShapeId| {
                let kind = model.shapes.get(id).map(|shape| &shape.kind);
                !matches!(kind, None | Some(ShapeKind::Structure(_)))
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
                            origins.add(Origin::Member(id.0.clone(), name.to_owned()));
                            origins.builders.insert(id.0.clone());
                        }
                    }
                }
            }
        }
    }
}

/// What items may be made from.
#[derive(Default)]
struct Origins {
    exact: BTreeSet<Origin>,
    /// Shapes with all of their members and values.
    shapes: BTreeSet<String>,
    /// Shapes of which only `build()` counts.
    builders: BTreeSet<String>,
    /// Operations of which only the paginator counts.
    pages: BTreeSet<String>,
}

impl Origins {
    fn add(&mut self, origin: Origin) {
        self.exact.insert(origin);
    }

    /// The places of the items that are made from one of these.
    fn places(&self, index: &Index) -> BTreeSet<usize> {
        let named = |place: &usize, part: &str| index.list[*place].path.contains(part);
        let exact = self.exact.iter().flat_map(|origin| index.of(origin));
        let shapes = self.shapes.iter().flat_map(|shape| index.of_shape(shape));
        let builders = self.builders.iter().flat_map(|shape| {
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

/// Which facts the items are gone for.
struct Owners {
    /// For each fact, what it breaks.
    broken: Vec<Vec<PublicItem>>,
    /// What no fact is about.
    rest: Vec<PublicItem>,
}

impl Owners {
    fn new(context: &Context<'_>, facts: &[Fact]) -> Self {
        let mut broken = vec![Vec::new(); facts.len()];
        let gone = &context.items.gone;
        let mut owned = vec![false; gone.list.len()];
        if !gone.list.is_empty() {
            for (fact, broken) in facts.iter().zip(&mut broken) {
                if !rules::may_touch_items(fact.kind) {
                    continue;
                }
                for place in context.origins(fact).places(gone) {
                    broken.push(gone.list[place].clone());
                    owned[place] = true;
                }
            }
        }
        let gone = gone.list.iter().zip(owned);
        let rest = gone.filter(|(_, owned)| !owned);
        Self {
            broken,
            rest: rest.map(|(item, _)| item.clone()).collect(),
        }
    }

    /// Gives the items that no fact is about to what cut them off: an item may be gone because nothing
    /// leads to its shape any more, or because another item now has its name.
    fn share_the_rest(&mut self, context: &Context<'_>, facts: &[Fact]) {
        for item in std::mem::take(&mut self.rest) {
            let shape = match &item.origin {
                Origin::Shape(shape) | Origin::Member(shape, _) | Origin::Value(shape, _) => {
                    Some(shape.as_str())
                }
                _ => None,
            };
            let cuts = |fact: &Fact| {
                let start = rules::cuts_off(fact);
                start.is_some_and(|ids| shape.is_some_and(|s| leads_to(context.old, &ids, s)))
            };
            let is_beside =
                |fact: &Fact| rules::may_touch_items(fact.kind) && fact.subject.shape() == shape;
            let may_touch = |fact: &Fact| rules::may_touch_items(fact.kind);
            let owner = facts
                .iter()
                .position(cuts)
                .or_else(|| facts.iter().position(is_beside))
                .or_else(|| facts.iter().position(may_touch));
            if let Some(broken) = owner.and_then(|owner| self.broken.get_mut(owner)) {
                broken.push(item);
            }
        }
    }
}

/// Whether a shape can be come to from one of others, or is one of them.
fn leads_to(model: &Model, from: &[String], to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<String> = from.to_vec();
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if let Some(shape) = model.shapes.get(&ShapeId(id.clone()))
            && seen.insert(id)
        {
            let members = shape.kind.members().into_iter();
            open.extend(members.map(|(_, member)| member.target.0.clone()));
        }
    }
    false
}

//! Judges what each fact means for Rust callers.
//!
//! Whether a program still compiles is read off the public items of the crates that the generator would
//! emit for either model: a fact is major if an item made from what it is about is gone. What compiles
//! and acts otherwise follows from the kind of the fact ([`rules`]) and from who provides the value.
//!
//! Never here: finding differences.

mod alternatives;
mod context;
mod items;
mod origins;
mod patterns;
mod rules;
mod timestamps;
mod touches;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Fact, Subject, Verdict};
use super::kind::Kind;
use super::revision::Revision;
use crate::emit::public_items::{Origin, PublicItem};
use crate::model::{Model, ShapeId};
use context::Context;
pub(super) use context::crates;
pub(super) use items::{all, identity, spelled};
pub(super) use rules::REFUSED;

/// Judges every fact.
pub(super) fn judge(old: &Revision, new: &Revision, facts: &mut [Fact]) {
    let context = Context::new(old, new, facts);
    let broken = Owners::of(&context, facts);
    let moved = context.moved(facts);
    for ((fact, broken), moved) in facts.iter_mut().zip(broken).zip(moved) {
        context.judge(fact, &broken, &moved);
    }
}

/// The items that every judged fact takes away or changes ([`Verdict::Major`]), lets stand for another value
/// ([`Verdict::Behaviour`]) or brings ([`Verdict::Minor`]), all of them.
pub(super) fn touched_items(
    old: &Revision,
    new: &Revision,
    facts: &[Fact],
) -> Vec<Vec<PublicItem>> {
    let context = Context::new(old, new, facts);
    let parts = Owners::of(&context, facts)
        .into_iter()
        .zip(context.moved(facts));
    let touched = parts
        .zip(facts)
        .map(|((broken, moved), fact)| match fact.verdict {
            Verdict::Minor => context.fresh(fact),
            Verdict::Behaviour => moved,
            _ => broken,
        });
    touched.collect()
}

/// For each fact, every item that it breaks.
pub(super) fn broken(old: &Revision, new: &Revision, facts: &[Fact]) -> Vec<Vec<PublicItem>> {
    Owners::of(&Context::new(old, new, facts), facts)
}

impl Context<'_> {
    fn judge(&self, fact: &mut Fact, broken: &[PublicItem], moved: &[PublicItem]) {
        if !broken.is_empty() {
            fact.verdict = Verdict::Major;
            fact.items = items::named(broken);
            fact.reason = self.items.what_broke(broken);
        } else if let Some(first) = moved.first() {
            fact.verdict = Verdict::Behaviour;
            fact.items = items::named(moved);
            let variant = items::spelled(first);
            fact.reason = format!("the variant `{variant}` stands for another value");
        } else {
            let (verdict, reason) = rules::judge(self, fact);
            (fact.verdict, fact.reason) = (verdict, reason);
            if verdict == Verdict::Minor {
                fact.items = items::named(&self.fresh(fact));
            }
        }
    }

    /// For each fact, the variants that stand for another value because of it: that value came, went or got the
    /// name of another. Where none did, the first fact of the enum's values is why the numbers of twins moved.
    fn moved(&self, facts: &[Fact]) -> Vec<Vec<PublicItem>> {
        let mut by_value: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
        let mut by_shape: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, fact) in facts.iter().enumerate() {
            if !touches::may_move_variants(fact.kind) {
                continue;
            }
            by_shape.extend(
                fact.subject
                    .shape()
                    .map(|shape| (shape, index))
                    .filter(|(shape, _)| !by_shape.contains_key(shape)),
            );
            if let Subject::Value { shape, value } = &fact.subject {
                let old = fact
                    .old
                    .as_deref()
                    .filter(|_| fact.kind == Kind::EnumValueChanged);
                for value in [Some(value.as_str()), old].into_iter().flatten() {
                    by_value.entry((shape, value)).or_default().insert(index);
                }
            }
        }
        let mut moved = vec![Vec::new(); facts.len()];
        for one in &self.items.moved {
            let of = |value| {
                by_value
                    .get(&(one.shape.as_str(), value))
                    .into_iter()
                    .flatten()
            };
            let mut owners: BTreeSet<usize> =
                of(one.was.as_str()).chain(of(&one.is)).copied().collect();
            if owners.is_empty() {
                owners.extend(by_shape.get(one.shape.as_str()));
            }
            for owner in owners {
                moved[owner].push(one.item.clone());
            }
        }
        moved
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
    /// For each fact, what it breaks.
    fn of(context: &Context<'_>, facts: &[Fact]) -> Vec<Vec<PublicItem>> {
        let mut owners = Self::new(context, facts);
        owners.share_the_rest(context, facts);
        owners.broken
    }

    fn new(context: &Context<'_>, facts: &[Fact]) -> Self {
        let mut broken = vec![Vec::new(); facts.len()];
        let gone = &context.items.gone;
        let mut owned = vec![false; gone.list.len()];
        if !gone.list.is_empty() {
            for (fact, broken) in facts.iter().zip(&mut broken) {
                if !touches::may_touch_items(fact.kind) || touches::only_brings(fact.kind) {
                    continue;
                }
                for place in context.origins(fact).places(&context.items, gone) {
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
        let cut_off = cut_off(context.old, facts);
        let mut beside: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        let mut any = None;
        for (at, fact) in facts.iter().enumerate() {
            if touches::may_touch_items(fact.kind) {
                beside.entry(fact.subject.shape()).or_insert(at);
                any.get_or_insert(at);
            }
        }
        for item in std::mem::take(&mut self.rest) {
            let shape = match &item.origin {
                Origin::Shape(shape) | Origin::Member(shape, _) | Origin::Value(shape, _) => {
                    Some(shape.as_str())
                }
                _ => None,
            };
            let owner = shape
                .and_then(|shape| cut_off.get(shape))
                .or_else(|| beside.get(&shape))
                .or(any.as_ref());
            if let Some(broken) = owner.and_then(|owner| self.broken.get_mut(*owner)) {
                broken.push(item);
            }
        }
    }
}

/// For each shape that something cuts off, the first fact that does. What one fact has come to need not be walked
/// again for a later one.
fn cut_off(model: &Model, facts: &[Fact]) -> BTreeMap<String, usize> {
    let mut first = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        let mut open = touches::cuts_off(model, fact).unwrap_or_default();
        while let Some(id) = open.pop() {
            if first.contains_key(&id) {
                continue;
            }
            let id = ShapeId(id);
            if let Some(shape) = model.shapes.get(&id) {
                let members = shape.kind.members().into_iter();
                open.extend(members.map(|(_, member)| member.target.0.clone()));
            }
            first.insert(id.0, at);
        }
    }
    first
}

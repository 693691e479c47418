//! What verdicts need to know about both sides of a comparison.
//!
//! Never here: judgements.

use super::items::Items;
use super::patterns;
use super::touches;
use crate::api::Api;
use crate::diff::changes::{Fact, Side, Subject};
use crate::diff::mend::mended;
use crate::diff::revision::Revision;
use crate::lower::lower_items;
use crate::manifest;
use crate::model::Model;

/// The crates whose items verdicts are read off.
pub(in crate::diff) fn crates(old: &Revision, new: &Revision) -> (Api, Api) {
    let settings = settings(old, new);
    let (was, is) = (mended(&old.model), mended(&new.model));
    (lower_items(&was, &settings), lower_items(&is, &settings))
}

/// How both are generated, so that only the models make a difference.
fn settings(old: &Revision, new: &Revision) -> manifest::Service {
    let settings = new.settings.as_ref().or(old.settings.as_ref());
    let settings = settings.cloned();
    settings.unwrap_or_else(|| manifest::Service::unlisted(&new.key()))
}

/// What is known about both sides.
pub(super) struct Context<'m> {
    pub(super) old: &'m Model,
    pub(super) new: &'m Model,
    pub(super) items: Items,
    pub(super) patterns: patterns::Known,
    pub(super) is_generated: Box<dyn Fn(&str) -> bool + 'm>,
}

impl<'m> Context<'m> {
    pub(super) fn new(old: &'m Revision, new: &'m Revision, facts: &[Fact]) -> Self {
        // Texts and keys make no item, and making items is what takes time.
        let mut kinds = facts.iter().map(|fact| fact.kind);
        let needs_items =
            kinds.any(|kind| touches::may_touch_items(kind) || touches::may_move_variants(kind));
        let items = if needs_items {
            let (was, is) = crates(old, new);
            Items::new(&was, &is)
        } else {
            Items::default()
        };
        let selected = settings(old, new).operations;
        Self {
            old: &old.model,
            new: &new.model,
            items,
            patterns: patterns::Known::default(),
            is_generated: Box::new(move |operation| {
                let selected = selected.as_ref();
                selected.is_none_or(|selected| selected.chooses(operation))
            }),
        }
    }

    /// Whether an operation that callers had before, and still have, is reached.
    pub(super) fn reaches_kept(&self, fact: &Fact) -> bool {
        let mut reach = fact.reach.iter().map(|reach| &reach.operation);
        reach.any(|name| {
            self.old.operations.contains_key(name) && self.new.operations.contains_key(name)
        })
    }

    /// Whether callers send what the fact is about.
    pub(super) fn is_sent(fact: &Fact) -> bool {
        fact.reach.iter().any(|reach| reach.side == Side::Request)
    }

    /// Whether a member stands in requests themselves and not in something that they hold. Only there
    /// is an idempotency token filled in: <https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait>.
    pub(super) fn is_of_input(fact: &Fact) -> bool {
        let Subject::Member { member, .. } = &fact.subject else {
            return false;
        };
        let sent = fact
            .reach
            .iter()
            .filter(|reach| reach.side == Side::Request);
        let mut paths = sent.flat_map(|reach| &reach.paths);
        paths.all(|path| path == member)
    }
}

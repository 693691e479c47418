//! How what two shapes accept differs, when their Rust types do not.
//!
//! Never here: Rust types.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::patterns::{self, Accepted};
use crate::model::{Bounds, EnumValue, Member, Model, ShapeId, ShapeKind, Traits};

/// How what is accepted differs, from harmless to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// Not at all.
    Same,
    /// More is accepted than was.
    Eased,
    /// Something may be refused, written or shown otherwise.
    Changed,
}

/// Compares what may stand in the place of a member that held `was` and holds `is`, and all that is in it. Without
/// recursion: structures may be in each other as deep as the model is long.
pub(super) fn compare(
    old: &Model,
    was: &ShapeId,
    new: &Model,
    is: &ShapeId,
    patterns: &patterns::Known,
) -> Effect {
    let mut seen = BTreeSet::new();
    let mut open = vec![(was, is)];
    let mut effect = Effect::Same;
    while let Some((was, is)) = open.pop() {
        let (Some(a), Some(b)) = (old.shapes.get(was), new.shapes.get(is)) else {
            return Effect::Changed;
        };
        // What differs in one and the same shape is another fact.
        if was == is || !seen.insert((was, is)) {
            continue;
        }
        effect = effect.max(traits(&a.traits, &b.traits, patterns));
        match (&a.kind, &b.kind) {
            (ShapeKind::List(_) | ShapeKind::Map { .. } | ShapeKind::Structure(_), _) => {
                let (before, after) = (a.kind.members(), b.kind.members());
                let (known, others): (HashSet<_>, HashMap<_, _>) = (
                    before.iter().map(|(name, _)| *name).collect(),
                    after.iter().copied().collect(),
                );
                for (name, member) in before {
                    let Some(other) = others.get(name) else {
                        return Effect::Changed;
                    };
                    effect = effect.max(members(member, other, patterns));
                    open.push((&member.target, &other.target));
                }
                let added = after.iter().filter(|(name, _)| !known.contains(name));
                for (_, member) in added {
                    effect = effect.max(if needs(member) {
                        Effect::Changed
                    } else {
                        Effect::Eased
                    });
                }
            }
            (ShapeKind::Enum(before), ShapeKind::Enum(after)) => {
                effect = effect.max(values(before, after));
            }
            _ => {}
        }
    }
    effect
}

/// Compares what two enums list.
fn values(before: &[EnumValue], after: &[EnumValue]) -> Effect {
    let of = |list: &'_ [EnumValue]| -> HashSet<String> {
        list.iter().map(|value| value.value.clone()).collect()
    };
    let (before, after) = (of(before), of(after));
    if !before.is_subset(&after) {
        Effect::Changed
    } else if before.len() < after.len() {
        Effect::Eased
    } else {
        Effect::Same
    }
}

/// Compares what is said of two members, but for what they hold.
fn members(was: &Member, is: &Member, patterns: &patterns::Known) -> Effect {
    let required = match (needs(was), needs(is)) {
        (true, false) => Effect::Eased,
        (false, true) => Effect::Changed,
        _ => Effect::Same,
    };
    let on_wire = if was.location == is.location
        && was.wire_name == is.wire_name
        && was.idempotency_token == is.idempotency_token
    {
        Effect::Same
    } else {
        Effect::Changed
    };
    required
        .max(on_wire)
        .max(traits(&was.traits, &is.traits, patterns))
}

/// Whether something is refused without a member. A token is filled in.
fn needs(member: &Member) -> bool {
    member.required && !member.idempotency_token
}

/// Compares the traits that callers notice.
fn traits(was: &Traits, is: &Traits, known: &patterns::Known) -> Effect {
    let shown = if was.sensitive == is.sensitive && was.timestamp_format == is.timestamp_format {
        Effect::Same
    } else {
        Effect::Changed
    };
    let unique = match (was.unique_items, is.unique_items) {
        (true, false) => Effect::Eased,
        (false, true) => Effect::Changed,
        _ => Effect::Same,
    };
    shown
        .max(unique)
        .max(bounds(was.length.as_ref(), is.length.as_ref()))
        .max(bounds(was.range.as_ref(), is.range.as_ref()))
        .max(pattern(
            was.pattern.as_deref(),
            is.pattern.as_deref(),
            known,
        ))
}

fn bounds<T: ToString>(was: Option<&Bounds<T>>, is: Option<&Bounds<T>>) -> Effect {
    let text = |value: Option<&T>| value.map(T::to_string);
    let least = |bounds: Option<&Bounds<T>>| text(bounds.and_then(|b| b.min.as_ref()));
    let most = |bounds: Option<&Bounds<T>>| text(bounds.and_then(|b| b.max.as_ref()));
    let low = bound(
        least(was).as_deref(),
        least(is).as_deref(),
        Ordering::Greater,
    );
    let high = bound(most(was).as_deref(), most(is).as_deref(), Ordering::Less);
    low.max(high)
}

/// Compares two values of one bound, of which one that is `tighter` than the other accepts less.
pub(super) fn bound(was: Option<&str>, is: Option<&str>, tighter: Ordering) -> Effect {
    let number = |text: &str| text.parse::<f64>().ok();
    match (was, is) {
        (None, None) => Effect::Same,
        (Some(_), None) => Effect::Eased,
        (None, Some(_)) => Effect::Changed,
        (Some(was), Some(is)) if was == is => Effect::Same,
        (Some(was), Some(is)) => match number(is).partial_cmp(&number(was)) {
            Some(Ordering::Equal) => Effect::Same,
            Some(order) if order != tighter => Effect::Eased,
            _ => Effect::Changed,
        },
    }
}

/// Compares two patterns.
pub(super) fn pattern(was: Option<&str>, is: Option<&str>, known: &patterns::Known) -> Effect {
    match (was, is) {
        (None, None) => Effect::Same,
        (Some(_), None) => Effect::Eased,
        (None, Some(_)) => Effect::Changed,
        (Some(was), Some(is)) => match known.compare(was, is) {
            Accepted::Same => Effect::Same,
            Accepted::More => Effect::Eased,
            Accepted::Unknown => Effect::Changed,
        },
    }
}

/// Whether two patterns differ in anchors at their ends alone.
pub(super) fn is_reanchored(was: Option<&str>, is: Option<&str>) -> bool {
    was.map(patterns::unanchored) == is.map(patterns::unanchored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_compared_as_a_number() {
        let least = |was, is| bound(Some(was), Some(is), Ordering::Greater);
        assert_eq!(least("9", "10"), Effect::Changed);
        assert_eq!(least("10", "9"), Effect::Eased);
        assert_eq!(least("1", "1.0"), Effect::Same);
        assert_eq!(bound(None, Some("1"), Ordering::Less), Effect::Changed);
        assert_eq!(bound(Some("1"), None, Ordering::Less), Effect::Eased);
    }
}

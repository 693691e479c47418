//! How what two shapes accept differs, when their Rust types do not.
//!
//! Never here: Rust types.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::model::{Bounds, Member, Model, ShapeId, ShapeKind, Traits};

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

/// Compares what may stand in the place of a member that held `was` and holds `is`.
pub(super) fn compare(
    old: &Model,
    was: &ShapeId,
    new: &Model,
    is: &ShapeId,
    seen: &mut BTreeSet<(ShapeId, ShapeId)>,
) -> Effect {
    let (Some(a), Some(b)) = (old.shapes.get(was), new.shapes.get(is)) else {
        return Effect::Changed;
    };
    if !seen.insert((was.clone(), is.clone())) {
        return Effect::Same;
    }
    let mut effect = traits(&a.traits, &b.traits);
    match (&a.kind, &b.kind) {
        (ShapeKind::List(_) | ShapeKind::Map { .. } | ShapeKind::Structure(_), _) => {
            let (before, after) = (a.kind.members(), b.kind.members());
            for (name, member) in &before {
                let other = after.iter().find(|(other, _)| other == name);
                effect = effect.max(match other {
                    Some((_, other)) => members(old, member, new, other, seen),
                    None => Effect::Changed,
                });
            }
            let added = after
                .iter()
                .filter(|(name, _)| !before.iter().any(|(other, _)| other == name));
            for (_, member) in added {
                effect = effect.max(if member.required {
                    Effect::Changed
                } else {
                    Effect::Eased
                });
            }
        }
        (ShapeKind::Enum(before), ShapeKind::Enum(after)) if before != after => {
            effect = effect.max(Effect::Changed);
        }
        _ => {}
    }
    effect
}

fn members(
    old: &Model,
    was: &Member,
    new: &Model,
    is: &Member,
    seen: &mut BTreeSet<(ShapeId, ShapeId)>,
) -> Effect {
    let required = match (was.required, is.required) {
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
    let inside = compare(old, &was.target, new, &is.target, seen);
    required
        .max(on_wire)
        .max(inside)
        .max(traits(&was.traits, &is.traits))
}

/// Compares the traits that callers notice.
fn traits(was: &Traits, is: &Traits) -> Effect {
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
        .max(pattern(was.pattern.as_deref(), is.pattern.as_deref()))
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

/// Compares two patterns. Where the anchors at the ends stand decides nothing: botocore strips them, and
/// sometimes wrongly.
pub(super) fn pattern(was: Option<&str>, is: Option<&str>) -> Effect {
    match (was, is) {
        (None, None) => Effect::Same,
        (Some(_), None) => Effect::Eased,
        (Some(was), Some(is)) if unanchored(was) == unanchored(is) => Effect::Same,
        _ => Effect::Changed,
    }
}

fn unanchored(pattern: &str) -> &str {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    match pattern.strip_suffix('$') {
        // `\$` is a dollar sign.
        Some(rest) if !rest.ends_with('\\') => rest,
        _ => pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_at_the_ends_decide_nothing() {
        let same = [("^a$", "a"), ("^$|^b$", "$|^b"), ("a", "^a")];
        for (was, is) in same {
            assert_eq!(pattern(Some(was), Some(is)), Effect::Same, "{was} {is}");
        }
        let other = [("^a$", "b"), (r"a\$", "a"), ("a", "^a|b$")];
        for (was, is) in other {
            assert_eq!(pattern(Some(was), Some(is)), Effect::Changed, "{was} {is}");
        }
    }

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

//! Compares the values that two shapes of one Rust type accept.
//!
//! Never here: Rust types.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::alternatives::unanchored;
use super::patterns::{self, Accepted};
use super::timestamps::{self, Written};
use crate::model::{
    Bounds, EnumValue, Location, Member, Model, ShapeId, ShapeKind, TimestampFormat, Traits,
};

/// How what is accepted differs, from harmless to grave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// Not at all.
    #[default]
    Same,
    /// More is accepted than was.
    Eased,
    /// Something may be refused.
    Changed,
}

/// How what may stand in a place differs. Each part is what a difference of one and the same shape would be a fact
/// of its own for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own, and any of them may be so beside any other"
)]
pub(super) struct Differs {
    /// What is accepted.
    pub accepted: Effect,
    /// How points in time are written.
    pub times: Written,
    /// Whether something stands elsewhere in the message, under another name, or is filled in otherwise.
    pub is_sent_otherwise: bool,
    /// Whether something is no longer shown.
    pub is_hidden: bool,
    /// Whether something is shown that was not.
    pub is_shown: bool,
    /// Whether something is of another media type.
    pub is_described_otherwise: bool,
}

impl Differs {
    /// What may be refused, and no more.
    const REFUSED: Self = Self {
        accepted: Effect::Changed,
        times: Written::Same,
        is_sent_otherwise: false,
        is_hidden: false,
        is_shown: false,
        is_described_otherwise: false,
    };

    fn and(&mut self, other: Self) {
        self.accepted = self.accepted.max(other.accepted);
        self.times = self.times.max(other.times);
        self.is_sent_otherwise |= other.is_sent_otherwise;
        self.is_hidden |= other.is_hidden;
        self.is_shown |= other.is_shown;
        self.is_described_otherwise |= other.is_described_otherwise;
    }
}

/// The places in messages that are compared: where they are, and the formats that they have of their own.
#[derive(Clone, Copy)]
pub(super) struct Place<'m> {
    location: &'m Location,
    formats: [Option<TimestampFormat>; 2],
}

impl<'m> Place<'m> {
    /// A body as a whole.
    pub(super) const BODY: Self = Self {
        location: &Location::Body,
        formats: [None, None],
    };

    /// That of a member, before and after.
    pub(super) fn of(was: &Member, is: &'m Member) -> Self {
        Self {
            location: &is.location,
            formats: [was, is].map(|member| member.traits.timestamp_format),
        }
    }
}

/// Compares what may stand in a place that held `was` and holds `is`, and all that is in it. Without recursion:
/// structures may be in each other as deep as the model is long.
pub(super) fn compare<'m>(
    (old, was): (&'m Model, &'m ShapeId),
    (new, is): (&'m Model, &'m ShapeId),
    place: Place<'m>,
    patterns: &patterns::Known,
) -> Differs {
    let mut seen = BTreeSet::new();
    let mut open = vec![(was, is, place)];
    let mut differs = Differs::default();
    while let Some((was, is, place)) = open.pop() {
        let (Some(a), Some(b)) = (old.shapes.get(was), new.shapes.get(is)) else {
            differs.and(Differs::REFUSED);
            return differs;
        };
        // What differs in one and the same shape is another fact.
        if was == is {
            continue;
        }
        if (&a.kind, &b.kind) == (&ShapeKind::Timestamp, &ShapeKind::Timestamp) {
            let own = [a, b].map(|shape| shape.traits.timestamp_format);
            let [was, is] = [0, 1].map(|side| place.formats[side].or(own[side]));
            let times = timestamps::compare(new, place.location, was, is);
            differs.times = differs.times.max(times);
        }
        if !seen.insert((was, is)) {
            continue;
        }
        differs.and(traits(&a.traits, &b.traits, patterns));
        match (&a.kind, &b.kind) {
            (
                ShapeKind::List(_)
                | ShapeKind::Map { .. }
                | ShapeKind::Structure(_)
                | ShapeKind::Union(_),
                _,
            ) => {
                let (before, after) = (a.kind.members(), b.kind.members());
                let (known, others): (HashSet<_>, HashMap<_, _>) = (
                    before.iter().map(|(name, _)| *name).collect(),
                    after.iter().copied().collect(),
                );
                for (name, member) in before {
                    let Some(other) = others.get(name) else {
                        differs.and(Differs::REFUSED);
                        return differs;
                    };
                    differs.and(members(member, other, patterns));
                    let mut inside = Place::of(member, other);
                    // Items stand where their list does.
                    if a.kind.named_members().is_none() {
                        inside.location = place.location;
                    }
                    open.push((&member.target, &other.target, inside));
                }
                let added = after.iter().filter(|(name, _)| !known.contains(name));
                for (_, member) in added {
                    differs.accepted = differs.accepted.max(if needs(member) {
                        Effect::Changed
                    } else {
                        Effect::Eased
                    });
                }
            }
            (ShapeKind::Enum(before), ShapeKind::Enum(after)) => {
                differs.accepted = differs.accepted.max(values(before, after));
            }
            _ => {}
        }
    }
    differs
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
fn members(was: &Member, is: &Member, patterns: &patterns::Known) -> Differs {
    let required = match (needs(was), needs(is)) {
        (true, false) => Effect::Eased,
        (false, true) => Effect::Changed,
        _ => Effect::Same,
    };
    let mut differs = traits(&was.traits, &is.traits, patterns);
    differs.accepted = differs.accepted.max(required);
    differs.is_sent_otherwise = was.location != is.location
        || was.wire_name != is.wire_name
        || was.idempotency_token != is.idempotency_token;
    differs
}

/// Whether something is refused without a member. A token is filled in.
fn needs(member: &Member) -> bool {
    member.required && !member.idempotency_token
}

/// Compares the traits that callers notice, but for the format of points in time.
fn traits(was: &Traits, is: &Traits, known: &patterns::Known) -> Differs {
    let unique = match (was.unique_items, is.unique_items) {
        (true, false) => Effect::Eased,
        (false, true) => Effect::Changed,
        _ => Effect::Same,
    };
    let pattern = pattern(was.pattern.as_deref(), is.pattern.as_deref(), known);
    let length = bounds(was.length.as_ref(), is.length.as_ref(), least_length);
    let range = bounds(was.range.as_ref(), is.range.as_ref(), |least| least);
    Differs {
        accepted: unique.max(length).max(range).max(pattern),
        is_hidden: is.sensitive && !was.sensitive,
        is_shown: was.sensitive && !is.sensitive,
        is_described_otherwise: was.media_type != is.media_type,
        ..Differs::default()
    }
}

fn bounds<T: ToString>(
    was: Option<&Bounds<T>>,
    is: Option<&Bounds<T>>,
    meant: impl Fn(Option<&str>) -> Option<&str>,
) -> Effect {
    let text = |value: Option<&T>| value.map(T::to_string);
    let least = |bounds: Option<&Bounds<T>>| text(bounds.and_then(|b| b.min.as_ref()));
    let most = |bounds: Option<&Bounds<T>>| text(bounds.and_then(|b| b.max.as_ref()));
    let (was_least, is_least) = (least(was), least(is));
    let low = bound(
        meant(was_least.as_deref()),
        meant(is_least.as_deref()),
        Ordering::Greater,
    );
    let high = bound(most(was).as_deref(), most(is).as_deref(), Ordering::Less);
    low.max(high)
}

/// What a least length asks for: none is below 0.
pub(super) fn least_length(least: Option<&str>) -> Option<&str> {
    least.filter(|least| *least != "0")
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
    was.map(unanchored) == is.map(unanchored)
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

//! Checks bounds and enum values: some value must be able to meet them, and they must say something.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::checker::{Checker, members, shape_at};
use crate::json::Pointer;
use crate::model::{Bounds, Decimal, EnumValue, ShapeKind, Traits};

pub(super) fn check(checker: &mut Checker<'_>) {
    for (id, shape) in &checker.model.shapes {
        let at = shape_at(id);
        traits(&shape.traits, &at, checker);
        if let ShapeKind::Enum(values) = &shape.kind {
            enum_values(values, &at.key("enum"), checker);
        }
        for (at, member) in members(id, &shape.kind) {
            traits(&member.traits, &at, checker);
        }
    }
}

fn enum_values(values: &[EnumValue], at: &Pointer, checker: &mut Checker<'_>) {
    if values.is_empty() {
        checker.add(
            at,
            "the enum has no values",
            "list its values, or remove `enum`",
        );
    }
    let mut seen = BTreeSet::new();
    for (index, value) in values.iter().enumerate() {
        if value.value.is_empty() {
            let what = "an enum value is empty";
            checker.add(&at.index(index), what, "name it, or remove it");
        } else if !seen.insert(value.value.as_str()) {
            let what = format!("the enum value `{}` occurs twice", value.value);
            checker.add(&at.index(index), what, "keep one of the two");
        }
    }
}

fn traits(traits: &Traits, at: &Pointer, checker: &mut Checker<'_>) {
    if let Some(length) = &traits.length {
        bounds(length, at, Ord::cmp, checker);
    }
    if let Some(range) = &traits.range {
        for (key, bound) in [("min", &range.min), ("max", &range.max)] {
            if let Some(bound) = bound.as_ref().filter(|bound| number(bound).is_none()) {
                let what = format!("`{bound}` is not a number");
                checker.add(&at.key(key), what, "write a number");
            }
        }
        bounds(range, at, compare, checker);
    }
}

fn bounds<T: std::fmt::Display>(
    bounds: &Bounds<T>,
    at: &Pointer,
    compare: impl Fn(&T, &T) -> Ordering,
    checker: &mut Checker<'_>,
) {
    if let (Some(min), Some(max)) = (&bounds.min, &bounds.max)
        && compare(min, max) == Ordering::Greater
    {
        let what = format!("`min` is {min} and `max` is {max}, which leaves nothing between");
        checker.add(&at.key("min"), what, "swap or correct the two");
    }
}

/// Compares two bounds. Whole numbers are compared exactly, because 64-bit bounds do not survive
/// floating point; what is not a number was reported and is taken as equal to anything.
fn compare(a: &Decimal, b: &Decimal) -> Ordering {
    if let (Ok(a), Ok(b)) = (a.0.parse::<i128>(), b.0.parse::<i128>()) {
        return a.cmp(&b);
    }
    let ordering = number(a)
        .zip(number(b))
        .and_then(|(a, b)| a.partial_cmp(&b));
    ordering.unwrap_or(Ordering::Equal)
}

fn number(decimal: &Decimal) -> Option<f64> {
    decimal
        .0
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_numbers_as_they_are_spelled() {
        let compare = |a: &str, b: &str| compare(&Decimal(a.into()), &Decimal(b.into()));
        assert_eq!(
            compare("9007199254740993", "9007199254740992"),
            Ordering::Greater
        );
        assert_eq!(compare("0.5", "1e3"), Ordering::Less);
        assert_eq!(compare("1.0", "1"), Ordering::Equal);
        assert_eq!(compare("x", "1"), Ordering::Equal);
        assert_eq!(compare("1e999", "1"), Ordering::Equal);
    }
}

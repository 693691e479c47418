//! Models that are small and ask for much: what is written once in a model and many times in a crate has a limit.
//!
//! The limits are far above every real model. How deep a document may nest and how long its keys may be is
//! [`crate::json`]'s.

use super::checker::{Checker, members, operation_at, shape_at};
use crate::json::Pointer;
use crate::model::{ShapeId, ShapeKind, Traits};
use crate::nesting::{DEEPEST, levels};

/// How many members the inputs and outputs of all operations may have together: each operation has types of its own,
/// even where the model has one structure for many. EC2, the largest service, has some 9,000.
const MOST_MEMBERS: usize = 250_000;

/// How long a pattern may be, in bytes: it stands in the documentation of every member that has it.
const LONGEST_PATTERN: usize = 10_000;

/// How long the value of an enum may be, in bytes: the first ones stand in the documentation of every member.
const LONGEST_VALUE: usize = 1_000;

pub(super) fn check(checker: &mut Checker<'_>) {
    nesting(checker);
    operations(checker);
    for (id, shape) in &checker.model.shapes {
        pattern(&shape.traits, &shape_at(id), checker);
        for (at, member) in members(id, &shape.kind) {
            pattern(&member.traits, &at, checker);
        }
        if let ShapeKind::Enum(values) = &shape.kind {
            for (index, value) in values.iter().enumerate() {
                if value.value.len() > LONGEST_VALUE {
                    let what = format!("an enum value is longer than {LONGEST_VALUE} bytes");
                    let at = shape_at(id).key("enum").index(index);
                    checker.add(&at, what, "shorten it, or remove it");
                }
            }
        }
    }
}

/// Reports the lists and maps that are one level too deep; what they are in is deeper still.
fn nesting(checker: &mut Checker<'_>) {
    let levels = levels(checker.model).into_iter();
    let too_deep = levels.filter(|(_, level)| *level == Some(DEEPEST + 1));
    for (id, _) in too_deep {
        let what = format!("lists and maps nest in each other deeper than {DEEPEST} levels");
        checker.add(&shape_at(id), what, "put a structure between two of them");
    }
}

/// Reports the operation whose input or output is one too many.
fn operations(checker: &mut Checker<'_>) {
    let mut total = 0;
    for (name, operation) in &checker.model.operations {
        for (key, id) in [("input", &operation.input), ("output", &operation.output)] {
            let of = |id: &ShapeId| Some(checker.structure(id)?.members.len());
            total += id.as_ref().and_then(of).unwrap_or_default();
            if total > MOST_MEMBERS {
                let what = format!(
                    "the inputs and outputs up to this one have more than {MOST_MEMBERS} members"
                );
                let fix = "remove operations, or give them smaller structures";
                checker.add(&operation_at(name).key(key), what, fix);
                return;
            }
        }
    }
}

fn pattern(traits: &Traits, at: &Pointer, checker: &mut Checker<'_>) {
    let is_long = |pattern: &String| pattern.len() > LONGEST_PATTERN;
    if traits.pattern.as_ref().is_some_and(is_long) {
        let what = format!("the pattern is longer than {LONGEST_PATTERN} bytes");
        checker.add(&at.key("pattern"), what, "shorten it, or remove it");
    }
}

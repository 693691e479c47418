//! Finds the operations that a difference reaches, and the paths to it.
//!
//! Ways are looked for from the operations down, along members, items and values, never twice through
//! the same shape. Each shape that can be reached has its shortest way; the others are listed up to a
//! limit, because a model can be made to have more of them than there is memory for.
//!
//! Never here: what the differences are.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::changes::{Reach, Side, Subject};
use super::facts::Difference;
use crate::model::{Model, ShapeId, ShapeKind};

/// How many ways to one shape are listed for one side of an operation.
const MOST_WAYS: usize = 32;

/// How many steps are taken to find the ways of one side of an operation.
const MOST_STEPS: usize = 5_000;

/// How many steps of a way are shown; of a longer one its beginning and its end.
const MOST_SHOWN: usize = 32;

/// What each difference reaches: operations that both models have, if there is one. What is gone is looked for in the
/// old model, everything else in the
/// new one, or in the old one where no operation reaches it any more.
pub(super) fn all(old: &Model, new: &Model, found: &[Difference]) -> Vec<Vec<Reach>> {
    let wanted: BTreeSet<&str> = found
        .iter()
        .filter_map(|difference| difference.subject.shape())
        .collect();
    let (was, is) = (Ways::to(&wanted, old), Ways::to(&wanted, new));
    let is_kept = |reach: &Reach| {
        old.operations.contains_key(&reach.operation)
            && new.operations.contains_key(&reach.operation)
    };
    let reaches = found.iter().map(|difference| {
        let sides = match difference.new {
            Some(_) => [&is, &was],
            None => [&was, &is],
        };
        let mut reaches = sides.map(|ways| ways.of(&difference.subject)).into_iter();
        let reach = reaches.find(|reach| !reach.is_empty()).unwrap_or_default();
        // An operation that comes or goes does so whole: nothing in it is another difference.
        let kept: Vec<Reach> = reach
            .iter()
            .filter(|reach| is_kept(reach))
            .cloned()
            .collect();
        if kept.is_empty() { reach } else { kept }
    });
    reaches.collect()
}

/// The ways from the sides of operations to each shape.
type OfShapes<'m> = BTreeMap<&'m str, BTreeMap<(&'m str, Side), Vec<String>>>;

/// The ways from the operations of a model to certain shapes.
struct Ways<'m> {
    model: &'m Model,
    shapes: OfShapes<'m>,
}

impl<'m> Ways<'m> {
    fn to(wanted: &BTreeSet<&str>, model: &'m Model) -> Self {
        let mut shapes = OfShapes::new();
        if wanted.is_empty() {
            return Self { model, shapes };
        }
        let leading = leading(wanted, model);
        for (name, operation) in &model.operations {
            let mut start = |side, id: &'m ShapeId, way: &str| {
                if leading.contains(id.0.as_str()) {
                    let mut keep = |shape: &'m str, way: &dyn Fn() -> String| {
                        let ways = shapes.entry(shape).or_default();
                        let ways = ways.entry((name.as_str(), side)).or_default();
                        if ways.len() < MOST_WAYS {
                            ways.push(way());
                        }
                    };
                    walk(model, &leading, wanted, (id, way), &mut keep);
                }
            };
            if let Some(input) = &operation.input {
                start(Side::Request, input, "");
            }
            if let Some(output) = &operation.output {
                start(Side::Response, output, "");
            }
            for error in &operation.errors {
                start(Side::Error, error, &error.0);
            }
        }
        Self { model, shapes }
    }

    /// What a subject reaches.
    fn of(&self, subject: &Subject) -> Vec<Reach> {
        let whole = |operation: &str| Reach {
            operation: operation.to_owned(),
            side: Side::Operation,
            paths: Vec::new(),
        };
        match subject {
            Subject::Service | Subject::EndpointParameter(_) => {
                self.model.operations.keys().map(|n| whole(n)).collect()
            }
            Subject::Key(_) => Vec::new(),
            Subject::Operation(operation)
            | Subject::OperationError { operation, .. }
            | Subject::Waiter { operation, .. } => {
                let known = self.model.operations.contains_key(operation);
                known.then(|| whole(operation)).into_iter().collect()
            }
            Subject::Shape(shape) | Subject::Value { shape, .. } => self.of_shape(shape, ""),
            Subject::Member { shape, member } => {
                let id = ShapeId(shape.clone());
                let kind = self.model.shapes.get(&id).map(|shape| &shape.kind);
                self.of_shape(shape, &step(kind, member))
            }
        }
    }

    fn of_shape(&self, shape: &str, step: &str) -> Vec<Reach> {
        let sides = self.shapes.get(shape).into_iter().flatten();
        let sides = sides.map(|((operation, side), ways)| Reach {
            operation: (*operation).to_owned(),
            side: *side,
            paths: ways.iter().map(|way| join(way, step)).collect(),
        });
        sides.collect()
    }
}

/// The shapes that lead to one of those that are wanted, and these themselves.
fn leading<'m>(wanted: &BTreeSet<&str>, model: &'m Model) -> BTreeSet<&'m str> {
    let mut holders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, shape) in &model.shapes {
        for (_, member) in shape.kind.members() {
            holders.entry(&member.target.0).or_default().push(&id.0);
        }
    }
    let mut leading = BTreeSet::new();
    let known = model.shapes.keys().map(|id| id.0.as_str());
    let mut open: Vec<&str> = known.filter(|id| wanted.contains(id)).collect();
    while let Some(id) = open.pop() {
        if leading.insert(id) {
            open.extend(holders.get(id).into_iter().flatten());
        }
    }
    leading
}

/// Where a walk has come to. What ways have in common is shared: a walk may be as deep as the model is long.
struct Here<'m> {
    id: &'m str,
    /// The step to here; none where the walk begins.
    step: String,
    before: Option<Rc<Here<'m>>>,
}

impl Here<'_> {
    /// This place and those before it.
    fn back(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |here| here.before.as_deref())
    }

    /// The way to here, which begins with `start`.
    fn way(&self, start: &str) -> String {
        let mut steps: Vec<&str> = self.back().map(|here| here.step.as_str()).collect();
        steps.reverse();
        if steps.len() > MOST_SHOWN {
            let half = MOST_SHOWN / 2;
            steps.splice(half..steps.len() - half, ["…"]);
        }
        let steps = steps.into_iter();
        steps.fold(start.to_owned(), |way, step| join(&way, step))
    }
}

impl Drop for Here<'_> {
    /// Takes long chains apart one by one: dropping each by the one after it would recurse.
    fn drop(&mut self) {
        let mut before = self.before.take();
        while let Some(mut here) = before.and_then(Rc::into_inner) {
            before = here.before.take();
        }
    }
}

/// Walks down from a shape, nearest shapes first, and hands the ways to shapes that are wanted to `keep`.
fn walk<'m>(
    model: &'m Model,
    leading: &BTreeSet<&str>,
    wanted: &BTreeSet<&str>,
    (start, way): (&'m ShapeId, &str),
    keep: &mut dyn FnMut(&'m str, &dyn Fn() -> String),
) {
    let mut open = VecDeque::from([Rc::new(Here {
        id: &start.0,
        step: String::new(),
        before: None,
    })]);
    let mut seen = BTreeSet::new();
    let mut steps = 0;
    while let Some(here) = open.pop_front() {
        steps += 1;
        let is_first = seen.insert(here.id);
        if steps > MOST_STEPS && !is_first {
            continue;
        }
        if wanted.contains(here.id) {
            keep(here.id, &|| here.way(way));
        }
        let Some((_, shape)) = model.shapes.get_key_value(&ShapeId(here.id.to_owned())) else {
            continue;
        };
        for (name, member) in shape.kind.members() {
            let target = member.target.0.as_str();
            if !leading.contains(target) {
                continue;
            }
            // What has been come to by no way at all cannot lie on this one.
            let is_new = !seen.contains(target);
            let goes_on = if steps > MOST_STEPS {
                is_new
            } else {
                is_new || here.back().all(|before| before.id != target)
            };
            if goes_on {
                open.push_back(Rc::new(Here {
                    id: target,
                    step: step(Some(&shape.kind), name),
                    before: Some(Rc::clone(&here)),
                }));
            }
        }
    }
}

/// How a way goes on to a member of a shape of this kind.
fn step(kind: Option<&ShapeKind>, member: &str) -> String {
    match (kind, member) {
        (Some(ShapeKind::List(_)), _) => "[]".to_owned(),
        (Some(ShapeKind::Map { .. }), "key") => "{key}".to_owned(),
        (Some(ShapeKind::Map { .. }), _) => "{}".to_owned(),
        _ => member.to_owned(),
    }
}

fn join(way: &str, step: &str) -> String {
    let is_bracket = step.starts_with(['[', '{']);
    match (way, step) {
        ("", step) => step.to_owned(),
        (way, "") => way.to_owned(),
        (way, step) if is_bracket => format!("{way}{step}"),
        (way, step) => format!("{way}.{step}"),
    }
}

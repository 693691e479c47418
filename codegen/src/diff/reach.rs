//! Which operations a difference reaches, and by which ways.
//!
//! Ways are looked for from the operations down, along members, items and values, never twice through
//! the same shape. Each shape that can be reached has its shortest way; the others are listed up to a
//! limit, because a model can be made to have more of them than there is memory for.
//!
//! Never here: what the differences are.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::changes::{Reach, Side, Subject};
use super::facts::Difference;
use crate::model::{Model, ShapeId, ShapeKind};

/// How many ways to one shape are listed for one side of an operation.
const MOST_WAYS: usize = 32;

/// How many steps are taken to find the ways of one side of an operation.
const MOST_STEPS: usize = 5_000;

/// What each difference reaches. What is gone is looked for in the old model, everything else in the
/// new one, or in the old one where no operation reaches it any more.
pub(super) fn all(old: &Model, new: &Model, found: &[Difference]) -> Vec<Vec<Reach>> {
    let wanted: BTreeSet<&str> = found
        .iter()
        .filter_map(|difference| difference.subject.shape())
        .collect();
    let (was, is) = (Ways::to(&wanted, old), Ways::to(&wanted, new));
    let reaches = found.iter().map(|difference| {
        let first = match difference.new {
            Some(_) => &is,
            None => &was,
        };
        let reach = first.of(&difference.subject);
        if !reach.is_empty() {
            return reach;
        }
        let second = match difference.new {
            Some(_) => &was,
            None => &is,
        };
        second.of(&difference.subject)
    });
    reaches.collect()
}

/// The ways from one side of an operation to shapes.
type OfSide<'m> = BTreeMap<&'m str, Vec<String>>;

/// The ways from the operations of a model to certain shapes.
struct Ways<'m> {
    model: &'m Model,
    sides: BTreeMap<(&'m str, Side), OfSide<'m>>,
}

impl<'m> Ways<'m> {
    fn to(wanted: &BTreeSet<&str>, model: &'m Model) -> Self {
        let mut sides: BTreeMap<(&str, Side), OfSide<'_>> = BTreeMap::new();
        if wanted.is_empty() {
            return Self { model, sides };
        }
        let leading = leading(wanted, model);
        for (name, operation) in &model.operations {
            let mut start = |side, id: &'m ShapeId, way: &str| {
                if leading.contains(id.0.as_str()) {
                    let ways = sides.entry((name, side)).or_default();
                    walk(model, &leading, wanted, id, way, ways);
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
        Self { model, sides }
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
        let sides = self.sides.iter().filter_map(|((operation, side), ways)| {
            let ways = ways.get(shape)?;
            let paths = ways.iter().map(|way| join(way, step)).collect();
            Some(Reach {
                operation: (*operation).to_owned(),
                side: *side,
                paths,
            })
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

/// One way on from where a walk has come to.
struct Here<'m> {
    id: &'m str,
    way: String,
    /// The shapes on the way.
    through: Vec<&'m str>,
}

/// Walks down from `start`, nearest shapes first, and keeps the ways to shapes that are wanted.
fn walk<'m>(
    model: &'m Model,
    leading: &BTreeSet<&str>,
    wanted: &BTreeSet<&str>,
    start: &'m ShapeId,
    way: &str,
    ways: &mut OfSide<'m>,
) {
    let mut open = VecDeque::from([Here {
        id: &start.0,
        way: way.to_owned(),
        through: Vec::new(),
    }]);
    let mut seen = BTreeSet::new();
    let mut steps = 0;
    while let Some(Here { id, way, through }) = open.pop_front() {
        steps += 1;
        let is_first = seen.insert(id);
        if steps > MOST_STEPS && !is_first {
            continue;
        }
        if wanted.contains(id) {
            let known = ways.entry(id).or_default();
            if known.len() < MOST_WAYS {
                known.push(way.clone());
            }
        }
        let Some(shape) = model.shapes.get(&ShapeId(id.to_owned())) else {
            continue;
        };
        for (name, member) in shape.kind.members() {
            let target = member.target.0.as_str();
            let comes_back = target == id || through.contains(&target);
            let is_needed = leading.contains(target) && !comes_back;
            if is_needed && (steps <= MOST_STEPS || !seen.contains(target)) {
                let mut through = through.clone();
                through.push(id);
                open.push_back(Here {
                    id: target,
                    way: join(&way, &step(Some(&shape.kind), name)),
                    through,
                });
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

//! Other names of one thing, wherever a model says them: they are of the whole model, so that they are made
//! at one place each and not taken back.

use smithwright_codegen::diff::{Kind, Revision, Subject, Verdict, diff, differences};
use smithwright_codegen::model::{Location, Member, Model, Shape, ShapeId, ShapeKind};

use super::{FOLDERS, check};
use crate::model_files::vendored;

/// What a new shape is called.
const NAME: &str = "Smithwright";

/// The kinds of fact that these mutations are.
pub(super) const KINDS: [Kind; 6] = [
    Kind::OperationNameChanged,
    Kind::ShapeNameChanged,
    Kind::MemberNameChanged,
    Kind::WaiterNameChanged,
    Kind::WireNameChanged,
    Kind::MemberConstraintsChanged,
];

/// The name in lower case at its start; `None` where that may be another name in Rust.
fn lowered(name: &str) -> Option<String> {
    let (first, rest) = name.split_at_checked(1)?;
    let is_word = rest.starts_with(|c: char| c.is_ascii_lowercase());
    let is_capital = first.starts_with(|c: char| c.is_ascii_uppercase());
    (is_word && is_capital).then(|| first.to_ascii_lowercase() + rest)
}

/// One fact there, and one back.
#[track_caller]
fn both(what: &str, base: &Model, mutated: &Model, kind: Kind, (now, was): (Subject, Subject)) {
    check(what, &differences(base, mutated), kind, &now);
    check(what, &differences(mutated, base), kind, &was);
}

#[test]
fn operations_of_other_capitals() {
    for folder in FOLDERS {
        let base = vendored(folder).model;
        for name in base.operations.keys() {
            let Some(renamed) = lowered(name) else {
                continue;
            };
            let mut model = base.clone();
            let operation = model.operations.remove(name).expect("an operation");
            model.operations.insert(renamed.clone(), operation);
            let subjects = (
                Subject::Operation(renamed),
                Subject::Operation(name.clone()),
            );
            both(name, &base, &model, Kind::OperationNameChanged, subjects);
        }
    }
}

#[test]
fn waiters_of_other_capitals() {
    let base = vendored(FOLDERS[1]).model;
    let mut count = 0;
    for (operation, facts) in &base.operations {
        for name in facts.waiters.keys() {
            let renamed = lowered(name).expect("a name with a capital");
            let mut model = base.clone();
            let waiters = &mut model.operations.get_mut(operation).expect("it").waiters;
            let waiter = waiters.remove(name).expect("a waiter");
            waiters.insert(renamed.clone(), waiter);
            let of = |waiter: &str| Subject::Waiter {
                operation: operation.clone(),
                waiter: waiter.to_owned(),
            };
            let subjects = (of(&renamed), of(name));
            both(name, &base, &model, Kind::WaiterNameChanged, subjects);
            count += 1;
        }
    }
    assert!(count > 0, "the model has waiters");
}

/// The model with a shape of another name, wherever it is referred to.
fn with_shape(base: &Model, id: &ShapeId, renamed: &ShapeId) -> Model {
    let to = |target: &mut ShapeId| {
        if target == id {
            target.clone_from(renamed);
        }
    };
    let mut model = base.clone();
    let shape = model.shapes.remove(id).expect("a shape");
    model.shapes.insert(renamed.clone(), shape);
    for shape in model.shapes.values_mut() {
        match &mut shape.kind {
            ShapeKind::Structure(structure) => {
                let members = structure.members.iter_mut();
                members.for_each(|(_, member)| to(&mut member.target));
            }
            ShapeKind::List(item) => to(&mut item.target),
            ShapeKind::Map { key, value } => {
                to(&mut key.target);
                to(&mut value.target);
            }
            _ => {}
        }
    }
    for operation in model.operations.values_mut() {
        operation.input.iter_mut().for_each(to);
        operation.output.iter_mut().for_each(to);
        operation.errors.iter_mut().for_each(to);
    }
    model
}

#[test]
fn shapes_of_other_capitals() {
    let base = vendored(FOLDERS[1]).model;
    for (id, shape) in &base.shapes {
        let is_error = matches!(&shape.kind, ShapeKind::Structure(s) if s.error.is_some());
        let Some(renamed) = lowered(&id.0).filter(|_| !is_error) else {
            continue;
        };
        let renamed = ShapeId(renamed);
        let model = with_shape(&base, id, &renamed);
        let subjects = (Subject::Shape(renamed.0), Subject::Shape(id.0.clone()));
        both(&id.0, &base, &model, Kind::ShapeNameChanged, subjects);
    }
}

/// Members that nothing but their structure names.
fn plain(model: &Model, shape: &ShapeId, name: &str) -> bool {
    let mut operations = model.operations.values();
    !operations.any(|operation| {
        let pages = operation.pagination.iter();
        let mut named = pages.flat_map(|pages| {
            let items = pages.result_key.iter().flatten();
            let limit = pages.limit_key.iter();
            let tokens = pages.output_token.iter().chain([&pages.input_token]);
            tokens.chain(items).chain(limit)
        });
        let is_waited_for = !operation.waiters.is_empty();
        let sides = [&operation.input, &operation.output];
        named.any(|known| known == name) || is_waited_for && sides.contains(&&Some(shape.clone()))
    })
}

#[test]
fn members_of_other_capitals() {
    let base = vendored(FOLDERS[1]).model;
    let mut kinds = Vec::new();
    for (id, shape) in &base.shapes {
        let ShapeKind::Structure(structure) = &shape.kind else {
            continue;
        };
        for (place, (name, member)) in structure.members.iter().enumerate() {
            let kind = match member.location {
                Location::Body if member.wire_name.is_none() => Kind::WireNameChanged,
                Location::Body | Location::Header(_) | Location::Query(_) => {
                    Kind::MemberNameChanged
                }
                _ => continue,
            };
            let Some(renamed) = lowered(name).filter(|_| plain(&base, id, name)) else {
                continue;
            };
            let mut model = base.clone();
            let shape = model.shapes.get_mut(id).expect("a shape");
            let ShapeKind::Structure(structure) = &mut shape.kind else {
                continue;
            };
            structure.members[place].0.clone_from(&renamed);
            let of = |member: &str| Subject::Member {
                shape: id.0.clone(),
                member: member.to_owned(),
            };
            both(name, &base, &model, kind, (of(&renamed), of(name)));
            kinds.push(kind);
        }
    }
    for kind in [Kind::WireNameChanged, Kind::MemberNameChanged] {
        assert!(kinds.contains(&kind), "{kind}");
    }
}

/// Every member whose text has a greatest length holds another shape, of which there may be more.
#[test]
fn members_of_other_constraints() {
    let vendored = vendored(FOLDERS[1]);
    let mut count = 0;
    for (id, shape) in &vendored.model.shapes {
        for (place, (name, member)) in shape.kind.members().into_iter().enumerate() {
            let mut longer: Shape = vendored.model[&member.target].clone();
            let most = longer.traits.length.as_mut();
            let most = most.and_then(|length| length.max.as_mut());
            let Some(most) = most.filter(|_| longer.kind == ShapeKind::String) else {
                continue;
            };
            *most = 1_000_000;
            let mut base: Revision = vendored.clone();
            base.model.shapes.insert(NAME.into(), longer);
            let mut mutated = base.clone();
            let shape = mutated.model.shapes.get_mut(id).expect("a shape");
            let (_, member): (_, &mut Member) = super::member(shape, place).expect("a member");
            member.target = NAME.into();
            let of = Subject::Member {
                shape: id.0.clone(),
                member: name.to_owned(),
            };
            let kind = Kind::MemberConstraintsChanged;
            both(name, &base.model, &mutated.model, kind, (of.clone(), of));
            let eased = diff(&base, &mutated).gravest();
            let tightened = diff(&mutated, &base).gravest();
            let is_mirrored = matches!(
                (eased, tightened),
                (Verdict::Patch, Verdict::Behaviour)
                    | (Verdict::Docs, Verdict::Docs)
                    | (Verdict::None, Verdict::None)
            );
            assert!(is_mirrored, "{id}.{name}: {eased} {tightened}");
            count += 1;
        }
    }
    assert!(count > 10, "{count} such members");
}

/// A twin that comes before another value takes its variant over; behind it, it gets a number.
#[test]
fn twins_take_over_what_they_come_before() {
    let base = vendored(FOLDERS[1]);
    for (id, shape) in &base.model.shapes {
        let ShapeKind::Enum(values) = &shape.kind else {
            continue;
        };
        for known in values {
            // Of twins, the one that has a name keeps it, whether the model gives it or services.toml.
            let settings = base.settings.iter().flat_map(|service| &service.variants);
            let mut named = settings.filter(|variant| variant.enumeration == id.0);
            let is_named = known.name.is_some() || named.any(|one| one.value == known.value);
            for (is_before, expected) in [(true, Verdict::Behaviour), (false, Verdict::Minor)] {
                let mut mutated = base.clone();
                let shape = mutated.model.shapes.get_mut(id).expect("a shape");
                let ShapeKind::Enum(values) = &mut shape.kind else {
                    continue;
                };
                let mut twin = known.clone();
                twin.value.push('-');
                let at = if is_before { 0 } else { values.len() };
                values.insert(at, twin);
                let changes = diff(&base, &mutated);
                let is_reached = !changes.facts[0].reach.is_empty();
                let expected = if is_named { Verdict::Minor } else { expected };
                assert_eq!(changes.facts.len(), 1);
                assert!(
                    !is_reached || changes.gravest() == expected,
                    "{id} {}",
                    known.value
                );
            }
        }
    }
}

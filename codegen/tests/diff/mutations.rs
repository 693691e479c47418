//! Completeness: every kind of single mutation, at every place of the vendored models where it fits, is
//! one fact and no other, in both directions.
//!
//! Mutations are made in the model that was read, and taken back, so that reading it once is enough.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use smithwright_codegen::check;
use smithwright_codegen::diff::{Difference, Kind, Subject, Verdict, diff, differences};
use smithwright_codegen::emit::public_items;
use smithwright_codegen::lower::lower_items;
use smithwright_codegen::model::{Member, Model, Operation, Shape, ShapeId, ShapeKind};

use crate::model_files::vendored;
use crate::mutations::kinds::{OF_MEMBERS, OF_OPERATIONS, OF_SERVICES, OF_SHAPES, OF_STRUCTURES};

pub(crate) mod kinds;
mod names;

/// A kind of mutation: what it is called, the fact that it is, the fact that taking it back is, and how it
/// is made at the n-th place inside of what it is made in. It says what the fact is about, or that there
/// is no such place.
pub(crate) struct Mutation<T> {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) back: Kind,
    pub(crate) make: fn(&mut T, &str, usize) -> Made,
}

/// What came of an attempt.
pub(crate) enum Made {
    /// The fact is about this.
    Fact(Subject),
    /// The fact is about this, which has another name when it is taken back.
    Renamed(Subject, Subject),
    /// The mutation does not fit here; it may fit at the next place.
    Nothing,
    /// There are no more places.
    End,
}

/// Of mutations that are changes, every how many are taken back under observation.
const EVERY: usize = 10;

/// What was tried on one model.
#[derive(Default)]
struct Tried {
    kinds: BTreeSet<Kind>,
    by_name: BTreeMap<&'static str, usize>,
}

#[track_caller]
fn check(name: &str, found: &[Difference], kind: Kind, subject: &Subject) {
    let found: Vec<_> = found.iter().map(|one| (one.kind, &one.subject)).collect();
    assert_eq!(found, [(kind, subject)], "{name}");
}

impl Tried {
    /// Makes every mutation at every place of what `part` gives, and takes it back.
    fn all<T: Clone>(
        &mut self,
        base: &Model,
        names: &[String],
        mutations: &[Mutation<T>],
        part: impl for<'m> Fn(&'m mut Model, &str) -> &'m mut T,
    ) {
        let mut model = base.clone();
        for name in names {
            let whole = part(&mut model, name).clone();
            for mutation in mutations {
                for place in 0.. {
                    let made = (mutation.make)(part(&mut model, name), name, place);
                    let (subject, was) = match made {
                        Made::End => break,
                        Made::Nothing => {
                            *part(&mut model, name) = whole.clone();
                            continue;
                        }
                        Made::Fact(subject) => (subject.clone(), subject),
                        Made::Renamed(now, was) => (now, was),
                    };
                    let there = differences(base, &model);
                    check(mutation.name, &there, mutation.kind, &subject);
                    let count = self.by_name.entry(mutation.name).or_default();
                    *count += 1;
                    // A change is a change both ways; looking at some of them will do.
                    if mutation.back != mutation.kind || *count % EVERY == 1 {
                        let back = differences(&model, base);
                        check(mutation.name, &back, mutation.back, &was);
                    }
                    *part(&mut model, name) = whole.clone();
                    self.kinds.extend([mutation.kind, mutation.back]);
                }
            }
        }
        assert!(model == *base, "every mutation was taken back");
    }
}

pub(crate) fn operation<'m>(model: &'m mut Model, name: &str) -> &'m mut Operation {
    model.operations.get_mut(name).expect("an operation")
}

pub(crate) fn shape<'m>(model: &'m mut Model, name: &str) -> &'m mut Shape {
    let id = ShapeId(name.to_owned());
    model.shapes.get_mut(&id).expect("a shape")
}

/// The member at `place` of a shape.
pub(crate) fn member(shape: &mut Shape, place: usize) -> Option<(String, &mut Member)> {
    let member = |name: &str| name.to_owned();
    match &mut shape.kind {
        ShapeKind::Structure(structure) => {
            let (name, member) = structure.members.get_mut(place)?;
            Some((name.clone(), member))
        }
        ShapeKind::List(item) if place == 0 => Some((member("member"), item)),
        ShapeKind::Map { key, .. } if place == 0 => Some((member("key"), key)),
        ShapeKind::Map { value, .. } if place == 1 => Some((member("value"), value)),
        _ => None,
    }
}

/// What is only there or not there, in the service as a whole.
fn whole_items(base: &Model, tried: &mut Tried) {
    let mut model = base.clone();
    for name in base.operations.keys() {
        let removed = model.operations.remove(name).expect("an operation");
        let subject = Subject::Operation(name.clone());
        let there = differences(base, &model);
        check("remove operation", &there, Kind::OperationRemoved, &subject);
        let back = differences(&model, base);
        check("add operation", &back, Kind::OperationAdded, &subject);
        model.operations.insert(name.clone(), removed);
    }
    for id in base.shapes.keys() {
        let removed = model.shapes.remove(id).expect("a shape");
        let subject = Subject::Shape(id.0.clone());
        let there = differences(base, &model);
        check("remove shape", &there, Kind::ShapeRemoved, &subject);
        let back = differences(&model, base);
        check("add shape", &back, Kind::ShapeAdded, &subject);
        model.shapes.insert(id.clone(), removed);
    }
    for name in ["remove operation", "add operation"] {
        tried.by_name.insert(name, base.operations.len());
    }
    for name in ["remove shape", "add shape"] {
        tried.by_name.insert(name, base.shapes.len());
    }
    tried
        .kinds
        .extend([Kind::OperationRemoved, Kind::OperationAdded]);
    tried.kinds.extend([Kind::ShapeRemoved, Kind::ShapeAdded]);
}

fn names_of_shapes(model: &Model) -> Vec<String> {
    model.shapes.keys().map(|id| id.0.clone()).collect()
}

const FOLDERS: [&str; 2] = ["gamelift/2015-10-01", "gameliftstreams/2018-05-10"];

#[test]
fn services_and_operations() {
    let mut tried = Tried::default();
    for folder in FOLDERS {
        let base = vendored(folder).model;
        assert_eq!(differences(&base, &base.clone()), []);
        whole_items(&base, &mut tried);
        let service = [String::new()];
        tried.all(&base, &service, OF_SERVICES, |model, _| model);
        let names: Vec<_> = base.operations.keys().cloned().collect();
        tried.all(&base, &names, OF_OPERATIONS, operation);
    }
    tried.report("services and operations");
}

#[test]
fn shapes() {
    let mut tried = Tried::default();
    for folder in FOLDERS {
        let base = vendored(folder).model;
        tried.all(&base, &names_of_shapes(&base), OF_SHAPES, shape);
        tried.all(&base, &names_of_shapes(&base), OF_STRUCTURES, shape);
    }
    tried.report("shapes");
}

#[test]
fn members() {
    let mut tried = Tried::default();
    for folder in FOLDERS {
        let base = vendored(folder).model;
        tried.all(&base, &names_of_shapes(&base), OF_MEMBERS, shape);
    }
    tried.report("members");
}

impl Tried {
    /// Fails where a mutation of the lists fitted nowhere.
    fn report(&self, what: &str) {
        let total: usize = self.by_name.values().sum();
        println!(
            "{what}: {} kinds of mutation, {total} mutations",
            self.by_name.len()
        );
        let lists = [
            names(OF_SERVICES),
            names(OF_OPERATIONS),
            names(OF_SHAPES),
            names(OF_STRUCTURES),
            names(OF_MEMBERS),
        ];
        for list in lists {
            let tried = list.iter().filter(|name| self.by_name.contains_key(*name));
            assert!(
                tried.clone().count() == 0 || tried.count() == list.len(),
                "fits nowhere: {:?}",
                list.iter()
                    .filter(|name| !self.by_name.contains_key(*name))
                    .collect::<Vec<_>>()
            );
        }
    }
}

fn names<T>(mutations: &[Mutation<T>]) -> Vec<&'static str> {
    mutations.iter().map(|mutation| mutation.name).collect()
}

fn kinds<T>(mutations: &[Mutation<T>]) -> Vec<Kind> {
    let kinds = mutations.iter();
    kinds
        .flat_map(|mutation| [mutation.kind, mutation.back])
        .collect()
}

#[test]
fn there_is_a_mutation_for_every_kind_of_fact() {
    let mut covered: BTreeSet<Kind> = BTreeSet::from([
        Kind::OperationRemoved,
        Kind::OperationAdded,
        Kind::ShapeRemoved,
        Kind::ShapeAdded,
    ]);
    covered.extend(names::KINDS);
    covered.extend(kinds(OF_SERVICES));
    covered.extend(kinds(OF_OPERATIONS));
    covered.extend(kinds(OF_SHAPES));
    covered.extend(kinds(OF_STRUCTURES));
    covered.extend(kinds(OF_MEMBERS));
    // What has no place in the model cannot be mutated in it; `keys` has tests of its own.
    covered.extend([Kind::KeyRemoved, Kind::KeyAdded, Kind::KeyChanged]);
    let all: BTreeSet<Kind> = Kind::ALL.iter().copied().collect();
    let missing: Vec<_> = all.difference(&covered).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let count = OF_SERVICES.len()
        + OF_OPERATIONS.len()
        + OF_SHAPES.len()
        + OF_STRUCTURES.len()
        + OF_MEMBERS.len();
    assert!(count >= 40, "{count} kinds of mutation");
}

/// Makes some mutations of the smaller model and judges them: whatever is made of it, nothing panics, and
/// where the model is sound a fact is major exactly if an item is gone.
#[test]
fn verdicts_of_mutations_follow_the_emitted_items() {
    let base = vendored(FOLDERS[1]);
    let service = base.settings.clone().expect("settings");
    let items = |model: &Model| {
        let items = public_items::items(&lower_items(model, &service));
        let items = items.into_iter();
        // The text of a value is none of the variant's type.
        let line = |item: public_items::PublicItem| match item.kind {
            "variant" => item.path,
            _ => item.line(),
        };
        items.map(line).collect::<BTreeSet<_>>()
    };
    let before = items(&base.model);
    let mut count = 0;
    for mutations in [OF_SHAPES, OF_STRUCTURES, OF_MEMBERS] {
        for (index, mutation) in mutations.iter().enumerate() {
            // Other shapes for each kind, so that all of them have their turn.
            for name in names_of_shapes(&base.model)
                .iter()
                .skip(index % 9)
                .step_by(9)
            {
                let mut mutated = base.clone();
                let shape = shape(&mut mutated.model, name);
                let made = (mutation.make)(shape, name, 0);
                if !matches!(made, Made::Fact(_) | Made::Renamed(..)) {
                    continue;
                }
                let changes = diff(&base, &mutated);
                assert_eq!(changes.facts.len(), 1, "{}", mutation.name);
                count += 1;
                if check::check(Path::new(""), &mutated.model).is_empty() {
                    let gone: Vec<_> = before.difference(&items(&mutated.model)).cloned().collect();
                    let is_major = changes.gravest() == Verdict::Major;
                    assert_eq!(
                        is_major,
                        !gone.is_empty(),
                        "{} {name}: {gone:?}",
                        mutation.name
                    );
                }
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// Whatever a model leaves out, comparing it says what is missing.
#[test]
fn broken_models_are_compared() {
    let base = vendored(FOLDERS[1]);
    for name in names_of_shapes(&base.model).iter().step_by(5) {
        let mut broken = base.clone();
        broken.model.shapes.remove(&ShapeId(name.clone()));
        let changes = diff(&base, &broken);
        assert_eq!(changes.facts.len(), 1, "{name}");
        assert_eq!(diff(&broken, &base).facts.len(), 1, "{name}");
    }
    let mut endless = base.clone();
    let list = ShapeKind::List(Member::new("Endless".into()));
    let mut other = shape(&mut endless.model, &names_of_shapes(&base.model)[0]).clone();
    other.kind = list;
    endless.model.shapes.insert("Endless".into(), other);
    for operation in endless.model.operations.values_mut() {
        operation.input = Some("Endless".into());
    }
    assert!(!diff(&base, &endless).facts.is_empty());
}

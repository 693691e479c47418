//! What is true of a difference is true of taking it back: whatever is added may be removed, whatever is
//! tightened may be eased, and both are as grave as each other.

use std::collections::{BTreeMap, BTreeSet};

use smithwright_codegen::diff::{Kind, Verdict, diff};
use smithwright_codegen::model::{Model, Operation, Shape};

use crate::model_files::vendored;
use crate::mutations::kinds::{OF_MEMBERS, OF_OPERATIONS, OF_SERVICES, OF_SHAPES, OF_STRUCTURES};
use crate::mutations::{Made, Mutation, operation, shape};

/// Kinds of which one takes back what the other does. Every other kind takes itself back, and is called
/// `..-changed` or `..-reordered`.
const PAIRS: [(Kind, Kind); 12] = [
    (Kind::OperationRemoved, Kind::OperationAdded),
    (Kind::ErrorRemoved, Kind::ErrorAdded),
    (Kind::MemberRemoved, Kind::MemberAdded),
    (Kind::RequiredRemoved, Kind::RequiredAdded),
    (Kind::ShapeRemoved, Kind::ShapeAdded),
    (Kind::EnumValueRemoved, Kind::EnumValueAdded),
    (Kind::DeprecationRemoved, Kind::DeprecationAdded),
    (Kind::ErrorTraitRemoved, Kind::ErrorTraitAdded),
    (Kind::PaginatorRemoved, Kind::PaginatorAdded),
    (Kind::WaiterRemoved, Kind::WaiterAdded),
    (Kind::EndpointParameterRemoved, Kind::EndpointParameterAdded),
    (Kind::KeyRemoved, Kind::KeyAdded),
];

/// Verdicts of a difference and of taking it back that are no mirrors of each other, and why.
const WAIVERS: &[(Kind, Verdict, Verdict, &str)] = &[
    (
        Kind::MemberAdded,
        Verdict::Behaviour,
        Verdict::Major,
        "requests are refused without a new required member; when it goes, so does its setter",
    ),
    (
        Kind::EnumValueAdded,
        Verdict::Behaviour,
        Verdict::Major,
        "a twin takes over a variant, and the other one gets a number; when it goes, so does the number",
    ),
];

fn mirror(kind: Kind) -> Kind {
    let mut pairs = PAIRS.into_iter();
    let pair = pairs.find(|(removed, added)| kind == *removed || kind == *added);
    pair.map_or(
        kind,
        |(removed, added)| {
            if kind == removed { added } else { removed }
        },
    )
}

#[test]
fn every_kind_has_its_mirror() {
    for kind in Kind::ALL.iter().copied() {
        let (name, back) = (kind.as_str(), mirror(kind).as_str());
        let expected = match name.rsplit_once('-') {
            Some((what, "added")) => format!("{what}-removed"),
            Some((what, "removed")) => format!("{what}-added"),
            Some((_, "changed" | "reordered")) => name.to_owned(),
            _ => panic!("{name} says of no mirror"),
        };
        assert_eq!(back, expected);
    }
}

/// What a difference and taking it back may be called together, whichever is first.
fn is_mirrored(there: Verdict, back: Verdict) -> bool {
    use Verdict::{Behaviour, Docs, Major, Minor, None, Patch};
    let mut both = [there, back];
    both.sort_unstable();
    matches!(
        both,
        // Gone and new; of another type, and of the one it had.
        [Minor, Major] | [Major, Major]
            // Tightened and eased; otherwise, and as it was.
            | [Patch, Behaviour] | [Behaviour, Behaviour]
            // Warned of, and no longer.
            | [Patch, Minor]
            | [Docs, Docs]
            | [None, None]
    )
}

/// Verdicts there and back, by kind, with an example.
type Seen = BTreeMap<(Kind, Verdict, Kind, Verdict), String>;

fn collect<T: Clone>(
    names: &[String],
    mutations: &[Mutation<T>],
    part: impl for<'m> Fn(&'m mut Model, &str) -> &'m mut T,
    seen: &mut Seen,
) {
    let base = vendored("gameliftstreams/2018-05-10");
    for (index, mutation) in mutations.iter().enumerate() {
        // Other parts for each mutation, so that all of them have their turn.
        for name in names.iter().skip(index % 5).step_by(5) {
            let mut mutated = base.clone();
            let made = (mutation.make)(part(&mut mutated.model, name), name, 0);
            if !matches!(made, Made::Fact(_) | Made::Renamed(..)) {
                continue;
            }
            let (there, back) = (diff(&base, &mutated), diff(&mutated, &base));
            if let ([there], [back]) = (there.facts.as_slice(), back.facts.as_slice()) {
                let verdicts = (there.kind, there.verdict, back.kind, back.verdict);
                let example = || format!("{} of {name}", mutation.name);
                seen.entry(verdicts).or_insert_with(example);
            }
        }
    }
}

#[test]
fn taking_a_difference_back_is_as_grave() {
    let mut seen = Seen::new();
    let base = vendored("gameliftstreams/2018-05-10").model;
    let shapes: Vec<_> = base.shapes.keys().map(|id| id.0.clone()).collect();
    let operations: Vec<_> = base.operations.keys().cloned().collect();
    let service = vec![String::new(); 5];
    collect(&service, OF_SERVICES, |model, _| model, &mut seen);
    collect::<Operation>(&operations, OF_OPERATIONS, operation, &mut seen);
    for mutations in [OF_SHAPES, OF_STRUCTURES, OF_MEMBERS] {
        collect::<Shape>(&shapes, mutations, shape, &mut seen);
    }
    let mut waived = BTreeSet::new();
    for ((kind, there, back_kind, back), example) in seen {
        assert_eq!(back_kind, mirror(kind), "{example}");
        let waiver = WAIVERS.iter().position(|(of, one, other, _)| {
            (*of, *one, *other) == (kind, there, back)
                || (*of, *one, *other) == (back_kind, back, there)
        });
        waived.extend(waiver);
        assert!(
            waiver.is_some() || is_mirrored(there, back),
            "{example}: {kind} is {there}, {back_kind} is {back}"
        );
    }
    assert_eq!(waived.len(), WAIVERS.len(), "every waiver is needed");
}

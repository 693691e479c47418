//! What is true of a difference is true of taking it back: whatever is added may be removed, whatever is
//! tightened may be eased, and both are as grave as each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use smithwright_codegen::diff::{Kind, Revision, Verdict, diff};
use smithwright_codegen::load::{Document, Documents};
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
        Kind::InputChanged,
        Verdict::Behaviour,
        Verdict::Major,
        "another structure may want more than the one before, whose setters are gone the other way round",
    ),
    (
        Kind::ErrorAdded,
        Verdict::Behaviour,
        Verdict::Major,
        "callers can meet an error that they do not know; when no operation has it any more, its variant is gone",
    ),
    (
        Kind::ShapeTypeChanged,
        Verdict::Behaviour,
        Verdict::Major,
        "a structure has fields, which nothing had where there was none",
    ),
    (
        Kind::PaginatorChanged,
        Verdict::Behaviour,
        Verdict::Major,
        "pages that get items are asked for as before; when the items go, so does what goes through them",
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

/// A model that has something of everything and is compared at once.
fn small() -> Revision {
    let texts = [
        include_str!("witnesses/old/service-2.json"),
        include_str!("witnesses/old/paginators-1.json"),
        include_str!("witnesses/old/waiters-2.json"),
    ];
    let document = |at: usize| Document {
        file: Path::new("witnesses/old"),
        text: texts[at],
    };
    let documents = Documents {
        service: document(0),
        paginators: Some(document(1)),
        waiters: Some(document(2)),
        endpoint_rules: None,
    };
    Revision::read("small", &documents).expect("a model")
}

/// What a difference and taking it back may be called together, whichever is first.
fn is_mirrored(there: Verdict, back: Verdict) -> bool {
    use Verdict::{Behaviour, Docs, Major, Minor, None, Patch};
    let mut both = [there, back];
    both.sort_unstable();
    matches!(
        both,
        // Gone and new; of another type, and of the one it had.
        [Minor | Major, Major]
            // Tightened and eased; otherwise, and as it was.
            | [Patch | Behaviour, Behaviour]
            // Warned of, and no longer.
            | [Patch, Minor]
            | [Docs, Docs]
            | [None, None]
    )
}

/// Verdicts there and back, by kind, with an example.
type Seen = BTreeMap<(Kind, Verdict, Kind, Verdict), String>;

fn collect<T: Clone>(
    base: &Revision,
    names: &[String],
    mutations: &[Mutation<T>],
    part: impl for<'m> Fn(&'m mut Model, &str) -> &'m mut T,
    seen: &mut Seen,
) {
    for mutation in mutations {
        for name in names {
            let mut mutated = base.clone();
            let made = (mutation.make)(part(&mut mutated.model, name), name, 0);
            if !matches!(made, Made::Fact(_) | Made::Renamed(..)) {
                continue;
            }
            let (there, back) = (diff(base, &mutated), diff(&mutated, base));
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
    let service = vendored("gameliftstreams/2018-05-10");
    let whole = [String::new()];
    collect(&service, &whole, OF_SERVICES, |model, _| model, &mut seen);
    let base = small();
    let shapes: Vec<_> = base.model.shapes.keys().map(|id| id.0.clone()).collect();
    let operations: Vec<_> = base.model.operations.keys().cloned().collect();
    collect::<Operation>(&base, &operations, OF_OPERATIONS, operation, &mut seen);
    for mutations in [OF_SHAPES, OF_STRUCTURES, OF_MEMBERS] {
        collect::<Shape>(&base, &shapes, mutations, shape, &mut seen);
    }
    let (mut waived, mut failed) = (BTreeSet::new(), Vec::new());
    for ((kind, there, mirrored, back), example) in seen {
        assert_eq!(mirrored, mirror(kind), "{example}");
        let excuse = WAIVERS.iter().position(|(of, one, other, _)| {
            (*of, *one, *other) == (kind, there, back)
                || (*of, *one, *other) == (mirrored, back, there)
        });
        waived.extend(excuse);
        if excuse.is_none() && !is_mirrored(there, back) {
            failed.push(format!(
                "{example}: {kind} is {there}, {mirrored} is {back}"
            ));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(waived.len(), WAIVERS.len(), "every waiver is needed");
}

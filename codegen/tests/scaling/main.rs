//! Models are untrusted, so what they cost grows as they do: four times the model costs at most six times as much,
//! at every stage and in every form of a diff.
//!
//! Cost is what is allocated, in pieces and in bytes, which is the same on every machine. One test, because the
//! count is of the whole process.

mod families;

use std::alloc::System;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use smithwright_codegen::diff::{Changes, Revision, diff, view};
use smithwright_codegen::load::{self, Document, Documents, Loaded};
use smithwright_codegen::manifest::{self, Lock, Service};
use smithwright_codegen::model::{Model, Protocol};
use smithwright_codegen::{check, emit, lower};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use families::{FAMILIES, Family, Texts};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How many times as much a model of four times the size may cost.
const MOST: usize = 6;

/// What does not grow with the model, and what is rounded up: to the next power of two, for most buffers.
const ALLOWANCE: Cost = Cost {
    pieces: 200,
    bytes: 100_000,
};

/// What something takes.
#[derive(Clone, Copy)]
struct Cost {
    pieces: usize,
    bytes: usize,
}

/// The costs of one size, by the name of the stage.
#[derive(Default)]
struct Costs(Vec<(&'static str, Cost)>);

impl Costs {
    fn of<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        let region = Region::new(ALLOCATOR);
        let result = black_box(run());
        let change = region.change();
        let cost = Cost {
            pieces: change.allocations + change.reallocations,
            bytes: change.bytes_allocated,
        };
        self.0.push((stage, cost));
        result
    }
}

fn documents(texts: &Texts) -> Documents<'_> {
    let document = |name: &'static str, text| Document {
        file: Path::new(name),
        text,
    };
    let paginators = texts.paginators.as_deref();
    let waiters = texts.waiters.as_deref();
    Documents {
        paginators: paginators.map(|text| document("paginators-1.json", text)),
        waiters: waiters.map(|text| document("waiters-2.json", text)),
        endpoint_rules: Some(document("endpoint-rule-set-1.json", &texts.rules)),
        ..Documents::of(Path::new("service-2.json"), &texts.service)
    }
}

fn loaded(model: Model, settings: &Service) -> Loaded {
    Loaded {
        service: settings.clone(),
        protocol: Protocol::RestJson1,
        model,
        partitions: Vec::new(),
        file: PathBuf::from("service-2.json"),
        model_sha256: String::new(),
        sources: Vec::new(),
        lock: Lock {
            package: "botocore".to_owned(),
            version: "1.2.3".to_owned(),
            released: None,
            file: None,
            sha256: BTreeMap::new(),
        },
        examples: Vec::new(),
        changelog: None,
        overlay: None,
    }
}

fn settings() -> Service {
    let text = "[arcade]\ncrate = \"arcade\"\nfolder = \"arcade\"\nnullability = \"all-optional\"\n\
        protocol = \"rest-json\"\nversion = \"0.1.0\"\n";
    let services = manifest::parse(Path::new("services.toml"), text);
    services.expect("a service").remove(0)
}

/// What a model of this size takes, and how far it is generated.
fn costs(family: &Family, n: usize) -> (Costs, &'static str) {
    let texts = (family.texts)(n);
    let documents = documents(&texts);
    let mut costs = Costs::default();
    let revision = costs.of("read", || Revision::read("x", &documents));
    let revision = revision.unwrap_or_else(|problems| panic!("{}: {problems}", family.name));
    compare(&revision, &mut costs);
    let Ok(model) = costs.of("load", || load::parse_service(&documents)) else {
        return (costs, "load");
    };
    let file = Path::new("service-2.json");
    if !costs.of("check", || check::check(file, &model)).is_empty() {
        return (costs, "check");
    }
    let loaded = loaded(model, &settings());
    let Ok(api) = costs.of("lower", || lower::lower(&loaded)) else {
        return (costs, "lower");
    };
    let files = costs.of("emit", || emit::emit(&api));
    let is_whole = files.is_ok();
    (costs, if is_whole { "" } else { "emit" })
}

/// Compares the model with itself, and with one of another name and text.
fn compare(revision: &Revision, costs: &mut Costs) {
    let changes = costs.of("diff with itself", || diff(revision, revision));
    assert_eq!(changes.facts, []);
    show(&changes, revision, revision, costs);
    let mut other = revision.clone();
    other.model.service.full_name.push('!');
    if let Some(shape) = other.model.shapes.values_mut().next_back() {
        shape.documentation = Some("Another text.".to_owned());
    }
    let changes = costs.of("diff with another", || diff(revision, &other));
    assert!(!changes.facts.is_empty());
    show(&changes, revision, &other, costs);
}

/// Every form of a report.
fn show(changes: &Changes, old: &Revision, new: &Revision, costs: &mut Costs) {
    costs.of("text", || view::text(changes, view::Colours::Off));
    costs.of("markdown", || view::markdown(changes));
    costs.of("github", || view::github(changes, None));
    let all = [changes.clone()];
    costs.of("json", || view::json(&all));
    costs.of("apichanges", || view::apichanges(changes, old, new));
    let all = [(changes.clone(), old, new)];
    costs.of("html", || view::html(&all));
}

fn too_much(family: &Family) -> Vec<String> {
    let (few, how_far) = costs(family, family.least);
    let (many, as_far) = costs(family, 4 * family.least);
    assert_eq!(
        how_far, as_far,
        "{}: both sizes end at the same stage",
        family.name
    );
    let pairs = few.0.into_iter().zip(many.0);
    let found = pairs.flat_map(|((stage, one), (_, four))| {
        let kinds = [
            ("pieces", one.pieces, four.pieces, ALLOWANCE.pieces),
            ("bytes", one.bytes, four.bytes, ALLOWANCE.bytes),
        ];
        let over = kinds.into_iter();
        let over = over.filter(|(_, one, four, allowance)| *four > MOST * one + allowance);
        over.map(move |(kind, one, four, _)| {
            let (name, n) = (family.name, family.least);
            format!("{name}: {stage}: {one} {kind} at {n}, {four} at {}", 4 * n)
        })
    });
    found.collect()
}

#[test]
fn four_times_the_model_costs_at_most_six_times_as_much() {
    let found: Vec<_> = FAMILIES.iter().flat_map(too_much).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

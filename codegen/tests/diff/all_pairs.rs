//! What every two models of one service have to hold, whichever is the older one.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use serde_json::Value;
use smithwright_codegen::api::Api;
use smithwright_codegen::diff::{Changes, Revision, Verdict, broken, diff, view};
use smithwright_codegen::emit::public_items::{PublicItem, items};
use smithwright_codegen::lower::lower_items;

use crate::model_files::{history, names, old, settings, text};

/// An old model.
struct Model {
    name: String,
    json: Value,
    revision: Revision,
    /// What a crate of it has.
    items: Vec<PublicItem>,
}

impl Model {
    fn read(history: &std::path::Path, name: &str) -> Self {
        let revision = old(history, name);
        let settings = settings();
        let service = settings.iter().find(|one| one.key == revision.key());
        let service = service.expect("a service that is generated");
        let api: Api = lower_items(&revision.model, service);
        Self {
            name: name.to_owned(),
            json: serde_json::from_str(&text(history, name)).expect("JSON"),
            items: items(&api),
            revision,
        }
    }
}

/// Compares models of one service with each other, those whose places in the list are `chosen`.
fn for_pairs(
    test: &str,
    chosen: impl Fn(usize, usize) -> bool,
    check: impl Fn(&Model, &Model, &Changes) + Sync,
) {
    let Some(history) = history(test) else {
        return;
    };
    let names = names(&history);
    let models: Vec<_> = names
        .iter()
        .map(|name| Model::read(&history, name))
        .collect();
    let places = 0..models.len();
    let pairs = places
        .clone()
        .flat_map(|old| places.clone().map(move |new| (old, new)));
    let pairs = pairs.filter(|(old, new)| chosen(*old, *new));
    let pairs = pairs.map(|(old, new)| (&models[old], &models[new]));
    let pairs = pairs.filter(|(old, new)| old.revision.key() == new.revision.key());
    let pairs: Vec<_> = pairs.collect();
    assert!(!pairs.is_empty(), "no models in {}", history.display());
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let check = &check;
    thread::scope(|scope| {
        for share in pairs.chunks(pairs.len().div_ceil(threads)) {
            scope.spawn(move || {
                for (old, new) in share {
                    try_pair(old, new, check);
                }
            });
        }
    });
}

#[track_caller]
fn try_pair(old: &Model, new: &Model, check: &impl Fn(&Model, &Model, &Changes)) {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        check(old, new, &diff(&old.revision, &new.revision));
    }));
    assert!(outcome.is_ok(), "comparing {} with {}", old.name, new.name);
}

/// Each model with each, in both directions, and with itself.
#[test]
fn facts_are_sound() {
    let all = |_, _| true;
    for_pairs("facts_are_sound", all, |old, new, changes| {
        if old.name == new.name {
            assert_eq!(changes.facts, [], "a model and itself");
        }
        let mut ids = BTreeSet::new();
        for fact in &changes.facts {
            assert!(ids.insert(&fact.id), "{} twice", fact.id);
            assert_ne!(fact.old, fact.new, "{}", fact.id);
            assert!(!fact.reason.is_empty(), "{}", fact.id);
            let is_major = fact.verdict == Verdict::Major;
            assert!(!is_major || !fact.items.is_empty(), "{}", fact.id);
            let at = fact.pointer.to_string();
            let mut places = [new.json.pointer(&at), old.json.pointer(&at)].into_iter();
            // What is of no fault and no status of its own has no key to point to.
            assert!(
                places.any(|place| place.is_some()),
                "{} points to {at}",
                fact.id
            );
        }
        let _ = view::text(changes, view::Colours::On);
        let _ = view::markdown(changes);
        let _ = view::github(changes, Some("models"));
        let _ = view::apichanges(changes, &old.revision, &new.revision);
        let _ = view::json(std::slice::from_ref(changes));
    });
}

/// Every line of the old `api.txt` that the new one does not have is of a major fact, and a major fact has
/// nothing else. Each model with the one before it, in both directions; their names are in alphabetical order,
/// so that the newest stands beside the oldest.
#[test]
fn no_break_is_missed() {
    let neighbours = |old: usize, new: usize| old.abs_diff(new) == 1;
    for_pairs("no_break_is_missed", neighbours, |old, new, changes| {
        let lines = |model: &Model| {
            let lines = model.items.iter().map(PublicItem::line);
            lines.collect::<BTreeSet<_>>()
        };
        let (before, after) = (lines(old), lines(new));
        let is_gone = |line: &String| !after.contains(line);
        let broken = broken(&old.revision, &new.revision, changes);
        let mut named = BTreeMap::new();
        for (fact, items) in changes.facts.iter().zip(&broken) {
            assert_eq!(
                fact.verdict == Verdict::Major,
                !items.is_empty(),
                "{}",
                fact.id
            );
            for item in items {
                named.insert(item.line(), &fact.id);
            }
        }
        let missed: Vec<_> = before
            .iter()
            .filter(|line| is_gone(line) && !named.contains_key(*line))
            .collect();
        assert!(missed.is_empty(), "no fact names {missed:#?}");
        // Going through the items of pages has no line.
        let untrue: Vec<_> = named
            .iter()
            .filter(|(line, _)| !is_gone(line) && !line.contains("paginator::"))
            .collect();
        assert!(untrue.is_empty(), "still there: {untrue:#?}");
    });
}

//! The programs that show a break, on two models of a small service that differ in every way that breaks one.
//!
//! `cargo xtask verify-verdicts codegen/tests/diff/witnesses/old codegen/tests/diff/witnesses/new` has them
//! compiled; here they are read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use smithwright_codegen::diff::{Changes, Evidence, Revision, Verdict, broken, diff, evidence};
use smithwright_codegen::load::{Document, Documents};

fn revision(side: &str) -> Revision {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/witnesses");
    let read = |name: &str| {
        let path: PathBuf = folder.join(side).join(name);
        let text = fs::read_to_string(&path);
        (path, text.expect("a document"))
    };
    let names = ["service-2.json", "paginators-1.json", "waiters-2.json"];
    let texts = names.map(read);
    let document = |index: usize| {
        let (file, text) = &texts[index];
        Document { file, text }
    };
    let documents = Documents {
        service: document(0),
        paginators: Some(document(1)),
        waiters: Some(document(2)),
        endpoint_rules: None,
    };
    let read = Revision::read(side, &documents);
    read.unwrap_or_else(|problems| panic!("{problems}"))
}

fn compared() -> (Changes, Evidence) {
    let (old, new) = (revision("old"), revision("new"));
    let changes = diff(&old, &new);
    let evidence = evidence(&old, &new, &changes);
    (
        changes,
        evidence.unwrap_or_else(|problems| panic!("{problems}")),
    )
}

#[test]
fn every_way_to_use_an_item_is_a_program() {
    let (_, evidence) = compared();
    let shown = [
        // What is gone.
        "Client::count_animals()",
        "CountAnimalsInput::builder()",
        "CountAnimalsFluentBuilder::send()",
        "failure::OperationError::FullException",
        "failure::OperationError::is_full_exception()",
        "types::Animal.r#type",
        "AnimalBuilder::child()",
        "AnimalBuilder::r#type()",
        "FeedFluentBuilder::picture()",
        "Kind::Girafe",
        "types::Species",
        "types::error::FullException",
        "paginator::ListAnimalsPaginator::items()",
        "paginator::ListNamesPaginator::page_size()",
        "waiters::Waiters::wait_until_fed()",
        "waiters::fed::FedFluentBuilder::wait()",
        // What has another type.
        "AnimalBuilder::build()",
        "AnimalBuilder::parent()",
        "AnimalBuilder::set_parent()",
        "FeedFluentBuilder::notes()",
        "FeedFluentBuilder::get_when()",
        "FeedOutput::eaten()",
        "FeedOutput.eaten",
        "paginator::ListKeepersPaginator::items()",
    ];
    let programs: BTreeMap<_, _> = evidence
        .witnesses
        .iter()
        .map(|witness| (witness.item.as_str(), witness.program.as_str()))
        .collect();
    let shown = shown.map(|item| programs.get(item).copied().unwrap_or(item));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn every_broken_item_has_a_program() {
    let (changes, evidence) = compared();
    assert_eq!(evidence.unnamed, [""; 0]);
    let ids = changes.with(Verdict::Major).map(|fact| fact.id.as_str());
    let tried = evidence.witnesses.iter().flat_map(|witness| &witness.facts);
    let tried: BTreeSet<_> = tried.map(String::as_str).collect();
    assert_eq!(tried, ids.collect());
}

/// What each fact is blamed for: nothing that is gone for another reason.
#[test]
fn an_item_is_named_where_it_is_broken() {
    let (old, new) = (revision("old"), revision("new"));
    let changes = diff(&old, &new);
    let broken = broken(&old, &new, &changes);
    let facts = changes.facts.iter().zip(&broken);
    let blamed = |part: &str| {
        let named = facts.clone().filter(|(_, items)| {
            let mut items = items.iter();
            items.any(|item| item.path.ends_with(part))
        });
        let ids = named.map(|(fact, _)| format!("{} {}", fact.kind, fact.subject));
        ids.collect::<Vec<_>>()
    };
    assert_eq!(
        blamed("AnimalBuilder::build"),
        ["required-added Animal.Weight"]
    );
    assert_eq!(
        blamed("ListKeepersPaginator::items"),
        ["member-target-changed ListKeepersOutput.Keepers"]
    );
    assert_eq!(
        blamed("ListNamesPaginator::page_size"),
        ["paginator-changed ListNames"]
    );
    assert_eq!(
        blamed("ListAnimalsPaginator::items"),
        ["paginator-removed ListAnimals"]
    );
}

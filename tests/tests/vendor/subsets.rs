//! Every operation of the real services alone.

use std::collections::{BTreeMap, BTreeSet};

use smithwright_codegen::generate;
use smithwright_codegen::placement::Placement;
use tests::{subset, workspace};

/// Of each single operation: the crate is made, and every public item of it is one of the whole crate.
#[test]
fn every_operation_alone_is_a_part_of_the_whole_crate() {
    let models = workspace::root().join("models");
    let whole = generate(&models, &[], &Placement::default());
    let whole = whole.unwrap_or_else(|problems| panic!("{problems}"));
    let whole: BTreeMap<_, _> = whole
        .iter()
        .map(|one| (one.name.as_str(), &one.files))
        .collect();
    let all = subset::all();
    assert_eq!(all.len(), 150);
    for (service, name) in &all {
        let one = subset::generate(service, name);
        assert_eq!(one.api.operations.len(), 1, "{name}");
        let items = whole[*service].get("api.txt").unwrap_or_default();
        let items: BTreeSet<_> = items.lines().map(without_crate).collect();
        for item in one.files.get("api.txt").unwrap_or_default().lines() {
            assert!(items.contains(without_crate(item)), "{name}: {item}");
        }
        let filters = one.files.get("src/expression.rs").is_some();
        assert_eq!(filters, *name == "SearchGameSessions", "{name}");
        let others = all
            .iter()
            .filter(|(of, other)| of == service && !name.contains(other));
        let page = one.files.get("src/client.rs").unwrap_or_default();
        for (_, other) in others {
            assert!(
                !page.contains(&format!("::{other}")),
                "{name} links {other}"
            );
        }
    }
}

/// The item, whatever the crate is called.
fn without_crate(line: &str) -> &str {
    line.split_once("::").map_or("", |(_, item)| item)
}

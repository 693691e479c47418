//! Every operation of the real services alone, and all of them in one folder.

use std::collections::{BTreeMap, BTreeSet};

use smithwright_codegen::generate;
use smithwright_codegen::load::load;
use smithwright_codegen::placement::Placement;
use smithwright_codegen::selection::Selection;
use smithwright_codegen::{check, emit, lower};
use tests::workspace;

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
    let loaded = load(&models, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let mut made = 0;
    for mut loaded in loaded {
        assert!(check::check(&loaded.file, &loaded.model).is_empty());
        let all = &whole[loaded.service.crate_name.as_str()];
        let items: BTreeSet<_> = all.get("api.txt").unwrap_or_default().lines().collect();
        // Nothing of what is printed needs the examples, which need several operations.
        loaded.examples.clear();
        let names: Vec<String> = loaded.model.operations.keys().cloned().collect();
        for name in &names {
            loaded.service.operations = Selection::parse([name.as_str()]).ok();
            let api = lower::lower(&loaded).unwrap_or_else(|problems| panic!("{name}: {problems}"));
            assert_eq!(api.operations.len(), 1, "{name}");
            let files = emit::emit(&api).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            for item in files.get("api.txt").unwrap_or_default().lines() {
                assert!(items.contains(item), "{name}: {item}");
            }
            let others = names.iter().filter(|other| *other != name);
            let page = files.get("src/client.rs").unwrap_or_default();
            for other in others.filter(|other| !name.contains(other.as_str())) {
                let link = format!("::{other}");
                assert!(!page.contains(&link), "{name} links {other}");
            }
            made += 1;
        }
    }
    assert_eq!(made, 150);
}

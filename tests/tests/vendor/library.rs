//! Vendoring by the library, as CONTRIBUTING shows it.

use std::collections::BTreeMap;
use std::path::Path;

use smithwright_codegen::problem::Problems;
use smithwright_codegen::vendor::{Asked, Checkout, NoPackages, Request, plan};
use tests::workspace;

fn vendor(folder: &Path) -> Result<(), Problems> {
    // As in CONTRIBUTING.
    let asked = Asked {
        operations: vec!["CreateGameSession".to_owned(), "Describe*".to_owned()],
        used_by: Vec::new(),
    };
    let request = Request {
        path: "vendor".to_owned(),
        services: BTreeMap::from([("gamelift".to_owned(), asked)]),
        ..Request::default()
    };
    let plan = plan(
        &Checkout::of_this_build(),
        folder,
        Some(request),
        &mut NoPackages,
    )?;
    plan.write(false, &mut |_| {})?;
    // As far as there.
    Ok(())
}

#[test]
fn ten_lines_vendor_a_service() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("vendor");
    vendor(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(
        folder
            .join("gamelift/src/operation/_describe_fleet_events.rs")
            .exists()
    );
    assert!(folder.join("smithwright-runtime/src/lib.rs").exists());
}

#[test]
fn contributing_shows_what_compiles_here() {
    let shown = workspace::read("CONTRIBUTING.md");
    let own = workspace::read("tests/tests/vendor/library.rs");
    let own = own
        .split("    // As in CONTRIBUTING.\n")
        .nth(1)
        .expect("an example");
    let own = own
        .split("    // As far as there.\n")
        .next()
        .expect("its end");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&shown).contains(&words(own)));
}

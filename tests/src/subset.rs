//! Single operations of the real services, generated alone.
//!
//! Never here: what is expected of them.

use std::sync::LazyLock;

use smithwright_codegen::load::{self, Loaded};
use smithwright_codegen::selection::Selection;
use smithwright_codegen::{emit, lower};

use crate::fixture::Fixture;
use crate::workspace;

static SERVICES: LazyLock<Vec<Loaded>> = LazyLock::new(|| {
    let models = workspace::root().join("models");
    load::load(&models, &[]).unwrap_or_else(|problems| panic!("{problems}"))
});

/// Ten that differ in kind: without output, with pages, with a waiter, with labels, with an idempotency token, with
/// sensitive members, with maps, with recursion through many shapes, with hardly anything, with tags.
pub const OF_EACH_KIND: [(&str, &str); 10] = [
    ("gamelift", "CreateFleet"),
    ("gamelift", "DeleteAlias"),
    ("gamelift", "DescribeGameSessionDetails"),
    ("gamelift", "GetComputeAccess"),
    ("gamelift", "StartMatchmaking"),
    ("gamelift", "TagResource"),
    ("gameliftstreams", "CreateStreamGroup"),
    ("gameliftstreams", "GetStreamSession"),
    ("gameliftstreams", "ListStreamSessions"),
    ("gameliftstreams", "TagResource"),
];

/// Every operation of every service, by the service's key.
pub fn all() -> Vec<(&'static str, &'static str)> {
    let services = SERVICES.iter();
    let operations = services.flat_map(|loaded| {
        let names = loaded.model.operations.keys();
        names.map(|name| (loaded.service.key.as_str(), name.as_str()))
    });
    operations.collect()
}

/// The crate of one operation, which is named after it too.
///
/// # Panics
/// When there is no such operation, or something is wrong with it.
#[track_caller]
pub fn generate(service: &str, operation: &str) -> Fixture {
    let mut services = SERVICES.iter();
    let loaded = services.find(|loaded| loaded.service.key == service);
    let mut loaded = loaded.expect("a service").clone();
    assert!(
        loaded.model.operations.contains_key(operation),
        "{operation}"
    );
    loaded.service.crate_name = format!("{service}-{}", operation.to_lowercase());
    loaded.service.operations = Selection::parse([operation]).ok();
    // They call several operations.
    loaded.examples.clear();
    loaded.changelog = None;
    let api = lower::lower(&loaded).unwrap_or_else(|problems| panic!("{operation}: {problems}"));
    let files = emit::emit(&api).unwrap_or_else(|problem| panic!("{operation}: {problem}"));
    Fixture {
        name: loaded.service.crate_name,
        api,
        files,
    }
}

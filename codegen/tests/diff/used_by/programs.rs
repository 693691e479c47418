//! Whole programs: those of this project, those that use everything, and those that are none.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use smithwright_codegen::diff::{Fact, Kind, Program, Revision, Subject, Verdict};
use smithwright_codegen::emit::public_items::{PublicItem, items};
use smithwright_codegen::lower::lower_items;

use super::{CONTAINERS, Pair, marked, program, source};
use crate::model_files::{PAIRS, settings};

/// A program that uses items, by their names where there is a method or field, or by their paths.
fn uses_all(krate: &str, items: &[PublicItem], by_name: bool) -> String {
    let uses = items.iter().map(|item| {
        let path = &item.path;
        let name = path.rsplit("::").next().unwrap_or_default();
        match item.kind {
            "fn" if by_name => format!("x.{name}();\n"),
            "field" if by_name => format!("x.{name};\n"),
            _ => format!("let _ = {krate}::{path};\n"),
        }
    });
    let uses: String = uses.collect();
    format!("fn f(x: {krate}::Client) {{\n{uses}}}")
}

fn all_items(revision: &Revision) -> Vec<PublicItem> {
    let settings = settings();
    let service = settings
        .iter()
        .find(|service| service.key == revision.key());
    items(&lower_items(&revision.model, service.expect("a service")))
}

#[test]
fn who_uses_everything_uses_every_fact_with_items() {
    for pair in PAIRS.into_iter().map_while(Pair::of) {
        let all: Vec<_> = [&pair.was, &pair.is]
            .into_iter()
            .flat_map(all_items)
            .collect();
        for by_name in [true, false] {
            let changes = pair.mark_text(&uses_all(&pair.was.key(), &all, by_name));
            let has_to_do =
                |fact: &&Fact| !fact.items.is_empty() || fact.verdict == Verdict::Behaviour;
            let facts = changes.facts.iter().filter(has_to_do);
            let unused = facts.filter(|fact| !fact.is_used()).map(|fact| &fact.id);
            let unused: Vec<_> = unused.collect();
            assert_eq!(unused, Vec::<&String>::new(), "by name: {by_name}");
        }
    }
}

#[test]
fn who_uses_what_stays_has_nothing_that_breaks() {
    for pair in PAIRS.into_iter().map_while(Pair::of) {
        let after = all_items(&pair.is);
        let after: BTreeSet<_> = after.iter().map(PublicItem::line).collect();
        let mut stays = all_items(&pair.was);
        stays.retain(|item| after.contains(&item.line()));
        let changes = pair.mark_text(&uses_all(&pair.was.key(), &stays, false));
        assert_eq!(marked(&changes, Verdict::Major), Vec::<String>::new());
    }
}

#[test]
fn an_empty_program_uses_nothing() {
    if let Some(pair) = Pair::of(CONTAINERS) {
        assert_eq!(pair.mark(&program(&[source("a.rs", "")], &[])), None);
    }
}

#[test]
fn programs_of_this_project_are_read() {
    let Some(pair) = Pair::of(CONTAINERS) else {
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for file in [
        "tests/official/surface.rs",
        "models/examples/gamelift/start_game_session.rs",
    ] {
        let text = std::fs::read_to_string(root.join(file)).expect("a program");
        let changes = pair.mark(&program(&[source(file, &text)], &[]));
        let changes = changes.expect("a program that names the crate");
        // Neither has to do with containers; both send the id of a fleet, which has become narrower.
        assert_eq!(marked(&changes, Verdict::Major), Vec::<String>::new());
        let pattern = changes.facts.iter().find(|fact| {
            fact.kind == Kind::PatternChanged
                && fact.subject == Subject::Shape("FleetId".to_owned())
        });
        assert!(pattern.is_some_and(Fact::is_used), "{file}");
    }
}

#[test]
fn files_that_are_no_rust_are_told_with_their_line() {
    let deep = format!(
        "fn f() {{\n{}{} }}",
        "(".repeat(100_000),
        ")".repeat(100_000)
    );
    let files = [
        source("good.rs", "#!/usr/bin/env run\nfn f() {}"),
        source("bad.rs", "fn f() {}\nfn {}"),
        source("open.rs", "fn f() {\n"),
        source("deep.rs", &deep),
        source(
            "not.rs",
            &format!("fn f() -> bool {{\n{}true }}", "!".repeat(100_000)),
        ),
        source("inner.rs", "\u{feff}#![allow(dead_code)]\nfn g() {}"),
    ];
    let manifests = [source("Cargo.toml", "[package\n")];
    let (program, problems) = Program::read(&files, &manifests);
    assert_eq!(program.files(), 2);
    let told = problems
        .0
        .iter()
        .map(|p| format!("{}: {}", p.file.display(), p.place));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "bad.rs: line 2",
            "open.rs: line 1",
            "deep.rs: line 2",
            "not.rs: line 2",
            "Cargo.toml: "
        ]
    );
}

/// What the reader of names looks at.
const FRAGMENTS: [&str; 32] = [
    "use ", "type ", "extern ", "crate ", "mod ", "as ", "Self", "self", "a", "r#b", "gamelift",
    "::", ":", "{", "}", "(", ")", "<", ">", "*", ",", ";", "=", ".", "..", "$", "#!", "\"x\"",
    "\n", "'a", "->", "fn f() ",
];

/// What a parser of Rust calls itself for again, without any bracket.
#[test]
fn long_statements_do_not_overflow_the_stack() {
    let repeated = [
        ("fn f() {", "return ", "1 }"),
        ("fn f() {", "a = ", "1; }"),
        ("fn f() { if a {}", " else if a {}", "}"),
        ("use a", "::a", ";"),
        ("fn f() { a", "::a", "; }"),
        ("fn f() -> ", "Box<", "u8"),
    ];
    for (start, part, end) in repeated {
        for times in [1_000, 100_000] {
            let text = format!("{start}{}{end}", part.repeat(times));
            let (_, problems) = Program::read(&[source("a.rs", &text)], &[]);
            let is_long = times > 4_096;
            assert!(!is_long || problems.0.len() == 1, "{part}: {problems}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_stops_the_reader(parts in prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 0..40)) {
        // In a macro, most of it is Rust.
        let text = parts.concat();
        let inside = format!("m! {{ {text} }}");
        let (_, problems) = Program::read(&[source("a.rs", &text), source("b.rs", &inside)], &[]);
        for problem in problems.0 {
            prop_assert!(problem.what.starts_with("this is not Rust"), "{}", problem);
        }
    }
}

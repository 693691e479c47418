//! What the generator makes of each feature of a model: the [`Api`] and the Rust of the files that the
//! feature shows in, as snapshots.
//!
//! A fixture is a folder in `tests/fixtures`, and a line here that names the files to look at. To accept
//! new snapshots, run with `INSTA_UPDATE=always`, and read the difference: a snapshot that nobody read
//! proves nothing. That the Rust compiles is proven beside this file, in `compiles.rs`.

use std::collections::BTreeSet;
use std::fmt::Debug;

use smithwright_codegen::api::Api;
use smithwright_codegen::files::Files;
use tests::{fixture, workspace};

/// A test for each fixture: its name, the folder, and the beginnings of the paths to look at.
macro_rules! fixtures {
    ($($(#[doc = $doc:literal])* $test:ident($folder:literal): $($path:literal),+;)*) => {
        const FIXTURES: &[&str] = &[$($folder),*];

        $(
            $(#[doc = $doc])*
            #[test]
            fn $test() {
                check($folder, &[$($path),+]);
            }
        )*
    };
}

fixtures! {
    /// Every simple type, as a member of an input and of an output.
    scalars("scalars"): "src/operation/_put_score.rs", "src/shapes.rs";
    /// Bytes alone, in a list, in a map, limited and sensitive.
    blobs("blobs"): "src/operation/_put_replay.rs#PutReplayInput", "src/shapes.rs";
    /// Values that begin with a digit, have dots, spaces or quotes, are `Unknown`, or differ in case.
    enum_values("enum-values"): "src/types/_mode.rs";
    /// Lists and maps of everything, lists and maps included.
    collections("collections"): "src/operation/_put_board.rs#PutBoardInput", "src/shapes.rs";
    /// Lists and maps that may hold nulls.
    sparse("sparse"): "src/operation/_put_grid.rs#PutGridInput", "src/shapes.rs";
    /// Unions of everything, in one another, as a payload, sensitive, and with variants without data.
    unions("unions"): "src/operation/_put_move.rs#PutMoveInput", "src/operation/_put_rule.rs#structure!", "src/types/_", "src/types.rs";
    /// Operations on other hosts than the service's, one by a label, and one that is not signed.
    host_prefix("host-prefix"): "src/operation/_#operation!";
    /// Documents alone, in a list, in a map, and as a payload.
    documents("documents"): "src/operation/_put_plan.rs#structure!", "src/operation/_put_note.rs#structure!", "src/primitives.rs", "src/shapes.rs";
    /// Maps with enums as keys.
    map_keys("map-keys"): "src/operation/_put_scores.rs#PutScoresInput", "src/types/_";
    /// Structures that contain themselves: directly, in lists and maps, and by way of one another.
    recursion("recursion"): "src/operation/_put_quest.rs#PutQuestInput", "src/types/_";
    /// Members, shapes, values and an operation that are words of the language.
    reserved_words("reserved-words"): "src/operation/_move_.rs", "src/types/_", "src/types/error/_";
    /// Members that are called like methods which the runtime itself calls.
    taken_methods("taken-methods"): "src/operation/_deal.rs#structure!", "src/types/error/_";
    /// Types that are called like those of the standard library and of the runtime.
    taken_types("taken-types"): "src/types/_", "src/types/error/_", "src/failure.rs";
    /// Operations, a waiter and a service that are called like types and methods which their files use.
    taken_operations("taken-operations"): "src/operation/_option.rs", "src/operation/_string.rs#pub struct", "src/waiters.rs#waiters!", "src/service.rs";
    /// Shapes and values that would have one name.
    twin_names("twin-names"): "src/shapes.rs", "src/types/_phase.rs";
    /// Where one word of a name ends and the next begins.
    words("words"): "src/operation.rs", "src/operation/_#operation!", "src/operation/_#structure!", "src/types/_";
    /// Members that are called otherwise on the wire.
    wire_names("wire-names"): "src/operation/_put_tag.rs#structure!", "src/types/_tag.rs#structure!";
    /// What may not be shown: text, items, keys, values, numbers, enums, whole structures.
    sensitive("sensitive"): "src/operation/_put_secret.rs#structure!", "src/types/_", "src/shapes.rs";
    /// An operation, members, structures and an enum that should no longer be used.
    deprecated("deprecated"): "src/operation/_old_move.rs", "src/types/_";
    /// Members in the path, one of which may hold slashes, and a constant query.
    http_labels("http-labels"): "src/operation/_get_file.rs#GetFileInput";
    /// Members in the query string: simple ones, lists, and a map of any others.
    http_queries("http-queries"): "src/operation/_search.rs#SearchInput";
    /// Members in headers, and the status of the response.
    http_headers("http-headers"): "src/operation/_get_game.rs#structure!", "src/operation/_get_game.rs#operation!";
    /// Members that are the body: a structure, bytes, text.
    http_payloads("http-payloads"): "src/operation/_put_#structure!";
    /// A member that is filled in when absent.
    idempotency_token("idempotency-token"): "src/operation/_create_game.rs#CreateGameInput";
    /// Errors with fields, with other codes, without a message, and such as may be tried again.
    errors("errors"): "src/types/error/_", "src/types/error.rs", "src/failure.rs", "src/testing.rs", "src/operation/_buy.rs#BuyError";
    /// Structures without members.
    empty("empty"): "src/operation/_ping.rs", "src/types/_", "src/shapes.rs";
    /// An operation without input and output, in a service without shapes.
    no_shapes("no-shapes"): "src/operation/_reset.rs#Reset", "src/operation.rs", "src/shapes.rs", "src/types.rs";
    /// Paginators with and without items and limit, and by way of structures.
    paginators("paginators"): "src/operation/_list_#paginator!", "src/operation/_list_all.rs#operation!";
    /// An operation that takes and gives the token of the service's paginators is one of them.
    paginator_completion("paginator-completion"): "src/operation/_list_#paginator!";
    /// Tokens and items that are plain values, and a limit of 64 bits.
    paginator_types("paginator-types"): "src/operation/_list_scores.rs#structure!", "src/operation/_list_scores.rs#paginator!";
    /// Every kind of matcher, with and without a description.
    waiters("waiters"): "src/waiters.rs";
    /// Waiters that look at every item of a list, at lists in the items, at a list of texts, and at whether there are any.
    waiter_lists("waiter-lists"): "src/waiters.rs#waiters!";
    /// The ways to write a point in time, of shapes and of members that override them.
    timestamps("timestamps"): "src/operation/_put_dates.rs#PutDates", "src/shapes.rs";
    /// HTML of every kind that services use, links to items, and texts that look like Markdown.
    docs("docs"): "src/operation/_play.rs", "src/operation/_stop.rs#operation!", "src/types/_", "src/types/error/_";
    /// Every kind of constraint.
    constraints("constraints"): "src/operation/_join.rs#pub struct", "src/shapes.rs";
    /// Patterns that cannot be said in Rust: the front page lists them, the table has no translation.
    unchecked_patterns("unchecked-patterns"): "src/lib.rs#cannot be said", "src/shapes.rs", "src/operation/_join.rs#pub struct";
    /// Required members, where all are optional to clients and where they are plain values.
    required("required"): "src/operation/_book.rs#Book", "src/types/_seat.rs", "src/types/error/_full.rs";
    /// One of two operations, and nothing that only the other reaches.
    selection("selection"): "src/operation", "src/types", "src/failure.rs", "src/shapes.rs";
    /// One structure as the input, the output and a part of several operations.
    shared_structures("shared-structures"): "src/operation/_get_hero.rs#structure!", "src/types/_";
    /// A service that speaks several protocols and has a name that needs quotes.
    protocols("protocols"): "src/service.rs", "src/meta.rs", "Cargo.toml", "README.md";
    /// Rules with conditions, a tree, headers, properties and an error.
    endpoint_rules("endpoint-rules"): "src/endpoint_rules.rs";
}

#[track_caller]
fn check(folder: &str, paths: &[&str]) {
    for service in fixture::generate(folder) {
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format!("{}.api", service.name), view(&service.api));
            insta::assert_snapshot!(format!("{}.rust", service.name), rust(&service.files, paths));
        });
    }
}

/// What the files say at these places: `src/types/_` is every file whose path begins so, and
/// `src/waiters.rs#waiters!` is of such files the items that have the word in them.
#[track_caller]
fn rust(files: &Files, places: &[&str]) -> String {
    let mut shown = String::new();
    for place in places {
        let (path, word) = place.split_once('#').unwrap_or((place, ""));
        let before = shown.len();
        for (file, text) in files
            .iter()
            .filter(|(file, _)| file.to_string_lossy().starts_with(path))
        {
            // The first line says that the file is generated, and is the same in all of them.
            let items = text.lines().skip(1).collect::<Vec<_>>().join("\n");
            let items: Vec<_> = top_level(&items)
                .filter(|item| item.contains(word))
                .collect();
            if !items.is_empty() {
                shown += &format!("==== {}\n\n{}\n\n", file.display(), items.join("\n\n"));
            }
        }
        assert!(shown.len() > before, "there is nothing at {place}");
    }
    shown
}

/// The items of a file: between blank lines, and not indented.
fn top_level(text: &str) -> impl Iterator<Item = &str> {
    let is_start = |at: &usize| {
        let rest = &text[at + 2..];
        !rest.starts_with([' ', '}', '\n'])
    };
    let starts: Vec<_> = text
        .match_indices("\n\n")
        .map(|(at, _)| at)
        .filter(is_start)
        .collect();
    let ends = starts.clone().into_iter().chain([text.len()]);
    let items = std::iter::once(0)
        .chain(starts)
        .zip(ends)
        .map(|(start, end)| text[start..end].trim());
    items.filter(|item| !item.is_empty())
}

/// What a Rust user sees of the model, without what every crate has.
fn view(api: &Api) -> String {
    let parts = [
        part("shapes", &api.shapes),
        part("enums", &api.enums),
        part("structures", &api.structures),
        part("errors", &api.errors),
        part("operations", &api.operations),
        part("waiters", &api.waiters),
    ];
    parts.concat()
}

fn part<T: Debug>(title: &str, items: &[T]) -> String {
    let items = items
        .iter()
        .map(|item| folded(&format!("{item:#?}")) + "\n");
    let items: String = items.collect();
    if items.is_empty() {
        items
    } else {
        format!("==== {title}\n{items}\n")
    }
}

/// The widest line that [`folded`] makes of several.
const WIDTH: usize = 140;

/// The output of `{:#?}` with short values on one line, and without the fields that say nothing.
fn folded(debug: &str) -> String {
    let mut told = Told::default();
    let mut lines: Vec<String> = Vec::new();
    for line in debug.lines().filter(|line| told.is_news(line.trim())) {
        lines.push(line.to_owned());
        let indent = line.len() - line.trim_start().len();
        let closes = line.trim_start().starts_with(['}', ']', ')']);
        let opens = |line: &String| {
            line.len() - line.trim_start().len() == indent && line.ends_with(['{', '[', '('])
        };
        if closes && let Some(start) = lines.iter().rposition(opens) {
            let one = on_one_line(&lines[start..]);
            if one.len() <= WIDTH {
                lines.truncate(start);
                lines.push(one);
            }
        }
    }
    lines.join("\n")
}

/// What the fields of an item said so far, from which others usually follow.
#[derive(Default)]
struct Told {
    name: String,
    model_name: String,
}

impl Told {
    /// Whether a line of `{:#?}` says anything that is unusual.
    fn is_news(&mut self, line: &str) -> bool {
        const USUAL: [&str; 8] = [
            "location: Body",
            "optional: true",
            "has_input: true",
            "http_code: 200",
            "None",
            "false",
            "\"\"",
            "[]",
        ];
        let Some((key, value)) = line.trim_end_matches(',').split_once(": ") else {
            return true;
        };
        let text = value.trim_matches('"');
        let Self { name, model_name } = self;
        match key {
            "name" | "field" => text.trim_start_matches("r#").clone_into(name),
            "model_name" => text.clone_into(model_name),
            _ => {}
        }
        let follows = match key {
            "setter" => text == format!("set_{name}"),
            "getter" => text == format!("get_{name}"),
            "wire_name" => text == model_name,
            "builder" => text == format!("{name}Builder"),
            // The page of an operation in the AWS reference, and the crate that has the same name as there.
            "reference" | "official_crate" => true,
            _ => false,
        };
        !follows
            && !USUAL
                .iter()
                .any(|usual| *usual == value || *usual == line.trim_end_matches(','))
    }
}

fn on_one_line(lines: &[String]) -> String {
    let [first, inner @ .., last] = lines else {
        return lines.concat();
    };
    let inner: Vec<_> = inner.iter().map(|line| line.trim_start()).collect();
    let inner = inner.join(" ");
    let inner = inner.trim_end_matches(',');
    let space = if first.ends_with('{') && !inner.is_empty() {
        " "
    } else {
        ""
    };
    format!("{first}{space}{inner}{space}{}", last.trim_start())
}

#[test]
fn every_fixture_has_a_test_and_every_snapshot_a_fixture() {
    let tested: Vec<_> = FIXTURES
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(fixture::names(), tested);
    let services = tested.iter().flat_map(|folder| fixture::generate(folder));
    let expected: BTreeSet<_> = services
        .flat_map(|service| ["api", "rust"].map(|kind| format!("{}.{kind}.snap", service.name)))
        .collect();
    let snapshots = workspace::files_below(&workspace::root().join("tests/tests/snapshots"));
    let snapshots: BTreeSet<_> = snapshots
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        // What insta leaves for review says nothing of what is there.
        .filter(|name| !name.ends_with(".snap.new"))
        .collect();
    assert_eq!(snapshots, expected);
}

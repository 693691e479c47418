//! Text of models and packages is text, wherever it lands.
//!
//! Every string and every key of a small and complete service is spoilt with every [`HOSTILE`] text. Either
//! that is a problem with its place, or the crate has what it had: the same items, tables, code blocks, and
//! no markup of anybody's. Places that stay silent are spoilt together, so that a crate is emitted once for
//! each text; a failure is looked for one by one.

mod crates;
mod places;
mod service;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::text::is_hidden;

use crate::crates::Shape;
use crate::places::Place;
use crate::service::Sources;

/// Texts that were, or could be, more than text somewhere.
const HOSTILE: [&str; 15] = [
    // Rust
    "\n}\npub fn injected() -> u8 { 42 }\n//",
    "\"; pub fn injected() {} // \"#; r#\" */ pub fn injected() {} /* {} {0} {{ \\",
    // what rustc refuses, what drives a terminal, what ends a line
    "\u{202e}abc\u{2066}",
    "\r\0",
    "\u{1b}[31m\u{7}\u{9b}1m\u{2028}\u{85}\u{feff}",
    // Markdown and HTML
    "\n\n```\nstd::process::exit(1)\n```\n",
    "\n\n    std::process::exit(1)\n",
    "`",
    "``` ~~~ `a``b```",
    "[x](javascript:alert) ![x](y) [z]: w <javascript:alert>",
    "<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#96;&#96;&#96;",
    "# 1. - > | a |\n|---|\n# b\n***",
    // TOML, workflow logs
    "\"\n[dependencies.evil]\nversion = \"1\n::error::x\n##[error]y",
    // URLs
    "/../?a#b%00 \u{1f600}\u{e9}",
];

/// Texts for documentation, which is HTML: what is written in it, read again as Markdown or as Rust.
const HOSTILE_HTML: [&str; 8] = [
    "<pre>```\n&lt;script&gt;alert(1)&lt;/script&gt;\n</pre>",
    "<pre>\n```\nstd::process::exit(1)\n```</pre>",
    "<pre>- **ON** &lt;script&gt;alert(1)&lt;/script&gt;</pre>",
    "<ul><li><code>ON: - &lt;script&gt;alert(1)&lt;/script&gt;</code></li></ul>",
    "<ul><li><b><code>ON** &lt;script&gt;</code></b> x</li></ul>",
    "<ul><li><pre>ON: &lt;script&gt;\n    x\n\n```rust\ny</pre></li></ul>",
    "<a href=\"javascript:alert(1)\">x</a> <a href=\"https://x.example/)<script>\">y</a>",
    "<p>a</p><p>&#32;&#32;&#32;&#32;std::process::exit(1)</p><table><tr><td>`|`</td></tr></table>",
];

#[test]
fn hostile_text_comes_out_as_text() {
    let sources = Sources::new();
    let mut places = sources.places();
    assert!(places.len() > 400, "{} places", places.len());
    // The keys of a format are known or not, and names are letters, whatever the text: once is enough.
    let once = ["is not a known key", "is not a name in Smithy"];
    places.retain(|place| {
        let problems = problems(&sources, &[place], HOSTILE[0]);
        let mut problems = problems.iter();
        !problems.any(|problem| once.iter().any(|what| problem.what.contains(what)))
    });
    let expected = generated(&sources).unwrap_or_else(|problems| panic!("{problems}"));
    let accepted = AtomicUsize::new(0);
    let documentation = places.iter().filter(|place| place.is_documentation());
    let documentation = documentation.cloned().collect::<Vec<_>>();
    let texts = HOSTILE.iter().map(|text| (text, &places));
    let texts = texts.chain(HOSTILE_HTML.iter().map(|text| (text, &documentation)));
    let texts = texts.collect::<Vec<_>>();
    std::thread::scope(|scope| {
        for texts in texts.chunks(texts.len().div_ceil(4)) {
            let (sources, expected, accepted) = (&sources, &expected, &accepted);
            scope.spawn(move || {
                for (text, places) in texts {
                    let count = check(sources, places, text, expected);
                    accepted.fetch_add(count, Ordering::Relaxed);
                }
            });
        }
    });
    let accepted = accepted.into_inner();
    assert!(accepted > 500, "{accepted} texts were accepted somewhere");
}

/// Spoils every place with a text; returns how many of them take it.
#[track_caller]
fn check(sources: &Sources, places: &[Place], text: &str, expected: &Crate) -> usize {
    let mut silent = silent_places(sources, places, text);
    let count = silent.len();
    if let Some(mut fault) = faults(sources, &silent, text, expected) {
        // All of them together went wrong: half of them do as well, down to one.
        loop {
            let halves = silent.chunks(silent.len().div_ceil(2).max(1));
            let found = halves
                .filter(|half| half.len() < silent.len())
                .find_map(|half| {
                    let fault = faults(sources, half, text, expected)?;
                    Some((half.to_vec(), fault))
                });
            let Some((half, smaller)) = found else { break };
            (silent, fault) = (half, smaller);
        }
        let places: Vec<_> = silent.iter().map(ToString::to_string).collect();
        panic!("{text:?} at {}: {fault}", places.join(" and "));
    }
    count
}

/// The places at which a text is no problem. All strings are spoilt at once, and all keys of one level, because
/// everything that is wrong is said at once: a place of which something is said is done with.
#[track_caller]
fn silent_places<'p>(sources: &Sources, places: &'p [Place], text: &str) -> Vec<&'p Place> {
    let mut groups: BTreeMap<_, Vec<&Place>> = BTreeMap::new();
    for place in places {
        groups.entry(place.level()).or_default().push(place);
    }
    let mut silent = Vec::new();
    for mut open in groups.into_values() {
        while !open.is_empty() {
            let problems = problems(sources, &open, text);
            if problems.is_empty() {
                silent.append(&mut open);
            }
            let told = |place: &Place, relation: fn(&str, &str) -> bool| {
                let at = place.pointer(text);
                problems.iter().any(|one| relation(&one.place, &at))
            };
            let before = open.len();
            open.retain(|place| !told(place, is_within));
            if open.len() < before {
                continue;
            }
            // What is said is about more than a place, or about what the text of another made wrong.
            let is_suspect = |place: &&Place| told(place, |told, at| is_within(at, told));
            let (mut suspects, rest): (Vec<_>, Vec<_>) = open.into_iter().partition(is_suspect);
            open = rest;
            if suspects.is_empty() {
                suspects.append(&mut open);
            }
            suspects.retain(|place| self::problems(sources, &[place], text).is_empty());
            silent.append(&mut suspects);
        }
    }
    silent
}

/// Whether a place is that other one, or below it.
fn is_within(place: &str, other: &str) -> bool {
    let below = place.strip_prefix(other);
    !other.is_empty() && below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

#[test]
fn text_too_long_for_a_name_is_a_problem() {
    let sources = Sources::new();
    let long = "a".repeat(300);
    let places = sources.places();
    let silent = silent_places(&sources, &places, &long);
    // What takes it is no name: no file is called after it.
    let files = generated(&sources.spoilt(&silent, &long));
    let files = files.unwrap_or_else(|problems| panic!("{problems}"));
    let expected = generated(&sources).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(files.paths().eq(expected.paths()));
}

/// What is said about a text at some places: each with a place, and so that it can be read.
#[track_caller]
fn problems(sources: &Sources, places: &[&Place], text: &str) -> Vec<Problem> {
    let Err(Problems(problems)) = sources.spoilt(places, text).lowered() else {
        return Vec::new();
    };
    assert!(!problems.is_empty(), "{text:?} no reason is given");
    for problem in &problems {
        let shown = problem.to_string();
        // The place of a whole document is empty.
        let is_whole = problem.what.ends_with("` is missing");
        assert!(!problem.file.as_os_str().is_empty(), "{text:?} {shown}");
        assert!(is_whole || !problem.place.is_empty(), "{text:?} {shown}");
        let [first, second] = shown.lines().collect::<Vec<_>>()[..] else {
            panic!("{text:?} {shown}");
        };
        assert!(second.starts_with("    fix: "), "{text:?} {shown}");
        assert!(
            !format!("{first}{second}").contains(is_hidden),
            "{text:?} {shown}"
        );
    }
    problems
}

/// What a crate shows of its source.
fn generated(sources: &Sources) -> Result<Crate, Problems> {
    let files = sources.generated()?;
    let shapes = files
        .iter()
        .map(|(path, text)| (path.display().to_string(), Shape::of(path, text)));
    Ok(Crate(shapes.collect()))
}

/// What is found in each file of a crate.
struct Crate(BTreeMap<String, Result<Shape, String>>);

impl Crate {
    fn paths(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }
}

/// How the crate differs from what it is without the text.
fn faults(sources: &Sources, places: &[&Place], text: &str, expected: &Crate) -> Option<String> {
    let found = match generated(&sources.spoilt(places, text)) {
        Ok(found) => found,
        Err(problems) => return Some(format!("one by one there is no problem: {problems}")),
    };
    if !found.paths().eq(expected.paths()) {
        let paths: Vec<_> = found.paths().cloned().collect();
        return Some(format!("other files: {}", paths.join(", ")));
    }
    let mut pairs = found.0.iter().zip(expected.0.values());
    pairs.find_map(|((path, found), expected)| {
        let expected = expected.as_ref().expect("it is sound without the text");
        match found {
            Err(fault) => Some(format!("{path}: {fault}")),
            Ok(found) => found.differs(expected).map(|how| format!("{path}: {how}")),
        }
    })
}

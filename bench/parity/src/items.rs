//! Compares what users can name: modules, types, variants, fields, methods with their signatures, implemented traits.
//!
//! What the official crates have is found by rustdoc, written down as a program that uses each item by the signature
//! that it has there, and compiled with both sides: so rustc decides what "the same signature" is, through aliases,
//! generics and macros, and a user's program is what is tried. What ours has beyond is a comparison of
//! names, which needs both sides' documentation.
//!
//! rustdoc writes JSON on nightly only; a stable one does with `RUSTC_BOOTSTRAP`, which it alone gets to see
//! ([`documentation`]), so that nothing is built by another compiler than users have.
//! Never here: what is expected to differ.

mod documentation;
mod names;
mod rust;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use self::documentation::Documentation;
pub(crate) use self::documentation::as_rustdoc;
use crate::Outcome;
use crate::differences::Difference;
use crate::folder::{Folder, write_if_changed};
use crate::package::{Programs, Side};

/// The crates, by the name that programs have for them, and the package of ours.
const CRATES: [(&str, &str); 2] = [
    ("aws_sdk_gamelift", "gamelift"),
    ("aws_sdk_gameliftstreams", "gameliftstreams"),
];

/// What both of ours show items of.
const RUNTIME: &str = "smithwright-runtime";

/// How often what does not compile is taken out, until the rest does: rustc looks for names, types and loans in turns.
const ROUNDS: usize = 12;

/// Compares the public items of both services.
pub(crate) fn compare(folder: &Folder) -> Result<Outcome, String> {
    let program = folder.inside("uses").join("main.rs");
    write_if_changed(&program, "fn main() {}\n")?;
    let programs = Programs::from([("uses".to_owned(), program)]);
    let official = folder.write("uses", Side::Official, &programs)?;
    let ours = folder.write("uses", Side::Ours, &programs)?;
    let runtime = Documentation::of(folder, &ours, RUNTIME, true)?;

    let mut outcome = Outcome::default();
    let mut uses = Vec::new();
    for (name, package) in CRATES {
        let theirs = Documentation::of(folder, &official, &name.replace('_', "-"), false)?;
        let own = Documentation::of(folder, &ours, package, true)?;
        uses.extend(uses::of(name, &theirs));
        let known = names::of(&theirs, &[]);
        let mut found = names::of(&own, &[&runtime]);
        found.retain(|item, _| !known.contains_key(item));
        for (item, kind) in topmost(&found) {
            outcome.differences.push(Difference {
                place: format!("{name}::{item}: extra"),
                official: "nothing".to_owned(),
                ours: kind.to_owned(),
            });
        }
    }
    println!("{} uses of public items", uses.len());
    // A line that does not compile there is none that anybody has written.
    let unsaid = failing(folder, Side::Official, &programs, &uses)?;
    println!(
        "{} of them cannot be said outside of the crate",
        unsaid.len()
    );
    let uses: Vec<_> = uses
        .into_iter()
        .enumerate()
        .filter(|(line, _)| !unsaid.contains_key(line))
        .map(|(_, item)| item)
        .collect();
    let failing = failing(folder, Side::Ours, &programs, &uses)?;
    outcome.equal = uses.len() - failing.len();
    for (line, error) in failing {
        outcome.differences.push(Difference {
            place: uses[line].place.clone(),
            official: uses[line].code.clone(),
            ours: error,
        });
    }
    Ok(outcome)
}

/// Items without those that are inside of others.
fn topmost(items: &BTreeMap<String, &'static str>) -> Vec<(String, &'static str)> {
    let is_inside = |item: &str| {
        let outer = item.rsplit_once("::").map(|(outer, _)| outer);
        outer.is_some_and(|outer| items.contains_key(outer))
    };
    let items = items.iter().filter(|(item, _)| !is_inside(item));
    items.map(|(item, kind)| (item.clone(), *kind)).collect()
}

/// The uses that do not compile with a side, by their number, with what the compiler says.
fn failing(
    folder: &Folder,
    side: Side,
    programs: &Programs,
    uses: &[uses::Use],
) -> Result<BTreeMap<usize, String>, String> {
    let mut failing = BTreeMap::new();
    for _ in 0..ROUNDS {
        let new = round(folder, side, programs, uses, &failing)?;
        if new.is_empty() {
            return Ok(failing);
        }
        failing.extend(new);
    }
    Err(format!(
        "after {ROUNDS} rounds there are still uses that do not compile, {side:?}"
    ))
}

fn round(
    folder: &Folder,
    side: Side,
    programs: &Programs,
    uses: &[uses::Use],
    failing: &BTreeMap<usize, String>,
) -> Result<BTreeMap<usize, String>, String> {
    let lines = uses.iter().enumerate().map(|(number, item)| {
        let code = if failing.contains_key(&number) {
            ""
        } else {
            &item.code
        };
        format!("{code}\n")
    });
    let text: String = lines.collect();
    write_if_changed(
        &folder.inside("uses").join("main.rs"),
        &format!("{}\n{text}", uses::OPENING),
    )?;
    let package = folder.write("uses", side, programs)?;
    let mut cargo = folder.cargo(&package);
    cargo.args([
        "rustc",
        "--bin",
        "uses",
        "--message-format=json",
        "--",
        "--emit=metadata",
    ]);
    let output = cargo
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut new: BTreeMap<usize, String> = BTreeMap::new();
    let mut elsewhere = BTreeSet::new();
    for message in messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
    {
        let message = &message["message"];
        if message["level"] != "error" {
            continue;
        }
        let text = message["message"].as_str().unwrap_or_default();
        match line_of(message)
            .and_then(|line| line.checked_sub(2))
            .filter(|line| *line < uses.len())
        {
            Some(line) => new.entry(line).or_default().extend([text, "; "]),
            None => drop(elsewhere.insert(text.to_owned())),
        }
    }
    if !output.status.success() && new.is_empty() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "the uses do not compile, {side:?}: {elsewhere:?}\n{said}"
        ));
    }
    Ok(new)
}

/// The line of the program that an error is about.
fn line_of(message: &Value) -> Option<usize> {
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    span["line_start"].as_u64()?.try_into().ok()
}

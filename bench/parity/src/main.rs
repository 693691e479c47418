//! Holds the generated crates against the official ones: public items, programs, calls, and calls of our fake.
//!
//! Started by `cargo xtask parity`, whose `--help` says what is compared and how. Arguments: the folder to build in,
//! then options. Never here: how one of them is compared.

mod calls;
mod fake;
mod folder;
mod items;
mod printed;
mod programs;
mod wire;

// The tests compile these as well, to run the programs with ours alone.
#[allow(unreachable_pub, reason = "it is public there")]
#[path = "../../../tests/src/differences.rs"]
mod differences;
#[allow(unreachable_pub, reason = "it is public there")]
#[path = "../../../tests/src/programs.rs"]
mod package;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::differences::{Difference, Rules};
use crate::folder::Folder;

/// What was compared, and what differs.
#[derive(Debug, Default)]
struct Outcome {
    /// How many comparisons found no difference.
    equal: usize,
    /// The differences that were found.
    differences: Vec<Difference>,
    /// What else is wrong, a line each.
    failures: Vec<String>,
}

/// One of the comparisons.
struct Comparison {
    name: &'static str,
    /// The file with its rules, in `bench/parity/rules`.
    rules: &'static str,
    run: fn(&Folder) -> Result<Outcome, String>,
}

const COMPARISONS: [Comparison; 4] = [
    Comparison {
        name: "programs",
        rules: "programs.toml",
        run: programs::compare,
    },
    Comparison {
        name: "wire",
        rules: "wire.toml",
        run: wire::compare,
    },
    Comparison {
        name: "fake",
        rules: "fake.toml",
        run: fake::compare,
    },
    Comparison {
        name: "items",
        rules: "items.toml",
        run: items::compare,
    },
];

/// The most differences of one aspect that are printed: what a place ends with.
const MOST_SHOWN: usize = 10;

fn main() -> ExitCode {
    if let Some(code) = items::as_rustdoc() {
        return code;
    }
    let mut arguments = std::env::args().skip(1);
    let Some(built) = arguments.next().map(PathBuf::from) else {
        eprintln!("error: give the folder to build in; or run `cargo xtask parity`");
        return ExitCode::from(2);
    };
    let options: Vec<String> = arguments.collect();
    let only = options.iter().find(|option| !option.starts_with("--"));
    let folder = match Folder::new(&built, options.iter().any(|option| option == "--record")) {
        Ok(folder) => folder,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut failed) = (0, 0);
    for comparison in &COMPARISONS {
        if only.is_none_or(|only| only == comparison.name) {
            match compare(comparison, &folder) {
                Ok((equal, different)) => {
                    passed += equal;
                    failed += different;
                }
                Err(error) => {
                    println!("FAILED {}: {error}", comparison.name);
                    failed += 1;
                }
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    ExitCode::from(u8::from(failed > 0))
}

/// Runs a comparison and prints what no rule accounts for. How many comparisons were as expected, and how many not.
fn compare(comparison: &Comparison, folder: &Folder) -> Result<(usize, usize), String> {
    let file = format!("bench/parity/rules/{}", comparison.rules);
    let mut rules = Rules::read(&file, &folder.read(&file)?)?;
    let outcome = (comparison.run)(folder)?;
    let (mut passed, mut failed) = (outcome.equal, outcome.failures.len());
    let mut unexpected: BTreeMap<&str, usize> = BTreeMap::new();
    for difference in &outcome.differences {
        if rules.account_for(difference) {
            passed += 1;
            continue;
        }
        failed += 1;
        let aspect = difference.place.rsplit(": ").next().unwrap_or_default();
        let shown = unexpected.entry(aspect).or_default();
        *shown += 1;
        if *shown <= MOST_SHOWN {
            println!("{difference}");
        }
    }
    for (aspect, count) in unexpected {
        if count > MOST_SHOWN {
            println!("and {} more of {aspect}", count - MOST_SHOWN);
        }
    }
    for failure in &outcome.failures {
        println!("FAILED {failure}");
    }
    for failure in rules.unused() {
        failed += 1;
        println!("FAILED {failure}");
    }
    println!("{}: {} equal", comparison.name, outcome.equal);
    for line in rules.summary() {
        println!("{line}");
    }
    Ok((passed, failed))
}

//! Compiles and runs programs with both sides, and compares what they print.
//!
//! What the official side prints is kept in `bench/programs/recorded`, so that the tests can hold ours against it
//! without the official crates. Never here: the programs.

use std::collections::BTreeMap;
use std::fs;

use crate::Outcome;
use crate::differences::{Difference, of_lines};
use crate::folder::{Folder, write_if_changed};
use crate::package::{self, Programs, Side};

/// Where what the official side prints is kept.
const RECORDED: &str = "bench/programs/recorded";

/// Runs all programs with both sides.
pub(crate) fn compare(folder: &Folder) -> Result<Outcome, String> {
    let unreadable = |error| format!("the programs cannot be read: {error}");
    let mut programs = package::own(&folder.root).map_err(unreadable)?;
    match package::of_data().map_err(unreadable)? {
        Some(others) => programs.extend(others),
        None => println!("skipped: parity-programs: SMITHWRIGHT_DATA is not set"),
    }
    let official = printed(folder, Side::Official, &programs)?;
    let ours = printed(folder, Side::Ours, &programs)?;
    let mut outcome = Outcome::default();
    for (name, printed) in &official {
        let expected = match printed {
            Ok(text) => text,
            Err(error) => {
                let what = format!("{name} does not compile with the official crates:\n{error}");
                outcome.failures.push(what);
                continue;
            }
        };
        outcome
            .failures
            .extend(check_recorded(folder, name, expected)?);
        let differences = match ours.get(name) {
            Some(Ok(text)) => of_lines(name, expected, text),
            other => vec![Difference {
                place: format!("{name}: compiles"),
                official: "yes".to_owned(),
                ours: other.map_or_else(String::new, |other| {
                    other.clone().unwrap_or_else(|error| error)
                }),
            }],
        };
        if differences.is_empty() {
            outcome.equal += 1;
        }
        outcome.differences.extend(differences);
    }
    Ok(outcome)
}

/// What each program prints with a side, or what the compiler says. They are run before the other side's are built, which
/// stand in the same place.
fn printed(
    folder: &Folder,
    side: Side,
    programs: &Programs,
) -> Result<BTreeMap<String, Result<String, String>>, String> {
    let built = folder.build("programs", side, programs)?;
    let printed = programs.keys().map(|name| {
        let printed = match built.executables.get(name) {
            Some(executable) => Ok(package::run(executable)?),
            None => Err(built.errors.get(name).cloned().unwrap_or_default()),
        };
        Ok((name.clone(), printed))
    });
    printed.collect()
}

/// What is wrong with what was kept of a program's output; keeps it where that was asked for.
fn check_recorded(folder: &Folder, name: &str, printed: &str) -> Result<Option<String>, String> {
    let path = folder.root.join(RECORDED).join(format!("{name}.txt"));
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    if recorded == printed {
        return Ok(None);
    }
    if folder.record {
        return write_if_changed(&path, printed).map(|()| None);
    }
    let what = "is not what the official crates print: run `cargo xtask parity --record`";
    Ok(Some(format!("{RECORDED}/{name}.txt {what}")))
}

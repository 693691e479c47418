//! `cargo xtask regenerate`: writes the crates of the models, or says how they differ.
//!
//! Standard output carries the result, which is the diff and one line for each crate; standard
//! error carries progress and problems. Never here: what is generated, and how it is written.

use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use smithwright_codegen::files::{Comparison, Crates, Doing, FileEdit, Output, Scope, Step};
use smithwright_codegen::medium::terminal::shown;
use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::update::cargo_lock;
use smithwright_codegen::{GeneratedCrate, generate};

use crate::print::{self, told};
use crate::status::Status;
use crate::{unified_diff, workspace};

/// The lock files that name the versions of the crates, beside the folder of the crates.
const LOCKS: [&str; 2] = ["Cargo.lock", "bench/Cargo.lock"];

/// Turn the models into client crates
///
/// Writes the files that changed and removes those that are no longer generated, one whole crate
/// at a time. A file that was not generated stops the run before anything is written.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask regenerate                     write every crate
  cargo xtask regenerate gamelift            write one, leave the others alone
  cargo xtask regenerate --check             write nothing, show what would change
  cargo xtask regenerate --check | git apply --stat

Exit codes:
  0  the crates are up to date now
  1  the models have problems, a file could not be written, or --check found a difference
  2  the command line is wrong")]
pub(crate) struct Args {
    /// The services to generate, as named in services.toml [default: all of them]
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,

    /// Write nothing; print a unified diff of what would change, and exit 1 if there is one
    #[arg(long)]
    check: bool,

    /// The folder of models [default: models/ of the workspace]
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,

    /// The folder that holds the crates [default: generated/ of the workspace]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Runs the command, prints what came of it, and says so in the exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let outcome = match regenerate(args) {
        Ok(outcome) => outcome,
        Err(problems) => {
            let number = count(problems.0.len(), "problem");
            print::tell_lines(&format!("{problems}\n\nerror: {number}"));
            return ExitCode::FAILURE;
        }
    };
    if let Err(failure) = told(outcome.print(args, &mut io::stdout().lock())) {
        return failure;
    }
    if args.check && outcome.differs() {
        print::tell(&format!("error: {}", outcome.what_to_do()));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// What a run found or changed.
struct Outcome {
    output: Output,
    comparisons: Vec<Comparison>,
    /// What the crates cannot check, a line each.
    unchecked: Vec<String>,
}

fn regenerate(args: &Args) -> Result<Outcome, Problems> {
    let mut status = Status::new();
    let output = Output::new(given_or(args.output.as_ref(), "generated")?);
    status.show("generating");
    let models = given_or(args.models.as_ref(), "models")?;
    let placement = workspace::placement(output.root())?;
    let crates = generate(&models, &args.services, &placement)?;
    let files: Crates<'_> = crates
        .iter()
        .map(|one| (one.name.as_str(), &one.files))
        .collect();
    let scope = if args.services.is_empty() {
        Scope::Whole
    } else {
        Scope::Generated
    };
    let comparisons = if args.check {
        status.show("comparing");
        output.check(&files, scope)?
    } else {
        let beside = locks(output.root(), &versions(&crates))?;
        let mut progress = |step: Step<'_>| status.show(&doing(step));
        let written = output.write_beside(&files, scope, &beside, &mut progress)?;
        written.left_behind.finish(written.comparisons)?
    };
    Ok(Outcome {
        output,
        comparisons,
        unchecked: unchecked(&crates),
    })
}

/// A folder that was named, or else that of the checkout.
pub(crate) fn given_or(given: Option<&PathBuf>, name: &str) -> Result<PathBuf, Problem> {
    given.map_or_else(|| workspace::folder(name), |given| Ok(given.clone()))
}

/// The lock files of cargo with these versions of crates. One that is not there is not needed; without them, cargo
/// would refuse `--locked` until it has run without.
pub(crate) fn locks(output: &Path, versions: &[(&str, &str)]) -> Result<Vec<FileEdit>, Problem> {
    let beside = output.parent().unwrap_or(output);
    let mut edits = Vec::new();
    for path in LOCKS.map(|name| beside.join(name)) {
        let Ok(old) = fs::read_to_string(&path) else {
            continue;
        };
        let new = cargo_lock(&path, &old, versions)?;
        if new != old {
            edits.push(FileEdit { path, old, new });
        }
    }
    Ok(edits)
}

/// The crates and their versions.
fn versions(crates: &[GeneratedCrate]) -> Vec<(&str, &str)> {
    let crates = crates.iter();
    crates
        .map(|one| (one.name.as_str(), one.version.as_str()))
        .collect()
}

/// What the crates cannot check, a line each.
pub(crate) fn unchecked(crates: &[GeneratedCrate]) -> Vec<String> {
    let unchecked = crates.iter().flat_map(|one| {
        let patterns = one.unchecked_patterns.iter();
        patterns.map(|of| {
            let (name, shape, pattern, reason) = (&one.name, &of.shape, &of.pattern, &of.reason);
            let line = format!("{name}: not checked: the pattern of {shape}, {pattern}: {reason}");
            shown(&line)
        })
    });
    unchecked.collect()
}

impl Outcome {
    fn differs(&self) -> bool {
        let mut comparisons = self.comparisons.iter();
        comparisons.any(|one| !one.differences.is_empty())
    }

    /// How what differs is mended. What was not generated stops a run that writes.
    fn what_to_do(&self) -> String {
        let root = self.output.root().display();
        let foreign: usize = self.comparisons.iter().map(Comparison::foreign).sum();
        let all: usize = self
            .comparisons
            .iter()
            .map(|one| one.differences.len())
            .sum();
        let regenerate = "run `cargo xtask regenerate` and commit it";
        let stray = count(foreign, "file");
        match foreign {
            0 => format!("{root} is not up to date; {regenerate}"),
            _ if foreign == all => {
                format!(
                    "{root} holds {stray} that nobody generated; move or delete what is named above"
                )
            }
            _ => format!(
                "{root} is not up to date, and holds {stray} that nobody generated; move or delete what is named \
                 above, then {regenerate}"
            ),
        }
    }

    fn print(&self, args: &Args, to: &mut dyn Write) -> io::Result<()> {
        if args.check {
            self.print_diffs(to)?;
        }
        for one in &self.comparisons {
            writeln!(to, "{}", summary(one, args.check))?;
        }
        for line in &self.unchecked {
            writeln!(to, "{line}")?;
        }
        to.flush()
    }

    /// The diffs, byte for byte, because they are there to be applied; a terminal gets them as text.
    fn print_diffs(&self, to: &mut dyn Write) -> io::Result<()> {
        let is_terminal = io::stdout().is_terminal();
        for one in &self.comparisons {
            let folder = self.output.root().join(&one.name);
            for difference in &one.differences {
                let diff = unified_diff::render(&folder, difference);
                if !is_terminal {
                    to.write_all(diff.as_bytes())?;
                    continue;
                }
                for line in diff.lines() {
                    writeln!(to, "{}", shown(line))?;
                }
            }
        }
        Ok(())
    }
}

/// What a step is called for a person who is watching.
pub(crate) fn doing(step: Step<'_>) -> String {
    let verb = match step.doing {
        Doing::Waiting => return "waiting for another run to end".into(),
        Doing::Preparing | Doing::Writing | Doing::Keeping => "writing",
        Doing::Moving | Doing::Exchanging => "moving",
        Doing::Removing => "removing",
    };
    let name = step.path.file_name().unwrap_or_default();
    format!("{verb} {}", name.display())
}

/// One line about one crate.
pub(crate) fn summary(one: &Comparison, check: bool) -> String {
    let mut parts = vec![if one.files == 0 {
        "no longer generated".into()
    } else {
        count(one.files, "file")
    }];
    let (changed, removed) = if check {
        ("out of date", "left over")
    } else {
        ("changed", "removed")
    };
    let counted = [
        (one.changed(), changed),
        (one.removed(), removed),
        (one.foreign(), "not generated"),
    ];
    let counted = counted.iter().filter(|(number, _)| *number > 0);
    parts.extend(counted.map(|(number, what)| format!("{number} {what}")));
    if one.differences.is_empty() {
        parts.push("up to date".into());
    }
    format!("{}: {}", one.name, parts.join(", "))
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use smithwright_codegen::files::{Difference, What};

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        args: Args,
    }

    fn comparison(files: usize, whats: &[What]) -> Comparison {
        let difference = |what: &What| Difference {
            path: "src/lib.rs".into(),
            what: what.clone(),
        };
        Comparison {
            name: "gamelift".into(),
            files,
            differences: whats.iter().map(difference).collect(),
        }
    }

    #[track_caller]
    fn check(files: usize, whats: &[What], written: &str, checked: &str) {
        let one = comparison(files, whats);
        assert_eq!(summary(&one, false), written);
        assert_eq!(summary(&one, true), checked);
    }

    #[test]
    fn a_crate_is_summed_up_in_a_line() {
        let text = String::new;
        let missing = What::Missing { new: text() };
        let changed = What::Changed {
            old: text(),
            new: text(),
        };
        let left_over = What::LeftOver { old: text() };
        let all = [missing, changed, left_over.clone()];
        check(
            312,
            &all,
            "gamelift: 312 files, 2 changed, 1 removed",
            "gamelift: 312 files, 2 out of date, 1 left over",
        );
        check(
            0,
            &[left_over],
            "gamelift: no longer generated, 1 removed",
            "gamelift: no longer generated, 1 left over",
        );
        let same = "gamelift: 1 file, up to date";
        check(1, &[], same, same);
        let foreign = "gamelift: 1 file, 1 not generated";
        check(1, &[What::Foreign], foreign, foreign);
    }

    #[test]
    fn the_arguments_are_read() {
        let line = ["x", "gamelift", "--check", "--models", "m", "--output", "o"];
        let args = Cli::try_parse_from(line).map(|cli| cli.args);
        let args = args.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(args.services, ["gamelift"]);
        assert!(args.check);
        assert_eq!(args.models, Some("m".into()));
        assert_eq!(args.output, Some("o".into()));
        assert!(Cli::try_parse_from(["x", "--chekc"]).is_err());
    }
}

//! `cargo xtask verify-verdicts`: has the compiler check the verdicts of `cargo xtask diff`.
//!
//! Standard output carries a table and what is untrue, standard error problems. Never here: which programs show
//! a break, and which errors prove it, which is `codegen::diff`'s.

mod compile;
mod folder;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use smithwright_codegen::diff::{Revision, Verdict, diff, evidence};
use smithwright_codegen::medium::terminal::shown;
use smithwright_codegen::problem::{Problem, Problems};

use crate::status::Status;
use crate::{inputs, print};
use compile::Side;

/// Where the models of the pairs are that are tried by default.
const DATA: &str = "SMITHWRIGHT_DATA";

/// The updates of the past that are tried by default: four that break callers or act differently, and one
/// that does neither.
const PAIRS: [(&str, &str); 5] = [
    ("gamelift-1.6.3", "gamelift-1.6.8"),
    ("gamelift-1.15.35", "gamelift-1.17.50"),
    ("gamelift-1.35.13", "gamelift-1.35.59"),
    ("gamelift-1.42.82", "gamelift-1.42.93"),
    ("gameliftstreams-1.38.34", "gameliftstreams-1.40.5"),
];

/// Check the verdicts of diff by compiling programs
///
/// Generates the crates of both models and, for every item that a fact takes away or changes, a program that
/// uses it. With the old crate, every program must compile; with the new one, each must fail, with an error
/// about that item. Every line of the old api.txt that is not in the new one must be named by a fact.
///
/// Without inputs it tries five updates of the past, whose models are in model-history/ of the folder
/// that `SMITHWRIGHT_DATA` names. The crates and programs stay in verify-verdicts/ of the target folder.
/// The first run compiles what the crates depend on, which takes minutes.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask verify-verdicts
  cargo xtask verify-verdicts git:HEAD~1 vendored
  cargo xtask verify-verdicts botocore:1.35.13 botocore:1.35.59 --service gamelift

Exit codes:
  0  every verdict is true
  1  a verdict is untrue, an input cannot be read, or nothing could be compiled
  2  the command line is wrong")]
pub(crate) struct Args {
    /// What was: an input of `cargo xtask diff`
    #[arg(requires = "new")]
    old: Option<String>,

    /// The new models
    new: Option<String>,

    /// Try this service only; may be given several times
    #[arg(long, value_name = "SERVICE", requires = "old")]
    service: Vec<String>,

    /// Use only packages of botocore that are in the cache
    #[arg(long)]
    offline: bool,
}

/// Runs the command, prints what came of it, and says so in the exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let tried = match pairs(args).and_then(|pairs| try_all(&pairs)) {
        Ok(tried) => tried,
        Err(problems) => return print::fail(&problems),
    };
    let code = if tried.iter().all(Tried::is_true) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    // The compiler's messages are text as well.
    let report = report(&tried);
    let lines = report.lines().map(|line| format!("{}\n", shown(line)));
    print::print(&lines.collect::<String>(), code)
}

fn pairs(args: &Args) -> Result<Vec<(Revision, Revision)>, Problems> {
    if let (Some(old), Some(new)) = (&args.old, &args.new) {
        return inputs::pairs(old, new, &args.service, args.offline);
    }
    let Some(data) = env::var_os(DATA) else {
        let what = "no models were named, and those of the past are not at hand";
        let fix = format!("name two inputs, or set {DATA}");
        return Err(Problem::new("verify-verdicts", "", what, fix).into());
    };
    let history = Path::new(&data).join("model-history");
    let file = |name: &str| {
        history
            .join(format!("{name}.json.gz"))
            .display()
            .to_string()
    };
    let pairs = PAIRS.iter().map(|(old, new)| {
        let read = inputs::pairs(&file(old), &file(new), &[], args.offline);
        read.map(|pairs| named(pairs, old, new))
    });
    let pairs = Problems::all(pairs)?;
    Ok(pairs.into_iter().flatten().collect())
}

/// The pairs, called after the models rather than after their files.
fn named(pairs: Vec<(Revision, Revision)>, old: &str, new: &str) -> Vec<(Revision, Revision)> {
    let pairs = pairs.into_iter().map(|(mut was, mut is)| {
        old.clone_into(&mut was.label);
        new.clone_into(&mut is.label);
        (was, is)
    });
    pairs.collect()
}

/// What came of one pair.
struct Tried {
    pair: String,
    major: usize,
    items: usize,
    /// What the compiler or the lists of items say otherwise, a line each.
    untrue: Vec<String>,
    /// How many of the items that is about.
    refuted: usize,
    /// Where the crates and programs are.
    folder: PathBuf,
}

impl Tried {
    fn is_true(&self) -> bool {
        self.untrue.is_empty()
    }
}

fn try_all(pairs: &[(Revision, Revision)]) -> Result<Vec<Tried>, Problems> {
    let mut status = Status::new();
    let root = folder::root()?;
    let pairs = pairs.iter();
    pairs
        .map(|(old, new)| try_pair(&root, old, new, &mut status))
        .collect()
}

fn try_pair(
    root: &Path,
    old: &Revision,
    new: &Revision,
    status: &mut Status,
) -> Result<Tried, Problems> {
    let (service, pair) = (new.key(), format!("{} -> {}", old.label, new.label));
    let changes = diff(old, new);
    let evidence = evidence(old, new, &changes)?;
    let name = format!("{service} {} {}", old.label, new.label);
    let folder = root.join(folder::name(&name));
    status.show(&format!("{pair}: compiling with the old crate"));
    let with_old = compile::check(root, &folder, Side::Old, &evidence)?;
    status.show(&format!("{pair}: compiling with the new crate"));
    let with_new = compile::check(root, &folder, Side::New, &evidence)?;
    let mut untrue: Vec<_> = evidence
        .witnesses
        .iter()
        .zip(with_old.iter().zip(&with_new))
        .enumerate()
        .filter_map(|(place, (witness, (old, new)))| {
            let objection = match old.first() {
                Some(error) => format!(
                    "the program does not compile with the old crate: {}",
                    error.message
                ),
                None => witness.objection(new)?,
            };
            let (item, program) = (&witness.item, folder::program(place));
            let facts = witness.facts.join(", ");
            Some(format!("{item}: {objection} ({program}; {facts})"))
        })
        .collect();
    let refuted = untrue.len();
    let unnamed = evidence.unnamed.iter();
    untrue.extend(unnamed.map(|line| format!("{line}: no fact says that it is gone")));
    Ok(Tried {
        pair: format!("{service}: {pair}"),
        major: changes.with(Verdict::Major).count(),
        items: evidence.witnesses.len(),
        untrue,
        refuted,
        folder,
    })
}

fn report(tried: &[Tried]) -> String {
    let width = tried.iter().map(|one| one.pair.len()).max().unwrap_or(0);
    let mut text = format!(
        "{:width$}  {:>11}  {:>5}  {:>6}  {:>6}\n",
        "pair", "major facts", "items", "proven", "untrue"
    );
    for one in tried {
        text += &format!(
            "{:width$}  {:>11}  {:>5}  {:>6}  {:>6}\n",
            one.pair,
            one.major,
            one.items,
            one.items - one.refuted,
            one.untrue.len()
        );
    }
    for one in tried.iter().filter(|one| !one.is_true()) {
        text += &format!("\n{}, in {}:\n", one.pair, one.folder.display());
        let lines = one.untrue.iter();
        text.extend(lines.map(|line| format!("  {line}\n")));
    }
    text
}

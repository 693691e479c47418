//! `cargo xtask vendor`: puts crates into somebody else's repository, brings them up to date, and verifies them.
//!
//! Standard output carries the result, standard error progress and problems. Never here: what the folder should hold
//! (`codegen::vendor`), packages ([`crate::inputs`]).

mod arguments;
mod packages;
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use smithwright_codegen::placement::whole;
use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::vendor::{Checkout, plan, verify};

use crate::status::Status;
use crate::{print, regenerate, workspace};
use arguments::Wrong;
use packages::FromIndex;

/// Put just what a program calls into its own repository
///
/// Writes the crates of the chosen operations and the runtime into a folder, with the proof of where they are from, and
/// notes there what was asked for: run again with no more than `--out`, it brings the folder up to date and says what
/// changed for the chosen operations. All of it or, where anything fails, nothing.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask vendor --out ../game/vendor --service gamelift
  cargo xtask vendor --out ../game/vendor --service gamelift --operations 'Describe*,!DescribeInstances'
  cargo xtask vendor --out ../game/vendor --used-by ../game
  cargo xtask vendor --out ../game/vendor            bring the folder up to date
  cargo xtask vendor --out ../game/vendor --check    is it?
  cargo xtask vendor --verify ../game/vendor         generate again, compare every byte

Exit codes:
  0  the folder is up to date now; with --check, it was; with --verify, it is what it says
  1  something failed and nothing was written, or --check or --verify found a difference
  2  the command line is wrong, or names a service or operation that does not exist")]
pub(crate) struct Args {
    /// The folder that holds the crates; created if need be
    #[arg(long, value_name = "DIR", required_unless_present = "verify")]
    out: Option<PathBuf>,

    /// A service, as services.toml names it [default: those that the program calls, or those of the folder]
    #[arg(long, value_name = "SERVICE", requires = "out")]
    service: Vec<String>,

    /// Operations: names, patterns such as `Describe*`, `!` before either to leave it out, or @FILE with one a line
    #[arg(long, value_name = "LIST", value_delimiter = ',', requires = "out")]
    operations: Vec<String>,

    /// Take the operations that this program calls: a Rust file, or the folder of a crate or workspace
    #[arg(long, value_name = "PATH", requires = "out")]
    used_by: Vec<PathBuf>,

    /// Features that vendored crates have only on demand: `rustls`, `testing`
    #[arg(long, value_name = "FEATURE", value_delimiter = ',', requires = "out")]
    features: Vec<String>,

    /// Write nothing; exit 1 if the folder is not up to date
    #[arg(long, conflicts_with = "force", requires = "out")]
    check: bool,

    /// Overwrite files that somebody has edited
    #[arg(long, requires = "out")]
    force: bool,

    /// Take this folder's package of models anew, generate again, and name every file that differs
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["out", "service", "operations", "used_by", "features", "check", "force"]
    )]
    verify: Option<PathBuf>,

    /// Packages of models at hand, so that the index is not asked for these
    #[arg(long, value_name = "FILE")]
    from: Vec<PathBuf>,

    /// Take packages from the cache and from --from alone
    #[arg(long)]
    offline: bool,
}

/// Runs the command, prints what came of it, and says so in the exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    outcome(args).unwrap_or_else(|wrong| {
        let (problems, code) = match &wrong {
            Wrong::Arguments(problems) => (problems, 2),
            Wrong::Input(problems) => (problems, 1),
        };
        print::tell_lines(&format!("{problems}\n\nerror: nothing was written"));
        ExitCode::from(code)
    })
}

fn outcome(args: &Args) -> Result<ExitCode, Wrong> {
    let checkout = Checkout::at(workspace::root()?);
    match (&args.verify, &args.out) {
        (Some(folder), _) => verified(&checkout, folder, args),
        (None, Some(folder)) => vendored(&checkout, folder, args),
        // The command line asks for one of them.
        (None, None) => Ok(ExitCode::FAILURE),
    }
}

fn vendored(checkout: &Checkout, folder: &Path, args: &Args) -> Result<ExitCode, Wrong> {
    let mut status = Status::new();
    refuse_own(checkout, folder)?;
    status.show("reading");
    let request = arguments::request(checkout, folder, args)?;
    status.show("generating");
    let mut packages = FromIndex::new(&args.from, args.offline);
    let plan = plan(checkout, folder, request, &mut packages)?;
    if !args.check {
        plan.write(args.force, &mut |step| {
            status.show(&regenerate::doing(step));
        })?;
    }
    status.clear();
    for problem in &plan.warnings.0 {
        print::tell_lines(&format!("warning: {problem}"));
    }
    let is_stale = args.check && !plan.is_up_to_date();
    let text = report::text(folder, &plan, args.check, print::stdout());
    let code = print::print(&text, ExitCode::SUCCESS);
    if is_stale {
        print::tell(&format!("error: {} is not up to date", folder.display()));
        return Ok(ExitCode::FAILURE);
    }
    Ok(code)
}

/// This repository has its own crates in `generated/`, and its workspace would take the others in.
fn refuse_own(checkout: &Checkout, folder: &Path) -> Result<(), Problem> {
    let own = whole(checkout.root());
    let inside = whole(folder).is_ok_and(|folder| own.is_ok_and(|own| folder.starts_with(own)));
    if !inside {
        return Ok(());
    }
    let what = "it is inside this repository, which has its crates in generated/";
    let fix = "name a folder in the repository that should hold the crates";
    Err(Problem::new(folder, "", what, fix))
}

fn verified(checkout: &Checkout, folder: &Path, args: &Args) -> Result<ExitCode, Wrong> {
    let mut status = Status::new();
    status.show("generating");
    let work = tempfile::tempdir().map_err(|error| {
        let what = format!("no folder can be made there: {error}");
        let fix = "name another one in TMPDIR";
        Problem::new(std::env::temp_dir(), "", what, fix)
    })?;
    let mut packages = FromIndex::new(&args.from, args.offline);
    let findings = verify(checkout, folder, work.path(), &mut packages)?;
    status.clear();
    let code = if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    Ok(print::print(&report::findings(folder, &findings), code))
}

impl From<Problem> for Wrong {
    fn from(problem: Problem) -> Self {
        Self::Input(problem.into())
    }
}

impl From<Problems> for Wrong {
    fn from(problems: Problems) -> Self {
        Self::Input(problems)
    }
}

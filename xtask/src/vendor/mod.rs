//! `cargo xtask vendor`: puts crates into somebody else's repository, brings them up to date, and verifies them.
//!
//! Standard output carries the result, standard error progress and problems. Never here: what the folder should hold
//! (`codegen::vendor`), packages ([`crate::inputs`]).

mod arguments;
mod packages;
mod report;

use std::path::Path;
use std::process::ExitCode;

use smithwright_codegen::placement::whole;
use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::vendor::{Checkout, plan, verify};

use crate::status::Status;
use crate::{print, regenerate, workspace};
pub(crate) use arguments::Args;
use arguments::Wrong;
use packages::FromIndex;

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

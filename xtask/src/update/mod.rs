//! `cargo xtask update`: takes the models of another version of botocore, all of it or nothing.
//!
//! Standard output carries the body of the pull request, standard error everything else. Never here: what
//! an update changes (`codegen::update`), how files are replaced (`codegen::files`), packages
//! ([`crate::inputs`]).

mod repository;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use smithwright_codegen::files::{Comparison, Crates, Edits, Generated, Output, Scope};
use smithwright_codegen::generate;
use smithwright_codegen::manifest::is_version;
use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::update::{Package, Plan, Vendored, plan};

use crate::status::Status;
use crate::usage::exit_code;
use crate::{inputs, print, regenerate, workspace};

/// Where the models come from.
const PACKAGE: &str = "botocore";

/// Update the models to a newer version of botocore
///
/// Fetches the package, checks it and every file that is taken, replaces the models, regenerates the crates, raises
/// the version of each crate by what the changes mean, and adds to their changelogs. Prints the body of a pull
/// request. Where anything fails, everything is as it was.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask update                       take the newest version
  cargo xtask update --dry-run             say what that would mean, change nothing
  cargo xtask update --botocore 1.44.5     take this version, older ones too
  cargo xtask update --from botocore-1.44.5-py3-none-any.whl
  cargo xtask update | gh pr create --title 'Update the models' --body-file -

Exit codes:
  0  the models are of that version now, or were already
  1  something failed, and nothing was changed
  2  the command line is wrong")]
pub(crate) struct Args {
    /// The version to take [default: the newest]
    #[arg(long, value_name = "VERSION")]
    botocore: Option<String>,

    /// Take the version in this wheel or source distribution
    #[arg(long, value_name = "FILE", conflicts_with = "botocore")]
    from: Option<PathBuf>,

    /// Use only packages that are in the cache
    #[arg(long, conflicts_with = "from")]
    offline: bool,

    /// Change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    allow: repository::Allow,

    /// The folder of models [default: models/ of the workspace]
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,

    /// The folder that holds the crates [default: generated/ of the workspace]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Runs the command, prints what came of it, and says so in the exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let body = match update(args) {
        Ok(body) => body,
        Err(problems) => {
            print::tell_lines(&format!("{problems}\n\nerror: nothing was changed"));
            return exit_code(&problems);
        }
    };
    print::print(&body, ExitCode::SUCCESS)
}

/// Updates, and gives the body of the pull request; an empty one where there is nothing to do.
fn update(args: &Args) -> Result<String, Problems> {
    let mut status = Status::new();
    let models = regenerate::given_or(args.models.as_ref(), "models")?;
    let output = Output::new(regenerate::given_or(args.output.as_ref(), "generated")?);
    let vendored = Vendored::read(&models)?;
    vendored.check_package(PACKAGE)?;
    status.show("looking for the package");
    let Some(package) = package(args, &vendored, &mut status)? else {
        return Ok(String::new());
    };
    let plan = plan(&vendored, &package)?;
    status.clear();
    if plan.files.is_empty() {
        print::tell(&format!("the models are those of {} already", plan.origin));
        return Ok(String::new());
    }
    if !args.dry_run {
        repository::check(&[&models, output.root()], &args.allow)?;
    }
    let edits = Edits {
        beside: regenerate::locks(output.root(), &plan.versions())?,
        files: plan.files.clone(),
        source: models,
    };
    let done = if args.dry_run {
        rehearse(&output, &edits, &mut status)?
    } else {
        write(&output, &edits, &mut status)?
    };
    status.clear();
    tell(&plan, &done, args.dry_run);
    Ok(plan.pull_request())
}

/// The package to take; `None` where its models are there already, which is told.
fn package(
    args: &Args,
    vendored: &Vendored,
    status: &mut Status,
) -> Result<Option<Package>, Problems> {
    let wanted = vendored.wanted();
    if let Some(path) = &args.from {
        return inputs::package_in_file(path, &wanted).map(Some);
    }
    let current = &vendored.lock.version;
    let version = if let Some(version) = &args.botocore {
        if !is_version(version) {
            return Err(no_version(version, args.offline).into());
        }
        version.clone()
    } else {
        let newest = inputs::newest_version(args.offline)?;
        // An index may not know yet what somebody took from elsewhere.
        inputs::newer(current, &newest).to_owned()
    };
    if version == *current && vendored.is_complete() {
        let newest = if args.botocore.is_none() {
            ", the newest"
        } else {
            ""
        };
        status.clear();
        print::tell(&format!(
            "the models are those of {PACKAGE} {version} already{newest}"
        ));
        return Ok(None);
    }
    inputs::package_of_version(&version, &wanted, args.offline).map(Some)
}

/// What is said of a text that is no version, with the newest one where that can be had.
fn no_version(text: &str, is_offline: bool) -> Problem {
    let what = format!("`{text}` is not a version of {PACKAGE}");
    let fix = match inputs::newest_version(is_offline) {
        Ok(newest) => format!("the newest is {newest}"),
        Err(_) => "write it like `1.44.5`".to_owned(),
    };
    Problem::new("--botocore", "", what, fix)
}

/// What came of the crates.
struct Done {
    comparisons: Vec<Comparison>,
    /// What people should know of, a line each.
    lines: Vec<String>,
}

/// Everything but for the last step: the models as they would be are generated from elsewhere.
fn rehearse(output: &Output, edits: &Edits, status: &mut Status) -> Result<Done, Problems> {
    let folder = tempfile::tempdir().map_err(|error| {
        let what = format!("no folder can be made there: {error}");
        let fix = "name another one in TMPDIR";
        Problem::new(std::env::temp_dir(), "", what, fix)
    })?;
    edits.stage(folder.path())?;
    status.show("generating");
    let crates = generate(folder.path(), &[], &workspace::placement(output.root())?)?;
    let files: Crates<'_> = crates
        .iter()
        .map(|one| (one.name.as_str(), &one.files))
        .collect();
    Ok(Done {
        comparisons: output.rehearse(&files, Scope::Whole)?,
        lines: regenerate::unchecked(&crates),
    })
}

fn write(output: &Output, edits: &Edits, status: &mut Status) -> Result<Done, Problems> {
    status.show("generating");
    let placement = workspace::placement(output.root())?;
    let mut lines = Vec::new();
    let mut generated = |models: &Path| -> Result<Generated, Problems> {
        let crates = generate(models, &[], &placement)?;
        lines = regenerate::unchecked(&crates);
        Ok(crates
            .into_iter()
            .map(|one| (one.name, one.files))
            .collect())
    };
    let mut progress = |step: smithwright_codegen::files::Step<'_>| {
        status.show(&regenerate::doing(step));
    };
    let written = output.write_with(edits, &mut generated, &mut progress)?;
    let problems = written.left_behind.0.iter();
    lines.extend(problems.map(|problem| format!("warning: {problem}")));
    Ok(Done {
        comparisons: written.comparisons,
        lines,
    })
}

/// What was done, for whoever is at the terminal.
fn tell(plan: &Plan, done: &Done, is_dry: bool) {
    print::tell_lines(&plan.text(print::stderr()));
    for one in &done.comparisons {
        print::tell(&regenerate::summary(one, is_dry));
    }
    for line in &done.lines {
        print::tell_lines(line);
    }
    for one in &plan.crates {
        let (name, old, new) = (&one.name, &one.old_version, &one.version);
        if old == new {
            print::tell(&format!("{name}: stays at version {old}"));
        } else {
            print::tell(&format!("{name}: version {old} -> {new}"));
        }
    }
    for note in &plan.notes {
        print::tell(&format!("note: {note}"));
    }
    if is_dry {
        print::tell_lines("nothing was changed: this was a rehearsal\n");
    } else {
        print::tell_lines(&format!(
            "{} is taken; commit models/, generated/ and Cargo.lock together\n",
            plan.origin
        ));
    }
}

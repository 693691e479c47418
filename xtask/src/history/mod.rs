//! `cargo xtask history`: lists the model versions that changed a service, and what each change means for callers.
//!
//! Standard output carries the result, standard error progress and problems. Never here: finding differences
//! and showing them, which is `codegen::diff`.

mod bisect;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgGroup, ValueEnum};
use smithwright_codegen::diff::{Changes, Revision, diff, view};
use smithwright_codegen::manifest;
use smithwright_codegen::nearest::did_you_mean;
use smithwright_codegen::problem::{Problem, Problems};

use self::bisect::{Seen, bisect};
use crate::inputs::versions::{self, Version};
use crate::inputs::{self, Models, settings};
use crate::print;
use crate::status::Status;

/// List the model versions that changed a service, and what each change means for callers
///
/// Takes the versions of botocore from the package index. Packages are fetched as they are needed (10 MB and
/// more each) and kept; between two versions that have the same models, nothing is fetched and nothing is
/// assumed to have changed.
#[derive(clap::Args)]
#[command(group(ArgGroup::new("range").args(["from", "models"]).required(true).multiple(true)))]
#[command(after_help = "\
Examples:
  cargo xtask history gamelift --from 1.35.13 --to 1.35.59
  cargo xtask history gamelift --from 1.35.13 --format html > gamelift.html
  cargo xtask history gamelift --from 1.35.13 --offline    of the packages that were fetched before
  cargo xtask history gamelift --models old-models/

Exit codes:
  0    the history is printed
  1    a version cannot be read
  2    the command line is wrong")]
pub(crate) struct Args {
    /// The service, as `models/services.toml` or botocore calls it
    service: String,

    /// The version to begin with; of a folder, the oldest unless it is given
    #[arg(long, value_name = "VERSION")]
    from: Option<String>,

    /// The version to end with: the newest unless it is given
    #[arg(long, value_name = "VERSION")]
    to: Option<String>,

    /// Take the models from this folder, which needs no network: files named SERVICE-VERSION.json or
    /// SERVICE-VERSION.json.gz
    #[arg(long, value_name = "FOLDER", conflicts_with = "offline")]
    models: Option<PathBuf>,

    /// Use only versions of botocore that are in the cache
    #[arg(long)]
    offline: bool,

    /// Look at every version, even between two that have the same models
    #[arg(long)]
    every: bool,

    /// The form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal: a paragraph for each version, with what breaks
    Text,
    /// One offline page: for each version what `diff --format html` shows
    Html,
    /// For programs: the changes of each version, as `diff --format json` has them
    Json,
}

/// Runs the command, prints what came of it, and says so in the exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let text = match outcome(args) {
        Ok(text) => text,
        Err(problems) => return print::fail(&problems),
    };
    print::print(&text, ExitCode::SUCCESS)
}

/// What is printed.
fn outcome(args: &Args) -> Result<String, Problems> {
    let services = settings()?;
    let versions = match &args.models {
        Some(folder) => versions::of_folder(folder, &args.service)?,
        None => inputs::versions_of_botocore(args.offline)?,
    };
    let versions = versions::between(versions, args.from.as_deref(), args.to.as_deref())?;
    let models = models(args, &services, &versions)?;
    let mut revisions = Seen::new();
    for (at, (models, version)) in &models {
        let revision = revision(args, &services, models, &versions[*at])?;
        revisions.insert(*at, (*version, revision));
    }
    let history = history(args, &services, &versions, &revisions)?;
    Ok(show(args.format, &history))
}

/// The models of the versions that have to be looked at, each with its version.
fn models<'v>(
    args: &Args,
    services: &[manifest::Service],
    versions: &'v [Version],
) -> Result<Seen<(Models, &'v Version)>, Problems> {
    let folder = inputs::folder_of(&args.service, services);
    let mut status = Status::new();
    let mut looked = 0;
    let mut look = |at: usize| {
        let version: &Version = &versions[at];
        looked += 1;
        status.show(&format!(
            "reading {} ({looked} of at most {} versions)",
            version.input,
            versions.len()
        ));
        let models = inputs::read(&version.input, std::slice::from_ref(&folder), args.offline)?;
        Ok((models, version))
    };
    let is_same = |one: &(Models, &Version), other: &(Models, &Version)| {
        !args.every && one.0.contents() == other.0.contents()
    };
    bisect(versions.len(), &mut look, &is_same)
}

/// The service in the models of a version, if it is there.
fn revision(
    args: &Args,
    services: &[manifest::Service],
    models: &Models,
    version: &Version,
) -> Result<Option<Revision>, Problems> {
    if models.contents().is_empty() {
        return Ok(None);
    }
    let mut revisions = models.revisions(services, false)?;
    let revision = match revisions.remove(&args.service) {
        Some(revision) => revision,
        None => match revisions.pop_first() {
            Some((_, revision)) => revision,
            None => return Ok(None),
        },
    };
    let label = version.name.clone();
    Ok(Some(Revision { label, ..revision }))
}

type Revisions<'v> = Seen<(&'v Version, Option<Revision>)>;

/// What happened from each version that was looked at to the next.
fn history<'r>(
    args: &Args,
    services: &[manifest::Service],
    versions: &[Version],
    revisions: &'r Revisions<'_>,
) -> Result<view::History<'r>, Problem> {
    let all: Vec<_> = revisions.values().collect();
    let mut steps = Vec::new();
    for pair in all.windows(2) {
        let [(before, old), (version, new)] = [pair[0], pair[1]];
        let what = match (old, new) {
            (None, None) => continue,
            (None, Some(_)) => view::What::Came,
            (Some(_), None) => view::What::Gone,
            (Some(old), Some(new)) => {
                let changes = Box::new(diff(old, new));
                if changes.facts.is_empty() {
                    continue;
                }
                view::What::Changed { changes, old, new }
            }
        };
        steps.push(view::Step {
            version: version.name.clone(),
            date: version.date.clone(),
            after: Some(before.name.clone()),
            what,
        });
    }
    let service = all.iter().rev().find_map(|(_, revision)| revision.as_ref());
    let Some(service) = service else {
        let what = format!(
            "no version of botocore that was looked at has `{}`",
            args.service
        );
        let otherwise = "name the service as botocore does: https://github.com/boto/botocore/tree/develop/botocore/data";
        let known = services.iter().map(|service| service.key.as_str());
        let fix = did_you_mean(&args.service, known, otherwise);
        return Err(Problem::new("SERVICE", "", what, fix));
    };
    let end = |version: Option<&Version>| version.map(|v| v.name.clone()).unwrap_or_default();
    Ok(view::History {
        service: service.model.service.full_name.clone(),
        from: end(versions.first()),
        to: end(versions.last()),
        versions: versions.len(),
        looked_at: revisions.len(),
        steps,
    })
}

fn show(format: Format, history: &view::History<'_>) -> String {
    match format {
        Format::Text => view::history(history, print::stdout()),
        Format::Html => view::history_html(history),
        Format::Json => {
            let changes = history.steps.iter().filter_map(|step| match &step.what {
                view::What::Changed { changes, .. } => Some(Changes::clone(changes)),
                _ => None,
            });
            view::json(&changes.collect::<Vec<_>>())
        }
    }
}

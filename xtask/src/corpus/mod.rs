//! `cargo xtask corpus`: generates the services of a version of botocore, to see which of them can be generated.
//!
//! Nothing that it generates is written. Never here: what a service needs, which is `codegen`'s.

mod work;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{fs, io};

use smithwright_codegen::corpus::{self, Outcome, Service};
use smithwright_codegen::nearest::did_you_mean;
use smithwright_codegen::problem::{Problem, Problems};

use crate::{inputs, print, workspace};

/// The version of botocore that is taken by default.
const BOTOCORE: &str = "1.44.5";

/// The file that a full run writes, relative to the repository.
const PAGE: &str = "docs/SERVICES.md";

/// Generate the services of botocore, and say which of them cannot be generated
///
/// Reads every service of a version of botocore, or those that are named, and generates their crates in memory, in
/// parallel. Prints for each its lines, the time, and how many problems it has; the problems themselves where services
/// are named, or with `--verbose`. A run over all services writes docs/SERVICES.md.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask corpus
  cargo xtask corpus dynamodb sqs kms
  cargo xtask corpus --botocore 1.37.25 --offline

Exit codes:
  0    every service that is supported can be generated
  1    a service cannot, or something cannot be read
  2    the command line is wrong")]
pub(crate) struct Args {
    /// The services, as botocore calls them; all of them if there is none
    services: Vec<String>,

    /// The version of botocore
    #[arg(long, value_name = "VERSION", default_value = BOTOCORE)]
    botocore: String,

    /// Use only versions of botocore that are in the cache
    #[arg(long)]
    offline: bool,

    /// Show every problem
    #[arg(short, long)]
    verbose: bool,
}

/// Runs the command, prints what came of it, and says so in the exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    match outcome(args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problems) => print::fail(&problems),
    }
}

/// Whether every service that is supported was generated.
fn outcome(args: &Args) -> Result<bool, Problems> {
    let models = inputs::read_all(&args.botocore, args.offline)?;
    let services = chosen(models.folders(), &args.services)?;
    let partitions = work::partitions()?;
    let lock = work::lock(&args.botocore);
    let start = Instant::now();
    let seen = work::all(&models, &services, &lock, &partitions);
    let wall = start.elapsed();
    for one in &seen {
        print::line(&row(one));
        if let Outcome::Problems(problems) = &one.outcome
            && (args.verbose || !args.services.is_empty())
        {
            print::tell_lines(&problems.to_string());
        }
    }
    print::line(&summary(&seen, wall));
    if args.services.is_empty() {
        write(&corpus::page(&args.botocore, &seen))?;
    }
    let failed = seen
        .iter()
        .any(|one| matches!(one.outcome, Outcome::Problems(_)));
    Ok(!failed)
}

/// The services that were asked for, or all of them.
fn chosen(known: Vec<String>, wanted: &[String]) -> Result<Vec<String>, Problems> {
    if wanted.is_empty() {
        return Ok(known);
    }
    let unknown = wanted.iter().filter(|name| !known.contains(name));
    let problems = unknown.map(|name| {
        let what = format!("botocore has no service `{name}`");
        let fix = did_you_mean(name, known.iter().map(String::as_str), "name another one");
        Problem::new("the command line", "", what, fix)
    });
    Problems(problems.collect()).finish(wanted.to_vec())
}

fn row(seen: &Service) -> String {
    let Service {
        name,
        time,
        outcome,
        ..
    } = seen;
    let said = match outcome {
        Outcome::Generated { lines } => format!("{lines:>9} lines {:>6.2} s", time.as_secs_f64()),
        Outcome::Unsupported(why) => format!("not supported: {}", why.reason()),
        Outcome::Problems(problems) => match problems.0.len() {
            1 => "1 problem".to_owned(),
            count => format!("{count} problems"),
        },
    };
    format!("{name:<40} {said}")
}

/// The counts, and how the time grows with the model.
fn summary(seen: &[Service], wall: Duration) -> String {
    let count = |is: fn(&Outcome) -> bool| seen.iter().filter(|one| is(&one.outcome)).count();
    let generated = count(|outcome| matches!(outcome, Outcome::Generated { .. }));
    let unsupported = count(|outcome| matches!(outcome, Outcome::Unsupported(_)));
    let failed = count(|outcome| matches!(outcome, Outcome::Problems(_)));
    let mut text = format!(
        "{generated} generated, {failed} with problems, {unsupported} not supported, in {:.1} s",
        wall.as_secs_f64()
    );
    if let Some(power) = corpus::growth(seen) {
        text.push_str(&format!(
            "; time grows with size to the power of {power:.2}"
        ));
    }
    text
}

/// Writes the page, as a whole or not at all.
fn write(page: &str) -> Result<(), Problem> {
    let path: PathBuf = workspace::folder("")?.join(PAGE);
    let written = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        io::Write::write_all(&mut file, page.as_bytes())?;
        file.persist(&path)?;
        Ok(())
    };
    written().map_err(|error| {
        let what = format!("it cannot be written: {error}");
        Problem::new(&path, "", what, "make room for it, or leave to write it")
    })
}

//! `cargo xtask diff`: what a model update means for the people who call the generated crate.
//!
//! Standard output carries the result, standard error problems. Never here: finding differences and
//! showing them, which is `codegen::diff`.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use smithwright_codegen::diff::{Changes, Kind, Revision, Verdict, diff, view};
use smithwright_codegen::manifest;
use smithwright_codegen::problem::{Problem, Problems};

use crate::{inputs, workspace};

/// The exit code of a comparison that found what `--fail-on` asks for.
const FINDINGS: u8 = 100;

/// Say what a model update means for callers
///
/// Compares the models of two inputs, service by service. An input is a file (`.json`, `.json.gz`), a
/// folder of models, `vendored`, or `git:REV` (the models at that revision of this repository).
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask diff                                    the working tree against HEAD
  cargo xtask diff git:HEAD~3 vendored --service gamelift
  cargo xtask diff old.json.gz new.json.gz --format apichanges
  cargo xtask diff --fail-on behaviour                for a gate
  cargo xtask diff --explain member-removed

Exit codes:
  0    nothing that --fail-on asks for
  1    an input cannot be read
  2    the command line is wrong
  100  --fail-on found something")]
pub(crate) struct Args {
    /// What was
    #[arg(default_value = "git:HEAD")]
    old: String,

    /// What is
    #[arg(default_value = "vendored")]
    new: String,

    /// Compare this service only; may be given several times
    #[arg(long, value_name = "SERVICE")]
    service: Vec<String>,

    /// The form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Exit with 100 when a fact has this verdict or a graver one
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<FailOn>,

    /// Say what a kind of fact means, and stop
    #[arg(long, value_name = "KIND", conflicts_with = "list_kinds")]
    explain: Option<String>,

    /// List the kinds of facts, and stop
    #[arg(long)]
    list_kinds: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// Operations that are new or updated, and what their requests and responses have more or less
    Apichanges,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Something breaks
    Major,
    /// Something breaks or acts differently
    Behaviour,
    /// The same, or there is something new
    Minor,
    /// Anything that a caller or reader can notice
    Any,
}

impl FailOn {
    fn least(self) -> Verdict {
        match self {
            Self::Major => Verdict::Major,
            Self::Behaviour => Verdict::Behaviour,
            Self::Minor => Verdict::Minor,
            Self::Any => Verdict::Docs,
        }
    }
}

/// Runs the command, prints what came of it, and says so in the exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let outcome = outcome(args);
    let (text, findings) = match outcome {
        Ok(outcome) => outcome,
        Err(problems) => {
            eprintln!("{problems}");
            return ExitCode::FAILURE;
        }
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("error: cannot print: {error}");
            ExitCode::FAILURE
        }
        _ if findings => ExitCode::from(FINDINGS),
        _ => ExitCode::SUCCESS,
    }
}

/// What is printed, and whether `--fail-on` found something.
fn outcome(args: &Args) -> Result<(String, bool), Problems> {
    if args.list_kinds {
        return Ok((list_kinds(), false));
    }
    if let Some(name) = &args.explain {
        return Ok((explain(name)?, false));
    }
    let pairs = pairs(args)?;
    let compared: Vec<_> = pairs.iter().map(|(old, new)| (diff(old, new), old, new)).collect();
    let text = show(args.format, &compared);
    let gravest = compared.iter().map(|(changes, ..)| changes.gravest()).max();
    let findings = args.fail_on.is_some_and(|fail_on| gravest >= Some(fail_on.least()));
    Ok((text, findings))
}

fn show(format: Format, compared: &[(Changes, &Revision, &Revision)]) -> String {
    if format == Format::Json {
        let changes: Vec<_> = compared.iter().map(|(changes, ..)| changes.clone()).collect();
        return view::json(&changes);
    }
    let colours = if io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        view::Colours::On
    } else {
        view::Colours::Off
    };
    let texts = compared.iter().map(|(changes, old, new)| match format {
        Format::Apichanges => view::apichanges(changes, old, new),
        _ => view::text(changes, colours),
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn list_kinds() -> String {
    let kinds = Kind::ALL.iter();
    kinds
        .map(|kind| format!("{:28} {}\n", kind.as_str(), kind.title()))
        .collect()
}

fn explain(name: &str) -> Result<String, Problem> {
    let kind = Kind::named(name).ok_or_else(|| {
        let what = format!("`{name}` is no kind of fact");
        Problem::new("--explain", "", what, "choose one of `cargo xtask diff --list-kinds`")
    })?;
    Ok(format!("{kind}: {}\n\n{}\n", kind.title(), kind.explain()))
}

/// The services that both inputs have, each as the old revision and the new one.
fn pairs(args: &Args) -> Result<Vec<(Revision, Revision)>, Problems> {
    let services = settings()?;
    let mut problems = Problems::default();
    let old = problems.keep(inputs::read(&args.old));
    let new = problems.keep(inputs::read(&args.new));
    let (Some(old), Some(new)) = (old, new) else {
        return Err(problems);
    };
    let only_service = old.is_alone || new.is_alone;
    let was = problems.keep(old.revisions(&services, only_service));
    let is = problems.keep(new.revisions(&services, only_service));
    let (Some(mut was), Some(is)) = (was, is) else {
        return Err(problems);
    };
    for name in &args.service {
        for (input, revisions) in [(&args.old, &was), (&args.new, &is)] {
            if !revisions.contains_key(name) {
                let what = format!("there is no service `{name}` in it");
                let known: Vec<_> = revisions.keys().map(String::as_str).collect();
                let fix = format!("choose one of: {}", known.join(", "));
                problems.0.push(Problem::new(input, "", what, fix));
            }
        }
    }
    let mut pairs = Vec::new();
    for (key, new) in is {
        let is_wanted = args.service.is_empty() || args.service.contains(&key);
        if let Some(old) = was.remove(&key).filter(|_| is_wanted) {
            pairs.push((old, new));
        }
    }
    if pairs.is_empty() && problems.0.is_empty() {
        let what = format!("no service of it is in {}", args.old);
        let fix = "compare models of the same service";
        problems.0.push(Problem::new(&args.new, "", what, fix));
    }
    problems.finish(pairs)
}

/// What `services.toml` says.
fn settings() -> Result<Vec<manifest::Service>, Problems> {
    let path = workspace::folder("models").join(manifest::SERVICES);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        let what = format!("the file cannot be read: {error}");
        Problem::new(&path, "", what, "restore it")
    })?;
    manifest::parse(Path::new(manifest::SERVICES), &text)
}

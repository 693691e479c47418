//! `cargo xtask diff`: what a model update means for the people who call the generated crate.
//!
//! Standard output carries the result, standard error problems. Never here: finding differences and
//! showing them, which is `codegen::diff`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use smithwright_codegen::diff::{Allowed, Changes, Kind, Revision, Verdict, diff, mark_used, view};
use smithwright_codegen::nearest::did_you_mean;
use smithwright_codegen::problem::{Problem, Problems};
use time::OffsetDateTime;
use toml::value::Date;

use crate::{inputs, print};

/// The exit code of a comparison that found what `--fail-on` asks for.
const FINDINGS: u8 = 100;

/// Show what a model update means for callers
///
/// Compares the models of two inputs, service by service. An input is a file (`.json`, `.json.gz`, a wheel
/// or source distribution of botocore), a folder of models, `vendored`, `git:REV` (the models at that
/// revision of this repository), or `botocore:VERSION` (fetched from the package index, and kept).
///
/// With `--used-by`, the differences that touch what a program uses are shown with the lines that use it,
/// and the rest is folded into one line. The program is read without types, so names decide: it may be
/// told too much, but not too little, as long as it spells what it uses. A method, field or variant of that name
/// counts wherever its owner can be at hand, that is, if the program names the owner or calls an operation
/// that leads to it. A behaviour counts where an operation is called that it reaches; what concerns the
/// whole service (protocol, endpoints, metadata) counts always. Macros' arguments are read; what
/// macros expand to is not.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask diff                                    the working tree against HEAD
  cargo xtask diff git:HEAD~3 vendored --service gamelift
  cargo xtask diff old.json.gz new.json.gz --format apichanges
  cargo xtask diff botocore:1.35.13 botocore:1.35.59 --service gamelift
  cargo xtask diff --fail-on behaviour                for a gate
  cargo xtask diff --used-by ../game --fail-on major  does this program still compile?
  cargo xtask diff --explain member-removed

Exit codes:
  0    nothing that --fail-on asks for
  1    an input cannot be read
  2    the command line is wrong
  100  --fail-on found something")]
pub(crate) struct Args {
    /// The old models
    #[arg(default_value = "git:HEAD")]
    old: String,

    /// The new models
    #[arg(default_value = "vendored")]
    new: String,

    /// Compare this service only; may be given several times
    #[arg(long, value_name = "SERVICE")]
    service: Vec<String>,

    /// Use only packages of botocore that are in the cache
    #[arg(long)]
    offline: bool,

    /// The form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Let the facts of this file pass: a TOML table for each, named by the fact's id, with a `reason` and
    /// optionally the date that it `expires`
    #[arg(long, value_name = "FILE", requires = "fail_on")]
    allow: Option<PathBuf>,

    /// Show what touches this program: a Rust file, or the folder of a crate or workspace that calls
    /// the generated crate or the official one, under whatever name; may be given several times
    #[arg(long, value_name = "PATH")]
    used_by: Vec<PathBuf>,

    /// Exit with 100 when a fact has this verdict or a graver one; with `--used-by`, only facts that
    /// the program uses count
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<FailOn>,

    /// Say what a kind of fact means, and stop
    #[arg(long, value_name = "KIND", conflicts_with = "list_kinds")]
    explain: Option<String>,

    /// Print the JSON schema of `--format json`, and stop
    #[arg(long)]
    schema: bool,

    /// List the kinds of facts, and stop
    #[arg(long)]
    list_kinds: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs; `--schema` prints its schema
    Json,
    /// For a pull request
    Markdown,
    /// One offline page: an entry per operation, and every fact
    Html,
    /// Annotations of a workflow run
    Github,
    /// Operations that are new or updated, and what their requests and responses have more or less; all of
    /// them, with --used-by too
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
        Err(problems) => return print::fail(&problems),
    };
    let code = if findings {
        ExitCode::from(FINDINGS)
    } else {
        ExitCode::SUCCESS
    };
    print::print(&text, code)
}

/// What is printed, and whether `--fail-on` found something.
fn outcome(args: &Args) -> Result<(String, bool), Problems> {
    if args.list_kinds {
        return Ok((list_kinds(), false));
    }
    if args.schema {
        return Ok((view::SCHEMA.to_owned(), false));
    }
    if let Some(name) = &args.explain {
        return Ok((explain(name)?, false));
    }
    let pairs = inputs::pairs(&args.old, &args.new, &args.service, args.offline)?;
    let mut compared: Vec<_> = pairs
        .iter()
        .map(|(old, new)| (diff(old, new), old, new))
        .collect();
    mark(&args.used_by, &mut compared)?;
    let text = show(args.format, &compared);
    let changes: Vec<_> = compared
        .iter()
        .map(|(changes, ..)| changes.clone())
        .collect();
    let findings = has_findings(args, &changes)?;
    Ok((text, findings))
}

/// Says in the facts where a program uses them. What cannot be read of it is told at once.
fn mark(
    paths: &[PathBuf],
    compared: &mut [(Changes, &Revision, &Revision)],
) -> Result<(), Problems> {
    let Some(first) = paths.first() else {
        return Ok(());
    };
    let (program, unread) = smithwright_codegen::program::read(paths)?;
    for problem in unread.0 {
        print::tell_lines(&format!("warning: {problem}"));
    }
    let labels: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let mut is_named = false;
    let mut names = Vec::new();
    for (changes, old, new) in compared {
        is_named |= mark_used(changes, old, new, &program);
        changes.used_by = Some(labels.join(", "));
        names.extend(
            program
                .crate_names(new)
                .iter()
                .map(|name| format!("`{name}`")),
        );
    }
    if is_named {
        return Ok(());
    }
    let what = format!("no file of it names the crate: {}", names.join(", "));
    let fix =
        "name the folder with the program's Cargo.toml, which says what a renamed crate is called";
    Err(Problem::new(first, "", what, fix).into())
}

fn show(format: Format, compared: &[(Changes, &Revision, &Revision)]) -> String {
    if format == Format::Json {
        let changes: Vec<_> = compared
            .iter()
            .map(|(changes, ..)| changes.clone())
            .collect();
        return view::json(&changes);
    }
    if format == Format::Html {
        return view::html(compared);
    }
    let texts = compared.iter().map(|(changes, old, new)| match format {
        Format::Apichanges => view::apichanges(changes, old, new),
        Format::Markdown => view::markdown(changes),
        Format::Github => view::github(changes, folder(new).as_deref()),
        _ => view::text(changes, print::stdout()),
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Where the new model stands in the repository, if that is what is compared.
fn folder(new: &Revision) -> Option<String> {
    let is_vendored = new.label == "vendored";
    let settings = new.settings.as_ref().filter(|_| is_vendored)?;
    Some(format!("models/{}", settings.folder))
}

/// Whether a fact is grave enough, and not let pass.
fn has_findings(args: &Args, changes: &[Changes]) -> Result<bool, Problems> {
    let allowed = match &args.allow {
        None => Allowed::default(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| {
                let what = format!("the file cannot be read: {error}");
                Problem::new(path, "", what, "name an allow file that exists")
            })?;
            Allowed::read(path, &text, today(), changes)?
        }
    };
    let Some(fail_on) = args.fail_on else {
        return Ok(false);
    };
    let mut facts = changes.iter().flat_map(|changes| &changes.facts);
    Ok(facts
        .any(|fact| fact.is_used() && fact.verdict >= fail_on.least() && !allowed.has(&fact.id)))
}

/// The day in UTC; the first of all days where the clock is before our era.
fn today() -> Date {
    let today = OffsetDateTime::now_utc().date();
    Date {
        year: u16::try_from(today.year()).unwrap_or_default(),
        month: today.month().into(),
        day: today.day(),
    }
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
        let known = Kind::ALL.iter().map(|kind| kind.as_str());
        let otherwise = "choose one of `cargo xtask diff --list-kinds`";
        Problem::new("--explain", "", what, did_you_mean(name, known, otherwise))
    })?;
    Ok(view::explanation(kind, print::stdout()))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        args: Args,
    }

    const MODEL: &str = include_str!("../../tests/zoo.json");

    /// Compares the model with itself without the member of its one structure.
    #[track_caller]
    fn run(more: &[&str], allow: &str) -> Result<(String, bool), String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        let (old, new, allowed) = (path("old.json"), path("new.json"), path("allow.toml"));
        std::fs::write(&old, MODEL).expect("a file");
        let without = MODEL.replace("\"Name\": {\"shape\": \"Name\"}", "");
        std::fs::write(&new, without).expect("a file");
        std::fs::write(&allowed, allow).expect("a file");
        let mut line = vec!["x", &old, &new];
        line.extend(more);
        if !allow.is_empty() {
            line.extend(["--allow", &allowed]);
        }
        let args = Cli::try_parse_from(line)
            .map_err(|error| error.to_string())?
            .args;
        outcome(&args).map_err(|problems| problems.to_string())
    }

    fn finds(more: &[&str], allow: &str) -> Option<bool> {
        run(more, allow).ok().map(|(_, findings)| findings)
    }

    #[test]
    fn the_gate_lets_pass_what_is_allowed() {
        assert_eq!(finds(&[], ""), Some(false));
        for verdict in ["major", "behaviour", "minor", "any"] {
            assert_eq!(finds(&["--fail-on", verdict], ""), Some(true), "{verdict}");
        }
        let allow = "[\"zoo:member-removed:Food.Name\"]\nreason = \"nobody asks for a name\"\n";
        assert_eq!(finds(&["--fail-on", "major"], allow), Some(false));
        let stale = allow.replace("Food.Name", "Food.Age");
        let problems = run(&["--fail-on", "major"], &stale).unwrap_err();
        assert!(problems.contains("there is no such fact"), "{problems}");
        let without_gate = run(&[], allow).unwrap_err();
        assert!(without_gate.contains("--fail-on"), "{without_gate}");
    }

    /// The same with a program of one file, `game.rs`, as a file's path in front of the rest.
    #[track_caller]
    fn run_with_program(program: &str, more: &[&str]) -> Result<(String, bool), String> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("game.rs");
        std::fs::write(&file, program).expect("a file");
        let file = file.display().to_string();
        run(&[&["--used-by", &file], more].concat(), "")
    }

    #[test]
    fn the_gate_counts_what_the_program_uses() {
        let uses = "async fn f(c: zoo::Client) { c.feed().name(\"x\").send().await; }";
        let gate = ["--fail-on", "major"];
        let found = run_with_program(uses, &gate).expect("a comparison");
        assert!(found.1, "{}", found.0);
        assert!(found.0.contains("game.rs:1"), "{}", found.0);
        let other = uses.replace(".name(\"x\")", "");
        let (text, findings) = run_with_program(&other, &gate).expect("a comparison");
        assert!(!findings, "{text}");
        assert!(
            text.contains("does not use it: 1 difference (1 major)"),
            "{text}"
        );
        // The crate breaks all the same.
        assert!(text.contains("version bump: major"), "{text}");
    }

    #[test]
    fn a_program_that_does_not_name_the_crate_is_told() {
        let problems = run_with_program("fn main() {}", &[]).unwrap_err();
        let what = "no file of it names the crate: `aws_sdk_zoo`, `zoo`";
        assert!(problems.contains(what), "{problems}");
    }

    #[test]
    fn every_form_names_the_member() {
        for format in ["text", "json", "markdown", "html", "github", "apichanges"] {
            let shown = run(&["--format", format], "").map(|(text, _)| text);
            assert!(shown.is_ok_and(|text| text.contains("Name")), "{format}");
        }
    }

    #[test]
    fn a_service_that_is_missing_is_named() {
        let problems = run(&["--service", "zoos"], "").unwrap_err();
        assert!(
            problems.contains("there is no service `zoos`"),
            "{problems}"
        );
        assert!(problems.contains("choose one of: zoo"), "{problems}");
    }

    #[test]
    fn kinds_are_listed_and_explained() {
        let list = run(&["--list-kinds"], "").map(|(text, _)| text);
        let list = list.unwrap_or_default();
        assert_eq!(list.lines().count(), Kind::ALL.len());
        for kind in Kind::ALL {
            let name = kind.as_str();
            let explained = run(&["--explain", name], "").map(|(text, _)| text);
            assert!(
                explained.is_ok_and(|text| text.contains(kind.explain())),
                "{name}"
            );
        }
        assert!(run(&["--explain", "fnord"], "").is_err());
    }
}

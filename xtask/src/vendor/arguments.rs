//! The command line of `vendor`.
//!
//! Never here: which operations that comes to (`codegen::vendor`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use smithwright_codegen::diff::used_operations;
use smithwright_codegen::load::{self, Loaded};
use smithwright_codegen::nearest::did_you_mean;
use smithwright_codegen::placement::{slashed, whole};
use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::program;
use smithwright_codegen::selection::Selection;
use smithwright_codegen::text::is_hidden;
use smithwright_codegen::vendor::{Asked, Checkout, OPT_IN_FEATURES, Request, revision_of};

/// Write the crates that a program calls into its own repository
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
    pub(super) out: Option<PathBuf>,

    /// A service, as services.toml names it [default: those that the program calls, or those of the folder]
    #[arg(long, value_name = "SERVICE", requires = "out")]
    pub(super) service: Vec<String>,

    /// Operations: names, patterns such as `Describe*`, `!` before either to leave it out, or @FILE with one a line
    #[arg(long, value_name = "LIST", value_delimiter = ',', requires = "out")]
    pub(super) operations: Vec<String>,

    /// Take the operations that this program calls: a Rust file, or the folder of a crate or workspace
    #[arg(long, value_name = "PATH", requires = "out")]
    pub(super) used_by: Vec<PathBuf>,

    /// Features that vendored crates have only on demand: `rustls`, `testing`
    #[arg(long, value_name = "FEATURE", value_delimiter = ',', requires = "out")]
    pub(super) features: Vec<String>,

    /// Write nothing; exit 1 if the folder is not up to date
    #[arg(long, conflicts_with = "force", requires = "out")]
    pub(super) check: bool,

    /// Overwrite files that somebody has edited
    #[arg(long, requires = "out")]
    pub(super) force: bool,

    /// Take this folder's package of models anew, generate again, and name every file that differs
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["out", "service", "operations", "used_by", "features", "check", "force"]
    )]
    pub(super) verify: Option<PathBuf>,

    /// Packages of models at hand, so that the index is not asked for these
    #[arg(long, value_name = "FILE")]
    pub(super) from: Vec<PathBuf>,

    /// Use only packages from --from and the cache
    #[arg(long)]
    pub(super) offline: bool,
}

/// Why a command cannot go on.
pub(super) enum Wrong {
    /// The command line is wrong.
    Arguments(Problems),
    /// What it leads to is wrong.
    Input(Problems),
}

/// What the command line asks for; `None` where it leaves that to the folder. What it does not speak of stays as the
/// folder has it.
pub(super) fn request(
    checkout: &Checkout,
    folder: &Path,
    args: &Args,
) -> Result<Option<Request>, Wrong> {
    let before = Request::of_folder(folder)?;
    let chooses =
        !args.service.is_empty() || !args.operations.is_empty() || !args.used_by.is_empty();
    if !chooses && before.is_none() && is_vacant(folder) {
        return Err(nothing_asked(folder));
    }
    if !chooses && args.features.is_empty() {
        return Ok(None);
    }
    let mut request = before.unwrap_or_default();
    request.path = way_from_manifest(folder)?;
    let features = args.features.iter();
    let unknown = features.filter(|name| !OPT_IN_FEATURES.contains(&name.as_str()));
    let unknown = unknown.map(|name| {
        let what = format!("there is no optional feature `{name}`");
        let fix = format!("name `{}`, or leave it out", OPT_IN_FEATURES.join("` or `"));
        Problem::new("--features", "", what, fix)
    });
    let unknown: Vec<Problem> = unknown.collect();
    Problems(unknown).finish(()).map_err(Wrong::Arguments)?;
    request.features.extend(args.features.iter().cloned());
    request.features.sort();
    request.features.dedup();
    if chooses {
        choose(checkout, folder, args, &mut request)?;
    }
    Ok(Some(request))
}

/// Takes the services and operations of the command line into the request.
fn choose(
    checkout: &Checkout,
    folder: &Path,
    args: &Args,
    request: &mut Request,
) -> Result<(), Wrong> {
    let loaded = load::load(&checkout.models(), &[])?;
    let entries = entries(&args.operations)?;
    let services = services(&loaded, request, args)?;
    if services.is_empty() {
        return Err(nothing_asked(folder));
    }
    let used_by = args.used_by.iter().map(|path| way(folder, path));
    let used_by = used_by.collect::<Result<Vec<_>, _>>()?;
    let selected = select(&services, &entries)?;
    let mut wrong = Problems::default();
    for (loaded, operations) in services.into_iter().zip(selected) {
        let key = &loaded.service.key;
        // A service that is named alone comes whole.
        let is_told = !entries.is_empty() || !used_by.is_empty();
        let before = request.services.remove(key).filter(|_| is_told);
        let is_new = before.is_none();
        let mut asked = before.unwrap_or_default();
        if !operations.is_empty() {
            asked.operations = operations;
        }
        if !used_by.is_empty() {
            asked.used_by.clone_from(&used_by);
        }
        wrong.extend(fault(loaded, &asked, is_new && !entries.is_empty()));
        request.services.insert(key.clone(), asked);
    }
    wrong.finish(()).map_err(Wrong::Arguments)
}

/// Why nothing, or all of a service that the list does not speak of, would come of what is asked for.
fn fault(loaded: &Loaded, asked: &Asked, is_listed: bool) -> Option<Problem> {
    if !asked.used_by.is_empty() {
        return None;
    }
    let key = &loaded.service.key;
    if is_listed && asked.operations.is_empty() {
        let what = format!("nothing in the list is an operation of `{key}`");
        let fix = "name some, or leave the service out";
        return Some(Problem::new("--operations", "", what, fix));
    }
    let entries = asked.operations.iter().map(String::as_str);
    let selection = Selection::parse(entries).ok()?;
    let is_nothing = selection.of(&loaded.model).is_empty();
    is_nothing.then(|| {
        let what = format!("all operations of `{key}` are left out, and nothing would stay");
        Problem::new("--operations", "", what, "leave out less")
    })
}

fn nothing_asked(folder: &Path) -> Wrong {
    let what = format!("no service is asked for in {}", folder.display());
    let fix = "name a service with --service, or a program with --used-by";
    Wrong::Arguments(Problem::new("--out", "", what, fix).into())
}

/// Whether the folder is not there, or has nothing in it.
fn is_vacant(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// The services that are named; else those that the program calls; else those that the folder has.
fn services<'l>(
    loaded: &'l [Loaded],
    request: &Request,
    args: &Args,
) -> Result<Vec<&'l Loaded>, Wrong> {
    if !args.service.is_empty() {
        let known = || loaded.iter().map(|one| one.service.key.as_str());
        let unknown = args
            .service
            .iter()
            .filter(|name| !known().any(|known| known == *name));
        let unknown = unknown.map(|name| {
            let what = format!("there is no service `{name}`");
            let names = known().collect::<Vec<_>>().join("`, `");
            let fix = did_you_mean(name, known(), &format!("name one of `{names}`"));
            Problem::new("--service", "", what, fix)
        });
        let unknown: Vec<Problem> = unknown.collect();
        Problems(unknown).finish(()).map_err(Wrong::Arguments)?;
        let named = loaded
            .iter()
            .filter(|one| args.service.contains(&one.service.key));
        return Ok(named.collect());
    }
    if args.used_by.is_empty() {
        let known = loaded
            .iter()
            .filter(|one| request.services.contains_key(&one.service.key));
        return Ok(known.collect());
    }
    let (program, _) = program::read(&args.used_by)?;
    let called = loaded
        .iter()
        .filter(|one| !used_operations(&revision_of(one), &program).is_empty());
    let called: Vec<_> = called.collect();
    if called.is_empty() {
        let paths = args.used_by.iter().map(|path| path.display().to_string());
        let paths = paths.collect::<Vec<_>>().join(", ");
        let what = "it calls no operation of any service here";
        let fix = "name the folder of a program that does, or a service with --service";
        return Err(Problem::new(paths, "", what, fix).into());
    }
    Ok(called)
}

/// The entries of `--operations`, with those of the files that it names.
fn entries(operations: &[String]) -> Result<Vec<String>, Wrong> {
    let mut entries = Vec::new();
    for entry in operations {
        let Some(path) = entry.strip_prefix('@') else {
            entries.push(entry.trim().to_owned());
            continue;
        };
        let text = fs::read_to_string(path).map_err(|error| {
            let what = format!("the list cannot be read: {error}");
            let fix = "name a file with an operation a line";
            Wrong::Arguments(Problem::new(path, "", what, fix).into())
        })?;
        let lines = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default().trim());
        entries.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
    }
    Ok(entries)
}

/// The entries that each service has operations for. One that no service has any for is wrong.
fn select(services: &[&Loaded], entries: &[String]) -> Result<Vec<Vec<String>>, Wrong> {
    let mut matched: BTreeMap<&str, bool> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut lists = Vec::new();
    for service in services {
        let mut list = Vec::new();
        for entry in entries {
            let place = format!("`{entry}`");
            match Selection::parse([entry.as_str()]) {
                Err(found) => wrong.extend(
                    found
                        .into_iter()
                        .map(|one| Problem::new("--operations", place.clone(), one.what, one.fix)),
                ),
                Ok(selection) => {
                    let unmatched = selection.unmatched(&service.model);
                    let is_matched = matched.entry(entry.as_str()).or_default();
                    if unmatched.is_empty() {
                        *is_matched = true;
                        list.push(entry.clone());
                    }
                    wrong.extend(unmatched.into_iter().map(|one| {
                        let what = format!("`{}` {}", service.service.key, one.what);
                        Problem::new("--operations", place.clone(), what, one.fix)
                    }));
                }
            }
        }
        lists.push(list);
    }
    let is_matched = |entry: &str| matched.get(entry).copied().unwrap_or_default();
    wrong.retain(|problem| !is_matched(problem.place.trim_matches('`')));
    wrong.dedup();
    Problems(wrong).finish(lists).map_err(Wrong::Arguments)
}

/// The way from the folder to a program, as it is written down.
fn way(folder: &Path, program: &Path) -> Result<String, Problem> {
    let problem = |what: String| {
        let fix = "name a program that exists, on the same drive";
        Problem::new(program, "", what, fix)
    };
    let of = |path: &Path| {
        whole(path).map_err(|error| problem(format!("it cannot be reached: {error}")))
    };
    let way = pathdiff::diff_paths(of(program)?, of(folder)?);
    let way = way.as_deref().and_then(slashed);
    let way = way.ok_or_else(|| problem("there is no relative way to it".to_owned()))?;
    Ok(if way.is_empty() { ".".to_owned() } else { way })
}

/// The way to the folder from the nearest manifest above it, or else the folder's name.
fn way_from_manifest(folder: &Path) -> Result<String, Wrong> {
    let whole = whole(folder).unwrap_or_else(|_| folder.to_owned());
    let above = whole.ancestors().skip(1);
    let host = above
        .into_iter()
        .find(|folder| folder.join("Cargo.toml").is_file());
    let inside = host.and_then(|host| whole.strip_prefix(host).ok());
    let inside = inside.filter(|way| !way.as_os_str().is_empty());
    let Some(way) = inside.or_else(|| whole.file_name().map(Path::new)) else {
        return Ok("vendor".to_owned());
    };
    let is_plain = |way: &String| !way.chars().any(is_hidden);
    slashed(way).filter(is_plain).ok_or_else(|| {
        let what = format!(
            "{} cannot be written into a manifest: it has bytes that are no text, or characters that cannot be seen",
            way.display()
        );
        Wrong::Arguments(Problem::new("--out", "", what, "rename the folder").into())
    })
}

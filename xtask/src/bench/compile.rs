//! `cargo xtask bench compile`: what it costs to compile a client, and to document it.
//!
//! Never here: how CPU time is read, and anything about calls.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use clap::{Args as Arguments, ValueEnum};
use serde_json::Value;

use super::cargo::{Error, artifacts, cargo, output_of, target_folder};
use super::cpu;
use super::pages::{self, Pages};
use super::program;
use crate::print;
use crate::status::Status;

const OURS: &str = "gamelift";
const OFFICIAL: &str = "aws-sdk-gamelift";
const RUNTIME: &str = "smithwright-runtime";

/// Compare compile times: user CPU
///
/// Compiles gamelift and aws-sdk-gamelift in turns, each with everything it depends on already
/// built and nothing of its own left, and measures the user CPU of the cargo command with all its
/// compilers. Incremental compilation is off, the profiles are Cargo's own. The features are those
/// of bench/Cargo.toml, the same for both: without the HTTPS client, which is other crates' code.
///
/// The figures are medians of the runs; the ratio is that of the medians, followed by the lowest
/// and the highest of a pair of runs. smithwright-runtime, which all generated clients of a program
/// share, is measured once, apart, and added in a row of its own: that is what one client costs.
///
/// "program" builds programs from clean, which takes half an hour of CPU, and is left out unless it is asked for.
///
/// Needs Linux. A full run takes about ten minutes of CPU; the first one builds what both sides
/// depend on.
#[derive(Arguments)]
#[command(after_help = "\
Examples:
  cargo xtask bench compile
  cargo xtask bench compile --only check --runs 5")]
pub(crate) struct Args {
    /// How many times each crate is compiled
    #[arg(long, value_name = "NUMBER", default_value_t = 3,
          value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,

    /// Measure this only [default: all but the program]
    #[arg(long, value_name = "KIND")]
    only: Option<Only>,
}

/// What cargo is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Check,
    Build,
    Release,
    Doc,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// `cargo check`
    Check,
    /// `cargo build`
    Build,
    /// `cargo build --release`
    Release,
    /// `cargo doc --no-deps`
    Doc,
    /// A whole program with one call, also with rustc's unstable `hint-mostly-unused`
    Program,
}

impl Only {
    /// What cargo is asked for; none for a whole program.
    fn kind(self) -> Option<Kind> {
        match self {
            Self::Check => Some(Kind::Check),
            Self::Build => Some(Kind::Build),
            Self::Release => Some(Kind::Release),
            Self::Doc => Some(Kind::Doc),
            Self::Program => None,
        }
    }
}

impl Kind {
    const ALL: [Self; 4] = [Self::Check, Self::Build, Self::Release, Self::Doc];

    fn label(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
            Self::Release => "build --release",
            Self::Doc => "doc --no-deps",
        }
    }

    fn subcommand(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build | Self::Release => "build",
            Self::Doc => "doc",
        }
    }

    fn profile(self) -> &'static str {
        match self {
            Self::Check | Self::Build | Self::Doc => "dev",
            Self::Release => "release",
        }
    }

    /// How much of the official crate's time ours may take.
    fn limit(self) -> f64 {
        match self {
            Self::Check => 0.25,
            Self::Build => 0.10,
            Self::Release => 0.045,
            Self::Doc => 0.5,
        }
    }

    /// The same for ours together with the runtime, which a program with one client compiles for it alone.
    fn limit_with_runtime(self) -> Option<f64> {
        match self {
            Self::Check => Some(0.30),
            Self::Build => Some(0.15),
            Self::Release => Some(0.10),
            Self::Doc => None,
        }
    }
}

/// Runs the benchmark and prints its table.
pub(super) fn run(args: &Args) -> Result<(), Error> {
    let mut status = Status::new();
    let only = args.only.map(Only::kind);
    if only == Some(None) {
        return program::run(&mut status);
    }
    let packages = Packages::load()?;
    let heading = heading();
    print::line(&heading);
    print::line(&"-".repeat(heading.len()));
    let kinds = Kind::ALL.into_iter();
    let (mut library, mut pages) = (None, None);
    for kind in kinds.filter(|kind| only.is_none_or(|only| only == Some(*kind))) {
        let times = measure(kind, args.runs, &packages, &mut status)?;
        status.clear();
        print::line(&times.row(kind));
        if let Some(row) = times.row_with_runtime(kind) {
            print::line(&row);
        }
        library = times.library.or(library);
        pages = times.pages.or(pages);
    }
    for row in size_rows(&packages, library, pages)? {
        print::line(&row);
    }
    Ok(())
}

/// The packages of the workspace `bench/`, as `cargo metadata` lists them.
struct Packages(Value);

impl Packages {
    fn load() -> Result<Self, Error> {
        let mut command = cargo("metadata", "bench");
        command.args(["--format-version", "1", "--locked"]);
        let output = output_of(&mut command)?;
        serde_json::from_slice(&output.stdout)
            .map(Self)
            .map_err(|error| Error::new("cannot read what cargo metadata printed", error))
    }

    fn package(&self, name: &str) -> Result<&Value, Error> {
        let mut packages = self.0["packages"].as_array().into_iter().flatten();
        packages
            .find(|package| package["name"] == name)
            .ok_or_else(|| Error::new(name, "bench/Cargo.toml does not depend on it"))
    }

    fn id(&self, name: &str) -> Result<&str, Error> {
        let id = self.package(name)?["id"].as_str();
        id.ok_or_else(|| Error::new(name, "has no package id"))
    }

    /// The ids of what a package depends on directly.
    fn dependencies(&self, name: &str) -> Result<Vec<&str>, Error> {
        let id = self.id(name)?;
        let mut nodes = self.0["resolve"]["nodes"].as_array().into_iter().flatten();
        let node = nodes
            .find(|node| node["id"] == id)
            .ok_or_else(|| Error::new(name, "is not in cargo's graph"))?;
        let dependencies = node["dependencies"].as_array().into_iter().flatten();
        Ok(dependencies.filter_map(Value::as_str).collect())
    }

    /// The folder of a package's sources.
    fn sources(&self, name: &str) -> Result<&Path, Error> {
        let manifest = self.package(name)?["manifest_path"].as_str();
        let folder = manifest.and_then(|manifest| Path::new(manifest).parent());
        folder.ok_or_else(|| Error::new(name, "has no folder"))
    }
}

/// The user CPU of compiling.
struct Times {
    /// Ours and the official crate, in turns.
    pairs: Vec<(Duration, Duration)>,
    runtime: Duration,
    /// How large the libraries are, ours and theirs.
    library: Option<(u64, u64)>,
    /// The same of what rustdoc wrote.
    pages: Option<(Pages, Pages)>,
}

fn measure(
    kind: Kind,
    runs: u32,
    packages: &Packages,
    status: &mut Status,
) -> Result<Times, Error> {
    let label = kind.label();
    status.show(&format!("{label}: building what both sides depend on"));
    let mut dependencies: BTreeSet<&str> = BTreeSet::new();
    dependencies.extend(packages.dependencies(OFFICIAL)?);
    dependencies.extend(packages.dependencies(RUNTIME)?);
    // Documentation needs what it is about to be checked, and nothing to be documented.
    let needed = if kind == Kind::Doc { Kind::Check } else { kind };
    build(needed, dependencies)?;

    status.show(&format!("{label}: {RUNTIME}"));
    let runtime = compile(kind, packages.id(RUNTIME)?)?.cpu;
    if needed != kind {
        // To measure the runtime, what was made of it was removed.
        build(needed, [packages.id(RUNTIME)?])?;
    }
    let (ours, official) = (packages.id(OURS)?, packages.id(OFFICIAL)?);
    let mut pairs = Vec::new();
    let (mut library, mut pages) = (None, None);
    for run in 1..=runs {
        status.show(&format!("{label}: {OURS}, run {run} of {runs}"));
        let ours = compile(kind, ours)?;
        status.show(&format!("{label}: {OFFICIAL}, run {run} of {runs}"));
        let official = compile(kind, official)?;
        pairs.push((ours.cpu, official.cpu));
        library = ours.library.zip(official.library);
        pages = ours.pages.zip(official.pages);
    }
    Ok(Times {
        pairs,
        runtime,
        library,
        pages,
    })
}

/// What compiling one package gave.
struct Compiled {
    cpu: Duration,
    /// The size of its library, where one was linked.
    library: Option<u64>,
    /// What rustdoc wrote, where it did.
    pages: Option<Pages>,
}

/// Compiles one package again, and makes sure that it was the only one.
fn compile(kind: Kind, package: &str) -> Result<Compiled, Error> {
    let mut clean = cargo("clean", "bench");
    clean
        .args(["--locked", "--profile", kind.profile()])
        .args(["--package", package, "--target-dir"])
        .arg(target_folder());
    output_of(&mut clean)?;
    if kind == Kind::Doc {
        pages::remove(&pages::folder())?;
    }
    let before = cpu::of_children()?;
    let output = build(kind, [package])?;
    let cpu = cpu::of_children()?.saturating_sub(before);

    let mut artifacts = artifacts(&output);
    artifacts.retain(|artifact| artifact["fresh"] == false);
    match artifacts.as_slice() {
        [one] if one["package_id"] == package => Ok(Compiled {
            cpu,
            library: library(one),
            pages: match kind {
                Kind::Doc => Some(pages::count(&pages::folder())?),
                _ => None,
            },
        }),
        several => {
            let names = several.iter().map(|one| one["package_id"].to_string());
            Err(Error::new(
                format!("cannot measure {package} alone, this was compiled with it"),
                names.collect::<Vec<_>>().join(", "),
            ))
        }
    }
}

/// The size of the library that an artifact message of cargo names.
fn library(artifact: &Value) -> Option<u64> {
    let files = artifact["filenames"].as_array()?;
    let mut files = files.iter().filter_map(Value::as_str).map(Path::new);
    let library = files.find(|path| path.extension().is_some_and(|it| it == "rlib"))?;
    fs::metadata(library).ok().map(|file| file.len())
}

fn build<'a>(kind: Kind, packages: impl IntoIterator<Item = &'a str>) -> Result<Output, Error> {
    let mut command = cargo(kind.subcommand(), "bench");
    command
        .args(["--locked", "--message-format", "json-render-diagnostics"])
        .args(["--profile", kind.profile(), "--target-dir"])
        .arg(target_folder())
        .env("CARGO_INCREMENTAL", "0");
    if kind == Kind::Doc {
        command.arg("--no-deps");
    }
    for package in packages {
        command.args(["--package", package]);
    }
    output_of(&mut command)
}

/// The name of a row, its two sides and their ratio, then whatever there is to say of that.
fn line(name: &str, ours: &str, official: &str, ratio: &str, rest: [&str; 4]) -> String {
    let [range, target, verdict, runtime] = rest;
    let line = format!(
        "{name:<18} {ours:>12} {official:>18} {ratio:>7} {range:>11}  {target:<8} {verdict:<8} \
         {runtime:>20}"
    );
    line.trim_end().to_owned()
}

fn heading() -> String {
    let rest = ["of pairs", "target", "", RUNTIME];
    line("user CPU", OURS, OFFICIAL, "ratio", rest)
}

impl Times {
    fn row(&self, kind: Kind) -> String {
        let runtime = seconds(self.runtime);
        row(kind.label(), &self.pairs, kind.limit(), &runtime)
    }

    /// What a program pays that has this client alone.
    fn row_with_runtime(&self, kind: Kind) -> Option<String> {
        let limit = kind.limit_with_runtime()?;
        let pairs = self.pairs.iter();
        let pairs: Vec<_> = pairs
            .map(|(ours, official)| (*ours + self.runtime, *official))
            .collect();
        Some(row("  with the runtime", &pairs, limit, ""))
    }
}

fn row(name: &str, pairs: &[(Duration, Duration)], limit: f64, runtime: &str) -> String {
    let ours = median(pairs.iter().map(|pair| pair.0));
    let official = median(pairs.iter().map(|pair| pair.1));
    let ratios = pairs.iter().map(|pair| ratio(pair.0, pair.1));
    let (low, high) = (
        ratios.clone().fold(f64::INFINITY, f64::min),
        ratios.fold(0.0, f64::max),
    );
    let found = ratio(ours, official);
    let verdict = if found <= limit { "met" } else { "missed" };
    line(
        name,
        &seconds(ours),
        &seconds(official),
        &format!("{found:.3}"),
        [
            &format!("{low:.3}-{high:.3}"),
            &format!("<= {limit}"),
            verdict,
            runtime,
        ],
    )
}

/// The middle one, or the mean of the middle two.
pub(super) fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let middle = times.len() / 2;
    let from = middle.saturating_sub(usize::from(times.len().is_multiple_of(2)));
    let middle: &[Duration] = times.get(from..=middle).unwrap_or_default();
    let number = u32::try_from(middle.len()).unwrap_or(1).max(1);
    middle.iter().sum::<Duration>() / number
}

fn ratio(ours: Duration, official: Duration) -> f64 {
    ours.as_secs_f64() / official.as_secs_f64()
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// The rows of what does not vary: sources, and the libraries that were built last.
fn size_rows(
    packages: &Packages,
    library: Option<(u64, u64)>,
    pages: Option<(Pages, Pages)>,
) -> Result<Vec<String>, Error> {
    let size = |name| {
        let folder = packages.sources(name)?.join("src");
        Size::of(&folder).map_err(|error| Error::new(folder.display(), error))
    };
    let (ours, official, runtime) = (size(OURS)?, size(OFFICIAL)?, size(RUNTIME)?);
    let row = |name, unit: u64, ours: u64, official: u64, runtime: Option<u64>| {
        line(
            name,
            &grouped(ours / unit),
            &grouped(official / unit),
            &share(ours, official),
            [
                "",
                "",
                "",
                &runtime.map_or_else(String::new, |it| grouped(it / unit)),
            ],
        )
    };
    let mut rows = vec![
        row(
            "source lines",
            1,
            ours.lines,
            official.lines,
            Some(runtime.lines),
        ),
        row(
            "source KiB",
            1024,
            ours.bytes,
            official.bytes,
            Some(runtime.bytes),
        ),
    ];
    rows.extend(library.map(|(ours, official)| row("library KiB", 1024, ours, official, None)));
    if let Some((ours, official)) = pages {
        rows.push(row("doc KiB", 1024, ours.bytes, official.bytes, None));
        rows.push(row("doc pages", 1, ours.pages, official.pages, None));
    }
    Ok(rows)
}

#[allow(clippy::cast_precision_loss, reason = "far from the limits of a float")]
fn share(ours: u64, official: u64) -> String {
    format!("{:.3}", ours as f64 / official as f64)
}

/// A number with a comma before every three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How much Rust there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    lines: u64,
    bytes: u64,
}

impl Size {
    /// All of the Rust in a folder and in those in it.
    fn of(folder: &Path) -> io::Result<Self> {
        let mut size = Self::default();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let more = if path.is_dir() {
                Self::of(&path)?
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path)?;
                Self {
                    lines: text.lines().count() as u64,
                    bytes: text.len() as u64,
                }
            } else {
                Self::default()
            };
            size.lines += more.lines;
            size.bytes += more.bytes;
        }
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(pairs: &[(u64, u64)]) -> Times {
        let pair =
            |pair: &(u64, u64)| (Duration::from_millis(pair.0), Duration::from_millis(pair.1));
        Times {
            pairs: pairs.iter().map(pair).collect(),
            runtime: Duration::from_millis(600),
            library: None,
            pages: None,
        }
    }

    #[track_caller]
    fn check(kind: Kind, pairs: &[(u64, u64)], expected: &str) {
        let row = times(pairs).row(kind);
        let words: Vec<&str> = row.split_whitespace().collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn a_row_has_medians_their_ratio_and_the_verdict() {
        check(
            Kind::Check,
            &[(3000, 10_000), (9000, 12_000), (2000, 11_000)],
            "check 3.00 s 11.00 s 0.273 0.182-0.750 <= 0.25 missed 0.60 s",
        );
        check(
            Kind::Release,
            &[(400, 10_000)],
            "build --release 0.40 s 10.00 s 0.040 0.040-0.040 <= 0.045 met 0.60 s",
        );
        check(
            Kind::Build,
            &[(3000, 10_000), (4000, 10_000)],
            "build 3.50 s 10.00 s 0.350 0.300-0.400 <= 0.1 missed 0.60 s",
        );
    }

    #[test]
    fn the_runtime_is_added_to_ours() {
        let times = times(&[(400, 10_000)]);
        let words = |kind| {
            let row = times.row_with_runtime(kind)?;
            Some(row.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let expected = "with the runtime 1.00 s 10.00 s 0.100 0.100-0.100 <= 0.1 met";
        assert_eq!(words(Kind::Release).as_deref(), Some(expected));
        assert_eq!(words(Kind::Doc), None);
    }

    #[test]
    fn large_numbers_are_grouped() {
        let grouped = [0, 999, 1000, 193_924, 1_000_000].map(grouped);
        assert_eq!(grouped, ["0", "999", "1,000", "193,924", "1,000,000"]);
    }

    #[test]
    fn only_an_rlib_is_a_library() {
        let none = serde_json::json!({ "filenames": ["/there/is/no/such.rmeta"] });
        assert_eq!(library(&none), None);
    }
}

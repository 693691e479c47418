//! `cargo xtask bench counts`: how many instructions checking, writing and reading take, held against a file.
//!
//! valgrind counts them, so a busy machine does not matter, and a change of one percent shows. Never here: what is
//! counted at run time (`bench/src/ours/counted.rs`).

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args as Arguments;

use super::cargo::{Error, built, cargo, output_of, target_folder};
use crate::{print, workspace};

/// Where the numbers stand.
const FILE: &str = "bench/counts.toml";

/// By how much a count may be above the file's, in percent.
const TOLERANCE: u64 = 1;

/// The variable that makes this program run rustc under valgrind: its value is the file for what is counted.
const RUSTC: &str = "XTASK_COUNT_RUSTC";

/// The crate whose check is counted.
const CRATE: &str = "gamelift";

/// The cases of `bench count`, and how often each runs at least.
const CASES: [(&str, u64); 5] = [
    ("serialise", 200),
    ("parse-cbor", 20),
    ("parse-cbor-sorted", 20),
    ("parse-json", 20),
    ("parse-json-sorted", 20),
];

/// Count instructions: checking gamelift, writing a request, reading answers
///
/// Compares with bench/counts.toml, and fails where a count is more than 1% above. Counts are those of
/// valgrind's cachegrind, which must be installed. They are only comparable for one version of rustc: with
/// another one than the file's they are printed, and judged by nobody.
#[derive(Arguments)]
#[command(after_help = "\
Examples:
  cargo xtask bench counts
  cargo xtask bench counts --accept          write bench/counts.toml")]
pub(crate) struct Args {
    /// Write the counts into bench/counts.toml
    #[arg(long)]
    accept: bool,
}

/// The file.
#[derive(Debug, PartialEq)]
struct Counts {
    /// What `rustc --version` says.
    rustc: String,
    counts: BTreeMap<String, u64>,
}

/// Counts, and compares or writes.
pub(super) fn run(args: &Args) -> Result<(), Error> {
    let file = workspace::folder("bench")
        .map_err(|problem| Error::new(FILE, problem))?
        .join("counts.toml");
    let found = Counts {
        rustc: said_by("rustc", &["--version"])?,
        counts: counted()?,
    };
    if args.accept {
        return fs::write(&file, found.text()).map_err(|error| Error::new(file.display(), error));
    }
    let text = fs::read_to_string(&file).map_err(|error| Error::new(file.display(), error))?;
    let known = Counts::read(&text)?;
    let above = found.compare(&known);
    if above == 0 {
        return Ok(());
    }
    Err(Error::new(
        format!("{above} more than {TOLERANCE}% above {FILE}"),
        "if that is what it should cost, run `cargo xtask bench counts --accept` and say why in the commit",
    ))
}

fn counted() -> Result<BTreeMap<String, u64>, Error> {
    let folder = tempfile::tempdir().map_err(|error| Error::new("a temporary folder", error))?;
    let mut counts = BTreeMap::new();
    counts.insert("check".to_owned(), of_check(folder.path())?);
    let mut build = cargo("build", "bench");
    build
        .args(["--release", "--locked", "--bin", "bench", "--target-dir"])
        .arg(target_folder());
    let program = built(&mut build, "bench")?;
    for (case, times) in CASES {
        let file = folder.path().join(case);
        let of = |times: u64| {
            let mut command = valgrind(&file);
            command
                .arg(&program)
                .args(["count", case, &times.to_string()]);
            output_of(&mut command)?;
            count(&file)
        };
        // What happens once is in both.
        let (once, twice) = (of(times)?, of(2 * times)?);
        counts.insert(case.to_owned(), twice.saturating_sub(once) / times);
    }
    Ok(counts)
}

/// The instructions of checking the crate alone, incremental compilation off.
fn of_check(folder: &Path) -> Result<u64, Error> {
    let file = folder.join("check");
    let check = || {
        let mut check = cargo("check", "bench");
        check
            .args(["--locked", "--package", CRATE, "--target-dir"])
            .arg(target_folder())
            .env("CARGO_INCREMENTAL", "0");
        check
    };
    output_of(&mut check())?;
    let mut clean = cargo("clean", "bench");
    clean
        .args([
            "--locked",
            "--profile",
            "dev",
            "--package",
            CRATE,
            "--target-dir",
        ])
        .arg(target_folder());
    output_of(&mut clean)?;
    let program = env::current_exe().map_err(|error| Error::new("this program", error))?;
    let mut counted = check();
    counted.env("RUSTC_WRAPPER", program).env(RUSTC, &file);
    output_of(&mut counted)?;
    count(&file)
}

/// Runs rustc where cargo has started this program in its place: under valgrind if it compiles the crate.
pub(crate) fn as_rustc() -> Option<ExitCode> {
    let file = PathBuf::from(env::var_os(RUSTC)?);
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let is_it = arguments
        .windows(2)
        .any(|pair| pair[0] == "--crate-name" && pair[1] == CRATE);
    let mut command = if is_it {
        // rustup's program would start another one.
        let sysroot = Command::new(&rustc).args(["--print", "sysroot"]).output();
        let sysroot = String::from_utf8(sysroot.ok()?.stdout).ok()?;
        let mut command = valgrind(&file);
        command.arg(Path::new(sysroot.trim()).join("bin/rustc"));
        command
    } else {
        Command::new(rustc)
    };
    let status = command.args(arguments).status().ok();
    let code = status.and_then(|status| u8::try_from(status.code()?).ok());
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn valgrind(file: &Path) -> Command {
    let mut out = OsString::from("--cachegrind-out-file=");
    out.push(file);
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=cachegrind", "--cache-sim=no", "--quiet"])
        .arg(out);
    command
}

/// The sum in a file of cachegrind.
fn count(file: &Path) -> Result<u64, Error> {
    let text = fs::read_to_string(file).map_err(|error| Error::new(file.display(), error))?;
    summary(&text).ok_or_else(|| Error::new(file.display(), "cachegrind wrote no sum"))
}

fn summary(text: &str) -> Option<u64> {
    let sum = text
        .lines()
        .find_map(|line| line.strip_prefix("summary:"))?;
    sum.trim().parse().ok()
}

fn said_by(program: &str, arguments: &[&str]) -> Result<String, Error> {
    let output = output_of(Command::new(program).args(arguments))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Counts {
    fn read(text: &str) -> Result<Self, Error> {
        let table: toml::Table =
            toml::from_str(text).map_err(|error| Error::new(FILE, error.message()))?;
        let rustc = table.get("rustc").and_then(toml::Value::as_str);
        let counts = table.get("counts").and_then(toml::Value::as_table);
        let (Some(rustc), Some(counts)) = (rustc, counts) else {
            return Err(Error::new(FILE, "there is no `rustc`, or no `[counts]`"));
        };
        let counts = counts.iter().map(|(name, count)| {
            let count = count.as_integer().and_then(|count| count.try_into().ok());
            let count = count.ok_or_else(|| Error::new(FILE, format!("{name} is no count")))?;
            Ok((name.clone(), count))
        });
        Ok(Self {
            rustc: rustc.to_owned(),
            counts: counts.collect::<Result<_, _>>()?,
        })
    }

    fn text(&self) -> String {
        let counts = self.counts.iter();
        let counts: String = counts.fold(String::new(), |lines, (name, count)| {
            format!("{lines}{name} = {count}\n")
        });
        format!(
            "# Instructions, counted by valgrind: of `cargo check` of gamelift, and of one run of each case in\n\
             # bench/src/ours/counted.rs. Written by `cargo xtask bench counts --accept`.\n\
             rustc = \"{}\"\n\n[counts]\n{counts}",
            self.rustc
        )
    }

    /// Prints every count beside the known one. How many are too far above.
    fn compare(&self, known: &Self) -> usize {
        let comparable = self.rustc == known.rustc;
        if !comparable {
            print::line(&format!(
                "not comparable: {FILE} was counted with {}, and this is {}",
                known.rustc, self.rustc
            ));
        }
        let mut above = 0;
        for (name, found) in &self.counts {
            let old = known.counts.get(name).copied();
            let is_above = old.is_none_or(|old| is_above(old, *found));
            above += usize::from(comparable && is_above);
            let shown = old.map_or_else(
                || "not in the file".to_owned(),
                |old| format!("{:+.2}%", change(old, *found)),
            );
            print::line(&format!(
                "{name:<20} {:>16} {found:>16}  {shown}",
                old.map_or_else(String::new, |old| old.to_string())
            ));
        }
        above
    }
}

fn is_above(old: u64, new: u64) -> bool {
    u128::from(new) * 100 > u128::from(old) * u128::from(100 + TOLERANCE)
}

/// By how many percent the new count is above the old one.
#[allow(clippy::cast_precision_loss, reason = "counts are far from its limits")]
fn change(old: u64, new: u64) -> f64 {
    (new as f64 / old as f64 - 1.0) * 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(rustc: &str, check: u64) -> Counts {
        Counts {
            rustc: rustc.to_owned(),
            counts: BTreeMap::from([("check".to_owned(), check)]),
        }
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let written = counts("rustc 1.94.1", 12_000_000_000);
        let read = Counts::read(&written.text()).ok();
        assert_eq!(read, Some(written));
    }

    #[test]
    fn a_file_that_is_none_is_told() {
        let said = |text| Counts::read(text).map_err(|error| error.to_string());
        assert_eq!(
            said("rustc = 'a'"),
            Err("bench/counts.toml: there is no `rustc`, or no `[counts]`".to_owned())
        );
        assert_eq!(
            said("rustc = 'a'\n[counts]\ncheck = -1"),
            Err("bench/counts.toml: check is no count".to_owned())
        );
    }

    #[test]
    fn one_percent_is_not_too_much() {
        let known = counts("a", 1000);
        let above = [990, 1010, 1011].map(|found| counts("a", found).compare(&known));
        assert_eq!(above, [0, 0, 1]);
        assert_eq!(counts("b", 2000).compare(&known), 0);
        let mut more = counts("a", 1000);
        more.counts.insert("parse".to_owned(), 1);
        assert_eq!(more.compare(&known), 1);
    }

    #[test]
    fn cachegrind_writes_its_sum_at_the_end() {
        assert_eq!(
            summary("fn=main\n1 2\nsummary: 12467015035\n"),
            Some(12_467_015_035)
        );
        assert_eq!(summary("events: Ir\n"), None);
    }
}

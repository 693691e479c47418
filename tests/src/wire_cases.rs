//! Wire cases: requests, responses and errors that another client computed, run against ours.
//!
//! A file has one case a line, as JSON. A `request` says what the parameters of a call become on the
//! wire; a `response` or an `error` says what comes out of a call that is answered so. Every case goes
//! through the client that a user calls, with an HTTP client in the network's place; only values are
//! compared, never their spelling. Inputs are built, and outputs seen, by their tables: there is no code
//! here for any one operation.
//!
//! What a file gets wrong is a failure like any other, with the line's number.

mod case;
mod check;
mod exchange;
pub mod input;
mod message;
mod round_trip;
mod tree;

use std::fmt;
use std::path::{Path, PathBuf};

use self::case::{Case, Kind};

/// What came of the cases of some files.
#[derive(Debug, Default)]
pub struct Report {
    /// How many cases are as expected.
    pub passed: usize,
    /// Those that are not.
    pub failures: Vec<Failure>,
}

/// A case that is not as expected, or a file or line that is no case.
#[derive(Debug)]
pub struct Failure {
    /// The file, and the line if it is about one.
    pub place: String,
    /// Which case it is, as far as that could be read.
    pub case: Option<String>,
    /// What is wrong, one text for each difference.
    pub reasons: Vec<String>,
}

/// The most reasons that a report shows of one failure.
const MAX_REASONS: usize = 8;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FAILED {}", self.place)?;
        if let Some(case) = &self.case {
            write!(f, ": {case}")?;
        }
        for reason in self.reasons.iter().take(MAX_REASONS) {
            write!(f, "\n    {reason}")?;
        }
        match self.reasons.len().checked_sub(MAX_REASONS) {
            None | Some(0) => Ok(()),
            Some(more) => write!(f, "\n    and {more} more"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failures {
            writeln!(f, "{failure}")?;
        }
        write!(f, "{} passed, {} failed", self.passed, self.failures.len())
    }
}

/// Runs the cases of all `files`, one after the other.
pub async fn run(files: &[PathBuf]) -> Report {
    let mut report = Report::default();
    for line in files.iter().flat_map(|file| lines(file)) {
        let reasons = match &line.case {
            Ok(case) => check::check(case).await,
            Err(reason) => vec![reason.clone()],
        };
        report.add(line, reasons);
    }
    report
}

/// Takes the requests and responses of all `files` through `serde`; errors do not count.
pub fn run_serde(files: &[PathBuf]) -> Report {
    let mut report = Report::default();
    for line in files.iter().flat_map(|file| lines(file)) {
        if let Ok(case) = &line.case
            && case.kind == Kind::Error
        {
            continue;
        }
        let reasons = match &line.case {
            Ok(case) => round_trip::check(case),
            Err(reason) => vec![reason.clone()],
        };
        report.add(line, reasons);
    }
    report
}

impl Report {
    fn add(&mut self, line: Line, reasons: Vec<String>) {
        if reasons.is_empty() {
            self.passed += 1;
        } else {
            self.failures.push(Failure {
                place: line.place,
                case: line.case.ok().map(|case| case.to_string()),
                reasons,
            });
        }
    }
}

/// A line of a file, or a file that cannot be read.
struct Line {
    place: String,
    /// The case, or why there is none.
    case: Result<Case, String>,
}

fn lines(file: &Path) -> Vec<Line> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            return vec![Line {
                place: file.display().to_string(),
                case: Err(format!("cannot be read: {error}")),
            }];
        }
    };
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    let lines = lines.map(|(index, line)| Line {
        place: format!("{}:{}", file.display(), index + 1),
        case: serde_json::from_slice(line).map_err(|error| format!("not a case: {error}")),
    });
    lines.collect()
}

//! Problems with an input, worded so that a person can fix them.
//!
//! Every stage collects all the [`Problem`]s it can find before it stops, and hands them on as one
//! [`Problems`]. They are shown as text, two lines each. Never here: printing, exit codes, anything that knows what the problems are about.

use std::fmt;
use std::path::PathBuf;

use crate::medium::terminal::shown;

/// One thing that is wrong, where it stands, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as a path relative to the folder of models.
    pub file: PathBuf,
    /// The place in it: a JSON pointer such as `/shapes/Fleet/members/Id`, a line, or empty.
    pub place: String,
    /// What is wrong, as a sentence without a full stop.
    pub what: String,
    /// What to do about it, as a sentence without a full stop.
    pub fix: String,
}

impl Problem {
    /// A problem in `file` at `place`.
    pub fn new(
        file: impl Into<PathBuf>,
        place: impl Into<String>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            file: file.into(),
            place: place.into(),
            what: what.into(),
            fix: fix.into(),
        }
    }
}

impl fmt::Display for Problem {
    /// Two lines, whatever was wrong: names and values in it are those of the input.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Models and packages take part in all of it.
        let place = match self.place.as_str() {
            "" => String::new(),
            place => format!(": {place}"),
        };
        let first = format!("{}{place}: {}", self.file.display(), self.what);
        write!(f, "{}\n    fix: {}", shown(&first), shown(&self.fix))
    }
}

/// Everything that was found wrong; never empty when it is an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// `value`, unless something was found wrong.
    pub fn finish<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }

    /// The value of a result; or nothing, and its problems are among these.
    pub fn keep<T>(&mut self, result: Result<T, impl Into<Self>>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(found) => {
                self.0.extend(found.into().0);
                None
            }
        }
    }

    /// The values of all results, unless any of them is a problem; then the problems of all.
    pub fn all<T>(
        results: impl Iterator<Item = Result<T, impl Into<Self>>>,
    ) -> Result<Vec<T>, Self> {
        let mut problems = Self::default();
        let values = results.filter_map(|result| problems.keep(result)).collect();
        problems.finish(values)
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Self {
        Self(problems)
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        self.0.extend(problems);
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

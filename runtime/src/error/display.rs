//! [`DisplayErrorContext`]: an error with all that caused it, for a log.
//!
//! Never here: `Debug` of an `SdkError`, which shows the response.

use std::error::Error;
use std::fmt;

/// How many causes are shown, should they go round in a circle.
const LONGEST: usize = 64;

/// Displays an error and all its causes, which most errors leave to `source()`.
///
/// ```
/// # use smithwright_runtime::error::{DisplayErrorContext, ErrorMetadata};
/// # let error = ErrorMetadata::builder().code("Busy").build();
/// eprintln!("no game session: {}", DisplayErrorContext(&error));
/// ```
///
/// In parentheses follows `Debug` of the innermost cause. It shows no body of a response: the `Debug` of an
/// [`SdkError`](super::SdkError) shows the response that it holds, and an `SdkError` is never the innermost.
pub struct DisplayErrorContext<E: Error>(
    /// The error.
    pub E,
);

impl<E: Error> fmt::Display for DisplayErrorContext<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Chain(&self.0))?;
        match sources(&self.0).last() {
            Some(innermost) => write!(f, " ({innermost:?})"),
            None => write!(f, " ({:?})", self.0),
        }
    }
}

impl<E: Error> fmt::Debug for DisplayErrorContext<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An error and its causes, the outermost first.
pub(super) struct Chain<'a>(pub(super) &'a dyn Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        sources(self.0).try_for_each(|source| write!(f, ": {source}"))
    }
}

fn sources<'a>(error: &'a dyn Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let next = |error: &&'a (dyn Error + 'static)| (**error).source();
    std::iter::successors(error.source(), next).take(LONGEST)
}

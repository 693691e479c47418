//! All that is wrong with one structure: [`ValidationErrors`].
//!
//! Never here: what is wrong with one of its values ([`super::violation`]).

use std::error::Error;
use std::fmt;

use super::violation::Violation;
use crate::error::SdkError;

/// How many violations are printed. All of them are kept.
const SHOWN: usize = 20;

/// Every violation of the model's constraints by one request or structure, in the order of its members.
///
/// A call that is not sent for this reason fails with [`SdkError::ConstructionFailure`];
/// [`from_sdk_error`](Self::from_sdk_error) gets the violations out of it. Neither `Display` nor `Debug`
/// shows a value that the model calls sensitive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationErrors {
    subject: &'static str,
    is_request: bool,
    violations: Vec<Violation>,
}

impl ValidationErrors {
    /// An error if there are violations of `subject`: an operation's name if it is a request, or else a
    /// structure's.
    pub(super) fn none_of(
        subject: &'static str,
        is_request: bool,
        violations: Vec<Violation>,
    ) -> Result<(), Self> {
        if violations.is_empty() {
            return Ok(());
        }
        Err(Self {
            subject,
            is_request,
            violations,
        })
    }

    /// The violations that kept a call from being sent, if that is what `error` is about.
    pub fn from_sdk_error<E, R>(error: &SdkError<E, R>) -> Option<&Self>
    where
        E: Error + 'static,
        R: fmt::Debug,
    {
        if !matches!(error, SdkError::ConstructionFailure(_)) {
            return None;
        }
        let mut source = error.source();
        while let Some(cause) = source {
            if let Some(found) = cause.downcast_ref() {
                return Some(found);
            }
            source = cause.source();
        }
        None
    }

    /// The violations; there is at least one.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// The operation whose request it is, or the structure, as the model spells it.
    pub fn subject(&self) -> &'static str {
        self.subject
    }
}

impl fmt::Display for ValidationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let request = if self.is_request { " request" } else { "" };
        let count = self.violations.len();
        let plural = if count == 1 { "" } else { "s" };
        write!(
            f,
            "invalid {}{request} ({count} problem{plural}):",
            self.subject
        )?;
        for violation in self.violations.iter().take(SHOWN) {
            write!(f, "\n  {violation}")?;
        }
        let more = count.saturating_sub(SHOWN);
        if more > 0 {
            write!(f, "\n  and {more} more")?;
        }
        if self.is_request {
            f.write_str("\nto send it all the same: .customize().validation(Validation::Off)")?;
        }
        Ok(())
    }
}

impl Error for ValidationErrors {}

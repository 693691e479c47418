//! [`ValidationErrors`]: all violations of one structure.
//!
//! Never here: one violation ([`super::violation`]).

use std::error::Error;
use std::fmt;

use super::violation::Violation;
use crate::error::SdkError;

/// The maximum number of violations that are printed. All are kept.
const SHOWN: usize = 20;

/// All violations of the model's constraints by one request or structure, in the order of its members.
///
/// A call whose request has violations is not sent, and fails with [`SdkError::ConstructionFailure`];
/// [`from_sdk_error`](Self::from_sdk_error) gets the violations out of it. Neither `Display` nor `Debug` shows
/// sensitive values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationErrors {
    subject: &'static str,
    is_request: bool,
    violations: Vec<Violation>,
}

impl ValidationErrors {
    /// Fails if there are violations. `subject` is the name of the operation for a request, else that of the
    /// structure.
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

    /// The violations because of which a call was not sent; `None` if it failed for another reason.
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

    /// The name in the model of the operation, for a request, or of the structure.
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

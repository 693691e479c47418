//! Validation: checks values against the constraints of the model, right before they are written.
//!
//! One walk over any [`Structure`] and its schema, compiled once. It returns [`ValidationErrors`]: every violation,
//! with its path and its rule, and never a sensitive value.
//! Never here: settings ([`crate::config`]), sending ([`crate::client`]), reading responses.

mod errors;
mod level;
mod missing;
mod number;
mod path;
mod pattern;
mod violation;
mod walk;

pub use self::errors::ValidationErrors;
pub use self::level::Validation;
pub use self::missing::MissingMember;
#[doc(hidden)]
pub use self::missing::required;
pub use self::violation::{Rule, Violation};
pub(crate) use self::walk::OperationFacts;
#[doc(hidden)]
pub use crate::operation::check::{request, request_of};
use crate::value::Structure;

/// What `validate` returns: every violation, if there is any.
pub type Result = std::result::Result<(), ValidationErrors>;

/// Checks a structure that is not an input: what its `validate` method does.
///
/// # Errors
/// Every violation.
#[doc(hidden)]
pub fn structure(structure: &dyn Structure, level: Validation) -> Result {
    let violations = walk::violations(structure, level, None);
    ValidationErrors::none_of(structure.schema().name, false, violations)
}

/// Checks the input of an operation.
pub(crate) fn input(input: &dyn Structure, operation: OperationFacts, level: Validation) -> Result {
    let violations = walk::violations(input, level, Some(operation));
    ValidationErrors::none_of(operation.name, true, violations)
}

/// Whether a value meets every constraint of a shape.
#[cfg(feature = "testing")]
pub(crate) fn meets(value: crate::value::View<'_>, shape: &'static crate::schema::Shape) -> bool {
    walk::meets(value, shape)
}

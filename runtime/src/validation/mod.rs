//! Validation: whether values meet the constraints of the model, right before they are written.
//!
//! One walk over any [`Structure`] and its tables, compiled once. What it finds is a
//! [`ValidationErrors`]: every violation, with its path and its rule, and never a value that must not be
//! shown. Never here: settings ([`crate::config`]), sending ([`crate::operation`]), what reads a response.

mod errors;
mod missing;
mod number;
mod path;
mod pattern;
mod violation;
mod walk;

use aws_smithy_types::config_bag::{Storable, StoreReplace};

pub use self::errors::ValidationErrors;
pub use self::missing::MissingMember;
#[doc(hidden)]
pub use self::missing::required;
pub use self::violation::{Rule, Violation};
use crate::operation::{Descriptor, Operation};
use crate::value::Structure;

/// How much of what the model says about a request is checked before the request is sent.
///
/// The levels are ordered: each checks what those before it check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Validation {
    /// Nothing.
    Off,
    /// What botocore, and so the AWS CLI, refuses as well: required members at any depth, minimum lengths of texts
    /// and lists, minimum values; and members in the path that would make it another path.
    #[default]
    Standard,
    /// All of that, and what services rather come to allow: minimum lengths of blobs and maps, maximum lengths,
    /// maximum values, patterns, the values of enums, unique items. For those who rather fail in CI than at the
    /// service.
    Strict,
}

/// What `validate` gives: nothing, or every violation.
pub type Result = std::result::Result<(), ValidationErrors>;

impl Storable for Validation {
    type Storer = StoreReplace<Self>;
}

/// Checks a structure that is no request: what its `validate` method does.
///
/// # Errors
/// Every violation.
#[doc(hidden)]
pub fn structure(structure: &dyn Structure, level: Validation) -> Result {
    let violations = walk::violations(structure, level, None);
    ValidationErrors::none_of(structure.schema().name, false, violations)
}

/// Checks the input of an operation: what its `validate` method does, and every call.
///
/// # Errors
/// Every violation.
#[doc(hidden)]
pub fn request(input: &dyn Structure, operation: &Descriptor, level: Validation) -> Result {
    let violations = walk::violations(input, level, Some(operation));
    ValidationErrors::none_of(operation.name, true, violations)
}

/// Whether a value meets every constraint of a shape.
#[cfg(feature = "testing")]
pub(crate) fn meets(value: crate::value::View<'_>, shape: &'static crate::schema::Shape) -> bool {
    walk::meets(value, shape)
}

/// Checks the input of an operation that is known by its type.
///
/// # Errors
/// Every violation.
#[doc(hidden)]
pub fn request_of<O: Operation>(input: &O::Input, level: Validation) -> Result {
    request(input, O::DESCRIPTOR, level)
}

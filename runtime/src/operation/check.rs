//! Validates inputs: what their `validate` method does, and every call.
//!
//! Never here: rules ([`crate::validation`]).

use super::descriptor::{Descriptor, Operation};
use crate::validation::{self, OperationFacts, Validation};
use crate::value::Structure;

/// Validates the input of an operation.
///
/// # Errors
/// Every violation.
#[doc(hidden)]
pub fn request(
    input: &dyn Structure,
    operation: &Descriptor,
    level: Validation,
) -> validation::Result {
    let facts = OperationFacts {
        name: operation.name,
        uri: operation.http.uri,
        model_date: operation.service.model_date,
    };
    validation::input(input, facts, level)
}

/// Validates the input of the operation `O`.
///
/// # Errors
/// Every violation.
#[doc(hidden)]
pub fn request_of<O: Operation>(input: &O::Input, level: Validation) -> validation::Result {
    request(input, O::DESCRIPTOR, level)
}

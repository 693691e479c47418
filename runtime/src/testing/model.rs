//! Answers requests as the model says: with a validation error, or with a valid output.
//!
//! Never here: finding valid values ([`super::values`]).

use std::hash::{DefaultHasher, Hash, Hasher};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use serde_json::{Map as Object, Value as Json};

use super::exception::{Fault, refusal};
use super::values::Values;
use super::{json, response};
use crate::operation::{Descriptor, Operation};
use crate::protocol::Protocol;
use crate::validation::{self, Validation};
use crate::value::Structure;

/// The code of the validation error, if the service does not model one.
const INVALID: &str = "ValidationException";

/// The response to a request, which is the `call`th of its operation.
pub(super) fn answer(
    protocol: Protocol,
    descriptor: &'static Descriptor,
    faults: &[Fault],
    input: &dyn Structure,
    seed: u64,
    call: usize,
) -> Result<HttpResponse, String> {
    if let Err(violations) = validation::request(input, descriptor, Validation::Strict) {
        return refused(protocol, faults, &violations.to_string());
    }
    let blank = || descriptor.blank_output();
    let seed = mixed(seed, descriptor.name, call);
    let values = Values::of(&blank, seed).echoing(input, descriptor.http.code);
    response::output(protocol, descriptor, &*values.structure())
}

/// The response to a request that violates the model.
pub(super) fn refused(
    protocol: Protocol,
    faults: &[Fault],
    message: &str,
) -> Result<HttpResponse, String> {
    let Some(fault) = refusal(faults) else {
        return response::generic(protocol, 400, INVALID, message);
    };
    let blank = || fault.blank();
    let mut exception = Values::of(&blank, 0).structure();
    let mut members = exception.schema().members.iter();
    let named = members.find(|member| member.name.eq_ignore_ascii_case("message"));
    if let Some(member) = named {
        let one = Object::from_iter([(member.name.to_owned(), Json::from(message))]);
        json::fill(&mut *exception, &Json::Object(one))?;
    }
    response::modeled(protocol, fault, &*exception)
}

/// The seed of one call, which does not depend on calls of other operations.
fn mixed(seed: u64, operation: &str, call: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    (seed, operation, call).hash(&mut hasher);
    hasher.finish()
}

/// An input of the operation `O` that meets all constraints of the model, with every member set, for tests that need
/// any valid one. The same seed gives the same input.
pub fn valid_input<O: Operation>(seed: u64) -> O::Input
where
    O::Input: Default,
{
    let input: Box<dyn std::any::Any> = sample(O::DESCRIPTOR, seed);
    input
        .downcast()
        .map_or_else(|_| O::Input::default(), |input| *input)
}

/// Like [`valid_input`], for callers that do not know the operation's type.
#[doc(hidden)]
pub fn sample(descriptor: &'static Descriptor, seed: u64) -> Box<dyn Structure> {
    let blank = || descriptor.blank_input();
    Values::of(&blank, mixed(seed, descriptor.name, 0)).structure()
}

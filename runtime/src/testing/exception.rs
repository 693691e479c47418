//! [`Fault`]: the modelled errors of a service as data, and which of them is its validation error.
//!
//! Never here: errors on the wire ([`super::response`]).

use std::fmt;

use crate::error::Exception;
use crate::schema::Schema;
use crate::value::Structure;

/// A modelled error.
#[derive(Clone, Copy)]
pub struct Fault {
    code: &'static str,
    status: u16,
    blank: fn() -> Box<dyn Structure>,
}

impl Fault {
    /// The error `E`, with this status.
    pub const fn of<E: Exception>(status: u16) -> Self {
        Self {
            code: E::CODE,
            status,
            blank: || Box::new(E::default()),
        }
    }

    /// The code on the wire.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The error with nothing set.
    pub(super) fn blank(&self) -> Box<dyn Structure> {
        (self.blank)()
    }

    fn is_of(&self, schema: &Schema) -> bool {
        self.blank().schema().name == schema.name
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code, self.status)
    }
}

/// The codes of validation errors, the most common first.
///
/// The first is Smithy's own: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>. Services in
/// `aws/api-models-aws` without that error use the others.
const REFUSALS: [&str; 12] = [
    "ValidationException",
    "ValidationError",
    "InvalidRequestException",
    "InvalidRequest",
    "InvalidParameterException",
    "InvalidParameterValueException",
    "InvalidParameterValue",
    "InvalidInputException",
    "InvalidArgumentException",
    "InvalidArgument",
    "BadRequestException",
    "BadRequest",
];

/// The validation error among the errors of a service.
pub(super) fn refusal(faults: &[Fault]) -> Option<&Fault> {
    let named = |code: &&str| faults.iter().find(|fault| fault.code == *code);
    REFUSALS.iter().find_map(named)
}

/// The error whose structure has this schema.
pub(super) fn with_schema<'a>(faults: &'a [Fault], schema: &Schema) -> Option<&'a Fault> {
    faults.iter().find(|fault| fault.is_of(schema))
}

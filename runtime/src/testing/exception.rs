//! The errors of a service as data: [`Fault`], and which of them a service refuses a request with.
//!
//! Never here: how an error looks on the wire ([`super::response`]).

use std::fmt;

use crate::error::Exception;
use crate::schema::Schema;
use crate::value::Structure;

/// An error that the model describes.
#[derive(Clone, Copy)]
pub struct Fault {
    code: &'static str,
    status: u16,
    blank: fn() -> Box<dyn Structure>,
}

impl Fault {
    /// The error `E`, which is sent with this status.
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

/// The codes by which services call a request that breaks their model, the most usual first.
///
/// Smithy knows the first: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>. The others are what
/// those of the 400 services in `aws/api-models-aws` use that do not.
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

/// The error by which a service with these errors refuses a request that breaks its model.
pub(super) fn refusal(faults: &[Fault]) -> Option<&Fault> {
    let named = |code: &&str| faults.iter().find(|fault| fault.code == *code);
    REFUSALS.iter().find_map(named)
}

/// The error whose structure has this table.
pub(super) fn with_schema<'a>(faults: &'a [Fault], schema: &Schema) -> Option<&'a Fault> {
    faults.iter().find(|fault| fault.is_of(schema))
}

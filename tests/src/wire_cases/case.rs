//! A line of a file of wire cases.
//!
//! Never here: what is done with a case ([`super::check`]).

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// A line. Which of its parts there are depends on the kind; [`super::check`] asks for those it needs.
#[derive(Debug, Deserialize)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) kind: Kind,
    #[serde(flatten)]
    target: Target,
    /// A request's: the members of the input.
    pub(super) params: Option<Map<String, Value>>,
    /// The answer's.
    pub(super) status: Option<u16>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "hex")]
    pub(super) body_hex: Option<Vec<u8>>,
    pub(super) expect: Expect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Request,
    Response,
    Error,
}

/// Whom a case calls. Requests state it beside what they expect, answers beside what they are.
#[derive(Debug, Default, Deserialize)]
struct Target {
    service: Option<String>,
    operation: Option<String>,
    protocol: Option<String>,
}

/// What a case expects.
#[derive(Debug, Deserialize)]
pub(super) struct Expect {
    #[serde(flatten)]
    target: Target,
    pub(super) method: Option<String>,
    pub(super) host: Option<String>,
    pub(super) path: Option<String>,
    pub(super) query: Option<String>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "hex")]
    pub(super) body_hex: Option<Vec<u8>>,
    pub(super) result: Option<Value>,
    pub(super) request_id: Option<String>,
    pub(super) error: Option<ExpectedError>,
}

/// The error that a case expects.
#[derive(Debug, Deserialize)]
pub(super) struct ExpectedError {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    /// The name of the structure, if the model describes the error.
    pub(super) modeled: Option<String>,
    #[serde(default)]
    pub(super) fields: Map<String, Value>,
}

impl Case {
    pub(super) fn service(&self) -> Result<&str, String> {
        let given = [&self.target, &self.expect.target].map(|target| target.service.as_deref());
        first(given, "service")
    }

    pub(super) fn operation(&self) -> Result<&str, String> {
        let given = [&self.target, &self.expect.target].map(|target| target.operation.as_deref());
        first(given, "operation")
    }

    pub(super) fn protocol(&self) -> Result<&str, String> {
        let given = [&self.target, &self.expect.target].map(|target| target.protocol.as_deref());
        first(given, "protocol")
    }
}

fn first<'a>(given: [Option<&'a str>; 2], name: &str) -> Result<&'a str, String> {
    given
        .into_iter()
        .flatten()
        .next()
        .ok_or_else(|| missing(name))
}

/// The complaint that a case lacks what its kind needs.
pub(super) fn missing(name: &str) -> String {
    format!("not a case: there is no `{name}`")
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Request => "request",
            Kind::Response => "response",
            Kind::Error => "error",
        };
        let service = self.service().unwrap_or("no service");
        let protocol = self.protocol().unwrap_or("no protocol");
        write!(f, "{kind} {} ({service}, {protocol})", self.id)
    }
}

/// Bytes that a file states as hexadecimal digits.
fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
    let digits = Option::<String>::deserialize(deserializer)?;
    let Some(digits) = digits else {
        return Ok(None);
    };
    let bytes = digits.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    });
    let bytes = bytes.collect::<Option<Vec<u8>>>();
    bytes
        .map(Some)
        .ok_or_else(|| serde::de::Error::custom("`body_hex` is not hexadecimal"))
}

fn digit(character: u8) -> Option<u8> {
    let digit = char::from(character).to_digit(16)?;
    u8::try_from(digit).ok()
}

//! The facts as JSON, for other programs. The schema stands beside this file.
//!
//! Never here: anything that the other forms do not say.

use serde::Serialize;

use crate::diff::Changes;

/// The version of the form; it moves when a program that reads it would break.
const VERSION: u32 = 1;

/// The JSON schema of the form: <https://json-schema.org/draft/2020-12>.
pub const SCHEMA: &str = include_str!("changes.schema.json");

#[derive(Serialize)]
struct Report<'c> {
    version: u32,
    changes: &'c [Changes],
}

/// The changes of several services as one JSON document.
pub fn json(changes: &[Changes]) -> String {
    let report = Report {
        version: VERSION,
        changes,
    };
    crate::medium::json::pretty(&report)
}

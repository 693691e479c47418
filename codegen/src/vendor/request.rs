//! What a vendored folder should contain, as the user asked for it.
//!
//! Never here: which operations that is, and the file that says it ([`super::manifest`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::selection::Selection;

/// The file at the top of a vendored folder.
pub const MANIFEST: &str = "smithwright.toml";

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Request {
    /// The way from the manifest of the program to the vendored folder, with `/`, as the documentation shows it.
    pub path: String,
    /// Features that only who asks for them gets, such as `rustls`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
    /// The services, by their names in `services.toml`.
    #[serde(rename = "service", default)]
    pub services: BTreeMap<String, Asked>,
}

/// What is asked for of one service: all of it where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Asked {
    /// Names and patterns of operations: `CreateGameSession`, `Describe*`, `!DescribeInstances`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<String>,
    /// Programs of which the operations that they call are taken, relative to the folder, with `/`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_by: Vec<String>,
}

impl Asked {
    /// The operations as a selection.
    pub(super) fn selection(&self, service: &str) -> Result<Selection, Vec<Problem>> {
        let entries = self.operations.iter().map(String::as_str);
        Selection::parse(entries).map_err(|wrong| {
            let problems = wrong.into_iter().map(|one| {
                let place = format!("service.{service}.operations: `{}`", one.entry);
                Problem::new(MANIFEST, place, one.what, one.fix)
            });
            problems.collect()
        })
    }
}

//! `smithwright.toml`: what was asked for, with what it was made.
//!
//! People may change what is asked for; the rest says what the folder was made with last.
//! Never here: what either means.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::provenance::{Generator, Models};
use super::request::{MANIFEST, Request};
use crate::manifest::explained;
use crate::problem::Problem;

impl Request {
    /// What the folder says that it was asked for; `None` where it says nothing.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn of_folder(folder: &Path) -> Result<Option<Self>, Problem> {
        let path = folder.join(MANIFEST);
        if !path.exists() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&path).map_err(|error| {
            let what = format!("it cannot be read: {error}");
            Problem::new(&path, "", what, "restore it from your version control")
        })?;
        Document::parse(&path, &text).map(|document| Some(document.request))
    }
}

/// All of `smithwright.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    /// What is asked for.
    pub(super) request: Request,
    /// What it was made with.
    pub(super) generator: Generator,
    /// What it was made from.
    pub(super) models: Models,
}

const HEAD: &str = "\
# What `cargo xtask vendor` was asked for, and what this folder was made with and from. Run it again with `--out` this
# folder to bring the folder up to date. You may change [request]; the rest is written by the command.

";

impl Document {
    /// The file.
    pub(super) fn render(&self) -> String {
        // Plain tables of strings cannot fail.
        format!("{HEAD}{}", toml::to_string(self).unwrap_or_default())
    }

    /// Reads the file.
    pub(super) fn parse(file: &Path, text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| {
            let (line, message) = explained(text, &error);
            let fix = "mend the line, or restore the file from your version control";
            Problem::new(file, format!("line {line}"), message, fix)
        })
    }
}

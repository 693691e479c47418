//! This repository as something to vendor from: the models, the runtime, and the digest of all that decides what
//! is generated.
//!
//! Never here: what is done with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::load::vendored::sha256;
use crate::placement::slashed;
use crate::problem::{Problem, Problems};

/// What decides, besides the package of models, which bytes are generated.
const SOURCES: [&str; 13] = [
    "Cargo.lock",
    "LICENSE",
    "codegen/Cargo.toml",
    "codegen/src",
    "models/NOTICE",
    "models/examples",
    "models/services.toml",
    "runtime/Cargo.toml",
    "runtime/src",
    "runtime/vendored-rustls-testing.lock",
    "runtime/vendored-rustls.lock",
    "runtime/vendored-testing.lock",
    "runtime/vendored.lock",
];

/// The same; there need not be any.
const OVERLAYS: &str = "models/overlays";

/// A checkout of this repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    root: PathBuf,
}

impl Checkout {
    /// The checkout that this library was built from; of a git dependency, cargo's.
    pub fn of_this_build() -> Self {
        let codegen = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::at(codegen.parent().unwrap_or(codegen))
    }

    /// The checkout in this folder.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of models.
    pub fn models(&self) -> PathBuf {
        self.root.join("models")
    }

    /// The SHA-256 of what decides, besides the package of models, which bytes are generated: of the lines
    /// `SHA-256  PATH` of its files, in the order of their paths, which are relative to the checkout.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn digest(&self) -> Result<String, Problems> {
        let mut files = BTreeMap::new();
        for source in SOURCES {
            files.extend(self.read(source)?);
        }
        if self.root.join(OVERLAYS).exists() {
            files.extend(self.read(OVERLAYS)?);
        }
        let lines = files.iter();
        let lines = lines.map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes)));
        Ok(sha256(lines.collect::<String>().as_bytes()))
    }

    /// A file of the checkout, or all files of a folder of it, by their paths relative to the checkout.
    pub(super) fn read(&self, path: &str) -> Result<BTreeMap<String, Vec<u8>>, Problem> {
        let mut files = BTreeMap::new();
        let mut open = vec![self.root.join(path)];
        while let Some(here) = open.pop() {
            let unreadable = |error: std::io::Error| {
                let what = format!("it cannot be read: {error}");
                Problem::new(&here, "", what, "restore the checkout of the generator")
            };
            let metadata = fs::symlink_metadata(&here).map_err(unreadable)?;
            if metadata.is_dir() {
                for entry in fs::read_dir(&here).map_err(unreadable)? {
                    open.push(entry.map_err(unreadable)?.path());
                }
            } else {
                let inside = here.strip_prefix(&self.root).ok().and_then(slashed);
                let bytes = fs::read(&here).map_err(unreadable)?;
                files.extend(inside.map(|path| (path, bytes)));
            }
        }
        Ok(files)
    }

    /// A file of the checkout that is text.
    pub(super) fn text(&self, path: &str) -> Result<String, Problem> {
        let bytes = self.read(path)?.remove(path).unwrap_or_default();
        String::from_utf8(bytes).map_err(|_| {
            let fix = "restore the checkout of the generator";
            Problem::new(self.root.join(path), "", "the file is not UTF-8", fix)
        })
    }
}

//! Crates in somebody else's repository: which operations a program needs, all files of the folder that holds them,
//! and the proof of where these came from.
//!
//! [`Request`] is what was asked for and stands in the folder as `smithwright.toml`. [`plan()`] says what the folder
//! should hold and what differs; [`Plan::write`] makes it so, the whole folder in one step. [`verify()`] generates
//! again from the package of models and names everything that is not as it should be. [`Checkout`] is this repository,
//! which crates are generated with.
//!
//! Never here: packages and the network ([`Packages`] is asked for them), arguments, printing.

mod changelog;
mod checkout;
mod contents;
mod folder;
mod manifest;
mod plan;
mod provenance;
mod request;
mod runtime;
mod sbom;
mod statement;
mod verify;

use std::collections::BTreeMap;

pub use checkout::Checkout;
pub use contents::whole as revision_of;
pub use plan::{Plan, VendoredService, plan};
pub use provenance::{Models, PROVENANCE, Record};
pub use request::{Asked, MANIFEST, Request};
pub use verify::{Finding, Tampering, verify};

pub use crate::emit::OPT_IN_FEATURES;

use crate::problem::{Problem, Problems};

/// A package of models at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The name of its file.
    pub file: String,
    /// The SHA-256 of that file, in hexadecimal.
    pub sha256: String,
    /// The files of its folder of models that were wanted, by their paths.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Where packages of models are had from: the index, a cache, files that were handed over.
pub trait Packages {
    /// The package of that version, and of its files those at these paths, relative to its folder of models.
    ///
    /// # Errors
    /// It cannot be had.
    fn package(&mut self, version: &str, wanted: &[String]) -> Result<Package, Problems>;
}

/// No package at hand: enough as long as a folder is made from the models of the checkout, and was before.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPackages;

impl Packages for NoPackages {
    fn package(&mut self, version: &str, _: &[String]) -> Result<Package, Problems> {
        let what = "the package of these models is needed, and none is at hand";
        let fix = "hand over packages, as the command `cargo xtask vendor` does";
        Err(Problem::new(format!("botocore {version}"), "", what, fix).into())
    }
}

/// The folder of the runtime among vendored crates.
pub const RUNTIME: &str = "smithwright-runtime";

/// The version of the generator.
const GENERATOR: &str = env!("CARGO_PKG_VERSION");

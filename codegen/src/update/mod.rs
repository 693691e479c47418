//! A newer package of models, and what changes in the folder of models when it is taken: models, lock,
//! versions of the crates, changelogs.
//!
//! [`Vendored::read`] says what is there, [`plan()`] what is to be there, [`Plan`] what that means to people.
//!
//! Never here: packages and the network, and writing anything ([`crate::files::Edits`] is for that).

mod changelogs;
mod partitions;
mod plan;
mod report;
mod vendored;
mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diff::{Changes, Verdict};
use crate::manifest::PackageFile;

pub use plan::plan;
pub use vendored::Vendored;
pub use versions::cargo_lock;
pub(crate) use versions::lock as models_lock;

/// What a package of models holds, as far as it is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// Its name, such as `botocore`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// When it was published, as `YYYY-MM-DD`, if that is known.
    pub released: Option<String>,
    /// Its file.
    pub file: Option<PackageFile>,
    /// The models, by their paths relative to the folder of models.
    pub models: BTreeMap<String, Vec<u8>>,
    /// Its licence and notice, by the names that they have in the folder of models.
    pub licences: BTreeMap<String, Vec<u8>>,
    /// Every `SERVICE/VERSION` that it has models in.
    pub folders: BTreeSet<String>,
}

impl Package {
    /// The package and its version.
    pub fn origin(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

/// The files that come with the models of a package: its licence and its notice.
pub const LICENCES: [&str; 2] = ["LICENSE", "NOTICE"];

/// What taking a package means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What changes in the folder of models, by path: what a file is to contain, or `None` for one that goes.
    pub files: BTreeMap<PathBuf, Option<Vec<u8>>>,
    /// Every crate, in the order of its service.
    pub crates: Vec<CrateUpdate>,
    /// Where the models are from now, such as `botocore 1.44.5`.
    pub before: String,
    /// Where they will be from.
    pub origin: String,
    /// When that was published, if that is known.
    pub released: Option<String>,
    /// What changes in the partitions of AWS, which every crate knows, as sentences without a full stop.
    pub partitions: Vec<(Verdict, String)>,
    /// What people should know, and the update does not decide.
    pub notes: Vec<String>,
}

/// What an update means to one crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrateUpdate {
    /// The crate.
    pub name: String,
    /// The full name of its service.
    pub full_name: String,
    /// Its version now.
    pub old_version: String,
    /// Its version from then on.
    pub version: String,
    /// What changes in its model; `None` for a service without one so far.
    pub changes: Option<Changes>,
}

impl Plan {
    /// The crates, and their versions from then on.
    pub fn versions(&self) -> Vec<(&str, &str)> {
        let crates = self.crates.iter();
        crates.map(|one| (&*one.name, &*one.version)).collect()
    }
}

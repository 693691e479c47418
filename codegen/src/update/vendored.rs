//! The folder of models before an update.
//!
//! Never here: what should be in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::LICENCES;
use crate::load::vendored::{PARTITIONS, SERVICE, changelog, files_of, locked, read_text};
use crate::manifest::{self, LOCK, Lock, SERVICES, Service};
use crate::problem::{Problem, Problems};

/// What is in the folder of models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendored {
    /// What `services.toml` says.
    pub services: Vec<Service>,
    /// What `models.lock` says.
    pub lock: Lock,
    pub(super) services_text: String,
    pub(super) lock_text: String,
    /// The models, by path, which are what the lock says.
    pub(super) models: BTreeMap<String, String>,
    /// The changelogs there are, by crate.
    pub(super) changelogs: BTreeMap<String, String>,
    pub(super) licences: BTreeMap<String, Vec<u8>>,
}

impl Vendored {
    /// Reads the folder.
    ///
    /// # Errors
    /// A file cannot be read, is not what its form is, or is not what the lock says.
    pub fn read(models: &Path) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let services_text = problems.keep(read_text(models, SERVICES));
        let lock_text = problems.keep(read_text(models, LOCK));
        let (Some(services_text), Some(lock_text)) = (services_text, lock_text) else {
            return Err(problems);
        };
        let services = problems.keep(manifest::parse(Path::new(SERVICES), &services_text));
        let lock = problems.keep(manifest::parse_lock(Path::new(LOCK), &lock_text));
        let (Some(services), Some(lock)) = (services, lock) else {
            return Err(problems);
        };
        let mut changelogs = BTreeMap::new();
        for Service { crate_name, .. } in &services {
            let text = problems.keep(changelog(models, crate_name)).flatten();
            changelogs.extend(text.map(|text| (crate_name.clone(), text)));
        }
        let texts = problems.keep(locked(models, &lock));
        let licences = LICENCES.into_iter().filter_map(|name| {
            let bytes = std::fs::read(models.join(name)).ok()?;
            Some((name.to_owned(), bytes))
        });
        let licences = licences.collect();
        problems.finish(Self {
            services,
            lock,
            services_text,
            lock_text,
            models: texts.unwrap_or_default(),
            changelogs,
            licences,
        })
    }

    /// The files that a package is asked for, by their paths relative to the folder of models.
    pub fn wanted(&self) -> BTreeSet<String> {
        let files = self.services.iter().flat_map(files_of);
        files.chain([PARTITIONS.to_owned()]).collect()
    }

    /// Whether there are models for every service of `services.toml`, and for no other.
    pub fn is_complete(&self) -> bool {
        let services = self.services.iter();
        let mut needed = services.map(|service| format!("{}/{SERVICE}", service.folder));
        let wanted = self.wanted();
        needed.all(|path| self.models.contains_key(&path))
            && self.models.keys().all(|path| wanted.contains(path))
    }

    /// A problem, when the models are not those of that package.
    pub fn check_package(&self, name: &str) -> Result<(), Problem> {
        if self.lock.package == name {
            return Ok(());
        }
        let what = format!(
            "the models are from `{}`, and not from `{name}`",
            self.lock.package
        );
        let fix = format!("write `package = \"{name}\"` if they are the same models");
        Err(Problem::new(LOCK, "", what, fix))
    }
}

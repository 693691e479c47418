//! A program as `--used-by` reads it: the names in its sources and manifests.
//!
//! Never here: what the names lead to.

use std::collections::BTreeSet;
use std::thread;

use super::manifests::{Manifest, as_crate};
use super::tokens::{self, File, Source};
use crate::diff::revision::Revision;
use crate::problem::{Problem, Problems};

/// The names in a program.
#[derive(Debug, Clone, Default)]
pub struct Program {
    pub(super) files: Vec<File>,
    manifests: Vec<Manifest>,
}

impl Program {
    /// Reads the sources and manifests of a program, and says which of them cannot be read.
    pub fn read(sources: &[Source], manifests: &[Source]) -> (Self, Problems) {
        let mut problems = Problems::default();
        let files = thread::scope(|scope| {
            let read = || sources.iter().map(tokens::read).collect::<Vec<_>>();
            let thread = thread::Builder::new().stack_size(tokens::STACK);
            let thread = thread.spawn_scoped(scope, read).ok();
            thread.and_then(|thread| thread.join().ok())
        });
        if files.is_none() {
            let (what, fix) = (
                "there is not enough memory to read it",
                "name a smaller program",
            );
            problems.extend(
                sources
                    .first()
                    .map(|first| Problem::new(&first.file, "", what, fix)),
            );
        }
        let files = files.into_iter().flatten().zip(sources);
        let files = files.filter_map(|(read, source)| {
            problems.keep(read.map_err(|(line, what)| {
                let fix = "mend the file; what it uses is not known";
                Problem::new(&source.file, format!("line {line}"), what, fix)
            }))
        });
        let files = files.collect();
        let manifests = manifests.iter().filter_map(|source| {
            problems.keep(Manifest::read(&source.text).map_err(|error| {
                let what = format!("this is not TOML: {error}");
                let fix = "mend the file; what dependencies it renames is not known";
                Problem::new(&source.file, "", what, fix)
            }))
        });
        let manifests = manifests.collect();
        (Self { files, manifests }, problems)
    }

    /// How many source files were read.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// By which names the program may know the crate of a service: the generated one, the official one,
    /// and what its manifests call either.
    pub fn crate_names(&self, service: &Revision) -> BTreeSet<String> {
        let key = service.key();
        let settings = service.settings.as_ref();
        let own = settings.map_or(key.as_str(), |settings| &settings.crate_name);
        let mut names = BTreeSet::new();
        for package in [as_crate(own), format!("aws_sdk_{key}")] {
            let manifests = self.manifests.iter();
            names.extend(
                manifests
                    .flat_map(|m| m.names_of(&package))
                    .map(str::to_owned),
            );
            names.insert(package);
        }
        names
    }

    /// The crates that the program consists of, by every name that one of them gives to another.
    pub(super) fn packages(&self) -> Vec<String> {
        let own = || self.manifests.iter().flat_map(|manifest| &manifest.own);
        let renamed = self.manifests.iter().flat_map(|manifest| {
            let names = own().flat_map(|package| manifest.names_of(package));
            names.map(str::to_owned)
        });
        own().cloned().chain(renamed).collect()
    }
}

//! Which facts a program that calls the generated crate has to do with.
//!
//! A program is read without types, so names decide, and a name counts for whatever it may mean:
//! - the name of a client's method (`.create_game_session()`), whatever it is called on;
//! - a path that leads into the crate, by imports, renames, globs, type aliases and re-exports of any
//!   file of the program;
//! - the name of a field, accessor, setter or variant (`.fleet_id()`, `Self::Ec2`), for every shape that
//!   the operations and types which the program names lead to;
//! - a text that is an enum's value, where the program's operations lead to the enum.
//!
//! All of it counts in macros, too. So rather too much is marked than too little. What only a macro's
//! expansion, an `include!` or another crate says is not seen.
//!
//! [`tokens`] finds names in sources, [`manifests`] what dependencies are called, [`resolve`] what paths
//! lead to, [`used`] which items that is, [`touch`] which facts. Never here: files and folders.

mod manifests;
mod resolve;
mod tokens;
mod touch;
mod used;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::thread;

use serde::Serialize;

use super::changes::{Changes, Fact, Verdict};
use super::namesakes;
use super::revision::Revision;
use super::verdict;
use crate::problem::{Problem, Problems};
use manifests::{Manifest, as_crate};
use tokens::File;
use used::Used;

/// A file of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file, as people are told.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// One place where a program uses what a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Use {
    /// The source file.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// What it does there, as a clause without its subject: `calls create_game_session`.
    pub what: String,
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// The names in a program.
#[derive(Debug, Clone, Default)]
pub struct Program {
    files: Vec<File>,
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
    fn packages(&self) -> Vec<String> {
        let own = || self.manifests.iter().flat_map(|manifest| &manifest.own);
        let renamed = self.manifests.iter().flat_map(|manifest| {
            let names = own().flat_map(|package| manifest.names_of(package));
            names.map(str::to_owned)
        });
        own().cloned().chain(renamed).collect()
    }
}

/// Says for every fact where the program uses what it is about. Returns whether the program names the
/// crate at all; when it does not, it uses nothing.
pub fn mark_used(changes: &mut Changes, old: &Revision, new: &Revision, program: &Program) -> bool {
    let (old, _) = namesakes::aligned(old, new);
    let names = program.crate_names(new);
    let used = Used::new(&old, new, program, &names);
    let items = verdict::touched_items(&old, new, &changes.facts);
    for (fact, items) in changes.facts.iter_mut().zip(items) {
        fact.uses = Some(touch::uses(&used, fact, &items));
    }
    !used.mentions.is_empty()
}

/// The operations of a service that the program calls, waits with or names, and where.
pub fn used_operations(revision: &Revision, program: &Program) -> BTreeMap<String, BTreeSet<Use>> {
    let names = program.crate_names(revision);
    Used::new(revision, revision, program, &names).operations()
}

/// What a program has nothing to do with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Unused(Vec<(Verdict, usize)>);

impl Unused {
    /// How many facts these are.
    pub(super) fn total(&self) -> usize {
        self.0.iter().map(|(_, number)| number).sum()
    }
}

impl fmt::Display for Unused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self
            .0
            .iter()
            .map(|(verdict, number)| format!("{number} {verdict}"));
        f.write_str(&counts.collect::<Vec<_>>().join(", "))
    }
}

/// The changes that a program has to do with, and what is left out for it: nothing where there is no
/// program.
pub(super) fn split(changes: &Changes) -> (Changes, Unused) {
    let unused = Verdict::ALL.into_iter().filter_map(|verdict| {
        let number = changes.with(verdict).filter(|fact| !fact.is_used()).count();
        (number > 0).then_some((verdict, number))
    });
    let unused = Unused(unused.collect());
    let mut changes = changes.clone();
    changes.facts.retain(Fact::is_used);
    (changes, unused)
}

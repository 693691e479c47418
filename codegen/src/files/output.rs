//! The folder of all generated crates: what a run answers for, what it may do, and in which order.
//!
//! Never here: how a change is made to the file system, which `disk` knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::compare::{Comparison, What, differences, entries, survey};
use super::disk::{Abilities, Disk, Step, foreign, lock_to_read};
use super::{Files, is_portable};
use crate::problem::{Problem, Problems};

/// The crates of one run, by name.
pub type Crates<'a> = BTreeMap<&'a str, &'a Files>;

/// Which folders a run answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of the crates it generated; no other folder is looked at.
    Generated,
    /// All of them: the folder of a crate that is no longer generated is left over.
    Whole,
}

/// The folder that holds one folder for each generated crate.
#[derive(Debug, Clone)]
pub struct Output {
    root: PathBuf,
    abilities: Abilities,
}

impl Output {
    /// The output folder at `root`, which need not exist.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let abilities = Abilities {
            exchange: true,
            link: true,
            flush: true,
        };
        Self {
            root: root.into(),
            abilities,
        }
    }

    /// The same folder on a file system that can do less.
    #[cfg(test)]
    pub(super) fn with(mut self, abilities: Abilities) -> Self {
        self.abilities = abilities;
        self
    }

    /// Where the folder is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What differs between `crates` and the disk, one entry for each crate; changes nothing, and
    /// waits while another run writes.
    ///
    /// # Errors
    /// When a file cannot be read, or a name cannot be the name of a folder.
    pub fn check(&self, crates: &Crates<'_>, scope: Scope) -> Result<Vec<Comparison>, Problems> {
        let _lock = lock_to_read(&self.root)?;
        self.compare(crates, scope)
    }

    /// Makes the disk agree with `crates` and says what it changed, one entry for each crate.
    /// `progress` hears of every change before it is made.
    ///
    /// # Errors
    /// When there is a file that is not ours, in which case nothing has been written; and when a
    /// file cannot be written, in which case each crate is wholly old or wholly new.
    pub fn write(
        &self,
        crates: &Crates<'_>,
        scope: Scope,
        progress: &mut dyn FnMut(Step<'_>),
    ) -> Result<Vec<Comparison>, Problems> {
        let mut disk = Disk::new(&self.root, self.abilities, progress);
        let _lock = disk.lock()?;
        disk.recover()?;
        let comparisons = self.compare(crates, scope)?;
        self.refuse_foreign(&comparisons)?;
        self.refuse_to_remove_all(crates, &comparisons)?;
        apply(&mut disk, crates, &comparisons)?;
        Ok(comparisons)
    }

    fn compare(&self, crates: &Crates<'_>, scope: Scope) -> Result<Vec<Comparison>, Problems> {
        self.refuse_names(crates)?;
        let mut comparisons = Vec::new();
        for (name, files) in crates {
            comparisons.push(Comparison {
                name: (*name).into(),
                files: files.len(),
                differences: files.compare(&self.root.join(name))?,
            });
        }
        if scope == Scope::Whole {
            comparisons.extend(self.left_over(crates)?);
        }
        Ok(comparisons)
    }

    /// The folders that hold files of ours and belong to no crate.
    fn left_over(&self, crates: &Crates<'_>) -> Result<Vec<Comparison>, Problems> {
        let mut found = Vec::new();
        for name in self.folders()? {
            let disk = survey(&self.root.join(&name))?;
            if !crates.contains_key(name.as_str()) && !disk.ours.is_empty() {
                found.push(Comparison {
                    name,
                    files: 0,
                    differences: differences(&Files::new(), disk),
                });
            }
        }
        Ok(found)
    }

    /// The names of the folders that could be those of crates.
    fn folders(&self) -> Result<BTreeSet<String>, Problem> {
        if !self.root.exists() {
            return Ok(BTreeSet::new());
        }
        let folders = entries(&self.root)?.into_iter();
        let folders = folders.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
        Ok(names.filter(|name| is_crate_name(name)).collect())
    }

    fn refuse_names(&self, crates: &Crates<'_>) -> Result<(), Problems> {
        let wrong = crates.keys().filter(|name| !is_crate_name(name));
        let problems = wrong.map(|name| {
            let fix = "name the crate with ASCII letters, digits, `_` and `-`";
            Problem::new(
                self.root.join(name),
                "",
                "cannot be the folder of a crate",
                fix,
            )
        });
        all_or_nothing(problems.collect())
    }

    fn refuse_foreign(&self, comparisons: &[Comparison]) -> Result<(), Problems> {
        let mut problems = Vec::new();
        for one in comparisons {
            let folder = self.root.join(&one.name);
            let differences = one.differences.iter();
            let found = differences.filter(|other| matches!(other.what, What::Foreign));
            problems.extend(found.map(|other| foreign(&folder.join(&other.path))));
        }
        all_or_nothing(problems)
    }

    /// A run that generated nothing is more likely a mistake than a wish to remove every crate.
    fn refuse_to_remove_all(
        &self,
        crates: &Crates<'_>,
        comparisons: &[Comparison],
    ) -> Result<(), Problems> {
        if !crates.is_empty() || comparisons.is_empty() {
            return Ok(());
        }
        let what = "would lose all its crates, because none was generated";
        let fix = "name the services in the models' services.toml, or delete the folder by hand";
        Err(Problem::new(&self.root, "", what, fix).into())
    }
}

/// Builds everything, exchanges everything, deletes what was there: in this order, so that a full
/// disk is noticed before the first crate has changed.
fn apply(
    disk: &mut Disk<'_>,
    crates: &Crates<'_>,
    comparisons: &[Comparison],
) -> Result<(), Problems> {
    let differs = |one: &&Comparison| !one.differences.is_empty();
    let stale: Vec<&Comparison> = comparisons.iter().filter(differs).collect();
    for one in &stale {
        if let Some(files) = crates.get(one.name.as_str()) {
            disk.build(&one.name, files, &one.differences)?;
        }
    }
    for one in &stale {
        if crates.contains_key(one.name.as_str()) {
            disk.replace(&one.name, &one.differences)?;
        } else {
            disk.take_out(&one.name)?;
        }
    }
    for one in &stale {
        disk.discard_spare(&one.name)?;
    }
    disk.tidy();
    Ok(())
}

fn all_or_nothing(problems: Vec<Problem>) -> Result<(), Problems> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(Problems(problems))
}

/// Whether `name` can be the folder of a crate: ours for the work starts with a dot, cargo has one.
fn is_crate_name(name: &str) -> bool {
    is_portable(name) && !name.starts_with('.') && !name.eq_ignore_ascii_case("target")
}

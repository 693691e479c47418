//! The folder of all generated crates: what a run answers for, what it may do, and in which order.
//!
//! Never here: how a change is made to the file system, which `disk` knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::compare::{Comparison, What, differences, entries, survey};
use super::disk::{Abilities, Disk, Replacement, Step, foreign, lock_to_read};
use super::edits::{Edits, FileEdit, Survey, changed_meanwhile};
use super::set::{Files, is_portable};
use crate::problem::{Problem, Problems};

/// The crates of one run, by name.
pub type Crates<'a> = BTreeMap<&'a str, &'a Files>;

/// The same, where they are made on the way.
pub type Generated = BTreeMap<String, Files>;

/// Which folders a run answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of the crates it generated; no other folder is looked at.
    Generated,
    /// All of them: the folder of a crate that is no longer generated is left over.
    Whole,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What was changed, one entry for each crate.
    pub comparisons: Vec<Comparison>,
    /// Why something of what was there before is still in the work folder, if it is.
    pub left_behind: Problems,
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
        Self {
            root: root.into(),
            abilities: Abilities::ALL,
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

    /// What [`Self::write`] would change, or why it would not; changes nothing.
    ///
    /// # Errors
    /// Those of a write that can be known before.
    pub fn rehearse(&self, crates: &Crates<'_>, scope: Scope) -> Result<Vec<Comparison>, Problems> {
        let comparisons = self.check(crates, scope)?;
        self.refuse_foreign(&comparisons)?;
        self.refuse_to_remove_all(crates, &comparisons)?;
        Ok(comparisons)
    }

    /// Makes the disk agree with `crates` and says what it changed, one entry for each crate.
    /// `progress` hears of every change before it is made.
    ///
    /// # Errors
    /// When there is a file that is not ours, or one cannot be written; then every crate is as it was. And
    /// when what is left of old crates cannot be removed, which the next run tries again.
    pub fn write(
        &self,
        crates: &Crates<'_>,
        scope: Scope,
        progress: &mut dyn FnMut(Step<'_>),
    ) -> Result<Vec<Comparison>, Problems> {
        let written = self.write_beside(crates, scope, &[], progress)?;
        written.left_behind.finish(written.comparisons)
    }

    /// The same, together with files elsewhere.
    ///
    /// # Errors
    /// Everything for which nothing was changed.
    pub fn write_beside(
        &self,
        crates: &Crates<'_>,
        scope: Scope,
        beside: &[FileEdit],
        progress: &mut dyn FnMut(Step<'_>),
    ) -> Result<Written, Problems> {
        let mut disk = Disk::new(&self.root, self.abilities, progress);
        let _lock = disk.lock()?;
        disk.recover()?;
        let staged = disk.stage_beside(beside).map_err(Problems::from);
        let with = With {
            beside,
            source: None,
        };
        let result = staged.and_then(|()| self.write_locked(&mut disk, crates, scope, &with));
        cleaned_up(&mut disk, result)
    }

    /// Changes what the crates are made from and writes what `generate` makes of it: all of it, or nothing
    /// where anything fails. `generate` is handed the folder as it will be, in another place.
    ///
    /// # Errors
    /// Everything for which nothing was changed.
    pub fn write_with(
        &self,
        edits: &Edits,
        generate: &mut dyn FnMut(&Path) -> Result<Generated, Problems>,
        progress: &mut dyn FnMut(Step<'_>),
    ) -> Result<Written, Problems> {
        let mut disk = Disk::new(&self.root, self.abilities, progress);
        let _lock = disk.lock()?;
        disk.recover()?;
        let result = self.write_edits(&mut disk, edits, generate);
        cleaned_up(&mut disk, result)
    }

    fn write_edits(
        &self,
        disk: &mut Disk<'_>,
        edits: &Edits,
        generate: &mut dyn FnMut(&Path) -> Result<Generated, Problems>,
    ) -> Result<Written, Problems> {
        let survey = edits.survey()?;
        let staged = disk.stage(edits)?;
        let crates = generate(&staged)?;
        let crates = crates.iter().map(|(name, files)| (name.as_str(), files));
        let with = With {
            beside: &edits.beside,
            source: Some((edits, &survey)),
        };
        self.write_locked(disk, &crates.collect(), Scope::Whole, &with)
    }

    /// Makes the disk agree with `crates`, and with the edits that were staged.
    fn write_locked(
        &self,
        disk: &mut Disk<'_>,
        crates: &Crates<'_>,
        scope: Scope,
        with: &With<'_>,
    ) -> Result<Written, Problems> {
        let comparisons = self.compare(crates, scope)?;
        self.refuse_foreign(&comparisons)?;
        self.refuse_to_remove_all(crates, &comparisons)?;
        let left_behind = apply(disk, crates, &comparisons, with)?;
        Ok(Written {
            comparisons,
            left_behind,
        })
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

/// What changes together with the crates.
struct With<'e> {
    /// Files elsewhere.
    beside: &'e [FileEdit],
    /// The folder that the crates are made from, and what was in it when the run began.
    source: Option<(&'e Edits, &'e Survey)>,
}

/// The result of a run. Of one that failed nothing stays in the work folder; what does is hidden, and the next run
/// tries again.
fn cleaned_up<T>(disk: &mut Disk<'_>, result: Result<T, Problems>) -> Result<T, Problems> {
    if result.is_err() {
        let _ = disk.recover();
    }
    result
}

/// Builds everything, exchanges everything, deletes what was there: in this order, so that a full
/// disk is noticed before the first crate has changed. Until the last exchange, what fails is taken back;
/// what cannot be deleted after it is told, and takes back nothing.
fn apply(
    disk: &mut Disk<'_>,
    crates: &Crates<'_>,
    comparisons: &[Comparison],
    with: &With<'_>,
) -> Result<Problems, Problems> {
    let differs = |one: &&Comparison| !one.differences.is_empty();
    let stale: Vec<&Comparison> = comparisons.iter().filter(differs).collect();
    for one in &stale {
        if let Some(files) = crates.get(one.name.as_str()) {
            disk.build(&one.name, files, &one.differences)?;
        }
    }
    let mut done = Vec::new();
    if let Err(mut problems) = exchange(disk, crates, &stale, with, &mut done) {
        problems.extend(disk.take_back(done));
        return Err(problems);
    }
    let mut problems = Problems::default();
    for one in &stale {
        problems.keep(disk.discard_old(&one.name, crates.contains_key(one.name.as_str())));
    }
    problems.keep(disk.tidy());
    Ok(problems)
}

/// Exchanges everything; `done` is what has to be taken back where that fails.
fn exchange(
    disk: &mut Disk<'_>,
    crates: &Crates<'_>,
    stale: &[&Comparison],
    with: &With<'_>,
    done: &mut Vec<Replacement>,
) -> Result<(), Problems> {
    for one in stale {
        if crates.contains_key(one.name.as_str()) {
            done.push(disk.replace(&one.name, &one.differences)?);
        } else {
            done.extend(disk.take_out(&one.name)?);
        }
    }
    for (index, edit) in with.beside.iter().enumerate() {
        edit.check()?;
        done.push(disk.put_beside(index, edit)?);
    }
    let Some((edits, survey)) = with.source else {
        return Ok(());
    };
    if edits.survey()? != *survey {
        return Err(changed_meanwhile(&edits.source).into());
    }
    done.push(disk.put_source(edits)?);
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

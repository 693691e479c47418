//! Putting a folder or a file in the place of another, and taking that back.
//!
//! Never here: building what is put there, and deleting what was.

use std::path::{Path, PathBuf};

use super::{BESIDE, Disk, Doing, SOURCE, SPARE, TAKEN, WORK, exchange, failed};
use crate::files::compare::{Difference, Paths};
use crate::files::edits::{Edits, FileEdit};
use crate::files::set::CARGOS_OWN;
use crate::problem::{Problem, Problems};

/// Something that stands in the place of something else by now.
#[derive(Debug)]
pub(in crate::files) struct Replacement {
    place: PathBuf,
    spare: PathBuf,
    how: How,
}

#[derive(Debug)]
enum How {
    /// There was nothing, or what was there is where the new one was.
    Exchanged,
    /// What was there has been moved away, and nothing stands there.
    TakenOut,
    /// The files have been moved one by one, and what was there is in this folder.
    FileByFile { taken: PathBuf, paths: Paths },
}

impl Disk<'_> {
    /// Puts the folder of a crate that was built in the place of the old one.
    pub(in crate::files) fn replace(
        &mut self,
        name: &str,
        differences: &[Difference],
    ) -> Result<Replacement, Problems> {
        let (place, spare) = (self.root.join(name), self.work(SPARE, name));
        self.put(place, spare, Paths::of(differences))
    }

    /// Puts a folder or a file in the place of another, or of nothing. Where it fails, nothing has changed.
    pub(in crate::files) fn put(
        &mut self,
        place: PathBuf,
        spare: PathBuf,
        paths: Paths,
    ) -> Result<Replacement, Problems> {
        let mut how = How::Exchanged;
        if place.exists() {
            self.step(Doing::Exchanging, &place)?;
            if !self.abilities.exchange || !exchange(&spare, &place) {
                // The number of the step is nobody else's.
                let taken = self.work(TAKEN, &self.steps.to_string());
                self.put_file_by_file(&place, &spare, &taken, &paths)?;
                how = How::FileByFile { taken, paths };
            }
        } else {
            self.rename(&spare, &place)?;
        }
        Ok(Replacement { place, spare, how })
    }

    /// Takes out the folder of a crate that is no longer generated; `None` where that is only possible by
    /// deleting it, which can wait.
    pub(in crate::files) fn take_out(
        &mut self,
        name: &str,
    ) -> Result<Option<Replacement>, Problems> {
        let (place, spare) = (self.root.join(name), self.work(SPARE, name));
        self.create_folder_of(&spare)?;
        let is_out = self.abilities.exchange && self.rename(&place, &spare).is_ok();
        let how = How::TakenOut;
        Ok(is_out.then_some(Replacement { place, spare, how }))
    }

    /// Deletes what was there before a crate was replaced or taken out; `stays` if there is still such a crate.
    pub(in crate::files) fn discard_old(
        &mut self,
        name: &str,
        stays: bool,
    ) -> Result<(), Problems> {
        let (place, spare) = (self.root.join(name), self.work(SPARE, name));
        if !stays && place.exists() {
            // An empty spare tells the next run, should this one die, whose empty folder that is.
            self.create_folder(&spare)?;
            self.discard(&place, None)?;
        }
        self.discard_spare(name)
    }

    /// Builds the folder that the crates are made from as it will be, and the files beside it.
    pub(in crate::files) fn stage(&mut self, edits: &Edits) -> Result<PathBuf, Problem> {
        self.stage_without(edits, |_| false)
    }

    /// The same, without what is left out.
    pub(in crate::files) fn stage_without(
        &mut self,
        edits: &Edits,
        is_left_out: fn(&Path) -> bool,
    ) -> Result<PathBuf, Problem> {
        let staged = self.staged(edits);
        self.step(Doing::Preparing, &staged)?;
        edits.stage_without(&staged, is_left_out)?;
        self.stage_beside(&edits.beside)?;
        Ok(staged)
    }

    /// Builds the files beside the crates as they will be.
    pub(in crate::files) fn stage_beside(&mut self, edits: &[FileEdit]) -> Result<(), Problem> {
        for (index, edit) in edits.iter().enumerate() {
            let path = self.work(BESIDE, &index.to_string());
            self.create_folder_of(&path)?;
            self.create(&path, edit.new.as_bytes())?;
        }
        Ok(())
    }

    /// Puts the folder that the crates are made from in its place.
    pub(in crate::files) fn put_source(&mut self, edits: &Edits) -> Result<Replacement, Problems> {
        let place = real(&edits.source)?;
        self.put(place, self.staged(edits), edits.paths())
    }

    /// Puts one of the files beside it in its place.
    pub(in crate::files) fn put_beside(
        &mut self,
        index: usize,
        edit: &FileEdit,
    ) -> Result<Replacement, Problems> {
        let itself = Paths {
            removed: Vec::new(),
            written: vec![PathBuf::new()],
        };
        let place = real(&edit.path)?;
        self.put(place, self.work(BESIDE, &index.to_string()), itself)
    }

    fn staged(&self, edits: &Edits) -> PathBuf {
        let name = edits.source.file_name().unwrap_or("source".as_ref());
        self.root.join(WORK).join(SOURCE).join(name)
    }

    /// Makes everything as it was before these, which have to be the last that were made.
    pub(in crate::files) fn take_back(&mut self, replacements: Vec<Replacement>) -> Vec<Problem> {
        let mut problems = Vec::new();
        for Replacement { place, spare, how } in replacements.into_iter().rev() {
            let back = match how {
                How::Exchanged if spare.exists() => self.exchange_back(&place, &spare),
                How::Exchanged => self.rename(&place, &spare),
                How::TakenOut => self.rename(&spare, &place),
                How::FileByFile { taken, paths } => {
                    self.put_back_file_by_file(&place, &spare, &taken, &paths)
                }
            };
            problems.extend(back.err());
        }
        problems
    }

    fn exchange_back(&mut self, place: &Path, spare: &Path) -> Result<(), Problem> {
        self.step(Doing::Exchanging, place)?;
        if exchange(spare, place) {
            return Ok(());
        }
        let what = format!("cannot be exchanged for {} again", spare.display());
        Err(Problem::new(place, "", what, "exchange them by hand"))
    }

    fn put_file_by_file(
        &mut self,
        place: &Path,
        spare: &Path,
        taken: &Path,
        paths: &Paths,
    ) -> Result<(), Problems> {
        let Err(problem) = self.move_in(place, spare, taken, paths) else {
            return Ok(());
        };
        let back = self.put_back_file_by_file(place, spare, taken, paths);
        let problems = [Some(problem), back.err()].into_iter().flatten();
        Err(Problems(problems.collect()))
    }

    /// Removes before it adds: a file may become a folder, or change in case only.
    fn move_in(
        &mut self,
        place: &Path,
        spare: &Path,
        taken: &Path,
        paths: &Paths,
    ) -> Result<(), Problem> {
        for path in &paths.removed {
            self.create_folder_of(&taken.join(path))?;
            self.rename(&place.join(path), &taken.join(path))?;
        }
        if place.is_dir() {
            self.remove_empty_folders_in(place, &CARGOS_OWN)?;
        }
        for path in &paths.written {
            let to = below(place, path);
            self.create_folder_of(&to)?;
            if to.exists() {
                self.create_folder_of(&below(taken, path))?;
                self.keep(&to, &below(taken, path))?;
            }
            self.rename(&below(spare, path), &to)?;
        }
        Ok(())
    }

    /// Makes the files of a folder as they were, however far [`Self::move_in`] has come.
    fn put_back_file_by_file(
        &mut self,
        place: &Path,
        spare: &Path,
        taken: &Path,
        paths: &Paths,
    ) -> Result<(), Problem> {
        for path in paths.written.iter().rev() {
            let (place, spare, taken) =
                (below(place, path), below(spare, path), below(taken, path));
            if taken.exists() {
                self.rename(&taken, &place)?;
            } else if !spare.exists() {
                self.remove(&place)?;
            }
        }
        if place.is_dir() {
            self.remove_empty_folders_in(place, &CARGOS_OWN)?;
        }
        for path in &paths.removed {
            if taken.join(path).exists() {
                self.create_folder_of(&place.join(path))?;
                self.rename(&taken.join(path), &place.join(path))?;
            }
        }
        Ok(())
    }
}

/// A path in a folder; the folder itself, which is then a file, where the path is empty.
fn below(folder: &Path, path: &Path) -> PathBuf {
    if path.as_os_str().is_empty() {
        return folder.to_owned();
    }
    folder.join(path)
}

/// The file or folder that a link leads to, which is what is replaced.
fn real(path: &Path) -> Result<PathBuf, Problem> {
    std::fs::canonicalize(path).map_err(|error| failed(path, "found", &error))
}

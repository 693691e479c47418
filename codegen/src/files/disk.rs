//! Every change to the file system, one small step at a time.
//!
//! # How a crate is replaced
//! All work happens in `.smithwright/` inside the output folder, hence on its file system. It holds
//! the `lock`, a `.gitignore` for itself, and while a run lasts:
//! - `building/<crate>`: the new folder under construction, worthless until it is complete;
//! - `spare/<crate>`: a complete folder, about to go in or just taken out;
//! - `source/` and `beside/`: the folder that the crates are made from and files beside it, likewise;
//! - `taken/`: old files, where files are replaced one by one.
//!
//! The new folder is built with hard links to the files that stay, so they keep their inode and
//! their modification time and cargo rebuilds nothing for them; where links are impossible, a copy
//! is given the old time. Then `spare/<crate>` and `<crate>` are exchanged in one system call, what
//! cargo left in the old folder moves over, and the old folder is deleted file by file, each one
//! after a look at its header.
//!
//! # What is guaranteed
//! Whenever a run dies, `<crate>` is the whole old folder or the whole new one, and the next run
//! clears `.smithwright/` and carries on. It is never absent for a moment: cargo could not load a
//! workspace with a member missing, and so could not start the run that repairs it. Contents are
//! flushed before the exchange. Several crates are all built before the first is exchanged, but are
//! exchanged one after the other; what fails on the way is taken back ([`replacement`]).
//!
//! The folder that crates are made from goes in last, in one system call as well. Until then it is the
//! old one whole, so a run that died before can be taken back by generating once more.
//!
//! Linux and macOS can exchange folders. Elsewhere (Windows, or a folder from a lower layer of an
//! overlay file system) the files are moved in one by one: each file is whole, the folder may be a
//! mixture after a crash, and the next run repairs it.
//!
//! Never here: deciding what to write, remove or refuse.

mod replacement;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::fs::{self, File, FileTimes, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::compare::{Difference, entries, survey};
use super::set::{CARGOS_OWN, Files};
use crate::problem::{Problem, Problems};
pub(super) use replacement::Replacement;

/// Where the work happens, inside the output folder.
const WORK: &str = ".smithwright";
const LOCK: &str = "lock";
const IGNORED: &str = ".gitignore";
const BUILDING: &str = "building";
const SPARE: &str = "spare";
const SOURCE: &str = "source";
const BESIDE: &str = "beside";
const TAKEN: &str = "taken";

/// How often the lock is tried for when it vanishes.
const ATTEMPTS: usize = 100;

/// A change that is about to be made; what progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// What is being done.
    pub doing: Doing,
    /// To which file or folder.
    pub path: &'a Path,
}

/// What a [`Step`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Waiting for another run to end.
    Waiting,
    /// Making a new folder.
    Preparing,
    /// Writing a new file.
    Writing,
    /// Taking over a file that has not changed.
    Keeping,
    /// Moving a file or folder.
    Moving,
    /// Exchanging the old folder of a crate for the new one.
    Exchanging,
    /// Removing a file or folder.
    Removing,
}

/// What the file system can do, and should; tests take it away.
#[derive(Debug, Clone, Copy)]
pub(super) struct Abilities {
    pub(super) exchange: bool,
    pub(super) link: bool,
    pub(super) flush: bool,
    /// The number of the step that the file system refuses, if any.
    pub(super) refuses: Option<usize>,
}

impl Abilities {
    /// Everything.
    pub(super) const ALL: Self = Self {
        exchange: true,
        link: true,
        flush: true,
        refuses: None,
    };
}

/// The output folder as something to change. Every change calls `progress` first.
pub(super) struct Disk<'a> {
    root: &'a Path,
    abilities: Abilities,
    progress: &'a mut dyn FnMut(Step<'_>),
    steps: usize,
}

impl<'a> Disk<'a> {
    pub(super) fn new(
        root: &'a Path,
        abilities: Abilities,
        progress: &'a mut dyn FnMut(Step<'_>),
    ) -> Self {
        Self {
            root,
            abilities,
            progress,
            steps: 0,
        }
    }

    /// Takes the lock of the output folder, creating both; waits while another run writes.
    pub(super) fn lock(&mut self) -> Result<File, Problem> {
        let work = self.root.join(WORK);
        let path = work.join(LOCK);
        // A run that ends may take the work folder away, with the file that somebody waits for or is about to open.
        for _ in 0..ATTEMPTS {
            refuse_link(&work)?;
            self.create_folder(&work)?;
            for name in [LOCK, IGNORED, BUILDING, SPARE, SOURCE, BESIDE, TAKEN] {
                refuse_link(&work.join(name))?;
            }
            let mut options = OpenOptions::new();
            let lock = options.create(true).truncate(false).write(true).open(&path);
            let lock = match lock {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                lock => lock.map_err(|error| failed(&path, "opened", &error))?,
            };
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    self.step(Doing::Waiting, &path)?;
                    lock.lock()
                        .map_err(|error| failed(&path, "locked", &error))?;
                }
                Err(TryLockError::Error(error)) => return Err(failed(&path, "locked", &error)),
                Ok(()) => {}
            }
            if is_at(&lock, &path) {
                self.hide(&work)?;
                return Ok(lock);
            }
        }
        let what = "other runs come and go, and leave no time for this one";
        Err(Problem::new(path, "", what, "try again"))
    }

    /// Keeps the work folder out of version control.
    fn hide(&mut self, work: &Path) -> Result<(), Problem> {
        let path = work.join(IGNORED);
        if fs::read(&path).is_ok_and(|content| content == b"*\n") {
            return Ok(());
        }
        self.step(Doing::Writing, &path)?;
        fs::write(&path, "*\n").map_err(|error| failed(&path, "written", &error))
    }

    /// Clears what a run that died has left behind.
    pub(super) fn recover(&mut self) -> Result<(), Problems> {
        self.remove_all(&self.root.join(WORK).join(BUILDING))?;
        let spare = self.root.join(WORK).join(SPARE);
        if spare.exists() {
            for entry in entries(&spare)? {
                self.remove_shell(&self.root.join(entry.file_name()))?;
                self.discard_spare(entry.file_name())?;
            }
        }
        Ok(self.tidy()?)
    }

    /// Builds the new folder of a crate, up to the exchange.
    pub(super) fn build(
        &mut self,
        name: &str,
        files: &Files,
        differences: &[Difference],
    ) -> Result<(), Problem> {
        let building = self.work(BUILDING, name);
        self.create_folder(&building)?;
        for (path, content) in files.iter() {
            let to = building.join(path);
            self.create_folder_of(&to)?;
            let found = differences.binary_search_by(|other| other.path.as_path().cmp(path));
            if found.is_ok() {
                self.create(&to, content.as_bytes())?;
            } else {
                self.keep(&self.root.join(name).join(path), &to)?;
            }
        }
        let spare = self.work(SPARE, name);
        self.create_folder_of(&spare)?;
        self.rename(&building, &spare)
    }

    /// Removes the folder of a crate when there is not one file in it.
    fn remove_shell(&mut self, place: &Path) -> Result<(), Problem> {
        if !place.is_dir() {
            return Ok(());
        }
        self.remove_empty_folders_in(place, &CARGOS_OWN)?;
        if entries(place)?.is_empty() {
            self.remove_folder(place)?;
        }
        Ok(())
    }

    /// Deletes what [`Self::replace`] or [`Self::take_out`] has left of a crate, if anything.
    pub(super) fn discard_spare(&mut self, name: impl AsRef<OsStr>) -> Result<(), Problems> {
        let name = Path::new(name.as_ref());
        let spare = self.root.join(WORK).join(SPARE).join(name);
        if !spare.exists() {
            return Ok(());
        }
        let place = self.root.join(name);
        let heir = place.is_dir().then_some(place);
        self.discard(&spare, heir.as_deref())
    }

    /// Removes the folders of the work that are empty by now; a run that is not over needs them.
    pub(super) fn tidy(&mut self) -> Result<(), Problem> {
        for folder in [SOURCE, BESIDE, TAKEN] {
            self.remove_all(&self.root.join(WORK).join(folder))?;
        }
        for folder in [BUILDING, SPARE] {
            let path = self.root.join(WORK).join(folder);
            if path.exists() {
                self.step(Doing::Removing, &path)?;
                // It is not empty when something foreign was found in it, which was reported.
                let _ = fs::remove_dir(path);
            }
        }
        Ok(())
    }

    /// Removes the work folder itself, where nothing is left in it that anybody needs.
    pub(super) fn leave(&mut self) -> Result<(), Problem> {
        self.tidy()?;
        let work = self.root.join(WORK);
        let is_bare = |entry: &fs::DirEntry| {
            let name = entry.file_name();
            name == LOCK || name == ".gitignore"
        };
        if entries(&work)?.iter().all(is_bare) {
            // The lock goes last: whoever takes a new one then makes the folder theirs, and it stays.
            for name in [IGNORED, LOCK] {
                let path = work.join(name);
                if path.exists() {
                    self.remove(&path)?;
                }
            }
            self.step(Doing::Removing, &work)?;
            let _ = fs::remove_dir(&work);
        }
        Ok(())
    }

    /// Deletes a folder of ours after handing what cargo left in it to `heir`. A file that somebody
    /// put there in the meantime is reported, and then nothing of ours is deleted either.
    fn discard(&mut self, folder: &Path, heir: Option<&Path>) -> Result<(), Problems> {
        let found = survey(folder)?;
        if !found.foreign.is_empty() {
            let paths = found.foreign.iter().map(|path| folder.join(path));
            return Err(Problems(paths.map(|path| foreign(&path)).collect()));
        }
        for name in CARGOS_OWN {
            self.hand_over(&folder.join(name), heir.map(|heir| heir.join(name)))?;
        }
        for path in found.ours.keys() {
            self.remove(&folder.join(path))?;
        }
        self.remove_empty_folders_in(folder, &[])?;
        self.remove_folder(folder)?;
        Ok(())
    }

    /// Moves what cargo made to where it is still of use, or deletes it where it is not.
    fn hand_over(&mut self, from: &Path, to: Option<PathBuf>) -> Result<(), Problem> {
        let Ok(metadata) = fs::symlink_metadata(from) else {
            return Ok(());
        };
        if let Some(to) = to.filter(|to| !to.exists()) {
            return self.rename(from, &to);
        }
        if !metadata.is_dir() {
            return self.remove(from);
        }
        self.remove_all(from)
    }

    /// Removes the folders inside `folder` that hold no file, but for those in `spared`.
    fn remove_empty_folders_in(&mut self, folder: &Path, spared: &[&str]) -> Result<(), Problem> {
        for entry in entries(folder)? {
            let spared = spared.iter().any(|name| entry.file_name() == *name);
            if spared || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                continue;
            }
            let path = entry.path();
            self.remove_empty_folders_in(&path, &[])?;
            if entries(&path)?.is_empty() {
                self.remove_folder(&path)?;
            }
        }
        Ok(())
    }

    fn work(&self, slot: &str, name: &str) -> PathBuf {
        self.root.join(WORK).join(slot).join(name)
    }

    fn create_folder_of(&mut self, file: &Path) -> Result<(), Problem> {
        file.parent()
            .map_or(Ok(()), |folder| self.create_folder(folder))
    }

    pub(super) fn create_folder(&mut self, path: &Path) -> Result<(), Problem> {
        if path.is_dir() {
            return Ok(());
        }
        self.step(Doing::Preparing, path)?;
        fs::create_dir_all(path).map_err(|error| failed(path, "created", &error))
    }

    fn create(&mut self, path: &Path, content: &[u8]) -> Result<(), Problem> {
        self.step(Doing::Writing, path)?;
        let flush = self.abilities.flush;
        let write = || -> io::Result<()> {
            let mut file = File::create_new(path)?;
            file.write_all(content)?;
            if flush { file.sync_all() } else { Ok(()) }
        };
        write().map_err(|error| failed(path, "written", &error))
    }

    fn keep(&mut self, from: &Path, to: &Path) -> Result<(), Problem> {
        self.step(Doing::Keeping, from)?;
        if self.abilities.link && fs::hard_link(from, to).is_ok() {
            return Ok(());
        }
        copy_with_time(from, to, self.abilities.flush).map_err(|error| {
            // Half a copy is worse than none to whoever takes this back.
            let _ = fs::remove_file(to);
            failed(from, "copied", &error)
        })
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Problem> {
        self.step(Doing::Moving, from)?;
        fs::rename(from, to).map_err(|error| failed(from, "moved", &error))
    }

    fn remove(&mut self, path: &Path) -> Result<(), Problem> {
        self.step(Doing::Removing, path)?;
        fs::remove_file(path).map_err(|error| failed(path, "removed", &error))
    }

    /// Removes a folder and everything in it, if it is there.
    fn remove_all(&mut self, path: &Path) -> Result<(), Problem> {
        if !path.exists() {
            return Ok(());
        }
        self.step(Doing::Removing, path)?;
        fs::remove_dir_all(path).map_err(|error| failed(path, "removed", &error))
    }

    fn remove_folder(&mut self, path: &Path) -> Result<(), Problem> {
        self.step(Doing::Removing, path)?;
        fs::remove_dir(path).map_err(|error| failed(path, "removed", &error))
    }

    fn step(&mut self, doing: Doing, path: &Path) -> Result<(), Problem> {
        (self.progress)(Step { doing, path });
        self.steps += 1;
        if self.abilities.refuses == Some(self.steps) {
            return Err(failed(path, "changed", &io::ErrorKind::StorageFull.into()));
        }
        Ok(())
    }
}

/// Whether the file is still the one at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let place = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (Ok(own), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    place(own) == place(there)
}

/// Whether the file is still the one at `path`: elsewhere, a file that is open cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Refuses a link in the place of something that the work creates and empties: it would do so to whatever the link
/// leads to.
fn refuse_link(path: &Path) -> Result<(), Problem> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    if !is_link {
        return Ok(());
    }
    let what = "is a link, and the generator works in a folder of its own here";
    Err(Problem::new(path, "", what, "remove the link"))
}

/// The shared lock of a reader, when there has ever been a writer; creates nothing.
pub(super) fn lock_to_read(root: &Path) -> Result<Option<File>, Problem> {
    let path = root.join(WORK).join(LOCK);
    let Ok(lock) = File::open(&path) else {
        return Ok(None);
    };
    lock.lock_shared()
        .map_err(|error| failed(&path, "locked", &error))?;
    Ok(Some(lock))
}

/// The problem of a file that is not ours in a folder that is.
pub(super) fn foreign(path: &Path) -> Problem {
    Problem::new(
        path,
        "",
        "was not generated, and the folder it is in belongs to the generator",
        "move it out of the folder, or delete it",
    )
}

/// Swaps two folders in one system call; false when that cannot be done here.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

/// Swaps two folders in one system call; false when that cannot be done here.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

fn copy_with_time(from: &Path, to: &Path, flush: bool) -> io::Result<()> {
    let modified = fs::metadata(from)?.modified()?;
    fs::copy(from, to)?;
    let copy = OpenOptions::new().write(true).open(to)?;
    copy.set_times(FileTimes::new().set_modified(modified))?;
    if flush { copy.sync_all() } else { Ok(()) }
}

pub(super) fn failed(path: &Path, done: &str, error: &io::Error) -> Problem {
    Problem::new(
        path,
        "",
        format!("cannot be {done}: {error}"),
        "check its permissions and the space on the disk, then run again",
    )
}

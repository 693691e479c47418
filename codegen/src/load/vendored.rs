//! The folder of models: its files, and whether they are what `models.lock` says.
//!
//! The only module of the loader that touches a disk, and it only reads. Never here: what is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::overlay::Overlay;
use crate::manifest::{LOCK, Lock, OVERLAYS, SERVICES, Service};
use crate::problem::{Problem, Problems};

/// The folder of the changelogs, which people and updates write: one for each crate, by its name.
pub const CHANGELOGS: &str = "changelogs";
/// The partitions of AWS.
pub const PARTITIONS: &str = "partitions.json";
/// A service's shapes and operations; the one file that every service has.
pub(crate) const SERVICE: &str = "service-2.json";
/// A service's paginators.
pub(super) const PAGINATORS: &str = "paginators-1.json";
/// A service's waiters.
pub(super) const WAITERS: &str = "waiters-2.json";
/// A service's endpoint rules.
pub(super) const ENDPOINT_RULES: &str = "endpoint-rule-set-1.json";

const UPDATE: &str = "run `cargo xtask update`";

/// A source file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path, relative to the folder of models.
    pub path: PathBuf,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The changelog of a crate, if it has one.
pub(crate) fn changelog(models: &Path, crate_name: &str) -> Result<Option<String>, Problems> {
    let path = changelog_of(crate_name);
    if !models.join(&path).exists() {
        return Ok(None);
    }
    let text = read_text(models, &path)?;
    if text.contains(['\r', '\0']) || !text.ends_with('\n') {
        let fix = "end every line with `\\n`, the last one too";
        return Err(Problem::new(path, "", "the file is not lines of text", fix).into());
    }
    Ok(Some(text))
}

/// Where the changelog of a crate is, relative to the folder of models.
pub(crate) fn changelog_of(crate_name: &str) -> String {
    format!("{CHANGELOGS}/{crate_name}.md")
}

/// The overlay of a service, if it has one.
pub(super) fn overlay(
    models: &Path,
    service: &Service,
) -> Result<Option<(Overlay, Source)>, Problems> {
    let Some(path) = &service.overlay else {
        return Ok(None);
    };
    let text = read_text(models, path)?;
    let source = Source {
        path: path.into(),
        sha256: sha256(text.as_bytes()),
    };
    Ok(Some((Overlay::parse(Path::new(path), &text)?, source)))
}

/// Files among the changelogs that no crate takes.
pub(super) fn stray_changelogs(models: &Path, services: &[Service]) -> Vec<Problem> {
    let is_taken = |path: &str| {
        let mut services = services.iter();
        services.any(|service| changelog_of(&service.crate_name) == path)
    };
    let stray = stray(models, CHANGELOGS, is_taken).into_iter().map(|path| {
        let what = format!("the file is the changelog of no crate of {SERVICES}");
        Problem::new(path, "", what, "name it after a crate, or remove it")
    });
    stray.collect()
}

/// Files among the overlays that no service names.
pub(super) fn stray_overlays(models: &Path, services: &[Service]) -> Vec<Problem> {
    let is_taken = |path: &str| {
        let mut services = services.iter();
        services.any(|service| service.overlay.as_deref() == Some(path))
    };
    let stray = stray(models, OVERLAYS, is_taken).into_iter().map(|path| {
        let what = format!("the file is the overlay of no service of {SERVICES}");
        let fix = format!("write `overlay = \"{path}\"` at a service, or remove the file");
        Problem::new(path, "", what, fix)
    });
    stray.collect()
}

/// The files of a folder that are not taken, by their paths relative to the folder of models.
fn stray(models: &Path, folder: &str, is_taken: impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(models.join(folder)) else {
        return Vec::new();
    };
    let names = entries.flatten().map(|entry| entry.file_name());
    let names = names.map(|name| format!("{folder}/{}", name.to_string_lossy()));
    let mut stray: Vec<_> = names.filter(|path| !is_taken(path)).collect();
    stray.sort();
    stray
}

/// Every file of the lock, by path, whatever the services are now.
pub(crate) fn locked(models: &Path, lock: &Lock) -> Result<BTreeMap<String, String>, Problems> {
    let files = lock.sha256.iter().map(|(path, sha256)| {
        let file = verified(models, path, sha256, lock)?;
        Ok::<_, Problem>((path.clone(), file.text))
    });
    Ok(Problems::all(files)?.into_iter().collect())
}

/// A vendored file whose bytes are those that the lock promises.
pub(super) struct Vendored {
    /// The bytes, as text.
    pub(super) text: String,
    /// Their SHA-256, in hexadecimal.
    pub(super) sha256: String,
}

/// Every file of the lock that is as it should be, by path.
pub(super) type Files = BTreeMap<String, Vendored>;

/// Reads one of the files that are not themselves locked.
pub(crate) fn read_text(models: &Path, name: &str) -> Result<String, Problems> {
    let fix = "create the file, or point to the folder that has it";
    let text = std::fs::read(models.join(name)).map_err(|error| unreadable(name, &error, fix))?;
    String::from_utf8(text).map_err(|_| not_text(name).into())
}

/// Reads every file of the lock, and reports every way in which folder and lock disagree.
pub(super) fn read(models: &Path, lock: &Lock, services: &[Service]) -> (Files, Vec<Problem>) {
    let mut problems = unused(lock, services);
    problems.extend(missing(lock, services));
    problems.extend(unlocked(models, lock));
    let mut files = Files::new();
    for (path, sha256) in &lock.sha256 {
        match verified(models, path, sha256, lock) {
            Ok(file) => drop(files.insert(path.clone(), file)),
            Err(problem) => problems.push(problem),
        }
    }
    (files, problems)
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// The files of a service that the loader knows, relative to the folder of models.
pub(crate) fn files_of(service: &Service) -> [String; 4] {
    [SERVICE, PAGINATORS, WAITERS, ENDPOINT_RULES].map(|name| format!("{}/{name}", service.folder))
}

fn verified(models: &Path, path: &str, expected: &str, lock: &Lock) -> Result<Vendored, Problem> {
    let fix = format!("restore it from {} {}", lock.package, lock.version);
    let bytes = std::fs::read(models.join(path)).map_err(|error| unreadable(path, &error, &fix))?;
    let actual = sha256(&bytes);
    if actual != expected {
        let what = format!("its SHA-256 is {actual}, and {LOCK} says {expected}");
        return Err(Problem::new(path, "", what, fix));
    }
    let text = String::from_utf8(bytes).map_err(|_| not_text(path))?;
    Ok(Vendored {
        text,
        sha256: actual,
    })
}

fn unreadable(path: &str, error: &std::io::Error, fix: &str) -> Problem {
    Problem::new(path, "", format!("the file cannot be read: {error}"), fix)
}

fn not_text(path: &str) -> Problem {
    Problem::new(
        path,
        "",
        "the file is not UTF-8",
        "restore it from its source",
    )
}

/// Files that the lock lists and nothing reads.
fn unused(lock: &Lock, services: &[Service]) -> Vec<Problem> {
    let mut used: BTreeSet<String> = services.iter().flat_map(files_of).collect();
    used.insert(PARTITIONS.to_owned());
    let unused = lock.sha256.keys().filter(|path| !used.contains(*path));
    unused
        .map(|path| {
            let what = format!("`{path}` is locked, and no service of {SERVICES} reads it");
            Problem::new(
                LOCK,
                "",
                what,
                "remove the file and its line, or add the service",
            )
        })
        .collect()
}

/// Files that have to be there and that the lock does not list.
fn missing(lock: &Lock, services: &[Service]) -> Vec<Problem> {
    let models = services
        .iter()
        .map(|service| format!("{}/{SERVICE}", service.folder));
    let needed = models.chain([PARTITIONS.to_owned()]);
    let missing = needed.filter(|path| !lock.sha256.contains_key(path));
    missing
        .map(|path| {
            let what = format!("`{path}` is needed, and is not locked");
            Problem::new(
                LOCK,
                "",
                what,
                format!("{UPDATE}, or correct `folder` in {SERVICES}"),
            )
        })
        .collect()
}

/// JSON files that lie in the folder of models and that the lock does not list.
fn unlocked(models: &Path, lock: &Lock) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(models.join(&folder)) {
            Ok(entries) => entries,
            Err(error) => {
                let fix = "make the folder readable";
                problems.push(unreadable(&folder.to_string_lossy(), &error, fix));
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = folder.join(entry.file_name());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json")
                && !lock.sha256.contains_key(&slashed(&path))
            {
                let what = format!("the file is not listed in {LOCK}");
                problems.push(Problem::new(
                    path,
                    "",
                    what,
                    format!("remove it, or {UPDATE}"),
                ));
            }
        }
    }
    // The order of a folder's entries is the file system's.
    problems.sort();
    problems
}

/// The path as the lock spells it on every system.
fn slashed(path: &Path) -> String {
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

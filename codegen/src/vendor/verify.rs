//! Whether a vendored folder is what it says: the package of models is had anew, everything is generated again, and
//! every byte is compared.
//!
//! What the folder says of itself only decides what to generate. Each way in which it can be wrong is named.
//! Never here: where packages come from, and printing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use super::contents::{self, Made, Origin, Wish};
use super::folder::{Entry, Found};
use super::manifest::Document;
use super::plan::generator;
use super::provenance::{Models, PROVENANCE};
use super::request::MANIFEST;
use super::sbom::SBOM;
use super::statement::STATEMENT;
use super::{Checkout, Packages, RUNTIME};
use crate::files::Edits;
use crate::load::vendored::{files_of, sha256};
use crate::load::{self, PARTITIONS};
use crate::manifest::{self, LOCK};
use crate::problem::{Problem, Problems};
use crate::update::models_lock;

/// What decides how the crates of a folder are built when it stands beside them.
const STEERS: [&str; 5] = [
    ".cargo/config",
    ".cargo/config.toml",
    "Cargo.toml",
    "rust-toolchain",
    "rust-toolchain.toml",
];

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file or folder, relative to the vendored folder; of the generator's own files, from its checkout.
    pub path: PathBuf,
    /// In which way.
    pub tampering: Tampering,
    /// What was found, as a clause without a full stop.
    pub what: String,
}

/// The ways in which a folder can be other than it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tampering {
    /// A file of a client says something else.
    EditedFile,
    /// A file of the runtime says something else.
    EditedRuntime,
    /// What a crate says that it was made of is not so.
    EditedProvenance,
    /// `smithwright.toml` is not what was written, or asks for something else than what is there.
    ChangedManifest,
    /// A file is there that was not generated.
    AddedFile,
    /// A file is gone.
    MissingFile,
    /// A link or a special file stands in the place of a file.
    Link,
    /// Only the ends of the lines differ.
    LineEnds,
    /// A file may be executed.
    Permissions,
    /// The models are from another package than the generator's.
    OtherModels,
    /// It was made by another generator.
    OtherGenerator,
    /// The lock of the generator's models names other files than the package has.
    ChangedLock,
}

impl Tampering {
    /// What it is called.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EditedFile => "edited file",
            Self::EditedRuntime => "edited runtime",
            Self::EditedProvenance => "edited provenance",
            Self::ChangedManifest => "changed smithwright.toml",
            Self::AddedFile => "added file",
            Self::MissingFile => "missing file",
            Self::Link => "link in the place of a file",
            Self::LineEnds => "changed line ends",
            Self::Permissions => "changed permissions",
            Self::OtherModels => "other models",
            Self::OtherGenerator => "another generator",
            Self::ChangedLock => "changed lock",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tampering = self.tampering.as_str();
        write!(f, "{tampering}: {}: {}", self.path.display(), self.what)
    }
}

/// Compares the folder with what the generator makes of the package of models that it names; returns everything that is
/// not as it should be. Changes nothing but for a temporary folder at `work`, which should be empty.
///
/// # Errors
/// The folder cannot be read, holds no vendored crates, or the package cannot be had.
pub fn verify(
    checkout: &Checkout,
    folder: &Path,
    work: &Path,
    packages: &mut dyn Packages,
) -> Result<Vec<Finding>, Problems> {
    let mut found = Found::read(folder)?;
    let Some(document) = found.document.clone() else {
        let what = match found.entries.get(MANIFEST) {
            Some(_) => {
                "a link or a special file stands there, and nobody knows what the folder should hold"
            }
            None => "there is none, so nobody knows what the folder should hold",
        };
        let fix = "name a folder that `cargo xtask vendor` wrote, or restore the file";
        return Err(Problem::new(folder.join(MANIFEST), "", what, fix).into());
    };
    let mut findings = Findings::default();
    for problem in found.read_records() {
        let path = problem.file.strip_prefix(folder).unwrap_or(&problem.file);
        findings.add(Tampering::EditedProvenance, path, problem.what.clone());
    }
    let generator = generator(checkout)?;
    findings.generators(&found, &document, &generator);
    let models = findings.stage(checkout, &document, work, packages)?;
    let names: Vec<String> = document.request.services.keys().cloned().collect();
    let loaded = load::load(work, &names)?;
    let origin = Origin {
        checkout,
        generator,
        models,
        loaded: &loaded,
    };
    let mut wishes = Vec::new();
    for one in &loaded {
        let key = &one.service.key;
        let asked = document
            .request
            .services
            .get(key)
            .cloned()
            .unwrap_or_default();
        let record = found.records.get(&one.service.crate_name);
        let history = record.map_or(&[][..], |record| &record.history);
        let operations = history
            .last()
            .map(|step| step.operations.iter().cloned().collect());
        let wish = Wish {
            service: key.clone(),
            asked,
            operations: operations.unwrap_or_default(),
            history: history.to_vec(),
        };
        findings.request(&wish, record.and_then(|record| record.asked.as_ref()), one)?;
        wishes.push(wish);
    }
    let made = contents::make(&origin, &document.request, &wishes, packages)?;
    for client in &made.clients {
        for fault in &client.faults {
            let path = format!("{}/{PROVENANCE}", client.crate_name);
            findings.add(Tampering::EditedProvenance, path, fault.clone());
        }
    }
    findings.compare(&found, &made)?;
    findings.0.sort();
    findings.0.dedup();
    Ok(findings.0)
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, tampering: Tampering, path: impl AsRef<Path>, what: impl Into<String>) {
        self.0.push(Finding {
            path: path.as_ref().to_owned(),
            tampering,
            what: what.into(),
        });
    }

    /// Whether all say that they are of this generator.
    fn generators(
        &mut self,
        found: &Found,
        document: &Document,
        is: &super::provenance::Generator,
    ) {
        let records = found.records.iter();
        let records =
            records.map(|(name, record)| (format!("{name}/{PROVENANCE}"), &record.generator));
        for (path, was) in [(MANIFEST.to_owned(), &document.generator)]
            .into_iter()
            .chain(records)
        {
            if was != is {
                let what = format!(
                    "it names smithwright {} with sources {}, and this is {} with {}",
                    was.version, was.sha256, is.version, is.sha256
                );
                self.add(Tampering::OtherGenerator, path, what);
            }
        }
    }

    /// Puts the models of the package that the folder names where they can be loaded, with everything else that the
    /// checkout's own folder of models has. Returns which package it is.
    fn stage(
        &mut self,
        checkout: &Checkout,
        document: &Document,
        work: &Path,
        packages: &mut dyn Packages,
    ) -> Result<Models, Problems> {
        let own = checkout.models();
        let services = load::services(&own)?;
        let lock_text = load::vendored::read_text(&own, LOCK)?;
        let lock = manifest::parse_lock(Path::new(LOCK), &lock_text)?;
        let wanted = services.iter().flat_map(files_of);
        let wanted: Vec<String> = wanted.chain([PARTITIONS.to_owned()]).collect();
        let claimed = &document.models;
        let package = packages.package(&claimed.version, &wanted)?;
        // When another version was published, only the folder says.
        let is_at_hand = lock.version == claimed.version;
        let is = Models {
            package: lock.package.clone(),
            version: claimed.version.clone(),
            released: if is_at_hand {
                lock.released.clone()
            } else {
                claimed.released.clone()
            },
            file: package.file.clone(),
            sha256: package.sha256.clone(),
        };
        if is != *claimed {
            let what = format!("it says {claimed}, and it is {is}");
            self.add(Tampering::ChangedManifest, MANIFEST, what);
        }
        if lock.version != claimed.version {
            let what = format!(
                "the folder was made from {} {}, and this checkout has the models of {} {}",
                claimed.package, claimed.version, lock.package, lock.version
            );
            self.add(Tampering::OtherModels, MANIFEST, what);
        } else if lock
            .file
            .as_ref()
            .is_some_and(|file| file.sha256 != is.sha256)
        {
            let what = format!("its `file-sha256` is not that of {}", is.file);
            self.add(Tampering::ChangedLock, Path::new("models").join(LOCK), what);
        }
        if lock.version == claimed.version {
            for (path, digest) in &lock.sha256 {
                let bytes = package.files.get(path);
                if bytes.is_none_or(|bytes| sha256(bytes) != *digest) {
                    let what = format!("`{path}` is another file in {}", is.file);
                    self.add(Tampering::ChangedLock, Path::new("models").join(LOCK), what);
                }
            }
        }
        let released = is.released.as_deref();
        let new_lock = models_lock(&lock_text, &claimed.version, released, None, &package.files)?;
        let files = package.files.iter();
        let mut files: BTreeMap<PathBuf, _> = files
            .map(|(path, bytes)| (path.into(), Some(bytes.clone())))
            .collect();
        let gone = lock
            .sha256
            .keys()
            .filter(|path| !package.files.contains_key(*path));
        files.extend(gone.map(|path| (path.into(), None)));
        files.insert(LOCK.into(), Some(new_lock.into_bytes()));
        let edits = Edits {
            source: own,
            files,
            beside: Vec::new(),
        };
        edits.stage(work)?;
        Ok(is)
    }

    /// Whether what is asked for fits what the provenance says was made.
    fn request(
        &mut self,
        wish: &Wish,
        recorded: Option<&super::Asked>,
        loaded: &load::Loaded,
    ) -> Result<(), Problems> {
        let Some(recorded) = recorded else {
            let path = format!("{}/{PROVENANCE}", loaded.service.crate_name);
            let what = format!("nothing says what was asked for of `{}`", wish.service);
            self.add(Tampering::EditedProvenance, path, what);
            return Ok(());
        };
        if *recorded != wish.asked {
            let what = format!(
                "it asks for something else of `{}` than what was made",
                wish.service
            );
            self.add(Tampering::ChangedManifest, MANIFEST, what);
        }
        let selection = wish.asked.selection(&wish.service)?;
        let asked = if selection.takes_any() || wish.asked.used_by.is_empty() {
            selection.of(&loaded.model)
        } else {
            BTreeSet::new()
        };
        let all = loaded.model.operations.len();
        let is_made = |name: &String| wish.operations.is_empty() || wish.operations.contains(name);
        let is_whole = wish.operations.is_empty() && wish.asked.used_by.is_empty();
        let differs = asked.iter().any(|name| !is_made(name))
            || (wish.asked.used_by.is_empty()
                && !wish.operations.is_empty()
                && asked != wish.operations)
            || (is_whole && asked.len() != all);
        if differs {
            let what = format!(
                "the operations of `{}` are not those that were made",
                wish.service
            );
            self.add(Tampering::ChangedManifest, MANIFEST, what);
        }
        Ok(())
    }

    /// Compares every byte.
    fn compare(&mut self, found: &Found, made: &Made) -> Result<(), Problem> {
        // What stands behind a link is not looked at.
        let link_before = |path: &str| {
            let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
            folders.any(|folder| found.entries.contains_key(folder))
        };
        for (path, expected) in &made.files {
            match found.entries.get(path) {
                None if link_before(path) => {}
                None => self.add(
                    Tampering::MissingFile,
                    path,
                    "it was generated, and is not there",
                ),
                Some(Entry::Other) => {
                    self.add(
                        Tampering::Link,
                        path,
                        "a link or a special file stands there",
                    );
                }
                Some(Entry::File { is_executable }) => {
                    if *is_executable {
                        self.add(Tampering::Permissions, path, "it may be executed");
                    }
                    let actual = found.bytes(path)?.unwrap_or_default();
                    self.content(path, expected, &actual);
                }
            }
        }
        let crates: BTreeSet<&str> = made
            .files
            .keys()
            .filter_map(|path| crate_of(path))
            .collect();
        for (path, entry) in &found.entries {
            if made.files.contains_key(path) {
                continue;
            }
            let is_own = |name: &str| crates.contains(name) || found.records.contains_key(name);
            let is_inside = crate_of(path).is_some_and(is_own);
            if *entry == Entry::Other && (is_inside || is_own(path)) {
                let what = "a link or a special file stands there, which was not generated";
                self.add(Tampering::Link, path, what);
            } else if is_inside {
                self.add(Tampering::AddedFile, path, "it was not generated");
            } else if STEERS.contains(&path.as_str()) {
                let what =
                    "it was not generated, and cargo or rustup reads it for the crates beside it";
                self.add(Tampering::AddedFile, path, what);
            }
        }
        Ok(())
    }

    fn content(&mut self, path: &str, expected: &[u8], actual: &[u8]) {
        if expected == actual {
            return;
        }
        let (tampering, what) = if without_returns(actual) == without_returns(expected) {
            (Tampering::LineEnds, "only the ends of its lines are others")
        } else if path == MANIFEST {
            (Tampering::ChangedManifest, "it is not what was written")
        } else if is_proof(path) {
            (Tampering::EditedProvenance, "it is not what is generated")
        } else if crate_of(path) == Some(RUNTIME) {
            (Tampering::EditedRuntime, "it is not what the generator has")
        } else {
            (Tampering::EditedFile, "it is not what is generated")
        };
        self.add(tampering, path, what);
    }
}

fn crate_of(path: &str) -> Option<&str> {
    path.split_once('/').map(|(name, _)| name)
}

fn is_proof(path: &str) -> bool {
    let file = path.split_once('/').map(|(_, file)| file);
    [PROVENANCE, STATEMENT, SBOM]
        .into_iter()
        .any(|name| file == Some(name))
}

/// The bytes with `\n` at the end of each line.
fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    let bytes = bytes.iter().zip(next);
    let kept = bytes.filter(|pair| *pair != (&b'\r', Some(&b'\n')));
    kept.map(|(byte, _)| *byte).collect()
}

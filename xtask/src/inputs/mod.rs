//! Where models to compare come from: files, folders, packages of botocore, the vendored models, revisions of
//! the repository.
//!
//! Each kind of input ends in the same: files of service folders, by path. [`Models`] groups them.
//! Never here: what the files say, which is `codegen`'s.

mod botocore;
mod contents;
mod files;
mod git;
mod index;
mod packages;
mod pairs;
pub(crate) mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use smithwright_codegen::diff::{DocumentName, Revision};
use smithwright_codegen::load::{Document, Documents, Overlay};
use smithwright_codegen::manifest::{self, OVERLAYS};
use smithwright_codegen::problem::{Problem, Problems};
use smithwright_codegen::update::Package;

use self::versions::Version;
use crate::workspace;
pub(crate) use pairs::{pairs, settings};

/// The files of one or several services.
pub(crate) struct Models {
    /// What the input is called.
    label: String,
    /// The files, by path.
    files: BTreeMap<PathBuf, String>,
    /// It is a service document on its own: that there are no waiters beside it means nothing.
    pub(crate) is_alone: bool,
    /// Its overlays, by their paths in the folder of models. `None` for what is no folder of models of ours: to it,
    /// those of the working tree are added, as its other settings hold for it.
    overlays: Option<BTreeMap<String, String>>,
}

/// The most that a file may hold, packed or not, in bytes: ten times the largest model there is.
const LARGEST: u64 = 100 << 20;

/// Reads an input as the command line names it: a path, `git:REV`, `botocore:VERSION`, or `vendored`. Of
/// packages, which hold hundreds of services, only those in the folders that are `wanted`.
pub(crate) fn read(input: &str, wanted: &[String], is_offline: bool) -> Result<Models, Problems> {
    if let Some(version) = input.strip_prefix("botocore:") {
        return botocore::read(input, version, wanted, is_offline);
    }
    if let Some(revision) = input.strip_prefix("git:") {
        return git::read(input, revision);
    }
    if input == "vendored" {
        return files::folder(input, &workspace::folder("models")?);
    }
    let path = Path::new(input);
    if path.is_dir() {
        files::folder(input, path)
    } else {
        files::file(input, path, wanted)
    }
}

/// Every version of botocore, the oldest first: of the package index, or of the cache alone.
pub(crate) fn versions_of_botocore(is_offline: bool) -> Result<Vec<Version>, Problem> {
    botocore::versions(is_offline)
}

/// The newest version of botocore: of the package index, or of the cache alone.
pub(crate) fn newest_version(is_offline: bool) -> Result<String, Problem> {
    botocore::newest(is_offline)
}

/// The newer of two versions of botocore, the first where one of them is no version.
pub(crate) fn newer<'v>(one: &'v str, other: &'v str) -> &'v str {
    botocore::newer(one, other)
}

/// What a version of botocore holds of the files that are `wanted`, by their paths in `botocore/data`.
pub(crate) fn package_of_version(
    version: &str,
    wanted: &BTreeSet<String>,
    is_offline: bool,
) -> Result<Package, Problems> {
    let (name, bytes) = botocore::fetch(version, is_offline)?;
    let package = contents::package(Path::new(&name), &bytes, wanted)?;
    if package.version == version {
        return Ok(package);
    }
    let what = format!("it is called {version}, and is {}", package.version);
    let fix = "remove it from the cache, and ask whoever published it";
    Err(Problem::new(name, "", what, fix).into())
}

/// The same of a package in a file.
pub(crate) fn package_in_file(path: &Path, wanted: &BTreeSet<String>) -> Result<Package, Problems> {
    contents::package(path, &files::bytes(path)?, wanted)
}

/// The folder that a service has in botocore.
pub(crate) fn folder_of(name: &str, services: &[manifest::Service]) -> String {
    let service = services.iter().find(|service| service.key == name);
    let folder = service.map_or(name, |service| &service.folder);
    folder.split('/').next().unwrap_or_default().to_owned()
}

/// Whether a file of a folder of models is an overlay, and its path there.
fn overlay_path(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let is_overlay = path.parent()? == Path::new(OVERLAYS) && path.extension()? == "toml";
    is_overlay.then(|| format!("{OVERLAYS}/{name}"))
}

/// Whether a file is one of those that a service's model consists of.
fn document_name(path: &Path) -> Option<DocumentName> {
    let name = path.file_name()?.to_str()?;
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let all = [
        DocumentName::Service,
        DocumentName::Paginators,
        DocumentName::Waiters,
        DocumentName::EndpointRules,
    ];
    all.into_iter().find(|document| document.file() == name)
}

impl Models {
    /// What the files say, whatever package or folder they are in: two inputs with the same contents have
    /// the same models.
    pub(crate) fn contents(&self) -> BTreeMap<PathBuf, &str> {
        let files = self.files.iter().map(|(path, text)| {
            let path = if self.is_alone {
                PathBuf::new()
            } else {
                // `SERVICE/DATE/FILE`, packed or not.
                let parts: Vec<_> = path.iter().collect();
                let path: PathBuf = parts.iter().rev().take(3).rev().collect();
                match path.extension() {
                    Some(ending) if ending == "gz" => path.with_extension(""),
                    _ => path,
                }
            };
            (path, text.as_str())
        });
        files.collect()
    }

    /// Every service of the input, by its key; of several API versions the newest. With `only_service`,
    /// the service documents alone.
    pub(crate) fn revisions(
        &self,
        services: &[manifest::Service],
        only_service: bool,
    ) -> Result<BTreeMap<String, Revision>, Problems> {
        let mut problems = Problems::default();
        let mut revisions = BTreeMap::new();
        // In the order of paths, so that the newest API version comes last.
        for path in self.services() {
            let documents = self.documents(path, only_service);
            let revision = Revision::read(self.label.clone(), &documents);
            if let Some(revision) = problems.keep(revision) {
                let mut revision = revision.with_settings(services);
                if !only_service {
                    problems.keep(self.overlay(&mut revision));
                }
                revisions.insert(revision.key(), revision);
            }
        }
        if revisions.is_empty() && problems.0.is_empty() {
            let what = "there is no model in it";
            let fix = "name a file, or a folder with a `service-2.json` somewhere in it";
            problems
                .0
                .push(Problem::new(self.label.clone(), "", what, fix));
        }
        problems.finish(revisions)
    }

    /// Adds the overlay of the service.
    fn overlay(&self, revision: &mut Revision) -> Result<(), Problems> {
        let settings = revision.settings.as_ref();
        let Some(path) = settings.and_then(|settings| settings.overlay.as_deref()) else {
            return Ok(());
        };
        let text = match &self.overlays {
            Some(own) => own.get(path).cloned(),
            None => Some(files::overlay(path)?),
        };
        if let Some(text) = text {
            let found = Overlay::parse(Path::new(path), &text)?.apply(&mut revision.model);
            // A model of another time need not fit.
            if self.overlays.is_some() {
                revision.problems.extend(found);
            }
        }
        Ok(())
    }

    /// The service documents.
    fn services(&self) -> impl Iterator<Item = &Path> {
        let paths = self.files.keys().map(PathBuf::as_path);
        let is_alone = self.is_alone;
        paths.filter(move |path| is_alone || document_name(path) == Some(DocumentName::Service))
    }

    fn documents<'t>(&'t self, service: &'t Path, only_service: bool) -> Documents<'t> {
        let find = |wanted: DocumentName| {
            let mut files = self.files.iter();
            let found = files.find(|(path, _)| {
                path.parent() == service.parent() && document_name(path) == Some(wanted)
            });
            let (file, text) = found.filter(|_| !only_service)?;
            Some(Document { file, text })
        };
        let text = self.files.get(service).map_or("", String::as_str);
        Documents {
            paginators: find(DocumentName::Paginators),
            waiters: find(DocumentName::Waiters),
            endpoint_rules: find(DocumentName::EndpointRules),
            ..Documents::of(service, text)
        }
    }
}

/// The text of a file, unpacked if its name ends in `.gz`.
fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Problem> {
    let bytes = if path.extension().is_some_and(|ending| ending == "gz") {
        files::unpacked(path, &bytes)?
    } else {
        bytes
    };
    String::from_utf8(bytes).map_err(|_| {
        let fix = "restore the file from its source";
        Problem::new(path, "", "the file is not UTF-8", fix)
    })
}

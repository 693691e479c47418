//! The models of an input: its files by path, grouped into services, and which files those are.
//!
//! Never here: where the files come from.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use smithwright_codegen::diff::{DocumentName, Revision};
use smithwright_codegen::load::{Document, Documents, Overlay};
use smithwright_codegen::manifest::{self, OVERLAYS};
use smithwright_codegen::problem::{Problem, Problems};

use crate::workspace;

/// The most that a file may hold, packed or not, in bytes: ten times the largest model there is.
pub(super) const LARGEST: u64 = 100 << 20;

/// The files of one or several services.
pub(crate) struct Models {
    /// What the input is called.
    pub(super) label: String,
    /// The files, by path.
    pub(super) files: BTreeMap<PathBuf, String>,
    /// It is a service document on its own: that there are no waiters beside it means nothing.
    pub(crate) is_alone: bool,
    /// Its overlays, by their paths in the folder of models. `None` for what is no folder of models of ours: to it,
    /// those of the working tree are added, as its other settings hold for it.
    pub(super) overlays: Option<BTreeMap<String, String>>,
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

    /// The folders of the services, as botocore calls them.
    pub(crate) fn folders(&self) -> Vec<String> {
        let names = self.services().filter_map(folder);
        let mut names: Vec<_> = names.map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The documents of the service in that folder; of several API versions the newest.
    pub(crate) fn of_folder(&self, name: &str) -> Option<Documents<'_>> {
        // In the order of paths, so that the newest API version comes last.
        let services = self.services().filter(|path| folder(path) == Some(name));
        services.last().map(|path| self.documents(path, false))
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
            None => Some(overlay_of_workspace(path)?),
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

/// The folder of a service document: `SERVICE` of `SERVICE/DATE/FILE`.
fn folder(path: &Path) -> Option<&str> {
    path.iter().rev().nth(2)?.to_str()
}

/// An overlay of the working tree, by its path in the folder of models.
fn overlay_of_workspace(path: &str) -> Result<String, Problem> {
    let path = workspace::folder("models")?.join(path);
    fs::read_to_string(&path).map_err(|error| {
        let what = format!("it cannot be read: {error}");
        Problem::new(&path, "", what, "restore it")
    })
}

/// Whether a file of a folder of models is an overlay, and its path there.
pub(super) fn overlay_path(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let is_overlay = path.parent()? == Path::new(OVERLAYS) && path.extension()? == "toml";
    is_overlay.then(|| format!("{OVERLAYS}/{name}"))
}

/// Whether a file is one of those that a service's model consists of.
pub(super) fn document_name(path: &Path) -> Option<DocumentName> {
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

/// The text of a file, unpacked if its name ends in `.gz`.
pub(super) fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Problem> {
    let bytes = if path.extension().is_some_and(|ending| ending == "gz") {
        unpacked(path, &bytes)?
    } else {
        bytes
    };
    String::from_utf8(bytes).map_err(|_| {
        let fix = "restore the file from its source";
        Problem::new(path, "", "the file is not UTF-8", fix)
    })
}

/// What a gzip file holds.
pub(super) fn unpacked(path: &Path, packed: &[u8]) -> Result<Vec<u8>, Problem> {
    let problem = |what: String| {
        let fix = "restore the file from its source";
        Problem::new(path, "", what, fix)
    };
    let mut bytes = Vec::new();
    let mut reader = MultiGzDecoder::new(packed).take(LARGEST + 1);
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| problem(format!("it cannot be unpacked: {error}")))?;
    if bytes.len() as u64 > LARGEST {
        return Err(problem("it holds more than any model".to_owned()));
    }
    Ok(bytes)
}

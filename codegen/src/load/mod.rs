//! Source documents in, [`Model`]s out.
//!
//! [`load`] reads the folder of models; [`parse_service`] and [`parse_partitions`] do the same for texts
//! that are at hand. Both gather everything that is wrong with every file before they stop.
//!
//! Never here: judging a model as a whole ([`crate::check`]), writing anything, the network.

mod botocore;
mod endpoint_rules;
mod expressions;
mod fields;
mod ledger;
mod metadata;
mod overlay;
mod paginators;
mod partitions;
mod service_traits;
mod shapes;
mod unlisted;
pub(crate) mod vendored;
mod waiters;

use std::path::{Path, PathBuf};

pub use overlay::Overlay;
pub use unlisted::{Unsupported, load_unlisted, unsupported};
pub use vendored::{CHANGELOGS, PARTITIONS, Source};

use crate::json::{self, Pointer, Value};
use crate::manifest::{self, LOCK, Lock, ProtocolName, SERVICES, Service};
use crate::model::{Model, Partition, Protocol};
use crate::nearest::did_you_mean;
use crate::problem::{Problem, Problems};
use crate::selection::WrongEntry;
use fields::Report;
use vendored::Files;

/// A service, loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What `services.toml` says about it.
    pub service: Service,
    /// What its models say.
    pub model: Model,
    /// The protocol that `services.toml` chose, as the model offers it.
    pub protocol: Protocol,
    /// The partitions of AWS.
    pub partitions: Vec<Partition>,
    /// The service document, relative to the folder of models; where [`crate::check`] finds fault.
    pub file: PathBuf,
    /// The SHA-256 of that file.
    pub model_sha256: String,
    /// Every file that was read for it, in the order of their paths.
    pub sources: Vec<Source>,
    /// The package the models come from, and its version.
    pub lock: Lock,
    /// The hand-written examples: their files' names without ending, and their texts.
    pub examples: Vec<(String, String)>,
    /// The changelog of the crate, if it has one.
    pub changelog: Option<String>,
    /// What was added to the model, if anything.
    pub overlay: Option<Overlay>,
}

/// A text, and the file that it is from.
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    /// The file, as problems name it.
    pub file: &'t Path,
    /// What is in it.
    pub text: &'t str,
}

/// The documents of one service in botocore's form.
#[derive(Debug, Clone, Copy)]
pub struct Documents<'t> {
    /// `service-2.json`
    pub service: Document<'t>,
    /// `paginators-1.json`
    pub paginators: Option<Document<'t>>,
    /// `waiters-2.json`
    pub waiters: Option<Document<'t>>,
    /// `endpoint-rule-set-1.json`
    pub endpoint_rules: Option<Document<'t>>,
}

impl<'t> Documents<'t> {
    /// A service document that stands alone.
    pub fn of(file: &'t Path, text: &'t str) -> Self {
        Self {
            service: Document { file, text },
            paginators: None,
            waiters: None,
            endpoint_rules: None,
        }
    }
}

/// One of the documents that a service's model consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentName {
    /// `service-2.json`
    Service,
    /// `paginators-1.json`
    Paginators,
    /// `waiters-2.json`
    Waiters,
    /// `endpoint-rule-set-1.json`
    EndpointRules,
    /// An [`Overlay`]
    Overlay,
}

impl DocumentName {
    /// The name of the file in botocore's folders. Overlays are ours, and have a name for each service.
    pub fn file(self) -> &'static str {
        match self {
            Self::Service => vendored::SERVICE,
            Self::Paginators => vendored::PAGINATORS,
            Self::Waiters => vendored::WAITERS,
            Self::EndpointRules => vendored::ENDPOINT_RULES,
            Self::Overlay => crate::manifest::OVERLAYS,
        }
    }
}

/// Something that a document says and a [`Model`] has no place for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmodelled {
    /// The document.
    pub document: DocumentName,
    /// The place in it.
    pub at: Pointer,
    /// The value, as JSON.
    pub value: String,
}

/// The services that there are, and how each is generated. `models` is the folder with `services.toml`.
pub(crate) fn services(models: &Path) -> Result<Vec<manifest::Service>, Problems> {
    let text = vendored::read_text(models, SERVICES)?;
    manifest::parse(Path::new(SERVICES), &text)
}

/// Loads the services of that name, or all of them when `selection` is empty, in the order of their
/// names. `models` is the folder with `services.toml`.
pub fn load(models: &Path, selection: &[String]) -> Result<Vec<Loaded>, Problems> {
    let mut problems = Problems::default();
    let services = problems.keep(services(models));
    let lock = vendored::read_text(models, LOCK)
        .and_then(|text| manifest::parse_lock(Path::new(LOCK), &text));
    let lock = problems.keep(lock);
    let (Some(services), Some(lock)) = (services, lock) else {
        return Err(problems);
    };
    let (files, found) = vendored::read(models, &lock, &services);
    problems.extend(found);
    problems.extend(vendored::stray_changelogs(models, &services));
    problems.extend(vendored::stray_overlays(models, &services));
    let partitions = files.get(PARTITIONS).and_then(|file| {
        let partitions = parse_partitions(Path::new(PARTITIONS), &file.text);
        problems.keep(partitions)
    });
    let mut loaded: Vec<Loaded> = Vec::new();
    for service in selected(&services, selection, &mut problems) {
        let partitions = partitions.as_deref().unwrap_or_default();
        let one = load_service(models, service, &files, &lock, partitions);
        let examples = examples(models, service, &mut problems);
        let changelog = problems.keep(vendored::changelog(models, &service.crate_name));
        loaded.extend(problems.keep(one).flatten().map(|one| Loaded {
            examples,
            changelog: changelog.flatten(),
            ..one
        }));
    }
    problems.finish(loaded)
}

/// Reads the documents of one service.
pub fn parse_service(documents: &Documents<'_>) -> Result<Model, Problems> {
    let lenient = parse_leniently(documents)?;
    lenient.problems.finish(lenient.model)
}

/// A model, whatever was wrong with it: good enough to be compared, and not to be generated from.
#[derive(Debug, Clone, PartialEq)]
pub struct Lenient {
    /// What could be read. What could not is left out, or blank: a [`ShapeId`](crate::model::ShapeId)
    /// may lead nowhere.
    pub model: Model,
    /// What [`parse_service`] would have stopped for.
    pub problems: Problems,
    /// Everything that the documents say and the model does not.
    pub unmodelled: Vec<Unmodelled>,
}

/// Reads the documents of one service of any time, past everything that a client could not be generated
/// from.
///
/// # Errors
/// The service document is not JSON, or has no metadata.
pub fn parse_leniently(documents: &Documents<'_>) -> Result<Lenient, Problems> {
    let mut reading = Reading::default();
    let service = reading.document(DocumentName::Service, documents.service, botocore::read);
    let Some(mut model) = service.flatten() else {
        return Err(reading.problems);
    };
    if let Some(document) = documents.paginators {
        reading.document(DocumentName::Paginators, document, |value, report| {
            paginators::read(value, &mut model, report);
        });
    }
    if let Some(document) = documents.waiters {
        reading.document(DocumentName::Waiters, document, |value, report| {
            waiters::read(value, &mut model, report);
        });
    }
    if let Some(document) = documents.endpoint_rules {
        let rules = reading.document(DocumentName::EndpointRules, document, endpoint_rules::read);
        model.endpoint_rules = rules.flatten();
    }
    Ok(Lenient {
        model,
        problems: reading.problems,
        unmodelled: reading.unmodelled,
    })
}

/// What was found while documents were read.
#[derive(Default)]
struct Reading {
    problems: Problems,
    unmodelled: Vec<Unmodelled>,
}

impl Reading {
    /// Reads one document with `read`, unless it is not JSON.
    fn document<T>(
        &mut self,
        name: DocumentName,
        document: Document<'_>,
        read: impl FnOnce(&Value, &mut Report) -> T,
    ) -> Option<T> {
        let value = self
            .problems
            .keep(json::parse(document.file, document.text))?;
        let mut report = Report::new(document.file);
        let result = read(&value, &mut report);
        let (problems, unmodelled) = report.finish();
        self.problems.extend(problems);
        let unmodelled = unmodelled.into_iter().map(|(at, value)| Unmodelled {
            document: name,
            at,
            value,
        });
        self.unmodelled.extend(unmodelled);
        Some(result)
    }
}

/// Reads `partitions.json`.
pub fn parse_partitions(file: &Path, text: &str) -> Result<Vec<Partition>, Problems> {
    let mut problems = Problems::default();
    let partitions = parse(Document { file, text }, &mut problems, partitions::read);
    finish(partitions, problems)
}

/// What was read, unless something was wrong with it. Where nothing was read, something was.
fn finish<T>(read: Option<T>, problems: Problems) -> Result<T, Problems> {
    match read {
        Some(read) => problems.finish(read),
        None => Err(problems),
    }
}

/// Reads one document with `read`. What was found wrong goes to `problems`; the result is then good
/// for finding more, and for nothing else.
fn parse<T>(
    document: Document<'_>,
    problems: &mut Problems,
    read: impl FnOnce(&Value, &mut Report) -> T,
) -> Option<T> {
    let value = problems.keep(json::parse(document.file, document.text))?;
    let mut report = Report::new(document.file);
    let result = read(&value, &mut report);
    problems.extend(report.finish().0);
    Some(result)
}

/// The services that were asked for; names that no service has are reported.
fn selected<'s>(
    services: &'s [Service],
    selection: &[String],
    problems: &mut Problems,
) -> Vec<&'s Service> {
    for name in selection {
        if !services.iter().any(|service| service.key == *name) {
            let what = format!("there is no service `{name}`");
            let known = services.iter().map(|service| service.key.as_str());
            let fix = did_you_mean(name, known, "add it to the file");
            problems.0.push(Problem::new(SERVICES, "", what, fix));
        }
    }
    let wanted = |service: &&Service| selection.is_empty() || selection.contains(&service.key);
    services.iter().filter(wanted).collect()
}

fn examples(models: &Path, service: &Service, problems: &mut Problems) -> Vec<(String, String)> {
    let named = service.examples.iter().filter_map(|path| {
        let text = problems.keep(vendored::read_text(models, path))?;
        let name = Path::new(path).file_stem()?.to_str()?;
        Some((name.to_owned(), text))
    });
    named.collect()
}

/// Loads one service; `None` when its model is not among `files`, which was reported already.
fn load_service(
    models: &Path,
    service: &Service,
    files: &Files,
    lock: &Lock,
    partitions: &[Partition],
) -> Result<Option<Loaded>, Problems> {
    let paths = vendored::files_of(service);
    let documents = paths.each_ref().map(|path| document(path, files));
    let [Some(main), paginators, waiters, endpoint_rules] = documents else {
        return Ok(None);
    };
    let overlay = vendored::overlay(models, service);
    let mut problems = Problems::default();
    let mut model = problems.keep(parse_service(&Documents {
        service: main,
        paginators,
        waiters,
        endpoint_rules,
    }));
    let overlay = problems.keep(overlay).flatten();
    let (overlay, overlay_source) = overlay.unzip();
    if let (Some(overlay), Some(model)) = (&overlay, &mut model) {
        problems.extend(overlay.apply(model));
    }
    let model = finish(model, std::mem::take(&mut problems))?;
    problems.extend(unknown_operations(service, &model));
    let protocol = problems.keep(protocol(service, &model));
    let protocol = finish(protocol, problems)?;
    let mut sources = sources(&paths, files);
    sources.extend(overlay_source);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Some(Loaded {
        service: service.clone(),
        model,
        protocol,
        partitions: partitions.to_vec(),
        file: main.file.to_owned(),
        model_sha256: vendored::sha256(main.text.as_bytes()),
        sources,
        lock: lock.clone(),
        examples: Vec::new(),
        changelog: None,
        overlay,
    }))
}

fn document<'t>(path: &'t str, files: &'t Files) -> Option<Document<'t>> {
    let file = files.get(path)?;
    Some(Document {
        file: Path::new(path),
        text: &file.text,
    })
}

fn sources(paths: &[String], files: &Files) -> Vec<Source> {
    let paths = paths.iter().map(String::as_str).chain([PARTITIONS]);
    let sources = paths.filter_map(|path| {
        Some(Source {
            path: path.into(),
            sha256: files.get(path)?.sha256.clone(),
        })
    });
    sources.collect()
}

/// Entries of `operations` in `services.toml` that the model has no operation for.
fn unknown_operations(service: &Service, model: &Model) -> Vec<Problem> {
    let selections = service.operations.iter();
    let unmatched = selections.flat_map(|selection| selection.unmatched(model));
    unmatched
        .map(|WrongEntry { what, fix, .. }| {
            let what = format!("`{}` {what}", service.key);
            service.problem("operations", what, fix)
        })
        .collect()
}

/// The protocol that `services.toml` chooses, as the model offers it.
fn protocol(service: &Service, model: &Model) -> Result<Protocol, Problem> {
    let offered = &model.service.protocols;
    let chosen = offered
        .iter()
        .find(|protocol| ProtocolName::of(**protocol) == service.protocol);
    chosen.copied().ok_or_else(|| {
        let names = offered
            .iter()
            .map(|protocol| ProtocolName::of(*protocol).as_str());
        let names = names.collect::<Vec<_>>().join("` or `");
        let what = format!(
            "`{}` does not speak `{}`",
            service.key,
            service.protocol.as_str()
        );
        let fix = format!("choose `{names}`, which its model offers");
        service.problem("protocol", what, fix)
    })
}

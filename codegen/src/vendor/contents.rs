//! Makes every file that a vendored folder should contain.
//!
//! Never here: what it holds now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::changelog::{self, Stage};
use super::manifest::Document;
use super::provenance::{Generator, Models, PROVENANCE, Record, Step};
use super::request::{Asked, MANIFEST, Request};
use super::sbom::{SBOM, Tested};
use super::statement::{STATEMENT, render as statement};
use super::{Checkout, GENERATOR, Packages, RUNTIME, runtime};
use crate::diff::{Changes, Program, Revision, Source, used_operations};
use crate::emit::{MARKER, VENDORED_MARKER};
use crate::files::Files;
use crate::load::vendored::{files_of, sha256};
use crate::load::{self, Documents, Loaded};
use crate::manifest::{is_day, is_version};
use crate::placement::Placement;
use crate::problem::{Problem, Problems};
use crate::selection::Selection;
use crate::{check_service, emit_crate, lower};

/// One service of a request, with the operations that it comes to.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// The service, by its name in `services.toml`.
    pub(super) service: String,
    /// What was asked for.
    pub(super) asked: Asked,
    /// The operations; all of them if this is empty.
    pub(super) operations: BTreeSet<String>,
    /// What its crate was made from until now.
    pub(super) history: Vec<Step>,
}

/// What crates are made with and from.
pub(super) struct Origin<'o> {
    pub(super) checkout: &'o Checkout,
    pub(super) generator: Generator,
    /// The models are those of this package.
    pub(super) models: Models,
    /// The services, loaded.
    pub(super) loaded: &'o [Loaded],
}

/// A folder, made.
pub(super) struct Made {
    /// Every file, by its path in the folder, with `/`.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The clients.
    pub(super) clients: Vec<Client>,
}

/// What came of one service.
pub(super) struct Client {
    pub(super) crate_name: String,
    /// What the last step changed; `None` where there is no step before, or no change.
    pub(super) changes: Option<Changes>,
    /// What cannot be so in what the crate says of its past.
    pub(super) faults: Vec<String>,
}

/// Makes everything.
pub(super) fn make(
    origin: &Origin<'_>,
    request: &Request,
    wishes: &[Wish],
    packages: &mut dyn Packages,
) -> Result<Made, Problems> {
    let tested = Tested::read(origin.checkout, &request.features)?;
    let licence = origin.checkout.read("LICENSE")?;
    let licence = licence.into_values().next().unwrap_or_default();
    let notice = origin.checkout.text("models/NOTICE")?;
    let mut made = Made {
        files: BTreeMap::new(),
        clients: Vec::new(),
    };
    let mut crates = Vec::new();
    let mut sources = runtime::files(origin.checkout, &request.features)?;
    let manifest = sources.get("Cargo.toml").map_or(&[][..], Vec::as_slice);
    let manifest = String::from_utf8_lossy(manifest).into_owned();
    let (version, needed) = version_and_dependencies(&manifest);
    sources.insert("LICENSE".to_owned(), licence.clone());
    crates.push((record(RUNTIME, &version, origin), sources));
    let mut problems = Problems::default();
    for wish in wishes {
        let Some(loaded) = origin
            .loaded
            .iter()
            .find(|one| one.service.key == wish.service)
        else {
            continue;
        };
        let Some((record, mut files, client)) =
            problems.keep(client(origin, request, wish, loaded, packages))
        else {
            continue;
        };
        files.insert("LICENSE".to_owned(), licence.clone());
        files.insert(
            "NOTICE".to_owned(),
            self::notice(&record.name, &notice).into_bytes(),
        );
        made.clients.push(client);
        crates.push((record, files));
    }
    let made = problems.finish(made)?;
    Ok(with_proof(made, crates, &tested, &needed, origin, request))
}

/// Adds to each crate what says where it is from, and the request to the folder.
fn with_proof(
    mut made: Made,
    crates: Vec<(Record, BTreeMap<String, Vec<u8>>)>,
    tested: &Tested,
    needed: &BTreeSet<String>,
    origin: &Origin<'_>,
    request: &Request,
) -> Made {
    for (mut record, mut files) in crates {
        let bill = tested.bill(&record.name, &record.version, needed);
        files.insert(SBOM.to_owned(), bill.into_bytes());
        let digests = files.iter();
        record.sha256 = digests
            .map(|(path, bytes)| (path.clone(), sha256(bytes)))
            .collect();
        let provenance = record.render();
        files.insert(
            STATEMENT.to_owned(),
            statement(&record, &provenance).into_bytes(),
        );
        files.insert(PROVENANCE.to_owned(), provenance.into_bytes());
        let name = &record.name;
        made.files.extend(
            files
                .into_iter()
                .map(|(path, bytes)| (format!("{name}/{path}"), bytes)),
        );
    }
    let document = Document {
        request: request.clone(),
        generator: origin.generator.clone(),
        models: origin.models.clone(),
    };
    made.files
        .insert(MANIFEST.to_owned(), document.render().into_bytes());
    made
}

fn record(name: &str, version: &str, origin: &Origin<'_>) -> Record {
    Record {
        name: name.to_owned(),
        version: version.to_owned(),
        generator: origin.generator.clone(),
        asked: None,
        history: Vec::new(),
        sha256: BTreeMap::new(),
    }
}

type MadeClient = (Record, BTreeMap<String, Vec<u8>>, Client);

/// Makes the crate of one service.
fn client(
    origin: &Origin<'_>,
    request: &Request,
    wish: &Wish,
    loaded: &Loaded,
    packages: &mut dyn Packages,
) -> Result<MadeClient, Problems> {
    let step = Step {
        version: loaded.service.version.clone(),
        operations: wish.operations.iter().cloned().collect(),
        models: origin.models.clone(),
    };
    let mut history = wish.history.clone();
    let is_new = history.last().is_none_or(|last| !last.is_like(&step));
    if is_new {
        history.push(step);
    }
    let mut stages = Vec::new();
    let mut problems = Problems::default();
    for step in &history {
        let found = problems.keep(revision(step, origin, loaded, packages));
        stages.extend(found.map(|(revision, models)| (Stage { step, revision }, models)));
    }
    problems.finish(())?;
    let faults = faults(&stages);
    let stages: Vec<_> = stages.into_iter().map(|(stage, _)| stage).collect();
    let changes = match stages.as_slice() {
        [.., old, new] if is_new => Some(changelog::changes(old, new)),
        _ => None,
    };
    let name = &loaded.service.crate_name;
    let changelog = changelog::render(name, &stages);
    let files = crate_files(request, wish, loaded)?;
    let files = files.iter().filter_map(|(path, text)| {
        let path = crate::placement::slashed(path)?;
        let text = text.replacen(MARKER, VENDORED_MARKER, 1);
        Some((path, text.into_bytes()))
    });
    let mut files: BTreeMap<_, _> = files.collect();
    files.insert("CHANGELOG.md".to_owned(), changelog.into_bytes());
    let record = Record {
        asked: Some(wish.asked.clone()),
        history,
        ..record(name, &loaded.service.version, origin)
    };
    let client = Client {
        crate_name: record.name.clone(),
        changes,
        faults,
    };
    Ok((record, files, client))
}

/// What the generator makes of the operations.
fn crate_files(request: &Request, wish: &Wish, loaded: &Loaded) -> Result<Files, Problems> {
    let mut loaded = Loaded {
        changelog: None,
        ..loaded.clone()
    };
    if !wish.operations.is_empty() {
        let names = wish.operations.iter().map(String::as_str);
        loaded.service.operations = Selection::parse(names).ok();
        let revision = whole(&loaded);
        loaded.examples.retain(|(name, text)| {
            let called = called(&revision, name, text);
            called.is_some_and(|called| called.is_subset(&wish.operations))
        });
    }
    check_service(&loaded)?;
    let mut api = lower::lower(&loaded)?;
    api.package.placement = Placement {
        runtime: format!("../{RUNTIME}"),
        folder: request.path.clone(),
        features: Some(request.features.clone()),
    };
    Ok(emit_crate(&api)?.files)
}

/// The operations that a program of one file calls; `None` where it cannot be read.
fn called(revision: &Revision, name: &str, text: &str) -> Option<BTreeSet<String>> {
    let source = Source {
        file: name.to_owned(),
        text: text.to_owned(),
    };
    let (program, unread) = Program::read(&[source], &[]);
    let called = used_operations(revision, &program).into_keys();
    unread.0.is_empty().then(|| called.collect())
}

/// The model of the whole service, as a side of a comparison.
pub fn whole(loaded: &Loaded) -> Revision {
    let mut settings = loaded.service.clone();
    settings.operations = None;
    Revision {
        label: format!("{} {}", loaded.lock.package, loaded.lock.version),
        model: loaded.model.clone(),
        unmodelled: Vec::new(),
        problems: Problems::default(),
        settings: Some(settings),
    }
}

/// What cannot be so in the steps that a crate says it went through. Whether it did, nobody can make again.
fn faults(stages: &[(Stage<'_>, Models)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, (Stage { step, revision }, models)) in stages.iter().enumerate() {
        let mut fault = |what: String| faults.push(format!("history[{index}]: {what}"));
        if *models != step.models {
            fault(format!("it says {}, and it is {models}", step.models));
        }
        if step
            .models
            .released
            .as_deref()
            .is_some_and(|day| !is_day(day))
        {
            fault("`released` is no day".to_owned());
        }
        if !is_version(&step.version) {
            fault(format!("`{}` is no version of a crate", step.version));
        }
        let all = &revision.model.operations;
        let unknown = step.operations.iter();
        for name in unknown.filter(|name| !all.contains_key(*name)) {
            fault(format!("{models} has no operation `{name}`"));
        }
        if !step.operations.is_sorted_by(|a, b| a < b) || step.operations.len() == all.len() {
            fault("its operations are not as they are written".to_owned());
        }
        let before = index.checked_sub(1).and_then(|before| stages.get(before));
        if before.is_some_and(|(before, _)| before.step.is_like(step)) {
            fault("nothing in it is new".to_owned());
        }
    }
    faults
}

/// The model of a step, and where it is from: the one at hand, or that of a package.
fn revision(
    step: &Step,
    origin: &Origin<'_>,
    loaded: &Loaded,
    packages: &mut dyn Packages,
) -> Result<(Revision, Models), Problems> {
    if step.models.sha256 == origin.models.sha256 {
        return Ok((whole(loaded), origin.models.clone()));
    }
    let paths = files_of(&loaded.service);
    let models = &step.models;
    let package = packages.package(&models.version, &paths)?;
    if package.sha256 != models.sha256 {
        let what = format!(
            "the SHA-256 of {} is {}, and the changelog was made from {}",
            package.file, package.sha256, models.sha256
        );
        let fix = "restore the folder from your version control, or hand over the package that it was made from";
        return Err(Problem::new(PROVENANCE, "history", what, fix).into());
    }
    let label = format!("{} {}", models.package, models.version);
    let mut revision = revision_of(&label, &paths, &package.files)?;
    if let Some(overlay) = &loaded.overlay {
        // What the model of that time cannot take is no part of its crate.
        overlay.apply(&mut revision.model);
    }
    revision.settings = whole(loaded).settings;
    // The models of the checkout come without what no model has a place for.
    revision.unmodelled.clear();
    let models = Models {
        package: origin.models.package.clone(),
        file: package.file,
        ..models.clone()
    };
    Ok((revision, models))
}

fn revision_of(
    label: &str,
    paths: &[String; 4],
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Revision, Problems> {
    let text = |path: &String| files.get(path).map(|bytes| String::from_utf8_lossy(bytes));
    let texts = paths.each_ref().map(text);
    let document = |index: usize| {
        let text = texts.get(index)?.as_deref()?;
        let file = Path::new(paths.get(index)?);
        Some(load::Document { file, text })
    };
    let Some(service) = document(0) else {
        let what = format!("{label} has no such file");
        let fix = "hand over the package that has it";
        return Err(Problem::new(&paths[0], "", what, fix).into());
    };
    let documents = Documents {
        service,
        paginators: document(1),
        waiters: document(2),
        endpoint_rules: document(3),
    };
    Revision::read(label, &documents)
}

/// The version in a manifest, and the names of what it depends on.
fn version_and_dependencies(manifest: &str) -> (String, BTreeSet<String>) {
    let table: toml::Table = manifest.parse().unwrap_or_default();
    let package = table.get("package");
    let version = package.and_then(|package| package.get("version")?.as_str());
    let needed = table.get("dependencies").and_then(toml::Value::as_table);
    (
        version.unwrap_or(GENERATOR).to_owned(),
        needed
            .into_iter()
            .flat_map(|table| table.keys().cloned())
            .collect(),
    )
}

/// What the licence of the models asks to hand on.
fn notice(name: &str, models: &str) -> String {
    format!(
        "{name}\nGenerated by Smithwright; copyright 2026 the Smithwright authors, Apache License, Version 2.0.\n\n\
         It is made from an AWS service model of the package botocore, and its documentation is the text of that \
         model.\nThe notice of that package follows.\n\n{models}"
    )
}

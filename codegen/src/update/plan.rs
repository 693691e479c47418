//! Plans an update: every file that changes.
//!
//! Never here: the forms of single files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{CrateUpdate, LICENCES, Package, Plan, Vendored, changelogs, partitions, versions};
use crate::diff::{Revision, Verdict, diff, view};
use crate::load::vendored::{PARTITIONS, SERVICE, changelog_of, files_of};
use crate::load::{Document, Documents, parse_partitions};
use crate::manifest::{LOCK, SERVICES, Service};
use crate::model::Partition;
use crate::nearest::did_you_mean;
use crate::problem::{Problem, Problems};

type Texts = BTreeMap<String, String>;

/// What changes when a package is taken.
///
/// # Errors
/// The package lacks something, holds something that cannot be read, or a version or changelog cannot be
/// continued. That nothing can be generated from the models is for the generator to say.
pub fn plan(vendored: &Vendored, package: &Package) -> Result<Plan, Problems> {
    let mut problems = Problems(lacks(vendored, package));
    let texts = problems.keep(texts(package));
    let partitions = texts.as_ref().and_then(|texts| {
        let found = partition_differences(&vendored.models, texts);
        problems.keep(found)
    });
    let (Some(texts), Some(partitions)) = (texts, partitions) else {
        return Err(problems);
    };
    let mut plan = Plan {
        files: BTreeMap::new(),
        crates: Vec::new(),
        before: format!("{} {}", vendored.lock.package, vendored.lock.version),
        origin: package.origin(),
        released: package.released.clone(),
        partitions,
        notes: notes(vendored, package),
    };
    for service in &vendored.services {
        let one = crate_update(service, vendored, &texts, &plan);
        let Some(one) = problems.keep(one) else {
            continue;
        };
        let changelog = changelog(service, &one, vendored, &texts, &plan);
        if let Some(text) = problems.keep(changelog).flatten() {
            let path = changelog_of(&service.crate_name);
            plan.files.insert(path.into(), Some(text.into_bytes()));
        }
        plan.crates.push(one);
    }
    problems.keep(models(vendored, package, &mut plan));
    problems.finish(plan)
}

/// What every update needs and the package does not have.
fn lacks(vendored: &Vendored, package: &Package) -> Vec<Problem> {
    let origin = package.origin();
    let mut problems = Vec::new();
    for service in &vendored.services {
        if !package
            .models
            .contains_key(&format!("{}/{SERVICE}", service.folder))
        {
            let what = format!("{origin} has no model in `{}`", service.folder);
            let folders = package.folders.iter().map(String::as_str);
            let fix = did_you_mean(&service.folder, folders, "take a version that has it");
            problems.push(service.problem("folder", what, fix));
        }
    }
    let others = [(PARTITIONS, &package.models)];
    let licences = LICENCES.map(|name| (name, &package.licences));
    for (name, files) in others.into_iter().chain(licences) {
        if !files.contains_key(name) {
            let what = format!("{origin} has no such file, and the models need it");
            problems.push(Problem::new(name, "", what, "take a version that has it"));
        }
    }
    problems
}

/// The models as text.
fn texts(package: &Package) -> Result<Texts, Problems> {
    let texts = package.models.iter().map(|(path, bytes)| {
        let text = String::from_utf8(bytes.clone()).map_err(|_| {
            let what = format!("the file is not UTF-8 in {}", package.origin());
            Problem::new(path, "", what, "take another version")
        })?;
        Ok::<_, Problem>((path.clone(), text))
    });
    Ok(Problems::all(texts)?.into_iter().collect())
}

fn partition_differences(old: &Texts, new: &Texts) -> Result<Vec<(Verdict, String)>, Problems> {
    let parse = |texts: &Texts| -> Result<Vec<Partition>, Problems> {
        match texts.get(PARTITIONS) {
            Some(text) => parse_partitions(Path::new(PARTITIONS), text),
            None => Ok(Vec::new()),
        }
    };
    // Where there were none, they are no news.
    let (old, new) = (parse(old)?, parse(new)?);
    Ok(if old.is_empty() {
        Vec::new()
    } else {
        partitions::differences(&old, &new)
    })
}

/// API versions that the package has and nobody asked for.
fn notes(vendored: &Vendored, package: &Package) -> Vec<String> {
    let services = vendored.services.iter();
    let newer = services.filter_map(|service| {
        let (name, version) = service.folder.split_once('/')?;
        let others = package
            .folders
            .iter()
            .filter_map(|folder| folder.split_once('/'));
        let newest = others
            .filter(|(other, _)| *other == name)
            .map(|(_, version)| version)
            .max()?;
        (newest > version).then(|| {
            let (origin, key) = (package.origin(), &service.key);
            format!(
                "{origin} has `{name}/{newest}`; `{key}` stays with `{}`",
                service.folder
            )
        })
    });
    newer.collect()
}

/// One side of the comparison of a service; `None` where there is no model.
fn revision(label: &str, service: &Service, texts: &Texts) -> Result<Option<Revision>, Problems> {
    let paths = files_of(service);
    let document = |path: &'_ String| texts.get_key_value(path);
    let [Some(main), paginators, waiters, endpoint_rules] = paths.each_ref().map(document) else {
        return Ok(None);
    };
    let of = |(path, text)| {
        let (path, text): (&String, &String) = (path, text);
        Document {
            file: Path::new(path.as_str()),
            text,
        }
    };
    let documents = Documents {
        service: of(main),
        paginators: paginators.map(of),
        waiters: waiters.map(of),
        endpoint_rules: endpoint_rules.map(of),
    };
    let mut revision = Revision::read(label, &documents)?;
    revision.settings = Some(service.clone());
    Ok(Some(revision))
}

fn crate_update(
    service: &Service,
    vendored: &Vendored,
    texts: &Texts,
    plan: &Plan,
) -> Result<CrateUpdate, Problems> {
    let old = revision(&plan.before, service, &vendored.models)?;
    let new = revision(&plan.origin, service, texts)?;
    let mut version = service.version.clone();
    let mut changes = None;
    if let (Some(old), Some(new)) = (&old, &new) {
        let mut found = diff(old, new);
        for (verdict, what) in &plan.partitions {
            found.bump = found.bump.with(*verdict, what);
        }
        version = found.bump.after(&version).ok_or_else(|| {
            let what = format!("there is no version after {version}");
            service.problem("version", what, "write a smaller one")
        })?;
        changes = Some(found);
    }
    let full_name = new.map(|new| new.model.service.full_name);
    Ok(CrateUpdate {
        name: service.crate_name.clone(),
        full_name: full_name.unwrap_or_default(),
        old_version: service.version.clone(),
        version,
        changes,
    })
}

/// The changelog of a crate, if there is something to say.
fn changelog(
    service: &Service,
    one: &CrateUpdate,
    vendored: &Vendored,
    texts: &Texts,
    plan: &Plan,
) -> Result<Option<String>, Problems> {
    let release = view::Release {
        version: &one.version,
        date: plan.released.as_deref(),
        origin: &plan.origin,
    };
    let old = vendored.changelogs.get(&one.name).map(String::as_str);
    let entry = match &one.changes {
        Some(_) if one.version == one.old_version => return Ok(None),
        Some(changes) => {
            let more = plan.partitions.iter().map(|(_, what)| format!("{what}."));
            view::changelog(changes, &release, &plan.before, &more.collect::<Vec<_>>())
        }
        None if old.is_some() => return Ok(None),
        None => {
            let new = revision(&plan.origin, service, texts)?;
            let api_version = new.map(|new| new.model.service.api_version);
            view::first_changelog(&release, &one.full_name, &api_version.unwrap_or_default())
        }
    };
    Ok(Some(changelogs::with_entry(
        old,
        &one.name,
        &one.version,
        &entry,
    )?))
}

/// The files of the folder but for the changelogs.
fn models(vendored: &Vendored, package: &Package, plan: &mut Plan) -> Result<(), Problems> {
    let wanted = vendored.wanted();
    let mut models = package.models.clone();
    models.retain(|path, _| wanted.contains(path));
    let versions = plan.crates.iter().zip(&vendored.services);
    let versions = versions.map(|(one, service)| (&*service.key, &*one.version));
    let services = versions::services(&vendored.services_text, &versions.collect())?;
    let released = package.released.as_deref();
    let lock = versions::lock(
        &vendored.lock_text,
        &package.version,
        released,
        package.file.as_ref(),
        &models,
    )?;
    let files = &mut plan.files;
    let mut put = |path: &str, old: Option<&[u8]>, new: &[u8]| {
        if old != Some(new) {
            files.insert(PathBuf::from(path), Some(new.to_vec()));
        }
    };
    for (path, new) in &models {
        put(path, vendored.models.get(path).map(String::as_bytes), new);
    }
    for name in LICENCES {
        if let Some(new) = package.licences.get(name) {
            put(name, vendored.licences.get(name).map(Vec::as_slice), new);
        }
    }
    put(
        SERVICES,
        Some(vendored.services_text.as_bytes()),
        services.as_bytes(),
    );
    put(LOCK, Some(vendored.lock_text.as_bytes()), lock.as_bytes());
    let gone = vendored
        .models
        .keys()
        .filter(|path| !models.contains_key(*path));
    files.extend(gone.map(|path| (PathBuf::from(path), None)));
    Ok(())
}

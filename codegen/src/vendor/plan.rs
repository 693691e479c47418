//! Compares a vendored folder with what it should contain, and updates it.
//!
//! Never here: what stands in the files ([`super::contents`]).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::contents::{self, Made, Origin, Wish, whole};
use super::folder::{Entry, Found};
use super::provenance::{Generator, Models, PROVENANCE};
use super::request::{Asked, MANIFEST, Request};
use super::statement::STATEMENT;
use super::{Checkout, GENERATOR, Packages};
use crate::diff::{Changes, Program, Use, used_operations};
use crate::files::{FolderEdits, Step, edit_folder};
use crate::load::vendored::sha256;
use crate::load::{self, Loaded};
use crate::manifest::Lock;
use crate::problem::{Problem, Problems};
use crate::program;

/// What a folder should hold, beside what it holds.
#[derive(Debug)]
pub struct Plan {
    folder: PathBuf,
    /// The files that change, by their paths in the folder; `None` for those that go.
    pub changes: FolderEdits,
    /// Files that somebody has edited since they were written, and files of somebody else where ours should be.
    pub edited: Vec<PathBuf>,
    /// The services.
    pub services: Vec<VendoredService>,
    /// What does not stop the run: what could not be read of a program, and services that it calls beside those of the
    /// folder.
    pub warnings: Problems,
}

/// What a folder holds of a service.
#[derive(Debug)]
pub struct VendoredService {
    /// The service, by its name in `services.toml`.
    pub service: String,
    /// The crate.
    pub crate_name: String,
    /// Its operations, each with the places at which a program calls it.
    pub operations: BTreeMap<String, BTreeSet<Use>>,
    /// How many operations the service has.
    pub all_operations: usize,
    /// The operations that were asked for by name and that no program calls; none where no program was named.
    pub uncalled: Vec<String>,
    /// How many files the crate has, and how many lines.
    pub files: usize,
    /// Lines of all of them.
    pub lines: usize,
    /// What changed for the operations since the folder was written; `None` where nothing did.
    pub changes: Option<Changes>,
}

/// Compares the folder with what is asked for: with `request`, or with what stands in the folder where this is `None`.
/// Reads only.
///
/// # Errors
/// Everything that is wrong with the request, the folder, the programs, the models and the checkout.
pub fn plan(
    checkout: &Checkout,
    folder: &Path,
    request: Option<Request>,
    packages: &mut dyn Packages,
) -> Result<Plan, Problems> {
    let mut found = Found::read(folder)?;
    let unread_records = found.read_records();
    if found.document.is_none() && !found.is_empty() {
        let what = format!("it is not empty, and no {MANIFEST} says that it holds vendored crates");
        let fix = "name a new folder or an empty one";
        return Err(Problem::new(folder, "", what, fix).into());
    }
    let request = request.or_else(|| found.document.as_ref().map(|it| it.request.clone()));
    let request = request
        .filter(|request| !request.services.is_empty())
        .ok_or_else(|| {
            let fix = "name a service with --service, or a program with --used-by";
            Problem::new(folder, "", "no service is asked for", fix)
        })?;
    let names: Vec<String> = request.services.keys().cloned().collect();
    let loaded = load::load(&checkout.models(), &names)?;
    let lock = loaded.first().map(|loaded| loaded.lock.clone());
    let origin = Origin {
        checkout,
        generator: generator(checkout)?,
        models: models(lock.as_ref())?,
        loaded: &loaded,
    };
    let mut problems = Problems::default();
    let programs = Programs::read(&request, folder)?;
    let mut warnings = programs.unread.clone();
    let mut wishes = Vec::new();
    let mut services = Vec::new();
    for one in &loaded {
        let asked = request
            .services
            .get(&one.service.key)
            .cloned()
            .unwrap_or_default();
        let Some(chosen) = problems.keep(chosen(one, &asked, &programs)) else {
            continue;
        };
        let record = found.records.get(&one.service.crate_name);
        wishes.push(Wish {
            service: one.service.key.clone(),
            asked,
            operations: chosen.subset(),
            history: record.map_or_else(Vec::new, |record| record.history.clone()),
        });
        services.push((one.service.key.clone(), chosen));
    }
    problems.finish(())?;
    warnings.extend(also_called(checkout, &request, &programs)?);
    let made = contents::make(&origin, &request, &wishes, packages)?;
    untrue(folder, &made)?;
    let mut plan = Plan {
        folder: folder.to_owned(),
        changes: FolderEdits::new(),
        edited: Vec::new(),
        services: reports(services, &made),
        warnings,
    };
    plan.compare(&found, &made, &unread_records)?;
    Ok(plan)
}

/// Services that the programs call and that are not asked for: a program that begins to call one must hear why it does
/// not compile. Whether it means the vendored crate is not said there.
fn also_called(
    checkout: &Checkout,
    request: &Request,
    programs: &Programs,
) -> Result<Vec<Problem>, Problems> {
    if programs.read.is_empty() {
        return Ok(Vec::new());
    }
    let services = load::services(&checkout.models())?.into_iter();
    let others = services.map(|service| service.key);
    let others: Vec<_> = others
        .filter(|key| !request.services.contains_key(key))
        .collect();
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let loaded = load::load(&checkout.models(), &others)?.into_iter();
    let called = loaded.filter_map(|one| {
        let revision = whole(&one);
        let programs = programs.read.values();
        let used = programs.flat_map(|program| used_operations(&revision, program).into_values());
        let first = used.flatten().min()?;
        let key = &one.service.key;
        let what = format!(
            "it {}, an operation of `{key}`, which the folder does not have",
            first.what
        );
        let fix = format!("add it with --service {key} and --used-by, if that crate is meant");
        Some(Problem::new(
            &first.file,
            format!("line {}", first.line),
            what,
            fix,
        ))
    });
    Ok(called.collect())
}

/// The programs that a request names, each list of them read once.
struct Programs {
    read: BTreeMap<Vec<String>, Program>,
    /// What could not be read of them.
    unread: Problems,
}

impl Programs {
    fn read(request: &Request, folder: &Path) -> Result<Self, Problems> {
        let mut programs = Self {
            read: BTreeMap::new(),
            unread: Problems::default(),
        };
        let lists = request.services.values().map(|asked| &asked.used_by);
        for list in lists.filter(|list| !list.is_empty()) {
            if !programs.read.contains_key(list) {
                let paths: Vec<_> = list.iter().map(|path| program_at(folder, path)).collect();
                let (program, unread) = program::read(&paths)?;
                programs.read.insert(list.clone(), program);
                programs.unread.extend(unread.0);
            }
        }
        Ok(programs)
    }
}

/// Refuses to write on what cannot be so.
fn untrue(folder: &Path, made: &Made) -> Result<(), Problems> {
    let problems = made.clients.iter().flat_map(|client| {
        let file = folder.join(&client.crate_name).join(PROVENANCE);
        let faults = client.faults.iter().cloned();
        faults.map(move |what| {
            let fix = "restore the file from your version control";
            Problem::new(&file, "", what, fix)
        })
    });
    Problems(problems.collect()).finish(())
}

/// The generator that this is.
pub(super) fn generator(checkout: &Checkout) -> Result<Generator, Problems> {
    Ok(Generator {
        version: GENERATOR.to_owned(),
        sha256: checkout.digest()?,
    })
}

/// The package that a lock of models names.
pub(super) fn models(lock: Option<&Lock>) -> Result<Models, Problem> {
    let file = lock.and_then(|lock| lock.file.as_ref());
    let (Some(lock), Some(file)) = (lock, file) else {
        let what = "it does not say which file the package was, so nobody could check where the models are from";
        let fix = "run `cargo xtask update`, or write `file` and `file-sha256`";
        return Err(Problem::new(crate::manifest::LOCK, "", what, fix));
    };
    Ok(Models {
        package: lock.package.clone(),
        version: lock.version.clone(),
        released: lock.released.clone(),
        file: file.name.clone(),
        sha256: file.sha256.clone(),
    })
}

/// The operations of a service that are asked for.
struct Chosen {
    operations: BTreeMap<String, BTreeSet<Use>>,
    uncalled: Vec<String>,
    all: usize,
}

impl Chosen {
    /// The operations, if they are not all there are.
    fn subset(&self) -> BTreeSet<String> {
        if self.operations.len() == self.all {
            return BTreeSet::new();
        }
        self.operations.keys().cloned().collect()
    }
}

fn chosen(loaded: &Loaded, asked: &Asked, programs: &Programs) -> Result<Chosen, Problems> {
    let service = &loaded.service.key;
    let selection = asked.selection(service)?;
    let unmatched = selection.unmatched(&loaded.model).into_iter().map(|one| {
        let place = format!("service.{service}.operations");
        Problem::new(
            MANIFEST,
            place,
            format!("`{service}` {}", one.what),
            one.fix,
        )
    });
    Problems(unmatched.collect()).finish(())?;
    let program = programs.read.get(&asked.used_by);
    let used = program.map_or_else(BTreeMap::new, |program| {
        used_operations(&whole(loaded), program)
    });
    let takes_any = selection.takes_any();
    if used.is_empty() && !asked.used_by.is_empty() && !takes_any {
        let what = format!("it calls no operation of `{service}`");
        let fix = "name the folder of a program that does, or operations with --operations";
        return Err(Problem::new(asked.used_by.join(", "), "", what, fix).into());
    }
    let mut operations: BTreeMap<_, BTreeSet<Use>> = BTreeMap::new();
    if takes_any || asked.used_by.is_empty() {
        let names = selection.of(&loaded.model).into_iter();
        operations.extend(names.map(|name| (name, BTreeSet::new())));
    }
    let uncalled = operations.keys().filter(|name| !used.contains_key(*name));
    let uncalled = uncalled
        .filter(|_| !asked.used_by.is_empty())
        .cloned()
        .collect();
    operations.extend(
        used.into_iter()
            .filter(|(name, _)| !selection.leaves_out(name)),
    );
    if operations.is_empty() {
        let what = "everything is left out, and nothing would stay";
        let place = format!("service.{service}.operations");
        return Err(Problem::new(MANIFEST, place, what, "leave out less").into());
    }
    Ok(Chosen {
        operations,
        uncalled,
        all: loaded.model.operations.len(),
    })
}

/// Where a program is that a request names relative to the folder; as short as people would write it.
fn program_at(folder: &Path, path: &str) -> PathBuf {
    let whole = crate::placement::whole(&folder.join(path)).unwrap_or_else(|_| folder.join(path));
    let here = std::env::current_dir().unwrap_or_default();
    match whole.strip_prefix(&here) {
        Ok(inside) if inside.as_os_str().is_empty() => PathBuf::from("."),
        Ok(inside) => inside.to_owned(),
        Err(_) => whole,
    }
}

fn reports(services: Vec<(String, Chosen)>, made: &Made) -> Vec<VendoredService> {
    let reports = services.into_iter().zip(&made.clients);
    let reports = reports.map(|((service, chosen), client)| {
        let prefix = format!("{}/", client.crate_name);
        let files = || {
            made.files
                .iter()
                .filter(|(path, _)| path.starts_with(&prefix))
        };
        let lines = files().map(|(_, bytes)| String::from_utf8_lossy(bytes).lines().count());
        VendoredService {
            service,
            crate_name: client.crate_name.clone(),
            operations: chosen.operations,
            all_operations: chosen.all,
            uncalled: chosen.uncalled,
            files: files().count(),
            lines: lines.sum(),
            changes: client.changes.clone(),
        }
    });
    reports.collect()
}

impl Plan {
    /// Whether the folder holds what it should.
    pub fn is_up_to_date(&self) -> bool {
        self.changes.is_empty()
    }

    /// Finds what differs from what should be there.
    fn compare(
        &mut self,
        found: &Found,
        made: &Made,
        unread_records: &[Problem],
    ) -> Result<(), Problem> {
        let recorded = recorded(found);
        for (path, new) in &made.files {
            let old = found.bytes(path)?;
            let is_there = found.entries.contains_key(path);
            if old.as_deref() == Some(new) && !is_executable(found, path) {
                continue;
            }
            // People may change what they ask for.
            let is_ours = match &old {
                _ if path == MANIFEST => true,
                Some(old) => is_unchanged(&recorded, path, old),
                None => !is_there,
            };
            if !is_ours {
                self.edited.push(path.into());
            }
            self.changes.insert(path.into(), Some(new.clone()));
        }
        for (path, digest) in &recorded {
            if !made.files.contains_key(path)
                && let Some(old) = found.bytes(path)?
            {
                if digest
                    .as_ref()
                    .is_some_and(|digest| sha256(&old) != *digest)
                {
                    self.edited.push(path.into());
                }
                self.changes.insert(path.into(), None);
            }
        }
        // What says which files are ours does not say it any more.
        self.edited.extend(unread_records.iter().map(|problem| {
            let path = problem.file.strip_prefix(&self.folder);
            path.unwrap_or(&problem.file).to_owned()
        }));
        self.edited.sort();
        self.edited.dedup();
        Ok(())
    }

    /// Makes the folder what it should be, in one step. Files that somebody has edited stop it, unless `overwrites`.
    /// `progress` hears of every change before it is made.
    ///
    /// # Errors
    /// A problem for each file in the way, or what kept the folder from being written; then nothing was changed.
    pub fn write(
        &self,
        overwrites: bool,
        progress: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), Problems> {
        if !overwrites && !self.edited.is_empty() {
            let problems = self.edited.iter().map(|path| {
                let what = "it was edited by hand, or is somebody else's, and would be overwritten";
                let fix = "move it away, or pass --force to lose what it says";
                Problem::new(self.folder.join(path), "", what, fix)
            });
            return Err(Problems(problems.collect()));
        }
        if self.is_up_to_date() {
            return Ok(());
        }
        let folder = crate::placement::whole(&self.folder).map_err(|error| {
            let what = format!("it cannot be reached: {error}");
            Problem::new(&self.folder, "", what, "name another folder")
        })?;
        edit_folder(&folder, self.changes.clone(), progress)
    }
}

/// Every file that was written into the folder, with its digest where that is known.
fn recorded(found: &Found) -> BTreeMap<String, Option<String>> {
    let mut recorded = BTreeMap::new();
    for (name, record) in &found.records {
        let files = record.sha256.iter();
        recorded
            .extend(files.map(|(path, digest)| (format!("{name}/{path}"), Some(digest.clone()))));
        for path in [PROVENANCE, STATEMENT] {
            recorded.insert(format!("{name}/{path}"), None);
        }
    }
    recorded
}

fn is_unchanged(recorded: &BTreeMap<String, Option<String>>, path: &str, old: &[u8]) -> bool {
    match recorded.get(path) {
        Some(Some(digest)) => sha256(old) == *digest,
        Some(None) => true,
        None => false,
    }
}

fn is_executable(found: &Found, path: &str) -> bool {
    found.entries.get(path)
        == Some(&Entry::File {
            is_executable: true,
        })
}

//! Generates services side by side.
//!
//! Never here: what is printed of it.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Instant;
use std::{fs, thread};

use smithwright_codegen::corpus::{Outcome, Service};
use smithwright_codegen::generate_loaded;
use smithwright_codegen::load::{
    Documents, PARTITIONS, load_unlisted, parse_partitions, unsupported,
};
use smithwright_codegen::manifest::Lock;
use smithwright_codegen::model::Partition;
use smithwright_codegen::problem::{Problem, Problems};

use crate::inputs::Models;
use crate::status::Status;
use crate::workspace;

/// The vendored partitions of AWS, which are those of every service.
pub(super) fn partitions() -> Result<Vec<Partition>, Problems> {
    let path = workspace::folder("models")?.join(PARTITIONS);
    let text = fs::read_to_string(&path).map_err(|error| {
        let what = format!("it cannot be read: {error}");
        Problem::new(&path, "", what, "restore it")
    })?;
    parse_partitions(Path::new(PARTITIONS), &text)
}

/// Where the models come from.
pub(super) fn lock(version: &str) -> Lock {
    Lock {
        package: "botocore".to_owned(),
        version: version.to_owned(),
        released: None,
        file: None,
        sha256: std::collections::BTreeMap::new(),
    }
}

/// Generates the services, as many at once as there are cores. They come out in the order in which they are given.
pub(super) fn all(
    models: &Models,
    services: &[String],
    lock: &Lock,
    partitions: &[Partition],
) -> Vec<Service> {
    let next = AtomicUsize::new(0);
    let seen: Mutex<Vec<(usize, Service)>> = Mutex::new(Vec::new());
    let (done, finished) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let (next, seen, done) = (&next, &seen, done.clone());
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(name) = services.get(at) else {
                        return;
                    };
                    let one = one(models, name, lock, partitions);
                    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                    seen.push((at, one));
                    // Nobody listens any more: then nothing is shown.
                    let _ = done.send(name);
                }
            });
        }
        drop(done);
        let mut status = Status::new();
        for (count, name) in finished.iter().enumerate() {
            status.show(&format!("{} of {}: {name}", count + 1, services.len()));
        }
    });
    let mut seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    seen.sort_by_key(|(at, _)| *at);
    seen.into_iter().map(|(_, one)| one).collect()
}

fn one(models: &Models, name: &str, lock: &Lock, partitions: &[Partition]) -> Service {
    let start = Instant::now();
    let documents = models.of_folder(name);
    let size = documents.map_or(0, |documents| documents.service.text.len());
    let outcome = documents.map(|documents| generated(name, &documents, lock, partitions));
    let outcome = outcome.unwrap_or_else(|| {
        let problem = Problem::new(name, "", "it has no service-2.json", "name another version");
        Ok(Outcome::Problems(problem.into()))
    });
    Service {
        name: name.to_owned(),
        size,
        outcome: outcome.unwrap_or_else(Outcome::Problems),
        time: start.elapsed(),
    }
}

fn generated(
    name: &str,
    documents: &Documents<'_>,
    lock: &Lock,
    partitions: &[Partition],
) -> Result<Outcome, Problems> {
    if let Some(why) = unsupported(documents)? {
        return Ok(Outcome::Unsupported(why));
    }
    let loaded = load_unlisted(name, documents, lock, partitions)?;
    let files = generate_loaded(&loaded)?.files;
    let sources = files
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "rs"));
    Ok(Outcome::Generated {
        lines: sources.map(|(_, text)| text.lines().count()).sum(),
    })
}

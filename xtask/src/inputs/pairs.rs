//! Two inputs, service by service.
//!
//! Never here: what a comparison finds.

use std::path::Path;

use smithwright_codegen::diff::Revision;
use smithwright_codegen::manifest;
use smithwright_codegen::nearest::did_you_mean;
use smithwright_codegen::problem::{Problem, Problems};

use crate::workspace;

/// The services that both inputs have, or those that are asked for: each as the old revision and the new one.
pub(crate) fn pairs(
    old: &str,
    new: &str,
    only: &[String],
    is_offline: bool,
) -> Result<Vec<(Revision, Revision)>, Problems> {
    let services = settings()?;
    let mut problems = Problems::default();
    let wanted = wanted(only, &services);
    let before = problems.keep(super::read(old, &wanted, is_offline));
    let after = problems.keep(super::read(new, &wanted, is_offline));
    let (Some(before), Some(after)) = (before, after) else {
        return Err(problems);
    };
    for (input, models) in [(old, &before), (new, &after)] {
        // Of a package, only what is asked for is read.
        if let (Some(name), true) = (only.first(), models.contents().is_empty()) {
            let known = services.iter().map(|service| service.key.as_str());
            let fix = did_you_mean(name, known, "name the service as botocore does");
            return Err(no_service(name, input, fix).into());
        }
    }
    let only_service = before.is_alone || after.is_alone;
    let was = problems.keep(before.revisions(&services, only_service));
    let is = problems.keep(after.revisions(&services, only_service));
    let (Some(mut was), Some(is)) = (was, is) else {
        return Err(problems);
    };
    for name in only {
        for (input, revisions) in [(old, &was), (new, &is)] {
            if !revisions.contains_key(name) {
                let known: Vec<_> = revisions.keys().map(String::as_str).collect();
                let otherwise = format!("choose one of: {}", known.join(", "));
                let fix = did_you_mean(name, known.iter().copied(), &otherwise);
                problems.0.push(no_service(name, input, fix));
            }
        }
    }
    let mut pairs = Vec::new();
    for (key, newer) in is {
        let is_wanted = only.is_empty() || only.contains(&key);
        if let Some(older) = was.remove(&key).filter(|_| is_wanted) {
            pairs.push((older, newer));
        }
    }
    if pairs.is_empty() && problems.0.is_empty() {
        let what = format!("no service of it is in {old}");
        let fix = "compare models of the same service";
        problems.0.push(Problem::new(new, "", what, fix));
    }
    problems.finish(pairs)
}

fn no_service(name: &str, input: &str, fix: String) -> Problem {
    let what = format!("there is no service `{name}` in {input}");
    Problem::new("--service", "", what, fix)
}

/// The folders that the services to compare have in botocore.
fn wanted(only: &[String], services: &[manifest::Service]) -> Vec<String> {
    let folder = |key: &String| super::folder_of(key, services);
    if only.is_empty() {
        return services.iter().map(|one| folder(&one.key)).collect();
    }
    only.iter().map(folder).collect()
}

/// What `services.toml` says.
pub(crate) fn settings() -> Result<Vec<manifest::Service>, Problems> {
    let path = workspace::folder("models")?.join(manifest::SERVICES);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        let what = format!("the file cannot be read: {error}");
        Problem::new(&path, "", what, "restore it")
    })?;
    manifest::parse(Path::new(manifest::SERVICES), &text)
}

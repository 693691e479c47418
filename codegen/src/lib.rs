//! Models in, files out: turns AWS service models into Rust client crates.
//!
//! Data flows one way: `models -> load -> Model -> check -> lower -> Api -> emit -> Files`.

pub mod api;
pub mod check;
pub mod emit;
pub mod files;
pub mod json;
pub mod load;
pub mod lower;
pub mod manifest;
pub mod model;
mod nearest;
pub mod problem;

use std::path::Path;

use files::Files;
use problem::Problems;

/// One client crate, ready to be written.
#[derive(Debug, Clone)]
pub struct GeneratedCrate {
    /// Its name, which is also that of its folder under `generated/`.
    pub name: String,
    /// Its files, relative to that folder.
    pub files: Files,
    /// What a maintainer should know about this run and need not act on.
    pub notes: Vec<String>,
}

/// Generates the crates of `services`, or of all of them when it is empty, from the folder of
/// models.
///
/// # Errors
/// Everything that is wrong with the models or with what was asked for.
pub fn generate(models: &Path, services: &[String]) -> Result<Vec<GeneratedCrate>, Problems> {
    let loaded = load::load(models, services)?;
    all(loaded.iter().map(|service| {
        let mut problems = check::check(&service.file, &service.model);
        problems.extend(lower::unused_fixups(service));
        no_problems(problems)
    }))?;
    let apis = all(loaded.iter().map(lower::lower))?;
    all(apis.iter().map(|api| {
        let files = emit::emit(api)?;
        Ok(GeneratedCrate {
            name: api.package.name.clone(),
            files,
            notes: Vec::new(),
        })
    }))
}

/// Every result, or the problems of all that have any.
fn all<T>(results: impl Iterator<Item = Result<T, Problems>>) -> Result<Vec<T>, Problems> {
    let (mut good, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => good.push(value),
            Err(found) => problems.extend(found.0),
        }
    }
    no_problems(problems).map(|()| good)
}

fn no_problems(problems: Vec<problem::Problem>) -> Result<(), Problems> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Problems(problems))
    }
}

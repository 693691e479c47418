//! Models in, files out: turns AWS service models into Rust client crates.
//!
//! Data flows one way: `models -> load -> Model -> check -> lower -> Api -> emit -> Files`. Nothing that
//! comes earlier knows of what comes later; [`generate`] alone knows all of it.

pub mod api;
pub mod check;
mod code_span;
mod components;
pub mod corpus;
pub mod diff;
pub mod emit;
pub mod files;
mod identifier;
pub mod json;
pub mod load;
pub mod lower;
pub mod manifest;
pub mod medium;
pub mod model;
pub mod nearest;
mod nesting;
pub mod placement;
pub mod problem;
pub mod program;
pub mod selection;
pub mod text;
pub mod update;
pub mod vendor;

use std::path::Path;

use api::Api;
pub use emit::UncheckedPattern;
use files::Files;
use load::Loaded;
use placement::Placement;
use problem::{Problem, Problems};

/// One client crate, ready to be written.
#[derive(Debug, Clone)]
pub struct GeneratedCrate {
    /// Its name, which is also that of its folder under `generated/`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its files, relative to that folder.
    pub files: Files,
    /// The patterns that it cannot check.
    pub unchecked_patterns: Vec<UncheckedPattern>,
}

/// Generates the crates of `services`, or of all of them when it is empty, from the folder of
/// models. They are going to stand in `placement`.
///
/// # Errors
/// Everything that is wrong with the models or with what was asked for.
pub fn generate(
    models: &Path,
    services: &[String],
    placement: &Placement,
) -> Result<Vec<GeneratedCrate>, Problems> {
    let loaded = load::load(models, services)?;
    Problems::all(loaded.iter().map(check_service))?;
    let mut apis = Problems::all(loaded.iter().map(lower::lower))?;
    for api in &mut apis {
        api.package.placement = placement.clone();
    }
    Problems::all(apis.iter().map(emit_crate))
}

/// Generates the crate of one service that is loaded already.
///
/// # Errors
/// Everything that is wrong with its model.
pub fn generate_loaded(loaded: &Loaded) -> Result<GeneratedCrate, Problems> {
    check_service(loaded)?;
    Ok(emit_crate(&lower::lower(loaded)?)?)
}

fn check_service(loaded: &Loaded) -> Result<(), Problems> {
    let mut problems = check::check(&loaded.file, &loaded.model);
    problems.extend(lower::unused_fixups(&loaded.service, &loaded.model));
    Problems(problems).finish(())
}

fn emit_crate(api: &Api) -> Result<GeneratedCrate, Problem> {
    Ok(GeneratedCrate {
        name: api.package.name.clone(),
        version: api.package.version.clone(),
        files: emit::emit(api)?,
        unchecked_patterns: emit::unchecked_patterns(api).collect(),
    })
}

//! From what a service says ([`Model`]) to what a Rust user sees ([`Api`]).
//!
//! [`lower`] is the list of passes. Some change the model: [`paging`], [`reachability`], [`fixups`],
//! [`messages`], [`documentation`], [`values`]. Some only look for problems: [`unsupported`],
//! [`collisions`]. Some decide one thing about all members: [`recursion`], [`shapes`], [`types`],
//! [`constraints`], [`examples`], [`retries`]. The rest put together the items of the crate. Names are spelled in [`names`] and
//! nowhere else.
//!
//! Never here: reading models, printing Rust, the name of any service.

mod collisions;
mod constraints;
pub mod docs;
mod documentation;
mod enums;
mod examples;
mod fixups;
mod messages;
mod names;
mod operations;
mod package;
mod paging;
mod reachability;
mod recursion;
mod retries;
mod shapes;
mod structures;
mod types;
mod unsupported;
mod values;
mod waiters;
mod words;

use std::path::Path;

use crate::api::Api;
use crate::load::Loaded;
use crate::manifest;
use crate::model::{EndpointRules, Model};
use crate::problem::{Problem, Problems};
use structures::{Decisions, Role};

/// Lowers a service of which [`crate::check`] found the model to be sound.
///
/// # Errors
/// What the model says and a generated crate cannot hold.
pub fn lower(loaded: &Loaded) -> Result<Api, Problems> {
    let file = &loaded.file;
    let mut model = loaded.model.clone();
    // Before operations go: it is all of them that show what is usual.
    paging::complete(&mut model);
    reachability::keep_reachable(&mut model, loaded.service.operations.as_deref());
    fixups::apply(&mut model, &loaded.service);
    let mut problems = unsupported::problems(&model, file);
    problems.extend(collisions::problems(&model, file));
    messages::add(&mut model);
    problems.extend(documentation::to_markdown(&mut model, file));
    values::describe(&mut model);
    let boxes = recursion::boxes(&model);
    let (tables, statics) = shapes::tables(&model);
    let enums = enums::all(&model, file, &mut problems);
    let endpoint_rules = endpoint_rules(&model, file, &mut problems);
    Problems(problems).finish(())?;
    let nullability = loaded.service.nullability;
    let decisions = Decisions {
        model: &model,
        statics: &statics,
        boxes: &boxes,
        nullability,
    };
    Ok(Api {
        package: package::package(loaded),
        service: package::service(&model.service, loaded.protocol),
        shapes: tables,
        enums,
        structures: decisions.structures(Role::Data),
        errors: decisions.structures(Role::Error),
        operations: operations::all(&decisions),
        waiters: waiters::all(&model),
        endpoint_rules,
        partitions: loaded.partitions.clone(),
    })
}

/// What `services.toml` says about a model and does not change anything in it. Only who generates
/// needs to know: a model of another time is lowered with the same `services.toml`.
pub fn unused_fixups(service: &manifest::Service, model: &Model) -> Vec<Problem> {
    fixups::unused(model, service)
}

fn endpoint_rules(model: &Model, file: &Path, problems: &mut Vec<Problem>) -> EndpointRules {
    model.endpoint_rules.clone().unwrap_or_else(|| {
        let what = "the service has no endpoint rules, so no client could find it";
        let fix = "add the service's endpoint-rule-set-1.json beside it";
        problems.push(Problem::new(file, "", what, fix));
        EndpointRules {
            parameters: Vec::new(),
            rules: Vec::new(),
        }
    })
}

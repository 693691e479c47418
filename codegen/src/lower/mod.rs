//! From what a service says ([`Model`]) to what a Rust user sees ([`Api`]).
//!
//! [`lower`] is the list of passes. Some change the model: [`paging`], [`crate::selection`], [`fixups`],
//! [`messages`], [`documentation`], [`values`], [`usage`], [`expressions`]. Some only look for problems: [`unsupported`],
//! [`collisions`]. Some decide one thing about all members: [`recursion`], [`shapes`], [`types`],
//! [`constraints`], [`examples`], [`retries`]. The rest put together the items of the crate. Names are spelled in [`names`] and
//! nowhere else.
//!
//! Never here: reading models, printing Rust, the name of any service.

mod collisions;
mod constraints;
mod deprecated;
pub mod docs;
mod documentation;
pub(crate) mod enums;
mod examples;
mod expressions;
mod fixups;
mod held;
mod messages;
pub(crate) mod names;
mod operations;
mod package;
mod paging;
mod paths;
pub(crate) mod patterns;
mod recursion;
mod retries;
mod shapes;
mod structures;
mod types;
mod unions;
mod units;
mod unsupported;
mod usage;
mod values;
mod waiters;
mod words;

use std::path::Path;

use crate::api::{Api, Enumeration, Package, Shape};
use crate::load::Loaded;
use crate::manifest::{self, ProtocolName};
use crate::model::{EndpointRules, Model, Protocol};
use crate::problem::{Problem, Problems};
use crate::selection::keep_selected;
use structures::{Decisions, Role};

/// Lowers a service of which [`crate::check`] found the model to be sound.
///
/// # Errors
/// What the model says and a generated crate cannot hold.
pub fn lower(loaded: &Loaded) -> Result<Api, Problems> {
    let Loaded {
        service,
        file,
        protocol,
        ..
    } = loaded;
    let mut problems = Vec::new();
    let mut model = loaded.model.clone();
    let made = made_of(&mut model, service, file, true, &mut problems);
    Problems(problems).finish(())?;
    let package = package::package(loaded);
    Ok(Api {
        partitions: loaded.partitions.clone(),
        ..assemble(&model, made, service, package, *protocol, true)
    })
}

/// The items that [`lower`] would make of a model, for who compares them: without documentation and
/// examples, and past everything that a crate could not hold. Names and types are those of the generated crate.
///
/// The model's references must lead somewhere, and no list or map may contain itself.
pub fn lower_items(model: &Model, service: &manifest::Service) -> Api {
    let mut model = model.clone();
    documentation::remove(&mut model);
    let made = made_of(&mut model, service, Path::new(""), false, &mut Vec::new());
    let protocols = &model.service.protocols;
    let mut chosen = protocols.iter();
    let chosen = chosen.find(|protocol| ProtocolName::of(**protocol) == service.protocol);
    let protocol = chosen.or(protocols.first()).copied();
    let protocol = protocol.unwrap_or(Protocol::AwsJson1_0);
    assemble(
        &model,
        made,
        service,
        package::items_only(service),
        protocol,
        false,
    )
}

/// What the passes over all shapes decide.
struct Made {
    boxes: recursion::Boxes,
    tables: Vec<Shape>,
    statics: shapes::Statics,
    enums: Vec<Enumeration>,
    endpoint_rules: EndpointRules,
}

/// The passes that change the model, look for problems, or decide one thing about all members.
fn made_of(
    model: &mut Model,
    service: &manifest::Service,
    file: &Path,
    is_documented: bool,
    problems: &mut Vec<Problem>,
) -> Made {
    // Before operations go: it is all of them that show what is usual.
    paging::complete(model);
    keep_selected(model, service.operations.as_ref());
    fixups::apply(model, service);
    problems.extend(unsupported::problems(model, file));
    problems.extend(collisions::problems(model, file));
    problems.extend(expressions::problems(model));
    messages::add(model);
    if is_documented {
        let paths = paths::Paths::of(model);
        problems.extend(documentation::to_markdown(model, &paths, file));
        values::describe(model);
        usage::describe(model, &paths);
        expressions::describe(model);
    }
    let (tables, statics) = shapes::tables(model);
    Made {
        boxes: recursion::boxes(model),
        tables,
        statics,
        enums: enums::all(model, file, problems),
        endpoint_rules: endpoint_rules(model, file, problems),
    }
}

/// The passes that put together the items of the crate.
fn assemble(
    model: &Model,
    made: Made,
    service: &manifest::Service,
    package: Package,
    protocol: Protocol,
    has_examples: bool,
) -> Api {
    let decisions = Decisions {
        model,
        statics: &made.statics,
        boxes: &made.boxes,
        nullability: service.nullability,
        variants: &enums::Variants::of(&made.enums),
        has_examples,
    };
    let operations = operations::all(&decisions);
    Api {
        package,
        service: package::service(&model.service, protocol),
        structures: decisions.structures(Role::Data),
        unions: decisions.unions(),
        errors: decisions.structures(Role::Error),
        waiters: waiters::all(model, &operations),
        expressions: expressions::all(model, &operations),
        operations,
        shapes: made.tables,
        enums: made.enums,
        endpoint_rules: made.endpoint_rules,
        partitions: Vec::new(),
    }
}

/// Finds the operations that come in pages, in all of a model; what is left of one may not show what is usual.
pub(crate) use paging::complete as complete_pages;

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

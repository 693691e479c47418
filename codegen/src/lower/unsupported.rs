//! What a model may say and a generated crate cannot hold, found before anything is made of it.
//!
//! Never here: mistakes of a model, which are [`crate::check`]'s.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::components::Graph;
use crate::json::Pointer;
use crate::model::{Model, ShapeId, ShapeKind};
use crate::nesting::levels;
use crate::problem::Problem;
use crate::selection::targets;

/// Everything in the model that cannot be expressed.
pub(super) fn problems(model: &Model, file: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add = |id: &ShapeId, what: &str, fix: &str| {
        let at = Pointer::root().key("shapes").key(&id.0);
        problems.push(Problem::new(file, at, what, fix));
    };
    let endless = containing_themselves(model);
    for (id, shape) in &model.shapes {
        if let ShapeKind::Map { key, .. } = &shape.kind
            && !matches!(model[&key.target].kind, ShapeKind::String)
        {
            let what = "the keys of this map are not plain text";
            add(
                id,
                what,
                "give `api::RustType::Map` a type of keys, and emit it",
            );
        }
        if endless.contains(id) {
            let what = "this contains itself without a structure between, which no Rust type can";
            add(
                id,
                what,
                "correct the model, or remove the operations that reach it",
            );
        }
        let is_error = |target: &ShapeId| matches!(&model[target].kind, ShapeKind::Structure(structure) if structure.error.is_some());
        if targets(&shape.kind).any(is_error) {
            let what = "this holds an error as if it were data";
            add(
                id,
                what,
                "give `api::RustType` a way to say `types::error`, and emit it",
            );
        }
    }
    problems.extend(same_codes(model, file));
    problems
}

/// Errors that come with a code that another one has: of the two, the client would know one alone. A service
/// may mean that (its other protocol tells them apart), and a generated crate cannot.
fn same_codes(model: &Model, file: &Path) -> Vec<Problem> {
    let errors = model.operations.values();
    let errors: BTreeSet<_> = errors.flat_map(|operation| &operation.errors).collect();
    let mut owners: BTreeMap<&str, &ShapeId> = BTreeMap::new();
    let mut problems = Vec::new();
    for id in errors {
        let ShapeKind::Structure(structure) = &model[id].kind else {
            continue;
        };
        let at = Pointer::root().key("shapes").key(&id.0);
        let own = structure.error.as_ref();
        let own = own.and_then(|error| error.code.as_deref());
        let (code, at) = match own {
            Some(code) => (code, at.key("error").key("code")),
            None => (id.0.as_str(), at),
        };
        if let Some(other) = owners.insert(code, id) {
            let what = format!(
                "`{id}` and `{other}` come with one code, `{code}`: the client would know one alone"
            );
            let fix = "correct the codes, or remove the operations that raise one of the two";
            problems.push(Problem::new(file, at, what, fix));
        }
    }
    problems
}

/// The lists and maps that lead to themselves by way of lists and maps.
fn containing_themselves(model: &Model) -> BTreeSet<&ShapeId> {
    let endless = levels(model)
        .into_iter()
        .filter(|(_, level)| level.is_none());
    let endless: Vec<_> = endless.map(|(id, _)| id).collect();
    let numbers = endless.iter().enumerate();
    let numbers: BTreeMap<_, _> = numbers.map(|(number, id)| (*id, number)).collect();
    let mut edges = Vec::new();
    for (number, id) in endless.iter().enumerate() {
        let targets = targets(&model[id].kind).filter_map(|target| numbers.get(target));
        edges.extend(targets.map(|target| (number, *target)));
    }
    let components = Graph::new(endless.len(), &edges).components();
    let on_cycles = edges
        .iter()
        .filter(|(from, to)| components[*from] == components[*to]);
    on_cycles.map(|(from, _)| endless[*from]).collect()
}

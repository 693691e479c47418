//! What a model may say and a generated crate cannot hold, found before anything is made of it.
//!
//! Never here: mistakes of a model, which are [`crate::check`]'s.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::operations::is_unsigned;
use crate::components::Graph;
use crate::json::Pointer;
use crate::model::{AuthScheme, Location, Model, Protocol, ShapeId, ShapeKind};
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
        if endless.contains(id) {
            let what = "this contains itself without a structure between, which no Rust type can";
            add(
                id,
                what,
                "correct the model, or remove the operations that reach it",
            );
        }
        if matches!(shape.kind, ShapeKind::Document)
            && model.service.protocols.contains(&Protocol::RpcV2Cbor)
        {
            let what = "this is a document, and CBOR has none";
            add(id, what, "remove the operations that reach it");
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
    problems.extend(traits(model, file));
    problems
}

/// What to do about a trait that is not generated yet.
const UNSUPPORTED: &str =
    "remove the service from services.toml, or implement it from lowering to runtime";

/// Traits that a client which ignored them would be wrong without.
fn traits(model: &Model, file: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add = |at: Pointer, what: &str| {
        let what = format!("{what} not generated yet");
        problems.push(Problem::new(file, at, what, UNSUPPORTED));
    };
    let service = &model.service;
    let metadata = Pointer::root().key("metadata");
    if service.auth.first() != Some(&AuthScheme::SigV4) {
        add(metadata.key("auth"), "ways to sign other than SigV4 are");
    }
    if service.query_compatible {
        let what = "error codes from the header `x-amzn-query-error` are";
        add(metadata.key("awsQueryCompatible"), what);
    }
    if !service.client_context_params.is_empty() {
        let what = "settings of the client for endpoint rules are";
        add(Pointer::root().key("clientContextParams"), what);
    }
    for (name, operation) in &model.operations {
        let at = Pointer::root().key("operations").key(name);
        for (is_there, key, what) in [
            (
                operation.auth.is_some() && !is_unsigned(operation),
                "auth",
                "a way to sign of one operation is",
            ),
            (
                operation.unsigned_payload,
                "unsignedPayload",
                "a body that is not signed is",
            ),
            (
                operation.checksum_required,
                "httpChecksumRequired",
                "a required checksum is",
            ),
            (
                !operation.compression.is_empty(),
                "requestcompression",
                "a compressed body is",
            ),
            (
                !operation.static_context_params.is_empty(),
                "staticContextParams",
                "an operation's endpoint parameter is",
            ),
            (
                !operation.operation_context_params.is_empty(),
                "operationContextParams",
                "an operation's endpoint parameter is",
            ),
            (
                operation.endpoint_discovery == Some(true),
                "endpointdiscovery",
                "an endpoint that has to be asked for is",
            ),
        ] {
            if is_there {
                add(at.key(key), what);
            }
        }
    }
    for (id, shape) in &model.shapes {
        for (name, member) in shape.kind.members() {
            let at = || {
                Pointer::root()
                    .key("shapes")
                    .key(&id.0)
                    .key("members")
                    .key(name)
            };
            if member.context_param.is_some() {
                add(at().key("contextParam"), "a member's endpoint parameter is");
            }
            if member.traits.media_type.is_some() && matches!(member.location, Location::Header(_))
            {
                add(at().key("jsonvalue"), "a header that holds JSON is");
            }
            if member.default.is_some() {
                add(at().key("default"), "a member's default is");
            }
        }
    }
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

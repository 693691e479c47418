//! The expressions that operations filter and sort by.
//!
//! Never here: their grammar, which is the runtime's.

use super::names::{self, Collision};
use crate::api;
use crate::json::Pointer;
use crate::model::{Expressions, Model, Operation, ShapeKind};
use crate::problem::Problem;

/// The expressions of the model; `operations` are those that it was lowered to.
pub(super) fn all(model: &Model, operations: &[api::Operation]) -> Vec<api::Expressions> {
    let all = operations.iter().filter_map(|operation| {
        let facts = model.operations.get(&operation.model_name)?;
        Some(lower(operation, facts.expressions.as_ref()?))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by(|a, b| a.module.cmp(&b.module));
    all
}

fn lower(operation: &api::Operation, expressions: &Expressions) -> api::Expressions {
    let operands = expressions.operands.iter();
    let operands = operands.map(|(name, kind)| api::Operand {
        function: names::method(name),
        name: name.as_str().into(),
        kind: *kind,
    });
    api::Expressions {
        module: operation.module.clone(),
        operation: operation.model_name.clone(),
        operation_method: operation.method.clone(),
        filter: names::field(&expressions.filter),
        filter_member: (
            operation.input.model_name.clone(),
            expressions.filter.clone(),
        ),
        sort: names::field(&expressions.sort),
        operands: operands.collect(),
        // The loader takes nothing but plain addresses.
        source: format!("[the documentation]({})", expressions.overlay.source),
        example: operation.example.clone(),
    }
}

/// Says at the members that take expressions what builds them.
pub(super) fn describe(model: &mut Model) {
    let Model {
        operations, shapes, ..
    } = model;
    for (name, operation) in operations {
        let Operation {
            input: Some(input),
            expressions: Some(expressions),
            ..
        } = operation
        else {
            continue;
        };
        let input = shapes.get_mut(input).map(|shape| &mut shape.kind);
        let Some(ShapeKind::Structure(input)) = input else {
            continue;
        };
        let module = names::module(name);
        let line = format!("[`expression::{module}`](crate::expression::{module}) builds it.");
        for (member, facts) in &mut input.members {
            if [&expressions.filter, &expressions.sort].contains(&&*member) {
                let docs = facts.documentation.take().map(|docs| docs + "\n\n");
                facts.documentation = Some(docs.unwrap_or_default() + &line);
            }
        }
    }
}

/// Operands that would be one function.
pub(super) fn problems(model: &Model) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (operation, facts) in &model.operations {
        let Some(expressions) = &facts.expressions else {
            continue;
        };
        let operands = expressions.operands.iter();
        let operands = operands.map(|(name, _)| (name.as_str(), names::method(name)));
        for Collision { name, other, rust } in names::collisions(operands, &[]) {
            let at = Pointer::root().key("expressions").key(operation);
            let at = at.key("operands").key(name).to_string();
            let what = format!("`{name}` and `{other}` would both be `{rust}` in Rust");
            let fix = "leave one of them out";
            problems.push(Problem::new(&expressions.overlay.file, at, what, fix));
        }
    }
    problems
}

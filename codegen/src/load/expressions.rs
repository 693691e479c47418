//! The expressions that an operation filters and sorts by, from an overlay: the members that take them, and their
//! operands.
//!
//! Never here: their grammar, which is the runtime's, and what operands are called in Rust.

use std::collections::BTreeSet;

use super::fields::{Fields, Report, mismatch};
use crate::identifier;
use crate::json::{Pointer, Value};
use crate::model::{Expressions, Member, Model, OperandKind, Operation, Overlaid, ShapeKind};
use crate::nearest::did_you_mean;
use crate::problem::Problem;

/// What overlays call the values of an operand.
const KINDS: [(&str, OperandKind); 4] = [
    ("boolean", OperandKind::Boolean),
    ("map", OperandKind::Map),
    ("number", OperandKind::Number),
    ("string", OperandKind::String),
];

/// Reads the expressions of one operation.
pub(super) fn read(fields: &Fields<'_>, overlay: Overlaid, report: &mut Report) -> Expressions {
    let named = fields.named("operands", report);
    if named.is_empty() {
        let what = "there is no operand, so no expression can be built";
        let fix = "name what the operation filters and sorts by: `operands.NAME = \"string\"`";
        report.add(&fields.at, what, fix);
    }
    let mut operands = Vec::new();
    for (name, value, at) in named {
        operands.extend(kind(name, value, &at, report).map(|kind| (name.to_owned(), kind)));
    }
    operands.sort();
    Expressions {
        filter: fields.required("filter", report).to_owned(),
        sort: fields.required("sort", report).to_owned(),
        operands,
        overlay,
    }
}

/// The kind of an operand, whose name has to be one that stands in an expression as it is.
fn kind(name: &str, value: &Value, at: &Pointer, report: &mut Report) -> Option<OperandKind> {
    if let Some((fault, fix)) = identifier::fault(name) {
        report.add(at, format!("`{name}` {fault}"), fix);
    }
    let Value::String(kind) = value else {
        return mismatch(at, "a string", value, report);
    };
    let known = KINDS.iter().find(|(name, _)| name == kind);
    if known.is_none() {
        let what = format!("`{kind}` is not a known kind of operand");
        let names = KINDS.iter().map(|(name, _)| *name);
        let otherwise = "make it `boolean`, `map`, `number` or `string`";
        report.add(at, what, did_you_mean(kind, names, otherwise));
    }
    known.map(|(_, kind)| *kind)
}

/// Adds the expressions of an operation to the model if it has the members that take them, and returns what does not
/// fit the model any more. An operand that the documentation has dropped is no reason for a model of another time
/// to do without.
pub(super) fn apply(name: &str, expressions: &Expressions, model: &mut Model) -> Vec<Problem> {
    let at = Pointer::root().key("expressions").key(name);
    let file = &expressions.overlay.file;
    let problem =
        |at: &Pointer, what: String, fix: String| Problem::new(file, at.to_string(), what, fix);
    let Some(operation) = model.operations.get(name) else {
        let what = format!("there is no operation `{name}` to filter and sort with");
        let known = model.operations.keys().map(String::as_str);
        let fix = did_you_mean(name, known, "remove the expressions from the overlay");
        return vec![problem(&at, what, fix)];
    };
    let (mut problems, mut fits) = (Vec::new(), true);
    for (key, member) in [("filter", &expressions.filter), ("sort", &expressions.sort)] {
        match taker(model, operation, member) {
            Ok(taker) => {
                let said = taker.documentation.as_deref().unwrap_or_default();
                let words = words(said);
                for (operand, _) in &expressions.operands {
                    if !words.contains(operand.as_str()) {
                        let what =
                            format!("the documentation of `{member}` does not mention `{operand}`");
                        let otherwise = "remove the operand from the overlay";
                        let fix = did_you_mean(operand, words.iter().copied(), otherwise);
                        problems.push(problem(&at.key("operands").key(operand), what, fix));
                    }
                }
            }
            Err((what, fix)) => {
                fits = false;
                problems.push(problem(&at.key(key), what, fix));
            }
        }
    }
    if fits && let Some(operation) = model.operations.get_mut(name) {
        operation.expressions = Some(expressions.clone());
    }
    problems
}

/// The member of the input that takes an expression; or what is wrong with it, and what to do.
fn taker<'m>(
    model: &'m Model,
    operation: &Operation,
    name: &str,
) -> Result<&'m Member, (String, String)> {
    let input = operation.input.as_ref();
    let shape = input.and_then(|input| model.shapes.get(input));
    let members = shape.map(|shape| shape.kind.members()).unwrap_or_default();
    let Some((_, member)) = members.iter().find(|(known, _)| *known == name) else {
        let what = format!("the input of the operation has no member `{name}`");
        let known = members.iter().map(|(known, _)| *known);
        let otherwise = "remove the expressions from the overlay";
        return Err((what, did_you_mean(name, known, otherwise)));
    };
    match model.shapes.get(&member.target).map(|shape| &shape.kind) {
        Some(ShapeKind::String) => Ok(member),
        _ => Err((
            format!("`{name}` is no string, and cannot take an expression"),
            "name a string member".to_owned(),
        )),
    }
}

/// The words of a documentation, whatever stands around them.
fn words(documentation: &str) -> BTreeSet<&str> {
    documentation
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect()
}

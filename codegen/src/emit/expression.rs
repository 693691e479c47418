//! `expression.rs`: a module for each operation that filters and sorts by expressions, with its operands.
//!
//! Never here: what an expression looks like, which the runtime knows.

use super::docs::in_link;
use super::example_call;
use super::source::{Source, comment};
use crate::api::{Api, Expressions, Operand, OperandKind};

/// The types that the functions of operands lead to.
pub(super) const TYPES: [(&str, &str); 4] = [
    ("Filter", ""),
    ("InvalidExpression", ""),
    ("Operand", "<Value>"),
    ("Sort", ""),
];

/// `expression.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs(
        "Builds the texts that operations filter and sort by. Each such operation has a module with its operands.

An [`Operand`] compared with a value is a [`Filter`]; `and`, `or` and `!` chain filters. `asc` and `desc` make a
[`Sort`] of it. `build` gives the text, in which values are quoted and parentheses stand where they are needed, or an
[`InvalidExpression`] where the grammar has no words for it.",
    );
    let types = TYPES.map(|(name, _)| name).join(", ");
    source.text(format!(
        "pub use smithwright_runtime::expression::{{{types}}};\n"
    ));
    for expressions in &api.expressions {
        source.text(module(api, expressions));
    }
    source.finish()
}

/// The kind of values that an operand has, as the type of a parameter.
pub(super) fn values(kind: OperandKind) -> &'static str {
    match kind {
        OperandKind::Boolean => "bool",
        OperandKind::Number => "i64",
        OperandKind::Map | OperandKind::String => "str",
    }
}

fn module(api: &Api, expressions: &Expressions) -> String {
    let module = &expressions.module;
    let docs = comment(&page(api, expressions), "///", 0);
    let operands: String = expressions.operands.iter().map(operand).collect();
    format!(
        "{docs}pub mod {module} {{
    smithwright_runtime::operands! {{
{operands}    }}
}}
"
    )
}

fn page(api: &Api, expressions: &Expressions) -> String {
    let Expressions {
        operation_method,
        filter,
        sort,
        source,
        ..
    } = expressions;
    let [method, filter, sort] = [operation_method, filter, sort].map(|name| in_link(name));
    format!(
        "What [`{method}`](crate::Client::{method}) filters and sorts by.

Set what is built as `{filter}` and `{sort}`. Operands and grammar are those of
{source}.
# Examples
{}",
        example_call::emit_expressions(api, expressions),
    )
}

fn operand(operand: &Operand) -> String {
    let Operand {
        function,
        name,
        kind,
    } = operand;
    let key = match kind {
        OperandKind::Map => "key",
        _ => "",
    };
    format!(
        "        {function}({key}): {} = {};\n",
        values(*kind),
        name.literal()
    )
}

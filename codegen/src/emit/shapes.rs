//! The tables of simple shapes, lists and maps: one line each, with their constraints.

use std::fmt::Write as _;

use super::source::Source;
use crate::api::{Api, Shape, ShapeKind, ShapeRef, TimestampFormat};
use crate::text::literal;

/// `shapes.rs`.
pub(super) fn emit(api: &Api) -> String {
    let mut source = Source::new();
    source.module_docs(
        "The model's simple shapes, lists and maps with their constraints, once each. Members refer to them.",
    );
    source.uses(&uses(&api.shapes));
    source.text(api.shapes.iter().map(line).collect::<String>());
    source.finish()
}

/// What the lines refer to.
fn uses(shapes: &[Shape]) -> Vec<&'static str> {
    let holds = |of: ShapeRef| {
        shapes.iter().any(|shape| match &shape.kind {
            ShapeKind::List(items) => *items == of,
            ShapeKind::Map { values, .. } => *values == of,
            _ => false,
        })
    };
    let has_format = |shape: &Shape| shape.timestamp_format.is_some();
    let uses = [
        (!shapes.is_empty(), "smithwright_runtime::schema::Shape"),
        (
            holds(ShapeRef::Structure),
            "smithwright_runtime::schema::STRUCTURE",
        ),
        (holds(ShapeRef::Union), "smithwright_runtime::schema::UNION"),
        (
            shapes.iter().any(has_format),
            "smithwright_runtime::schema::TimestampFormat",
        ),
    ];
    let uses = uses.into_iter().filter(|(is_used, _)| *is_used);
    uses.map(|(_, path)| path).collect()
}

fn line(shape: &Shape) -> String {
    format!(
        "pub(crate) static {}: Shape = {};\n",
        shape.static_name,
        value(shape)
    )
}

fn value(shape: &Shape) -> String {
    let name = literal(&shape.name);
    let mut value = match &shape.kind {
        ShapeKind::Boolean => format!("Shape::boolean({name})"),
        ShapeKind::Integer => format!("Shape::integer({name})"),
        ShapeKind::Float => format!("Shape::float({name})"),
        ShapeKind::String => format!("Shape::string({name})"),
        ShapeKind::Enum(of) => {
            format!("Shape::enumeration_of::<crate::types::{of}>({name})")
        }
        ShapeKind::Blob => format!("Shape::blob({name})"),
        ShapeKind::Timestamp => format!("Shape::timestamp({name})"),
        ShapeKind::Document => format!("Shape::document({name})"),
        ShapeKind::List(items) => format!("Shape::list({name}, &{})", reference(items)),
        ShapeKind::Map { keys, values } => {
            format!(
                "Shape::map({name}, &{}, &{})",
                reference(keys),
                reference(values)
            )
        }
    };
    constraints(shape, &mut value);
    value
}

fn constraints(shape: &Shape, value: &mut String) {
    let mut call = |name: &str, argument: Option<String>| {
        if let Some(argument) = argument {
            let _ = write!(value, ".{name}({argument})");
        }
    };
    let flag = |set: bool| set.then(String::new);
    call(
        "min_length",
        shape.min_length.map(|length| length.to_string()),
    );
    call(
        "max_length",
        shape.max_length.map(|length| length.to_string()),
    );
    call("min", shape.min.as_ref().map(|bound| literal(&bound.0)));
    call("max", shape.max.as_ref().map(|bound| literal(&bound.0)));
    if let Some(pattern) = &shape.pattern {
        let model = pattern.model.raw_literal();
        match &pattern.regex {
            Ok(regex) if *regex == pattern.model => call("pattern", Some(model)),
            Ok(regex) => call(
                "translated_pattern",
                Some(format!("{model}, {}", regex.raw_literal())),
            ),
            Err(_) => call("unchecked_pattern", Some(model)),
        }
    }
    call("unique_items", flag(shape.unique_items));
    call("timestamp_format", shape.timestamp_format.map(format));
    call("sensitive", flag(shape.sensitive));
}

fn format(format: TimestampFormat) -> String {
    let name = match format {
        TimestampFormat::DateTime => "DateTime",
        TimestampFormat::HttpDate => "HttpDate",
        TimestampFormat::EpochSeconds => "EpochSeconds",
    };
    format!("TimestampFormat::{name}")
}

fn reference(reference: &ShapeRef) -> &str {
    match reference {
        ShapeRef::Static(name) => name,
        ShapeRef::Structure => "STRUCTURE",
        ShapeRef::Union => "UNION",
    }
}

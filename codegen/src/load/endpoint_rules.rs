//! `endpoint-rule-set-1.json`: the rules that choose an endpoint, in the form that botocore and
//! Smithy share: <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>.
//!
//! Never here: which functions exist, what they take, and what names stand for ([`crate::check`]).

use super::fields::{Fields, Report, items, mismatch, named, type_of};
use super::ledger::Place;
use crate::json::{Pointer, Value};
use crate::model::{
    EndpointCondition, EndpointExpression, EndpointOutcome, EndpointParameter,
    EndpointParameterKind, EndpointRule, EndpointRules,
};
use crate::nearest::did_you_mean;

/// The version of the format that this module reads.
const FORMAT: &str = "1.0";

/// Where this module is, for messages that ask for its extension.
const THIS: &str = "teach codegen/src/load/endpoint_rules.rs about it";

/// Reads the rules. The result means something only if nothing was reported.
pub(super) fn read(value: &Value, report: &mut Report) -> Option<EndpointRules> {
    let document = Fields::open(value, Pointer::root(), Place::EndpointRules, report)?;
    for key in ["parameters", "rules"] {
        document.present(key, report);
    }
    let version = document.required("version", report);
    if !version.is_empty() && version != FORMAT {
        let what =
            format!("this is version `{version}` of the format, and only `{FORMAT}` is known");
        document.complain("version", what, THIS, report);
    }
    let mut parameters = Vec::new();
    for (name, value, at) in document.named("parameters", report) {
        parameters.extend(parameter(name, value, at, report));
    }
    Some(EndpointRules {
        parameters,
        rules: rules(&document, report),
    })
}

fn parameter(
    name: &str,
    value: &Value,
    at: Pointer,
    report: &mut Report,
) -> Option<EndpointParameter> {
    let fields = Fields::open(value, at, Place::EndpointParameter, report)?;
    // Some rule sets write the types in lower case and some with a capital.
    let kind = match fields.required("type", report) {
        "string" | "String" => EndpointParameterKind::String(fields.owned("default", report)),
        "boolean" | "Boolean" => EndpointParameterKind::Boolean(fields.boolean("default", report)),
        "" => return None,
        "stringArray" => {
            let what =
                "parameters of type `stringArray` are not supported: the runtime collects none";
            let fix = "remove the service from services.toml, or implement such parameters";
            fields.complain("type", what, fix, report);
            return None;
        }
        other => {
            let what = format!("`{other}` is not a known type of parameter");
            let fix = did_you_mean(other, ["string", "boolean"], THIS);
            fields.complain("type", what, fix, report);
            return None;
        }
    };
    Some(EndpointParameter {
        name: name.to_owned(),
        kind,
        built_in: fields.owned("builtIn", report),
        required: fields.flag("required", report),
        documentation: fields.owned("documentation", report),
    })
}

fn rules(parent: &Fields<'_>, report: &mut Report) -> Vec<EndpointRule> {
    let mut rules = Vec::new();
    for (value, at) in parent.items("rules", report) {
        rules.extend(rule(value, at, report));
    }
    rules
}

fn rule(value: &Value, at: Pointer, report: &mut Report) -> Option<EndpointRule> {
    let (place, key) = match type_of(value, &at, report)? {
        "endpoint" => (Place::EndpointRule, "endpoint"),
        "error" => (Place::ErrorRule, "error"),
        "tree" => (Place::TreeRule, "rules"),
        other => {
            let what = format!("`{other}` is not a known type of rule");
            let fix = did_you_mean(other, ["endpoint", "error", "tree"], THIS);
            report.add(&at.key("type"), what, fix);
            return None;
        }
    };
    let fields = Fields::open(value, at, place, report)?;
    fields.present("conditions", report);
    fields.present(key, report);
    let mut conditions = Vec::new();
    for (value, at) in fields.items("conditions", report) {
        conditions.extend(condition(value, at, report));
    }
    let outcome = match place {
        Place::EndpointRule => endpoint(&fields, report)?,
        Place::TreeRule => EndpointOutcome::Tree(rules(&fields, report)),
        _ => EndpointOutcome::Error(expression(fields.get(key)?, fields.at.key(key), report)?),
    };
    Some(EndpointRule {
        conditions,
        outcome,
    })
}

fn condition(value: &Value, at: Pointer, report: &mut Report) -> Option<EndpointCondition> {
    let fields = Fields::open(value, at, Place::Condition, report)?;
    let (function, arguments) = call(&fields, report);
    Some(EndpointCondition {
        function,
        arguments,
        assign: fields.owned("assign", report),
    })
}

/// The function and the arguments, which conditions and calls write alike.
fn call(fields: &Fields<'_>, report: &mut Report) -> (String, Vec<EndpointExpression>) {
    fields.present("argv", report);
    let function = fields.required("fn", report).to_owned();
    let items = fields.items("argv", report);
    (function, expressions(items, report))
}

fn endpoint(rule: &Fields<'_>, report: &mut Report) -> Option<EndpointOutcome> {
    let fields = rule.fields("endpoint", Place::Endpoint, report)?;
    fields.present("url", report);
    let mut headers = Vec::new();
    for (name, value, at) in fields.named("headers", report) {
        let values = items(value, &at, report);
        headers.push((name.to_owned(), expressions(values, report)));
    }
    let properties = record(fields.named("properties", report), report);
    Some(EndpointOutcome::Endpoint {
        url: expression(fields.get("url")?, fields.at.key("url"), report)?,
        headers,
        properties,
    })
}

fn expressions(items: Vec<(&Value, Pointer)>, report: &mut Report) -> Vec<EndpointExpression> {
    let items = items.into_iter();
    items
        .filter_map(|(value, at)| expression(value, at, report))
        .collect()
}

fn record(
    members: Vec<(&str, &Value, Pointer)>,
    report: &mut Report,
) -> Vec<(String, EndpointExpression)> {
    let members = members.into_iter();
    members
        .filter_map(|(name, value, at)| Some((name.to_owned(), expression(value, at, report)?)))
        .collect()
}

fn expression(value: &Value, at: Pointer, report: &mut Report) -> Option<EndpointExpression> {
    match value {
        Value::String(text) => Some(EndpointExpression::Template(text.clone())),
        Value::Bool(flag) => Some(EndpointExpression::Boolean(*flag)),
        Value::Number(text) => {
            let number = text.parse().ok().map(EndpointExpression::Integer);
            if number.is_none() {
                let what = format!("`{text}` is not a whole number that fits here");
                report.add(&at, what, "correct the number");
            }
            number
        }
        Value::Null => mismatch(&at, "a value", value, report),
        Value::Array(_) => {
            let items = items(value, &at, report);
            Some(EndpointExpression::List(expressions(items, report)))
        }
        Value::Object(object) if object.get("ref").is_some() => {
            let fields = Fields::open(value, at, Place::Reference, report)?;
            let name = fields.required("ref", report);
            Some(EndpointExpression::Reference(name.to_owned()))
        }
        Value::Object(object) if object.get("fn").is_some() => {
            let fields = Fields::open(value, at, Place::Call, report)?;
            let (function, arguments) = call(&fields, report);
            Some(EndpointExpression::Call {
                function,
                arguments,
            })
        }
        Value::Object(_) => {
            let members = named(value, &at, report);
            Some(EndpointExpression::Record(record(members, report)))
        }
    }
}

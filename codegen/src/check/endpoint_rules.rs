//! Endpoint rules: every function is known and gets what it takes, and every name stands for
//! something by the time it is used.

use std::collections::BTreeMap;

use super::checker::Checker;
use crate::json::Pointer;
use crate::model::{
    EndpointCondition, EndpointExpression, EndpointOutcome, EndpointParameter, EndpointRule,
};
use crate::nearest::did_you_mean;

/// The document that the rules are in.
pub(super) const FILE: &str = "endpoint-rule-set-1.json";

/// A function of the rules engine.
struct Function {
    name: &'static str,
    arguments: usize,
    /// What can be asked of its result; empty where the result has no parts.
    attributes: &'static [&'static str],
}

const fn function(
    name: &'static str,
    arguments: usize,
    attributes: &'static [&'static str],
) -> Function {
    Function {
        name,
        arguments,
        attributes,
    }
}

/// <https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html> and
/// <https://smithy.io/2.0/aws/rules-engine/library-functions.html>
const FUNCTIONS: [Function; 12] = [
    function("aws.isVirtualHostableS3Bucket", 2, &[]),
    function(
        "aws.parseArn",
        1,
        &["accountId", "partition", "region", "resourceId", "service"],
    ),
    function(
        "aws.partition",
        1,
        &[
            "dnsSuffix",
            "dualStackDnsSuffix",
            "implicitGlobalRegion",
            "name",
            "supportsDualStack",
            "supportsFIPS",
        ],
    ),
    function("booleanEquals", 2, &[]),
    function("getAttr", 2, &[]),
    function("isSet", 1, &[]),
    function("isValidHostLabel", 2, &[]),
    function("not", 1, &[]),
    function(
        "parseURL",
        1,
        &["authority", "isIp", "normalizedPath", "path", "scheme"],
    ),
    function("stringEquals", 2, &[]),
    function("substring", 4, &[]),
    function("uriEncode", 1, &[]),
];

/// <https://smithy.io/2.0/aws/rules-engine/built-ins.html>, as far as the runtime fills them in.
const BUILT_INS: [&str; 4] = [
    "AWS::Region",
    "AWS::UseDualStack",
    "AWS::UseFIPS",
    "SDK::Endpoint",
];

/// The names that can be used, and what can be asked of each. A rule takes away again what it assigned, so that
/// the scope is never copied.
type Scope<'m> = BTreeMap<&'m str, Attributes>;

type Attributes = &'static [&'static str];

pub(super) fn check(checker: &mut Checker<'_>) {
    let Some(rules) = &checker.model.endpoint_rules else {
        return;
    };
    let parameters = rules.parameters.iter();
    for EndpointParameter { name, built_in, .. } in parameters.clone() {
        let unknown = built_in.as_deref();
        if let Some(unknown) = unknown.filter(|name| !BUILT_INS.contains(name)) {
            let at = Pointer::root().key("parameters").key(name).key("builtIn");
            let what = format!("`{unknown}` is not a known built-in");
            let otherwise =
                "implement it in the runtime, and list it in codegen/src/check/endpoint_rules.rs";
            add(
                checker,
                &at,
                what,
                did_you_mean(unknown, BUILT_INS, otherwise),
            );
        }
    }
    let scope = parameters.map(|EndpointParameter { name, .. }| (name.as_str(), [].as_slice()));
    let mut scope: Scope<'_> = scope.collect();
    let at = Pointer::root().key("rules");
    if rules.rules.is_empty() {
        add(
            checker,
            &at,
            "there are no rules, and so no endpoints",
            "add a rule",
        );
    }
    check_rules(&rules.rules, &mut scope, &at, checker);
}

fn add(checker: &mut Checker<'_>, at: &Pointer, what: impl Into<String>, fix: impl Into<String>) {
    checker.add_beside(FILE, at, what, fix);
}

fn check_rules<'m>(
    rules: &'m [EndpointRule],
    scope: &mut Scope<'m>,
    at: &Pointer,
    checker: &mut Checker<'m>,
) {
    for (index, rule) in rules.iter().enumerate() {
        check_rule(rule, scope, &at.index(index), checker);
    }
}

/// What its conditions assign is known to the rule itself and below.
fn check_rule<'m>(
    rule: &'m EndpointRule,
    scope: &mut Scope<'m>,
    at: &Pointer,
    checker: &mut Checker<'m>,
) {
    let mut assigned = Vec::new();
    for (index, condition) in rule.conditions.iter().enumerate() {
        let at = at.key("conditions").index(index);
        let attributes = check_condition(condition, scope, &at, checker);
        if let Some(name) = &condition.assign {
            assigned.push((name.as_str(), scope.insert(name, attributes)));
        }
    }
    check_outcome(rule, scope, at, checker);
    for (name, before) in assigned.into_iter().rev() {
        match before {
            Some(before) => scope.insert(name, before),
            None => scope.remove(name),
        };
    }
}

fn check_outcome<'m>(
    rule: &'m EndpointRule,
    scope: &mut Scope<'m>,
    at: &Pointer,
    checker: &mut Checker<'m>,
) {
    match &rule.outcome {
        EndpointOutcome::Tree(rules) => {
            let at = at.key("rules");
            if rules.is_empty() {
                add(
                    checker,
                    &at,
                    "the tree has no rules",
                    "add a rule, or remove the tree",
                );
            }
            check_rules(rules, scope, &at, checker);
        }
        EndpointOutcome::Error(message) => {
            check_expression(message, scope, &at.key("error"), checker);
        }
        EndpointOutcome::Endpoint {
            url,
            headers,
            properties,
        } => {
            let at = at.key("endpoint");
            check_expression(url, scope, &at.key("url"), checker);
            for (name, values) in headers {
                check_expressions(values, scope, &at.key("headers").key(name), checker);
            }
            for (name, value) in properties {
                check_expression(value, scope, &at.key("properties").key(name), checker);
            }
        }
    }
}

/// Checks a condition; returns what can be asked of its result.
fn check_condition(
    condition: &EndpointCondition,
    scope: &Scope<'_>,
    at: &Pointer,
    checker: &mut Checker<'_>,
) -> Attributes {
    let EndpointCondition {
        function,
        arguments,
        assign,
    } = condition;
    let attributes = check_call(function, arguments, scope, at, checker);
    if let Some(name) = assign
        && scope.contains_key(name.as_str())
    {
        let what = format!("`{name}` stands for something already");
        add(checker, &at.key("assign"), what, "use another name");
    }
    attributes
}

/// Checks a call; returns what can be asked of its result.
fn check_call(
    name: &str,
    arguments: &[EndpointExpression],
    scope: &Scope<'_>,
    at: &Pointer,
    checker: &mut Checker<'_>,
) -> Attributes {
    check_expressions(arguments, scope, &at.key("argv"), checker);
    let Some(function) = FUNCTIONS.iter().find(|function| function.name == name) else {
        let what = format!("`{name}` is not a known function");
        let known = FUNCTIONS.iter().map(|function| function.name);
        let otherwise =
            "implement it in the runtime, and list it in codegen/src/check/endpoint_rules.rs";
        add(
            checker,
            &at.key("fn"),
            what,
            did_you_mean(name, known, otherwise),
        );
        return &[];
    };
    if arguments.len() != function.arguments {
        let (takes, gets) = (function.arguments, arguments.len());
        let what = format!("the number of arguments of `{name}` is {gets}, and has to be {takes}");
        add(checker, &at.key("argv"), what, "correct the arguments");
    }
    if let ("getAttr", [value, EndpointExpression::Template(path)]) = (name, arguments) {
        let known = match value {
            EndpointExpression::Reference(name) => scope.get(name.as_str()).copied(),
            _ => None,
        };
        check_attribute(
            path,
            known.unwrap_or_default(),
            &at.key("argv").index(1),
            checker,
        );
    }
    function.attributes
}

/// Reports an attribute that the value does not have. Where nothing is known about the value there
/// is nothing to hold it against.
fn check_attribute(path: &str, known: &[&str], at: &Pointer, checker: &mut Checker<'_>) {
    let name = path.split(['.', '[']).next().unwrap_or_default();
    if !known.is_empty() && !known.contains(&name) {
        let what = format!("there is no attribute `{name}`");
        let otherwise = format!("use one of {}", known.join(", "));
        add(
            checker,
            at,
            what,
            did_you_mean(name, known.iter().copied(), &otherwise),
        );
    }
}

fn check_expressions(
    expressions: &[EndpointExpression],
    scope: &Scope<'_>,
    at: &Pointer,
    checker: &mut Checker<'_>,
) {
    for (index, expression) in expressions.iter().enumerate() {
        check_expression(expression, scope, &at.index(index), checker);
    }
}

fn check_expression(
    expression: &EndpointExpression,
    scope: &Scope<'_>,
    at: &Pointer,
    checker: &mut Checker<'_>,
) {
    match expression {
        EndpointExpression::Boolean(_) | EndpointExpression::Integer(_) => {}
        EndpointExpression::Template(text) => check_template(text, scope, at, checker),
        EndpointExpression::Reference(name) => {
            check_reference(name, scope, &at.key("ref"), checker);
        }
        EndpointExpression::Call {
            function,
            arguments,
        } => {
            check_call(function, arguments, scope, at, checker);
        }
        EndpointExpression::List(items) => check_expressions(items, scope, at, checker),
        EndpointExpression::Record(members) => {
            for (name, value) in members {
                check_expression(value, scope, &at.key(name), checker);
            }
        }
    }
}

fn check_reference(name: &str, scope: &Scope<'_>, at: &Pointer, checker: &mut Checker<'_>) {
    if !scope.contains_key(name) {
        let what = format!("`{name}` is neither a parameter nor assigned before");
        let known = scope.keys().copied();
        let fix = checker
            .guesses
            .did_you_mean(name, known, "declare it under `parameters`");
        add(checker, at, what, fix);
    }
}

fn check_template(text: &str, scope: &Scope<'_>, at: &Pointer, checker: &mut Checker<'_>) {
    let Some(references) = references(text) else {
        let what = format!("the template `{text}` has a brace without its partner");
        add(
            checker,
            at,
            what,
            "close the reference, or double the brace to mean a brace",
        );
        return;
    };
    for reference in references {
        let (name, path) = reference.split_once('#').unwrap_or((reference, ""));
        check_reference(name, scope, at, checker);
        if !path.is_empty() {
            let known = scope.get(name).copied().unwrap_or_default();
            check_attribute(path, known, at, checker);
        }
    }
}

/// What stands between braces in a template; `None` when the braces do not match. Doubled braces stand
/// for themselves.
fn references(text: &str) -> Option<Vec<&str>> {
    let mut references = Vec::new();
    let mut rest = text;
    while let Some(position) = rest.find(['{', '}']) {
        let (_, brace) = rest.split_at_checked(position)?;
        if let Some(after) = brace
            .strip_prefix("{{")
            .or_else(|| brace.strip_prefix("}}"))
        {
            rest = after;
            continue;
        }
        let (reference, after) = brace.strip_prefix('{')?.split_once('}')?;
        if reference.contains('{') {
            return None;
        }
        references.push(reference);
        rest = after;
    }
    Some(references)
}

#[cfg(test)]
mod tests {
    use super::references;

    #[test]
    fn finds_references_between_single_braces() {
        assert_eq!(references("a"), Some(vec![]));
        assert_eq!(references("{A}.{B#c}{{D}}"), Some(vec!["A", "B#c"]));
        for wrong in ["{", "}", "{A", "A}", "{A{B}", "{{A}"] {
            assert_eq!(references(wrong), None, "{wrong}");
        }
    }
}

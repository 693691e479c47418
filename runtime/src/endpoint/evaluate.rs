//! Evaluates a rule set for one set of parameters.
//!
//! Lives here: binding parameters, trying rules, references and templates, in the order of the [specification][spec].
//! Never here: what functions compute, caching, anything asynchronous.
//!
//! Tables are compiled in, but not trusted: a type error gives an error or nothing, and a table that refers to itself
//! hits [`MAX_DEPTH`] or [`MAX_STEPS`].
//!
//! [spec]: https://smithy.io/2.0/additional-specs/rules-engine/specification.html

use std::borrow::Cow;

use aws_smithy_http::endpoint::ResolveEndpointError;
use aws_smithy_types::endpoint::Endpoint;

use super::functions;
use super::params::RuleParams;
use super::partition::Partitions;
use super::rules::{
    BuiltIn, Condition, Expression, Function, Outcome, Parameter, ParameterKind, Rule, RuleSet,
};
use super::template::{self, Part};
use super::value::Value;

/// The maximum nesting of rules and expressions. The deepest real rule sets use less than a third of it.
const MAX_DEPTH: usize = 64;

/// The maximum number of rules and expressions in one evaluation.
const MAX_STEPS: usize = 100_000;

type Error = ResolveEndpointError;

/// The endpoint that the rules choose.
pub(super) fn evaluate(
    rule_set: &RuleSet,
    partitions: &Partitions,
    params: &RuleParams,
) -> Result<Endpoint, Error> {
    let mut scope = Scope {
        values: Vec::new(),
        partitions,
        depth: 0,
        steps: 0,
    };
    for parameter in rule_set.parameters {
        scope.bind(parameter, params)?;
    }
    scope.first_match(rule_set.rules)
}

/// The state of an evaluation.
struct Scope<'a> {
    /// Parameters and variables, the last assigned at the end.
    values: Vec<(&'static str, Value<'a>)>,
    partitions: &'a Partitions,
    depth: usize,
    steps: usize,
}

impl<'a> Scope<'a> {
    fn bind(&mut self, parameter: &Parameter, params: &'a RuleParams) -> Result<(), Error> {
        let given = match parameter.built_in {
            Some(BuiltIn::Region) => params.region.as_deref().map(Value::from),
            Some(BuiltIn::UseDualStack) => Some(params.use_dual_stack.into()),
            Some(BuiltIn::UseFips) => Some(params.use_fips.into()),
            Some(BuiltIn::Endpoint) => params.endpoint.as_deref().map(Value::from),
            None => None,
        };
        let default = match parameter.kind {
            ParameterKind::String(default) => default.map(Value::from),
            ParameterKind::Boolean(default) => default.map(Value::from),
        };
        match given.or(default) {
            Some(value) => self.values.push((parameter.name, value)),
            None if parameter.required => {
                let name = parameter.name;
                return Err(error(format!("a required field was missing: `{name}`")));
            }
            None => {}
        }
        Ok(())
    }

    /// The outcome of the first rule whose conditions hold. There is no backtracking out of a rule: it is an error if
    /// none of the rules below it matches.
    fn first_match(&mut self, rules: &'static [Rule]) -> Result<Endpoint, Error> {
        self.enter()?;
        let known = self.values.len();
        for rule in rules {
            if self.all_hold(rule.conditions)? {
                return self.outcome(&rule.outcome);
            }
            self.values.truncate(known);
        }
        Err(error("No endpoint rule matched"))
    }

    fn all_hold(&mut self, conditions: &'static [Condition]) -> Result<bool, Error> {
        for condition in conditions {
            let result = self.call(condition.function, condition.arguments)?;
            let Some(value) = result.filter(|it| *it != Value::Boolean(false)) else {
                return Ok(false);
            };
            if let Some(name) = condition.assign {
                self.values.push((name, value));
            }
        }
        Ok(true)
    }

    fn outcome(&mut self, outcome: &'static Outcome) -> Result<Endpoint, Error> {
        match outcome {
            Outcome::Tree(rules) => self.first_match(rules),
            Outcome::Error(message) => Err(error(self.text(message, "an error")?)),
            Outcome::Endpoint {
                url,
                headers,
                properties,
            } => self.endpoint(url, headers, properties),
        }
    }

    fn endpoint(
        &mut self,
        url: &'static Expression,
        headers: &'static [(&'static str, &'static [Expression])],
        properties: &'static [(&'static str, Expression)],
    ) -> Result<Endpoint, Error> {
        let url = self.text(url, "the URL")?;
        // The builder panics over an empty URL.
        if url.is_empty() {
            return Err(error("the endpoint's URL is empty"));
        }
        let mut endpoint = Endpoint::builder().url(url);
        for (name, values) in headers {
            for value in *values {
                endpoint = endpoint.header(*name, self.text(value, name)?);
            }
        }
        for (name, value) in properties {
            let value = self.value(value)?.ok_or_else(|| no_value(name))?;
            endpoint = endpoint.property(*name, value.into_document());
        }
        Ok(endpoint.build())
    }

    /// The value of an expression that must be a string.
    fn text(&mut self, expression: &'static Expression, what: &str) -> Result<String, Error> {
        match self.value(expression)? {
            Some(Value::Text(text)) => Ok(text.into_owned()),
            _ => Err(no_value(what)),
        }
    }

    fn value(&mut self, expression: &'static Expression) -> Result<Option<Value<'a>>, Error> {
        self.enter()?;
        let value = match expression {
            Expression::Template(template) => self.render(template)?,
            Expression::Boolean(value) => Some(Value::Boolean(*value)),
            Expression::Integer(value) => Some(Value::Integer(*value)),
            Expression::Reference(name) => self.reference(name).cloned(),
            Expression::Call {
                function,
                arguments,
            } => self.call(*function, arguments)?,
            Expression::List(items) => {
                let items = items.iter().map(|it| self.value(it));
                items.collect::<Result<Option<_>, _>>()?.map(Value::List)
            }
            Expression::Record(members) => {
                let named = |it: &'static (&'static str, Expression)| {
                    let value = self.value(&it.1)?;
                    Ok(value.map(|value| (it.0, value)))
                };
                let members = members.iter().map(named);
                members
                    .collect::<Result<Option<_>, _>>()?
                    .map(Value::Record)
            }
        };
        self.depth -= 1;
        Ok(value)
    }

    fn call(
        &mut self,
        function: Function,
        arguments: &'static [Expression],
    ) -> Result<Option<Value<'a>>, Error> {
        let arguments = arguments.iter().map(|it| self.value(it));
        let arguments = arguments.collect::<Result<Vec<_>, _>>()?;
        Ok(functions::apply(function, &arguments, self.partitions))
    }

    /// Nothing if a reference in the template is not a string.
    fn render(&self, template: &'static str) -> Result<Option<Value<'a>>, Error> {
        let mut rendered = Cow::Borrowed("");
        for part in template::parts(template) {
            let part = part.map_err(|_| error(format!("malformed template: `{template}`")))?;
            match part {
                // The common case, a text with no references in it, allocates nothing.
                Part::Literal(text) if rendered.is_empty() => rendered = Cow::Borrowed(text),
                Part::Literal(text) => rendered.to_mut().push_str(text),
                Part::Reference { name, path } => {
                    let Some(Value::Text(text)) = self.at(name, path) else {
                        return Ok(None);
                    };
                    rendered.to_mut().push_str(&text);
                }
            }
        }
        Ok(Some(Value::Text(rendered)))
    }

    fn at(&self, name: &str, path: Option<&str>) -> Option<Value<'a>> {
        let value = self.reference(name)?;
        match path {
            Some(path) => value.at_path(path),
            None => Some(value.clone()),
        }
    }

    fn reference(&self, name: &str) -> Option<&Value<'a>> {
        let mut latest_first = self.values.iter().rev();
        let found = latest_first.find(|(known, _)| *known == name);
        found.map(|(_, value)| value)
    }

    /// Goes one level deeper, if the limits allow it. The caller goes back up.
    fn enter(&mut self) -> Result<(), Error> {
        if self.depth == MAX_DEPTH || self.steps == MAX_STEPS {
            return Err(error("the endpoint rules are nested too deep or never end"));
        }
        self.depth += 1;
        self.steps += 1;
        Ok(())
    }
}

fn error(message: impl Into<String>) -> Error {
    ResolveEndpointError::message(message)
}

fn no_value(what: &str) -> Error {
    error(format!("the endpoint rules gave no value for {what}"))
}

#[cfg(test)]
mod tests;

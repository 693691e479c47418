//! Differences of the service as a whole: metadata and endpoint rules.
//!
//! Never here: operations and shapes.

use std::collections::BTreeMap;

use super::found::{Found, is_reordered};
use crate::diff::changes::{DocumentName, Subject};
use crate::diff::kind::Kind;
use crate::json::Pointer;
use crate::model::{
    AuthScheme, ClientContextParam, ContextKind, EndpointExpression, EndpointOutcome,
    EndpointParameter, EndpointParameterKind, EndpointRule, EndpointRules, Model, Protocol,
    Service,
};

pub(super) fn compare(old: &Model, new: &Model, found: &mut Found<'_>) {
    if old.service != new.service {
        metadata(&old.service, &new.service, found);
    }
    match (&old.endpoint_rules, &new.endpoint_rules) {
        (Some(old), Some(new)) => {
            if old.parameters != new.parameters {
                parameters(old, new, found);
            }
            if old.rules != new.rules {
                let at = Pointer::root();
                rules(&at, &old.rules, &new.rules, found);
            }
        }
        (None, None) => {}
        (old, new) => {
            let texts = (old.as_ref().map(summary), new.as_ref().map(summary));
            changed(Pointer::root(), texts, found);
        }
    }
}

fn metadata(old: &Service, new: &Service, found: &mut Found<'_>) {
    let subject = Subject::Service;
    let mut text = |kind, key: &str, old: &String, new: &String| {
        let at = || Pointer::root().key("metadata").key(key);
        found.change(kind, &subject, &at, (old, new), String::clone);
    };
    text(Kind::ServiceIdChanged, "serviceId", &old.id, &new.id);
    text(
        Kind::ServiceNameChanged,
        "serviceFullName",
        &old.full_name,
        &new.full_name,
    );
    text(
        Kind::ApiVersionChanged,
        "apiVersion",
        &old.api_version,
        &new.api_version,
    );
    text(
        Kind::EndpointPrefixChanged,
        "endpointPrefix",
        &old.endpoint_prefix,
        &new.endpoint_prefix,
    );
    text(
        Kind::SigningNameChanged,
        "signingName",
        &old.signing_name,
        &new.signing_name,
    );
    let at = |key: &'static str| move || Pointer::root().key("metadata").key(key);
    let prefixes = (old.target_prefix.as_ref(), new.target_prefix.as_ref());
    found.change_option(
        Kind::TargetPrefixChanged,
        &subject,
        &at("targetPrefix"),
        prefixes,
        String::clone,
    );
    found.change(
        Kind::ProtocolsChanged,
        &subject,
        &at("protocol"),
        (&old.protocols, &new.protocols),
        |protocols| {
            let names = protocols.iter().map(|protocol| protocol_name(*protocol));
            names.collect::<Vec<_>>().join(", ")
        },
    );
    found.change(
        Kind::AuthChanged,
        &subject,
        &at("auth"),
        (&old.auth, &new.auth),
        |schemes| auth_schemes(schemes),
    );
    found.change_flag(
        Kind::QueryCompatibleChanged,
        &subject,
        &at("awsQueryCompatible"),
        (old.query_compatible, new.query_compatible),
    );
    found.change(
        Kind::ContextParameterChanged,
        &subject,
        &|| Pointer::root().key("clientContextParams"),
        (&old.client_context_params, &new.client_context_params),
        |params| {
            let params = params.iter().map(|(name, param)| client_param(name, param));
            params.collect::<Vec<_>>().join(", ")
        },
    );
    let texts = (old.documentation.as_ref(), new.documentation.as_ref());
    let at = || Pointer::root().key("documentation");
    found.documentation(&subject, &at, texts);
}

/// Ways to sign, as one text.
pub(super) fn auth_schemes(schemes: &[AuthScheme]) -> String {
    let names = schemes.iter().map(|scheme| match scheme {
        AuthScheme::SigV4 => "sigv4",
        AuthScheme::SigV4a => "sigv4a",
        AuthScheme::HttpBearer => "bearer token",
        AuthScheme::None => "none",
    });
    names.collect::<Vec<_>>().join(", ")
}

fn client_param(name: &str, param: &ClientContextParam) -> String {
    let kind = match param.kind {
        ContextKind::String => "string",
        ContextKind::Boolean => "boolean",
        ContextKind::StringArray => "list of strings",
    };
    match &param.documentation {
        Some(documentation) => format!("{name}: {kind} ({documentation})"),
        None => format!("{name}: {kind}"),
    }
}

fn protocol_name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::AwsJson1_0 => "json 1.0",
        Protocol::AwsJson1_1 => "json 1.1",
        Protocol::RestJson1 => "rest-json",
        Protocol::RpcV2Cbor => "smithy-rpc-v2-cbor",
    }
}

fn parameters(old: &EndpointRules, new: &EndpointRules, found: &mut Found<'_>) {
    let by_name = |rules: &'_ EndpointRules| {
        let parameters = rules.parameters.iter().cloned();
        let parameters = parameters.map(|parameter| (parameter.name.clone(), parameter));
        parameters.collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (by_name(old), by_name(new));
    let mut names: Vec<&str> = old.parameters.iter().map(|p| p.name.as_str()).collect();
    names.extend(new.parameters.iter().map(|p| p.name.as_str()));
    names.sort_unstable();
    names.dedup();
    for name in names {
        let at = Pointer::root().key("parameters").key(name);
        let subject = Subject::EndpointParameter(name.to_owned());
        let (was, is) = (before.get(name), after.get(name));
        let kind = match (&was, &is) {
            (Some(_), None) => Kind::EndpointParameterRemoved,
            (None, _) => Kind::EndpointParameterAdded,
            (Some(was), Some(is)) => {
                let texts = (was.documentation.clone(), is.documentation.clone());
                if texts.0 != texts.1 {
                    found.add_in(
                        DocumentName::EndpointRules,
                        Kind::DocumentationChanged,
                        subject.clone(),
                        at.key("documentation"),
                        texts,
                    );
                }
                Kind::EndpointParameterChanged
            }
        };
        let texts = (was.map(parameter), is.map(parameter));
        if texts.0 != texts.1 {
            found.add_in(DocumentName::EndpointRules, kind, subject, at, texts);
        }
    }
    let order = |rules: &EndpointRules| {
        let names = rules.parameters.iter().map(|p| p.name.clone());
        names.collect::<Vec<_>>()
    };
    let (was, is) = (order(old), order(new));
    let (old_names, new_names) = (
        was.iter().map(String::as_str),
        is.iter().map(String::as_str),
    );
    if is_reordered(&old_names, &new_names) {
        let texts = (Some(was.join(", ")), Some(is.join(", ")));
        changed(Pointer::root().key("parameters"), texts, found);
    }
}

fn parameter(parameter: &EndpointParameter) -> String {
    let (kind, default) = match &parameter.kind {
        EndpointParameterKind::String(default) => {
            ("string", default.as_ref().map(|text| format!("{text:?}")))
        }
        EndpointParameterKind::Boolean(default) => {
            ("boolean", default.map(|flag| flag.to_string()))
        }
    };
    let mut text = kind.to_owned();
    if parameter.required {
        text.push_str(", required");
    }
    if let Some(built_in) = &parameter.built_in {
        text.push_str(&format!(", from {built_in}"));
    }
    if let Some(default) = default {
        text.push_str(&format!(", {default} by default"));
    }
    text
}

/// Goes down to the one rule that differs, if it is one.
fn rules(at: &Pointer, old: &[EndpointRule], new: &[EndpointRule], found: &mut Found<'_>) {
    let at = at.key("rules");
    let pairs = old.iter().zip(new).enumerate();
    let differing: Vec<_> = pairs.filter(|(_, (old, new))| old != new).collect();
    if let ([(index, (was, is))], true) = (differing.as_slice(), old.len() == new.len()) {
        let at = at.index(*index);
        if let (EndpointOutcome::Tree(old), EndpointOutcome::Tree(new), true) =
            (&was.outcome, &is.outcome, was.conditions == is.conditions)
        {
            return rules(&at, old, new, found);
        }
        return changed(at, (Some(rule(was)), Some(rule(is))), found);
    }
    let text = |list: &[EndpointRule]| {
        let rules = list.iter().map(rule);
        rules.collect::<Vec<_>>().join("; ")
    };
    changed(at, (Some(text(old)), Some(text(new))), found);
}

fn changed(at: Pointer, texts: (Option<String>, Option<String>), found: &mut Found<'_>) {
    let kind = Kind::EndpointRulesChanged;
    let document = DocumentName::EndpointRules;
    found.add_in(document, kind, Subject::Service, at, texts);
}

fn summary(rules: &EndpointRules) -> String {
    let parameters = rules.parameters.iter().map(|p| p.name.as_str());
    let parameters = parameters.collect::<Vec<_>>().join(", ");
    format!("{} rules of {parameters}", rules.rules.len())
}

/// A rule in a line.
fn rule(rule: &EndpointRule) -> String {
    let conditions = rule.conditions.iter().map(|condition| {
        let assign = condition.assign.as_ref();
        let assign = assign.map(|name| format!("{name} = ")).unwrap_or_default();
        format!(
            "{assign}{}",
            call(&condition.function, &condition.arguments)
        )
    });
    let conditions = conditions.collect::<Vec<_>>().join(" and ");
    let outcome = match &rule.outcome {
        EndpointOutcome::Endpoint {
            url,
            headers,
            properties,
        } => {
            let mut text = expression(url);
            for (name, values) in headers {
                text.push_str(&format!(", {name}: {}", list(values)));
            }
            if !properties.is_empty() {
                text.push_str(&format!(", {}", record(properties)));
            }
            text
        }
        EndpointOutcome::Error(message) => format!("error {}", expression(message)),
        EndpointOutcome::Tree(rules) => {
            let rules = rules.iter().map(self::rule);
            format!("{{{}}}", rules.collect::<Vec<_>>().join("; "))
        }
    };
    if conditions.is_empty() {
        outcome
    } else {
        format!("if {conditions}: {outcome}")
    }
}

fn call(function: &str, arguments: &[EndpointExpression]) -> String {
    format!("{function}({})", list(arguments))
}

fn list(items: &[EndpointExpression]) -> String {
    items.iter().map(expression).collect::<Vec<_>>().join(", ")
}

fn record(members: &[(String, EndpointExpression)]) -> String {
    let members = members.iter();
    let members = members.map(|(name, value)| format!("{name}: {}", expression(value)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
}

fn expression(value: &EndpointExpression) -> String {
    match value {
        EndpointExpression::Template(text) => format!("{text:?}"),
        EndpointExpression::Boolean(flag) => flag.to_string(),
        EndpointExpression::Integer(number) => number.to_string(),
        EndpointExpression::Reference(name) => name.clone(),
        EndpointExpression::Call {
            function,
            arguments,
        } => call(function, arguments),
        EndpointExpression::List(items) => format!("[{}]", list(items)),
        EndpointExpression::Record(members) => record(members),
    }
}

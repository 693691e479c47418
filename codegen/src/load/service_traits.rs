//! What a botocore service model says about signing, endpoint parameters and bodies of whole operations.
//!
//! Never here: shapes ([`super::shapes`]) and the operations themselves ([`super::botocore`]).

use std::collections::BTreeMap;

use super::fields::{Fields, Report, mismatch};
use super::ledger::Place;
use crate::json::{Pointer, Value};
use crate::model::{AuthScheme, ClientContextParam, ContextKind, ContextValue};
use crate::nearest::did_you_mean;

/// What `authtype` says where the body is not part of what is signed.
pub(super) const UNSIGNED_BODY: &str = "v4-unsigned-body";

/// The ways to prove who is calling, as models call them.
const SCHEMES: &[(&str, AuthScheme)] = &[
    ("aws.auth#sigv4", AuthScheme::SigV4),
    ("aws.auth#sigv4a", AuthScheme::SigV4a),
    ("smithy.api#httpBearerAuth", AuthScheme::HttpBearer),
    ("smithy.api#noAuth", AuthScheme::None),
];

/// How the service's requests are signed. Models older than 2024 say it in `signatureVersion` alone.
pub(super) fn service_auth(metadata: &Fields<'_>, report: &mut Report) -> Vec<AuthScheme> {
    let version = metadata.required("signatureVersion", report);
    let listed = schemes(metadata, report);
    let of_version = match version {
        "v4" => Some(AuthScheme::SigV4),
        "bearer" => Some(AuthScheme::HttpBearer),
        "" => None,
        other => {
            let what = format!("requests are signed with `{other}`, which is not supported");
            let fix = "remove the service from services.toml, or implement the way it signs";
            metadata.complain("signatureVersion", what, fix, report);
            None
        }
    };
    if listed.is_some() {
        metadata.note("signatureVersion", report);
    }
    listed.unwrap_or_else(|| of_version.into_iter().collect())
}

/// How an operation's requests are signed, where it says so.
pub(super) fn operation_auth(
    operation: &Fields<'_>,
    report: &mut Report,
) -> Option<Vec<AuthScheme>> {
    let listed = schemes(operation, report);
    let of_type = match operation.text("authtype", report) {
        None | Some("v4" | UNSIGNED_BODY | "") => None,
        Some("none") => Some(vec![AuthScheme::None]),
        Some("bearer") => Some(vec![AuthScheme::HttpBearer]),
        Some(other) => {
            let what = format!("`{other}` is not a known way to sign");
            let known = ["bearer", "none", "v4", UNSIGNED_BODY];
            let fix = did_you_mean(
                other,
                known,
                "teach codegen/src/load/service_traits.rs about it",
            );
            operation.complain("authtype", what, fix, report);
            None
        }
    };
    operation.note("authtype", report);
    listed.or(of_type)
}

fn schemes(owner: &Fields<'_>, report: &mut Report) -> Option<Vec<AuthScheme>> {
    owner.get("auth")?;
    let mut schemes = Vec::new();
    for (name, at) in owner.texts("auth", report) {
        if let Some((_, scheme)) = SCHEMES.iter().find(|(known, _)| *known == name) {
            schemes.push(*scheme);
            continue;
        }
        let what = format!("`{name}` is not a known way to sign");
        let known = SCHEMES.iter().map(|(known, _)| *known);
        let otherwise = "teach codegen/src/load/service_traits.rs about it";
        report.add(&at, what, did_you_mean(name, known, otherwise));
    }
    Some(schemes)
}

/// The settings of a client that endpoint rules take.
pub(super) fn client_context_params(
    document: &Fields<'_>,
    report: &mut Report,
) -> BTreeMap<String, ClientContextParam> {
    let mut params = BTreeMap::new();
    for (name, value, at) in document.named("clientContextParams", report) {
        let Some(fields) = Fields::open(value, at, Place::ClientContextParam, report) else {
            continue;
        };
        let kind = match fields.required("type", report) {
            "boolean" => ContextKind::Boolean,
            "string" | "" => ContextKind::String,
            "stringArray" => ContextKind::StringArray,
            other => {
                let what = format!("`{other}` is not a known type of parameter");
                let known = ["boolean", "string", "stringArray"];
                let fix = did_you_mean(
                    other,
                    known,
                    "teach codegen/src/load/service_traits.rs about it",
                );
                fields.complain("type", what, fix, report);
                continue;
            }
        };
        let documentation = fields.owned("documentation", report);
        let param = ClientContextParam {
            kind,
            documentation,
        };
        params.insert(name.to_owned(), param);
    }
    params
}

/// What an operation gives to parameters of endpoint rules.
pub(super) fn static_context_params(
    operation: &Fields<'_>,
    report: &mut Report,
) -> BTreeMap<String, ContextValue> {
    let mut params = BTreeMap::new();
    for (name, value, at) in operation.named("staticContextParams", report) {
        let Some(fields) = Fields::open(value, at, Place::StaticContextParam, report) else {
            continue;
        };
        fields.present("value", report);
        let at = fields.at.key("value");
        let value = fields
            .get("value")
            .and_then(|value| context_value(value, &at, report));
        params.extend(value.map(|value| (name.to_owned(), value)));
    }
    params
}

/// The value of a parameter of endpoint rules.
fn context_value(value: &Value, at: &Pointer, report: &mut Report) -> Option<ContextValue> {
    match value {
        Value::Bool(flag) => Some(ContextValue::Boolean(*flag)),
        Value::String(text) => Some(ContextValue::String(text.clone())),
        Value::Array(items) => {
            let texts = items.iter().map(|item| match item {
                Value::String(text) => Some(text.clone()),
                other => mismatch(at, "an array of strings", other, report),
            });
            texts.collect::<Option<_>>().map(ContextValue::StringArray)
        }
        other => mismatch(
            at,
            "a string, a truth value or an array of strings",
            other,
            report,
        ),
    }
}

/// The paths to what endpoint rules take from an operation's input.
pub(super) fn operation_context_params(
    operation: &Fields<'_>,
    report: &mut Report,
) -> BTreeMap<String, String> {
    let mut params = BTreeMap::new();
    for (name, value, at) in operation.named("operationContextParams", report) {
        if let Some(fields) = Fields::open(value, at, Place::OperationContextParam, report) {
            params.insert(name.to_owned(), fields.required("path", report).to_owned());
        }
    }
    params
}

/// The encodings that the body of an operation may be compressed with.
pub(super) fn compression(operation: &Fields<'_>, report: &mut Report) -> Vec<String> {
    let fields = operation.fields("requestcompression", Place::Compression, report);
    let encodings = fields.map(|fields| fields.texts("encodings", report));
    let encodings = encodings.unwrap_or_default().into_iter();
    encodings.map(|(name, _)| name.to_owned()).collect()
}

//! `service-2.json`, botocore's form of a service model: metadata and operations.
//!
//! Never here: shapes ([`super::shapes`]), and what stands in the files beside this one.

use std::collections::BTreeMap;

use super::fields::{Fields, Report};
use super::ledger::Place;
use super::metadata;
use super::service_traits::{
    UNSIGNED_BODY, client_context_params, compression, operation_auth, operation_context_params,
    service_auth, static_context_params,
};
use super::shapes::{Shapes, deprecated};
use crate::json::{Pointer, Value};
use crate::model::{HttpBinding, Model, Operation, Protocol, Service, ShapeId};
use crate::nearest::did_you_mean;

/// The version of the format that this module reads.
const FORMAT: &str = "2.0";

/// The protocols that botocore knows and this project does not generate.
const NOT_GENERATED: &[&str] = &["ec2", "query", "rest-xml"];

/// Reads a service model. The result means something only if nothing was reported.
pub(super) fn read(value: &Value, report: &mut Report) -> Option<Model> {
    let document = Fields::open(value, Pointer::root(), Place::Service, report)?;
    for key in ["metadata", "operations", "shapes"] {
        document.present(key, report);
    }
    if let Some(version) = document.text("version", report)
        && version != FORMAT
    {
        let what =
            format!("this is version `{version}` of the format, and only `{FORMAT}` is known");
        document.complain(
            "version",
            what,
            "use the model of a current botocore",
            report,
        );
    }
    let metadata = document.fields("metadata", Place::Metadata, report)?;
    let service = service(&document, &metadata, report);
    let mut operations = BTreeMap::new();
    for (name, value, at) in document.named("operations", report) {
        if let Some(operation) = operation(name, value, at, report) {
            operations.insert(name.to_owned(), operation);
        }
    }
    let shapes = Shapes::open(&document, report).read(report);
    Some(Model {
        service,
        operations,
        shapes: shapes.into_iter().collect(),
        endpoint_rules: None,
    })
}

fn service(document: &Fields<'_>, metadata: &Fields<'_>, report: &mut Report) -> Service {
    metadata::check(metadata, report);
    let full_name = metadata.required("serviceFullName", report);
    let endpoint_prefix = metadata.required("endpointPrefix", report);
    let signing_name = metadata.text("signingName", report);
    Service {
        id: service_id(metadata, full_name, report),
        full_name: full_name.to_owned(),
        api_version: metadata.required("apiVersion", report).to_owned(),
        endpoint_prefix: endpoint_prefix.to_owned(),
        signing_name: signing_name.unwrap_or(endpoint_prefix).to_owned(),
        protocols: protocols(metadata, report),
        target_prefix: metadata.owned("targetPrefix", report),
        auth: service_auth(metadata, report),
        client_context_params: client_context_params(document, report),
        query_compatible: metadata
            .fields("awsQueryCompatible", Place::QueryCompatible, report)
            .is_some(),
        documentation: document.owned("documentation", report),
    }
}

/// The service id. Models older than 2018 have none; it was then made of the service's name, which is
/// what lets `diff` compare them with today's.
fn service_id(metadata: &Fields<'_>, full_name: &str, report: &mut Report) -> String {
    if let Some(id) = metadata.text("serviceId", report) {
        metadata.note("serviceAbbreviation", report);
        return id.to_owned();
    }
    let abbreviation = metadata.text("serviceAbbreviation", report);
    let name = abbreviation.unwrap_or(full_name);
    let short = name
        .strip_prefix("Amazon ")
        .or_else(|| name.strip_prefix("AWS "));
    let id = short.unwrap_or(name);
    if !id.is_empty() && !metadata::is_service_id(id) {
        let what = format!("`serviceId` is missing, and `{id}` cannot stand for it");
        metadata.complain("serviceId", what, metadata::SERVICE_ID, report);
    }
    id.to_owned()
}

/// The protocols that can be generated, in the model's order. Others in the list are left out: a
/// service that also speaks `query` is none the worse for it.
fn protocols(metadata: &Fields<'_>, report: &mut Report) -> Vec<Protocol> {
    let mut names = metadata.texts("protocols", report);
    if names.is_empty() {
        let only = metadata.required("protocol", report);
        names.push((only, metadata.at.key("protocol")));
    } else {
        metadata.note("protocol", report);
    }
    if names.iter().any(|(name, _)| NOT_GENERATED.contains(name)) {
        metadata.note("protocols", report);
    }
    if names.iter().all(|(name, _)| *name != "json") {
        metadata.note("jsonVersion", report);
    }
    let mut protocols = Vec::new();
    for (name, at) in &names {
        match *name {
            "json" => protocols.extend(aws_json(metadata, report)),
            "rest-json" => protocols.push(Protocol::RestJson1),
            "smithy-rpc-v2-cbor" => protocols.push(Protocol::RpcV2Cbor),
            "" => {}
            other if NOT_GENERATED.contains(&other) => {}
            other => {
                let known = ["json", "rest-json", "smithy-rpc-v2-cbor"];
                let what = format!("`{other}` is not a known protocol");
                let fix = did_you_mean(other, known, "teach codegen/src/load/botocore.rs about it");
                report.add(at, what, fix);
            }
        }
    }
    if names.iter().all(|(name, _)| NOT_GENERATED.contains(name)) {
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let what = format!(
            "no protocol of this service can be generated: {}",
            names.join(", ")
        );
        let fix = "remove the service from services.toml, or implement one of its protocols";
        metadata.complain("protocol", what, fix, report);
    }
    protocols
}

fn aws_json(metadata: &Fields<'_>, report: &mut Report) -> Option<Protocol> {
    match metadata.required("jsonVersion", report) {
        "1.0" => Some(Protocol::AwsJson1_0),
        "1.1" => Some(Protocol::AwsJson1_1),
        "" => None,
        other => {
            let what = format!("`{other}` is not a known version of the JSON protocol");
            metadata.complain("jsonVersion", what, "make it `1.0` or `1.1`", report);
            None
        }
    }
}

fn operation(name: &str, value: &Value, at: Pointer, report: &mut Report) -> Option<Operation> {
    let fields = Fields::open(value, at, Place::Operation, report)?;
    let wire_name = fields.required("name", report);
    if !wire_name.is_empty() && wire_name != name {
        let what = format!("`{name}` is named `{wire_name}` on the wire, which is not supported");
        fields.complain(
            "name",
            what,
            "use one name for both, or give the model a second",
            report,
        );
    }
    fields.present("http", report);
    Some(Operation {
        http: http(&fields, report),
        input: reference(&fields, "input", Place::Input, report),
        output: reference(&fields, "output", Place::Output, report),
        errors: errors(&fields, report),
        idempotent: fields.flag("idempotent", report),
        readonly: fields.flag("readonly", report),
        auth: operation_auth(&fields, report),
        unsigned_payload: fields.flag("unsignedPayload", report)
            || fields.text("authtype", report) == Some(UNSIGNED_BODY),
        host_prefix: fields
            .fields("endpoint", Place::HostPrefix, report)
            .map(|fields| fields.required("hostPrefix", report).to_owned()),
        checksum_required: fields.flag("httpChecksumRequired", report),
        compression: compression(&fields, report),
        static_context_params: static_context_params(&fields, report),
        operation_context_params: operation_context_params(&fields, report),
        endpoint_discovery: fields
            .fields("endpointdiscovery", Place::EndpointDiscovery, report)
            .map(|fields| fields.flag("required", report)),
        deprecated: deprecated(&fields, report),
        pagination: None,
        waiters: BTreeMap::new(),
        expressions: None,
        documentation: fields.owned("documentation", report),
    })
}

fn http(operation: &Fields<'_>, report: &mut Report) -> HttpBinding {
    let fields = operation.fields("http", Place::Http, report);
    let mut text = |key| {
        let text = fields.as_ref().map(|fields| fields.required(key, report));
        text.unwrap_or_default().to_owned()
    };
    let (method, uri) = (text("method"), text("requestUri"));
    let code = fields.and_then(|fields| fields.whole("responseCode", report));
    HttpBinding {
        method,
        uri,
        code: code.unwrap_or(200),
    }
}

fn reference(
    operation: &Fields<'_>,
    key: &str,
    place: Place,
    report: &mut Report,
) -> Option<ShapeId> {
    let fields = operation.fields(key, place, report)?;
    Some(fields.required("shape", report).into())
}

fn errors(operation: &Fields<'_>, report: &mut Report) -> Vec<ShapeId> {
    let mut errors = Vec::new();
    for (value, at) in operation.items("errors", report) {
        if let Some(fields) = Fields::open(value, at, Place::OperationError, report) {
            errors.push(fields.required("shape", report).into());
        }
    }
    errors
}

//! The shapes of a botocore service model: types, members and traits.
//!
//! Never here: operations and metadata ([`super::botocore`]), or whether references lead anywhere
//! ([`crate::check`]).

use std::collections::{HashMap, HashSet};

use super::fields::{Fields, Report, type_of};
use super::ledger::Place;
use crate::json::{Pointer, Value};
use crate::model::{
    Bounds, Decimal, Deprecated, EnumValue, ErrorTrait, Fault, Location, Member, Retryable, Shape,
    ShapeId, ShapeKind, Structure, TimestampFormat, Traits,
};
use crate::nearest::did_you_mean;

/// The types that botocore's models use, and the ledger's list for each.
const TYPES: &[(&str, Place)] = &[
    ("blob", Place::Blob),
    ("boolean", Place::Boolean),
    ("double", Place::Number),
    ("float", Place::Number),
    ("integer", Place::Number),
    ("list", Place::List),
    ("long", Place::Number),
    ("map", Place::Map),
    ("string", Place::String),
    ("structure", Place::Structure),
    ("timestamp", Place::Timestamp),
];

/// What Smithy calls the text of JSON in a string; botocore's models have a flag for it.
const JSON_MEDIA_TYPE: &str = "application/json";

/// Every shape of a service, as the document has them; needed while one of them is read, because
/// what a query parameter means depends on the type of what it holds.
pub(super) struct Shapes<'v> {
    shapes: Vec<(&'v str, &'v Value, Pointer)>,
    /// The names of those that are maps.
    maps: HashSet<&'v str>,
}

impl<'v> Shapes<'v> {
    /// The shapes under the key `shapes` of a service document.
    pub(super) fn open(service: &Fields<'v>, report: &mut Report) -> Self {
        let shapes = service.named("shapes", report);
        let maps = shapes.iter().filter(|(_, value, _)| is_map(value));
        Self {
            maps: maps.map(|(name, ..)| *name).collect(),
            shapes,
        }
    }

    /// Reads all of them.
    pub(super) fn read(&self, report: &mut Report) -> Vec<(ShapeId, Shape)> {
        let shapes = self.shapes.iter();
        shapes
            .filter_map(|(name, value, at)| {
                Some((ShapeId::from(*name), self.shape(value, at, report)?))
            })
            .collect()
    }

    fn shape(&self, value: &'v Value, at: &Pointer, report: &mut Report) -> Option<Shape> {
        let (name, place) = shape_type(value, at, report)?;
        let fields = Fields::open(value, at.clone(), place, report)?;
        let kind = match name {
            "blob" => ShapeKind::Blob,
            "boolean" => ShapeKind::Boolean,
            "double" => ShapeKind::Double,
            "float" => ShapeKind::Float,
            "integer" => ShapeKind::Integer,
            "list" => ShapeKind::List(element(&fields, "member", report)),
            "long" => ShapeKind::Long,
            "map" => ShapeKind::Map {
                key: element(&fields, "key", report),
                value: element(&fields, "value", report),
            },
            "structure" if fields.flag("document", report) => ShapeKind::Document,
            "structure" if fields.flag("union", report) => {
                ShapeKind::Union(self.structure(&fields, report))
            }
            "structure" => ShapeKind::Structure(self.structure(&fields, report)),
            "timestamp" => ShapeKind::Timestamp,
            _ => text_kind(&fields, report),
        };
        Some(Shape {
            kind,
            traits: traits(&fields, place, report),
            documentation: fields.owned("documentation", report),
        })
    }

    fn structure(&self, fields: &Fields<'v>, report: &mut Report) -> Structure {
        let mut members = Vec::new();
        for (name, value, at) in fields.named("members", report) {
            if let Some(member) = self.member(name, value, at, report) {
                members.push((name.to_owned(), member));
            }
        }
        let required = fields.texts("required", report);
        let payload = fields.text("payload", report);
        if required.is_empty() && payload.is_none() {
            return Structure {
                members,
                error: error_trait(fields, report),
            };
        }
        let places = members.iter().enumerate();
        let places: HashMap<_, _> = places
            .map(|(place, (name, _))| (name.clone(), place))
            .collect();
        let find = |name: &str, at: &Pointer, report: &mut Report| {
            let found = places.get(name).copied();
            if found.is_none() {
                let known = places.keys().map(String::as_str);
                let otherwise = "add the member, or remove its name here";
                let fix = report.guesses.did_you_mean(name, known, otherwise);
                report.add(at, format!("there is no member `{name}`"), fix);
            }
            found
        };
        for (name, at) in required {
            if let Some(place) = find(name, &at, report) {
                members[place].1.required = true;
            }
        }
        if let Some(name) = payload {
            let at = fields.at.key("payload");
            if let Some(place) = find(name, &at, report) {
                let member = &mut members[place].1;
                if member.location != Location::Body {
                    let what = format!("the payload `{name}` has a location of its own");
                    report.add(
                        &at,
                        what,
                        "remove the member's `location`, or this `payload`",
                    );
                }
                member.location = Location::Payload;
            }
        }
        Structure {
            members,
            error: error_trait(fields, report),
        }
    }

    fn member(
        &self,
        name: &str,
        value: &'v Value,
        at: Pointer,
        report: &mut Report,
    ) -> Option<Member> {
        let fields = Fields::open(value, at, Place::Member, report)?;
        let target = fields.required("shape", report);
        let wire_name = fields.text("locationName", report);
        let other_name = wire_name.filter(|wire| *wire != name).map(str::to_owned);
        let named = || wire_name.unwrap_or(name).to_owned();
        let (location, wire_name) = match fields.text("location", report) {
            None => (Location::Body, other_name),
            Some("uri") => (Location::Label, other_name),
            // botocore reads no name here: a map's keys are the names.
            Some("querystring") if self.maps.contains(target) => (Location::QueryParams, None),
            Some("querystring") => (Location::Query(named()), None),
            Some("header") => (Location::Header(named()), None),
            Some("headers") => (
                Location::PrefixHeaders(wire_name.unwrap_or_default().to_owned()),
                None,
            ),
            Some("statusCode") => (Location::StatusCode, None),
            Some(other) => {
                let known = ["uri", "querystring", "header", "headers", "statusCode"];
                let what = format!("`{other}` is not a known location");
                let fix = did_you_mean(other, known, "teach codegen/src/load/shapes.rs about it");
                fields.complain("location", what, fix, report);
                (Location::Body, other_name)
            }
        };
        Some(Member {
            idempotency_token: fields.flag("idempotencyToken", report),
            host_label: fields.flag("hostLabel", report),
            context_param: fields
                .fields("contextParam", Place::ContextParam, report)
                .map(|fields| fields.required("name", report).to_owned()),
            location,
            wire_name,
            traits: traits(&fields, Place::Member, report),
            documentation: fields.owned("documentation", report),
            ..Member::new(target.into())
        })
    }
}

/// Whether a shape is a map.
fn is_map(shape: &Value) -> bool {
    matches!(shape, Value::Object(shape) if shape.get("type") == Some(&Value::String("map".to_owned())))
}

/// The type of a shape, and which of the ledger's lists it has to keep to.
fn shape_type(value: &Value, at: &Pointer, report: &mut Report) -> Option<(&'static str, Place)> {
    let name = type_of(value, at, report)?;
    let known = TYPES.iter().find(|(known, _)| *known == name);
    if known.is_none() {
        let names = TYPES.iter().map(|(known, _)| *known);
        let what = format!("`{name}` is not a known type of shape");
        let fix = did_you_mean(name, names, "teach codegen/src/load/shapes.rs about it");
        report.add(&at.key("type"), what, fix);
    }
    known.copied()
}

/// The member of a list, or the key or value of a map.
fn element(fields: &Fields<'_>, key: &str, report: &mut Report) -> Member {
    fields.present(key, report);
    let Some(fields) = fields.fields(key, Place::Element, report) else {
        return Member::new("".into());
    };
    Member {
        traits: traits(&fields, Place::Element, report),
        documentation: fields.owned("documentation", report),
        ..Member::new(fields.required("shape", report).into())
    }
}

fn text_kind(fields: &Fields<'_>, report: &mut Report) -> ShapeKind {
    if fields.get("enum").is_none() {
        return ShapeKind::String;
    }
    let values = fields.texts("enum", report).into_iter();
    ShapeKind::Enum(
        values
            .map(|(value, _)| EnumValue {
                value: value.to_owned(),
                name: None,
                documentation: None,
            })
            .collect(),
    )
}

/// The traits of a shape or member. Which of them may occur at `place` is the ledger's to say.
fn traits(fields: &Fields<'_>, place: Place, report: &mut Report) -> Traits {
    // The same two keys limit the size of one type and the value of another.
    let (length, range) = match place {
        Place::Number => (
            None,
            bounds(
                decimal(fields, "min", report),
                decimal(fields, "max", report),
            ),
        ),
        _ => (
            bounds(fields.whole("min", report), fields.whole("max", report)),
            None,
        ),
    };
    Traits {
        sensitive: fields.flag("sensitive", report),
        deprecated: deprecated(fields, report),
        length,
        range,
        pattern: fields.owned("pattern", report),
        sparse: fields.flag("sparse", report),
        timestamp_format: timestamp_format(fields, report),
        media_type: fields
            .flag("jsonvalue", report)
            .then(|| JSON_MEDIA_TYPE.to_owned()),
        ..Traits::default()
    }
}

fn bounds<T>(min: Option<T>, max: Option<T>) -> Option<Bounds<T>> {
    (min.is_some() || max.is_some()).then_some(Bounds { min, max })
}

fn decimal(fields: &Fields<'_>, key: &str, report: &mut Report) -> Option<Decimal> {
    fields
        .number(key, report)
        .map(|text| Decimal(text.to_owned()))
}

/// The three keys that together say "deprecated", on shapes, members and operations.
pub(super) fn deprecated(fields: &Fields<'_>, report: &mut Report) -> Option<Deprecated> {
    let flag = fields.flag("deprecated", report);
    let message = fields.owned("deprecatedMessage", report);
    let since = fields.owned("deprecatedSince", report);
    (flag || message.is_some() || since.is_some()).then_some(Deprecated { message, since })
}

fn timestamp_format(fields: &Fields<'_>, report: &mut Report) -> Option<TimestampFormat> {
    match fields.text("timestampFormat", report)? {
        "iso8601" => Some(TimestampFormat::DateTime),
        "rfc822" => Some(TimestampFormat::HttpDate),
        "unixTimestamp" => Some(TimestampFormat::EpochSeconds),
        other => {
            let what = format!("`{other}` is not a known timestamp format");
            let fix = did_you_mean(
                other,
                ["iso8601", "rfc822", "unixTimestamp"],
                "teach codegen/src/load/shapes.rs about it",
            );
            fields.complain("timestampFormat", what, fix, report);
            None
        }
    }
}

/// The error trait of a structure that says in any of three ways that it is an error.
fn error_trait(fields: &Fields<'_>, report: &mut Report) -> Option<ErrorTrait> {
    let is_error = fields.flag("exception", report);
    let server = fields.flag("fault", report);
    let error = fields.fields("error", Place::Error, report);
    if !is_error && !server && error.is_none() {
        return None;
    }
    let error = error.as_ref();
    let http_status = error.and_then(|error| error.whole("httpStatusCode", report));
    let sender = error.and_then(|error| error.boolean("senderFault", report));
    let server = server || error.is_some_and(|error| error.flag("fault", report));
    Some(ErrorTrait {
        fault: fault(server, sender, http_status),
        http_status,
        code: error.and_then(|error| error.owned("code", report)),
        retryable: retryable(fields, report),
    })
}

/// Who is at fault: as the model says, or as the status implies, or the caller.
fn fault(server: bool, sender: Option<bool>, http_status: Option<u16>) -> Fault {
    let server = match sender {
        _ if server => true,
        Some(sender) => !sender,
        None => http_status.is_some_and(|status| status >= 500),
    };
    if server { Fault::Server } else { Fault::Client }
}

fn retryable(fields: &Fields<'_>, report: &mut Report) -> Option<Retryable> {
    let fields = fields.fields("retryable", Place::Retryable, report)?;
    Some(Retryable {
        throttling: fields.flag("throttling", report),
    })
}

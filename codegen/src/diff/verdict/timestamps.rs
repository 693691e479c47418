//! Decides whether a change of format changes how a timestamp is written.
//!
//! Never here: what else differs between shapes ([`super::values`]).

use crate::diff::changes::{Fact, Subject};
use crate::model::{Location, Member, Model, Protocol, ShapeId, ShapeKind, TimestampFormat};

/// Where another format is seen, from harmless to grave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Written {
    /// Nowhere.
    #[default]
    Same,
    /// Only where the feature `serde` of the crates writes it: <https://serde.rs>.
    BySerde,
    /// In requests or responses.
    OnWire,
}

/// Compares two formats of what stands in one place of a message; `None` is what the place has by default.
pub(super) fn compare(
    model: &Model,
    location: &Location,
    was: Option<TimestampFormat>,
    is: Option<TimestampFormat>,
) -> Written {
    let differs = |default| was.unwrap_or(default) != is.unwrap_or(default);
    let mut protocols = model.service.protocols.iter();
    if protocols.any(|protocol| by_default(*protocol, location).is_some_and(differs)) {
        Written::OnWire
    } else if differs(TimestampFormat::EpochSeconds) {
        Written::BySerde
    } else {
        Written::Same
    }
}

/// How a protocol writes a point in time of no format; `None` where it minds none:
/// <https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>,
/// <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>.
fn by_default(protocol: Protocol, location: &Location) -> Option<TimestampFormat> {
    match (protocol, location) {
        (Protocol::RpcV2Cbor, _) => None,
        (Protocol::RestJson1, Location::Header(_) | Location::PrefixHeaders(_)) => {
            Some(TimestampFormat::HttpDate)
        }
        (Protocol::RestJson1, Location::Label | Location::Query(_) | Location::QueryParams) => {
            Some(TimestampFormat::DateTime)
        }
        _ => Some(TimestampFormat::EpochSeconds),
    }
}

/// Compares how everything is written that a fact about the format of a shape, or of a member, is about.
pub(super) fn of_fact(old: &Model, new: &Model, fact: &Fact) -> Written {
    match &fact.subject {
        Subject::Shape(shape) => {
            let shape = ShapeId(shape.clone());
            let format = |model: &Model| model.shapes.get(&shape)?.traits.timestamp_format;
            let (was, is) = (format(old), format(new));
            let mut written = Written::Same;
            for (id, holder) in &new.shapes {
                for (_, member) in holder.kind.members() {
                    // The format of a member goes before that of its shape.
                    if member.target == shape && member.traits.timestamp_format.is_none() {
                        let locations = locations(new, id, member);
                        let each = locations.into_iter();
                        let each = each.map(|location| compare(new, location, was, is));
                        written = each.fold(written, Ord::max);
                    }
                }
            }
            written
        }
        Subject::Member { shape, member } => {
            let shape = ShapeId(shape.clone());
            let (Some(was), Some(is)) =
                (of_shape(old, &shape, member), of_shape(new, &shape, member))
            else {
                return Written::OnWire;
            };
            let locations = locations(new, &shape, is).into_iter();
            let (was, is) = (format(old, was), format(new, is));
            let each = locations.map(|location| compare(new, location, was, is));
            each.fold(Written::Same, Ord::max)
        }
        _ => Written::OnWire,
    }
}

fn of_shape<'m>(model: &'m Model, shape: &ShapeId, name: &str) -> Option<&'m Member> {
    let members = model.shapes.get(shape)?.kind.members().into_iter();
    let mut named = members.filter(|(own, _)| *own == name);
    named.next().map(|(_, member)| member)
}

/// The format that a member has, by itself or by its shape.
fn format(model: &Model, member: &Member) -> Option<TimestampFormat> {
    let shape = || model.shapes.get(&member.target);
    let own = member.traits.timestamp_format;
    own.or_else(|| shape()?.traits.timestamp_format)
}

/// Where a member of a structure stands; what is in a list or map stands where that does. Only lists and maps of
/// structures stand elsewhere than in the body.
fn locations<'m>(model: &'m Model, holder: &ShapeId, member: &'m Member) -> Vec<&'m Location> {
    let kind = model.shapes.get(holder).map(|shape| &shape.kind);
    if !matches!(kind, Some(ShapeKind::List(_) | ShapeKind::Map { .. })) {
        return vec![&member.location];
    }
    let holders = model.shapes.values();
    let holding = holders.flat_map(|shape| shape.kind.members());
    let holding = holding.filter(|(_, holding)| holding.target == *holder);
    holding.map(|(_, holding)| &holding.location).collect()
}

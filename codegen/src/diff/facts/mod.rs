//! Finds every difference between two models.
//!
//! What is equal is passed over at once, so that comparing costs what differs. Texts of old and new
//! values are for people, and tell values apart.
//!
//! Never here: which operations a difference reaches, and what it means.

mod constraints;
mod found;
mod members;
mod names;
mod operations;
mod service;
mod shapes;
mod traits;

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{DocumentName, Subject};
use super::kind::Kind;
use super::namesakes::{Aligned, Names};
use crate::json::Pointer;
use crate::load::Unmodelled;
use crate::model::Model;
pub use found::Difference;
use found::Found;

/// Every difference of two models, in the order of kinds and subjects.
pub fn differences(old: &Model, new: &Model) -> Vec<Difference> {
    let Aligned { model, names } = Aligned::new(old, new);
    compare(&model, new, &names)
}

/// Every difference of two models of which the old one has the names of the new one, for these.
pub(super) fn compare(old: &Model, new: &Model, renamed: &Names) -> Vec<Difference> {
    let mut found = Found {
        list: Vec::new(),
        models: (old, new),
    };
    service::compare(old, new, &mut found);
    operations::compare(&old.operations, &new.operations, &mut found);
    shapes::compare(&old.shapes, &new.shapes, &mut found);
    names::compare(renamed, &mut found);
    let mut found = found.list;
    found.sort_by(|a, b| (a.kind, &a.subject, &a.pointer).cmp(&(b.kind, &b.subject, &b.pointer)));
    // A model may list an error or a value twice.
    found.dedup_by(|a, b| {
        (a.kind, &a.subject, &a.old, &a.new) == (b.kind, &b.subject, &b.old, &b.new)
    });
    found
}

/// The differences of what stands in the documents and not in the models, but for what came or went
/// with something that is a difference itself.
pub(super) fn keys(
    old: &[Unmodelled],
    new: &[Unmodelled],
    known: &[Difference],
) -> Vec<Difference> {
    let moved: BTreeSet<(DocumentName, String)> = known
        .iter()
        .filter(|known| takes_its_keys_along(known.kind))
        .map(|known| (known.document, list_or_itself(&known.pointer.to_string())))
        .collect();
    let came_along = |one: &Unmodelled| {
        let at = one.at.to_string();
        let outer = at.match_indices('/').map(|(end, _)| end);
        let mut places = outer.chain([at.len()]).map(|end| at[..end].to_owned());
        places.any(|place| moved.contains(&(one.document, place)))
    };
    let by_place = |list: &[Unmodelled]| {
        let list = list.iter();
        list.map(|one| ((one.document, one.at.clone()), one.value.clone()))
            .collect::<BTreeMap<_, _>>()
    };
    let (was, is) = (by_place(old), by_place(new));
    let find = |list: &BTreeMap<(DocumentName, Pointer), String>, one: &Unmodelled| {
        list.get(&(one.document, one.at.clone())).cloned()
    };
    let mut found = Vec::new();
    for one in old.iter().filter(|one| !came_along(one)) {
        match find(&is, one) {
            None => found.push(key(Kind::KeyRemoved, one, Some(one.value.clone()), None)),
            Some(now) if now != one.value => {
                let was = Some(one.value.clone());
                found.push(key(Kind::KeyChanged, one, was, Some(now)));
            }
            Some(_) => {}
        }
    }
    for one in new.iter().filter(|one| !came_along(one)) {
        if find(&was, one).is_none() {
            found.push(key(Kind::KeyAdded, one, None, Some(one.value.clone())));
        }
    }
    found.sort_by(|a, b| (a.kind, &a.subject).cmp(&(b.kind, &b.subject)));
    found
}

fn key(kind: Kind, one: &Unmodelled, old: Option<String>, new: Option<String>) -> Difference {
    Difference {
        kind,
        subject: Subject::Key(format!("{}#{}", one.document.file(), one.at)),
        document: one.document,
        pointer: one.at.clone(),
        old,
        new,
    }
}

/// Whether a difference of this kind says all there is to say about the place that it is at.
fn takes_its_keys_along(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OperationRemoved
            | Kind::OperationAdded
            | Kind::InputChanged
            | Kind::OutputChanged
            | Kind::ErrorRemoved
            | Kind::ErrorAdded
            | Kind::ErrorsReordered
            | Kind::MemberRemoved
            | Kind::MemberAdded
            | Kind::ShapeRemoved
            | Kind::ShapeAdded
            | Kind::ShapeTypeChanged
            | Kind::PaginatorRemoved
            | Kind::PaginatorAdded
            | Kind::WaiterRemoved
            | Kind::WaiterAdded
            | Kind::ProtocolsChanged
            | Kind::EndpointParameterRemoved
            | Kind::EndpointParameterAdded
            | Kind::EndpointRulesChanged
    )
}

/// A place, or that of the list whose item it is: when one comes or goes, those behind it move.
fn list_or_itself(place: &str) -> String {
    let place = match place.rsplit_once('/') {
        Some((list, index)) if index.parse::<usize>().is_ok() => list,
        _ => place,
    };
    place.to_owned()
}

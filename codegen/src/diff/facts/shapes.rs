//! Differences between shapes: which exist, their types and their values.
//!
//! Never here: members ([`super::members`]), and what shapes and members share ([`super::traits`]).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::constraints::kind;
use super::found::{Found, in_order, is_reordered};
use super::{members, traits};
use crate::diff::changes::Subject;
use crate::diff::kind::Kind;
use crate::json::Pointer;
use crate::lower::enums::variant_names;
use crate::model::{EnumValue, ErrorTrait, Fault, Member, Shape, ShapeId, ShapeKind, Structure};

type Shapes = BTreeMap<ShapeId, Shape>;

pub(super) fn compare(old: &Shapes, new: &Shapes, found: &mut Found<'_>) {
    for (id, was) in old {
        match new.get(id) {
            Some(is) if was == is => {}
            Some(is) => changed(id, was, is, found),
            None => {
                let (subject, at) = (Subject::Shape(id.0.clone()), place(id));
                found.add(Kind::ShapeRemoved, subject, at, Some(kind(&was.kind)), None);
            }
        }
    }
    for (id, is) in new {
        if !old.contains_key(id) {
            let (subject, at) = (Subject::Shape(id.0.clone()), place(id));
            found.add(Kind::ShapeAdded, subject, at, None, Some(kind(&is.kind)));
        }
    }
}

fn place(id: &ShapeId) -> Pointer {
    Pointer::root().key("shapes").key(&id.0)
}

fn changed(id: &ShapeId, old: &Shape, new: &Shape, found: &mut Found<'_>) {
    let subject = Subject::Shape(id.0.clone());
    let at = || place(id);
    match (&old.kind, &new.kind) {
        (ShapeKind::Structure(old), ShapeKind::Structure(new))
        | (ShapeKind::Union(old), ShapeKind::Union(new)) => {
            structure(id, old, new, found);
        }
        (ShapeKind::Enum(old), ShapeKind::Enum(new)) => values(id, old, new, found),
        (ShapeKind::List(was), ShapeKind::List(is)) => {
            members::compare(
                &id.0,
                "member",
                &|| place(id).key("member"),
                (was, is),
                found,
            );
        }
        (
            ShapeKind::Map { key, value },
            ShapeKind::Map {
                key: new_key,
                value: new_value,
            },
        ) => {
            members::compare(
                &id.0,
                "key",
                &|| place(id).key("key"),
                (key, new_key),
                found,
            );
            let values = (value, new_value);
            members::compare(&id.0, "value", &|| place(id).key("value"), values, found);
        }
        (was, is) if was == is => {}
        (was, is) => {
            let at = place(id).key("type");
            let (was, is) = (Some(kind(was)), Some(kind(is)));
            found.add(Kind::ShapeTypeChanged, subject.clone(), at, was, is);
        }
    }
    traits::compare(&subject, &at, (&old.traits, &new.traits), found);
    let texts = (old.documentation.as_ref(), new.documentation.as_ref());
    found.documentation(&subject, &|| place(id).key("documentation"), texts);
}

fn structure(id: &ShapeId, old: &Structure, new: &Structure, found: &mut Found<'_>) {
    let at = |name: &str| place(id).key("members").key(name);
    let (before, after) = (by_name(old), by_name(new));
    for (name, was) in &old.members {
        match after.get(name.as_str()) {
            Some(is) if was == *is => {}
            Some(is) => members::compare(&id.0, name, &|| at(name), (was, is), found),
            None => {
                let target = Some(was.target.0.clone());
                let subject = Subject::member(&id.0, name);
                found.add(Kind::MemberRemoved, subject, at(name), target, None);
            }
        }
    }
    for (name, is) in &new.members {
        if !before.contains_key(name.as_str()) {
            let target = Some(is.target.0.clone());
            let subject = Subject::member(&id.0, name);
            found.add(Kind::MemberAdded, subject, at(name), None, target);
        }
    }
    let (was, is) = (old.members.iter(), new.members.iter());
    let (was, is) = (was.map(|(n, _)| n.as_str()), is.map(|(n, _)| n.as_str()));
    if is_reordered(&was, &is) {
        let (subject, at) = (Subject::Shape(id.0.clone()), place(id).key("members"));
        let (was, is) = (Some(in_order(was)), Some(in_order(is)));
        found.add(Kind::MembersReordered, subject, at, was, is);
    }
    if old.error != new.error {
        error(id, old.error.as_ref(), new.error.as_ref(), found);
    }
}

/// The members of a structure; of several that have one name the first.
fn by_name(structure: &Structure) -> HashMap<&str, &Member> {
    let members = structure.members.iter().rev();
    members
        .map(|(name, member)| (name.as_str(), member))
        .collect()
}

fn error(id: &ShapeId, old: Option<&ErrorTrait>, new: Option<&ErrorTrait>, found: &mut Found<'_>) {
    let subject = Subject::Shape(id.0.clone());
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (old, _) => {
            let kind = match old {
                Some(_) => Kind::ErrorTraitRemoved,
                None => Kind::ErrorTraitAdded,
            };
            let text = |error: Option<&ErrorTrait>| error.map(|_| "error".to_owned());
            return found.add(kind, subject, place(id), text(old), text(new));
        }
    };
    let at = |key: &'static str| move || place(id).key("error").key(key);
    found.change(
        Kind::ErrorFaultChanged,
        &subject,
        &|| place(id),
        (&old.fault, &new.fault),
        |fault| match fault {
            Fault::Client => "client".to_owned(),
            Fault::Server => "server".to_owned(),
        },
    );
    let statuses = (old.http_status.as_ref(), new.http_status.as_ref());
    found.change_option(
        Kind::ErrorStatusChanged,
        &subject,
        &at("httpStatusCode"),
        statuses,
        u16::to_string,
    );
    // Without a code of its own an error has its shape's name.
    let code = |error: &ErrorTrait| error.code.clone().unwrap_or_else(|| id.0.clone());
    let (was, is) = (code(old), code(new));
    if was == is {
        let codes = (old.code.as_ref(), new.code.as_ref());
        let kind = Kind::ErrorCodeChanged;
        found.change_option(kind, &subject, &at("code"), codes, String::clone);
    } else {
        let pointer = match new.code {
            Some(_) => at("code")(),
            None => place(id),
        };
        found.add(
            Kind::ErrorCodeChanged,
            subject.clone(),
            pointer,
            Some(was),
            Some(is),
        );
    }
    found.change_option(
        Kind::RetryableChanged,
        &subject,
        &|| place(id).key("retryable"),
        (old.retryable.as_ref(), new.retryable.as_ref()),
        |retryable| {
            let kind = if retryable.throttling {
                "throttling"
            } else {
                "retryable"
            };
            kind.to_owned()
        },
    );
}

fn values(id: &ShapeId, old: &[EnumValue], new: &[EnumValue], found: &mut Found<'_>) {
    let at = |index: usize| place(id).key("enum").index(index);
    let places = |list: &[EnumValue]| {
        let values = list.iter().enumerate().rev();
        let places = values.map(|(at, value)| (value.value.clone(), at));
        places.collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (places(old), places(new));
    let changed = changed_values(old, new, &before, &after);
    for (index, was) in old.iter().enumerate() {
        let now = changed.get(&was.value);
        let Some(new_index) = now.or_else(|| after.get(&was.value)).copied() else {
            let (text, subject) = (Some(was.value.clone()), Subject::value(&id.0, &was.value));
            found.add(Kind::EnumValueRemoved, subject, at(index), text, None);
            continue;
        };
        let is = &new[new_index];
        let subject = Subject::value(&id.0, &is.value);
        found.change(
            Kind::EnumValueChanged,
            &subject,
            &|| at(new_index),
            (&was.value, &is.value),
            String::clone,
        );
        let names = (was.name.as_ref(), is.name.as_ref());
        found.change_option(
            Kind::EnumValueNameChanged,
            &subject,
            &|| at(new_index),
            names,
            String::clone,
        );
        let texts = (was.documentation.as_ref(), is.documentation.as_ref());
        found.documentation(&subject, &|| at(new_index), texts);
    }
    let taken: BTreeSet<usize> = changed.values().copied().collect();
    for (index, is) in new.iter().enumerate() {
        if !before.contains_key(&is.value) && !taken.contains(&index) {
            let subject = Subject::value(&id.0, &is.value);
            let text = Some(is.value.clone());
            found.add(Kind::EnumValueAdded, subject, at(index), None, text);
        }
    }
    let (was, is) = (old.iter(), new.iter());
    let was = was.map(|v| changed.get(&v.value).map_or(&v.value, |at| &new[*at].value));
    let (was, is) = (was.map(String::as_str), is.map(|v| v.value.as_str()));
    if is_reordered(&was, &is) {
        let (subject, at) = (Subject::Shape(id.0.clone()), place(id).key("enum"));
        let (was, is) = (Some(in_order(was)), Some(in_order(is)));
        found.add(Kind::EnumValuesReordered, subject, at, was, is);
    }
}

/// Where values stand now whose variant stands for another value: what is gone and what is new in its place.
fn changed_values(
    old: &[EnumValue],
    new: &[EnumValue],
    before: &BTreeMap<String, usize>,
    after: &BTreeMap<String, usize>,
) -> BTreeMap<String, usize> {
    let is_gone = |value: &&EnumValue| !after.contains_key(&value.value);
    let is_new = |value: &&EnumValue| !before.contains_key(&value.value);
    if old.iter().all(|value| !is_gone(&value)) || new.iter().all(|value| !is_new(&value)) {
        return BTreeMap::new();
    }
    let (Ok(was), Ok(is)) = (variant_names(old), variant_names(new)) else {
        return BTreeMap::new();
    };
    let now = is.iter().zip(new).enumerate();
    let now = now.filter(|(_, (_, value))| is_new(value));
    let now: BTreeMap<&String, usize> = now.map(|(at, (name, _))| (name, at)).collect();
    let gone = was.iter().zip(old).filter(|(_, value)| is_gone(value));
    let changed = gone.filter_map(|(name, value)| Some((value.value.clone(), *now.get(name)?)));
    changed.collect()
}

//! Differences between names that the crate spells the same.
//!
//! Never here: which these are ([`crate::diff::namesakes`]).

use std::collections::BTreeSet;

use super::found::Found;
use super::operations::document;
use crate::diff::changes::Subject;
use crate::diff::kind::Kind;
use crate::diff::namesakes::Names;
use crate::json::Pointer;

pub(super) fn compare(renamed: &Names, found: &mut Found<'_>) {
    let root = Pointer::root();
    for (new, old) in &renamed.operations {
        let (subject, at) = (Subject::Operation(new.clone()), root.key("operations"));
        let texts = (Some(old.clone()), Some(new.clone()));
        found.add(
            Kind::OperationNameChanged,
            subject,
            at.key(new),
            texts.0,
            texts.1,
        );
    }
    for (new, old) in &renamed.shapes {
        let (subject, at) = (Subject::Shape(new.clone()), root.key("shapes").key(new));
        let texts = (Some(old.clone()), Some(new.clone()));
        found.add(Kind::ShapeNameChanged, subject, at, texts.0, texts.1);
    }
    // The name on the wire says it already.
    let on_wire = found.list.iter();
    let on_wire = on_wire.filter(|one| one.kind == Kind::WireNameChanged);
    let on_wire: BTreeSet<Subject> = on_wire.map(|one| one.subject.clone()).collect();
    for ((shape, new), old) in &renamed.members {
        let subject = Subject::member(shape, new);
        if on_wire.contains(&subject) {
            continue;
        }
        let at = root.key("shapes").key(shape).key("members").key(new);
        let texts = (Some(old.clone()), Some(new.clone()));
        found.add(Kind::MemberNameChanged, subject, at, texts.0, texts.1);
    }
    for (new, old) in &renamed.waiters {
        let (_, model) = found.models;
        let mut operations = model.operations.iter();
        let of = operations.find_map(|(name, operation)| Some((name, operation.waiters.get(new)?)));
        let Some((operation, waiter)) = of else {
            continue;
        };
        let subject = Subject::Waiter {
            operation: operation.clone(),
            waiter: new.clone(),
        };
        found.add_in(
            document(waiter),
            Kind::WaiterNameChanged,
            subject,
            root.key("waiters").key(new),
            (Some(old.clone()), Some(new.clone())),
        );
    }
}

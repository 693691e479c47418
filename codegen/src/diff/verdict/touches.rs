//! Lists the kinds of facts that can affect the items of a crate.
//!
//! Never here: whether they do; that is read off the items.

use crate::diff::changes::{Fact, Subject};
use crate::diff::kind::Kind;
use crate::model::{Member, Model, ShapeId};

/// Whether a fact of this kind can take an item away or bring one.
pub(super) fn may_touch_items(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OperationRemoved
            | Kind::OperationAdded
            | Kind::OperationNameChanged
            | Kind::InputChanged
            | Kind::OutputChanged
            | Kind::ErrorRemoved
            | Kind::ErrorAdded
            | Kind::MemberRemoved
            | Kind::MemberAdded
            | Kind::MemberTargetChanged
            | Kind::RequiredAdded
            | Kind::RequiredRemoved
            | Kind::ClientOptionalChanged
            | Kind::DefaultChanged
            | Kind::ContextParameterChanged
            | Kind::ShapeRemoved
            | Kind::ShapeAdded
            | Kind::ShapeTypeChanged
            | Kind::EnumValueRemoved
            | Kind::EnumValueAdded
            | Kind::EnumValueChanged
            | Kind::EnumValueNameChanged
            | Kind::SparseChanged
            | Kind::ErrorTraitAdded
            | Kind::ErrorTraitRemoved
            | Kind::PaginatorRemoved
            | Kind::PaginatorAdded
            | Kind::PaginatorChanged
            | Kind::WaiterRemoved
            | Kind::WaiterAdded
            | Kind::ServiceIdChanged
    )
}

/// Whether a fact of this kind can let a variant stand for another value.
pub(super) fn may_move_variants(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::EnumValueRemoved
            | Kind::EnumValueAdded
            | Kind::EnumValueChanged
            | Kind::EnumValueNameChanged
            | Kind::EnumValuesReordered
    )
}

/// Whether a fact of this kind adds what it is about. What is gone nearby is so for another reason: an
/// operation may be added that answers with a structure that has just lost a member.
pub(super) fn only_brings(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OperationAdded
            | Kind::ErrorAdded
            | Kind::ShapeAdded
            | Kind::PaginatorAdded
            | Kind::WaiterAdded
    )
}

/// The shapes of the old model that nothing may lead to any more because of a fact.
pub(super) fn cuts_off(old: &Model, fact: &Fact) -> Option<Vec<String>> {
    let was = || fact.old.iter().cloned().collect();
    match fact.kind {
        Kind::OperationRemoved => {
            // `Input -> Output`
            let sides = fact.old.iter().flat_map(|text| text.split(" -> "));
            Some(sides.map(str::to_owned).collect())
        }
        Kind::InputChanged | Kind::OutputChanged | Kind::ErrorRemoved | Kind::MemberRemoved => {
            Some(was())
        }
        // The text says types and not what they are called.
        Kind::MemberTargetChanged => {
            let member = member(old, fact)?;
            Some(vec![member.target.0.clone()])
        }
        Kind::ShapeRemoved | Kind::ShapeTypeChanged => {
            fact.subject.shape().map(|shape| vec![shape.to_owned()])
        }
        _ => None,
    }
}

/// The member of a model that a fact is about.
pub(super) fn member<'m>(model: &'m Model, fact: &Fact) -> Option<&'m Member> {
    let Subject::Member { shape, member } = &fact.subject else {
        return None;
    };
    let members = model.shapes.get(&ShapeId(shape.clone()))?.kind.members();
    let mut members = members.into_iter();
    let of_name = members.find(|(name, _)| name == member);
    of_name.map(|(_, member)| member)
}

//! What a fact means that takes no item away, by its kind.
//!
//! Never here: what takes items away; that is read off the items.

use std::cmp::Ordering;

use super::Context;
use super::values::{self, Effect};
use crate::diff::changes::{Fact, Side, Subject, Verdict};
use crate::diff::kind::Kind;
use crate::model::{Model, ShapeId};

type Judgement = (Verdict, String);

/// Whether a fact of this kind can take an item away or bring one.
pub(super) fn may_touch_items(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OperationRemoved
            | Kind::OperationAdded
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
            | Kind::ShapeRemoved
            | Kind::ShapeAdded
            | Kind::ShapeTypeChanged
            | Kind::EnumValueRemoved
            | Kind::EnumValueAdded
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
pub(super) fn cuts_off(fact: &Fact) -> Option<Vec<String>> {
    let old = || fact.old.iter().cloned().collect();
    match fact.kind {
        Kind::OperationRemoved => {
            // `Input -> Output`
            let sides = fact.old.iter().flat_map(|text| text.split(" -> "));
            Some(sides.map(str::to_owned).collect())
        }
        Kind::InputChanged
        | Kind::OutputChanged
        | Kind::ErrorRemoved
        | Kind::MemberRemoved
        | Kind::MemberTargetChanged => Some(old()),
        Kind::ShapeRemoved | Kind::ShapeTypeChanged => {
            fact.subject.shape().map(|shape| vec![shape.to_owned()])
        }
        _ => None,
    }
}

/// Judges a fact that breaks nothing.
pub(super) fn judge(context: &Context<'_>, fact: &Fact) -> Judgement {
    if let Some(judgement) = unnoticed(context, fact) {
        return judgement;
    }
    match fact.kind {
        Kind::InputChanged | Kind::OutputChanged | Kind::MemberTargetChanged => {
            retargeted(context, fact)
        }
        Kind::MemberAdded => member_added(context, fact),
        Kind::RequiredAdded | Kind::RequiredRemoved => required(fact),
        Kind::MinimumLengthChanged | Kind::MinimumValueChanged => {
            let effect = values::bound(was(fact), is(fact), Ordering::Greater);
            constraint(fact, effect)
        }
        Kind::MaximumLengthChanged | Kind::MaximumValueChanged => {
            let effect = values::bound(was(fact), is(fact), Ordering::Less);
            constraint(fact, effect)
        }
        Kind::PatternChanged => match values::pattern(was(fact), is(fact)) {
            Effect::Same => none("only the anchors at its ends moved"),
            effect => constraint(fact, effect),
        },
        Kind::UniqueItemsChanged => {
            let effect = if fact.new.is_some() {
                Effect::Changed
            } else {
                Effect::Eased
            };
            constraint(fact, effect)
        }
        Kind::DocumentationChanged => documentation(fact),
        kind => by_kind(context, kind, fact),
    }
}

fn none(reason: &str) -> Judgement {
    (Verdict::None, reason.to_owned())
}

fn behaviour(reason: &str) -> Judgement {
    (Verdict::Behaviour, reason.to_owned())
}

fn was(fact: &Fact) -> Option<&str> {
    fact.old.as_deref()
}

fn is(fact: &Fact) -> Option<&str> {
    fact.new.as_deref()
}

/// What no caller can notice, whatever it is.
fn unnoticed(context: &Context<'_>, fact: &Fact) -> Option<Judgement> {
    if fact.kind == Kind::DocumentationChanged && fact.subject == Subject::Service {
        return None;
    }
    let depends_on_operations = !matches!(
        fact.subject,
        Subject::Service | Subject::Key(_) | Subject::EndpointParameter(_)
    );
    if !depends_on_operations {
        return None;
    }
    if fact.reach.is_empty() {
        return Some(none("no operation reaches it"));
    }
    let mut reach = fact.reach.iter();
    let is_generated = reach.any(|reach| (context.is_generated)(&reach.operation));
    (!is_generated).then(|| none("none of its operations is generated"))
}

/// Kinds whose meaning depends on nothing else.
fn by_kind(context: &Context<'_>, kind: Kind, fact: &Fact) -> Judgement {
    let brings = |otherwise: Judgement, reason: &str| {
        if context.fresh(fact).is_empty() {
            otherwise
        } else {
            (Verdict::Minor, reason.to_owned())
        }
    };
    match kind {
        Kind::OperationAdded | Kind::WaiterAdded | Kind::PaginatorAdded => {
            let same = none("the crate has it already");
            brings(same, "there is something new to call")
        }
        Kind::ErrorAdded => behaviour("callers can meet an error that they do not know"),
        Kind::ErrorsReordered | Kind::EnumValuesReordered | Kind::MembersReordered => {
            none("only the order changed")
        }
        Kind::ShapeAdded => brings(none("it is no type in Rust"), "there is a new type"),
        Kind::ShapeRemoved => none("it was no type in Rust"),
        Kind::EnumValueAdded => (Verdict::Minor, "there is a new variant".to_owned()),
        Kind::EnumValueRemoved => behaviour("the variant stands for another value"),
        Kind::EnumValueNameChanged => none("the variant keeps its name"),
        Kind::ErrorRemoved => (
            Verdict::Patch,
            "callers no longer meet the error, which others still raise".to_owned(),
        ),
        Kind::OperationRemoved
        | Kind::MemberRemoved
        | Kind::WaiterRemoved
        | Kind::ClientOptionalChanged
        | Kind::KeyAdded
        | Kind::KeyChanged
        | Kind::KeyRemoved => none("no generated item depends on it"),
        Kind::PaginatorRemoved => none("the operation still comes in pages"),
        Kind::PaginatorChanged => behaviour("pages are asked for otherwise"),
        Kind::WaiterChanged => behaviour("it waits otherwise"),
        Kind::HttpMethodChanged | Kind::HttpUriChanged | Kind::HttpStatusChanged => {
            behaviour("the HTTP message is another")
        }
        Kind::IdempotencyChanged | Kind::ReadonlyChanged => {
            behaviour("whether a call may be repeated is another matter")
        }
        Kind::SensitiveChanged if fact.new.is_some() => {
            behaviour("`Debug` and errors no longer show it")
        }
        Kind::SensitiveChanged => behaviour("`Debug` and errors show it now"),
        Kind::DeprecationAdded => (Verdict::Minor, "the compiler warns its users".to_owned()),
        Kind::DeprecationRemoved => (Verdict::Patch, "the compiler no longer warns".to_owned()),
        Kind::DeprecationChanged | Kind::MediaTypeChanged | Kind::ServiceNameChanged => (
            Verdict::Docs,
            "only what is said about it changed".to_owned(),
        ),
        Kind::ProtocolsChanged => behaviour("requests look different on the wire"),
        Kind::EndpointParameterRemoved
        | Kind::EndpointParameterAdded
        | Kind::EndpointParameterChanged
        | Kind::EndpointRulesChanged
        | Kind::EndpointPrefixChanged => behaviour("requests may go to another host"),
        Kind::SigningNameChanged => behaviour("requests are signed for another name"),
        _ => behaviour("what is sent or understood is another"),
    }
}

fn member_added(context: &Context<'_>, fact: &Fact) -> Judgement {
    let Subject::Member { shape, member } = &fact.subject else {
        return none("it is no member");
    };
    let added = context.new.member(&ShapeId(shape.clone()), member);
    if added.is_some_and(|member| member.required) && Context::is_sent(fact) {
        return behaviour("requests are refused without it");
    }
    (Verdict::Minor, "there is a new field".to_owned())
}

fn required(fact: &Fact) -> Judgement {
    match (fact.kind, Context::is_sent(fact)) {
        (_, false) => none("callers only receive it, and its type stays"),
        (Kind::RequiredAdded, true) => behaviour("requests are refused without it"),
        _ => (Verdict::Patch, "requests need it no longer".to_owned()),
    }
}

fn constraint(fact: &Fact, effect: Effect) -> Judgement {
    match (effect, Context::is_sent(fact)) {
        (Effect::Same, _) => none("it accepts the same values"),
        (_, false) => (
            Verdict::Docs,
            "callers only receive it, so nothing checks it".to_owned(),
        ),
        (Effect::Eased, true) => (Verdict::Patch, "more values are accepted".to_owned()),
        (Effect::Changed, true) => behaviour("values that were accepted may be refused"),
    }
}

/// Another shape in the same place, of the same Rust type.
fn retargeted(context: &Context<'_>, fact: &Fact) -> Judgement {
    let fresh = !context.fresh(fact).is_empty();
    let effect = match (&fact.old, &fact.new) {
        (Some(old), Some(new)) => effect(context.old, old, context.new, new),
        // An input or output where there was none.
        _ => Effect::Same,
    };
    let (verdict, reason) = match effect {
        Effect::Same => none("it is the same Rust type under the same constraints"),
        effect => constraint_of_target(fact, effect),
    };
    if fresh && verdict < Verdict::Minor {
        return (Verdict::Minor, "there are new fields".to_owned());
    }
    (verdict, reason)
}

fn effect(old: &Model, was: &str, new: &Model, is: &str) -> Effect {
    let (was, is) = (ShapeId(was.to_owned()), ShapeId(is.to_owned()));
    values::compare(old, &was, new, &is)
}

fn constraint_of_target(fact: &Fact, effect: Effect) -> Judgement {
    match fact.kind {
        Kind::InputChanged => constraint(
            &Fact {
                reach: fact
                    .reach
                    .iter()
                    .cloned()
                    .map(|reach| crate::diff::Reach {
                        side: Side::Request,
                        ..reach
                    })
                    .collect(),
                ..fact.clone()
            },
            effect,
        ),
        _ => constraint(fact, effect),
    }
}

/// Whether a text says something else to a reader.
fn documentation(fact: &Fact) -> Judgement {
    let visible = |text: Option<&str>| visible(text.unwrap_or_default());
    if visible(was(fact)) == visible(is(fact)) {
        return none("only markup or white space changed");
    }
    (Verdict::Docs, "the text says something else".to_owned())
}

/// The words of some HTML.
fn visible(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            _ if in_tag => {}
            other => text.push(other),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Judges facts that remove no item, by their kind.
//!
//! Never here: what takes items away; that is read off the items.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use super::context::Context;
use super::timestamps::{self, Written};
use super::touches::member;
use super::values::{self, Differs, Effect, Place};
use crate::diff::changes::{Fact, Reach, Side, Subject, Verdict};
use crate::diff::kind::Kind;
use crate::model::{Location, Member, Model, Operation, Protocol, ShapeId};

type Judgement = (Verdict, String);

/// Why callers notice that less is accepted, if they send it.
pub(in crate::diff) const REFUSED: &str = "values that were accepted may be refused";

/// Why they notice that something is written otherwise.
const OTHERWISE: &str = "what is sent or understood is another";

/// Judges a fact that breaks nothing.
pub(super) fn judge(context: &Context<'_>, fact: &Fact) -> Judgement {
    if let Some(judgement) = unnoticed(context, fact) {
        return judgement;
    }
    match fact.kind {
        Kind::InputChanged | Kind::OutputChanged | Kind::MemberTargetChanged => {
            retargeted(context, fact)
        }
        Kind::MemberConstraintsChanged => differing(fact, differs(context, fact)),
        Kind::MemberAdded => member_added(context, fact),
        Kind::MemberNameChanged => member_name(context, fact),
        Kind::RequiredAdded | Kind::RequiredRemoved => required(context, fact),
        Kind::IdempotencyTokenChanged => token(context, fact),
        Kind::WireNameChanged => wire_name(context, fact),
        Kind::HttpUriChanged => uri(context, fact),
        Kind::MinimumLengthChanged => {
            let [was, is] = [was(fact), is(fact)].map(values::least_length);
            constraint(fact, values::bound(was, is, Ordering::Greater))
        }
        Kind::MinimumValueChanged => {
            let effect = values::bound(was(fact), is(fact), Ordering::Greater);
            constraint(fact, effect)
        }
        Kind::MaximumLengthChanged | Kind::MaximumValueChanged => {
            let effect = values::bound(was(fact), is(fact), Ordering::Less);
            constraint(fact, effect)
        }
        Kind::PatternChanged => match values::pattern(was(fact), is(fact), &context.patterns) {
            Effect::Same if values::is_reanchored(was(fact), is(fact)) => {
                none("only the anchors at its ends moved")
            }
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
        Kind::SensitiveChanged => shown(fact.new.is_some()),
        Kind::TimestampFormatChanged => {
            let written = timestamps::of_fact(context.old, context.new, fact);
            times(written).unwrap_or_else(|| none("it is written as before"))
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
    if !context.reaches_kept(fact) && !comes_or_goes(fact.kind) {
        return Some(none("only operations that come or go reach it"));
    }
    let mut reach = fact.reach.iter();
    let is_generated = reach.any(|reach| (context.is_generated)(&reach.operation));
    (!is_generated).then(|| none("none of its operations is generated"))
}

/// Whether a fact of this kind says that something is there which was not, or the other way round.
fn comes_or_goes(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OperationAdded
            | Kind::OperationRemoved
            | Kind::MemberAdded
            | Kind::MemberRemoved
            | Kind::ShapeAdded
            | Kind::ShapeRemoved
            | Kind::EnumValueAdded
            | Kind::EnumValueRemoved
            | Kind::WaiterAdded
            | Kind::WaiterRemoved
    )
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
        Kind::ShapeAdded => shape_added(context, fact),
        Kind::ShapeRemoved => none("no type in Rust is gone with it"),
        Kind::ShapeNameChanged | Kind::WaiterNameChanged => {
            none("the crate spells it as before, and it is not on the wire")
        }
        Kind::OperationNameChanged => operation_name(context),
        Kind::EnumValueAdded => brings(none("the crate has it already"), "there is a new variant"),
        Kind::EnumValueRemoved => none("the variant is there still"),
        Kind::EnumValueChanged => behaviour("the variant stands for another value"),
        Kind::EnumValueNameChanged => none("the variant keeps its name"),
        Kind::ErrorCodeChanged if fact.old.is_none() || fact.new.is_none() => {
            none("the code is the name of the shape")
        }
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
        Kind::DeprecationAdded => (Verdict::Minor, "the compiler warns its users".to_owned()),
        Kind::DeprecationRemoved => (Verdict::Patch, "the compiler no longer warns".to_owned()),
        Kind::DeprecationChanged | Kind::MediaTypeChanged | Kind::ServiceNameChanged => said(),
        Kind::ProtocolsChanged => behaviour("requests look different on the wire"),
        Kind::EndpointParameterRemoved
        | Kind::EndpointParameterAdded
        | Kind::EndpointParameterChanged
        | Kind::EndpointRulesChanged
        | Kind::EndpointPrefixChanged => behaviour("requests may go to another host"),
        Kind::SigningNameChanged => behaviour("requests are signed for another name"),
        _ => behaviour(OTHERWISE),
    }
}

/// What is no longer shown, or is again.
fn shown(is_sensitive: bool) -> Judgement {
    behaviour(if is_sensitive {
        "`Debug` and errors no longer show it"
    } else {
        "`Debug` and errors show it now"
    })
}

/// Points in time that are written otherwise; `None` where they are not.
fn times(written: Written) -> Option<Judgement> {
    match written {
        Written::Same => None,
        Written::BySerde => Some(behaviour("only the feature `serde` writes it otherwise")),
        Written::OnWire => Some(behaviour(OTHERWISE)),
    }
}

fn said() -> Judgement {
    let reason = "only what is said about it changed";
    (Verdict::Docs, reason.to_owned())
}

fn member_added(context: &Context<'_>, fact: &Fact) -> Judgement {
    let Subject::Member { shape, member } = &fact.subject else {
        return none("it is no member");
    };
    let added = context.new.member(&ShapeId(shape.clone()), member);
    let is_required = added.is_some_and(|member| member.required);
    if is_required && Context::is_sent(fact) && context.reaches_kept(fact) {
        if !is_filled_in(fact, added) {
            return behaviour("requests are refused without it");
        }
        let reason = "there is a new field, which is filled in where callers leave it out";
        return (Verdict::Minor, reason.to_owned());
    }
    if context.fresh(fact).is_empty() {
        return none("the crate has the field already");
    }
    (Verdict::Minor, "there is a new field".to_owned())
}

/// Whether callers may leave out what is required, because the client makes it up.
fn is_filled_in(fact: &Fact, member: Option<&Member>) -> bool {
    member.is_some_and(|member| member.idempotency_token) && Context::is_of_input(fact)
}

/// The member that a fact is about, before and after.
fn members<'c>(context: &'c Context<'_>, fact: &Fact) -> (Option<&'c Member>, Option<&'c Member>) {
    (member(context.old, fact), member(context.new, fact))
}

fn required(context: &Context<'_>, fact: &Fact) -> Judgement {
    if !Context::is_sent(fact) {
        return none("callers only receive it, and its type stays");
    }
    let (was, is) = members(context, fact);
    let needs = |member: Option<&Member>| {
        member.is_some_and(|member| member.required) && !is_filled_in(fact, member)
    };
    match (needs(was), needs(is)) {
        (false, true) => behaviour("requests are refused without it"),
        (true, false) => (Verdict::Patch, "requests need it no longer".to_owned()),
        _ => none("it is filled in where callers leave it out"),
    }
}

fn token(context: &Context<'_>, fact: &Fact) -> Judgement {
    if !Context::is_sent(fact) {
        return none("callers only receive it");
    }
    if !Context::is_of_input(fact) {
        return none("it is filled in only where a request itself has it");
    }
    let (_, is) = members(context, fact);
    match is {
        Some(member) if member.idempotency_token => {
            behaviour("it is filled in where callers leave it out")
        }
        Some(member) if member.required => behaviour("requests are refused without it"),
        _ => behaviour("it is no longer filled in where callers leave it out"),
    }
}

fn wire_name(context: &Context<'_>, fact: &Fact) -> Judgement {
    match members(context, fact).1.map(|member| &member.location) {
        // What they are called is between the path and the member.
        Some(Location::Label) => none("labels are not on the wire"),
        // <https://www.rfc-editor.org/rfc/rfc9110.html#section-5.1>
        Some(Location::Header(_) | Location::PrefixHeaders(_))
            if was(fact).map(str::to_ascii_lowercase) == is(fact).map(str::to_ascii_lowercase) =>
        {
            none("capitals make no other header")
        }
        _ => behaviour(OTHERWISE),
    }
}

/// A member whose field and whose place on the wire are what they were.
fn member_name(context: &Context<'_>, fact: &Fact) -> Judgement {
    let (old, new) = members(context, fact);
    let of = |member: Option<&Member>, name: Option<&str>| {
        let own = member.and_then(|member| member.wire_name.clone());
        own.or_else(|| name.map(str::to_owned))
    };
    if of(old, was(fact)) == of(new, is(fact)) {
        none("the crate spells it as before, and so does the wire")
    } else {
        behaviour("only the feature `serde` and what is said of wrong values have the name")
    }
}

fn operation_name(context: &Context<'_>) -> Judgement {
    let mut protocols = context.new.service.protocols.iter();
    if protocols.all(|protocol| *protocol == Protocol::RestJson1) {
        none("the crate spells it as before, and it is not on the wire")
    } else {
        behaviour("it has another name on the wire")
    }
}

/// Whether a path is another one, whatever its labels are called.
fn uri(context: &Context<'_>, fact: &Fact) -> Judgement {
    let by_member = |model: &Model| {
        let operation = model.operations.get(fact.subject.operation()?)?;
        Some(with_members(model, operation))
    };
    if by_member(context.old) == by_member(context.new) {
        none("only a label is called otherwise")
    } else {
        behaviour("the HTTP message is another")
    }
}

/// A path in which labels are called like the members that stand for them.
fn with_members(model: &Model, operation: &Operation) -> String {
    let input = operation.input.as_ref().and_then(|id| model.shapes.get(id));
    let members = input.map(|shape| shape.kind.members()).unwrap_or_default();
    let labels = members.into_iter().filter_map(|(name, member)| {
        let is_label = member.location == Location::Label;
        is_label.then(|| (member.wire_name.as_deref().unwrap_or(name), name))
    });
    let labels: BTreeMap<&str, &str> = labels.collect();
    let mut path = String::new();
    let mut rest = operation.http.uri.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (label, after) = after.split_once('}').unwrap_or((after, ""));
        let (name, greedy) = match label.strip_suffix('+') {
            Some(name) => (name, "+"),
            None => (label, ""),
        };
        let member = labels.get(name).unwrap_or(&name);
        path.push_str(&format!("{before}{{{member}{greedy}}}"));
        rest = after;
    }
    path + rest
}

fn shape_added(context: &Context<'_>, fact: &Fact) -> Judgement {
    let fresh = context.fresh(fact);
    if fresh
        .iter()
        .any(|item| matches!(item.kind, "struct" | "enum"))
    {
        (Verdict::Minor, "there is a new type".to_owned())
    } else {
        none("no type in Rust is new with it")
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
        (Effect::Changed, true) => behaviour(REFUSED),
    }
}

/// Another shape in the same place, of the same Rust type.
fn retargeted(context: &Context<'_>, fact: &Fact) -> Judgement {
    let fresh = !context.fresh(fact).is_empty();
    let (verdict, reason) = match differs(context, fact) {
        same if same == Differs::default() => {
            none("it is the same Rust type under the same constraints")
        }
        differs if fact.kind == Kind::InputChanged => differing(&as_sent(fact), differs),
        differs => differing(fact, differs),
    };
    if fresh && verdict < Verdict::Minor {
        return (Verdict::Minor, "there are new fields".to_owned());
    }
    (verdict, reason)
}

/// What differs between the shapes that a fact is about.
fn differs(context: &Context<'_>, fact: &Fact) -> Differs {
    let (old, new, known) = (context.old, context.new, &context.patterns);
    if let (Some(was), Some(is)) = members(context, fact) {
        let sides = ((old, &was.target), (new, &is.target));
        return values::compare(sides.0, sides.1, Place::of(was, is), known);
    }
    match (was(fact), is(fact)) {
        (Some(was), Some(is)) => {
            let (was, is) = (ShapeId(was.to_owned()), ShapeId(is.to_owned()));
            values::compare((old, &was), (new, &is), Place::BODY, known)
        }
        // An input or output where there was none.
        _ => Differs::default(),
    }
}

/// Every difference as a fact of its own would have it, the gravest first.
fn differing(fact: &Fact, differs: Differs) -> Judgement {
    let mut judgements = Vec::new();
    judgements.extend(differs.is_hidden.then(|| shown(true)));
    judgements.extend(differs.is_shown.then(|| shown(false)));
    let written = if differs.is_sent_otherwise {
        Written::OnWire
    } else {
        differs.times
    };
    judgements.extend(times(written));
    judgements.push(constraint(fact, differs.accepted));
    judgements.extend(differs.is_described_otherwise.then(said));
    judgements.sort_by_key(|(verdict, _)| Reverse(*verdict));
    let verdict = judgements.first().map_or(Verdict::None, |first| first.0);
    let counts = |verdict: Verdict| verdict != Verdict::None;
    // What is not noticed says nothing beside what is.
    judgements.retain(|(own, _)| counts(*own) || !counts(verdict));
    let reasons = judgements.into_iter().map(|(_, reason)| reason);
    (verdict, reasons.collect::<Vec<_>>().join("; "))
}

/// A fact about an input as one about what callers send.
fn as_sent(fact: &Fact) -> Fact {
    let sent = |reach: &Reach| Reach {
        side: Side::Request,
        ..reach.clone()
    };
    Fact {
        reach: fact.reach.iter().map(sent).collect(),
        ..fact.clone()
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

//! Finds where a program uses the subject of a fact.
//!
//! What takes items away, brings some or lets them stand for another value counts where the items are program. What acts differently counts
//! wherever an operation is called that it reaches. Everything else counts where its subject is program.
//!
//! Never here: how names are found in a program.

use std::collections::BTreeSet;

use super::used::Used;
use crate::diff::changes::{DocumentName, Fact, Side, Subject, Use, Verdict};
use crate::diff::kind::Kind;
use crate::diff::verdict::REFUSED;
use crate::emit::public_items::PublicItem;

/// Where a program uses what a fact is about, in the order of files and lines. `items` are those that the
/// fact takes away or brings.
pub(super) fn uses(program: &Used<'_>, fact: &Fact, items: &[PublicItem]) -> Vec<Use> {
    if program.mentions.is_empty() {
        return Vec::new();
    }
    let of_items = || items.iter().flat_map(|item| program.item(item));
    let mut uses: BTreeSet<Use> = match fact.verdict {
        Verdict::Major => of_items().collect(),
        Verdict::Minor | Verdict::Behaviour if !items.is_empty() => of_items().collect(),
        _ => subject(program, fact),
    };
    match (fact.kind, &fact.subject) {
        // Whoever matches on the enum or lists its values wants to know.
        (Kind::EnumValueAdded, Subject::Value { shape, .. }) => {
            uses.extend(program.enumeration(shape));
        }
        (Kind::PaginatorChanged, Subject::Operation(operation)) => {
            uses.extend(program.pages(operation));
        }
        (Kind::WaiterChanged, _) => {}
        (Kind::RequiredAdded, _) => uses.extend(calls(program, fact, Some(Side::Request))),
        (kind, _) if fact.verdict == Verdict::Behaviour => {
            let side = is_about_requests(kind, &fact.reason).then_some(Side::Request);
            uses.extend(calls(program, fact, side));
        }
        _ => {}
    }
    uses.into_iter().collect()
}

/// Whether what acts differently is what may be sent. Nothing checks what comes back.
fn is_about_requests(kind: Kind, reason: &str) -> bool {
    match kind {
        // Another shape may be shown or written otherwise as well.
        Kind::MemberTargetChanged | Kind::MemberConstraintsChanged => reason == REFUSED,
        _ => bounds_requests(kind),
    }
}

fn bounds_requests(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::MemberAdded
            | Kind::MinimumLengthChanged
            | Kind::MaximumLengthChanged
            | Kind::MinimumValueChanged
            | Kind::MaximumValueChanged
            | Kind::PatternChanged
            | Kind::UniqueItemsChanged
    )
}

/// The calls of operations that a fact reaches, on one side or on any.
fn calls(program: &Used<'_>, fact: &Fact, side: Option<Side>) -> BTreeSet<Use> {
    let reach = fact.reach.iter();
    let reach = reach.filter(|reach| side.is_none_or(|side| reach.side == side));
    reach
        .flat_map(|reach| program.operation(&reach.operation))
        .collect()
}

fn subject(program: &Used<'_>, fact: &Fact) -> BTreeSet<Use> {
    match &fact.subject {
        Subject::Service | Subject::EndpointParameter(_) => program.mentions.clone(),
        Subject::Key(_) => key(program, fact),
        // Whether pages are asked for is another question.
        Subject::Operation(_) if fact.kind == Kind::PaginatorChanged => BTreeSet::new(),
        Subject::Operation(name) => program.operation(name),
        Subject::OperationError { operation, error } => {
            let mut uses = program.operation(operation);
            uses.extend(program.shape(error));
            uses
        }
        Subject::Waiter { waiter, .. } => program.waiter(waiter),
        Subject::Shape(shape) => program.shape(shape),
        Subject::Member { shape, member } => program.member(shape, member),
        Subject::Value { shape, value } => program.value(shape, value),
    }
}

/// What a key stands in is told by its place.
fn key(program: &Used<'_>, fact: &Fact) -> BTreeSet<Use> {
    let place = fact.pointer.to_string();
    // The names of shapes and operations have neither `~` nor `/`.
    let parts: Vec<&str> = place.split('/').skip(1).collect();
    match (fact.document, parts.as_slice()) {
        (DocumentName::Service, ["operations", name, ..])
        | (DocumentName::Paginators, ["pagination", name, ..]) => program.operation(name),
        (DocumentName::Service, ["shapes", shape, "members", member, ..]) => {
            program.member(shape, member)
        }
        (DocumentName::Service, ["shapes", shape, ..]) => program.shape(shape),
        (DocumentName::Waiters, ["waiters", waiter, ..]) => program.waiter(waiter),
        _ => program.mentions.clone(),
    }
}

//! What the updates of the past mean for callers, as people know it.

use std::collections::BTreeSet;

use smithwright_codegen::diff::{Changes, Fact, Kind, Level, Verdict, view};

use crate::model_files::{PAIRS, compare, history};

fn major(changes: &Changes) -> Vec<&Fact> {
    changes.with(Verdict::Major).collect()
}

#[track_caller]
fn names(changes: &Changes, kind: Kind, subject: &str, item: &str) {
    let facts = major(changes);
    let fact = facts
        .iter()
        .find(|fact| fact.kind == kind && fact.subject.to_string() == subject);
    let fact = fact.unwrap_or_else(|| panic!("no major {kind} of {subject}"));
    assert!(
        fact.items.iter().any(|named| named == item),
        "{subject}: {:?}",
        fact.items
    );
}

#[test]
fn two_renamed_enum_values_break() {
    let Some(history) = history("two_renamed_enum_values_break") else {
        return;
    };
    let changes = compare(&history, PAIRS[1]);
    assert_eq!(changes.gravest(), Verdict::Major);
    assert_eq!(changes.bump.level, Level::Major);
    for (value, variant) in [("CANCELED", "Canceled"), ("COMPLETE", "Complete")] {
        let subject = format!("MatchmakingConfigurationStatus.{value}");
        let item = format!("MatchmakingConfigurationStatus::{variant}");
        names(&changes, Kind::EnumValueRemoved, &subject, &item);
    }
    let renames = changes.renames.iter();
    let renames: Vec<_> = renames
        .map(|rename| (rename.old.as_str(), rename.new.as_str()))
        .collect();
    let enumeration = "MatchmakingConfigurationStatus";
    assert_eq!(
        renames,
        [
            (
                format!("{enumeration}.CANCELED").as_str(),
                format!("{enumeration}.CANCELLED").as_str()
            ),
            (
                format!("{enumeration}.COMPLETE").as_str(),
                format!("{enumeration}.COMPLETED").as_str()
            ),
        ]
    );
}

#[test]
fn four_removed_members_break() {
    let Some(history) = history("four_removed_members_break") else {
        return;
    };
    let changes = compare(&history, PAIRS[2]);
    assert_eq!(changes.bump.level, Level::Major);
    let subjects: BTreeSet<_> = major(&changes)
        .iter()
        .map(|fact| (fact.kind, fact.subject.to_string()))
        .collect();
    let expected = [
        "GameServer.CustomSortKey",
        "RegisterGameServerInput.CustomSortKey",
        "RegisterGameServerInput.Tags",
        "UpdateGameServerInput.CustomSortKey",
    ];
    let expected = expected.map(|subject| (Kind::MemberRemoved, subject.to_owned()));
    assert_eq!(subjects, BTreeSet::from(expected));
    let kind = Kind::MemberRemoved;
    names(
        &changes,
        kind,
        "GameServer.CustomSortKey",
        "types::GameServer::custom_sort_key()",
    );
    names(
        &changes,
        kind,
        "RegisterGameServerInput.Tags",
        "RegisterGameServerFluentBuilder::tags()",
    );
}

#[test]
fn a_structure_that_became_a_list_breaks() {
    let Some(history) = history("a_structure_that_became_a_list_breaks") else {
        return;
    };
    let changes = compare(&history, PAIRS[3]);
    assert_eq!(changes.bump.level, Level::Major);
    let kind = Kind::ShapeTypeChanged;
    names(
        &changes,
        kind,
        "ContainerAttributes",
        "types::ContainerAttributes",
    );
    names(
        &changes,
        kind,
        "ContainerAttributes",
        "types::Compute::container_attributes()",
    );
    names(
        &changes,
        Kind::EnumValueRemoved,
        "ComputeType.CONTAINER",
        "ComputeType::Container",
    );
    // Required members that were added are refused by the service, and compile.
    let added = "CreateContainerGroupDefinitionInput.TotalVcpuLimit";
    let fact = changes
        .facts
        .iter()
        .find(|fact| fact.subject.to_string() == added);
    assert_eq!(fact.map(|fact| fact.verdict), Some(Verdict::Behaviour));
    // An alias that is gone is no type that anybody could have used.
    for fact in major(&changes) {
        assert_ne!(fact.subject.to_string(), "ContainerCpu");
    }
}

#[test]
fn another_protocol_acts_differently() {
    let Some(history) = history("another_protocol_acts_differently") else {
        return;
    };
    let changes = compare(&history, PAIRS[4]);
    let behaviour: Vec<_> = changes.with(Verdict::Behaviour).collect();
    assert_eq!(changes.gravest(), Verdict::Behaviour);
    assert_eq!(changes.bump.level, Level::Minor);
    assert_eq!(behaviour.len(), 1);
    assert_eq!(behaviour[0].kind, Kind::ProtocolsChanged);
    assert_eq!(behaviour[0].old.as_deref(), Some("json 1.1"));
    assert_eq!(
        behaviour[0].new.as_deref(),
        Some("smithy-rpc-v2-cbor, json 1.1")
    );
    assert_eq!(behaviour[0].reach.len(), 119, "every operation");
}

#[test]
fn reorderings_and_anchors_are_folded() {
    let Some(history) = history("reorderings_and_anchors_are_folded") else {
        return;
    };
    let changes = compare(&history, PAIRS[5]);
    assert!(changes.gravest() <= Verdict::Docs);
    let text = view::text(&changes, view::Colours::Off);
    assert!(text.lines().count() <= 10, "{text}");
    assert!(
        text.contains("30 members reordered, 10 pattern changed"),
        "{text}"
    );
}

//! What differs between two revisions of `partitions.json`, which is part of every crate and of no model.
//!
//! Never here: the endpoint rules of a service, which are part of its model.

use std::collections::BTreeSet;

use crate::diff::Verdict;
use crate::model::Partition;

/// The differences, as sentences without a full stop, and what each does to callers.
pub(super) fn differences(old: &[Partition], new: &[Partition]) -> Vec<(Verdict, String)> {
    let mut found = Vec::new();
    for partition in new {
        let id = &partition.id;
        match old.iter().find(|other| other.id == *id) {
            Some(old) => found.extend(between(old, partition)),
            None => found.push((Verdict::Behaviour, format!("The partition `{id}` is new"))),
        }
    }
    for Partition { id, .. } in old {
        if !new.iter().any(|other| other.id == *id) {
            found.push((Verdict::Behaviour, format!("The partition `{id}` is gone")));
        }
    }
    found
}

/// What differs in one partition.
fn between(old: &Partition, new: &Partition) -> Vec<(Verdict, String)> {
    let id = &new.id;
    let names =
        |partition: &Partition| -> BTreeSet<String> { partition.regions.keys().cloned().collect() };
    let (was, is) = (names(old), names(new));
    let listed = |names: &BTreeSet<String>, others: &BTreeSet<String>| {
        let names = names.difference(others).map(|name| format!("`{name}`"));
        names.collect::<Vec<_>>().join(", ")
    };
    let (gone, fresh) = (listed(&was, &is), listed(&is, &was));
    let mut found = Vec::new();
    if !fresh.is_empty() {
        // The pattern of a partition knows regions to come as well.
        let what = format!("Regions that the partition `{id}` lists now: {fresh}");
        found.push((Verdict::Patch, what));
    }
    if !gone.is_empty() {
        let what = format!("Regions that the partition `{id}` no longer lists: {gone}");
        found.push((Verdict::Behaviour, what));
    }
    let mut others = was.intersection(&is);
    let is_same = others.all(|region| old.regions.get(region) == new.regions.get(region));
    if !is_same || old.region_regex != new.region_regex || old.outputs != new.outputs {
        let what = format!("Endpoints in the partition `{id}` are made otherwise");
        found.push((Verdict::Behaviour, what));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PartitionOutputs;

    fn partition(id: &str, regions: &[&str]) -> Partition {
        let regions = regions.iter().map(|region| ((*region).to_owned(), None));
        Partition {
            id: id.to_owned(),
            region_regex: String::new(),
            outputs: PartitionOutputs::default(),
            regions: regions.collect(),
        }
    }

    #[test]
    fn what_differs_is_told_once() {
        let old = [partition("aws", &["a", "b"]), partition("aws-x", &[])];
        assert_eq!(differences(&old, &old), []);
        let mut new = [partition("aws", &["b", "c", "d"]), partition("aws-y", &[])];
        new[0].outputs.dns_suffix = "example.com".to_owned();
        let differences = differences(&old, &new);
        let lines: Vec<_> = differences
            .iter()
            .map(|(verdict, text)| format!("{verdict}: {text}"))
            .collect();
        assert_eq!(
            lines,
            [
                "patch: Regions that the partition `aws` lists now: `c`, `d`",
                "behaviour: Regions that the partition `aws` no longer lists: `a`",
                "behaviour: Endpoints in the partition `aws` are made otherwise",
                "behaviour: The partition `aws-y` is new",
                "behaviour: The partition `aws-x` is gone",
            ]
        );
    }
}

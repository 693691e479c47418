//! Partitions of AWS, and finding the partition of a region.
//!
//! Never here: names of partitions and regions, which the generator writes from `partitions.json`. The exception is the
//! fallback in the specification, `aws`.

use std::fmt;
use std::sync::OnceLock;

use crate::regex::{Characters, Regex};

/// The partition of regions that match no other partition.
const FALLBACK: &str = "aws";

/// One partition of AWS, such as `aws` or `aws-cn`.
///
/// See the [specification](https://smithy.io/2.0/aws/rules-engine/library-functions.html#partition-structure).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partition {
    /// The partition's name.
    pub id: &'static str,
    /// The regular expression for the names of its regions, including future ones.
    pub region_regex: &'static str,
    /// The names of its known regions.
    pub regions: &'static [&'static str],
    /// The suffix of its host names.
    pub dns_suffix: &'static str,
    /// The suffix of its dual-stack host names.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has FIPS endpoints.
    pub supports_fips: bool,
    /// Whether it has dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// The region that signs for services without regions.
    pub implicit_global_region: &'static str,
}

/// A table of partitions. Patterns are compiled when first needed.
pub(super) struct Partitions {
    table: &'static [Partition],
    patterns: OnceLock<Vec<Option<Regex>>>,
}

impl Partitions {
    /// Partitions from this table.
    pub(super) const fn new(table: &'static [Partition]) -> Self {
        Self {
            table,
            patterns: OnceLock::new(),
        }
    }

    /// The partition of a region: the one that lists it, else the one whose pattern it matches, else
    /// the one called `aws`.
    pub(super) fn of_region(&self, region: &str) -> Option<&'static Partition> {
        let listed = |it: &&Partition| it.regions.contains(&region);
        self.table
            .iter()
            .find(listed)
            .or_else(|| self.matching(region))
            .or_else(|| self.table.iter().find(|it| it.id == FALLBACK))
    }

    /// A pattern that does not compile matches nothing.
    fn matching(&self, region: &str) -> Option<&'static Partition> {
        let compile = || {
            let patterns = self.table.iter();
            let patterns = patterns.map(|it| Regex::new(it.region_regex, Characters::Ascii));
            patterns.collect()
        };
        let patterns = self.patterns.get_or_init(compile);
        let mut both = self.table.iter().zip(patterns);
        both.find(|(_, pattern)| pattern.as_ref().is_some_and(|it| it.is_match(region)))
            .map(|(partition, _)| partition)
    }
}

impl fmt::Debug for Partitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.table.iter().map(|it| it.id))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn partition(
        id: &'static str,
        region_regex: &'static str,
        regions: &'static [&'static str],
    ) -> Partition {
        Partition {
            id,
            region_regex,
            regions,
            dns_suffix: "example.com",
            dual_stack_dns_suffix: "example.org",
            supports_fips: true,
            supports_dual_stack: false,
            implicit_global_region: "one-north-1",
        }
    }

    static TABLE: &[Partition] = &[
        partition("first", r"^one\-\w+\-\d+$", &["one-north-1"]),
        partition("aws", r"^two\-\w+\-\d+$", &["two-north-1", "one-odd-1"]),
        partition("broken", "(", &["three-north-1"]),
        partition("last", r"^one\-\w+\-\d+$", &[]),
    ];

    #[track_caller]
    fn check(table: &'static [Partition], region: &str, expected: Option<&str>) {
        let found = Partitions::new(table).of_region(region);
        assert_eq!(found.map(|it| it.id), expected, "{region}");
    }

    #[test]
    fn a_listed_region_goes_before_any_pattern() {
        check(TABLE, "one-north-1", Some("first"));
        check(TABLE, "one-odd-1", Some("aws"));
        check(TABLE, "three-north-1", Some("broken"));
    }

    #[test]
    fn the_first_pattern_goes_before_the_fallback() {
        check(TABLE, "one-new-7", Some("first"));
        check(TABLE, "two-new-7", Some("aws"));
    }

    #[test]
    fn an_unknown_region_belongs_to_aws() {
        for region in ["", "one", "xone-new-7", "one-new-7x", "mars-west-1", "é"] {
            check(TABLE, region, Some("aws"));
        }
    }

    #[test]
    fn without_aws_an_unknown_region_belongs_nowhere() {
        static ALONE: &[Partition] = &[partition("first", "^one$", &[])];
        check(&[], "one-north-1", None);
        check(ALONE, "two", None);
        check(ALONE, "one", Some("first"));
    }

    #[test]
    fn debug_names_the_partitions_only() {
        let shown = format!("{:?}", Partitions::new(TABLE));
        assert_eq!(shown, r#"["first", "aws", "broken", "last"]"#);
    }
}

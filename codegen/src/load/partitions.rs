//! `partitions.json`: the partitions of AWS, which endpoint rules ask for a region's.
//!
//! Never here: the matching of regions, which is the runtime's.

use std::collections::BTreeMap;

use super::fields::{Fields, Report, items};
use super::ledger::Place;
use crate::json::{Pointer, Value};
use crate::model::{Partition, PartitionOutputs};

/// The version of the format that this module reads.
const FORMAT: &str = "1.1";

/// Reads every partition, in order: the first one of which the pattern matches counts.
pub(super) fn read(value: &Value, report: &mut Report) -> Vec<Partition> {
    let Some(document) = Fields::open(value, Pointer::root(), Place::Partitions, report) else {
        return Vec::new();
    };
    document.present("partitions", report);
    let version = document.required("version", report);
    if !version.is_empty() && version != FORMAT {
        let what =
            format!("this is version `{version}` of the format, and only `{FORMAT}` is known");
        document.complain(
            "version",
            what,
            "use the file of the botocore in models.lock",
            report,
        );
    }
    let Some(value) = document.get("partitions") else {
        return Vec::new();
    };
    let mut partitions = Vec::new();
    for (value, at) in items(value, &document.at.key("partitions"), report) {
        partitions.extend(partition(value, at, report));
    }
    partitions
}

fn partition(value: &Value, at: Pointer, report: &mut Report) -> Option<Partition> {
    let fields = Fields::open(value, at, Place::Partition, report)?;
    fields.present("outputs", report);
    let outputs = fields.fields("outputs", Place::PartitionOutputs, report);
    let outputs = outputs
        .map(|fields| outputs_of(&fields, report))
        .unwrap_or_default();
    let mut regions = BTreeMap::new();
    for (name, value, at) in fields.named("regions", report) {
        if let Some(region) = Fields::open(value, at, Place::Region, report) {
            regions.insert(name.to_owned(), overrides(&region, &outputs, report));
        }
    }
    Some(Partition {
        id: fields.required("id", report).to_owned(),
        region_regex: fields.required("regionRegex", report).to_owned(),
        outputs,
        regions,
    })
}

fn outputs_of(fields: &Fields<'_>, report: &mut Report) -> PartitionOutputs {
    for key in ["supportsDualStack", "supportsFIPS"] {
        fields.present(key, report);
    }
    PartitionOutputs {
        name: fields.required("name", report).to_owned(),
        dns_suffix: fields.required("dnsSuffix", report).to_owned(),
        dual_stack_dns_suffix: fields.required("dualStackDnsSuffix", report).to_owned(),
        implicit_global_region: fields.required("implicitGlobalRegion", report).to_owned(),
        supports_fips: fields.flag("supportsFIPS", report),
        supports_dual_stack: fields.flag("supportsDualStack", report),
    }
}

/// The outputs of one region, where they differ from those of its partition.
fn overrides(
    region: &Fields<'_>,
    partition: &PartitionOutputs,
    report: &mut Report,
) -> Option<PartitionOutputs> {
    let mut text = |key, default: &String| {
        let own = region.owned(key, report);
        own.unwrap_or_else(|| default.clone())
    };
    let name = text("name", &partition.name);
    let dns_suffix = text("dnsSuffix", &partition.dns_suffix);
    let dual_stack_dns_suffix = text("dualStackDnsSuffix", &partition.dual_stack_dns_suffix);
    let implicit_global_region = text("implicitGlobalRegion", &partition.implicit_global_region);
    let fips = region.boolean("supportsFIPS", report);
    let dual_stack = region.boolean("supportsDualStack", report);
    let outputs = PartitionOutputs {
        name,
        dns_suffix,
        dual_stack_dns_suffix,
        implicit_global_region,
        supports_fips: fips.unwrap_or(partition.supports_fips),
        supports_dual_stack: dual_stack.unwrap_or(partition.supports_dual_stack),
    };
    (outputs != *partition).then_some(outputs)
}

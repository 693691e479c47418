//! What `vendor` tells about a folder.
//!
//! Never here: what is told of a difference of models (`codegen::diff::view`).

use std::fmt::Write as _;
use std::path::Path;

use smithwright_codegen::diff::view::{Colours, text as changes};
use smithwright_codegen::vendor::{Finding, Plan, VendoredService};

/// How many places are named for one operation.
const PLACES: usize = 3;

/// What the folder holds, and what was or would be changed in it.
pub(super) fn text(folder: &Path, plan: &Plan, is_check: bool) -> String {
    let mut text = String::new();
    for service in &plan.services {
        one(&mut text, service);
    }
    let (written, removed): (Vec<_>, Vec<_>) = plan
        .changes
        .iter()
        .partition(|(_, content)| content.is_some());
    let folder = folder.display();
    if super::is_quiet(plan) {
        let _ = writeln!(text, "{folder}: up to date");
        return text;
    }
    if is_check {
        for (path, content) in &plan.changes {
            let what = if content.is_some() {
                "out of date"
            } else {
                "no longer needed"
            };
            let _ = writeln!(text, "{}: {what}", path.display());
        }
        for path in &plan.edited {
            let _ = writeln!(text, "{}: edited by hand", path.display());
        }
    }
    let verb = if is_check { "to write" } else { "written" };
    let _ = write!(text, "{folder}: {} files {verb}", written.len());
    if !removed.is_empty() {
        let verb = if is_check { "to remove" } else { "removed" };
        let _ = write!(text, ", {} {verb}", removed.len());
    }
    text.push('\n');
    text
}

fn one(text: &mut String, service: &VendoredService) {
    let name = &service.crate_name;
    let (some, all) = (service.operations.len(), service.all_operations);
    let _ = writeln!(
        text,
        "{name}: {some} of {all} operations, {} files, {} lines",
        service.files, service.lines
    );
    for (operation, uses) in service
        .operations
        .iter()
        .filter(|(_, uses)| !uses.is_empty())
    {
        let places = uses.iter().take(PLACES).map(ToString::to_string);
        let places = places.collect::<Vec<_>>().join(", ");
        let more = uses.len().saturating_sub(PLACES);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let _ = writeln!(text, "  {operation}: {places}{more}");
    }
    if !service.uncalled.is_empty() {
        let uncalled = service.uncalled.join(", ");
        let _ = writeln!(text, "  nobody calls: {uncalled}");
    }
    if let Some(found) = &service.changes {
        text.push('\n');
        text.push_str(&changes(found, Colours::Off));
        text.push('\n');
    }
}

/// What is not as it should be, a line each.
pub(super) fn findings(folder: &Path, findings: &[Finding]) -> String {
    let folder = folder.display();
    if findings.is_empty() {
        return format!(
            "{folder}: every file is what the generator makes of the package of models\n"
        );
    }
    let lines = findings.iter().map(|finding| format!("{finding}\n"));
    let count = findings.len();
    format!(
        "{}{folder}: {count} differences\n",
        lines.collect::<String>()
    )
}

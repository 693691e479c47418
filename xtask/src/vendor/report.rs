//! Reports what `vendor` found or changed.
//!
//! Never here: what is told of a difference of models (`codegen::diff::view`).

use std::path::Path;

use smithwright_codegen::diff::view::{Terminal, text as changes};
use smithwright_codegen::medium::terminal::shown;
use smithwright_codegen::vendor::{Finding, Plan, VendoredService};

/// How many places are named for one operation.
const PLACES: usize = 3;

/// Lines, of which each is shown as text.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, line: &str) {
        self.0.push_str(&shown(line));
        self.0.push('\n');
    }
}

/// What the folder holds, and what was or would be changed in it.
pub(super) fn text(folder: &Path, plan: &Plan, is_check: bool, terminal: Terminal) -> String {
    let mut lines = Lines::default();
    for service in &plan.services {
        one(&mut lines, service, terminal);
    }
    let folder = folder.display();
    if plan.is_up_to_date() {
        lines.line(&format!("{folder}: up to date"));
        return lines.0;
    }
    let written = plan.changes.values().flatten().count();
    let removed = plan.changes.len() - written;
    if is_check {
        for (path, content) in &plan.changes {
            let what = match content {
                Some(_) => "out of date",
                None => "no longer needed",
            };
            lines.line(&format!("{}: {what}", path.display()));
        }
        for path in &plan.edited {
            lines.line(&format!("{}: edited by hand", path.display()));
        }
    }
    let verbs = if is_check {
        ["to write", "to remove"]
    } else {
        ["written", "removed"]
    };
    let mut sum = format!("{folder}: {written} files {}", verbs[0]);
    if removed > 0 {
        sum.push_str(&format!(", {removed} {}", verbs[1]));
    }
    lines.line(&sum);
    lines.0
}

fn one(lines: &mut Lines, service: &VendoredService, terminal: Terminal) {
    lines.line(&format!(
        "{}: {} of {} operations, {} files, {} lines",
        service.crate_name,
        service.operations.len(),
        service.all_operations,
        service.files,
        service.lines
    ));
    let called = service.operations.iter();
    for (operation, uses) in called.filter(|(_, uses)| !uses.is_empty()) {
        let places = uses.iter().take(PLACES).map(ToString::to_string);
        let places = places.collect::<Vec<_>>().join(", ");
        let more = match uses.len().saturating_sub(PLACES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        lines.line(&format!("  {operation}: {places}{more}"));
    }
    if !service.uncalled.is_empty() {
        let uncalled = service.uncalled.join(", ");
        lines.line(&format!("  nobody calls: {uncalled}"));
    }
    if let Some(found) = &service.changes {
        lines.0.push('\n');
        lines.0.push_str(&changes(found, terminal));
        lines.0.push('\n');
    }
}

/// What is not as it should be, a line each.
pub(super) fn findings(folder: &Path, findings: &[Finding]) -> String {
    let mut lines = Lines::default();
    for finding in findings {
        lines.line(&finding.to_string());
    }
    let folder = folder.display();
    lines.line(&match findings.len() {
        0 => format!("{folder}: every file is what the generator makes of the package of models"),
        1 => format!("{folder}: 1 difference"),
        count => format!("{folder}: {count} differences"),
    });
    lines.0
}

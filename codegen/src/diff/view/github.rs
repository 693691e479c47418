//! Annotations for a workflow run.
//!
//! What breaks is an error, what acts differently a warning, what is new a notice; one more notice counts
//! the rest. Where a program was asked about, the annotations stand at the lines that use it. Never here: facts one
//! by one that nobody has to look at, and how annotations are written.

use super::words;
use crate::diff::used_by::split;
use crate::diff::{Changes, DocumentName, Fact, Verdict};
use crate::medium::workflow::Commands;

/// The changes of one service as workflow commands. `folder` is where the new model stands in the
/// repository, if it does.
pub fn github(changes: &Changes, folder: Option<&str>) -> String {
    let (used, unused) = split(changes);
    let changes = &used;
    let mut commands = Commands::default();
    let levels = [
        (Verdict::Major, "error"),
        (Verdict::Behaviour, "warning"),
        (Verdict::Minor, "notice"),
    ];
    for (verdict, level) in levels {
        for fact in changes.with(verdict) {
            let title = format!("{verdict}: {}", fact.subject);
            let message = format!("{}: {}", words::title(fact), words::consequence(fact));
            for mut properties in places(fact, folder) {
                properties.push(("title", title.clone()));
                commands.add(level, &properties, &message);
            }
        }
    }
    let rest = [Verdict::Patch, Verdict::Docs, Verdict::None];
    let rest = rest.map(|verdict| format!("{} {verdict}", changes.with(verdict).count()));
    let title = format!("{}: the rest", changes.service);
    let unused = words::unused(changes, &unused);
    let unused = unused.map_or_else(String::new, |unused| format!(". {unused}"));
    let message = format!(
        "{} to {}: {}{unused}",
        changes.old,
        changes.new,
        rest.join(", ")
    );
    commands.add("notice", &[("title", title)], &message);
    commands.finish()
}

type Properties = Vec<(&'static str, String)>;

/// Where a fact is annotated: each line of a program that uses what it is about, or else the document of the model.
fn places(fact: &Fact, folder: Option<&str>) -> Vec<Properties> {
    let Some(uses) = &fact.uses else {
        // Overlays stand elsewhere.
        let folder = folder.filter(|_| fact.document != DocumentName::Overlay);
        let file = folder.map(|folder| format!("{folder}/{}", fact.document.file()));
        return vec![file.map(|file| ("file", file)).into_iter().collect()];
    };
    let places = uses.iter();
    let places = places.map(|at| vec![("file", at.file.clone()), ("line", at.line.to_string())]);
    let mut places: Vec<_> = places.collect();
    // Several uses may stand in one line.
    places.dedup();
    places
}

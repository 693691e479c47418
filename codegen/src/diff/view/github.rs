//! Annotations of a workflow run:
//! <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>.
//!
//! What breaks is an error, what acts differently a warning, what is new a notice; one more notice counts
//! the rest. Where a program was asked about, the annotations stand at the lines that use it. Never here: facts one by one that nobody has to look at.

use super::words;
use crate::diff::used_by::split;
use crate::diff::{Changes, Fact, Verdict};

/// The changes of one service as workflow commands. `folder` is where the new model stands in the
/// repository, if it does.
pub fn github(changes: &Changes, folder: Option<&str>) -> String {
    let (used, unused) = split(changes);
    let changes = &used;
    let mut text = String::new();
    let levels = [
        (Verdict::Major, "error"),
        (Verdict::Behaviour, "warning"),
        (Verdict::Minor, "notice"),
    ];
    for (verdict, level) in levels {
        for fact in changes.with(verdict) {
            let title = property(&format!("{verdict}: {}", fact.subject));
            let message = data(&format!(
                "{}: {}",
                words::title(fact),
                words::consequence(fact)
            ));
            for place in places(fact, folder) {
                text.push_str(&format!("::{level} {place}title={title}::{message}\n"));
            }
        }
    }
    let rest = [Verdict::Patch, Verdict::Docs, Verdict::None];
    let rest = rest.map(|verdict| format!("{} {verdict}", changes.with(verdict).count()));
    let title = property(&format!("{}: the rest", changes.service));
    let unused = words::unused(changes, &unused);
    let unused = unused.map_or_else(String::new, |unused| format!(". {unused}"));
    let message = data(&format!(
        "{} to {}: {}{unused}",
        changes.old,
        changes.new,
        rest.join(", ")
    ));
    text.push_str(&format!("::notice title={title}::{message}\n"));
    text
}

/// Where a fact is annotated, as the first properties of a command: each line of a program that uses what it is
/// about, or else the document of the model.
fn places(fact: &Fact, folder: Option<&str>) -> Vec<String> {
    let Some(uses) = &fact.uses else {
        let file = folder.map(|folder| format!("{folder}/{}", fact.document.file()));
        let file = file.map(|file| format!("file={},", property(&file)));
        return vec![file.unwrap_or_default()];
    };
    let places = uses.iter().map(|at| {
        let file = property(&at.file);
        format!("file={file},line={},", at.line)
    });
    let mut places: Vec<_> = places.collect();
    // Several uses may stand in one line.
    places.dedup();
    places
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_command() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a: b, c"), "a%3A b%2C c");
    }
}

//! Annotations of a workflow run:
//! <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>.
//!
//! What breaks is an error, what acts differently a warning, what is new a notice; one more notice counts
//! the rest. Never here: facts one by one that nobody has to look at.

use super::words;
use crate::diff::{Changes, Verdict};

/// The changes of one service as workflow commands. `folder` is where the new model stands in the
/// repository, if it does.
pub fn github(changes: &Changes, folder: Option<&str>) -> String {
    let mut text = String::new();
    let levels = [
        (Verdict::Major, "error"),
        (Verdict::Behaviour, "warning"),
        (Verdict::Minor, "notice"),
    ];
    for (verdict, level) in levels {
        for fact in changes.with(verdict) {
            let file = folder.map(|folder| format!("{folder}/{}", fact.document.file()));
            let file = file.map(|file| format!("file={},", property(&file)));
            let file = file.unwrap_or_default();
            let title = property(&format!("{verdict}: {}", fact.subject));
            let message = data(&format!(
                "{}: {}",
                words::title(fact),
                words::consequence(fact)
            ));
            text.push_str(&format!("::{level} {file}title={title}::{message}\n"));
        }
    }
    let rest = [Verdict::Patch, Verdict::Docs, Verdict::None];
    let rest = rest.map(|verdict| format!("{} {verdict}", changes.with(verdict).count()));
    let title = property(&format!("{}: the rest", changes.service));
    let message = data(&format!(
        "{} to {}: {}",
        changes.old,
        changes.new,
        rest.join(", ")
    ));
    text.push_str(&format!("::notice title={title}::{message}\n"));
    text
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

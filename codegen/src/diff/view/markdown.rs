//! For a pull request: what breaks and what acts differently is open, the rest is folded.
//!
//! Never here: anything that only some viewers of Markdown understand, but for `<details>`.

use super::words::{self, count};
use crate::diff::used_by::{Unused, split};
use crate::diff::{Changes, Fact, Kind, Level, Verdict};

/// How many texts are named.
const NAMED_TEXTS: usize = 40;

/// The changes of one service, as Markdown.
pub fn markdown(changes: &Changes) -> String {
    let (used, unused) = split(changes);
    let changes = &used;
    let mut text = head(changes, &unused);
    for verdict in [Verdict::Major, Verdict::Behaviour] {
        let facts: Vec<_> = changes.with(verdict).collect();
        if !facts.is_empty() {
            let title = words::section(verdict);
            text.push_str(&format!("\n#### {title}\n\n{}", list(changes, &facts)));
        }
    }
    for verdict in [Verdict::Minor, Verdict::Patch] {
        let facts: Vec<_> = changes.with(verdict).collect();
        folded(&mut text, words::section(verdict), facts.len(), || {
            list(changes, &facts)
        });
    }
    let (texts, other): (Vec<_>, Vec<_>) = changes
        .with(Verdict::Docs)
        .partition(|fact| fact.kind == Kind::DocumentationChanged);
    let docs = || {
        let names = texts.iter().map(|fact| code(&fact.subject.to_string()));
        let names = words::listed(names, NAMED_TEXTS);
        let texts = match texts.len() {
            0 => String::new(),
            number => format!("- {}: {names}\n", count(number, "text")),
        };
        list(changes, &other) + &texts
    };
    let number = texts.len() + other.len();
    folded(&mut text, words::section(Verdict::Docs), number, docs);
    let unnoticed = changes.with(Verdict::None).count();
    if unnoticed > 0 {
        let number = count(unnoticed, "difference");
        text.push_str(&format!("\nNo caller notices {number} more.\n"));
    }
    if let Some(line) = words::unused(changes, &unused) {
        text.push_str(&format!("\n{}.\n", escaped(&line)));
    }
    text
}

fn head(changes: &Changes, unused: &Unused) -> String {
    let Changes {
        full_name,
        old,
        new,
        bump,
        used_by,
        ..
    } = changes;
    let mut text = format!("### {full_name}: {} to {}\n\n", code(old), code(new));
    let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
        let number = changes.with(verdict).count();
        let counted = match verdict {
            Verdict::Major | Verdict::Behaviour => format!("**{number} {verdict}**"),
            _ => format!("{number} {verdict}"),
        };
        (number > 0).then_some(counted)
    });
    let counts: Vec<_> = counts.collect();
    if counts.is_empty() && unused.total() == 0 {
        text.push_str("Nothing differs.\n");
        return text;
    }
    text.push_str(&match used_by {
        None => format!("{}.\n", counts.join(", ")),
        Some(program) if counts.is_empty() => {
            format!("Nothing that {} uses differs.\n", code(program))
        }
        Some(program) => format!("{}: used by {}.\n", counts.join(", "), code(program)),
    });
    if bump.level != Level::None {
        let reasons = bump.reasons.iter().map(|reason| escaped(reason));
        let reasons = reasons.collect::<Vec<_>>().join("; ");
        let level = bump.level.as_str();
        text.push_str(&format!(
            "Suggested version bump: **{level}** ({reasons}).\n"
        ));
    }
    text
}

fn folded(text: &mut String, title: &str, number: usize, list: impl FnOnce() -> String) {
    if number > 0 {
        let list = list();
        text.push_str(&format!(
            "\n<details>\n<summary>{title} ({number})</summary>\n\n{list}\n</details>\n"
        ));
    }
}

fn list(changes: &Changes, facts: &[&Fact]) -> String {
    let mut text = String::new();
    for fact in facts {
        text.push_str(&format!("- {}\n", escaped(&words::title(fact))));
        if fact.verdict != Verdict::Minor {
            // The items in it are code spans already.
            text.push_str(&format!("  - {}\n", words::consequence(fact)));
        }
        if let Some(rename) = words::rename(changes, fact) {
            text.push_str(&format!("  - {}\n", escaped(&rename)));
        }
        if let Some(places) = words::used_at(&[fact]) {
            text.push_str(&format!("  - {}\n", escaped(&places)));
        }
    }
    text
}

/// Text that says what it says, whatever is in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_{}[]<>#|~$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A code span around any text: its fence is longer than any run of backticks in it.
pub(super) fn code(text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    let space = if text.contains('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_as_it_is() {
        assert_eq!(escaped("a_b <p> `c`"), r"a\_b \<p\> \`c\`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("a"), "`a`");
    }
}

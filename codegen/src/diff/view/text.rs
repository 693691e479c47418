//! For a terminal: counts first, then what breaks, what acts differently, what is new, what is eased, and
//! what only the documentation says. What nobody notices is one line.
//!
//! Never here: whether the terminal has colours.

use std::collections::BTreeMap;

use crate::diff::{Changes, Fact, Kind, Level, Side, Subject, Verdict};

/// Whether the text has colours, as ANSI escape sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Yes.
    On,
    /// No.
    Off,
}

/// How many operations are named.
const NAMED_OPERATIONS: usize = 3;

/// How long an old or new value may be.
const LONGEST_VALUE: usize = 60;

/// How many texts are named.
const NAMED_TEXTS: usize = 8;

/// The changes, for a person at a terminal.
pub fn text(changes: &Changes, colours: Colours) -> String {
    let mut page = Page {
        text: String::new(),
        colours,
    };
    page.head(changes);
    for verdict in [
        Verdict::Major,
        Verdict::Behaviour,
        Verdict::Minor,
        Verdict::Patch,
    ] {
        page.section(changes, verdict);
    }
    page.docs(changes);
    page.none(changes);
    page.text
}

struct Page {
    text: String,
    colours: Colours,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Some text, in the colour of a verdict.
    fn paint(&self, verdict: Verdict, text: &str) -> String {
        let code = match verdict {
            Verdict::Major => "1;31",
            Verdict::Behaviour => "1;33",
            Verdict::Minor => "32",
            Verdict::Patch => "36",
            Verdict::Docs => "34",
            Verdict::None => "2",
        };
        match self.colours {
            Colours::On => format!("\x1b[{code}m{text}\x1b[0m"),
            Colours::Off => text.to_owned(),
        }
    }

    fn head(&mut self, changes: &Changes) {
        let Changes {
            service, old, new, ..
        } = changes;
        self.line(&format!("{service}: {old} -> {new}"));
        let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
            let count = changes.with(verdict).count();
            let text = format!("{count} {verdict}");
            (count > 0).then(|| self.paint(verdict, &text))
        });
        let counts: Vec<_> = counts.collect();
        if counts.is_empty() {
            self.line("nothing differs");
            return;
        }
        self.line(&counts.join(", "));
        let level = match changes.bump.level {
            Level::None => "none needed".to_owned(),
            level => {
                let reasons = changes.bump.reasons.join("; ");
                format!("{} ({reasons})", level.as_str())
            }
        };
        self.line(&format!("version bump: {level}"));
    }

    fn section(&mut self, changes: &Changes, verdict: Verdict) {
        let mut facts: Vec<&Fact> = changes.with(verdict).collect();
        if verdict == Verdict::Minor {
            // What comes with a new operation is not looked for on its own.
            facts.retain(|fact| !comes_with_operation(changes, fact));
        }
        if facts.is_empty() {
            return;
        }
        let title = match verdict {
            Verdict::Major => "Breaks",
            Verdict::Behaviour => "Acts differently",
            Verdict::Minor => "New",
            _ => "Eased",
        };
        self.line("");
        self.line(&self.paint(verdict, title));
        for fact in facts {
            for line in lines(changes, fact) {
                self.line(&format!("  {line}"));
            }
        }
        if verdict == Verdict::Minor {
            let with_operations = changes.with(verdict);
            let with_operations = with_operations.filter(|fact| comes_with_operation(changes, fact));
            let count = with_operations.count();
            if count > 0 {
                self.line(&format!("  and {count} types that only new operations use"));
            }
        }
    }

    fn docs(&mut self, changes: &Changes) {
        let facts: Vec<&Fact> = changes.with(Verdict::Docs).collect();
        if facts.is_empty() {
            return;
        }
        let (texts, other): (Vec<&Fact>, Vec<&Fact>) = facts
            .into_iter()
            .partition(|fact| fact.kind == Kind::DocumentationChanged);
        self.line("");
        self.line(&self.paint(Verdict::Docs, "Documentation"));
        for fact in other {
            for line in lines(changes, fact) {
                self.line(&format!("  {line}"));
            }
        }
        if !texts.is_empty() {
            let names = texts.iter().map(|fact| fact.subject.to_string());
            let named = listed(names, NAMED_TEXTS);
            self.line(&format!("  {} say something else: {named}", count(texts.len(), "text")));
        }
    }

    fn none(&mut self, changes: &Changes) {
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        for fact in changes.with(Verdict::None) {
            *kinds.entry(fact.kind).or_default() += 1;
        }
        if kinds.is_empty() {
            return;
        }
        let total: usize = kinds.values().sum();
        let kinds = kinds.iter().map(|(kind, n)| format!("{n} {}", kind.title()));
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        self.line("");
        let line = format!("No caller notices {}: {kinds}", count(total, "difference"));
        self.line(&self.paint(Verdict::None, &line));
    }
}

/// Whether a fact is a type that only new operations reach.
fn comes_with_operation(changes: &Changes, fact: &Fact) -> bool {
    let is_new = |operation: &String| {
        changes.facts.iter().any(|fact| {
            fact.kind == Kind::OperationAdded && fact.subject == Subject::Operation(operation.clone())
        })
    };
    fact.kind == Kind::ShapeAdded && fact.reach.iter().all(|reach| is_new(&reach.operation))
}

/// A fact in a line or two, with a third for what it was probably renamed to.
fn lines(changes: &Changes, fact: &Fact) -> Vec<String> {
    let title = fact.kind.title();
    let mut lines = vec![format!("{}: {title}{}{}", fact.subject, values(fact), place(fact))];
    let what = if fact.items.is_empty() || fact.verdict != Verdict::Major {
        fact.reason.clone()
    } else {
        let others = fact.items.iter().skip(1).map(|item| format!("`{item}`"));
        match listed(others, 2) {
            others if others.is_empty() => fact.reason.clone(),
            others => format!("{}; also {others}", fact.reason),
        }
    };
    if !what.is_empty() && fact.verdict != Verdict::Minor {
        lines.push(format!("    {what}"));
    }
    let mut renames = changes.renames.iter();
    if let Some(rename) = renames.find(|rename| rename.removed == fact.id) {
        let last = rename.new.rsplit('.').next().unwrap_or_default();
        lines.push(format!("    probably renamed to {last}: {}", rename.reason));
    }
    lines
}

/// The old and the new value, where they say more than the name.
fn values(fact: &Fact) -> String {
    let quote = |text: &Option<String>| match text {
        None => "none".to_owned(),
        Some(text) => shortened(text, LONGEST_VALUE),
    };
    match fact.kind {
        Kind::MembersReordered
        | Kind::EnumValuesReordered
        | Kind::ErrorsReordered
        | Kind::OperationAdded
        | Kind::OperationRemoved
        | Kind::EnumValueAdded
        | Kind::EnumValueRemoved
        | Kind::ErrorAdded
        | Kind::ErrorRemoved
        | Kind::RequiredAdded
        | Kind::RequiredRemoved
        | Kind::ShapeAdded
        | Kind::ShapeRemoved => String::new(),
        Kind::MemberAdded => format!(" ({})", quote(&fact.new)),
        Kind::MemberRemoved => format!(" ({})", quote(&fact.old)),
        _ => format!(" ({} -> {})", quote(&fact.old), quote(&fact.new)),
    }
}

/// Where callers meet it.
fn place(fact: &Fact) -> String {
    let is_about_operation = matches!(
        fact.subject,
        Subject::Operation(_) | Subject::OperationError { .. } | Subject::Waiter { .. }
    );
    if is_about_operation || fact.reach.is_empty() {
        return String::new();
    }
    let mut operations: Vec<String> = Vec::new();
    for reach in &fact.reach {
        if !operations.contains(&reach.operation) {
            operations.push(reach.operation.clone());
        }
    }
    let has = |side| fact.reach.iter().any(|reach| reach.side == side);
    let sides = [
        (Side::Request, "request"),
        (Side::Response, "response"),
        (Side::Error, "error"),
    ];
    let sides: Vec<_> = sides
        .iter()
        .filter(|(side, _)| has(*side))
        .map(|(_, name)| *name)
        .collect();
    match (sides.as_slice(), operations.len()) {
        ([], n) => format!(", in all of {}", count(n, "operation")),
        (sides, _) => {
            let sides = sides.join(" and ");
            format!(", in the {sides} of {}", listed(operations.into_iter(), NAMED_OPERATIONS))
        }
    }
}

/// The first names, and how many more there are.
fn listed(names: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let named: Vec<_> = names.take(most).collect();
    let named = named.join(", ");
    match more {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace('\n', " ")
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

//! The operations that facts reach, an entry each.
//!
//! Never here: facts about the service as a whole, which would be in every entry.

use std::collections::BTreeMap;

use super::facts::{Numbered, is_about_service};
use super::parts::{Section, badge, counts, entry_anchor, folded};
use super::texts;
use super::tree::Tree;
use crate::diff::view::apichanges::What;
use crate::diff::view::words::count;
use crate::diff::{Kind, Reach, Side, Subject, Verdict};
use crate::medium::html::escaped;
use crate::model::Model;

/// What an entry is about, in the order of the sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    New,
    Updated,
    Removed,
    /// A call looks as it did, and there is a fact of this verdict.
    Otherwise(std::cmp::Reverse<Verdict>),
}

impl Label {
    /// What an entry is called, and the name of its colour.
    fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Removed => "removed",
            Self::Otherwise(verdict) => verdict.0.as_str(),
        }
    }

    /// What its section is called.
    fn title(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Updated => "Updated",
            Self::Removed => "Removed",
            Self::Otherwise(verdict) => match verdict.0 {
                Verdict::Major => "Broken otherwise",
                Verdict::Behaviour => "Act differently",
                Verdict::Minor => "Have something new around them",
                Verdict::Patch => "Eased",
                Verdict::Docs => "Documentation only",
                Verdict::None => "Changed, and no caller notices",
            },
        }
    }
}

/// The facts that reach an operation, each with one side of it.
type Reaching<'c> = Vec<(Numbered<'c>, &'c Reach)>;

/// All entries of a comparison, by what they are about.
pub(super) fn sections(
    comparison: usize,
    what: &BTreeMap<String, What>,
    (old, new): (&Model, &Model),
    facts: &[Numbered<'_>],
) -> Vec<Section> {
    let mut operations: BTreeMap<&str, Reaching<'_>> = BTreeMap::new();
    for numbered in facts.iter().filter(|n| !is_about_service(n.fact)) {
        for reach in &numbered.fact.reach {
            let entry = operations.entry(&reach.operation).or_default();
            entry.push((*numbered, reach));
        }
    }
    let mut groups: BTreeMap<Group, Vec<String>> = BTreeMap::new();
    for (name, facts) in &operations {
        let label = match what.get(*name) {
            Some(What::New) => Label::New,
            Some(What::Updated) => Label::Updated,
            Some(What::Removed) => Label::Removed,
            None => Label::Otherwise(std::cmp::Reverse(gravest(facts))),
        };
        let is_whole = matches!(label, Label::New | Label::Removed);
        let has_own = facts.iter().any(|(numbered, _)| !numbered.is_shared);
        let group = if is_whole || has_own {
            Group::Of(label)
        } else {
            Group::Shared
        };
        let entry = Entry {
            comparison,
            name,
            label,
            facts,
            old,
            new,
        };
        groups.entry(group).or_default().push(entry.html());
    }
    let sections = groups.into_iter().map(|(group, entries)| {
        let (number, body) = (entries.len(), entries.concat());
        let (name, title, is_folded) = match group {
            Group::Of(label) => {
                let is_unnoticed = label == Label::Otherwise(std::cmp::Reverse(Verdict::None));
                (label.name(), label.title(), is_unnoticed)
            }
            Group::Shared => ("shared", "Differ by what many share alone", true),
        };
        Section {
            name,
            title: format!("Operations: {title}"),
            number,
            body: if is_folded {
                folded(&count(number, "operation"), &body)
            } else {
                body
            },
        }
    });
    sections.collect()
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// With those of the same label.
    Of(Label),
    /// With those of which nothing is told but what many operations have in common.
    Shared,
}

/// The gravest verdict of what is the operation's own; of all where nothing is.
fn gravest(facts: &Reaching<'_>) -> Verdict {
    let own = facts.iter().filter(|(numbered, _)| !numbered.is_shared);
    let own = own.map(|(numbered, _)| numbered.fact.verdict).max();
    let all = || {
        facts
            .iter()
            .map(|(numbered, _)| numbered.fact.verdict)
            .max()
    };
    own.or_else(all).unwrap_or(Verdict::None)
}

struct Entry<'e, 'c> {
    comparison: usize,
    name: &'e str,
    label: Label,
    facts: &'e Reaching<'c>,
    old: &'e Model,
    new: &'e Model,
}

impl Entry<'_, '_> {
    fn html(&self) -> String {
        let (name, label) = (escaped(self.name), self.label.name());
        let facts = self.facts.iter();
        let verdicts = facts.map(|(numbered, _)| (numbered.number, numbered.fact.verdict));
        let verdicts: BTreeMap<_, _> = verdicts.collect();
        let counts = counts(verdicts.into_values(), |_| None);
        format!(
            "<details class=\"entry {label}\" id=\"{}\" data-entry \
             data-operation=\"{name}\">\n\
             <summary><span class=\"name\">{name}</span> <span class=\"label\">{label}</span> \
             <span class=\"counts\">{counts}</span></summary>\n{}{}{}</details>\n",
            entry_anchor(self.comparison, self.name),
            self.sides(),
            self.own_text(),
            self.aside(),
        )
    }

    /// What is drawn as a tree, side by side of the operation.
    fn sides(&self) -> String {
        let sides = [
            (Side::Operation, "Operation"),
            (Side::Request, "Request"),
            (Side::Response, "Response"),
            (Side::Error, "Errors"),
        ];
        let sides = sides.into_iter().map(|(side, title)| {
            let tree = self.tree(side).html();
            match tree.as_str() {
                "" => String::new(),
                tree => format!("<h3>{title}</h3>\n{tree}"),
            }
        });
        sides.collect()
    }

    fn tree(&self, side: Side) -> Tree<'_> {
        let mut tree = Tree::new(self.old, self.new);
        let (model, is_new) = match self.label {
            Label::Removed => (self.old, false),
            _ => (self.new, true),
        };
        let is_whole = matches!(self.label, Label::New | Label::Removed);
        if let Some(operation) = model.operations.get(self.name).filter(|_| is_whole) {
            let shape = match side {
                Side::Request => operation.input.as_ref(),
                Side::Response => operation.output.as_ref(),
                _ => None,
            };
            if let Some(shape) = shape {
                tree.whole(shape, is_new);
            }
        }
        for (numbered, reach) in self.facts {
            // An error of the operation stands with the errors.
            let (own, path) = match &numbered.fact.subject {
                Subject::OperationError { error, .. } => (Side::Error, Some(error)),
                _ => (reach.side, None),
            };
            if own != side || self.is_aside(numbered) {
                continue;
            }
            let paths = reach.paths.iter().chain(path);
            let mut is_anywhere = false;
            for path in paths {
                tree.insert(path, *numbered);
                is_anywhere = true;
            }
            if !is_anywhere {
                tree.insert("", *numbered);
            }
        }
        tree
    }

    /// Whether a fact is only counted in the entry: texts, what nobody notices, what many operations share, types that
    /// come or go with what is shown, and of an operation that is shown whole everything but that it came or went.
    fn is_aside(&self, numbered: &Numbered<'_>) -> bool {
        let is_whole = matches!(self.label, Label::New | Label::Removed);
        let is_own = matches!(
            numbered.fact.kind,
            Kind::OperationAdded | Kind::OperationRemoved
        );
        let is_type = matches!(numbered.fact.kind, Kind::ShapeAdded | Kind::ShapeRemoved);
        let is_minor = numbered.is_shared || is_type || numbered.fact.verdict <= Verdict::Docs;
        !is_own && (is_whole || is_minor)
    }

    /// The operation's own documentation, old and new.
    fn own_text(&self) -> String {
        let text = |model: &Model| {
            let operation = model.operations.get(self.name)?;
            operation.documentation.clone()
        };
        let (was, is) = (text(self.old), text(self.new));
        if matches!(self.label, Label::New | Label::Removed) {
            let text = is.or(was).map(|text| texts::alone(&text));
            let text = text.map(|text| format!("<h3>Documentation</h3>\n{text}"));
            return text.unwrap_or_default();
        }
        let mut facts = self.facts.iter().map(|(numbered, _)| numbered);
        let Some(numbered) = facts.find(|numbered| is_own_text(numbered)) else {
            return String::new();
        };
        let (badge, link) = (badge(numbered.fact.verdict), numbered.link("changed"));
        let sides = texts::sides(was.as_deref(), is.as_deref());
        format!("<h3>Documentation {link} {badge}</h3>\n{sides}")
    }

    /// What is counted and folded.
    fn aside(&self) -> String {
        let titles = [
            "Shared with many operations",
            "Its types and errors",
            "Documentation",
            "No caller notices",
        ];
        let group = |numbered: &Numbered<'_>| match numbered.fact.verdict {
            Verdict::None => titles[3],
            Verdict::Docs => titles[2],
            _ if numbered.is_shared => titles[0],
            _ => titles[1],
        };
        let groups = titles.into_iter().map(|title| {
            let mut items: Vec<(&Numbered<'_>, Vec<String>)> = Vec::new();
            for (numbered, reach) in self.facts {
                let is_shown = !self.is_aside(numbered) || is_own_text(numbered);
                if is_shown || group(numbered) != title {
                    continue;
                }
                match items.last_mut() {
                    Some((last, places)) if last.number == numbered.number => {
                        places.push(place(reach));
                    }
                    _ => items.push((numbered, vec![place(reach)])),
                }
            }
            if items.is_empty() {
                return String::new();
            }
            let number = count(items.len(), "change");
            let items: String = items.iter().map(aside_item).collect();
            folded(
                &format!("{title}: {number}"),
                &format!("<ul>\n{items}</ul>\n"),
            )
        });
        groups.collect()
    }
}

/// Whether a fact is the operation's own documentation, which is shown in full.
fn is_own_text(numbered: &Numbered<'_>) -> bool {
    let fact = numbered.fact;
    let is_text = fact.kind == Kind::DocumentationChanged && fact.verdict != Verdict::None;
    is_text && matches!(fact.subject, Subject::Operation(_))
}

fn aside_item((numbered, places): &(&Numbered<'_>, Vec<String>)) -> String {
    let fact = numbered.fact;
    let places: Vec<&str> = places
        .iter()
        .map(String::as_str)
        .filter(|place| !place.is_empty())
        .collect();
    let places = match places.as_slice() {
        [] => String::new(),
        places => format!(", {}", places.join(", ")),
    };
    let (badge, title) = (badge(fact.verdict), numbered.link(fact.kind.title()));
    let subject = escaped(&fact.subject.to_string());
    format!("<li>{badge} <code>{subject}</code>: {title}{places}</li>\n")
}

/// Where in the operation: `request Tags[].Key and 1 more`.
fn place(reach: &Reach) -> String {
    let side = match reach.side {
        Side::Operation => return String::new(),
        Side::Request => "request",
        Side::Response => "response",
        Side::Error => "error",
    };
    let path = match reach.paths.as_slice() {
        [] => return side.to_owned(),
        [path, ..] if path.is_empty() => return side.to_owned(),
        [path, ..] => format!("{side} <code>{}</code>", escaped(path)),
    };
    match reach.paths.len() {
        1 => path,
        more => format!("{path} and {} more", more - 1),
    }
}

//! Shows what changed in the input or output of an operation, as a tree of its members.
//!
//! A tree grows from the paths of facts; what is new or gone as a whole is drawn with all that is in it.
//! Never here: which facts belong into which tree.

use std::collections::BTreeMap;

use super::facts::{self, Numbered};
use super::parts::badge;
use crate::diff::view::apichanges::type_name;
use crate::diff::view::expansion::Expansion;
use crate::diff::view::words;
use crate::diff::{Kind, Subject, Verdict};
use crate::medium::html::{escaped, sentence};
use crate::model::{Member, Model, ShapeId, ShapeKind};

/// How many values of an enum are shown at once.
const SHOWN_VALUES: usize = 8;

/// Whether something is new or gone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Mark {
    #[default]
    None,
    Added,
    Removed,
}

/// A member, item, key or value, and what is below it.
#[derive(Default)]
struct Node<'c> {
    name: String,
    mark: Mark,
    /// What it holds, where that is shown.
    holds: Option<String>,
    notes: Vec<Numbered<'c>>,
    values: Vec<Numbered<'c>>,
    below: Vec<Node<'c>>,
    /// Where each name stands among those below.
    places: BTreeMap<String, usize>,
    /// It is shown with all its members, in the order of the model.
    is_whole: bool,
}

/// The tree of one side of an operation.
pub(super) struct Tree<'c> {
    root: Node<'c>,
    /// What is written out of the old model and of the new one.
    old: Expansion<'c>,
    new: Expansion<'c>,
}

impl<'c> Tree<'c> {
    pub(super) fn new(old: &'c Model, new: &'c Model) -> Self {
        Self {
            root: Node::default(),
            old: Expansion::new(old),
            new: Expansion::new(new),
        }
    }

    /// Draws a structure that is new or gone with everything in it.
    pub(super) fn whole(&mut self, id: &ShapeId, is_new: bool) {
        let (mark, expansion) = if is_new {
            (Mark::Added, &mut self.new)
        } else {
            (Mark::Removed, &mut self.old)
        };
        self.root.expand(expansion, id, mark, 0);
    }

    /// Puts a fact where it belongs.
    pub(super) fn insert(&mut self, path: &str, fact: Numbered<'c>) {
        let node = self.root.at(path);
        match fact.fact.kind {
            Kind::MemberAdded => {
                node.whole(&mut self.new, fact.fact.new.as_deref(), Mark::Added);
                node.notes.push(fact);
            }
            Kind::MemberRemoved => {
                node.whole(&mut self.old, fact.fact.old.as_deref(), Mark::Removed);
                node.notes.push(fact);
            }
            Kind::ErrorAdded => {
                node.mark = Mark::Added;
                node.notes.push(fact);
            }
            Kind::ErrorRemoved => {
                node.mark = Mark::Removed;
                node.notes.push(fact);
            }
            _ if matches!(fact.fact.subject, Subject::Value { .. }) => node.values.push(fact),
            _ => node.notes.push(fact),
        }
    }

    /// The tree as a list; empty where nothing is in it.
    pub(super) fn html(&self) -> String {
        let mut text = String::new();
        text.push_str(&notes(&self.root.notes));
        text.push_str(&values(&self.root.values));
        text.push_str(&list(&self.root));
        text
    }
}

impl Node<'_> {
    /// The node at the end of a path such as `Fleets[].Tags{}`.
    fn at(&mut self, path: &str) -> &mut Self {
        let mut here = self;
        for step in steps(path) {
            here = here.child(step);
        }
        here
    }

    fn child(&mut self, name: &str) -> &mut Self {
        let index = self.places.get(name).copied().unwrap_or_else(|| {
            let index = self.below.len();
            self.places.insert(name.to_owned(), index);
            self.below.push(Self {
                name: name.to_owned(),
                ..Self::default()
            });
            index
        });
        &mut self.below[index]
    }

    fn whole(&mut self, expansion: &mut Expansion<'_>, target: Option<&str>, mark: Mark) {
        let id = ShapeId(target.unwrap_or_default().to_owned());
        self.mark = mark;
        self.holds = Some(holds(expansion.model(), &id));
        self.expand(expansion, &id, mark, 0);
    }

    /// Adds what a shape has in it, `depth` shapes below the one that is new or gone.
    fn expand(&mut self, expansion: &mut Expansion<'_>, id: &ShapeId, mark: Mark, depth: usize) {
        let model = expansion.model();
        let Some(shape) = model.shapes.get(id) else {
            return;
        };
        let is_composed = !shape.kind.members().is_empty();
        if is_composed && !expansion.writes(id, depth) {
            let holds = self.holds.take().unwrap_or_default();
            self.holds = Some(format!("{holds}, written out elsewhere"));
            return;
        }
        self.is_whole = true;
        let mut add = |name: &str, member: &Member| {
            let node = self.child(name);
            node.mark = mark;
            let required = if member.required { ", required" } else { "" };
            node.holds = Some(format!("{}{required}", holds(model, &member.target)));
            node.expand(expansion, &member.target, mark, depth + 1);
        };
        match &shape.kind {
            ShapeKind::Structure(structure) | ShapeKind::Union(structure) => {
                for (name, member) in &structure.members {
                    add(name, member);
                }
            }
            ShapeKind::List(item) => add("[]", item),
            ShapeKind::Map { value, .. } => add("{}", value),
            _ => {}
        }
    }
}

/// The steps of a path: `Fleets[].Id` is `Fleets`, `[]`, `Id`.
fn steps(path: &str) -> impl Iterator<Item = &str> {
    let names = path.split('.').flat_map(|name| {
        let mut rest = name;
        let mut brackets = Vec::new();
        while let Some(bracket) = ["[]", "{}", "{key}"]
            .into_iter()
            .find(|b| rest.ends_with(b))
        {
            brackets.push(bracket);
            rest = rest.strip_suffix(bracket).unwrap_or_default();
        }
        std::iter::once(rest).chain(brackets.into_iter().rev())
    });
    names.filter(|step| !step.is_empty())
}

/// What a shape holds, in a few words.
fn holds(model: &Model, id: &ShapeId) -> String {
    let Some(shape) = model.shapes.get(id) else {
        return id.to_string();
    };
    match &shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => id.to_string(),
        ShapeKind::List(item) => format!("list of {}", item.target),
        ShapeKind::Map { key, value } => format!("map from {} to {}", key.target, value.target),
        ShapeKind::Enum(values) => {
            let values = values.iter().map(|value| value.value.clone());
            format!("{id}: {}", words::listed(values, SHOWN_VALUES))
        }
        other => type_name(other).to_owned(),
    }
}

fn list(parent: &Node<'_>) -> String {
    if parent.below.is_empty() {
        return String::new();
    }
    let mut below: Vec<&Node<'_>> = parent.below.iter().collect();
    if !parent.is_whole {
        below.sort_by(|a, b| a.name.cmp(&b.name));
    }
    let items: String = below.into_iter().map(item).collect();
    format!("<ul class=\"tree\">\n{items}</ul>\n")
}

/// A member, its only bracket beside its name: `Fleets[]`.
fn item(node: &Node<'_>) -> String {
    let mut name = node.name.clone();
    let mut notes = notes(&node.notes);
    let mut values = values(&node.values);
    let mut last = node;
    while let [only] = last.below.as_slice()
        && only.name.starts_with(['[', '{'])
    {
        name.push_str(&only.name);
        notes.push_str(&self::notes(&only.notes));
        values.push_str(&self::values(&only.values));
        last = only;
    }
    let name = format!("<code class=\"member\">{}</code>", escaped(&name));
    let (class, name) = match node.mark {
        Mark::None => ("", name),
        Mark::Added => (" class=\"added\"", format!("<ins>{name}</ins>")),
        Mark::Removed => (" class=\"gone\"", format!("<del>{name}</del>")),
    };
    let holds = node.holds.as_deref().unwrap_or_default();
    let holds = match holds {
        "" => String::new(),
        holds => format!(" <span class=\"type\">{}</span>", escaped(holds)),
    };
    let below = list(last);
    format!("<li{class}>{name}{holds}{notes}{values}{below}</li>\n")
}

/// What is said about a node, a line a fact.
fn notes(facts: &[Numbered<'_>]) -> String {
    facts.iter().map(note).collect()
}

fn note(numbered: &Numbered<'_>) -> String {
    let fact = numbered.fact;
    let values = match fact.kind {
        Kind::MemberAdded | Kind::MemberRemoved => String::new(),
        _ => facts::values(fact),
    };
    let title = numbered.link(fact.kind.title());
    let badge = badge(fact.verdict);
    let subject = match fact.subject {
        Subject::Shape(ref shape) => format!("<code>{}</code>: ", escaped(shape)),
        _ => String::new(),
    };
    let consequence = consequence(numbered);
    format!("<div class=\"note\">{badge} {subject}{title}{values}{consequence}</div>")
}

/// What breaks, which is worth a line of its own.
fn consequence(numbered: &Numbered<'_>) -> String {
    if numbered.fact.verdict != Verdict::Major {
        return String::new();
    }
    let what = sentence(&words::consequence(numbered.fact));
    format!(
        "<div class=\"reason\">{what}</div>{}",
        facts::rename(numbered)
    )
}

/// Values of an enum that came, went or changed, a line for each kind.
fn values(facts: &[Numbered<'_>]) -> String {
    let mut groups: Vec<(Kind, Verdict, Vec<&Numbered<'_>>)> = Vec::new();
    for numbered in facts {
        let (kind, verdict) = (numbered.fact.kind, numbered.fact.verdict);
        match groups.iter_mut().find(|g| (g.0, g.1) == (kind, verdict)) {
            Some((.., group)) => group.push(numbered),
            None => groups.push((kind, verdict, vec![numbered])),
        }
    }
    groups
        .iter()
        .map(|(kind, verdict, group)| {
            let tag = match kind {
                Kind::EnumValueAdded => "ins",
                Kind::EnumValueRemoved => "del",
                _ => "span",
            };
            let names = group.iter().map(|numbered| {
                let value = match &numbered.fact.subject {
                    Subject::Value { value, .. } => value.as_str(),
                    _ => "",
                };
                format!("<{tag}>{}</{tag}>", numbered.link(value))
            });
            let names = names.collect::<Vec<_>>().join(", ");
            let (badge, title) = (badge(*verdict), kind.title());
            let consequences: String = group.iter().map(|numbered| consequence(numbered)).collect();
            format!("<div class=\"note\">{badge} {title}: {names}{consequences}</div>")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_step_by_step() {
        let steps = |path| super::steps(path).collect::<Vec<_>>();
        assert_eq!(steps(""), Vec::<&str>::new());
        assert_eq!(steps("A"), ["A"]);
        assert_eq!(steps("A[].B"), ["A", "[]", "B"]);
        assert_eq!(steps("A[]{}.B{key}"), ["A", "[]", "{}", "B", "{key}"]);
    }

    #[test]
    fn what_contains_itself_ends() {
        let mut node = Node::default();
        let text = r#"{"metadata": {"apiVersion": "1", "endpointPrefix": "z", "protocol": "json",
            "jsonVersion": "1.1", "serviceFullName": "Z", "serviceId": "Z", "signatureVersion": "v4"},
            "operations": {}, "shapes": {"A": {"type": "structure", "members": {"B": {"shape": "L"}}},
            "L": {"type": "list", "member": {"shape": "A"}}}}"#;
        let documents = crate::load::Documents::of(std::path::Path::new("m.json"), text);
        let revision = crate::diff::Revision::read("1", &documents).expect("a model");
        let mut expansion = Expansion::new(&revision.model);
        node.whole(&mut expansion, Some("A"), Mark::Added);
        assert_eq!(node.below.len(), 1);
        let html = item(&node);
        assert_eq!(html.matches("B[]").count(), 1, "{html}");
    }
}

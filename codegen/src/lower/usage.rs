//! Documents enums and structures that the model says nothing of by the members that hold them.
//!
//! Never here: what the members themselves say.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{summary, wrapped};
use super::paths::Paths;
use crate::model::{Model, ShapeId, ShapeKind};

/// How many members are named.
const NAMED: usize = 6;

/// Gives each enum and structure without documentation the sentence of the members that hold it, and their
/// names.
pub(super) fn describe(model: &mut Model, paths: &Paths) {
    let usages = usages(model, paths);
    for (id, shape) in &mut model.shapes {
        let has_item = matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::Structure(_));
        if let (true, None, Some(usage)) = (has_item, &shape.documentation, usages.get(id)) {
            shape.documentation = Some(usage.docs());
        }
    }
}

/// The members that hold a shape.
#[derive(Default)]
struct Usage {
    /// Links to them: those of data first, then those of inputs and outputs.
    links: Vec<String>,
    /// The sentences of those of data, or else of all, and how many say each.
    sentences: Vec<(String, usize)>,
}

impl Usage {
    fn say(&mut self, sentence: String) {
        let mut said = self.sentences.iter_mut();
        match said.find(|(said, _)| *said == sentence) {
            Some((_, count)) => *count += 1,
            None => self.sentences.push((sentence, 1)),
        }
    }

    /// What most members say, and of what is said as often the first; then the members.
    fn docs(&self) -> String {
        let most = self.sentences.iter().map(|(_, count)| *count).max();
        let mut sentences = self.sentences.iter();
        let sentence = sentences.find(|(_, count)| Some(*count) == most);
        let named = self.links.iter().take(NAMED).cloned();
        let named = named.collect::<Vec<_>>().join(", ");
        let more = match self.links.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let used = format!("Used by {named}{more}.");
        match sentence {
            Some((sentence, _)) => format!("{}\n\n{used}", wrapped(sentence)),
            None => used,
        }
    }
}

fn usages(model: &Model, paths: &Paths) -> BTreeMap<ShapeId, Usage> {
    let mut usages: BTreeMap<ShapeId, Usage> = BTreeMap::new();
    let mut described = BTreeSet::new();
    for is_data in [true, false] {
        for (owner, shape) in &model.shapes {
            let ShapeKind::Structure(structure) = &shape.kind else {
                continue;
            };
            let owner_path = paths.item(owner).unwrap_or_default();
            if owner_path.starts_with("crate::types::") != is_data {
                continue;
            }
            for (name, member) in &structure.members {
                for held in held_by(model, &member.target) {
                    let usage = usages.entry(held.clone()).or_default();
                    usage.links.extend(paths.links(owner, name));
                    let sentence = summary(member.documentation.as_deref().unwrap_or_default());
                    // What ends in a colon introduces a list that stands at the member.
                    let is_whole = !sentence.is_empty() && !sentence.ends_with(':');
                    if is_whole && !described.contains(held) {
                        usage.say(sentence);
                    }
                }
            }
        }
        let with_sentence = usages
            .iter()
            .filter(|(_, usage)| !usage.sentences.is_empty());
        described.extend(with_sentence.map(|(id, _)| id.clone()));
    }
    usages
}

/// The enums and structures that a value is: itself, or what lists and maps hold, which never contain
/// themselves.
fn held_by<'m>(model: &'m Model, target: &'m ShapeId) -> Vec<&'m ShapeId> {
    let mut held = Vec::new();
    let mut open = vec![target];
    while let Some(id) = open.pop() {
        match &model[id].kind {
            ShapeKind::List(item) => open.push(&item.target),
            ShapeKind::Map { key, value } => open.extend([&value.target, &key.target]),
            ShapeKind::Enum(_) | ShapeKind::Structure(_) => held.push(id),
            _ => {}
        }
    }
    held
}

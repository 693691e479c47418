//! Documents what the model says nothing of: members by their types, enums and structures by the members that
//! hold them.
//!
//! Never here: any text that no service wrote.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::docs::{summary, wrapped};
use super::paths::Paths;
use super::units;
use crate::model::{Model, ShapeId, ShapeKind};

/// How many members are named.
const NAMED: usize = 6;

/// Gives each member without documentation the sentence of its type, as
/// <https://smithy.io/2.0/spec/documentation-traits.html#documentation-trait> has it; then each enum and structure
/// without documentation that of the members that hold it, and their names.
pub(super) fn describe(model: &mut Model, paths: &Paths) {
    describe_members(model);
    let usages = usages(model, paths);
    for (id, shape) in &mut model.shapes {
        let has_item = matches!(
            shape.kind,
            ShapeKind::Enum(_) | ShapeKind::Structure(_) | ShapeKind::Union(_)
        );
        let has_item = has_item && !units::is_unit_shape(id, shape);
        if let (true, None, Some(usage)) = (has_item, &shape.documentation, usages.get(id)) {
            shape.documentation = Some(usage.docs());
        }
    }
}

fn describe_members(model: &mut Model) {
    let documented = model.shapes.iter().filter_map(|(id, shape)| {
        let sentence = summary(shape.documentation.as_deref()?);
        Some((id.clone(), wrapped(&sentence)))
    });
    let sentences: BTreeMap<ShapeId, String> = documented.collect();
    for shape in model.shapes.values_mut() {
        if let Some(structure) = shape.kind.named_members_mut() {
            for (_, member) in &mut structure.members {
                let sentence = || sentences.get(&member.target).cloned();
                member.documentation = member.documentation.take().or_else(sentence);
            }
        }
    }
}

/// The members that hold a shape.
#[derive(Default)]
struct Usage {
    /// Links to the first of them: those of data first, then those of inputs and outputs.
    named: Vec<String>,
    /// How many there are beside those.
    more: usize,
    /// The sentences of those of data, or else of all: how many say each, and which one came when.
    sentences: BTreeMap<String, (usize, usize)>,
}

impl Usage {
    fn name(&mut self, link: String) {
        if self.named.len() < NAMED {
            self.named.push(link);
        } else {
            self.more += 1;
        }
    }

    fn say(&mut self, sentence: String) {
        let new = (0, self.sentences.len());
        self.sentences.entry(sentence).or_insert(new).0 += 1;
    }

    /// What most members say, and of what is said as often the first; then the members.
    fn docs(&self) -> String {
        let sentences = self.sentences.iter();
        let most = sentences.max_by_key(|(_, (count, at))| (*count, Reverse(*at)));
        let more = match self.more {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let used = format!("Used by {}{more}.", self.named.join(", "));
        match most {
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
            let Some(structure) = shape.kind.named_members() else {
                continue;
            };
            let owner_path = paths.item(owner).unwrap_or_default();
            if owner_path.starts_with("crate::types::") != is_data {
                continue;
            }
            for (name, member) in &structure.members {
                for held in held_by(model, &member.target) {
                    let usage = usages.entry(held.clone()).or_default();
                    paths.links(owner, name).for_each(|link| usage.name(link));
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

/// The enums and structures that a value is: itself, or what lists and maps hold.
fn held_by<'m>(model: &'m Model, target: &'m ShapeId) -> Vec<&'m ShapeId> {
    let mut held = Vec::new();
    let (mut open, mut seen) = (vec![target], BTreeSet::new());
    while let Some(id) = open.pop() {
        // A list that contains itself is a problem, and found later.
        if !seen.insert(id) {
            continue;
        }
        match &model[id].kind {
            ShapeKind::List(item) => open.push(&item.target),
            ShapeKind::Map { key, value } => open.extend([&value.target, &key.target]),
            ShapeKind::Enum(_) | ShapeKind::Structure(_) | ShapeKind::Union(_) => held.push(id),
            _ => {}
        }
    }
    held
}

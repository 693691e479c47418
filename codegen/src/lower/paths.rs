//! Where the Rust items of structures, enums and members are, for links in the documentation.
//!
//! Never here: the text around a link.

use std::collections::{BTreeMap, BTreeSet};

use super::held::held;
use super::names;
use crate::model::{Model, ShapeId, ShapeKind};

/// The paths of the items that are made of shapes.
pub(super) struct Paths {
    /// By shape: more than one where it is the input or output of several operations.
    items: BTreeMap<ShapeId, Vec<Item>>,
    /// Those that have variants and no fields.
    unions: BTreeSet<ShapeId>,
}

/// An item that is made of a shape.
struct Item {
    /// From the root of the crate: `crate::types::PlayerSession`.
    path: String,
    /// `PlayerSession`
    name: String,
}

impl Paths {
    /// The paths of a model's structures, enums, inputs, outputs and errors.
    pub(super) fn of(model: &Model) -> Self {
        let mut paths = Self {
            items: BTreeMap::new(),
            unions: BTreeSet::new(),
        };
        for id in held(model) {
            let name = names::type_name(&id.0);
            if matches!(model[id].kind, ShapeKind::Union(_)) {
                paths.unions.insert(id.clone());
            }
            match &model[id].kind {
                ShapeKind::Structure(structure) if structure.error.is_some() => {
                    paths.add(id, "crate::types::error", name);
                }
                ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) => {
                    paths.add(id, "crate::types", name);
                }
                _ => {}
            }
        }
        for (name, operation) in &model.operations {
            let module = format!("crate::operation::{}", names::module(name));
            if let Some(id) = &operation.input {
                paths.add(id, &module, names::input(name));
            }
            if let Some(id) = &operation.output {
                paths.add(id, &module, names::output(name));
            }
        }
        paths
    }

    fn add(&mut self, id: &ShapeId, module: &str, name: String) {
        let path = format!("{module}::{name}");
        self.items
            .entry(id.clone())
            .or_default()
            .push(Item { path, name });
    }

    /// The first item that is made of a shape.
    pub(super) fn item(&self, id: &ShapeId) -> Option<&str> {
        Some(&self.items.get(id)?.first()?.path)
    }

    /// Where the field of a member leads, in the first item that is made of its structure.
    pub(super) fn field(&self, structure: &ShapeId, member: &str) -> Option<String> {
        let item = self.items.get(structure)?.first()?;
        Some(self.place(structure, item, member))
    }

    /// Links to the field of a member, one for each item that is made of its structure.
    pub(super) fn links<'p>(
        &'p self,
        structure: &ShapeId,
        member: &'p str,
    ) -> impl Iterator<Item = String> + 'p {
        let items = self.items.get(structure).into_iter().flatten();
        let is_union = self.unions.contains(structure);
        items.map(move |item| {
            if is_union {
                let name = names::union_variant(member);
                return format!("[`{0}::{name}`]({1}::{name})", item.name, item.path);
            }
            let name = in_link(&names::field(member)).to_owned();
            format!("[`{}::{name}`]({})", item.name, field_of(item, member))
        })
    }

    fn place(&self, owner: &ShapeId, item: &Item, member: &str) -> String {
        if self.unions.contains(owner) {
            format!("{}::{}", item.path, names::union_variant(member))
        } else {
            field_of(item, member)
        }
    }
}

fn field_of(item: &Item, member: &str) -> String {
    let field = names::field(member);
    format!("field@{}::{}", item.path, in_link(&field))
}

/// An identifier as links have it: rustdoc does not find `r#type`, and finds `type`.
fn in_link(identifier: &str) -> &str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

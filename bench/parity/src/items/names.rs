//! The names of what a crate shows: paths of items, and of their fields, variants and methods.
//!
//! Names that a crate shows of others are followed where those are documented too. Never here: signatures.

use std::collections::{BTreeMap, BTreeSet};

use rustdoc_types::{Attribute, Crate, Id, Item, ItemEnum, Type, Visibility};

use super::documentation::Documentation;

/// Modules are in each other this deep at most; a path that leads back into itself ends here.
const DEEPEST: usize = 12;

/// Each path without the crate's name, and what it is.
pub(super) fn of(
    documentation: &Documentation,
    others: &[&Documentation],
) -> BTreeMap<String, &'static str> {
    let mut names = Names {
        others,
        found: BTreeMap::new(),
    };
    let items = &documentation.items;
    names.module(items, items.root, "", 0);
    names.found
}

/// The paths at which each item of a crate can be named, the shortest first.
pub(super) fn paths(documentation: &Documentation) -> BTreeMap<u32, Vec<String>> {
    let items = &documentation.items;
    let mut found: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut open = vec![(items.root, String::new())];
    let mut seen = BTreeSet::new();
    while let Some((id, path)) = open.pop() {
        if !seen.insert((id.0, path.clone())) || path.matches("::").count() > DEEPEST {
            continue;
        }
        let Some(ItemEnum::Module(module)) = items.index.get(&id).map(|item| &item.inner) else {
            continue;
        };
        for item in module.items.iter().filter_map(|id| items.index.get(id)) {
            if !is_public(item) {
                continue;
            }
            match &item.inner {
                ItemEnum::Use(shown) if shown.is_glob => {
                    open.extend(shown.id.map(|id| (id, path.clone())));
                }
                ItemEnum::Use(shown) => {
                    let path = join(&path, &shown.name);
                    let Some(id) = shown.id else { continue };
                    found.entry(id.0).or_default().push(path.clone());
                    open.push((id, path));
                }
                _ => {
                    let path = join(&path, item.name.as_deref().unwrap_or_default());
                    found.entry(item.id.0).or_default().push(path.clone());
                    open.push((item.id, path));
                }
            }
        }
    }
    for paths in found.values_mut() {
        paths.sort_by_key(|path| (path.matches("::").count(), path.clone()));
    }
    found
}

/// `outer::name`, or the name alone in the root.
pub(super) fn join(outer: &str, name: &str) -> String {
    if outer.is_empty() {
        name.to_owned()
    } else {
        format!("{outer}::{name}")
    }
}

fn is_public(item: &Item) -> bool {
    matches!(item.visibility, Visibility::Public)
}

/// What is documented for nobody.
pub(super) fn is_hidden(item: &Item) -> bool {
    let mut attributes = item.attrs.iter();
    attributes.any(|attribute| match attribute {
        Attribute::Other(text) => text.contains("hidden"),
        _ => false,
    })
}

struct Names<'a> {
    others: &'a [&'a Documentation],
    found: BTreeMap<String, &'static str>,
}

impl<'a> Names<'a> {
    fn module(&mut self, items: &'a Crate, id: Id, path: &str, depth: usize) {
        let Some(ItemEnum::Module(module)) = items.index.get(&id).map(|item| &item.inner) else {
            return;
        };
        if depth > DEEPEST {
            return;
        }
        let inside = module.items.iter().filter_map(|id| items.index.get(id));
        for item in inside.filter(|item| is_public(item)) {
            if let ItemEnum::Use(shown) = &item.inner {
                let target = self.target(items, shown.id, &shown.source);
                match target {
                    Some((items, id)) if shown.is_glob => self.module(items, id, path, depth + 1),
                    Some((items, id)) => self.item(items, id, &join(path, &shown.name), depth + 1),
                    None if shown.is_glob => {}
                    None => drop(
                        self.found
                            .insert(join(path, &shown.name), "another crate's item"),
                    ),
                }
            } else if !is_hidden(item) {
                let name = item.name.as_deref().unwrap_or_default();
                self.item(items, item.id, &join(path, name), depth + 1);
            }
        }
    }

    /// Where what is shown is documented.
    fn target(&self, items: &'a Crate, id: Option<Id>, source: &str) -> Option<(&'a Crate, Id)> {
        if let Some(id) = id.filter(|id| items.index.contains_key(id)) {
            return Some((items, id));
        }
        let mut segments = source.trim_start_matches("::").split("::");
        let name = segments.next()?;
        let other = self.others.iter().find(|other| other.name == name)?;
        find(&other.items, segments, DEEPEST)
    }

    fn item(&mut self, items: &'a Crate, id: Id, path: &str, depth: usize) {
        let Some(item) = items.index.get(&id) else {
            return;
        };
        let (kind, members): (_, Vec<Id>) = match &item.inner {
            ItemEnum::Module(_) => {
                self.found.insert(path.to_owned(), "a module");
                return self.module(items, id, path, depth);
            }
            ItemEnum::Use(shown) => {
                match self.target(items, shown.id, &shown.source) {
                    Some((items, id)) if depth <= DEEPEST => self.item(items, id, path, depth + 1),
                    _ => drop(self.found.insert(path.to_owned(), "another crate's item")),
                }
                return;
            }
            ItemEnum::TypeAlias(alias) => {
                self.found.insert(path.to_owned(), "a type");
                if let Type::ResolvedPath(target) = &alias.type_ {
                    let source = items.paths.get(&target.id);
                    let source = source.map(|summary| summary.path.join("::"));
                    let found = self.target(items, Some(target.id), &source.unwrap_or_default());
                    if let Some((items, id)) = found.filter(|_| depth <= DEEPEST) {
                        self.item(items, id, path, depth + 1);
                    }
                }
                return;
            }
            ItemEnum::Struct(structure) => {
                let fields = match &structure.kind {
                    rustdoc_types::StructKind::Plain { fields, .. } => fields.clone(),
                    _ => Vec::new(),
                };
                (
                    "a type",
                    [fields, methods(items, &structure.impls)].concat(),
                )
            }
            ItemEnum::Enum(enumeration) => {
                let variants = enumeration.variants.clone();
                (
                    "a type",
                    [variants, methods(items, &enumeration.impls)].concat(),
                )
            }
            ItemEnum::Trait(shown) => ("a trait", shown.items.clone()),
            ItemEnum::Function(_) => ("a function", Vec::new()),
            ItemEnum::Constant { .. } | ItemEnum::Static(_) => ("a constant", Vec::new()),
            ItemEnum::Macro(_) => ("a macro", Vec::new()),
            _ => ("an item", Vec::new()),
        };
        self.found.insert(path.to_owned(), kind);
        for member in members.iter().filter_map(|id| items.index.get(id)) {
            let kind = match &member.inner {
                ItemEnum::StructField(_) => "a field",
                ItemEnum::Variant(_) => "a variant",
                ItemEnum::Function(_) => "a method",
                _ => "an item",
            };
            let shown = match &member.inner {
                // Those of a trait and an enum are as public as it is.
                ItemEnum::StructField(_) => is_public(member),
                ItemEnum::Function(_) => {
                    is_public(member) || matches!(item.inner, ItemEnum::Trait(_))
                }
                _ => true,
            };
            if shown && !is_hidden(member) {
                let name = member.name.as_deref().unwrap_or_default();
                self.found.insert(join(path, name), kind);
            }
        }
    }
}

/// The items of a type's own implementations.
fn methods(items: &Crate, impls: &[Id]) -> Vec<Id> {
    let impls = impls
        .iter()
        .filter_map(|id| match &items.index.get(id)?.inner {
            ItemEnum::Impl(own) if own.trait_.is_none() => Some(own),
            _ => None,
        });
    impls.flat_map(|own| own.items.iter().copied()).collect()
}

/// An item of a crate by the rest of its path.
fn find<'a, 'p>(
    items: &'a Crate,
    segments: impl Iterator<Item = &'p str>,
    depth: usize,
) -> Option<(&'a Crate, Id)> {
    let mut id = items.root;
    for segment in segments {
        id = inside(items, id, segment, depth)?;
    }
    Some((items, id))
}

/// The item of a module that has a name there.
fn inside(items: &Crate, module: Id, name: &str, depth: usize) -> Option<Id> {
    let ItemEnum::Module(module) = &items.index.get(&module)?.inner else {
        return None;
    };
    let item_of = |id: &Id| items.index.get(id);
    for item in module.items.iter().filter_map(item_of) {
        match &item.inner {
            ItemEnum::Use(shown) if shown.is_glob && depth > 0 => {
                let found = shown.id.and_then(|id| inside(items, id, name, depth - 1));
                if found.is_some() {
                    return found;
                }
            }
            ItemEnum::Use(shown) if shown.name == name => return shown.id,
            _ if item.name.as_deref() == Some(name) => return Some(item.id),
            _ => {}
        }
    }
    None
}

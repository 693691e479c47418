//! The public items of two crates: which were removed, which were added, and what they are called.
//!
//! Never here: what they are gone for.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::Api;
use crate::emit::public_items::{Origin, PublicItem, implied_items, items};

/// Items, found by what they are made from.
#[derive(Default)]
pub(super) struct Index {
    /// The items.
    pub(super) list: Vec<PublicItem>,
    /// The places in the list of what is made from an origin.
    exact: BTreeMap<Origin, Vec<usize>>,
    /// The places in the list of what is made from a shape, its members or its values.
    shapes: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn new(list: Vec<PublicItem>) -> Self {
        let mut index = Self::default();
        for (place, item) in list.iter().enumerate() {
            let places = index.exact.entry(item.origin.clone());
            places.or_default().push(place);
            if let Origin::Shape(shape) | Origin::Member(shape, _) | Origin::Value(shape, _) =
                &item.origin
            {
                index.shapes.entry(shape.clone()).or_default().push(place);
            }
        }
        Self { list, ..index }
    }

    /// The places of what is made from an origin.
    pub(super) fn of<'i>(&'i self, origin: &Origin) -> impl Iterator<Item = usize> + use<'i> {
        self.exact.get(origin).into_iter().flatten().copied()
    }

    /// The places of what is made from a shape, its members or its values.
    pub(super) fn of_shape<'i>(&'i self, shape: &str) -> impl Iterator<Item = usize> + use<'i> {
        self.shapes.get(shape).into_iter().flatten().copied()
    }
}

/// What two crates do not have in common.
#[derive(Default)]
pub(super) struct Items {
    /// Items that only the old one has, or that have another type.
    pub(super) gone: Index,
    /// Items that only the new one has, or that have another type.
    pub(super) fresh: Index,
    /// For the paths that both have, what follows them in the new one.
    rest: BTreeMap<(&'static str, String), String>,
    /// The variants that both have and that stand for another value in each.
    pub(super) moved: Vec<Moved>,
}

/// A variant that stands for another value.
pub(super) struct Moved {
    /// The variant, as the old crate has it.
    pub(super) item: PublicItem,
    /// The enum.
    pub(super) shape: String,
    /// The value that it stood for.
    pub(super) was: String,
    /// The value that it stands for.
    pub(super) is: String,
}

impl Items {
    pub(super) fn new(old: &Api, new: &Api) -> Self {
        let (was, is) = (all(old), all(new));
        let known = |items: &[PublicItem]| items.iter().map(identity).collect::<BTreeSet<_>>();
        let (before, after) = (known(&was), known(&is));
        let moved = moved(&was, &is);
        let rest = is.iter();
        let rest = rest.map(|item| ((item.kind, item.path.clone()), item.rest.clone()));
        let rest = rest.collect();
        let only = |items: Vec<PublicItem>, others: &BTreeSet<Identity>| {
            let items = items.into_iter();
            let items = items.filter(|item| !others.contains(&identity(item)));
            Index::new(items.collect())
        };
        Self {
            gone: only(was, &after),
            fresh: only(is, &before),
            rest,
            moved,
        }
    }

    /// Whether a member is why `build()` of its shape can fail in one crate and cannot in the other: it is a
    /// plain value there, which has to be set.
    pub(super) fn changes_build(&self, shape: &str, member: &str) -> bool {
        let origin = Origin::Member(shape.to_owned(), member.to_owned());
        let is_plain = |index: &Index| {
            let mut items = index.of(&origin).map(|place| &index.list[place]);
            items.any(|item| item.kind == "field" && !item.rest.starts_with(": Option<"))
        };
        is_plain(&self.gone) != is_plain(&self.fresh)
    }

    /// What happened to the item that says most, as a sentence.
    pub(super) fn what_broke(&self, broken: &[PublicItem]) -> String {
        let Some(first) = sorted(broken).into_iter().next() else {
            return String::new();
        };
        let name = spelled(first);
        match self.rest.get(&(first.kind, first.path.clone())) {
            Some(now) => format!(
                "`{name}` is `{}` and was `{}`",
                now.trim(),
                first.rest.trim()
            ),
            None => format!("`{name}` is gone"),
        }
    }
}

fn moved(was: &[PublicItem], is: &[PublicItem]) -> Vec<Moved> {
    let value = |item: &PublicItem| match &item.origin {
        Origin::Value(_, value) if item.kind == "variant" => Some(value.clone()),
        _ => None,
    };
    let now = is
        .iter()
        .filter_map(|item| Some((&item.path, value(item)?)));
    let now: BTreeMap<&String, String> = now.collect();
    let moved = was.iter().filter_map(|item| {
        let Origin::Value(shape, was) = &item.origin else {
            return None;
        };
        let is = now.get(&item.path).filter(|is| *is != was)?;
        Some(Moved {
            item: item.clone(),
            shape: shape.clone(),
            was: was.clone(),
            is: is.clone(),
        })
    });
    moved.collect()
}

/// The items of a crate, with those that `api.txt` leaves out because they follow from others.
pub(in crate::diff) fn all(api: &Api) -> Vec<PublicItem> {
    let mut list = items(api);
    list.extend(implied_items(api));
    list
}

pub(in crate::diff) type Identity = (&'static str, String, String);

/// What a program depends on. The text of an enum's value is none of it.
pub(in crate::diff) fn identity(item: &PublicItem) -> Identity {
    let rest = match item.kind {
        "variant" => String::new(),
        _ => item.rest.clone(),
    };
    (item.kind, item.path.clone(), rest)
}

/// The items as people call them, once each, those that say most first.
pub(super) fn named(items: &[PublicItem]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let names = sorted(items).into_iter().map(spelled);
    names.filter(|name| seen.insert(name.clone())).collect()
}

fn sorted(items: &[PublicItem]) -> Vec<&PublicItem> {
    let mut items: Vec<_> = items.iter().collect();
    items.sort_by_key(|item| (rank(item), item.path.clone()));
    items
}

/// How much an item says: methods of the client, types and variants first; then what most programs call,
/// accessors of what they get and setters of what they send.
fn rank(item: &PublicItem) -> u8 {
    let name = item.path.rsplit("::").next().unwrap_or_default();
    let is_second_form = name.starts_with("set_") || name.starts_with("get_");
    let in_builder = item.path.contains("builders::");
    let is_input = item.path.contains("FluentBuilder::");
    match item.kind {
        "fn" if item.path.starts_with("Client::") => 0,
        "struct" | "enum" if !in_builder => 1,
        "variant" => 1,
        "fn" if is_input && !is_second_form => 2,
        "fn" if !in_builder => 3,
        "fn" if !is_second_form => 4,
        "fn" => 5,
        _ => 6,
    }
}

/// `types::ServerProcess::launch_path()`, `ComputeType::Container`, `CreateFleetFluentBuilder::tags()`
pub(in crate::diff) fn spelled(item: &PublicItem) -> String {
    let mut path = item.path.as_str();
    if let Some((_, rest)) = path.split_once("builders::") {
        path = rest;
    } else if let Some(rest) = path.strip_prefix("operation::") {
        path = rest.split_once("::").map_or(rest, |(_, rest)| rest);
    } else if item.kind == "variant" {
        path = path.strip_prefix("types::").unwrap_or(path);
    }
    match item.kind {
        "fn" => format!("{path}()"),
        "field" => path.rsplit_once("::").map_or_else(
            || path.to_owned(),
            |(owner, field)| format!("{owner}.{field}"),
        ),
        _ => path.to_owned(),
    }
}
